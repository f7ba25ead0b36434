extension GraphReading {
  /// The shortest ways between two entities on which none stands twice, the shortest first; of equal ones in the order of
  /// the numbers along them.
  ///
  /// Each further way leaves one that was found at some entity and goes on by the shortest way that is new (Yen, 1971).
  /// Background predicates are walked only where no way exists without them.
  ///
  /// At most `count` ways are given, of at most `maximum` steps.
  ///
  /// - Complexity: O(count · steps · relations within reach).
  public func shortestSimplePaths(
    from start: EntityID, to end: EntityID, count: Int, maximum: Int = 6
  ) throws(GraphError) -> [Path] {
    let shape = try shape()
    guard count > 0, let first = shape.position(of: start), let last = shape.position(of: end) else { return [] }
    if first == last { return [Path(entities: [start], steps: [], usesBackground: false)] }
    for withBackground in [false, true] {
      let walked = shape.walked(nil, includingBackground: withBackground, ontology)
      let ways = try SimplePathSearch(shape: shape, predicates: walked, maximum: maximum).ways(first, last, count)
      guard !ways.isEmpty else { continue }
      var paths: [Path] = []
      for way in ways {
        paths.append(
          try path(over: way.map { shape.entity(at: $0) }, withBackground: withBackground))
      }
      return paths
    }
    return []
  }
}

private struct SimplePathSearch {
  let shape: GraphAdjacency
  let predicates: [Int]
  let maximum: Int

  func ways(_ start: Int, _ end: Int, _ count: Int) throws(GraphError) -> [[Int]] {
    guard let first = try shortest([start], end, without: []) else { return [] }
    var found = [first]
    var candidates: Set<[Int]> = []
    while found.count < count, let last = found.last {
      for turn in 0..<last.count - 1 {
        let root = Array(last[...turn])
        // Ways that began alike must not be found again.
        let taken = Set(found.lazy.filter { $0.count > turn + 1 && Array($0[...turn]) == root }.map { $0[turn + 1] })
        if let way = try shortest(root, end, without: taken) { candidates.insert(way) }
      }
      guard let next = candidates.min(by: SimplePathSearch.precedes) else { break }
      candidates.remove(next)
      found.append(next)
    }
    return found
  }

  private static func precedes(_ left: [Int], _ right: [Int]) -> Bool {
    left.count != right.count ? left.count < right.count : left.lexicographicallyPrecedes(right)
  }

  /// The first of the shortest ways that begin with `root` and go on to `end`, its next step not to one of `taken`.
  ///
  /// The distances to the end are found first, by a search back from it; then each step is to the first neighbour that is
  /// nearer.
  private func shortest(_ root: [Int], _ end: Int, without taken: Set<Int>) throws(GraphError) -> [Int]? {
    guard let spur = root.last, root.count <= maximum else { return nil }
    let blocked = Set(root)
    let room = maximum - (root.count - 1)
    var distance = [end: 0]
    var ring = [end]
    var depth = 0
    var isFound = false
    while !isFound, !ring.isEmpty, depth < room {
      depth += 1
      var next: [Int] = []
      for position in ring {
        for other in try shape.neighbors(of: position, predicates: predicates) {
          if other == spur {
            // The last step of the search back is the first of the way.
            if !taken.contains(position) { isFound = true }
            continue
          }
          guard distance[other] == nil, !blocked.contains(other) else { continue }
          distance[other] = depth
          next.append(other)
        }
      }
      ring = next
    }
    guard isFound else { return nil }
    var way = root
    var left = depth
    var position = spur
    while position != end {
      left -= 1
      let options = try shape.neighbors(of: position, predicates: predicates)
      guard
        let step = options.first(where: { distance[$0] == left && (position != spur || !taken.contains($0)) })
      else { return nil }
      way.append(step)
      position = step
    }
    return way
  }
}
