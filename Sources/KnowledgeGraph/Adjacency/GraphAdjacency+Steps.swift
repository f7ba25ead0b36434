extension GraphAdjacency {
  /// A relation as it is met at an entity.
  public struct Step: Sendable, Hashable {
    /// The position of the relation.
    public var relation: Int
    /// The position of the entity at the other end; -1 for a value.
    public var other: Int
    /// The number of the predicate.
    public var predicate: Int
    /// Whether the entity at which it is met is the subject.
    public var isOutgoing: Bool
  }

  /// Where the relations of the entity at a position stand: those that leave it, or those that reach it.
  func row(_ offsets: Int, _ position: Int, below count: Int) throws(GraphError) -> Range<Int> {
    guard position >= 0, position < entityCount else { throw GraphAdjacency.damaged }
    let start = Int(element(offsets, position, UInt32.self))
    let end = Int(element(offsets, position + 1, UInt32.self))
    guard start <= end, end <= count else { throw GraphAdjacency.damaged }
    return start..<end
  }

  /// The part of a row with predicates of a range; rows are in the order of their predicates.
  private func part(of row: Range<Int>, _ predicates: Int, _ wanted: ClosedRange<Int>) -> Range<Int> {
    // Short rows are walked as fast as they are searched.
    guard row.count > 8 else { return row }
    func first(_ isAfter: (Int) -> Bool) -> Int {
      var (low, high) = (row.lowerBound, row.upperBound)
      while low < high {
        let middle = (low + high) / 2
        if isAfter(Int(element(predicates, middle, UInt16.self))) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let start = first { $0 >= wanted.lowerBound }
    return start..<max(start, first { $0 > wanted.upperBound })
  }

  private func outgoing(_ index: Int) throws(GraphError) -> Step {
    let other = element(layout.outOther, index, UInt32.self)
    guard other == .max || Int(other) < entityCount else { throw GraphAdjacency.damaged }
    return Step(
      relation: index, other: other == .max ? -1 : Int(other),
      predicate: try known(element(layout.outPredicate, index, UInt16.self)), isOutgoing: true)
  }

  private func incoming(_ index: Int) throws(GraphError) -> Step {
    let other = Int(element(layout.inOther, index, UInt32.self))
    let relation = Int(element(layout.inRelation, index, UInt32.self))
    guard other < entityCount, relation < relationCount else { throw GraphAdjacency.damaged }
    return Step(
      relation: relation, other: other, predicate: try known(element(layout.inPredicate, index, UInt16.self)),
      isOutgoing: false)
  }

  private func known(_ predicate: UInt16) throws(GraphError) -> Int {
    guard Int(predicate) < layout.predicateCount else { throw GraphAdjacency.damaged }
    return Int(predicate)
  }

  /// Calls `body` with the relations of the entity at a position until it returns false, in the order of
  /// ``GraphReading/relations(of:direction:predicates:)``; one of an entity with itself is met once.
  ///
  /// Only relations of `predicates`, by their numbers, are met; of all where it is nil.
  ///
  /// - Complexity: O(relations of the entity with predicates between the first and the last of `predicates`).
  public func forEachStep(
    from position: Int, direction: Direction, predicates: [Int]? = nil, _ body: (Step) -> Bool
  ) throws(GraphError) {
    var out = direction == .in ? 0..<0 : try row(layout.outOffsets, position, below: relationCount)
    var into = direction == .out ? 0..<0 : try row(layout.inOffsets, position, below: layout.incomingCount)
    if let predicates, let least = predicates.min(), let most = predicates.max() {
      out = part(of: out, layout.outPredicate, least...most)
      into = part(of: into, layout.inPredicate, least...most)
    }
    func pass(_ step: Step) -> Bool {
      if let predicates, !predicates.contains(step.predicate) { return true }
      return body(step)
    }
    var (i, j) = (out.lowerBound, into.lowerBound)
    while i < out.upperBound, j < into.upperBound {
      let (left, right) = (try outgoing(i), try incoming(j))
      // A relation of an entity with itself stands in both lists.
      if right.other == position {
        j += 1
        continue
      }
      let isLeft =
        left.predicate != right.predicate
        ? left.predicate < right.predicate
        : left.other != right.other
          ? left.other < right.other : relation(at: left.relation) < relation(at: right.relation)
      if isLeft { i += 1 } else { j += 1 }
      guard pass(isLeft ? left : right) else { return }
    }
    while i < out.upperBound {
      guard pass(try outgoing(i)) else { return }
      i += 1
    }
    while j < into.upperBound {
      let step = try incoming(j)
      j += 1
      if direction == .both, step.other == position { continue }
      guard pass(step) else { return }
    }
  }

  /// How many relations the entity at a position has.
  public func degree(at position: Int, direction: Direction) throws(GraphError) -> Int {
    let out = direction == .in ? 0 : try row(layout.outOffsets, position, below: relationCount).count
    return out + (direction == .out ? 0 : try row(layout.inOffsets, position, below: layout.incomingCount).count)
  }

  // MARK: - Relations

  /// The relation at a position below ``relationCount``.
  public func relation(at position: Int) -> RelationID {
    RelationID(rawValue: element(layout.relations, position, Int64.self))
  }

  /// The number of the predicate of the relation at a position.
  public func predicate(ofRelationAt position: Int) throws(GraphError) -> Int {
    try known(element(layout.outPredicate, position, UInt16.self))
  }

  /// The positions of the ends of the relation at a position; the object of a value is -1.
  ///
  /// - Complexity: O(log *n*) in the number of entities.
  public func ends(ofRelationAt position: Int) throws(GraphError) -> (subject: Int, object: Int) {
    let object = element(layout.outOther, position, UInt32.self)
    guard object == .max || Int(object) < entityCount else { throw GraphAdjacency.damaged }
    // The last row that begins at or before the position.
    var (low, high) = (0, entityCount)
    while low < high {
      let middle = (low + high) / 2
      if Int(element(layout.outOffsets, middle + 1, UInt32.self)) <= position {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < entityCount else { throw GraphAdjacency.damaged }
    return (low, object == .max ? -1 : Int(object))
  }

  /// The positions of the relations that state a value, in order.
  ///
  /// - Complexity: O(relations).
  public func valueRelations() -> [Int] {
    guard layout.incomingCount < relationCount else { return [] }
    return (0..<relationCount).filter { element(layout.outOther, $0, UInt32.self) == .max }
  }

  /// The relations in classes: those of one predicate between entities of two kinds, with authors and relations of an
  /// entity with itself apart; of each class the position of its first relation and how many there are, in the order of
  /// these positions.
  ///
  /// - Complexity: O(entities + relations).
  public func relationClasses() throws(GraphError) -> [(relation: Int, count: Int)] {
    var places: [RelationClass: Int] = [:]
    var result: [(relation: Int, count: Int)] = []
    var last: (key: RelationClass, place: Int)?
    for position in 0..<entityCount {
      let subject = try kind(at: position) << 1 | (isAuthor(at: position) ? 1 : 0)
      for index in try row(layout.outOffsets, position, below: relationCount) {
        let step = try outgoing(index)
        let object = step.other < 0 ? -1 : try kind(at: step.other) << 1 | (isAuthor(at: step.other) ? 1 : 0)
        let key = RelationClass(
          subject: subject, predicate: step.predicate, object: object, isLoop: step.other == position)
        // Relations of one entity are mostly of one class after the other.
        if let last, last.key == key {
          result[last.place].count += 1
          continue
        }
        let place: Int
        if let known = places[key] {
          place = known
          result[place].count += 1
        } else {
          place = result.count
          places[key] = place
          result.append((index, 1))
        }
        last = (key, place)
      }
    }
    return result
  }

  private struct RelationClass: Hashable {
    var subject: Int
    var predicate: Int
    var object: Int
    var isLoop: Bool
  }
}
