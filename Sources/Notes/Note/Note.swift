public import KnowledgeGraph

/// One Markdown file of a vault, read.
public struct Note: Sendable {
  /// The vault-relative path with `/` between folders.
  public var path: String
  public var role: NoteRecord.Role
  /// The title that the note gives, else its first heading of the first level, else its file name.
  public var title: String
  /// Further names, from `aliases:`.
  public var aliases: [String]
  public var source: Source
  /// Front matter, metadata and `key:: value` fields, in the order of the file.
  public var fields: [Field]
  /// The highlights, or the paragraphs, list items and quotations where the note has none, in the order of the file.
  public var passages: [Passage]
  /// In the order of the file; links within code and comments are none.
  public var links: [Wikilink]
  public var diagnostics: [Diagnostic]

  public init(
    path: String, role: NoteRecord.Role, title: String, aliases: [String] = [], source: Source, fields: [Field] = [],
    passages: [Passage] = [], links: [Wikilink] = [], diagnostics: [Diagnostic] = []
  ) {
    self.path = path
    self.role = role
    self.title = title
    self.aliases = aliases
    self.source = source
    self.fields = fields
    self.passages = passages
    self.links = links
    self.diagnostics = diagnostics
  }
}
