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
  /// May hold any text of the note, control characters among it: what shows it to people takes them out.
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

  /// `text` with a space for each control character and each control of text direction, so that an excerpt shows
  /// no more than its words.
  static func visible(_ text: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 || scalar.value == 0x7f || InvisibleCharacters.isZeroWidth(scalar)
      result.append(isControl ? " " : scalar)
    }
    return String(result)
  }
}
