/// The nodes that some nodes lead to in one step, node after node, with the relationships that lead there if they are
/// asked for.
///
/// What ``PropertyGraph/addNeighbors(of:direction:types:to:)`` fills: rows of many nodes in one piece of memory.
public struct NodeNeighbors: Sendable {
  private(set) var others: [NodeID] = []
  private(set) var relationships: [RelationshipID] = []
  private var ends: [Int] = []
  private let keepsRelationships: Bool

  init(keepsRelationships: Bool) { self.keepsRelationships = keepsRelationships }

  /// Adds a node that the node at hand leads to; one comes as often as relationships lead to it.
  public mutating func add(_ other: NodeID, by relationship: RelationshipID) {
    others.append(other)
    if keepsRelationships { relationships.append(relationship) }
  }

  /// Ends the row of the node at hand.
  public mutating func endRow() { ends.append(others.count) }

  var rowCount: Int { ends.count }

  /// Where the row of a node below ``rowCount`` stands.
  func row(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  /// Forgets all rows, and keeps their memory.
  mutating func removeAll() {
    others.removeAll(keepingCapacity: true)
    relationships.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}

extension PropertyGraph {
  public func addNeighbors(
    of nodes: ArraySlice<NodeID>, direction: StepDirection, types: [String]?, to neighbors: inout NodeNeighbors
  ) throws(QueryError) {
    for node in nodes {
      for step in try steps(from: node, direction: direction, types: types) {
        neighbors.add(step.other, by: step.relationship)
      }
      neighbors.endRow()
    }
  }
}
