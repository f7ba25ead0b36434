/// Numbers nodes in the order in which they come.
struct NodeIndex {
  private(set) var nodes: [NodeID] = []
  private let range: Range<Int>?
  /// By number, once there are so many that most of a range is taken; -1 where there is none.
  private var dense: [Int32] = []
  private var hashed: [NodeID: Int32] = [:]

  /// - Parameter range: Where the numbers of nodes mostly lie, if that is known.
  init(_ range: Range<Int>?) { self.range = range }

  /// The place of a node; the next one where it comes for the first time.
  mutating func place(of node: NodeID) -> Int {
    if let range, !dense.isEmpty, range.contains(node.rawValue) {
      let offset = node.rawValue - range.lowerBound
      let known = Int(dense[offset])
      if known >= 0 { return known }
      dense[offset] = Int32(nodes.count)
      nodes.append(node)
      return nodes.count - 1
    }
    if let known = hashed[node] { return Int(known) }
    hashed[node] = Int32(nodes.count)
    nodes.append(node)
    if let range, dense.isEmpty, nodes.count > 64, nodes.count > range.count / 32 { spread(over: range) }
    return nodes.count - 1
  }

  private mutating func spread(over range: Range<Int>) {
    dense = [Int32](repeating: -1, count: range.count)
    hashed = [:]
    for (place, node) in nodes.enumerated() {
      if range.contains(node.rawValue) {
        dense[node.rawValue - range.lowerBound] = Int32(place)
      } else {
        hashed[node] = Int32(place)
      }
    }
  }
}
