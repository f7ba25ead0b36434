/// Finds the shortest walks between two nodes by breadth-first search from both sides, the smaller side first.
final class ShortestSink: RowSink {
  private let search: ShortestSearch
  private let forwards: StepFilter
  private let backwards: StepFilter

  /// The nodes that one side has reached, in the order in which it came to them, and the steps by which it did.
  private struct Side {
    /// A step back towards where the side began, and the next one from the same node; -1 for none.
    struct Way {
      var step: GraphStep
      var next: Int
    }

    var index = NodeIndex()
    var depths = [0]
    var ways: [Way] = []
    /// By the places of nodes, the last of their ways; -1 for none.
    var lastWay = [-1]
    /// The places of the nodes that were reached last.
    var frontier = 0..<1
    var depth = 0

    init(_ start: NodeID) { _ = index.place(of: start) }
  }

  /// How many nodes are asked for their steps at a time.
  private static let portion = 64

  init(_ run: Execution, _ next: RowSink, _ search: ShortestSearch) {
    self.search = search
    forwards = StepFilter(search.direction, search.types)
    backwards = StepFilter(search.direction.reversed, search.types)
    super.init(run, next: next)
  }

  override func push() throws(QueryError) -> Bool {
    guard case .node(let from) = run.slots[search.from], case .node(let to) = run.slots[search.to] else { return true }
    defer { release() }
    if from == to { return search.least == 0 ? try arrive([from], []) : true }
    var wanted: [(key: String, value: Value)] = []
    for property in search.properties { wanted.append((property.key, try run.evaluate(property.value))) }
    var (near, far) = (Side(from), Side(to))
    while !near.frontier.isEmpty, !far.frontier.isEmpty, near.depth + far.depth < search.most ?? .max {
      let meets: Bool
      if near.frontier.count <= far.frontier.count {
        meets = try widen(&near, forwards, wanted, meeting: far)
      } else {
        meets = try widen(&far, backwards, wanted, meeting: near)
      }
      if meets { return try tell(near, far) }
    }
    return true
  }

  /// Goes one step further on one side; whether it has met the other.
  private func widen(
    _ side: inout Side, _ filter: StepFilter, _ wanted: [(key: String, value: Value)], meeting other: Side
  ) throws(QueryError) -> Bool {
    side.depth += 1
    var neighbors = NodeNeighbors(keepsRelationships: true)
    var meets = false
    let frontier = side.frontier
    for start in stride(from: frontier.lowerBound, to: frontier.upperBound, by: ShortestSink.portion) {
      let part = start..<min(start + ShortestSink.portion, frontier.upperBound)
      neighbors.removeAll()
      try filter.add(stepsOf: side.index.nodes[part], in: run.graph, to: &neighbors)
      try run.tick(part.count + neighbors.others.count)
      for (row, near) in zip(0..<neighbors.rowCount, part) {
        for place in neighbors.row(row) {
          let (node, relationship) = (neighbors.others[place], neighbors.relationships[place])
          if let known = side.index.known(node), side.depths[known] < side.depth || !search.isAll { continue }
          guard try has(wanted, relationship) else { continue }
          let far = side.index.place(of: node)
          if far == side.depths.count {
            side.depths.append(side.depth)
            side.lastWay.append(-1)
            try hold(4)
          }
          let step = GraphStep(relationship: relationship, other: side.index.nodes[near])
          side.ways.append(Side.Way(step: step, next: side.lastWay[far]))
          side.lastWay[far] = side.ways.count - 1
          guard other.index.known(node) != nil else { continue }
          meets = true
          // All ways are as short as this one, and one is enough.
          if !search.isAll { return true }
        }
      }
    }
    side.frontier = frontier.upperBound..<side.depths.count
    return meets
  }

  private func has(_ wanted: [(key: String, value: Value)], _ relationship: RelationshipID) throws(QueryError) -> Bool {
    for (key, value) in wanted {
      guard Value.equal(try run.graph.property(key, of: relationship), value) == true else { return false }
    }
    return true
  }

  /// Pushes the walks. Each crosses exactly one node that is as far as each side has gone.
  private func tell(_ near: Side, _ far: Side) throws(QueryError) -> Bool {
    let middle = near.index.nodes.indices.filter { place in
      near.depths[place] == near.depth && far.index.known(near.index.nodes[place]).map { far.depths[$0] } == far.depth
    }.map { near.index.nodes[$0] }.sorted()
    for node in search.isAll ? middle[...] : middle.prefix(1) {
      for first in try ways(to: node, near) {
        for second in try ways(to: node, far) {
          let nodes = first.reversed().map(\.other) + [node] + second.map(\.other)
          let relationships = first.reversed().map(\.relationship) + second.map(\.relationship)
          guard try arrive(nodes, relationships) else { return false }
        }
      }
    }
    return true
  }

  /// All ways from a node back to where a side began, nearest step first.
  private func ways(to node: NodeID, _ side: Side) throws(QueryError) -> [[GraphStep]] {
    var done: [[GraphStep]] = []
    var way: [GraphStep] = []
    var open: [(steps: [GraphStep], index: Int)] = [(steps(back: node, side), 0)]
    if side.depth == 0 { return [[]] }
    while let (steps, index) = open.last {
      guard index < steps.count else {
        open.removeLast()
        _ = way.popLast()
        continue
      }
      open[open.count - 1].index += 1
      way.append(steps[index])
      if way.count == side.depth {
        try hold(way.count)
        done.append(way)
        way.removeLast()
      } else {
        open.append((self.steps(back: steps[index].other, side), 0))
      }
    }
    return done
  }

  /// The steps by which a side came to a node, in the order in which they were found.
  private func steps(back node: NodeID, _ side: Side) -> [GraphStep] {
    guard let place = side.index.known(node) else { return [] }
    var steps: [GraphStep] = []
    var way = side.lastWay[place]
    while way >= 0 {
      steps.append(side.ways[way].step)
      way = side.ways[way].next
    }
    return steps.reversed()
  }

  private func arrive(_ nodes: [NodeID], _ relationships: [RelationshipID]) throws(QueryError) -> Bool {
    if search.isSingle, let only = relationships.first {
      run.slots[search.relationships] = .relationship(only)
    } else {
      run.slots[search.relationships] = .list(relationships.map { .relationship($0) })
    }
    if let path = search.path { run.slots[path] = .path(PathValue(nodes: nodes, relationships: relationships)) }
    return try forward()
  }
}
