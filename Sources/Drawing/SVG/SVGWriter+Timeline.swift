extension SVGWriter {
  /// The measures of a figure of time, in points.
  private enum Row {
    static let content = 864.0
    static let axis = 26.0
    static let lineHeight = 14.0
    static let bar = 9.0
    static let gap = 11.0
    static let textSize = 11.0
  }

  /// The SVG text of a figure of time; the same input gives the same bytes.
  ///
  /// - Parameters:
  ///   - timeline: What it shows.
  ///   - medium: Where it will be looked at.
  ///   - record: What the figure shall know of itself; nothing where nil.
  /// - Returns: The SVG.
  /// - Throws: ``DrawingError`` where the result would not be well-formed.
  /// - Complexity: O(size of the result).
  public static func text(
    _ timeline: TimelineScene, for medium: Medium = .screen, record: FigureRecord? = nil
  ) throws(DrawingError) -> String {
    let empty = Placement(direction: .down, size: Size(0, 0), centers: [], routes: [], labels: [])
    var writer = SVGWriter(timeline.frame, empty, medium, record)
    writer.document(timeline.spans)
    return try writer.checked()
  }

  private mutating func document(_ spans: [TimeSpan?]) {
    let title = DisplayText.wrapped(scene.title ?? "", at: 72)
    let question = DisplayText.wrapped(scene.question ?? "", at: 96)
    let dated = spans.compactMap { $0 }
    let axis = TimeAxis(dated, width: Row.content)
    let legend = LegendLayout(scene.legend, width: Row.content)
    var top = SVGWriter.margin + Double(title.count) * 22 + Double(question.count) * 18
    if !title.isEmpty || !question.isEmpty { top += 10 }
    let axisTop = top
    top += dated.isEmpty ? 0 : Row.axis
    var rows: [Double] = []
    var undatedTop: Double?
    for (edge, span) in zip(scene.edges, spans) {
      if span == nil, undatedTop == nil {
        undatedTop = top + (dated.isEmpty ? 0 : 10)
        top += dated.isEmpty ? 24 : 34
      }
      rows.append(top)
      top += Double(max(edge.label.count, 1)) * Row.lineHeight + (span == nil ? 4 : Row.bar + Row.gap)
    }
    let axisBottom = undatedTop.map { $0 - 6 } ?? top
    let legendTop = top + (scene.legend.isEmpty ? 0 : 16)
    let height = legendTop + legend.size.height + SVGWriter.margin

    root(Size(Row.content + 2 * SVGWriter.margin, height))
    planHatchings()
    heading(title, question)
    if !dated.isEmpty { draw(axis, from: axisTop, to: axisBottom) }
    if let undatedTop {
      text("muted", "WITHOUT A DATE", at: Point(SVGWriter.margin, undatedTop + 10), size: 8.5, fill: surface.muted)
      out.raw("\n")
    }
    group("halo") { writer in
      for (index, edge) in writer.scene.edges.enumerated() {
        writer.statement(edge, spans[index], axis, top: rows[index])
      }
    }
    if !scene.legend.isEmpty {
      group("legend") { $0.entries(legend, at: Point(SVGWriter.margin, legendTop)) }
    }
    out.raw("</svg>\n")
  }

  private mutating func draw(_ axis: TimeAxis, from top: Double, to bottom: Double) {
    group("axis") { writer in
      for mark in axis.marks {
        let x = SVGWriter.margin + mark.place
        writer.out.open("path")
        writer.out.setClass("line-faint")
        writer.out.set("d") { out in
          out.raw("M")
          out.point(Point(x, top + (mark.label == nil ? 16 : 4)))
          out.raw("V")
          out.number(bottom)
        }
        writer.out.set("stroke", writer.surface.faint)
        writer.out.set("stroke-width", "0.8")
        writer.out.set("stroke-opacity", mark.label == nil ? "0.3" : "0.6")
        writer.out.close()
        if let gap = axis.gap, mark.place == axis.place(gap.lowerBound) {
          writer.text(
            "muted", "…", at: Point(x + TimeAxis.gapWidth / 2 - 5, top + 12), size: 10, fill: writer.surface.muted)
        }
        if let label = mark.label {
          writer.text("muted", label, at: Point(x + 4, top + 12), size: 10, fill: writer.surface.muted)
        }
        writer.out.raw("\n")
      }
    }
  }

  private mutating func statement(_ edge: Scene.Edge, _ span: TimeSpan?, _ axis: TimeAxis, top: Double) {
    openStatement(edge, tint: edge.tint)
    out.begin()
    linked(to: edge.link) { writer in
      writer.out.element("title", text: edge.tooltip)
      let start = span.map { axis.place($0.isOpenBefore ? axis.first : $0.first) } ?? 0
      writer.words(edge, from: start, top: top)
      if let span {
        writer.bar(edge, span, axis, top: top + Double(max(edge.label.count, 1)) * Row.lineHeight)
      }
    }
    out.raw("</g>\n")
  }

  /// The sentence with its number and date, moved to the left where it would leave the page.
  private mutating func words(_ edge: Scene.Edge, from start: Double, top: Double) {
    let metrics = TextMetrics(.regular, size: Row.textSize)
    let small = TextMetrics(.regular, size: CardMetrics.dateSize)
    let numberWidth = CardMetrics.numberWidth(edge.number)
    let date = edge.details.first ?? ""
    func width(_ index: Int) -> Double {
      let own = metrics.width(of: edge.label[index]) * CardMetrics.margin
      guard index == edge.label.count - 1 else { return own }
      return own + numberWidth + (date.isEmpty ? 0 : 10 + small.width(of: date) * CardMetrics.margin)
    }
    let widest = edge.label.indices.map(width).max() ?? 0
    let left = SVGWriter.margin + max(0, min(start, Row.content - widest))
    for (index, line) in edge.label.enumerated() {
      let y = top + Double(index) * Row.lineHeight + 10.5
      haloed("label", line, at: Point(left, y), size: Row.textSize, fill: surface.label)
      guard index == edge.label.count - 1 else { continue }
      var x = left + metrics.width(of: line) + 2
      if let number = edge.number {
        text(
          "muted", String(number), at: Point(x, y - 3.5), size: CardMetrics.numberSize, fill: surface.muted,
          isBold: true)
        x += numberWidth
      }
      if !date.isEmpty { haloed("muted", date, at: Point(x + 8, y), size: CardMetrics.dateSize, fill: surface.muted) }
    }
  }

  /// Text with a rim in the colour of the ground, so that the lines of the axis do not strike it through.
  private mutating func haloed(_ family: String, _ line: String, at place: Point, size: Double, fill: Color) {
    out.open("text")
    out.setClass(family, "halo")
    out.set("x", place.x)
    out.set("y", place.y)
    out.set("font-size", size)
    out.set("fill", fill)
    out.set("stroke", surface.background)
    out.set("stroke-width", "3")
    out.set("stroke-linejoin", "round")
    out.set("paint-order", "stroke")
    out.begin()
    out.text(line)
    out.end("text")
  }

  private mutating func bar(_ edge: Scene.Edge, _ span: TimeSpan, _ axis: TimeAxis, top: Double) {
    let shades = palette.shades(edge.tint)
    let left = SVGWriter.margin + axis.place(span.isOpenBefore ? axis.first : span.first)
    let right = SVGWriter.margin + axis.place(span.isOpenAfter ? axis.last : span.last + 1)
    let height = span.isState ? Row.bar - 4 : Row.bar
    let y = top + (Row.bar - height) / 2 + 1
    let isDay = span.first == span.last && !span.isState
    // A day is a dot, whatever the scale; what may have been on any of several days is as long as these are.
    let width = max(right - left, height)
    let isOpenShape = edge.line == .planned || edge.line == .contested || edge.line == .ended
    out.open("rect")
    switch edge.line {
    case .contested: out.setClass("line-contested")
    case .ended: out.setClass("line-faint")
    case .planned: out.setClass("line-" + edge.tint.rawValue)
    default: out.setClass(isDay ? "pill" : "box")
    }
    out.set("x", isDay ? left - height / 2 + (right - left) / 2 : left)
    out.set("y", y)
    out.set("width", isDay ? height : width)
    out.set("height", height)
    out.set("rx", height / 2)
    if edge.line == .planned {
      out.set("fill") { out in
        out.raw("url(#")
        out.raw(out.prefix)
        out.raw("-plan-")
        out.raw(edge.tint.rawValue)
        out.raw(")")
      }
    } else if isOpenShape {
      out.set("fill", surface.background)
    } else {
      out.set("fill", isDay ? shades.stroke : shades.fill)
    }
    out.set("stroke", isOpenShape ? EdgePaint.color(edge, in: palette) : shades.stroke)
    out.set("stroke-width", "1.2")
    if isOpenShape { dashes(edge.line) }
    out.close()
    for (isOpen, x, way) in [(span.isOpenBefore, left, -1.0), (span.isOpenAfter, right, 1.0)] where isOpen {
      let middle = y + height / 2
      head(
        "head-" + EdgePaint.family(edge), base: Point(x - way * 2, middle), before: Point(x - way * 6, middle),
        tip: Point(x + way * 6, middle), 3, EdgePaint.color(edge, in: palette))
    }
  }

  /// The hatching of plans, in the colour of each family that has one.
  private mutating func planHatchings() {
    let planned = Set(scene.edges.filter { $0.line == .planned }.map(\.tint)).sorted { $0.rawValue < $1.rawValue }
    guard !planned.isEmpty else { return }
    out.raw("<defs>\n")
    for tint in planned {
      out.open("pattern")
      out.set("id", named: "plan-", tint.rawValue)
      out.set("width", "5")
      out.set("height", "5")
      out.set("patternUnits", "userSpaceOnUse")
      out.begin()
      out.open("path")
      out.setClass("line-" + tint.rawValue)
      out.set("d", "M-1 1L1 -1M0 5L5 0M4 6L6 4")
      out.set("fill", "none")
      out.set("stroke", palette.shades(tint).stroke)
      out.set("stroke-width", "1.1")
      out.close()
      out.end("pattern")
      out.raw("\n")
    }
    out.raw("</defs>\n")
  }
}
