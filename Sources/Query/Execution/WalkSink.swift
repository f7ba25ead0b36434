/// Goes any number of steps along relationships, depth first, no relationship twice.
final class WalkSink: RowSink {
  let walk: Walk
  let filter: StepFilter

  init(_ run: Execution, _ next: RowSink, _ walk: Walk) {
    self.walk = walk
    filter = StepFilter(walk.direction, walk.types)
    super.init(run, next: next)
  }

  override func push() throws(QueryError) -> Bool {
    guard case .node(let from) = run.slots[walk.from] else { return true }
    if walk.isGiven { return try follow(from) }
    var target: NodeID?
    if walk.isClosed {
      guard case .node(let node) = run.slots[walk.to] else { return true }
      target = node
    }
    var wanted: [(key: String, value: Value)] = []
    for property in walk.properties { wanted.append((property.key, try run.evaluate(property.value))) }

    if walk.onceEach { return try reach(from, target, wanted) }
    var way: [RelationshipID] = []
    var used: Set<RelationshipID> = []
    if walk.least == 0, try !arrive(from, way, target) { return false }
    guard walk.most.map({ $0 >= max(1, walk.least) }) ?? true else { return true }
    var open: [(steps: [GraphStep], index: Int)] = [(try filter.steps(from: from, in: run.graph), 0)]
    while let (steps, index) = open.last {
      guard index < steps.count else {
        open.removeLast()
        if let last = way.popLast() { used.remove(last) }
        continue
      }
      open[open.count - 1].index += 1
      let step = steps[index]
      try run.tick()
      guard !used.contains(step.relationship), !run.isUsed(step.relationship, in: walk.others),
        try has(wanted, step.relationship)
      else { continue }
      way.append(step.relationship)
      used.insert(step.relationship)
      if way.count >= walk.least, try !arrive(step.other, way, target) { return false }
      if let most = walk.most, way.count >= most {
        open.append(([], 0))
      } else {
        open.append((try filter.steps(from: step.other, in: run.graph), 0))
      }
    }
    return true
  }

  func has(_ wanted: [(key: String, value: Value)], _ relationship: RelationshipID) throws(QueryError) -> Bool {
    for (key, value) in wanted {
      guard Value.equal(try run.graph.property(key, of: relationship), value) == true else { return false }
    }
    return true
  }

  func arrive(_ node: NodeID, _ way: [RelationshipID], _ target: NodeID?) throws(QueryError) -> Bool {
    if let target {
      guard target == node else { return true }
    } else {
      guard try run.has(walk.labels, node) else { return true }
      run.slots[walk.to] = .node(node)
    }
    run.slots[walk.relationships] = .list((walk.isReversed ? way.reversed() : way).map { .relationship($0) })
    return try forward()
  }

  /// Follows a list of relationships that is known.
  private func follow(_ from: NodeID) throws(QueryError) -> Bool {
    guard case .list(let values) = run.slots[walk.relationships] else { return true }
    guard values.count >= walk.least, values.count <= walk.most ?? .max else { return true }
    var node = from
    for value in walk.isReversed ? values.reversed() : values {
      guard case .relationship(let relationship) = value, !run.isUsed(relationship, in: walk.others) else {
        return true
      }
      guard let step = try filter.steps(from: node, in: run.graph).first(where: { $0.relationship == relationship })
      else { return true }
      node = step.other
    }
    if walk.isClosed {
      guard case .node(node) = run.slots[walk.to] else { return true }
    } else {
      guard try run.has(walk.labels, node) else { return true }
      run.slots[walk.to] = .node(node)
    }
    return try forward()
  }
}
