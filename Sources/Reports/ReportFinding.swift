/// A fault of a report, with its place in the file.
public struct ReportFinding: Hashable, Sendable {
  /// Counted from 1.
  public var line: Int
  /// Counted from 1, in Unicode scalars.
  public var column: Int
  public var message: String
  public var hint: String?
  /// Names that can be given instead, each with what tells it from the others.
  public var choices: [String]

  public init(line: Int, column: Int, message: String, hint: String? = nil, choices: [String] = []) {
    self.line = line
    self.column = column
    self.message = message
    self.hint = hint
    self.choices = choices
  }
}

/// A report could not be read or filled: all its faults, in the order of the file.
public struct ReportError: Error, Hashable, Sendable {
  public var findings: [ReportFinding]

  public init(_ findings: [ReportFinding]) { self.findings = findings }
}
