public import Drawing

/// How the figures of a report look: a theme, and the manner of drawing that it is for.
public struct FigureLook: Sendable {
  public var theme: Theme
  /// Nil where the theme says nothing.
  public var style: FigureOptions.Style?

  public init(theme: Theme, style: FigureOptions.Style? = nil) {
    self.theme = theme
    self.style = style
  }

  /// One of Weft's own by its name, *paper* without one.
  ///
  /// - Throws: ``DrawingError`` where there is none of the name.
  public static func named(_ name: String?) throws(DrawingError) -> FigureLook {
    switch name {
    case "paper", nil: return FigureLook(theme: .standard, style: .paper)
    case "atlas": return FigureLook(theme: .standard, style: .atlas)
    case "print": return FigureLook(theme: .print)
    case let name?:
      throw DrawingError("'\(name)' is not a theme", hint: "the themes are paper, atlas, print")
    }
  }
}
