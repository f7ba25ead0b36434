/// A word of a directive, and where it begins.
struct Word: Hashable, Sendable {
  var text: String
  var line: Int
  /// Counted from 1, in Unicode scalars.
  var column: Int
  /// Written in quotation marks, so that it is never an option.
  var isQuoted: Bool
}

/// Splits the text of a directive into words as a shell does: by white space, with quotation marks around what has
/// spaces.
struct WordScanner {
  private(set) var words: [Word] = []

  /// Takes in one line that begins at a place of the report.
  ///
  /// - Throws: ``ReportError`` where a quotation mark is not closed.
  mutating func scan(_ text: some StringProtocol, line: Int, column: Int) throws(ReportError) {
    var column = column
    var current: Word?
    var quote: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { column += 1 }
      if let open = quote {
        if scalar == WordScanner.closing(open) { quote = nil } else { current?.text.unicodeScalars.append(scalar) }
      } else if scalar.properties.isWhitespace {
        if let word = current { words.append(word) }
        current = nil
      } else if ["\"", "“"].contains(scalar) || (scalar == "'" && current == nil) {
        current = current ?? Word(text: "", line: line, column: column, isQuoted: true)
        quote = scalar
      } else {
        current = current ?? Word(text: "", line: line, column: column, isQuoted: false)
        current?.text.unicodeScalars.append(scalar)
      }
    }
    if let current {
      guard quote == nil else {
        throw ReportError([
          ReportFinding(line: current.line, column: current.column, message: "this quotation mark is not closed")
        ])
      }
      words.append(current)
    }
  }

  /// An apostrophe within a word is one: `Northwind's` needs no marks.
  private static func closing(_ quote: Unicode.Scalar) -> Unicode.Scalar { quote == "“" ? "”" : quote }
}
