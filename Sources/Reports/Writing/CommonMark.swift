import CCommonMark

/// Makes HTML of Markdown with GitHub's CommonMark, and puts ready HTML where markers stand.
///
/// Raw HTML in the Markdown is left out, and so are links of unsafe schemes: what the page shows comes from the
/// author's Markdown and from the graph, and nothing in it can run.
enum CommonMark {
  /// The extensions of GitHub that are switched on.
  private static let extensions = ["table", "strikethrough", "autolink", "tasklist"]
  private static let options = CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8

  /// The HTML of a text.
  ///
  /// - Parameters:
  ///   - markdown: The text, with markers: words of ASCII letters and digits that stand nowhere else in it.
  ///   - blocks: What takes the place of a paragraph that is one marker.
  ///   - inlines: What takes the place of a marker within text.
  /// - Returns: The HTML of the body; empty where memory is short.
  static func html(_ markdown: String, blocks: [String: String], inlines: [String: String]) -> String {
    cmark_gfm_core_extensions_ensure_registered()
    guard let parser = cmark_parser_new(options) else { return "" }
    defer { cmark_parser_free(parser) }
    for name in extensions {
      if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
    }
    var copy = markdown
    copy.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
    guard let document = cmark_parser_finish(parser) else { return "" }
    defer { cmark_node_free(document) }
    for node in texts(of: document) { put(blocks, inlines, into: node) }
    guard let rendered = cmark_render_html(document, options, cmark_parser_get_syntax_extensions(parser)) else {
      return ""
    }
    defer { cmark_get_default_mem_allocator().pointee.free(rendered) }
    return String(cString: rendered)
  }

  private static func texts(of document: OpaquePointer) -> [OpaquePointer] {
    guard let iterator = cmark_iter_new(document) else { return [] }
    defer { cmark_iter_free(iterator) }
    var result: [OpaquePointer] = []
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return result }
      guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator),
        cmark_node_get_type(node) == CMARK_NODE_TEXT
      else { continue }
      result.append(node)
    }
  }

  private static func put(_ blocks: [String: String], _ inlines: [String: String], into node: OpaquePointer) {
    guard let pointer = cmark_node_get_literal(node) else { return }
    let literal = String(cString: pointer)
    if let html = blocks[literal], let paragraph = cmark_node_parent(node),
      cmark_node_get_type(paragraph) == CMARK_NODE_PARAGRAPH, cmark_node_first_child(paragraph) == node,
      cmark_node_next(node) == nil
    {
      let block = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK)
      _ = cmark_node_set_on_enter(block, html)
      _ = cmark_node_insert_before(paragraph, block)
      cmark_node_free(paragraph)
      return
    }
    var rest = literal[...]
    var isFound = false
    while let (range, html) = first(of: inlines, in: rest) {
      isFound = true
      insertText(rest[..<range.lowerBound], before: node)
      let inline = cmark_node_new(CMARK_NODE_CUSTOM_INLINE)
      _ = cmark_node_set_on_enter(inline, html)
      _ = cmark_node_insert_before(node, inline)
      rest = rest[range.upperBound...]
    }
    guard isFound else { return }
    insertText(rest, before: node)
    cmark_node_free(node)
  }

  private static func insertText(_ text: Substring, before node: OpaquePointer) {
    guard !text.isEmpty else { return }
    let made = cmark_node_new(CMARK_NODE_TEXT)
    _ = cmark_node_set_literal(made, String(text))
    _ = cmark_node_insert_before(node, made)
  }

  /// Markers are as long as each other, and begin with the same letters.
  private static func first(
    of markers: [String: String], in text: Substring
  ) -> (range: Range<Substring.Index>, html: String)? {
    guard let sample = markers.keys.first, text.utf8.count >= sample.utf8.count else { return nil }
    let length = sample.utf8.count
    var start = text.startIndex
    let prefix = Marker.prefix(of: sample)
    while let found = text[start...].firstRange(of: prefix) {
      if let end = text.utf8.index(found.lowerBound, offsetBy: length, limitedBy: text.endIndex),
        let html = markers[String(text[found.lowerBound..<end])]
      {
        return (found.lowerBound..<end, html)
      }
      start = found.upperBound
    }
    return nil
  }
}

/// Words that stand for what is put into HTML later.
struct Marker {
  private let stem: String

  /// Markers that stand nowhere in a text.
  init(absentFrom text: String) {
    var stem = "weftmark"
    while text.contains(stem) { stem += "x" }
    self.stem = stem + "q"
  }

  subscript(number: Int) -> String {
    let digits = String(number)
    return stem + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  static func prefix(of marker: String) -> Substring { marker.dropLast(6) }
}
