import Notes

/// A finding about a note as compilers show theirs: place, message, the line, a caret and a hint.
enum DiagnosticText {
  static func text(_ finding: Diagnostic, style: Style) -> String {
    let place = "\(TerminalText.safe(ShownPath.text(finding.path))):\(finding.line):\(finding.column)"
    let severity =
      switch finding.severity {
      case .error: style.red("error:")
      case .warning: style.yellow("warning:")
      case .note: style.cyan("note:")
      }
    var text = "\(style.bold(place + ":")) \(severity) \(TerminalText.safe(finding.message))\n"
    if let excerpt = finding.excerpt, !excerpt.isEmpty { text += lines(excerpt, column: finding.column, style: style) }
    if let hint = finding.hint { text += style.cyan("hint:") + " \(TerminalText.safe(hint))\n" }
    return text
  }

  /// How much of a line is shown: notes have paragraphs of many thousand characters on one line.
  private static let columns = 100

  /// The part of a line around a column, counted from 1 in Unicode scalars, with a caret below it.
  private static func lines(_ excerpt: String, column: Int, style: Style) -> String {
    let scalars = excerpt.unicodeScalars
    guard column > 0, column <= scalars.count + 1 else {
      return TerminalText.truncated(TerminalText.safe(excerpt), to: columns) + "\n"
    }
    // Two thirds of the room go before the caret, where the cause more often is.
    let skipped = max(0, column - 1 - columns * 2 / 3)
    let before = TerminalText.safe(
      String(String.UnicodeScalarView(scalars.dropFirst(skipped).prefix(column - 1 - skipped))))
    let after = TerminalText.safe(String(String.UnicodeScalarView(scalars.dropFirst(column - 1))))
    let start = skipped > 0 ? "…" : ""
    let line = TerminalText.truncated(start + before + after, to: max(columns, TerminalText.width(start + before) + 2))
    return line + "\n" + String(repeating: " ", count: TerminalText.width(start + before)) + style.red("^") + "\n"
  }
}
