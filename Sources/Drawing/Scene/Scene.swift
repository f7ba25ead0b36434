public import KnowledgeGraph

/// What a figure shows, as plain values with sizes and without positions: the one source of its SVG, its DOT and its
/// footnotes.
public struct Scene: Hashable, Sendable {
  /// What every id and class of the figure begins with.
  public var figure: String
  public var style: FigureOptions.Style
  public var mode: FigureOptions.Mode
  public var theme: Theme
  public var title: String?
  public var question: String?
  public var cards: [Card]
  /// Drawn in this order; ends are indices of ``cards``.
  public var edges: [Edge]
  /// The kinds and line styles that occur, and no others.
  public var legend: [LegendEntry]
  /// The proofs behind the numbers on the edges, in the order of the numbers.
  public var footnotes: [Footnote]

  public init(
    figure: String, style: FigureOptions.Style, mode: FigureOptions.Mode, theme: Theme = .standard,
    title: String? = nil, question: String? = nil, cards: [Card], edges: [Edge],
    legend: [LegendEntry] = [], footnotes: [Footnote] = []
  ) {
    self.figure = figure
    self.style = style
    self.mode = mode
    self.theme = theme
    self.title = title
    self.question = question
    self.cards = cards
    self.edges = edges
    self.legend = legend
    self.footnotes = footnotes
  }
}

extension Scene {
  /// A box of the figure.
  public struct Card: Hashable, Sendable {
    public enum Role: String, Sendable, Hashable {
      case entity
      /// An act with an amount, or with parties that no other card joins.
      case act
      /// Four or more entities that hang on one card in the same way.
      case list
      /// What was left out: "+12 more".
      case more
    }

    /// One line of a list card.
    public struct Item: Hashable, Sendable {
      public var text: String
      /// The name may mean several entities.
      public var isUncertain: Bool
    }

    /// Made of the name, so that it stays from build to build; alone in the scene, letters, digits and `-`.
    public var id: String
    public var role: Role
    public var tint: Tint
    public var icon: Icon
    /// "COMPANY", "INVESTMENT", "5 COUNTRIES".
    public var caption: String
    /// The name in lines.
    public var name: [String]
    /// Known by a description only: not bold.
    public var isDescribed: Bool
    /// The lines below the name.
    public var details: [String]
    public var items: [Item]
    /// The name may mean several entities: marked "?" and drawn with a broken border.
    public var isUncertain: Bool
    /// It was asked for: drawn with a stronger border.
    public var isFocus: Bool
    public var isDimmed: Bool
    public var tooltip: String
    /// Where the card leads; already through ``LinkPolicy``.
    public var link: String?
    /// The size of the name's font.
    public var nameSize: Double
    public var size: Size
    /// The entities that the card stands for.
    public var entities: [EntityID]
  }

  /// How the line of an edge is drawn, which says how sure the statement is.
  public enum Line: String, Sendable, Hashable, CaseIterable {
    case solid
    /// Said to come: dashed.
    case planned
    /// Sources disagree: red dots.
    case contested
    /// Denied, cancelled or over: short grey dashes.
    case ended
    /// Named in a source without a statement: thin and grey.
    case mention
    /// The way to a "+12 more" card.
    case more
  }

  /// What became of a statement.
  public enum Change: Hashable, Sendable {
    case same
    case marked(ChangeMark)
  }

  /// An arrow of the figure.
  public struct Edge: Hashable, Sendable {
    /// Made of its best claim, alone in the scene: letters, digits and `-`.
    public var id: String
    public var tail: Int
    public var head: Int
    public var tint: Tint
    public var line: Line
    /// Both ends have a head.
    public var isSymmetric: Bool
    /// The width of the line in points: the more independent sources, the wider.
    public var width: Double
    /// The dashes that a theme gives the predicate, for a line that is otherwise whole.
    public var dashes: [Double]
    /// What the edge says, in lines.
    public var label: [String]
    /// The lines below: role, share, date.
    public var details: [String]
    /// The number of the footnote, where one is shown.
    public var number: Int?
    public var isDimmed: Bool
    public var isHighlighted: Bool
    /// What became of the statement since an earlier graph: `same` in a figure of a difference where nothing did, nil in
    /// a figure of one graph.
    public var change: Change?
    /// The statement as a sentence, for readers who do not see the figure.
    public var sentence: String
    /// The sentence with its quotes, sources, dates and claims.
    public var tooltip: String
    /// Where the proof can be read; already through ``LinkPolicy``.
    public var link: String?
    /// Best first, without repetition.
    public var claims: [ClaimID]
    public var relations: [RelationID]
    /// The room that label, details and number need; nil where there are none.
    public var labelSize: Size?
  }

  /// An entry of the legend.
  public enum LegendEntry: Hashable, Sendable {
    case kind(Tint, Icon, label: String)
    case line(Line, label: String)
    /// What is new, gone or changed.
    case change(ChangeMark)
    /// Two heads: the statement holds both ways.
    case symmetric(label: String)
    /// Wider lines have more sources.
    case weight(label: String)
  }

  /// The proof of a numbered edge.
  public struct Footnote: Hashable, Sendable {
    public var number: Int
    public var sentence: String
    public var proofs: [Proof]
  }
}
