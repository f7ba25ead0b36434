import ArgumentParser
import Raster

/// How large a PNG or PDF is made.
struct PictureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The size of a PNG or PDF, times that of the SVG: 0.05 to 20; without it, 2 for PNG and 1 for PDF.",
      valueName: "n"), transform: PictureOptions.scale)
  var scale: Scale?

  @Option(help: ArgumentHelp("The width of a PNG in pixels, or of a PDF in points.", valueName: "n"))
  var width: Int?

  /// A scale in thousandths, so that it has one way to be written.
  struct Scale: CustomStringConvertible {
    var thousandths: Int

    var description: String {
      let (whole, rest) = thousandths.quotientAndRemainder(dividingBy: 1_000)
      guard rest > 0 else { return String(whole) }
      var digits = Substring(String(1_000 + rest).dropFirst())
      while digits.last == "0" { digits.removeLast() }
      return "\(whole).\(digits)"
    }
  }

  static func scale(_ text: String) throws -> Scale {
    guard let value = Double(text), PictureSize.scales.contains(value) else {
      throw ValidationError("a scale is a number between 0.05 and 20")
    }
    return Scale(thousandths: Int((value * 1_000).rounded()))
  }

  func validate() throws {
    guard scale == nil || width == nil else { throw ValidationError("give --scale or --width") }
    guard (16...Rasterizer.sideLimit).contains(width ?? 16) else {
      throw ValidationError("--width is 16 to \(Rasterizer.sideLimit)")
    }
  }

  var size: PictureSize? {
    width.map { .width($0) } ?? scale.map { .scale(Double($0.thousandths) / 1_000) }
  }
}
