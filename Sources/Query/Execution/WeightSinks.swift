/// Counts the steps along the relationships of a node, once for each node.
final class DegreeSink: RowSink {
  private let expansion: Expansion
  private let filter: StepFilter
  private var known: [NodeID: Int] = [:]

  init(_ run: Execution, _ next: RowSink, _ expansion: Expansion) {
    self.expansion = expansion
    filter = StepFilter(expansion.direction, expansion.types)
    super.init(run, next: next)
  }

  override func reset() throws(QueryError) {
    known = [:]
    release()
    try super.reset()
  }

  override func push() throws(QueryError) -> Bool {
    guard case .node(let from) = run.slots[expansion.from] else { return true }
    let count: Int
    if let found = known[from] {
      try run.tick()
      count = found
    } else {
      count = try self.count(from)
      known[from] = count
      try hold(2)
    }
    guard count > 0 else { return true }
    let weight = run.weight
    defer { run.weight = weight }
    let (product, isTooMany) = weight.multipliedReportingOverflow(by: count)
    guard !isTooMany else { throw WeightSinks.tooMany }
    run.weight = product
    return try forward()
  }

  private func count(_ from: NodeID) throws(QueryError) -> Int {
    var count = 0
    for step in try filter.steps(from: from, in: run.graph) {
      try run.tick()
      if try run.has(expansion.labels, step.other) { count += 1 }
    }
    return count
  }
}

enum WeightSinks {
  static var tooMany: QueryError {
    QueryError(.arithmetic, "IntegerOverflow", .runtime, "there are more rows than an integer can count")
  }
}

/// Waits for all rows; then each value of some slots comes once, with how often it came.
final class CollapseSink: RowSink {
  private let slots: [Int]
  private var places: [[Value]: Int] = [:]
  private var rows: [(values: [Value], weight: Int)] = []

  init(_ run: Execution, _ next: RowSink, _ slots: [Int]) {
    self.slots = slots
    super.init(run, next: next)
  }

  override func reset() throws(QueryError) {
    places = [:]
    rows = []
    release()
    try super.reset()
  }

  override func push() throws(QueryError) -> Bool {
    let values = slots.map { run.slots[$0] }
    guard let place = places[values] else {
      places[values] = rows.count
      rows.append((values, run.weight))
      try hold(2 * values.count)
      return true
    }
    let (sum, isTooMany) = rows[place].weight.addingReportingOverflow(run.weight)
    guard !isTooMany else { throw WeightSinks.tooMany }
    rows[place].weight = sum
    return true
  }

  override func finish() throws(QueryError) {
    let found = rows
    places = [:]
    rows = []
    release()
    defer { run.weight = 1 }
    for row in found {
      for (slot, value) in zip(slots, row.values) { run.slots[slot] = value }
      run.weight = row.weight
      guard try forward() else { break }
    }
    run.weight = 1
    try super.finish()
  }
}

/// Gives one row for each class of relationships, with how many they are; where the graph has none, each by itself.
final class ClassSink: RowSink {
  private let scan: NodeScan
  private let expansion: Expansion
  /// Where the graph cannot tell: the steps that this one stands for.
  private let inner: RowSink

  init(_ run: Execution, _ next: RowSink, _ scan: NodeScan, _ expansion: Expansion) {
    self.scan = scan
    self.expansion = expansion
    inner = NodeSink(run, ExpandSink(run, next, expansion), scan)
    super.init(run, next: next)
  }

  override func push() throws(QueryError) -> Bool {
    guard let classes = try run.graph.relationshipClasses() else { return try inner.push() }
    defer { run.weight = 1 }
    for item in classes {
      try run.tick()
      if let types = expansion.types {
        let type = try run.graph.type(of: item.relationship)
        guard try types.fits({ (name) throws(QueryError) in name == type }, isBare: false) else { continue }
      }
      run.weight = item.count
      run.slots[expansion.relationship] = .relationship(item.relationship)
      if expansion.direction != .left, try !give(item.source, item.target) { return false }
      let isLoop = item.source == item.target
      if expansion.direction == .left || (expansion.direction == .either && !isLoop) {
        guard try give(item.target, item.source) else { return false }
      }
    }
    return true
  }

  private func give(_ near: NodeID, _ far: NodeID) throws(QueryError) -> Bool {
    if case .label(let label) = scan.access, try !run.graph.hasLabel(label, node: near) { return true }
    guard try run.has(scan.labels, near), try run.has(expansion.labels, far) else { return true }
    run.slots[scan.slot] = .node(near)
    run.slots[expansion.to] = .node(far)
    return try forward()
  }
}
