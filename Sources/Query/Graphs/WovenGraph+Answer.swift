public import KnowledgeGraph

extension WovenGraph {
  /// The entities and relations that the values of an answer hold, alone, in lists and in paths; each once, in the order in
  /// which they come. The ends of a relation are among the entities.
  public func parts(of answer: QueryAnswer) throws(QueryError) -> (entities: [EntityID], relations: [RelationID]) {
    var parts = AnswerParts(graph: self)
    for row in answer.rows {
      for value in row { try parts.take(value) }
    }
    return (parts.entities, parts.relations)
  }
}

private struct AnswerParts<Base: GraphReading & Sendable> {
  let graph: WovenGraph<Base>
  var entities: [EntityID] = []
  var relations: [RelationID] = []
  private var seenNodes: Set<NodeID> = []
  private var seenRelationships: Set<RelationshipID> = []

  init(graph: WovenGraph<Base>) { self.graph = graph }

  mutating func take(_ value: Value) throws(QueryError) {
    switch value {
    case .node(let node): try take(node)
    case .relationship(let relationship): try take(relationship)
    case .path(let path):
      for node in path.nodes { try take(node) }
      for relationship in path.relationships { try take(relationship) }
    case .list(let values): for value in values { try take(value) }
    case .map(let map): for entry in map.entries { try take(entry.value) }
    default: break
    }
  }

  private mutating func take(_ node: NodeID) throws(QueryError) {
    guard seenNodes.insert(node).inserted else { return }
    if node.rawValue < 0 {
      // A value is drawn as part of the relation that states it.
      try take(RelationshipID(rawValue: -1 - node.rawValue))
    } else if let raw = Int32(exactly: node.rawValue) {
      entities.append(EntityID(rawValue: raw))
    }
  }

  private mutating func take(_ relationship: RelationshipID) throws(QueryError) {
    guard seenRelationships.insert(relationship).inserted else { return }
    let (source, target) = try graph.ends(of: relationship)
    try take(source)
    if target.rawValue >= 0 { try take(target) }
    relations.append(try graph.id(of: relationship))
  }
}
