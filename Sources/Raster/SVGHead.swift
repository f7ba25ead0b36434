import Drawing

/// What a picture takes over from the beginning of a figure's SVG.
struct SVGHead {
  /// In units of the SVG.
  let size: Size
  /// The colour of the ground, as 0xRRGGBB; white where the figure has none.
  let ground: UInt32
  let title: String?
  let record: FigureRecord?

  /// Nil where the text has no size: then ``SVGWriter`` did not write it.
  init?(_ svg: String) {
    let bytes = Array(svg.utf8)
    var reader = XMLReader(bytes)
    var size: Size?
    var title: String?
    var ground: UInt32 = 0xffffff
    var isInTitle = false
    // The ground is the first rectangle; nothing after it is of interest.
    scan: while let event = try? reader.next() {
      switch event {
      case .start("svg", let attributes):
        let box = attributes.first { $0.name == "viewBox" }?.value.split(separator: " ").compactMap { Double($0) }
        guard let box, box.count == 4, box[0] == 0, box[1] == 0, box[2] > 0, box[3] > 0, box[2] <= 1e6, box[3] <= 1e6
        else { return nil }
        size = Size(box[2], box[3])
      case .start("title", _): isInTitle = title == nil
      case .text(let text): if isInTitle { title = text }
      case .end("title"): isInTitle = false
      case .start("rect", let attributes):
        let fill = attributes.first { $0.name == "fill" }?.value
        if let fill, fill.hasPrefix("#"), fill.utf8.count == 7, let color = UInt32(fill.dropFirst(), radix: 16) {
          ground = color
        }
        break scan
      default: break
      }
    }
    guard let size else { return nil }
    self.size = size
    self.ground = ground
    self.title = title
    record = try? FigureRecord(findingIn: bytes)
  }

  /// A link that ``LinkPolicy`` would have written otherwise, where there is one.
  static func unsafeLink(in svg: String) -> String? {
    var reader = XMLReader(Array(svg.utf8))
    while let event = try? reader.next() {
      guard case .start("a", let attributes) = event else { continue }
      for attribute in attributes where attribute.name == "href" || attribute.name.hasSuffix(":href") {
        if LinkPolicy.allowed(attribute.value) != attribute.value { return attribute.value }
      }
    }
    return nil
  }
}
