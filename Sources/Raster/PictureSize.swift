/// How large a picture is made of a figure.
public enum PictureSize: Hashable, Sendable {
  /// Times the size that the figure has on a screen, where a unit of it is a pixel, or 3/4 of a point on paper (CSS
  /// Values 3, absolute lengths).
  case scale(Double)
  /// This many pixels wide, or points on paper; the height follows.
  case width(Int)

  /// What a scale may be.
  public static let scales = 0.05...20.0

  /// The factor for a figure of a width in units.
  func factor(width units: Double, unit: Double) throws(RasterError) -> Double {
    switch self {
    case .scale(let scale):
      guard PictureSize.scales.contains(scale) else { throw RasterError("a scale is between 0.05 and 20") }
      return scale * unit
    case .width(let width):
      guard width > 0 else { throw RasterError("a picture is at least one pixel wide") }
      return Double(width) / units
    }
  }
}
