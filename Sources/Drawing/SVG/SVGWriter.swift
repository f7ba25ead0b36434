import KnowledgeGraph

/// Writes a placed scene as SVG: one figure that proves its edges, stands in any page and runs nothing.
public struct SVGWriter: Sendable {
  private let scene: Scene
  private let placement: Placement
  private let isDark: Bool
  private let surface: Surface
  private let p: String

  private static let margin = 18.0
  private static let fonts = "Helvetica, Arial, &#39;Liberation Sans&#39;, sans-serif"

  /// The SVG text of a scene with its positions; the same input gives the same bytes.
  ///
  /// - Complexity: O(size of the result).
  /// - Throws: ``DrawingError`` where the placement is not of this scene, or the result would not be well-formed.
  public static func text(_ scene: Scene, _ placement: Placement) throws(DrawingError) -> String {
    guard placement.centers.count == scene.cards.count, placement.routes.count == scene.edges.count,
      placement.labels.count == scene.edges.count
    else { throw DrawingError("the positions are of another scene") }
    let text = SVGWriter(scene, placement).document()
    if let fault = XMLCheck.fault(in: text) { throw DrawingError("the figure is not well-formed: \(fault)") }
    return text
  }

  private init(_ scene: Scene, _ placement: Placement) {
    self.scene = scene
    self.placement = placement
    isDark = scene.mode == .dark
    surface = isDark ? .dark : .light
    p = scene.figure
  }

  // MARK: The whole

  private func document() -> String {
    let title = DisplayText.wrapped(scene.title ?? "", at: 72)
    let question = DisplayText.wrapped(scene.question ?? "", at: 96)
    let headingWidth =
      (title.map { TextMetrics(.bold, size: 16).width(of: $0) }
      + question.map { TextMetrics(.regular, size: 11).width(of: $0) }).max() ?? 0
    let content = max(placement.size.width, headingWidth * CardMetrics.margin, 240)
    let legend = LegendLayout(scene.legend, width: content)
    let width = max(content, legend.size.width) + 2 * SVGWriter.margin
    var top = SVGWriter.margin
    var heading: [String] = []
    for line in title {
      heading.append(
        element(
          "text",
          [
            ("class", "\(p)-title"), ("x", n(SVGWriter.margin)), ("y", n(top + 13)), ("font-size", "16"),
            ("font-weight", "bold"), ("fill", surface.ink.hex),
          ], XMLText.escaped(line)))
      top += 22
    }
    for line in question {
      heading.append(
        element(
          "text",
          [
            ("class", "\(p)-muted"), ("x", n(SVGWriter.margin)), ("y", n(top + 10)), ("font-size", "11"),
            ("fill", surface.muted.hex),
          ], XMLText.escaped(line)))
      top += 18
    }
    if !heading.isEmpty { top += 10 }
    let left = SVGWriter.margin + (width - 2 * SVGWriter.margin - placement.size.width) / 2
    let legendTop = top + placement.size.height + (scene.legend.isEmpty ? 0 : 26)
    let height = legendTop + legend.size.height + SVGWriter.margin
    let shifted = placement.moved(by: Point(left, top), size: placement.size)

    var lines: [String] = []
    lines.append(
      "<svg"
        + attributes([
          ("xmlns", "http://www.w3.org/2000/svg"), ("id", p), ("class", "\(p) \(p)-\(scene.style.rawValue)"),
          ("viewBox", "0 0 \(n(width)) \(n(height))"), ("width", n(width)), ("height", n(height)), ("role", "img"),
          ("aria-labelledby", "\(p)-title \(p)-desc"), ("style", "max-width:100%;height:auto"),
        ]) + " font-family=\"\(SVGWriter.fonts)\">")
    lines.append(element("title", [("id", "\(p)-title")], XMLText.escaped(scene.title ?? "Figure")))
    lines.append(element("desc", [("id", "\(p)-desc")], XMLText.escaped(description)))
    lines.append("<style>\n\(Stylesheet.text(scene))\n</style>")
    lines.append(
      element(
        "rect",
        [
          ("class", "\(p)-background"), ("width", n(width)), ("height", n(height)),
          ("fill", surface.background.hex),
        ]))
    lines += heading
    lines.append("<g class=\"\(p)-edges\" fill=\"none\">")
    for (index, edge) in scene.edges.enumerated() { lines.append(line(edge, shifted.routes[index])) }
    lines.append("</g>")
    lines.append("<g class=\"\(p)-cards\">")
    for (index, card) in scene.cards.enumerated() {
      lines.append(box(card, Rect(center: shifted.centers[index], size: card.size)))
    }
    lines.append("</g>")
    lines.append("<g class=\"\(p)-labels\" text-anchor=\"middle\">")
    for (index, edge) in scene.edges.enumerated() {
      if let rect = shifted.labels[index] { lines.append(label(edge, rect)) }
    }
    lines.append("</g>")
    if !scene.legend.isEmpty {
      let at = Point(SVGWriter.margin, legendTop)
      lines.append("<g class=\"\(p)-legend\" aria-hidden=\"true\">")
      for entry in legend.entries { lines.append(self.entry(entry, at: at)) }
      lines.append("</g>")
    }
    lines.append("</svg>")
    return lines.joined(separator: "\n") + "\n"
  }

