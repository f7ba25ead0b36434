/// Everything that one note gives to the graph: what the build keeps for a file, and reads again only when it changes.
public struct NoteRecord: Hashable, Sendable {
  /// What a note is in its vault.
  public enum Role: Hashable, Sendable {
    /// About an article, book, post, …
    case source
    /// About an entity: it has `aliases:` or a `type:` of the ontology; the kind is nil where it does not say.
    case entity(Kind?)
    /// The reader's own text.
    case plain
  }

  /// The vault-relative path with `/` between folders.
  public var path: String
  public var role: Role
  /// The note's title: what a wikilink may call it besides its file name.
  public var title: String
  /// Further names under which links and texts may mean the note, from `aliases:`.
  public var aliases: [String]
  public var source: Source
  public var passages: [Passage]
  public var claims: [Claim]

  public init(
    path: String, role: Role, title: String, aliases: [String] = [], source: Source, passages: [Passage] = [],
    claims: [Claim] = []
  ) {
    self.path = path
    self.role = role
    self.title = title
    self.aliases = aliases
    self.source = source
    self.passages = passages
    self.claims = claims
  }
}
