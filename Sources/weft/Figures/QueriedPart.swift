import KnowledgeGraph
import Query
import Store

extension GraphStore {
  /// What the answer of a query is drawn of: its entities and relations or, where it has no relations, its entities with
  /// what ties them to each other.
  func rankedPart(
    answering query: String, options: QueryOptions, asOf: PartialDate?, _ selection: Selection = Selection()
  ) throws(Failure) -> RankedPart {
    let found: (entities: [EntityID], relations: [RelationID])
    do throws(QueryError) {
      let view = try QueryGraph.view(of: self, asOf: asOf)
      found = try view.parts(of: try view.answer(query, options: options))
    } catch {
      throw Failure(error, query: query)
    }
    guard !found.entities.isEmpty else {
      throw Failure(
        "the answer has nothing that can be drawn", status: .nothingFound,
        hint: "return nodes, relationships or paths: MATCH p = (a)-->(b) RETURN p")
    }
    return try reading { () throws(GraphError) in
      var relations: [Relation] = []
      for id in found.relations {
        if let relation = try relation(id) { relations.append(relation) }
      }
      if relations.isEmpty {
        let ends = Set(found.entities)
        for id in found.entities {
          relations += try self.relations(of: id, direction: .out, predicates: nil).filter { relation in
            relation.object.map(ends.contains) ?? false && !ontology.isBackground(relation.predicate)
          }
        }
      }
      return try rankedPart(of: relations, entities: found.entities, selection)
    }
  }
}
