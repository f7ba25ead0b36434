/// The colour and the dashes of an edge.
enum EdgePaint {
  static func color(_ edge: Scene.Edge, in palette: Palette) -> Color {
    let surface = palette.surface
    switch edge.line {
    case .mention, .more, .ended: return surface.faint
    case .contested: return surface.contested
    case .solid, .planned: return palette.shades(edge.tint).stroke
    }
  }

  /// What the classes of its line and heads are called.
  static func family(_ edge: Scene.Edge) -> String {
    switch edge.line {
    case .mention, .more, .ended: "faint"
    case .contested: "contested"
    case .solid, .planned: edge.tint.rawValue
    }
  }

  /// The value of `stroke-dasharray`, or nil for a whole line.
  static func dashes(_ line: Scene.Line) -> StaticString? {
    switch line {
    case .solid, .mention: nil
    case .planned: "6 4"
    case .contested: "0.1 4.5"
    case .ended: "2.5 3"
    case .more: "3 3"
    }
  }
}
