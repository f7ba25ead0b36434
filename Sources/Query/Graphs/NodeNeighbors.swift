/// The nodes that some nodes lead to in one step, node after node.
///
/// What ``PropertyGraph/addNeighbors(of:direction:types:to:)`` fills: rows of many nodes in one piece of memory.
public struct NodeNeighbors: Sendable {
  private(set) var others: [NodeID] = []
  private var ends: [Int] = []

  public init() {}

  /// Adds a node that the node at hand leads to; one comes as often as relationships lead to it.
  public mutating func add(_ other: NodeID) { others.append(other) }

  /// Ends the row of the node at hand.
  public mutating func endRow() { ends.append(others.count) }

  var rowCount: Int { ends.count }

  /// The nodes of a row below ``rowCount``.
  func row(_ index: Int) -> ArraySlice<NodeID> { others[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

  /// Forgets all rows, and keeps their memory.
  mutating func removeAll() {
    others.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}

extension PropertyGraph {
  public func addNeighbors(
    of nodes: ArraySlice<NodeID>, direction: StepDirection, types: [String]?, to neighbors: inout NodeNeighbors
  ) throws(QueryError) {
    for node in nodes {
      for step in try steps(from: node, direction: direction, types: types) { neighbors.add(step.other) }
      neighbors.endRow()
    }
  }

  public var nodeNumbers: Range<Int>? { nil }
}
