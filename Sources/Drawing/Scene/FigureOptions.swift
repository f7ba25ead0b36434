public import KnowledgeGraph

/// How a figure is to be drawn.
public struct FigureOptions: Hashable, Sendable {
  /// The colours: light, dark, or what the reader's system prefers.
  public enum Mode: String, Sendable, Hashable, CaseIterable { case light, dark, auto }

  /// The manner of drawing.
  public enum Style: String, Sendable, Hashable, CaseIterable {
    /// Cards with icon, kind, name and labelled edges: up to 25 of them.
    case paper
    /// Filled pills without edge labels: up to 60.
    case atlas
  }

  /// What becomes of mentions and bare links between notes.
  public enum Mentions: String, Sendable, Hashable, CaseIterable {
    /// Only those that lead to something nothing else leads to, so that no source stands alone.
    case needed
    case all
  }

  /// What became of relations and entities.
  public struct Changes: Hashable, Sendable {
    public var relations: [RelationID: ChangeMark]
    public var entities: [EntityID: ChangeMark]

    public init(relations: [RelationID: ChangeMark], entities: [EntityID: ChangeMark]) {
      self.relations = relations
      self.entities = entities
    }
  }

  /// The heading; none where nil.
  public var title: String?
  /// One line of what was asked; none where nil.
  public var question: String?
  /// What every id, class and style of the figure begins with, so that several figures share a page. Letters, digits,
  /// `-` and `_` are kept.
  public var figure: String
  public var mode: Mode
  public var theme: Theme
  /// Nil chooses by the number of cards.
  public var style: Style?
  /// How many cards (of paper) or entities (of an atlas) and how many edges at most; nil is what can be read. DOT of a
  /// whole graph, which is for other programs, takes `.max`.
  public var limit: Int?
  /// Whether four or more leaves of one kind become a list card, and parallel edges one. DOT for other programs keeps
  /// every entity and every relation.
  public var foldsLeaves: Bool
  /// The relations to stand out, with all else dimmed; nil dims nothing.
  public var highlight: Set<RelationID>?
  public var mentions: Mentions
  /// What became of relations and entities since an earlier graph; nil for a figure of one graph. In a figure of a
  /// difference what did not change is grey.
  public var changes: Changes?
  /// Whether edges carry the number of their footnote.
  public var showsNumbers: Bool

  public init(
    title: String? = nil, question: String? = nil, figure: String = "weft", mode: Mode = .auto,
    theme: Theme = .standard, style: Style? = nil, limit: Int? = nil, foldsLeaves: Bool = true,
    highlight: Set<RelationID>? = nil, mentions: Mentions = .needed, changes: Changes? = nil,
    showsNumbers: Bool = true
  ) {
    self.title = title
    self.question = question
    self.figure = figure
    self.mode = mode
    self.theme = theme
    self.style = style
    self.limit = limit
    self.foldsLeaves = foldsLeaves
    self.highlight = highlight
    self.mentions = mentions
    self.changes = changes
    self.showsNumbers = showsNumbers
  }
}
