/// A way between two entities over relations, walked in either direction.
public struct Path: Hashable, Sendable {
  /// From one end to the other, both included.
  public var entities: [EntityID]
  /// For each step the relations between its two entities, best proven first; one fewer than ``entities``.
  public var steps: [[Relation]]
  /// The way needs mentions or bare links, because there is none of facts.
  public var usesBackground: Bool

  /// The number of steps.
  public var length: Int { steps.count }
}

extension GraphReading {
  /// The shortest ways between two entities, in the order of the names along them.
  ///
  /// Background predicates (mentions, bare links) are walked only where no way exists without them; such ways are
  /// marked. The search goes out from both ends at once, always from the side with the fewer entities.
  ///
  /// - Parameters:
  ///   - start: Where the ways begin.
  ///   - end: Where they end; the way from an entity to itself has no steps.
  ///   - maximum: The greatest number of steps.
  ///   - limit: The greatest number of ways to give; there can be exponentially many.
  /// - Returns: At most `limit` ways of one length; none where the two are not connected within `maximum` steps.
  /// - Throws: What the graph throws when it cannot be read.
  /// - Complexity: O(relations of the entities within half the length of both ends), besides the ways given.
  public func shortestPaths(
    from start: EntityID, to end: EntityID, maximum: Int = 6, limit: Int = 100
  ) throws(GraphError) -> [Path] {
    guard limit > 0, maximum >= 0, try entity(start) != nil, try entity(end) != nil else { return [] }
    if start == end { return [Path(entities: [start], steps: [], usesBackground: false)] }
    for withBackground in [false, true] {
      var search = PathSearch(start: start, end: end, withBackground: withBackground)
      if try search.meet(in: self, maximum: maximum) {
        return try search.paths(in: self, limit: limit)
      }
    }
    return []
  }
}

/// A breadth-first search from both ends.
private struct PathSearch {
  /// What one end has reached: the distances, and for each entity those one step nearer to that end.
  struct Side {
    var distances: [EntityID: Int]
    var nearer: [EntityID: [EntityID]] = [:]
    var ring: [EntityID]
    var depth = 0

    init(_ origin: EntityID) {
      distances = [origin: 0]
      ring = [origin]
    }

    /// Goes one step further.
    mutating func grow(in graph: some GraphReading, withBackground: Bool) throws(GraphError) {
      depth += 1
      var next: [EntityID] = []
      for near in ring {
        for far in try graph.neighbors(of: near, withBackground: withBackground) {
          if let distance = distances[far] {
            if distance == depth { nearer[far, default: []].append(near) }
          } else {
            distances[far] = depth
            nearer[far] = [near]
            next.append(far)
          }
        }
      }
      ring = next.sorted()
    }
  }

  let start: EntityID
  let end: EntityID
  let withBackground: Bool
  var fromStart: Side
  var fromEnd: Side
  var meeting: [EntityID] = []

  init(start: EntityID, end: EntityID, withBackground: Bool) {
    self.start = start
    self.end = end
    self.withBackground = withBackground
    fromStart = Side(start)
    fromEnd = Side(end)
  }

  /// Grows both sides until they touch; false where they cannot within `maximum` steps.
  mutating func meet(in graph: some GraphReading, maximum: Int) throws(GraphError) -> Bool {
    while fromStart.depth + fromEnd.depth < maximum, !fromStart.ring.isEmpty, !fromEnd.ring.isEmpty {
      if fromStart.ring.count <= fromEnd.ring.count {
        try fromStart.grow(in: graph, withBackground: withBackground)
        meeting = fromStart.ring.filter { fromEnd.distances[$0] != nil }
      } else {
        try fromEnd.grow(in: graph, withBackground: withBackground)
        meeting = fromEnd.ring.filter { fromStart.distances[$0] != nil }
      }
      if !meeting.isEmpty { return true }
    }
    return false
  }

  /// The ways through the meeting points, by a walk in the order of names that only enters what lies on one.
  func paths(in graph: some GraphReading, limit: Int) throws(GraphError) -> [Path] {
    var following: [EntityID: Set<EntityID>] = [:]
    var pending = meeting
    var seen = Set(meeting)
    while let entity = pending.popLast() {
      for nearer in fromStart.nearer[entity] ?? [] {
        following[nearer, default: []].insert(entity)
        if seen.insert(nearer).inserted { pending.append(nearer) }
      }
    }
    pending = meeting
    seen = Set(meeting)
    while let entity = pending.popLast() {
      for nearer in fromEnd.nearer[entity] ?? [] {
        following[entity, default: []].insert(nearer)
        if seen.insert(nearer).inserted { pending.append(nearer) }
      }
    }
    var ordered: [EntityID: [EntityID]] = [:]
    for (entity, others) in following {
      var named: [(name: String, id: EntityID)] = []
      for other in others { named.append((try graph.entity(other)?.name ?? "", other)) }
      // Taken from the end of a stack, so the last name comes first.
      ordered[entity] = named.sorted { ($0.name, $0.id) > ($1.name, $1.id) }.map(\.id)
    }
    var result: [Path] = []
    var way = [start]
    var choices = [ordered[start] ?? []]
    while let choice = choices.last {
      guard result.count < limit else { break }
      guard let next = choice.last else {
        choices.removeLast()
        way.removeLast()
        continue
      }
      choices[choices.count - 1].removeLast()
      if next == end {
        result.append(try graph.path(over: way + [end], withBackground: withBackground))
      } else {
        way.append(next)
        choices.append(ordered[next] ?? [])
      }
    }
    return result
  }

}

extension GraphReading {
  /// The entities that one is tied to, in the order of their numbers, each once and without itself.
  fileprivate func neighbors(of entity: EntityID, withBackground: Bool) throws(GraphError) -> [EntityID] {
    let ontology = self.ontology
    if let adjacency {
      guard let position = adjacency.position(of: entity) else { return [] }
      let walked = adjacency.walked(nil, includingBackground: withBackground, ontology)
      return try adjacency.neighbors(of: position, predicates: walked).map { adjacency.entity(at: $0) }
    }
    var others: Set<EntityID> = []
    for relation in try relations(of: entity, direction: .both, predicates: nil) {
      guard let other = relation.other(than: entity), other != entity else { continue }
      if withBackground || !ontology.isBackground(relation.predicate) { others.insert(other) }
    }
    return others.sorted()
  }

  /// The way over some entities, with all relations between each two.
  func path(over entities: [EntityID], withBackground: Bool) throws(GraphError) -> Path {
    var steps: [[Relation]] = []
    for (near, far) in zip(entities, entities.dropFirst()) {
      var step: [Relation] = []
      for relation in try relations(of: near, direction: .both, predicates: nil)
      where relation.other(than: near) == far {
        if withBackground || !ontology.isBackground(relation.predicate) { step.append(relation) }
      }
      steps.append(step.sorted(by: Relation.isBetterProven))
    }
    return Path(entities: entities, steps: steps, usesBackground: withBackground)
  }
}

extension Relation {
  /// Orders by what speaks for a relation: facts before plans, then more sources, more claims, the surer one, and by
  /// number where all is equal.
  public static func isBetterProven(_ left: Relation, _ right: Relation) -> Bool {
    if left.qualifiers.isFactual != right.qualifiers.isFactual { return left.qualifiers.isFactual }
    if left.sourceCount != right.sourceCount { return left.sourceCount > right.sourceCount }
    if left.claims.count != right.claims.count { return left.claims.count > right.claims.count }
    if left.confidence != right.confidence { return left.confidence > right.confidence }
    return left.id < right.id
  }
}
