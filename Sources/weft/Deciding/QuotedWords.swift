import Drawing

/// Whether words stand in a text: white space, the marks of Markdown, the form of quotation marks and the case of ASCII
/// letters make no difference.
struct QuotedWords {
  private let texts: [[UInt8]]

  init(_ texts: [String]) { self.texts = texts.map { QuotedWords.folded($0) } }

  /// Whether there is any text that words could stand in.
  var hasText: Bool { !texts.isEmpty }

  /// - Complexity: O(length of the texts × length of the quote) at worst, and nearly always O(length of the texts).
  func hold(_ quote: String) -> Bool {
    let sought = QuotedWords.folded(quote)
    guard !sought.isEmpty else { return false }
    return texts.contains { $0.firstRange(of: sought) != nil }
  }

  private static func folded(_ text: String) -> [UInt8] {
    var words = QuoteText.text(text)
    for (mark, plain) in [("“", "\""), ("”", "\""), ("‘", "'"), ("’", "'")] {
      words = words.replacing(mark, with: plain)
    }
    return words.utf8.compactMap { byte in
      switch byte {
      case 0...0x20, UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"): nil
      case 0x41...0x5a: byte + 0x20
      default: byte
      }
    }
  }
}
