/// Text in lines that break between words.
enum Prose {
  /// `text` in lines of at most `columns` columns, or on one where that is nil, each with the look that `style` gives
  /// it. The first stands behind `label`, the others below it.
  static func text(
    _ text: String, label: String = "", columns: Int?, style: (String) -> String = { $0 }
  ) -> String {
    let indent = TerminalText.width(label)
    let lines = columns.map { TerminalText.lines(text, columns: max(20, $0 - indent)) } ?? [text]
    return lines.enumerated().map { position, line in
      (position == 0 ? label : String(repeating: " ", count: indent)) + style(line) + "\n"
    }.joined()
  }

  /// The same with `indent` spaces before each line.
  static func text(
    _ text: String, indent: Int, columns: Int?, style: (String) -> String = { $0 }
  ) -> String {
    Prose.text(text, label: String(repeating: " ", count: indent), columns: columns, style: style)
  }
}
