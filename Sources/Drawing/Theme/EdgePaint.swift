/// The colour and the dashes of an edge.
enum EdgePaint {
  static func color(_ edge: Scene.Edge, in palette: Palette) -> Color {
    let surface = palette.surface
    if edge.line == .contested { return surface.contested }
    if let mark = mark(edge) { return palette.shades(tint(of: mark)).stroke }
    switch edge.line {
    case .mention, .more, .ended: return surface.faint
    case .contested: return surface.contested
    case .solid, .planned: return edge.change == .same ? surface.faint : palette.shades(edge.tint).stroke
    }
  }

  /// What the classes of its line and heads are called.
  static func family(_ edge: Scene.Edge) -> String {
    if edge.line == .contested { return "contested" }
    if let mark = mark(edge) { return tint(of: mark).rawValue }
    switch edge.line {
    case .mention, .more, .ended: return "faint"
    case .contested: return "contested"
    case .solid, .planned: return edge.change == .same ? "faint" : edge.tint.rawValue
    }
  }

  /// The family whose colour says what became of a statement: green, red or amber.
  static func tint(of mark: ChangeMark) -> Tint {
    switch mark {
    case .added: .place
    case .gone: .deal
    case .changed: .initiative
    }
  }

  private static func mark(_ edge: Scene.Edge) -> ChangeMark? {
    if case .marked(let mark) = edge.change { mark } else { nil }
  }

  /// Whether a line is dashed for what became of it.
  static func isGone(_ edge: Scene.Edge) -> Bool { mark(edge) == .gone }

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
