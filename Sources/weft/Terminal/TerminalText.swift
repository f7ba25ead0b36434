/// Text as a terminal shows it: how many columns it takes, cut to a width, broken into lines.
enum TerminalText {
  /// The columns that `text` takes on a terminal.
  static func width(_ text: String) -> Int {
    if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text.utf8.count }
    return text.reduce(0) { $0 + width($1) }
  }

  /// The columns of one character: two for East Asian wide and full-width characters (Unicode Standard Annex 11) and
  /// for emoji, none for marks that join the character before.
  static func width(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.value < 0x300 { return scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value) ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    if scalar.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{fe0f}") { return 2 }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  /// The start of `text` in at most `columns` columns, with … where something was cut.
  static func truncated(_ text: String, to columns: Int) -> String {
    guard width(text) > columns else { return text }
    var result = ""
    var used = 0
    for character in text {
      let next = width(character)
      guard used + next <= columns - 1 else { break }
      result.append(character)
      used += next
    }
    return columns > 0 ? result + "…" : ""
  }

  /// `text` filled up with spaces to `columns` columns.
  static func padded(_ text: String, to columns: Int, right: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, columns - width(text)))
    return right ? space + text : text + space
  }

  /// The words of `text` in lines of at most `columns` columns; a longer word has a line of its own.
  static func lines(_ text: String, columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let next = width(String(word))
      if used > 0, used + 1 + next > columns {
        lines.append(line)
        line = ""
        used = 0
      }
      line += (used > 0 ? " " : "") + word
      used += (used > 0 ? 1 : 0) + next
    }
    return used > 0 ? lines + [line] : lines
  }

  /// `text` on one line and without characters that would steer the terminal: notes are not trusted with it.
  static func safe(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0a, 0x0d: result.unicodeScalars.append(" ")
      case 0..<0x20, 0x7f..<0xa0, 0x202a...0x202e, 0x2066...0x2069: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Ranges of East Asian Width W and F (EastAsianWidth.txt, Unicode 15.1), joined where only unassigned code points
  /// lie between.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x4dbf, 0x4e00...0xa4cf, 0xa960...0xa97c, 0xac00...0xd7a3,
    0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6b, 0xff01...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18d08,
    0x1aff0...0x1b2fb, 0x1f200...0x1f265, 0x20000...0x3fffd,
  ]
}
