public import Extraction
public import KnowledgeGraph

/// What `weft.yaml` says: which notes are read, and how.
public struct Configuration: Hashable, Sendable {
  /// From which confidence a claim is accepted into the graph, and from which a person should look at it; 0...1 each.
  public struct Thresholds: Hashable, Sendable {
    public var accepted: Double
    public var review: Double

    public init(accepted: Double = ConfidenceBand.acceptance, review: Double = ConfidenceBand.attention) {
      self.accepted = accepted
      self.review = review
    }
  }

  /// The folder with the notes, relative to the graph folder.
  public var vault: String
  /// Folders of the vault and `#tags`: only what stands in one of the folders, and has one of the tags, is read. No
  /// folder means all folders, no tag all tags.
  public var include: [String]
  /// Folders and `#tags` that are not read.
  public var exclude: [String]
  /// Folders and `#tags` that are read, but never to be published. ``PublicGraph`` leaves them out.
  public var privateParts: [String]
  /// Files, folders and patterns of tables and claims that are read besides the notes, relative to the graph folder.
  public var imports: [String]
  /// What the vault adds to the built-in ontology.
  public var ontology: Ontology
  public var thresholds: Thresholds
  /// The theme of drawings: `paper`, `atlas`, `print`, or the path of a YAML file in the graph folder.
  public var theme: String?
  /// Where the database is kept instead of `.weft`, relative to the graph folder.
  public var cache: String?

  public init(
    vault: String = ".", include: [String] = [], exclude: [String] = [], privateParts: [String] = [],
    imports: [String] = [],
    ontology: Ontology = Ontology(kinds: [], predicates: []), thresholds: Thresholds = Thresholds(),
    theme: String? = nil, cache: String? = nil
  ) {
    self.vault = vault
    self.include = include
    self.exclude = exclude
    self.privateParts = privateParts
    self.imports = imports
    self.ontology = ontology
    self.thresholds = thresholds
    self.theme = theme
    self.cache = cache
  }
}

extension [String] {
  /// The entries that are tags, without `#`.
  var tags: [String] { filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) } }

  /// The entries that are folders.
  var folders: [String] { filter { !$0.hasPrefix("#") } }
}
