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
    var index = NodeIndex()
    _ = index.place(of: from)
    var known: [Reached] = [Reached(branch: nil, depth: 0)]
    var neighbors = NodeNeighbors(keepsRelationships: true)
    var ring = 0..<1
    var depth = 0
    var startIsTold = walk.least == 0
    if startIsTold, try !arrive(from, [], target) { return false }
    while !ring.isEmpty, depth < walk.most ?? .max {
      depth += 1
      for start in stride(from: ring.lowerBound, to: ring.upperBound, by: WalkSink.portion) {
        let part = start..<min(start + WalkSink.portion, ring.upperBound)
        neighbors.removeAll()
        try filter.add(stepsOf: index.nodes[part], in: run.graph, to: &neighbors)
        try run.tick(part.count + neighbors.others.count)
        for (row, near) in zip(0..<neighbors.rowCount, part) {
          let branch = known[near].branch
          for place in neighbors.row(row) {
            let step = GraphStep(relationship: neighbors.relationships[place], other: neighbors.others[place])
            guard try has(wanted, step.relationship) else { continue }
            let far = index.place(of: step.other)
            if far < known.count {
              guard !startIsTold, closes(step, branch: branch, known[far], depth) else { continue }
              startIsTold = true
              if try !arrive(from, [], target) { return false }
              continue
            }
            known.append(Reached(branch: branch ?? step.relationship, depth: depth))
            try hold(3)
            if try !arrive(step.other, [], target) { return false }
            if step.other == target { return true }
          }
        }
      }
      ring = ring.upperBound..<known.count
    }
    return true
  }

  /// How a node was reached: by which relationship of the start, and in how many steps.
  private struct Reached {
    var branch: RelationshipID?
    var depth: Int
  }

  /// How many nodes are asked for their steps at a time.
  private static let portion = 256

  /// Whether a step to a node that is known already closes a trail through the start.
  private func closes(
    _ step: GraphStep, branch: RelationshipID?, _ known: Reached, _ depth: Int
  ) -> Bool {
    let leadsToStart = known.depth == 0
    if walk.direction != .either { return leadsToStart }
    // A loop at the start, or a second relationship back to it.
    if leadsToStart { return branch == nil || branch != step.relationship }
    guard let branch, let other = known.branch, branch != other else { return false }
    return depth + known.depth <= walk.most ?? .max
  }
}
