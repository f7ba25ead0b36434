/// Numbers nodes in the order in which they come.
///
/// A table of places by the numbers of nodes, with open addressing, at most half full: a query looks up each node that it
/// meets, and the hashing of a dictionary, which guards against names from outside, would be most of its time.
struct NodeIndex {
  private(set) var nodes: [NodeID] = []
  /// Places plus 1; 0 where there is none.
  private var table = [Int32](repeating: 0, count: 64)

  /// The place of a node, or nil where it has not come.
  func known(_ node: NodeID) -> Int? {
    let entry = table[slot(of: node)]
    return entry == 0 ? nil : Int(entry) - 1
  }

  /// The place of a node; the next one where it comes for the first time.
  mutating func place(of node: NodeID) -> Int {
    let slot = slot(of: node)
    if table[slot] != 0 { return Int(table[slot]) - 1 }
    nodes.append(node)
    table[slot] = Int32(nodes.count)
    if nodes.count * 2 > table.count { grow() }
    return nodes.count - 1
  }

  /// Where a node stands in the table, or may be put.
  @inline(__always)
  private func slot(of node: NodeID) -> Int {
    let mask = table.count - 1
    // Fibonacci hashing (Knuth, The Art of Computer Programming, 6.4), with the high bits brought down.
    let product = UInt64(bitPattern: Int64(node.rawValue)) &* 0x9e37_79b9_7f4a_7c15
    var slot = Int(truncatingIfNeeded: product >> 32) & mask
    while table[slot] != 0, nodes[Int(table[slot]) - 1] != node { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    table = [Int32](repeating: 0, count: table.count * 4)
    for (place, node) in nodes.enumerated() { table[slot(of: node)] = Int32(place + 1) }
  }
}
