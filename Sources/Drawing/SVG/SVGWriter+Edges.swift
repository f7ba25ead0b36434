import KnowledgeGraph

extension SVGWriter {
  /// The line of an edge with its heads, its proof as tooltip, its link and its claims.
  mutating func line(_ edge: Scene.Edge, _ route: Route) {
    let color = EdgePaint.color(edge, in: palette)
    let family = EdgePaint.family(edge)
    openStatement(edge)
    out.begin()
    switch medium {
    case .screen:
      linked(to: edge.link) { writer in
        writer.out.element("title", text: edge.tooltip)
        // A wide line that is not seen, so that a thin one can be pointed at.
        writer.out.open("path")
        writer.out.setClass("hit")
        writer.path(route, edge)
        writer.out.set("fill", "none")
        writer.out.set("stroke", "none")
        writer.out.close()
        writer.stroke(edge, route, family, color)
        if edge.line != .more { writer.heads(edge, route, family, color) }
      }
    case .page:
      out.element("title", text: edge.tooltip)
      stroke(edge, route, family, color)
      if edge.line != .more { heads(edge, route, family, color) }
    }
    out.raw("</g>\n")
  }

  /// Opens the group of a statement, with its claims.
  mutating func openStatement(_ edge: Scene.Edge, tint: Tint? = nil) {
    let claims = edge.claims.prefix(24).map { Identifiers.name($0.rawValue) }.filter { !$0.isEmpty }
    out.open("g")
    out.set("id", named: "e-", edge.id)
    out.set("class") { out in
      for part in ["edge", edge.line.rawValue, tint?.rawValue].compactMap({ $0 }) {
        out.raw(out.prefix)
        out.raw("-")
        out.raw(part)
        if part == "edge" || tint != nil && part == edge.line.rawValue { out.raw(" ") }
      }
      for claim in claims {
        out.raw(" ")
        out.raw(out.prefix)
        out.raw("-c-")
        out.raw(claim)
      }
    }
    if scene.cards.indices.contains(edge.tail), scene.cards.indices.contains(edge.head) {
      out.set("data-ends", text: scene.cards[edge.tail].id + " " + scene.cards[edge.head].id)
    }
    if !claims.isEmpty { out.set("data-claim", text: claims.joined(separator: " ")) }
    if edge.isDimmed { out.set("opacity", SVGWriter.dimmed) }
    // The label is reached by its link already, and where there is none, the line is.
    if medium == .screen, edge.line != .more, LinkPolicy.allowed(edge.link) == nil { out.set("tabindex", "0") }
  }

  private mutating func stroke(_ edge: Scene.Edge, _ route: Route, _ family: String, _ color: Color) {
    out.open("path")
    out.setClass("line", "line-" + family)
    path(route, edge)
    out.set("fill", "none")
    out.set("stroke", color)
    out.set("stroke-width", edge.width)
    if edge.line != .contested, EdgePaint.isGone(edge) {
      out.set("stroke-dasharray", "8 3 2 3")
    } else if edge.line == .solid, !edge.dashes.isEmpty {
      out.set("stroke-dasharray") { out in
        for (index, length) in edge.dashes.enumerated() {
          if index > 0 { out.raw(" ") }
          out.number(length)
        }
      }
    } else {
      dashes(edge.line)
    }
    if scene.style == .atlas, !edge.isHighlighted {
      out.set("stroke-opacity", edge.line == .mention ? "0.6" : "0.75")
    }
    out.close()
  }

  mutating func dashes(_ line: Scene.Line) {
    if let dashes = EdgePaint.dashes(line) { out.set("stroke-dasharray", dashes) }
    if line == .contested { out.set("stroke-linecap", "round") }
  }

  private mutating func path(_ route: Route, _ edge: Scene.Edge) {
    out.set("d") { out in
      guard let first = route.points.first else { return }
      out.raw("M")
      out.point(first)
      for (index, point) in route.points.enumerated().dropFirst() {
        out.raw(index % 3 == 1 ? "C" : " ")
        out.point(point)
      }
      // Without a head the line itself goes to the card.
      if edge.line == .more, let tip = route.headTip {
        out.raw("L")
        out.point(tip)
      }
    }
  }