  private var description: String {
    var parts: [String] = []
    if let question = scene.question { parts.append(question + ".") }
    parts.append("\(scene.cards.count) cards, \(scene.edges.count) edges.")
    for edge in scene.edges.prefix(60) where edge.line != .mention && edge.line != .more {
      parts.append(DisplayText.capped(edge.sentence, to: DisplayText.labelLimit) + ".")
    }
    return parts.joined(separator: " ")
  }

  // MARK: Edges

  private func line(_ edge: Scene.Edge, _ route: Route) -> String {
    let color = EdgePaint.color(edge, isDark: isDark).hex
    let family = paintName(edge)
    var path = ""
    if let first = route.points.first {
      path = "M\(point(first))"
      var index = 1
      while index + 2 < route.points.count {
        path += "C\(point(route.points[index])) \(point(route.points[index + 1])) \(point(route.points[index + 2]))"
        index += 3
      }
      if edge.line == .more, let tip = route.headTip { path += "L\(point(tip))" }
    }
    var stroke = [
      ("class", "\(p)-line \(p)-line-\(family)"), ("d", path), ("stroke", color),
      ("stroke-width", n(edge.width)),
    ]
    if let dashes = EdgePaint.dashes(edge.line) {
      stroke.append(("stroke-dasharray", dashes))
      if edge.line == .contested { stroke.append(("stroke-linecap", "round")) }
    }
    if scene.style == .atlas, !edge.isHighlighted {
      stroke.append(("stroke-opacity", edge.line == .mention ? "0.6" : "0.75"))
    }
    var parts = [element("title", [], XMLText.escaped(edge.tooltip))]
    parts.append(element("path", [("class", "\(p)-hit"), ("d", path), ("fill", "none"), ("stroke", "none")]))
    parts.append(element("path", stroke))
    if edge.line != .more {
      for (base, before, tip) in heads(route) {
        parts.append(
          element(
            "path",
            [
              ("class", "\(p)-head-\(family)"), ("d", head(base: base, before: before, tip: tip, edge.width)),
              ("fill", color),
            ]))
      }
    }
    let claims = edge.claims.prefix(24).map { name($0.rawValue) }.filter { !$0.isEmpty }
    var group = [
      ("id", "\(p)-e-\(edge.id)"),
      ("class", (["\(p)-edge", "\(p)-\(edge.line.rawValue)"] + claims.map { "\(p)-c-\($0)" }).joined(separator: " ")),
    ]
    if !claims.isEmpty { group.append(("data-claim", claims.joined(separator: " "))) }
    if edge.isDimmed { group.append(("opacity", SVGWriter.dimmed)) }
    return "<g\(attributes(group))>" + linked(parts.joined(), to: edge.link) + "</g>"
  }

  private static let dimmed = "0.22"

  private func paintName(_ edge: Scene.Edge) -> String {
    switch edge.line {
    case .mention, .more, .ended: "faint"
    case .contested: "contested"
    case .solid, .planned: edge.tint.rawValue
    }
  }

  private func heads(_ route: Route) -> [(base: Point, before: Point, tip: Point)] {
    var result: [(base: Point, before: Point, tip: Point)] = []
    if let tip = route.headTip, let base = route.points.last {
      result.append((base, route.points.dropLast().last ?? base, tip))
    }
    if let tip = route.tailTip, let base = route.points.first {
      result.append((base, route.points.dropFirst().first ?? base, tip))
    }
    return result
  }

