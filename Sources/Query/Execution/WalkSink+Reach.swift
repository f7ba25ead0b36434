extension WalkSink {
  /// Arrives at each node that a trail leads to, once, by breadth-first search.
  ///
  /// A node other than the start is on a trail just where it is at the end of a shortest way. The start itself is
  /// reached where a trail closes. Directed, that is any way back. Undirected, the way back must not be the way out:
  /// the shortest such trail goes out by one of the start's relationships and comes back by another, so each node keeps
  /// the one that its way began with, and a relationship between two that began differently closes a trail.
  ///
  /// - Complexity: O(nodes + relationships) within the reach.
  func reach(_ from: NodeID, _ target: NodeID?, _ wanted: [(key: String, value: Value)]) throws(QueryError) -> Bool {
    defer { release() }
    var found: [NodeID: (branch: RelationshipID?, depth: Int)] = [from: (nil, 0)]
    var ring = [from]
    var depth = 0
    var startIsTold = walk.least == 0
    if startIsTold, try !arrive(from, [], target) { return false }
    while !ring.isEmpty, depth < walk.most ?? .max {
      depth += 1
      var next: [NodeID] = []
      for node in ring {
        let branch = found[node]?.branch
        for step in try filter.steps(from: node, in: run.graph) {
          try run.tick()
          guard try has(wanted, step.relationship) else { continue }
          if let known = found[step.other] {
            guard !startIsTold, closes(step, from: node, branch: branch, known, depth) else { continue }
            startIsTold = true
            if try !arrive(from, [], target) { return false }
            continue
          }
          found[step.other] = (branch ?? step.relationship, depth)
          try hold(3)
          next.append(step.other)
          if try !arrive(step.other, [], target) { return false }
          if step.other == target { return true }
        }
      }
      ring = next
    }
    return true
  }

  /// Whether a step to a node that is known already closes a trail through the start.
  private func closes(
    _ step: GraphStep, from node: NodeID, branch: RelationshipID?, _ known: (branch: RelationshipID?, depth: Int),
    _ depth: Int
  ) -> Bool {
    let leadsToStart = known.depth == 0
    if walk.direction != .either { return leadsToStart }
    // A loop at the start, or a second relationship back to it.
    if leadsToStart { return branch == nil || branch != step.relationship }
    guard let branch, let other = known.branch, branch != other else { return false }
    return depth + known.depth <= walk.most ?? .max
  }
}
