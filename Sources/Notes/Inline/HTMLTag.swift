/// What a reader of words must know of HTML tags: that they are none, and which of them part words.
enum HTMLTag {
  /// The longest tag that is read, in bytes; pictures may stand in one as text.
  static let limit = 64 * 1024

  /// Whether what stands between `<` and `>` is a tag: a name that white space, `/` or nothing follows, and more than
  /// one line only with an attribute.
  static func isWellFormed(_ bytes: [UInt8], _ inner: Range<Int>, nameEnd: Int) -> Bool {
    guard nameEnd < inner.upperBound else { return true }
    guard bytes[nameEnd].isWhite || bytes[nameEnd] == Byte.hyphen || bytes[nameEnd] == Byte.colon else { return false }
    let rest = bytes[nameEnd..<inner.upperBound]
    return !rest.contains(where: \.isLineEnd) || rest.contains(Byte.equals)
  }

  /// Whether a tag of this name, with or without `/` around it, stands between words that do not touch.
  static func divides(_ name: ArraySlice<UInt8>) -> Bool {
    let bare = name.filter { $0 != Byte.slash }.map(\.lowercased)
    return bare.count <= 10 && dividing.contains(bare)
  }

  /// The elements that a browser sets as blocks, cells or breaks.
  private static let dividing = Set(
    [
      "address", "article", "aside", "blockquote", "br", "center", "dd", "details", "dialog", "div", "dl", "dt",
      "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
      "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ].map { Array($0.utf8) })

  /// The elements whose content is no text of the note, by how a line begins that opens one.
  static let opaque = ["<script", "<style", "<pre", "<svg", "<math", "<textarea", "<template"]
}
