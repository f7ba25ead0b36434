/// Finds the shortest walks between two nodes by breadth-first search from both sides, the smaller side first.
final class ShortestSink: RowSink {
  private let search: ShortestSearch
  private let forwards: StepFilter
  private let backwards: StepFilter

  /// The nodes that one side has reached: how far they are, and the steps by which they are reached at that distance.
  private struct Side {
    var distance: [NodeID: Int]
    var ways: [NodeID: [GraphStep]] = [:]
    var frontier: [NodeID]
    var depth = 0

    init(_ start: NodeID) {
      distance = [start: 0]
      frontier = [start]
    }
  }

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
    var reached: [NodeID] = []
    var meets = false
    for node in side.frontier {
      for step in try filter.steps(from: node, in: run.graph) {
        try run.tick()
        if let known = side.distance[step.other], known < side.depth { continue }
        guard try has(wanted, step.relationship) else { continue }
        let back = GraphStep(relationship: step.relationship, other: node)
        if side.distance[step.other] == nil {
          side.distance[step.other] = side.depth
          reached.append(step.other)
          try hold(2)
        }
        if search.isAll || side.ways[step.other] == nil { side.ways[step.other, default: []].append(back) }
        if other.distance[step.other] != nil { meets = true }
      }
    }
    side.frontier = reached
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
    let middle = near.distance.keys.filter { near.distance[$0] == near.depth && far.distance[$0] == far.depth }.sorted()
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
    var open: [(steps: [GraphStep], index: Int)] = [(side.ways[node] ?? [], 0)]
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
        open.append((side.ways[steps[index].other] ?? [], 0))
      }
    }
    return done
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
