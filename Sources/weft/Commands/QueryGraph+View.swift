import KnowledgeGraph
import Query
import Store

extension QueryGraph {
  /// A store as queries see it, with the full text behind `weft.search`.
  static func view(of store: GraphStore, asOf: PartialDate?) throws(QueryError) -> WovenGraph<GraphStore> {
    let statistics = try reading(store) { () throws(GraphError) in try store.statistics() }
    return try WovenGraph(
      store, asOf: asOf,
      counts: WovenGraph.Counts(
        entities: statistics.entitiesByKind, relations: statistics.relationsByPredicate),
      procedures: [search(in: store)], refusalHint: refusalHint)
  }

  /// Where a change belongs that a query asks for: nobody changes a graph that the next build makes anew.
  private static let refusalHint =
    "'weft assert' says what no note says; 'weft accept', 'reject', 'redate', 'merge' and others decide about what is there"

  /// The most that one search gives.
  private static let mostHits = 1000

  private static func search(in store: GraphStore) -> Procedure {
    Procedure(
      "weft.search", inputs: [Procedure.Field("words", .string)],
      outputs: [
        Procedure.Field("kind", .string), Procedure.Field("node", .node), Procedure.Field("snippet", .string),
        Procedure.Field("note", .string), Procedure.Field("line", .integer),
      ]
    ) { arguments throws(QueryError) in
      guard case .string(let words) = arguments[0] else { return [] }
      return try reading(store) { () throws(GraphError) in
        var rows: [[Value]] = []
        for hit in try store.search(words, limit: mostHits) {
          switch hit.match {
          case .entity(let entity):
            rows.append([
              .string("entity"), .node(WovenGraph<GraphStore>.node(entity.id)), .string(hit.snippet),
              entity.note.map { .string($0) } ?? .null, .null,
            ])
          case .passage(let passage):
            // A passage is part of its source, which is a node by its title.
            var node = Value.null
            if let source = try store.source(passage.source),
              let entity = try store.entities(named: source.title).first(where: { $0.source == source.id })
            {
              node = .node(WovenGraph<GraphStore>.node(entity.id))
            }
            rows.append([
              .string("passage"), node, .string(hit.snippet), .string(passage.note), .integer(passage.line),
            ])
          }
        }
        return rows
      }
    }
  }

  private static func reading<Result>(
    _ store: GraphStore, _ body: () throws(GraphError) -> Result
  ) throws(QueryError) -> Result {
    do throws(GraphError) {
      return try body()
    } catch {
      throw QueryError(.graph, "GraphError", .runtime, error.message, hint: error.hint)
    }
  }
}

extension Failure {
  /// A fault of a query, with the line and a caret under the place.
  init(_ error: QueryError, query: String) {
    guard let place = error.place(in: query) else {
      self.init(TerminalText.safe(error.message), place: nil, hint: error.hint.map { TerminalText.safe($0) })
      return
    }
    self.init(
      TerminalText.safe(error.message), place: "query:\(place.line):\(place.column)",
      choices: [TerminalText.safe(place.excerpt), place.marker], hint: error.hint.map { TerminalText.safe($0) })
  }
}
