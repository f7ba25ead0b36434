/// A quote as a tooltip shows it: its words without the marks of Markdown, which a tooltip cannot follow.
///
/// The quote that a claim keeps is the exact text of the note. Here `**bold**`, `==marked==`, `` `code` ``,
/// `[[Target|label]]` and `[label](address)` become their words; what is no whole mark stays as written.
package enum QuoteText {
  /// The words of a quote.
  ///
  /// - Complexity: O(size of `quote`).
  package static func text(_ quote: String) -> String {
    let bytes = Array(quote.utf8)
    let marks = "*=`[".utf8
    guard bytes.contains(where: { marks.contains($0) }) else { return quote }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let isDouble = index + 1 < bytes.count && bytes[index + 1] == byte
      switch byte {
      case UInt8(ascii: "*") where isDouble, UInt8(ascii: "=") where isDouble: index += 2
      case UInt8(ascii: "`"): index += 1
      case UInt8(ascii: "["):
        if let link = isDouble ? wikilink(bytes, from: index + 2) : inlineLink(bytes, from: index + 1) {
          result += bytes[link.words]
          index = link.end
        } else {
          result.append(byte)
          index += 1
        }
      default:
        result.append(byte)
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// How far a link may reach; one that is longer stays as written, so that unclosed brackets cost little.
  private static let reach = 500

  private static func wikilink(_ bytes: [UInt8], from start: Int) -> (words: Range<Int>, end: Int)? {
    var words = start
    for index in start..<min(bytes.count, start + reach) {
      switch bytes[index] {
      case UInt8(ascii: "|"): words = index + 1
      case UInt8(ascii: "["): return nil
      case UInt8(ascii: "]"):
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "]") else { return nil }
        return (words..<index, index + 2)
      default: continue
      }
    }
    return nil
  }

  private static func inlineLink(_ bytes: [UInt8], from start: Int) -> (words: Range<Int>, end: Int)? {
    let limit = min(bytes.count, start + reach)
    guard let close = bytes[start..<limit].firstIndex(where: { $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: "[") }),
      bytes[close] == UInt8(ascii: "]"), close + 1 < bytes.count, bytes[close + 1] == UInt8(ascii: "("),
      let end = bytes[close..<min(bytes.count, close + reach)].firstIndex(of: UInt8(ascii: ")"))
    else { return nil }
    return (start..<close, end + 1)
  }
}
