/// Gives each node at the root of a tree once, with the number of ways in which the rest of the tree lies around it.
///
/// In the order in which rows would first come to the nodes, so that an answer is the same whether they are made or not.
final class TallySink: RowSink {
  private let tally: Tally
  /// How many nodes are asked for what they lead to at a time.
  private static let portion = 1024

  init(_ run: Execution, _ next: RowSink, _ tally: Tally) {
    self.tally = tally
    super.init(run, next: next)
  }

  override func push() throws(QueryError) -> Bool {
    defer { release() }
    var (nodes, ways) = try follow(tally.spine)
    if let less = tally.less { try subtract(try follow(less), from: nodes, &ways) }
    defer { run.weight = 1 }
    for (place, node) in nodes.enumerated() where ways[place] > 0 {
      run.slots[tally.root] = .node(node)
      run.weight = ways[place]
      guard try forward() else { return false }
    }
    return true
  }

  /// The nodes at the end of a spine, and the ways to each.
  private func follow(_ spine: Tally.Spine) throws(QueryError) -> (nodes: [NodeID], ways: [Int]) {
    var nodes = try run.nodes(of: tally.scan)
    var ways = [Int](repeating: 1, count: nodes.count)
    try hold(nodes.count)
    try weigh(nodes, &ways, by: spine.start)
    for stop in spine.stops {
      (nodes, ways) = try spread(nodes, ways, along: stop.step)
      try weigh(nodes, &ways, by: stop.node)
    }
    return (nodes, ways)
  }

  private func subtract(
    _ less: (nodes: [NodeID], ways: [Int]), from nodes: [NodeID], _ ways: inout [Int]
  ) throws(QueryError) {
    var index = NodeIndex()
    for node in nodes { _ = index.place(of: node) }
    // What is taken away lies among what was counted.
    for (node, count) in zip(less.nodes, less.ways) where count > 0 { ways[index.place(of: node)] -= count }
  }

  // MARK: - Steps

  /// Calls `body` for each node that some lead to, with the place of the one that leads there.
  private func forEachNeighbor(
    of nodes: [NodeID], along step: Tally.Step, _ body: (_ place: Int, _ other: NodeID) throws(QueryError) -> Void
  ) throws(QueryError) {
    var neighbors = NodeNeighbors(keepsRelationships: false)
    let direction = step.isLoop ? .outgoing : step.direction
    for start in stride(from: 0, to: nodes.count, by: TallySink.portion) {
      let part = nodes[start..<min(start + TallySink.portion, nodes.count)]
      neighbors.removeAll()
      try run.graph.addNeighbors(of: part, direction: direction, types: step.types, to: &neighbors)
      try run.tick(part.count + neighbors.others.count)
      for (row, place) in zip(0..<neighbors.rowCount, part.indices) {
        for other in neighbors.others[neighbors.row(row)] where !step.isLoop || other == nodes[place] {
          try body(place, other)
        }
      }
    }
  }

  /// The nodes that a step leads to, with the ways to each: the sum over those that lead there.
  private func spread(
    _ nodes: [NodeID], _ ways: [Int], along step: Tally.Step
  ) throws(QueryError) -> (nodes: [NodeID], ways: [Int]) {
    let live = nodes.indices.filter { ways[$0] > 0 }
    var index = NodeIndex()
    var sums: [Int] = []
    try forEachNeighbor(of: live.map { nodes[$0] }, along: step) { row, other throws(QueryError) in
      let place = index.place(of: other)
      if place == sums.count {
        sums.append(ways[live[row]])
      } else if tally.isCounted {
        sums[place] = try TallySink.sum(sums[place], ways[live[row]])
      }
    }
    try hold(2 * sums.count)
    return (index.nodes, sums)
  }

  // MARK: - Nodes

  /// Multiplies the ways to each node by those in which all that hangs on it lies there; 0 where the node does not fit.
  private func weigh(_ nodes: [NodeID], _ ways: inout [Int], by wanted: Tally.Node) throws(QueryError) {
    for place in nodes.indices where ways[place] > 0 {
      if try !fits(nodes[place], wanted) { ways[place] = 0 }
    }
    for branch in wanted.branches {
      let live = nodes.indices.filter { ways[$0] > 0 }
      let factors = try sums(of: live.map { nodes[$0] }, branch)
      for (place, factor) in zip(live, factors) {
        ways[place] = tally.isCounted ? try TallySink.product(ways[place], factor) : min(factor, 1)
      }
    }
  }

  private func fits(_ node: NodeID, _ wanted: Tally.Node) throws(QueryError) -> Bool {
    for labels in wanted.labels where try !run.has(labels, node) { return false }
    guard !wanted.conditions.isEmpty else { return true }
    for slot in wanted.slots { run.slots[slot] = .node(node) }
    for condition in wanted.conditions where try run.truth(condition) != true { return false }
    return true
  }

  /// For each node, the number of ways in which a branch hangs on it.
  private func sums(of nodes: [NodeID], _ branch: Tally.Branch) throws(QueryError) -> [Int] {
    var sums = [Int](repeating: 0, count: nodes.count)
    let end = branch.node
    if end.labels.isEmpty, end.conditions.isEmpty, end.branches.isEmpty {
      try forEachNeighbor(of: nodes, along: branch.step) { place, _ throws(QueryError) in sums[place] += 1 }
      return sums
    }
    // Each node at the end is looked at once, however often it is met.
    var index = NodeIndex()
    var met: [(place: Int32, end: Int32)] = []
    try forEachNeighbor(of: nodes, along: branch.step) { place, other throws(QueryError) in
      met.append((Int32(place), Int32(index.place(of: other))))
    }
    try hold(met.count / 2 + 2 * index.nodes.count + sums.count)
    var ways = [Int](repeating: 1, count: index.nodes.count)
    try weigh(index.nodes, &ways, by: end)
    for (place, end) in met where ways[Int(end)] > 0 {
      sums[Int(place)] = try TallySink.sum(sums[Int(place)], ways[Int(end)])
    }
    return sums
  }

  // MARK: - Numbers

  private static func sum(_ left: Int, _ right: Int) throws(QueryError) -> Int {
    let (sum, isTooMany) = left.addingReportingOverflow(right)
    guard !isTooMany else { throw WeightSinks.tooMany }
    return sum
  }

  private static func product(_ left: Int, _ right: Int) throws(QueryError) -> Int {
    let (product, isTooMany) = left.multipliedReportingOverflow(by: right)
    guard !isTooMany else { throw WeightSinks.tooMany }
    return product
  }
}
