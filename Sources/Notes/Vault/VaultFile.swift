/// A Markdown file of a vault, as the file system tells it.
public struct VaultFile: Hashable, Sendable {
  /// The path from the vault's folder, with `/` between folders.
  public var path: String
  /// In bytes.
  public var size: Int
  /// When it was last modified, in nanoseconds since 1970 (UTC).
  public var modified: Int64

  public init(path: String, size: Int, modified: Int64) {
    self.path = path
    self.size = size
    self.modified = modified
  }
}

/// The files of a vault, and what could not be listed.
public struct VaultListing: Sendable {
  /// Ordered by the bytes of their paths.
  public var files: [VaultFile]
  /// The folders that were looked through, with or without notes; the vault's own is "".
  public var folders: [String]
  public var diagnostics: [Diagnostic]
}
