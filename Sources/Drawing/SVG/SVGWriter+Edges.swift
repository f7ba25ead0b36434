import KnowledgeGraph

extension SVGWriter {
  /// The line of an edge with its heads, its proof as tooltip, its link and its claims.
  mutating func line(_ edge: Scene.Edge, _ route: Route) {
    let color = EdgePaint.color(edge, isDark: isDark)
    let family = EdgePaint.family(edge)
    let claims = edge.claims.prefix(24).map { Identifiers.name($0.rawValue) }.filter { !$0.isEmpty }
    out.open("g")
    out.set("id", named: "e-", edge.id)
    out.set("class") { out in
      for part in ["edge", edge.line.rawValue] {
        out.raw(out.prefix)
        out.raw("-")
        out.raw(part)
        if part == "edge" { out.raw(" ") }
      }
      for claim in claims {
        out.raw(" ")
        out.raw(out.prefix)
        out.raw("-c-")
        out.raw(claim)
      }
    }
    if !claims.isEmpty { out.set("data-claim", text: claims.joined(separator: " ")) }
    if edge.isDimmed { out.set("opacity", SVGWriter.dimmed) }
    out.begin()
    linked(to: edge.link) { writer in
      writer.out.element("title", text: edge.tooltip)
      // A wide line that is not seen, so that a thin one can be pointed at.
      writer.out.open("path")
      writer.out.setClass("hit")
      writer.path(route, edge)
      writer.out.set("fill", "none")
      writer.out.set("stroke", "none")
      writer.out.close()
      writer.out.open("path")
      writer.out.setClass("line", "line-" + family)
      writer.path(route, edge)
      writer.out.set("fill", "none")
      writer.out.set("stroke", color)
      writer.out.set("stroke-width", edge.width)
      writer.dashes(edge.line)
      if writer.scene.style == .atlas, !edge.isHighlighted {
        writer.out.set("stroke-opacity", edge.line == .mention ? "0.6" : "0.75")
      }
      writer.out.close()
      if edge.line != .more { writer.heads(route, edge.width, family, color) }
    }
    out.raw("</g>\n")
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

  private mutating func heads(_ route: Route, _ width: Double, _ family: String, _ color: Color) {
    if let tip = route.headTip, let base = route.points.last {
      head("head-" + family, base: base, before: route.points.dropLast().last ?? base, tip: tip, width, color)
    }
    if let tip = route.tailTip, let base = route.points.first {
      head("head-" + family, base: base, before: route.points.dropFirst().first ?? base, tip: tip, width, color)
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
    for (edge, rect) in zip(scene.edges, rects) {
      if let rect { label(edge, rect) }
    }
    out.raw("</g>\n")
  }

  private mutating func label(_ edge: Scene.Edge, _ rect: Rect) {
    out.open("g")
    out.set("id", named: "l-", edge.id)
    if edge.isDimmed { out.set("opacity", SVGWriter.dimmed) }
    out.begin()
    linked(to: edge.link) { $0.labelText(edge, rect) }
    out.raw("</g>\n")
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