  private mutating func heads(_ edge: Scene.Edge, _ route: Route, _ family: String, _ color: Color) {
    let ends = [
      (route.headTip, route.points.last, route.points.dropLast().last),
      (route.tailTip, route.points.first, route.points.dropFirst().first),
    ]
    for case (let tip?, let base?, let before) in ends {
      // On a page each by itself: one box around both would cover all between them.
      linked(to: medium == .page ? edge.link : nil) { writer in
        writer.head("head-" + family, base: base, before: before ?? base, tip: tip, edge.width, color)
      }
    }
  }

  /// A triangle from the end of the line to the tip, wider for wider lines.
  mutating func head(
    _ family: String, base: Point, before: Point, tip: Point, _ width: Double, _ color: Color
  ) {
    var (dx, dy) = (tip.x - base.x, tip.y - base.y)
    var length = (dx * dx + dy * dy).squareRoot()
    if length < 0.1 {
      (dx, dy) = (base.x - before.x, base.y - before.y)
      length = max((dx * dx + dy * dy).squareRoot(), 0.1)
    }
    let half = 2.5 + width * 0.45
    let (ux, uy) = (dx / length, dy / length)
    // Nearly a point back over the line, so that no gap shows between line and head.
    let back = Point(base.x - ux * 0.8, base.y - uy * 0.8)
    out.open("path")
    out.setClass(family)
    out.set("d") { out in
      out.raw("M")
      out.point(tip)
      out.raw("L")
      out.point(Point(back.x - uy * half, back.y + ux * half))
      out.raw(" ")
      out.point(Point(back.x + uy * half, back.y - ux * half))
      out.raw("Z")
    }
    out.set("fill", color)
    out.close()
  }

  /// The labels of all edges, above everything else, with a rim in the colour of the background, so that a line behind
  /// one does not strike it through.
  mutating func labels(_ rects: [Rect?]) {
    out.open("g")
    out.setClass("labels", "halo")
    out.set("text-anchor", "middle")
    out.set("stroke", surface.background)
    out.set("stroke-width", "3")
    out.set("stroke-linejoin", "round")
    out.set("paint-order", "stroke")
    out.raw(">\n")
    for (index, edge) in scene.edges.enumerated() {
      if rects.indices.contains(index), let rect = rects[index] {
        label(edge, rect, isShort: placement.shortLabels.contains(index))
      }
    }
    out.raw("</g>\n")
  }

  private mutating func label(_ edge: Scene.Edge, _ rect: Rect, isShort: Bool) {
    out.open("g")
    out.set("id", named: "l-", edge.id)
    if edge.isDimmed { out.set("opacity", SVGWriter.dimmed) }
    out.begin()
    linked(to: edge.link) { writer in
      if isShort { writer.numberAlone(edge, rect) } else { writer.labelText(edge, rect) }
    }
    out.raw("</g>\n")
  }

  /// The number of an edge whose words had no room.
  private mutating func numberAlone(_ edge: Scene.Edge, _ rect: Rect) {
    out.element("title", text: edge.tooltip)
    guard let number = edge.number else { return }
    text(
      "muted", String(number), at: Point(rect.center.x, rect.center.y + 2.8), size: CardMetrics.numberSize,
      fill: surface.muted, isBold: true)
  }

  private mutating func labelText(_ edge: Scene.Edge, _ rect: Rect) {
    out.element("title", text: edge.tooltip)
    let numberWidth = CardMetrics.numberWidth(edge.number)
    var y = rect.y + 10
    for (index, line) in edge.label.enumerated() {
      // The first line and its number are centred together.
      let middle = rect.center.x - (index == 0 ? numberWidth / 2 : 0)
      text("label", line, at: Point(middle, y), size: CardMetrics.labelSize, fill: surface.label)
      if index == 0, let number = edge.number {
        let half = TextMetrics(.regular, size: CardMetrics.labelSize).width(of: line) / 2
        text(
          "muted", String(number), at: Point(middle + half + numberWidth / 2 + 0.8, y - 3.5),
          size: CardMetrics.numberSize, fill: surface.muted, isBold: true)
      }
      y += CardMetrics.labelLine
    }
    for line in edge.details {
      let room = rect.width - TextMetrics(.regular, size: CardMetrics.dateSize).width(of: line)
      let middle = rect.center.x - max(0, min(numberWidth, room) / 2)
      text("muted", line, at: Point(middle, y - 0.5), size: CardMetrics.dateSize, fill: surface.muted)
      y += CardMetrics.dateLine
    }
  }
}
