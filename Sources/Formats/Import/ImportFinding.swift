/// Something about an imported file that its reader should know.
public struct ImportFinding: Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable {
    /// The file, or the rest of it, was not read.
    case error
    /// A row, or a part of one, was not read.
    case warning
  }

  public var severity: Severity
  /// Counted from 1.
  public var line: Int
  /// Counted from 1.
  public var column: Int
  public var message: String
  public var hint: String?

  public init(_ severity: Severity, line: Int, column: Int = 1, _ message: String, hint: String? = nil) {
    self.severity = severity
    self.line = line
    self.column = column
    self.message = message
    self.hint = hint
  }
}
