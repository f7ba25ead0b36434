/// Writes a placed scene as SVG: one figure that proves its edges, stands in any page and runs nothing.
public struct SVGWriter: Sendable {
  let scene: Scene
  let placement: Placement
  let medium: Medium
  let record: FigureRecord?
  let palette: Palette
  var surface: Surface { palette.surface }
  var out: XMLBuffer

  static let margin = 18.0
  /// How much is left of what a highlight dims.
  static let dimmed: StaticString = "0.22"

  /// Where the figure will be looked at.
  public enum Medium: Hashable, Sendable {
    /// In a browser: the whole of a line leads to its proof.
    case screen
    /// In a PDF, whose links are upright boxes: the box around a slanting line would cover what lies beside it, so heads
    /// and labels lead to the proof and the rest of the line does not.
    case page
  }

  /// The SVG text of a scene with its positions; the same input gives the same bytes.
  ///
  /// `record` is what the figure shall know of itself; nothing where nil.
  ///
  /// - Complexity: O(size of the result).
  /// - Throws: ``DrawingError`` where the placement is not of this scene, or the result would not be well-formed.
  public static func text(
    _ scene: Scene, _ placement: Placement, for medium: Medium = .screen, record: FigureRecord? = nil
  ) throws(DrawingError) -> String {
    guard placement.centers.count == scene.cards.count, placement.routes.count == scene.edges.count,
      placement.labels.count == scene.edges.count
    else { throw DrawingError("the positions are of another scene") }
    var writer = SVGWriter(scene, placement, medium, record)
    writer.document()
    return try writer.checked()
  }

  /// The fonts that a figure asks for, as an attribute has them.
  package static let fonts: StaticString = "Helvetica, Arial, &#39;Liberation Sans&#39;, sans-serif"

  /// What was written, if it is well-formed and runs nothing.
  func checked() throws(DrawingError) -> String {
    if let fault = XMLCheck.fault(in: out.bytes) {
      throw DrawingError("the figure is not well-formed: \(fault)")
    }
    return String(decoding: out.bytes, as: UTF8.self)
  }

  init(_ scene: Scene, _ placement: Placement, _ medium: Medium, _ record: FigureRecord?) {
    self.scene = scene
    self.placement = placement
    self.medium = medium
    self.record = record
    palette = scene.theme.palette(isDark: scene.mode == .dark)
    out = XMLBuffer(prefix: scene.figure)
  }

  private mutating func document() {
    let title = DisplayText.wrapped(scene.title ?? "", at: 72)
    let question = DisplayText.wrapped(scene.question ?? "", at: 96)
    let headingWidth =
      (title.map { TextMetrics(.bold, size: 16).width(of: $0) }
      + question.map { TextMetrics(.regular, size: 11).width(of: $0) }).max() ?? 0
    let content = max(placement.size.width, headingWidth * CardMetrics.margin, 240)
    let legend = LegendLayout(scene.legend, width: content)
    let width = max(content, legend.size.width) + 2 * SVGWriter.margin
    var top = SVGWriter.margin + Double(title.count) * 22 + Double(question.count) * 18
    if !title.isEmpty || !question.isEmpty { top += 10 }
    let left = SVGWriter.margin + (width - 2 * SVGWriter.margin - placement.size.width) / 2
    let legendTop = top + placement.size.height + (scene.legend.isEmpty ? 0 : 26)
    let height = legendTop + legend.size.height + SVGWriter.margin

    root(Size(width, height))
    heading(title, question)
    let shifted = placement.moved(by: Point(left, top), size: placement.size)
    group("edges") { writer in
      for (edge, route) in zip(writer.scene.edges, shifted.routes) { writer.line(edge, route) }
    }
    group("cards") { writer in
      for (card, center) in zip(writer.scene.cards, shifted.centers) {
        writer.box(card, Rect(center: center, size: card.size))
      }
    }
    labels(shifted.labels)
    if !scene.legend.isEmpty {
      group("legend") { $0.entries(legend, at: Point(SVGWriter.margin, legendTop)) }
    }
    out.raw("</svg>\n")
  }

