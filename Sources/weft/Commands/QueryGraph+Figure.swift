import Drawing
import KnowledgeGraph
import Query
import Store

extension QueryGraph: FigureCommand {
  /// The nodes and relationships of the answer, with the proofs of the relations.
  func figure(of graph: OpenGraph) throws(Failure) -> Figure {
    let store = graph.store
    let entities: [EntityID]
    let relations: [RelationID]
    let options = QueryOptions(parameters: try givenParameters(), limits: limits)
    do throws(QueryError) {
      let view = try QueryGraph.view(of: store, asOf: asOf)
      (entities, relations) = try view.parts(of: try view.answer(query, options: options))
    } catch {
      throw Failure(error, query: query)
    }
    guard !entities.isEmpty else {
      throw Failure(
        "the answer has nothing that can be drawn", status: .nothingFound,
        hint: "return nodes, relationships or paths: MATCH p = (a)-->(b) RETURN p")
    }
    let words = parameters.map { "--parameter=\($0)" } + [QueryGraph.word("as-of", asOf?.edtf)].compactMap { $0 }
    return Figure(
      part: { limit throws(Failure) in
        try reading { () throws(GraphError) in
          try store.subgraph(of: entities, relations, limit: limit ?? entities.count)
        }
      }, ontology: store.ontology, options: FigureOptions(mentions: .all),
      arguments: ["query"] + words + (query.hasPrefix("-") ? ["--"] : []) + [query], fingerprint: graph.fingerprint)
  }
}

extension GraphReading {
  /// The first of some entities, and of some relations those between them, with proofs and acts.
  fileprivate func subgraph(
    of entities: [EntityID], _ relations: [RelationID], limit: Int
  ) throws(GraphError) -> Subgraph {
    let chosen = entities.prefix(limit)
    var part = Subgraph(entities: [], relations: [], focus: [])
    for id in chosen { if let entity = try entity(id) { part.entities.append(entity) } }
    part.entities.sort(by: Entity.precedesByName)
    let known = Set(chosen)
    var acts: [ActID: Act] = [:]
    for id in relations.sorted() {
      guard let relation = try relation(id), known.contains(relation.subject),
        relation.object.map(known.contains) ?? true
      else { continue }
      part.relations.append(relation)
      part.proofs[id] = try proofs(of: relation)
      if let act = relation.act, acts[act] == nil { acts[act] = try self.act(act) }
    }
    let drawn = Set(part.relations.map(\.id))
    for var act in acts.values {
      act.relations = act.relations.filter { drawn.contains($0) }
      part.acts.append(act)
    }
    part.acts.sort { $0.id < $1.id }
    if entities.count > chosen.count, let first = chosen.first { part.omitted[first] = entities.count - chosen.count }
    return part
  }
}
