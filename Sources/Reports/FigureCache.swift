/// Keeps drawn figures between runs, by what they show: a figure that did not change is not drawn again.
public protocol FigureCache: Sendable {
  /// The SVG that was kept under a key of letters and digits, or nil.
  func figure(_ key: String) -> String?
  /// Keeps an SVG; where that fails, it is drawn again next time.
  func keep(_ svg: String, _ key: String)
}