  mutating func root(_ size: Size) {
    out.open("svg")
    out.set("xmlns", "http://www.w3.org/2000/svg")
    out.set("id") { $0.raw($0.prefix) }
    let style = scene.style.rawValue
    out.set("class") { out in
      out.raw(out.prefix)
      out.raw(" ")
      out.raw(out.prefix)
      out.raw("-")
      out.raw(style)
    }
    out.set("viewBox") { out in
      out.raw("0 0 ")
      out.point(Point(size.width, size.height))
    }
    out.set("width", size.width)
    out.set("height", size.height)
    out.set("role", "img")
    out.set("aria-labelledby") { out in
      out.raw(out.prefix)
      out.raw("-title ")
      out.raw(out.prefix)
      out.raw("-desc")
    }
    out.set("style", "max-width:100%;height:auto")
    out.set("font-family", SVGWriter.fonts)
    out.raw(">\n")
    for (name, text) in [("title", scene.title ?? "Figure"), ("desc", description)] as [(StaticString, String)] {
      out.open(name)
      out.set("id", named: name)
      out.begin()
      out.text(text)
      out.end(name)
      out.raw("\n")
    }
    if let record {
      out.raw("<metadata>")
      record.append(to: &out)
      out.raw("</metadata>\n")
    }
    out.raw("<style>\n")
    Stylesheet(scene).write(to: &out)
    out.raw("</style>\n")
    if scene.theme.isMonochrome { hatchings() }
    out.open("rect")
    out.setClass("background")
    out.set("width", size.width)
    out.set("height", size.height)
    out.set("fill", surface.background)
    out.close()
    out.raw("\n")
  }

  mutating func heading(_ title: [String], _ question: [String]) {
    var y = SVGWriter.margin
    for line in title {
      text("title", line, at: Point(SVGWriter.margin, y + 13), size: 16, fill: surface.ink, isBold: true)
      y += 22
    }
    for line in question {
      text("muted", line, at: Point(SVGWriter.margin, y + 10), size: 11, fill: surface.muted)
      y += 18
    }
    if !title.isEmpty || !question.isEmpty { out.raw("\n") }
  }

  mutating func group(_ family: String, _ content: (inout SVGWriter) -> Void) {
    out.open("g")
    out.setClass(family)
    out.raw(">\n")
    content(&self)
    out.raw("</g>\n")
  }

  /// What the figure says, in words.
  private var description: String {
    var parts: [String] = []
    if let question = scene.question { parts.append(question + ".") }
    let (cards, edges) = (scene.cards.count, scene.edges.count)
    // A figure of time has statements and no cards.
    if cards > 0 {
      parts.append("\(cards) \(cards == 1 ? "card" : "cards"), \(edges) \(edges == 1 ? "edge" : "edges").")
    }
    for edge in scene.edges.prefix(60) where edge.line != .mention && edge.line != .more {
      parts.append(DisplayText.capped(edge.sentence, to: DisplayText.labelLimit) + ".")
    }
    return parts.joined(separator: " ")
  }

  // MARK: Parts that cards, edges and legend share

  mutating func text(
    _ family: String, _ line: String, at place: Point, size: Double, fill: Color, isBold: Bool = false,
    isFitted: Bool = false
  ) {
    out.open("text")
    out.setClass(family)
    out.set("x", place.x)
    out.set("y", place.y)
    out.set("font-size", size)
    out.set("fill", fill)
    if isBold { out.set("font-weight", "bold") }
    if isFitted { fit(line, isBold ? .bold : .regular, size: size) }
    out.begin()
    out.text(line)
    out.end("text")
  }

  /// From which width on a line could leave its card where another font takes the place of Helvetica: fonts that do are
  /// up to a quarter wider, and a card has 15 points to spare.
  private static let fittedWidth = 68.0

  /// Holds a browser to the width that the card was made for, whatever font it has. librsvg knows no such length.
  mutating func fit(_ line: String, _ weight: TextMetrics.Weight, size: Double) {
    let width = TextMetrics(weight, size: size).width(of: line)
    guard medium == .screen, width > SVGWriter.fittedWidth else { return }
    out.set("textLength", width)
    out.set("lengthAdjust", "spacingAndGlyphs")
  }

  /// Content within a link, where there is one to a place that may be linked to.
  mutating func linked(to link: String?, _ content: (inout SVGWriter) -> Void) {
    guard let link = LinkPolicy.allowed(link) else {
      content(&self)
      return
    }
    out.open("a")
    out.set("href", text: link)
    out.set("target", "_blank")
    out.set("rel", "noopener")
    out.begin()
    content(&self)
    out.end("a")
  }
}
