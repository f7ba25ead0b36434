/// Writes a scene as DOT text that any Graphviz renders: the same cards, edges, colours and links, without icons.
public enum DOTWriter {
  /// The DOT text of a scene, laid out downwards or to the right; the same scene gives the same bytes.
  ///
  /// The mode `auto` is written light, since DOT has no media queries.
  public static func text(_ scene: Scene, direction: Placement.Direction = .down) -> String {
    let palette = scene.theme.palette(isDark: scene.mode == .dark)
    let surface = palette.surface
    var heading: [String] = []
    if let title = scene.title { heading.append(title) }
    if let question = scene.question { heading.append(question) }
    var lines = [
      "digraph \"\(scene.figure)\" {",
      "  graph [rankdir=\(direction == .down ? "TB" : "LR") nodesep=0.28 ranksep=0.62 splines=true"
        + " outputorder=edgesfirst fontname=\"\(fonts)\" pad=0.25 bgcolor=\"\(surface.background.hex)\""
        + " fontcolor=\"\(surface.ink.hex)\" labelloc=t labeljust=l label=\(quoted(heading, justify: "l"))];",
      "  node [shape=box style=\"rounded,filled\" fontname=\"\(fonts)\" fontsize=12 margin=\"0.16,0.09\" penwidth=1.2];",
      "  edge [fontname=\"\(fonts)\" fontsize=10 arrowsize=0.65 fontcolor=\"\(surface.label.hex)\"];",
    ]
    for card in scene.cards { lines.append("  " + node(card, scene: scene, palette)) }
    for edge in scene.edges { lines.append("  " + arrow(edge, scene: scene, palette)) }
    lines.append("}")
    return lines.joined(separator: "\n") + "\n"
  }

  private static let fonts = "Helvetica,Arial,Liberation Sans,sans-serif"

  private static func node(_ card: Scene.Card, scene: Scene, _ palette: Palette) -> String {
    let shades = palette.shades(card.tint)
    let isPill = scene.style == .atlas
    let isFilled = isPill && !scene.theme.isMonochrome
    var label = card.caption.isEmpty || isPill ? [] : [card.caption]
    label += card.name + card.details + card.items.map { $0.text + ($0.isUncertain ? " ?" : "") }
    if card.isUncertain { label[label.count - 1] += " ?" }
    let text = isFilled ? palette.surface.background : shades.ink
    let style = card.role == .more || card.isUncertain ? "rounded,filled,dashed" : "rounded,filled"
    return attributes(
      "\"\(card.id)\"",
      [
        ("id", "\"\(scene.figure)-n-\(card.id)\""), ("label", quoted(label)),
        ("fillcolor", "\"\((isFilled ? shades.stroke : shades.fill).hex)\""),
        ("color", "\"\(shades.stroke.hex)\""),
        ("fontcolor", "\"\(text.hex)\""), ("style", "\"\(style)\""),
        ("penwidth", card.isFocus ? "2.2" : "1.2"),
        ("fontsize", isPill ? XMLText.number(card.nameSize) : "12"),
        ("tooltip", quoted(card.tooltip.split(separator: "\n").map(String.init))),
      ] + linked(to: card.link))
  }

  private static func arrow(_ edge: Scene.Edge, scene: Scene, _ palette: Palette) -> String {
    let color = EdgePaint.color(edge, in: palette)
    let style =
      switch edge.line {
      case .solid, .mention: "solid"
      case .planned, .ended, .more: "dashed"
      case .contested: "dotted"
      }
    var label = edge.label + edge.details
    if let number = edge.number, !label.isEmpty { label[0] += " [\(number)]" }
    var list = [
      ("id", "\"\(scene.figure)-e-\(edge.id)\""), ("color", "\"\(color.hex)\""), ("style", style),
      ("penwidth", XMLText.number(edge.width)),
      ("tooltip", quoted(edge.tooltip.split(separator: "\n").map(String.init))),
    ]
    if !label.isEmpty { list.append(("label", quoted(label))) }
    if edge.isSymmetric { list.append(("dir", "both")) }
    if edge.line == .more { list.append(("arrowhead", "none")) }
    list += linked(to: edge.link)
    guard scene.cards.indices.contains(edge.tail), scene.cards.indices.contains(edge.head) else { return "" }
    return attributes("\"\(scene.cards[edge.tail].id)\" -> \"\(scene.cards[edge.head].id)\"", list)
  }

  /// A link whole or not at all: one that was cut would lead elsewhere. As many as 3,000 bytes stay below the 16 KiB
  /// that Graphviz' scanner takes in one stretch, even where each is an `&` that is written as five.
  private static func linked(to link: String?) -> [(String, String)] {
    guard let link, link.utf8.count <= 3_000 else { return [] }
    return [("URL", quoted([link], limit: 3_000)), ("target", "\"_blank\"")]
  }

  private static func attributes(_ subject: String, _ list: [(String, String)]) -> String {
    subject + " [" + list.map { "\($0)=\($1)" }.joined(separator: " ") + "];"
  }

  /// Lines as a quoted string of DOT.
  ///
  /// Graphviz reads `\N`, `\G`, `\n` and entities in labels, so a backslash is doubled and `&` is written as an entity;
  /// control characters are gone already, and are left out here once more since NUL would end the text.
  static func quoted(_ lines: [String], justify: String = "n", limit: Int = 1_000) -> String {
    var result = "\""
    for (index, line) in lines.enumerated() {
      if index > 0 { result += "\\" + justify }
      // Graphviz' scanner fails on a stretch of 16 KiB without an escape.
      for scalar in DisplayText.capped(line, to: limit).unicodeScalars
      where XMLText.isAllowed(scalar.value) && scalar.value >= 0x20 {
        switch scalar {
        case "\\": result += "\\\\"
        case "\"": result += "\\\""
        case "&": result += "&amp;"
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    if justify == "l", !lines.isEmpty { result += "\\l" }
    return result + "\""
  }
}
