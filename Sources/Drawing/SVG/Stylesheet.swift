/// The one style sheet of a figure, every rule under the figure's own class.
///
/// Each colour can be set from outside by a custom property (`--weft-company-fill`); without one the theme's stands.
/// The same colours are presentation attributes too, for renderers that read no style sheet.
struct Stylesheet {
  private let scene: Scene
  private let tints: [Tint]

  init(_ scene: Scene) {
    self.scene = scene
    var used = Set(scene.cards.map(\.tint)).union(scene.edges.map(\.tint))
    if scene.edges.contains(where: { $0.change != nil }) { used.formUnion(ChangeMark.allCases.map(EdgePaint.tint)) }
    let own = used.subtracting(Tint.allCases).sorted { $0.rawValue < $1.rawValue }
    tints = Tint.allCases.filter(used.contains) + own
  }

  func write(to out: inout XMLBuffer) {
    colors(isDark: scene.mode == .dark, to: &out)
    if scene.mode == .auto {
      out.raw("@media (prefers-color-scheme:dark){\n")
      colors(isDark: true, to: &out)
      out.raw("}\n")
    }
    let rules: [(selector: StaticString, part: StaticString?, body: StaticString)] = [
      ("hit", nil, "fill:none;stroke:#000;stroke-opacity:0;stroke-width:12;pointer-events:stroke"),
      ("edge:hover", "line", "stroke-width:3.2"), ("edge a:focus", "line", "stroke-width:3.2"),
      ("labels a:hover", nil, "text-decoration:underline"), ("card:hover", "box", "stroke-width:2.4"),
      ("card:focus-within", "box", "stroke-width:3"), ("card:focus-within", "pill", "stroke-width:3"),
    ]
    for rule in rules {
      start(rule.selector, to: &out)
      if let part = rule.part {
        out.raw(" .")
        out.raw(out.prefix)
        out.raw("-")
        out.raw(part)
      }
      out.raw("{")
      out.raw(rule.body)
      out.raw("}\n")
    }
  }

  /// Writes `.weft .weft-` and a selector.
  private func start(_ selector: StaticString, to out: inout XMLBuffer) {
    out.raw(".")
    out.raw(out.prefix)
    out.raw(" .")
    out.raw(out.prefix)
    out.raw("-")
    out.raw(selector)
  }

  private func colors(isDark: Bool, to out: inout XMLBuffer) {
    let palette = scene.theme.palette(isDark: isDark)
    let surface = palette.surface
    let plain: [(StaticString, StaticString, StaticString, Color)] = [
      ("background", "fill", "background", surface.background), ("title", "fill", "ink", surface.ink),
      ("label", "fill", "label", surface.label), ("muted", "fill", "muted", surface.muted),
      ("halo", "stroke", "background", surface.background), ("detail", "fill", "detail", surface.cardDetail),
      ("pill-name", "fill", "background", surface.background),
      ("line-muted", "stroke", "muted", surface.muted), ("line-faint", "stroke", "faint", surface.faint),
      ("head-faint", "fill", "faint", surface.faint), ("line-contested", "stroke", "contested", surface.contested),
      ("head-contested", "fill", "contested", surface.contested),
    ]
    for (selector, property, variable, color) in plain {
      start(selector, to: &out)
      out.raw("{")
      declaration(property, variable, "", color, to: &out)
      out.raw("}\n")
    }
    for tint in tints { colors(tint, palette.shades(tint), to: &out) }
  }

  private func colors(_ tint: Tint, _ shades: Shades, to out: inout XMLBuffer) {
    let name = tint.rawValue
    func rule(_ selector: StaticString, within: Bool, to out: inout XMLBuffer) {
      start("", to: &out)
      if within {
        out.raw(name)
        out.raw(" .")
        out.raw(out.prefix)
        out.raw("-")
        out.raw(selector)
      } else {
        out.raw(selector)
        out.raw(name)
      }
      out.raw("{")
    }
    rule("box", within: true, to: &out)
    declaration("fill", name, "-fill", shades.fill, to: &out)
    out.raw(";")
    declaration("stroke", name, "-stroke", shades.stroke, to: &out)
    out.raw("}\n")
    let rules: [(StaticString, Bool, StaticString, StaticString, Color)] = [
      ("pill", true, "fill", "-stroke", shades.stroke), ("icon", true, "stroke", "-stroke", shades.stroke),
      ("caption", true, "fill", "-stroke", shades.stroke), ("name", true, "fill", "-ink", shades.ink),
      ("line-", false, "stroke", "-stroke", shades.stroke), ("head-", false, "fill", "-stroke", shades.stroke),
    ]
    for (selector, within, property, suffix, color) in rules {
      rule(selector, within: within, to: &out)
      declaration(property, name, suffix, color, to: &out)
      out.raw("}\n")
    }
  }

  /// Writes `fill:var(--weft-company-fill,#EFF6FF)`.
  private func declaration(
    _ property: StaticString, _ variable: String, _ suffix: StaticString, _ color: Color, to out: inout XMLBuffer
  ) {
    out.raw(property)
    out.raw(":var(--weft-")
    out.raw(variable)
    out.raw(suffix)
    out.raw(",")
    out.color(color)
    out.raw(")")
  }

  private func declaration(
    _ property: StaticString, _ variable: StaticString, _ suffix: StaticString, _ color: Color,
    to out: inout XMLBuffer
  ) {
    declaration(property, variable.description, suffix, color, to: &out)
  }
}
