/// A walk through a graph: nodes with a relationship between each two.
public struct PathValue: Hashable, Sendable {
  /// At least one; one more than ``relationships``.
  public let nodes: [NodeID]
  public let relationships: [RelationshipID]

  init(nodes: [NodeID], relationships: [RelationshipID]) {
    self.nodes = nodes
    self.relationships = relationships
  }

  /// Nodes and relationships in turn.
  var elements: [Value] {
    var result: [Value] = []
    result.reserveCapacity(nodes.count + relationships.count)
    for (index, node) in nodes.enumerated() {
      if index > 0, relationships.indices.contains(index - 1) { result.append(.relationship(relationships[index - 1])) }
      result.append(.node(node))
    }
    return result
  }
}