  /// A triangle from the end of the line to the tip, wider for wider lines.
  private func head(base: Point, before: Point, tip: Point, _ width: Double) -> String {
    var (dx, dy) = (tip.x - base.x, tip.y - base.y)
    var length = (dx * dx + dy * dy).squareRoot()
    if length < 0.1 {
      (dx, dy) = (base.x - before.x, base.y - before.y)
      length = max((dx * dx + dy * dy).squareRoot(), 0.1)
    }
    let half = 2.5 + width * 0.45
    let (ux, uy) = (dx / length, dy / length)
    // Half a point back over the line, so that no gap shows between line and head.
    let back = Point(base.x - ux * 0.8, base.y - uy * 0.8)
    let left = Point(back.x - uy * half, back.y + ux * half)
    let right = Point(back.x + uy * half, back.y - ux * half)
    return "M\(point(tip))L\(point(left)) \(point(right))Z"
  }

  private func label(_ edge: Scene.Edge, _ rect: Rect) -> String {
    var parts = [element("title", [], XMLText.escaped(edge.tooltip))]
    let numberWidth = CardMetrics.numberWidth(edge.number)
    var y = rect.y + 10
    for (index, line) in edge.label.enumerated() {
      // The first line and its number are centred together.
      let middle = rect.center.x - (index == 0 ? numberWidth / 2 : 0)
      parts.append(haloed(line, "label", x: middle, y: y, size: CardMetrics.labelSize, fill: surface.label))
      if index == 0, let number = edge.number {
        let half = TextMetrics(.regular, size: CardMetrics.labelSize).width(of: line) / 2
        parts.append(
          haloed(
            String(number), "muted", x: middle + half + numberWidth / 2 + 0.8, y: y - 3.5, size: CardMetrics.numberSize,
            fill: surface.muted, isBold: true))
      }
      y += CardMetrics.labelLine
    }
    for line in edge.details {
      let room = rect.width - TextMetrics(.regular, size: CardMetrics.dateSize).width(of: line)
      let middle = rect.center.x - max(0, min(numberWidth, room) / 2)
      parts.append(haloed(line, "muted", x: middle, y: y - 0.5, size: CardMetrics.dateSize, fill: surface.muted))
      y += CardMetrics.dateLine
    }
    var group = [("id", "\(p)-l-\(edge.id)"), ("class", "\(p)-text")]
    if edge.isDimmed { group.append(("opacity", SVGWriter.dimmed)) }
    return "<g\(attributes(group))>" + linked(parts.joined(), to: edge.link) + "</g>"
  }

  /// Text with a rim in the colour of the background, so that a line behind it does not strike it through.
  private func haloed(
    _ text: String, _ family: String, x: Double, y: Double, size: Double, fill: Color, isBold: Bool = false
  ) -> String {
    var list = [
      ("class", "\(p)-\(family) \(p)-halo"), ("x", n(x)), ("y", n(y)), ("font-size", n(size)), ("fill", fill.hex),
      ("stroke", surface.background.hex), ("stroke-width", "3"), ("stroke-linejoin", "round"),
      ("paint-order", "stroke"),
    ]
    if isBold { list.append(("font-weight", "bold")) }
    return element("text", list, XMLText.escaped(text))
  }

  // MARK: Cards

  private func box(_ card: Scene.Card, _ rect: Rect) -> String {
    let shades = card.tint.shades(isDark: isDark)
    let isPill = scene.style == .atlas && card.role != .more
    var frame = [
      ("class", "\(p)-box"), ("x", n(rect.x)), ("y", n(rect.y)), ("width", n(rect.width)), ("height", n(rect.height)),
      ("rx", n(isPill ? 7 : card.role == .more ? 13 : CardMetrics.corner)),
      ("fill", (isPill ? shades.stroke : shades.fill).hex), ("stroke", shades.stroke.hex),
      ("stroke-width", card.isFocus ? "2.2" : "1.2"),
    ]
    if card.role == .more || card.isUncertain { frame.append(("stroke-dasharray", "4 3")) }
    var parts = [element("title", [], XMLText.escaped(card.tooltip)), element("rect", frame)]
    if scene.style == .atlas || card.role == .more {
      parts += pill(card, rect, isPill ? surface.background : shades.ink)
    } else {
      parts += content(card, rect, shades)
    }
    var group = [
      ("id", "\(p)-n-\(card.id)"), ("class", "\(p)-card \(p)-\(card.tint.rawValue) \(p)-\(card.role.rawValue)"),
    ]
    if card.isDimmed { group.append(("opacity", SVGWriter.dimmed)) }
    return "<g\(attributes(group))>" + linked(parts.joined(), to: card.link) + "</g>"
  }

