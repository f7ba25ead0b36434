public import KnowledgeGraph

/// What tells whether a file is still the one that was read.
public struct FileStamp: Hashable, Sendable {
  /// The size in bytes.
  public var size: Int64
  /// When the file was last changed, in nanoseconds since 1970 as the file system says.
  public var modified: Int64
  /// A hash of the bytes, in hexadecimal digits.
  public var hash: String

  public init(size: Int64, modified: Int64, hash: String) {
    self.size = size
    self.modified = modified
    self.hash = hash
  }
}

/// One finding about a note, kept so that a build that reads nothing again can repeat it.
public struct NoteDiagnostic: Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable { case error, warning, note }

  public var severity: Severity
  /// Counted from 1.
  public var line: Int
  /// Counted from 1, in Unicode scalars.
  public var column: Int
  public var message: String
  public var hint: String?
  /// The line of the note.
  public var excerpt: String?

  public init(
    _ severity: Severity, line: Int, column: Int, message: String, hint: String? = nil, excerpt: String? = nil
  ) {
    self.severity = severity
    self.line = line
    self.column = column
    self.message = message
    self.hint = hint
    self.excerpt = excerpt
  }
}

/// What the store keeps for one file.
///
/// The passages and claims of the record carry its path and the identity of its source: the store keeps the two once
/// for a note, not once for a row.
public struct NoteEntry: Hashable, Sendable {
  public var record: NoteRecord
  public var stamp: FileStamp
  public var diagnostics: [NoteDiagnostic]

  public init(record: NoteRecord, stamp: FileStamp, diagnostics: [NoteDiagnostic] = []) {
    self.record = record
    self.stamp = stamp
    self.diagnostics = diagnostics
  }
}
