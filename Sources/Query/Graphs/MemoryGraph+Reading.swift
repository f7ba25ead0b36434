extension MemoryGraph: PropertyGraph {
  public func nodeCount(label: String?) -> Int {
    guard let label else { return liveNodes }
    return byLabel[label]?.count ?? 0
  }

  public func relationshipCount(type: String?) -> Int {
    guard let type else { return liveRelationships }
    return relationshipsByType[type] ?? 0
  }

  public func nodes(label: String?) -> [NodeID] {
    if let label { return byLabel[label] ?? [] }
    return nodeList.indices.lazy.filter { !nodeList[$0].isDeleted }.map { NodeID(rawValue: $0) }
  }

  /// All relationships, in the order of their numbers.
  public func relationships() -> [RelationshipID] {
    relationshipList.indices.lazy.filter { !relationshipList[$0].isDeleted }.map { RelationshipID(rawValue: $0) }
  }

  public func contains(_ node: NodeID) -> Bool {
    nodeList.indices.contains(node.rawValue) && !nodeList[node.rawValue].isDeleted
  }

  public func contains(_ relationship: RelationshipID) -> Bool {
    relationshipList.indices.contains(relationship.rawValue) && !relationshipList[relationship.rawValue].isDeleted
  }

  private func node(_ id: NodeID) throws(QueryError) -> Node {
    guard contains(id) else { throw deleted("node") }
    return nodeList[id.rawValue]
  }

  private func relationship(_ id: RelationshipID) throws(QueryError) -> Relationship {
    guard contains(id) else { throw deleted("relationship") }
    return relationshipList[id.rawValue]
  }

  public func labels(of node: NodeID) throws(QueryError) -> [String] { try self.node(node).labels }

  public func hasLabel(_ label: String, node: NodeID) throws(QueryError) -> Bool {
    guard contains(node) else { throw deleted("node") }
    return nodeList[node.rawValue].labels.contains(label)
  }

  public func properties(of node: NodeID) throws(QueryError) -> MapValue { try self.node(node).properties }

  public func property(_ key: String, of node: NodeID) throws(QueryError) -> Value {
    guard contains(node) else { throw deleted("node") }
    return nodeList[node.rawValue].properties[key] ?? .null
  }

  /// The type stays known when a relationship has been deleted.
  public func type(of relationship: RelationshipID) throws(QueryError) -> String {
    guard relationshipList.indices.contains(relationship.rawValue) else { throw deleted("relationship") }
    return relationshipList[relationship.rawValue].type
  }

  public func ends(of relationship: RelationshipID) throws(QueryError) -> (source: NodeID, target: NodeID) {
    guard relationshipList.indices.contains(relationship.rawValue) else { throw deleted("relationship") }
    let found = relationshipList[relationship.rawValue]
    return (found.source, found.target)
  }

  public func properties(of relationship: RelationshipID) throws(QueryError) -> MapValue {
    try self.relationship(relationship).properties
  }

  public func property(_ key: String, of relationship: RelationshipID) throws(QueryError) -> Value {
    try self.relationship(relationship).properties[key] ?? .null
  }

  public func steps(from node: NodeID, direction: StepDirection, types: [String]?) throws(QueryError) -> [GraphStep] {
    guard nodeList.indices.contains(node.rawValue) else { throw deleted("node") }
    let outgoing = direction == .incoming ? [] : nodeList[node.rawValue].outgoing
    let incoming = direction == .outgoing ? [] : nodeList[node.rawValue].incoming
    var steps: [GraphStep] = []
    steps.reserveCapacity(outgoing.count + incoming.count)
    for id in outgoing {
      if let types, !types.contains(relationshipList[id.rawValue].type) { continue }
      steps.append(GraphStep(relationship: id, other: relationshipList[id.rawValue].target))
    }
    for id in incoming {
      if let types, !types.contains(relationshipList[id.rawValue].type) { continue }
      let source = relationshipList[id.rawValue].source
      // A loop stands in both lists.
      if direction == .both, source == node { continue }
      steps.append(GraphStep(relationship: id, other: source))
    }
    return steps
  }

  public func refusal(of clause: String) -> QueryError? { nil }
}