  private func pill(_ card: Scene.Card, _ rect: Rect, _ fill: Color) -> [String] {
    let size = card.role == .more ? CardMetrics.moreSize : card.nameSize
    let line = size * 1.18
    let top = rect.center.y - Double(card.name.count - 1) * line / 2 + size * 0.35
    return card.name.enumerated().map { index, text in
      var list = [
        ("class", "\(p)-name"), ("x", n(rect.center.x)), ("y", n(top + Double(index) * line)),
        ("font-size", n(size)), ("text-anchor", "middle"), ("fill", fill.hex),
      ]
      if !card.isDescribed, card.role != .more { list.append(("font-weight", "bold")) }
      return element("text", list, XMLText.escaped(text))
    }
  }

  private func content(_ card: Scene.Card, _ rect: Rect, _ shades: Shades) -> [String] {
    var parts: [String] = []
    func text(
      _ family: String, _ line: String, _ x: Double, _ y: Double, _ size: Double, _ fill: Color, bold: Bool = false
    ) {
      var list = [
        ("class", "\(p)-\(family)"), ("x", n(rect.x + x)), ("y", n(rect.y + y)), ("font-size", n(size)),
        ("fill", fill.hex),
      ]
      if bold { list.append(("font-weight", "bold")) }
      if family == "caption" { list.append(("letter-spacing", "0.3")) }
      parts.append(element("text", list, XMLText.escaped(line)))
    }
    if card.role == .list {
      text(
        "caption", card.caption, CardMetrics.iconLeft, CardMetrics.captionBaseline, CardMetrics.captionSize,
        shades.stroke)
      for (index, item) in card.items.enumerated() {
        let y = CardMetrics.itemBaseline + Double(index) * CardMetrics.itemLine
        parts.append(
          icon(card.icon, at: Point(rect.x + CardMetrics.iconLeft, rect.y + y - 10), size: CardMetrics.itemIcon, shades)
        )
        text(
          "name", item.text + (item.isUncertain ? " ?" : ""), CardMetrics.itemLeft, y, CardMetrics.itemSize, shades.ink,
          bold: true)
      }
      return parts
    }
    parts.append(
      icon(
        card.icon, at: Point(rect.x + CardMetrics.iconLeft, rect.center.y - CardMetrics.iconSize / 2),
        size: CardMetrics.iconSize, shades))
    text(
      "caption", card.caption, CardMetrics.textLeft, CardMetrics.captionBaseline, CardMetrics.captionSize, shades.stroke
    )
    if card.isUncertain {
      text("caption", "?", rect.width - 14, CardMetrics.captionBaseline + 1, 11, shades.stroke, bold: true)
    }
    var y = CardMetrics.nameBaseline(card)
    for line in card.name {
      text("name", line, CardMetrics.textLeft, y, card.nameSize, shades.ink, bold: !card.isDescribed)
      y += CardMetrics.nameLine
    }
    y += CardMetrics.detailBaseline - CardMetrics.nameLine
    for line in card.details {
      text("detail", line, CardMetrics.textLeft, y, CardMetrics.detailSize, surface.cardDetail)
      y += CardMetrics.detailLine
    }
    return parts
  }

  private func icon(_ icon: Icon, at place: Point, size: Double, _ shades: Shades) -> String {
    // Hundredths, so that the strokes of a small icon keep their weight.
    let scale = (size / 24 * 100).rounded() / 100
    let hundredths = Int(scale * 100)
    let text = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    return element(
      "path",
      [
        ("class", "\(p)-icon"), ("transform", "translate(\(n(place.x)) \(n(place.y))) scale(\(text))"),
        ("d", icon.path), ("fill", "none"), ("stroke", shades.stroke.hex), ("stroke-width", size < 16 ? "2.1" : "1.8"),
        ("stroke-linecap", "round"), ("stroke-linejoin", "round"),
      ])
  }

