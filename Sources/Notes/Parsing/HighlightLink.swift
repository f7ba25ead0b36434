/// What ends a highlight: `([View Highlight](url))`, `([Location 12](url))`, `(Page 8)`.
struct HighlightLink {
  var url: String?
  /// Where the highlight's text ends.
  var textEnd: Int
  /// Whether the label or the URL says that this is a highlight wherever it stands.
  var isCertain: Bool

  /// What the URLs of highlights have in them.
  private static let hosts = ["readwise.io/read/", "readwise.io/open/", "to_kindle", "kindle://", "hyp.is/"].map {
    Array($0.utf8)
  }
  private static let kindle = ["to_kindle", "kindle://"].map { Array($0.utf8) }

  /// Whether a URL leads to a place in a Kindle book.
  static func isKindle(_ url: String) -> Bool {
    let bytes = Array(url.utf8)[...]
    return kindle.contains { contains(bytes, $0) }
  }

  private static func contains(_ bytes: ArraySlice<UInt8>, _ words: [UInt8]) -> Bool {
    var index = bytes.startIndex
    let last = bytes.endIndex - words.count
    while index <= last {
      if bytes[index] == words[0], bytes[index..<index + words.count] == words[...] { return true }
      index += 1
    }
    return false
  }

  /// The longest label of a link and the longest bare place.
  private static let labelLimit = 256

  /// Reads what ends at `end` on the line that begins at `start`, or nil where it is plain text.
  ///
  /// - Complexity: O(length of the line), at most a few kilobytes.
  static func read(_ bytes: [UInt8], start: Int, end: Int) -> HighlightLink? {
    guard end > start, bytes[end - 1] == Byte.closeParen else { return nil }
    if let link = link(bytes, start: start, end: end - 1), link.start > start,
      bytes[link.start - 1] == Byte.openParen
    {
      return HighlightLink(bytes, link, textEnd: link.start - 1)
    }
    if let link = link(bytes, start: start, end: end) {
      // Without parentheses around it any link may end a sentence.
      let found = HighlightLink(bytes, link, textEnd: withoutLabel(bytes, start: start, end: link.start))
      return found.isCertain ? found : nil
    }
    guard let place = place(bytes, start: start, end: end) else { return nil }
    return HighlightLink(textEnd: place.start, isCertain: place.isCertain)
  }

  private init(textEnd: Int, isCertain: Bool) {
    self.textEnd = textEnd
    self.isCertain = isCertain
  }

  /// Where the text ends before "— location:", which the plugin that reads Kindle's notebook puts before a link.
  private static func withoutLabel(_ bytes: [UInt8], start: Int, end: Int) -> Int {
    var end = end
    while end > start, bytes[end - 1].isSpaceOrTab { end -= 1 }
    for label in ["\u{2014} location:", "- location:", "\u{2014} page:", "- page:"] {
      let begin = end - label.utf8.count
      if begin >= start, bytes[begin..<end].elementsEqual(label.utf8) { return begin }
    }
    return end
  }

  private init(_ bytes: [UInt8], _ link: (start: Int, label: Range<Int>, url: Range<Int>), textEnd: Int) {
    url = String(decoding: bytes[link.url], as: UTF8.self)
    self.textEnd = textEnd
    let label = bytes[link.label].drop { $0 == Byte.openBracket }.prefix(16).map(\.lowercased)
    isCertain =
      ["view highlight", "location ", "page ", "view tweet", "view toot", "view post", "time 0", "open highlight"]
      .contains { label.starts(with: $0.utf8) }
      || HighlightLink.hosts.contains { HighlightLink.contains(bytes[link.url], $0) }
  }

  /// The inline link that ends at `end`.
  private static func link(
    _ bytes: [UInt8], start: Int, end: Int
  ) -> (start: Int, label: Range<Int>, url: Range<Int>)? {
    guard end > start, bytes[end - 1] == Byte.closeParen else { return nil }
    let limit = max(start, end - LinkDestination.limit)
    var middle = end - 2
    while middle > limit {
      if bytes[middle] == Byte.openParen, bytes[middle - 1] == Byte.closeBracket { break }
      middle -= 1
    }
    guard middle > limit, case .success(let destination) = LinkDestination.read(bytes, at: middle),
      destination.end == end
    else { return nil }
    var depth = 0
    var open = middle - 1
    let labelLimit = max(start, open - labelLimit - (end - middle))
    while open >= labelLimit {
      if bytes[open] == Byte.closeBracket { depth += 1 }
      if bytes[open] == Byte.openBracket {
        depth -= 1
        if depth == 0 { break }
      }
      open -= 1
    }
    guard open >= labelLimit, depth == 0 else { return nil }
    if open > start, bytes[open - 1] == Byte.exclamation { return nil }
    return (open, open + 1..<middle - 1, destination.url)
  }

  /// Where a bare place such as `(Location 12)` or `(Page 8)` begins that ends at `end`, and whether it is that of a
  /// highlight wherever it stands: a page may be cited by any text.
  private static func place(_ bytes: [UInt8], start: Int, end: Int) -> (start: Int, isCertain: Bool)? {
    var open = end - 2
    let limit = max(start, end - 32)
    while open >= limit, bytes[open] != Byte.openParen { open -= 1 }
    guard open >= limit else { return nil }
    var words = InlineText(bytes: Array(bytes[(open + 1)..<(end - 1)])).text.lowercased()
    for name in ["location ", "loc. ", "page ", "p. "] where words.hasPrefix(name) {
      words.removeFirst(name.count)
      let isPlace = !words.isEmpty && words.utf8.allSatisfy { $0.isDigit || $0 == Byte.hyphen }
      return isPlace ? (open, name.hasPrefix("loc")) : nil
    }
    return nil
  }
}
