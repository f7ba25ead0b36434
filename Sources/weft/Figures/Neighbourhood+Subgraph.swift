import KnowledgeGraph

extension GraphReading {
  /// The part of the graph that an answer about neighbors tells of: its members and the relations that lead to them.
  func subgraph(of found: Neighbourhood, around center: Entity) throws(GraphError) -> Subgraph {
    var relations: [RelationID: Relation] = [:]
    var entities: [EntityID: Entity] = [center.id: center]
    for member in found.members {
      entities[member.entity.id] = member.entity
      for link in member.links { relations[link.relation.id] = link.relation }
    }
    // Those that were walked through and not listed, since they are of another kind.
    for relation in relations.values {
      for end in [relation.subject, relation.object] {
        if let end, entities[end] == nil { entities[end] = try entity(end) }
      }
    }
    var acts: [ActID: Act] = [:]
    var proofs: [RelationID: [Proof]] = [:]
    for relation in relations.values {
      proofs[relation.id] = try self.proofs(of: relation)
      guard let id = relation.act, acts[id] == nil, var act = try act(id) else { continue }
      act.relations = act.relations.filter { relations[$0] != nil }
      acts[id] = act
    }
    return Subgraph(
      entities: entities.values.sorted { ($0.name, $0.id) < ($1.name, $1.id) },
      relations: relations.values.sorted { $0.id < $1.id }, acts: acts.values.sorted { $0.id < $1.id },
      proofs: proofs, focus: [center.id])
  }
}
