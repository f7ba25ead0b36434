/// Something that a reader of notes should know: what could not be read, where, and what to do about it.
public struct Diagnostic: Error, Hashable, Sendable {
  /// How much a diagnostic matters.
  public enum Severity: String, Hashable, Sendable, CaseIterable {
    /// Something was lost.
    case error
    /// Something may have been read in another way than it was meant.
    case warning
    /// Something is worth knowing.
    case note
  }

  public var severity: Severity
  /// The vault-relative path of the file.
  public var path: String
  /// Counted from 1.
  public var line: Int
  /// Counted from 1, in Unicode scalars.
  public var column: Int
  public var message: String
  /// What the reader may do about it.
  public var hint: String?
  /// The line of the file, without control characters, cut after 240 scalars.
  public var excerpt: String?

  public init(
    _ severity: Severity, path: String, line: Int = 1, column: Int = 1, message: String, hint: String? = nil,
    excerpt: String? = nil
  ) {
    self.severity = severity
    self.path = path
    self.line = line
    self.column = column
    self.message = message
    self.hint = hint
    self.excerpt = excerpt
  }

  /// The diagnostic as people read it, in one to four lines without a line end after the last.
  ///
  /// ```
  /// notes/a.md:12:5: error: front matter is not closed
  /// ---
  /// ^
  /// hint: add a line "---" after its last field
  /// ```
  public var rendered: String {
    var text = "\(Diagnostic.visible(path)):\(line):\(column): \(severity.rawValue): \(Diagnostic.visible(message))"
    if let excerpt, !excerpt.isEmpty {
      text += "\n" + excerpt
      if column <= excerpt.unicodeScalars.count + 1 { text += "\n" + String(repeating: " ", count: column - 1) + "^" }
    }
    if let hint { text += "\nhint: " + Diagnostic.visible(hint) }
    return text
  }

  /// `text` with a space for each control character and each control of text direction, so that a note cannot
  /// write to the reader's terminal more than its words.
  static func visible(_ text: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 || scalar.value == 0x7f || InvisibleCharacters.isZeroWidth(scalar)
      result.append(isControl ? " " : scalar)
    }
    return String(result)
  }
}
