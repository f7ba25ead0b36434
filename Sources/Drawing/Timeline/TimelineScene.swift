public import KnowledgeGraph

/// What a figure of time shows: statements, each a line of text with the days that it took or may have happened on.
///
/// An act is one statement, whoever its parties are; mentions, authors and tags are none.
public struct TimelineScene: Hashable, Sendable {
  /// Title, colours, legend and footnotes; it has no cards, and an edge for each statement, in the order in which they
  /// are drawn.
  public private(set) var frame: Scene
  /// The days of each edge of ``frame``: nil for the last ones, which nobody dates.
  public private(set) var spans: [TimeSpan?]

  /// How many statements a figure of time holds.
  public static let limit = 40

  /// The statements of a part of a graph in the order of time.
  ///
  /// What happened stands by its date, a state by its beginning, a plan by when it was announced; of sources that
  /// disagree about a date all the days between count.
  ///
  /// - Parameters:
  ///   - subgraph: What to draw, with its proofs.
  ///   - ontology: The words of kinds and predicates.
  ///   - options: Title, colours; manner, limits and highlights play no part.
  /// - Throws: ``DrawingError`` where there is nothing to draw, or more than ``limit``.
  /// - Complexity: O(n log n) in the relations.
  public init(
    _ subgraph: Subgraph, ontology: Ontology = .builtIn, options: FigureOptions = FigureOptions()
  ) throws(DrawingError) {
    var statements = TimelineScene.statements(of: subgraph, ontology: ontology, options: options)
    guard !statements.isEmpty else {
      throw DrawingError("there is nothing to draw along time", hint: "mentions and authors have no place there")
    }
    guard statements.count <= TimelineScene.limit else {
      throw DrawingError(
        "\(statements.count) statements are more than a figure of time can show readably (\(TimelineScene.limit))",
        hint: "ask for fewer: one name, a --predicate or a --since date")
    }
    statements.sort(by: TimelineStatement.comesFirst)
    var names = Identifiers()
    var footnotes: [Scene.Footnote] = []
    let edges = statements.map { statement -> Scene.Edge in
      var number: Int?
      if options.showsNumbers, !statement.proofs.isEmpty {
        number = footnotes.count + 1
        footnotes.append(
          Scene.Footnote(number: footnotes.count + 1, sentence: statement.whole, proofs: statement.proofs))
      }
      return statement.edge(id: names.unique(statement.claims.first?.rawValue ?? "", else: "edge"), number: number)
    }
    spans = statements.map(\.span)
    frame = Scene(
      figure: Identifiers.prefix(options.figure), style: .paper,
      mode: options.theme.isMonochrome ? .light : options.mode, theme: options.theme,
      title: SceneFinishing.shown(options.title), question: SceneFinishing.shown(options.question), cards: [],
      edges: edges, legend: TimelineScene.legend(statements.filter { $0.span != nil }), footnotes: footnotes)
  }

  /// How many of the statements nobody dates.
  public var undatedCount: Int { spans.count { $0 == nil } }

  private static func statements(
    of subgraph: Subgraph, ontology: Ontology, options: FigureOptions
  ) -> [TimelineStatement] {
    let names = Dictionary(subgraph.entities.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let acts = Dictionary(subgraph.acts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let structure: Set<Predicate> = [.authoredBy, .publishedBy, .tagged]
    var order: [RelationID] = []
    var members: [RelationID: [Relation]] = [:]
    var first: [ActID: RelationID] = [:]
    for relation in subgraph.relations.sorted(by: { $0.id < $1.id }) {
      guard !ontology.isBackground(relation.predicate), !structure.contains(relation.predicate),
        names[relation.subject] != nil, relation.object.map({ names[$0] != nil }) ?? true
      else { continue }
      let key = relation.act.flatMap { first[$0] } ?? relation.id
      if let act = relation.act, first[act] == nil { first[act] = relation.id }
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(relation)
    }
    return order.compactMap { key in
      guard let relations = members[key] else { return nil }
      return TimelineStatement(
        relations, act: relations.lazy.compactMap(\.act).first.flatMap { acts[$0] }, names: names,
        subgraph: subgraph, ontology: ontology, theme: options.theme)
    }
  }

  /// What the bars mean.
  private static func legend(_ statements: [TimelineStatement]) -> [Scene.LegendEntry] {
    let words: [(Tint, Icon, String)] = [
      (.deal, .deal, "money"), (.company, .company, "business ties"), (.product, .product, "launches and products"),
      (.place, .place, "places"), (.initiative, .initiative, "initiatives"), (.plain, .plain, "other"),
    ]
    let tints = Set(statements.map(\.tint))
    var entries = words.filter { tints.contains($0.0) }.map { Scene.LegendEntry.kind($0.0, $0.1, label: $0.2) }
    let lines = Set(statements.map(\.line))
    if lines.contains(.planned) { entries.append(.line(.planned, label: "planned")) }
    if lines.contains(.contested) { entries.append(.line(.contested, label: "sources disagree")) }
    if lines.contains(.ended) { entries.append(.line(.ended, label: "denied, cancelled or over")) }
    return entries
  }
}
