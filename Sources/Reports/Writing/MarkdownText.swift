/// Words of notes as they stand in Markdown.
package enum MarkdownText {
  /// Text that no reader of Markdown takes for a mark, on one line: CommonMark, GitHub's tables, footnotes and
  /// formulas, Obsidian's tags, highlights and comments.
  package static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in oneLine(text).unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case "\\", "`", "*", "_", "[", "]", "|", "$", "~", "#", "=", "^", "{", "}", ">", "%", "!":
        result.append("\\")
        result.append(scalar)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// The text with a space for every run of white space and control characters.
  package static func oneLine(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isPending = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace || scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) {
        isPending = !result.isEmpty
        continue
      }
      if isPending { result.append(" ") }
      isPending = false
      result.append(scalar)
    }
    return String(result)
  }
}