  // MARK: Legend

  private func entry(_ entry: LegendLayout.Entry, at origin: Point) -> String {
    let (x, y) = (origin.x + entry.origin.x, origin.y + entry.origin.y)
    var parts: [String] = []
    switch entry.entry {
    case .kind(let tint, let icon, _):
      let shades = tint.shades(isDark: isDark)
      let isAtlas = scene.style == .atlas
      parts.append(
        "<g class=\"\(p)-\(tint.rawValue)\">"
          + element(
            "rect",
            [
              ("class", "\(p)-box"), ("x", n(x)), ("y", n(y)), ("width", "22"), ("height", "14"), ("rx", "4"),
              ("fill", (isAtlas ? shades.stroke : shades.fill).hex), ("stroke", shades.stroke.hex),
              ("stroke-width", "1"),
            ])
          + (isAtlas ? "" : self.icon(icon, at: Point(x + 6, y + 2), size: 10, shades)) + "</g>")
    case .line(let line, _): parts.append(sample(line, x, y, width: line == .mention ? 1 : 1.5))
    case .symmetric:
      parts.append(sample(.solid, x + 5, y, width: 1.5, length: 14))
      for (base, tip) in [(x + 5, x), (x + 19, x + 24)] {
        let path = head(base: Point(base, y + 7), before: Point(base, y + 7), tip: Point(tip, y + 7), 1.3)
        parts.append(element("path", [("class", "\(p)-muted"), ("d", path), ("fill", surface.muted.hex)]))
      }
    case .weight:
      parts.append(sample(.solid, x, y - 2.5, width: 1.3))
      parts.append(sample(.solid, x, y + 2.5, width: 2.4))
    }
    parts.append(
      element(
        "text",
        [
          ("class", "\(p)-muted"), ("x", n(x + 28)), ("y", n(y + 10.5)), ("font-size", "10"),
          ("fill", surface.muted.hex),
        ], XMLText.escaped(entry.label)))
    return parts.joined()
  }

  private func sample(_ line: Scene.Line, _ x: Double, _ y: Double, width: Double, length: Double = 24) -> String {
    let (family, color): (String, Color) =
      switch line {
      case .contested: ("contested", surface.contested)
      case .mention, .ended, .more: ("faint", surface.faint)
      case .solid, .planned: ("muted", surface.muted)
      }
    var list = [
      ("d", "M\(n(x)) \(n(y + 7))H\(n(x + length))"), ("fill", "none"), ("stroke", color.hex),
      ("stroke-width", n(width)),
    ]
    list.append(("class", "\(p)-line-\(family)"))
    if let dashes = EdgePaint.dashes(line) { list.append(("stroke-dasharray", dashes)) }
    if line == .contested { list.append(("stroke-linecap", "round")) }
    return element("path", list)
  }

  // MARK: Writing

  private func linked(_ content: String, to link: String?) -> String {
    guard let link = LinkPolicy.allowed(link) else { return content }
    let list = [("href", XMLText.escaped(link)), ("target", "_blank"), ("rel", "noopener")]
    return "<a\(attributes(list))>\(content)</a>"
  }

  /// Values are written as they are: numbers, words of this program, names that are made safe, escaped links.
  private func attributes(_ list: [(String, String)]) -> String {
    var text = ""
    for (name, value) in list {
      text += " "
      text += name
      text += "=\""
      text += value
      text += "\""
    }
    return text
  }

  private func element(_ name: String, _ list: [(String, String)], _ content: String? = nil) -> String {
    var text = "<" + name
    text += attributes(list)
    guard let content else { return text + "/>" }
    text += ">"
    text += content
    text += "</"
    text += name
    return text + ">"
  }

  private func point(_ point: Point) -> String { n(point.x) + " " + n(point.y) }
  private func n(_ value: Double) -> String { XMLText.number(value) }

  /// A claim's identity as part of a class: anything but letters, digits, `-` and `_` is left out.
  private func name(_ text: String) -> String {
    let kept = text.utf8.filter { byte in
      let isLetter = (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
      return isLetter || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "_")
    }
    return String(decoding: kept.prefix(64), as: UTF8.self)
  }
}
