/// The one style sheet of a figure, every rule under the figure's own class.
///
/// Each colour can be set from outside by a custom property (`--weft-company-fill`); without one the theme's stands.
/// The same colours are presentation attributes too, for renderers that read no style sheet.
enum Stylesheet {
  static func text(_ scene: Scene) -> String {
    var rules: [String] = []
    let p = scene.figure
    switch scene.mode {
    case .light: rules += colors(scene, isDark: false)
    case .dark: rules += colors(scene, isDark: true)
    case .auto:
      rules += colors(scene, isDark: false)
      rules.append(
        "@media (prefers-color-scheme:dark){\n" + colors(scene, isDark: true).joined(separator: "\n") + "\n}")
    }
    rules.append(".\(p) .\(p)-hit{fill:none;stroke:#000;stroke-opacity:0;stroke-width:12;pointer-events:stroke}")
    rules.append(".\(p) a:hover .\(p)-line,.\(p) .\(p)-edge:hover .\(p)-line{stroke-width:3.2}")
    rules.append(".\(p) a:focus .\(p)-line{stroke-width:3.2}")
    rules.append(".\(p) a:hover text{text-decoration:underline}")
    rules.append(".\(p) .\(p)-card:hover .\(p)-box{stroke-width:2.4}")
    return rules.joined(separator: "\n")
  }

  private static func colors(_ scene: Scene, isDark: Bool) -> [String] {
    let p = scene.figure
    let surface = isDark ? Surface.dark : Surface.light
    var rules: [String] = []
    func set(_ selector: String, _ declarations: (property: String, variable: String, color: Color)...) {
      let body = declarations.map { "\($0.property):var(--weft-\($0.variable),\($0.color.hex))" }.joined(separator: ";")
      rules.append(".\(p) .\(p)-\(selector){\(body)}")
    }
    set("background", ("fill", "background", surface.background))
    set("title", ("fill", "ink", surface.ink))
    set("label", ("fill", "label", surface.label))
    set("muted", ("fill", "muted", surface.muted))
    set("halo", ("stroke", "background", surface.background))
    set("detail", ("fill", "detail", surface.cardDetail))
    for tint in usedTints(scene) {
      let shades = tint.shades(isDark: isDark)
      let name = tint.rawValue
      let isAtlas = scene.style == .atlas
      set(
        "\(name) .\(p)-box", ("fill", "\(name)-fill", isAtlas ? shades.stroke : shades.fill),
        ("stroke", "\(name)-stroke", shades.stroke))
      set("\(name) .\(p)-icon", ("stroke", "\(name)-stroke", shades.stroke))
      set("\(name) .\(p)-caption", ("fill", "\(name)-stroke", shades.stroke))
      set("\(name) .\(p)-name", ("fill", "\(name)-ink", isAtlas ? surface.background : shades.ink))
      set("line-\(name)", ("stroke", "\(name)-stroke", shades.stroke))
      set("head-\(name)", ("fill", "\(name)-stroke", shades.stroke))
    }
    set("line-muted", ("stroke", "muted", surface.muted))
    set("line-faint", ("stroke", "faint", surface.faint))
    set("head-faint", ("fill", "faint", surface.faint))
    set("line-contested", ("stroke", "contested", surface.contested))
    set("head-contested", ("fill", "contested", surface.contested))
    return rules
  }

  private static func usedTints(_ scene: Scene) -> [Tint] {
    let used = Set(scene.cards.map(\.tint)).union(scene.edges.map(\.tint))
    return Tint.allCases.filter(used.contains)
  }
}
