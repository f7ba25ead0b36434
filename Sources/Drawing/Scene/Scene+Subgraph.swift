public import KnowledgeGraph

extension Scene {
  /// How many cards a figure in the manner of paper holds, and how many entities any figure.
  public static let paperLimit = 25
  public static let atlasLimit = 60
  /// How many edges; besides being unreadable, more would keep the layout busy for seconds.
  public static let paperEdgeLimit = 75
  public static let atlasEdgeLimit = 200

  /// The figure of a part of a graph.
  ///
  /// An act with an amount is a card of its own; statements that say the same of the same two become one edge, and four or more leaves with the same relation, kind and date fold into
  /// a list card; mentions are drawn only where nothing else leads to what they name. The result depends on the
  /// content of `subgraph` alone.
  ///
  /// - Complexity: O(entities + relations + claims), beside sorting.
  /// - Parameters:
  ///   - subgraph: What to draw, with its proofs. A relation whose ends are not among the entities is left out.
  ///   - ontology: The words, icons and directions of kinds and predicates.
  ///   - options: Title, colours, manner, what stands out.
  /// - Throws: ``DrawingError`` where there is nothing to draw, or more than a figure can hold.
  public init(
    _ subgraph: Subgraph, ontology: Ontology = .builtIn, options: FigureOptions = FigureOptions()
  ) throws(DrawingError) {
    guard !subgraph.entities.isEmpty else { throw DrawingError("there is nothing to draw") }
    var draft = SceneBuilder(subgraph, ontology: ontology, options: options)
    if let changes = options.changes { draft.mark(changes) }
    let joined = options.foldsLeaves ? ParallelFolding.fold(draft.edges, showsLabels: true) : draft.edges
    let folded = options.foldsLeaves ? LeafFolding.fold(draft.cards, joined) : (cards: draft.cards, edges: joined)
    let fitsPaper = folded.cards.count <= Scene.paperLimit && folded.edges.count <= Scene.paperEdgeLimit
    let isPaper = options.style.map { $0 == .paper } ?? fitsPaper
    let pills = options.foldsLeaves ? ParallelFolding.fold(draft.edges, showsLabels: false) : draft.edges
    let drawn = isPaper ? folded : (cards: draft.cards, edges: pills)
    let counts = [
      (
        isPaper ? folded.cards.count : subgraph.entities.count, isPaper ? Scene.paperLimit : Scene.atlasLimit,
        isPaper ? "cards" : "entities"
      ),
      (drawn.edges.count, isPaper ? Scene.paperEdgeLimit : Scene.atlasEdgeLimit, "edges"),
    ]
    for (count, usual, noun) in counts where count > options.limit ?? usual {
      let advice = "ask for fewer: one or two names, --depth 1, a --predicate or a --since date"
      let fitsAtlas = isPaper && subgraph.entities.count <= Scene.atlasLimit
      throw DrawingError(
        "\(count) \(noun) are more than a figure in this manner can show readably (\(options.limit ?? usual))",
        hint: fitsAtlas ? "draw it as an atlas, or \(advice)" : advice)
    }
    self = SceneFinishing(subgraph, options: options, isPaper: isPaper).scene(cards: drawn.cards, edges: drawn.edges)
  }
}
