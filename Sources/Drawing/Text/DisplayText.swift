/// Text of a note made fit to be drawn.
enum DisplayText {
  /// How many characters of a label are drawn; the whole text stands in the tooltip.
  static let labelLimit = 300
  /// How many characters a tooltip keeps of one quote.
  static let quoteLimit = 2_000
  /// How many narrow characters a line of a card holds.
  static let lineLimit = 26

  /// The text in one line: without control characters, without the marks that turn the direction of what follows
  /// them, without characters that XML forbids, and with white space folded.
  static func cleaned(_ text: String) -> String {
    guard !isClean(text) else { return text }
    var result = String.UnicodeScalarView()
    var needsSpace = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0x85, 0xa0, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f, 0x205f,
        0x3000:
        needsSpace = !result.isEmpty
      case 0x00...0x1f, 0x7f...0x9f, 0xad, 0x200b, 0x200e, 0x200f, 0x202a...0x202e, 0x2060...0x206f, 0xfeff,
        0xfdd0...0xfdef:
        continue
      case let code where code & 0xfffe == 0xfffe:
        continue
      default:
        if needsSpace { result.append(" ") }
        needsSpace = false
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether a text is of printable ASCII with single spaces within: most are.
  private static func isClean(_ text: String) -> Bool {
    var last = UInt8(ascii: " ")
    for byte in text.utf8 {
      guard byte >= 0x20, byte < 0x7f, byte != UInt8(ascii: " ") || last != UInt8(ascii: " ") else { return false }
      last = byte
    }
    return last != UInt8(ascii: " ") || text.isEmpty
  }

  /// The first `limit` characters, with an ellipsis where more follow.
  ///
  /// A character may be as long as its writer likes (a letter with ten thousand accents), so bytes are counted too:
  /// at most eight a character.
  static func capped(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    var bytes = 0
    var count = 0
    var end = text.startIndex
    for index in text.indices {
      let next = text.index(after: index)
      bytes += text.utf8.distance(from: index, to: next)
      count += 1
      if count > limit || bytes > limit * 8 { break }
      end = next
    }
    guard end < text.endIndex else { return text }
    return String(text[..<end]) + "…"
  }

  /// Lines of at most `limit` narrow characters, broken at spaces where there are any, else after a hyphen or a
  /// slash, else anywhere; wide characters count as two.
  ///
  /// - Complexity: O(count of characters).
  static func wrapped(_ text: String, at limit: Int = lineLimit) -> [String] {
    var lines: [String] = []
    var line = ""
    var width = 0
    for word in text.split(separator: " ") {
      var rest = word
      while true {
        let fit = prefix(of: rest, within: limit)
        let isWhole = fit.text.endIndex == rest.endIndex
        if !line.isEmpty, width + 1 + fit.width <= limit, isWhole {
          line += " " + fit.text
          width += 1 + fit.width
        } else {
          if !line.isEmpty { lines.append(line) }
          line = String(fit.text)
          width = fit.width
        }
        if isWhole { break }
        rest = rest[fit.text.endIndex...]
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// The longest beginning of a word that fits, and at least one character.
  private static func prefix(of word: Substring, within limit: Int) -> (text: Substring, width: Int) {
    var width = 0
    var end = word.startIndex
    var breakable: (end: Substring.Index, width: Int)?
    for index in word.indices {
      let character = word[index]
      let step = character.unicodeScalars.contains { TextMetrics.isWide($0.value) } ? 2 : 1
      if width + step > limit, end > word.startIndex {
        if let breakable { return (word[..<breakable.end], breakable.width) }
        return (word[..<end], width)
      }
      width += step
      end = word.index(after: index)
      if character == "-" || character == "/" || character == "_" { breakable = (end, width) }
    }
    return (word[..<end], width)
  }
}
