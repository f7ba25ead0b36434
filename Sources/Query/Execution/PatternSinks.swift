/// Finds nodes: all, by label, or by the value of a property.
final class NodeSink: RowSink {
  private let scan: NodeScan

  init(_ run: Execution, _ next: RowSink, _ scan: NodeScan) {
    self.scan = scan
    super.init(run, next: next)
  }

  override func push() throws(QueryError) -> Bool {
    for node in try run.nodes(of: scan) {
      try run.tick()
      guard try run.has(scan.labels, node) else { continue }
      run.slots[scan.slot] = .node(node)
      guard try forward() else { return false }
    }
    return true
  }

}

extension Execution {
  /// The nodes that a scan looks at, before it asks for more labels.
  func nodes(of scan: NodeScan) throws(QueryError) -> [NodeID] {
    switch scan.access {
    case .all: return try graph.nodes(label: nil)
    case .label(let label): return try graph.nodes(label: label)
    case .property(let label, let key, let value):
      let wanted = try evaluate(value)
      if wanted.isNull { return [] }
      if let found = try graph.nodes(label: label, key: key, equals: wanted) { return found }
      return try graph.nodes(label: label)
    }
  }
}

/// Goes on where a slot holds a node of some labels.
final class NodeCheckSink: RowSink {
  private let slot: Int
  private let labels: LabelExpression?

  init(_ run: Execution, _ next: RowSink, _ slot: Int, _ labels: LabelExpression?) {
    self.slot = slot
    self.labels = labels
    super.init(run, next: next)
  }

  override func push() throws(QueryError) -> Bool {
    switch run.slots[slot] {
    case .node(let node):
      guard run.graph.contains(node), try run.has(labels, node) else { return true }
      return try forward()
    case .null: return true
    case let other:
      throw QueryError.type("InvalidArgumentType", "a pattern takes a node, not \(other.typeText)")
    }
  }
}

/// What a step along relationships looks for.
struct StepFilter {
  let direction: StepDirection
  /// The types by name, where they are simple; nil for all.
  let types: [String]?
  /// The condition on types where it is not simple.
  let condition: LabelExpression?

  init(_ direction: RelationshipPattern.Direction, _ types: LabelExpression?) {
    self.direction = direction.step
    self.types = types.flatMap(\.alternatives)
    condition = self.types == nil ? types : nil
  }

  /// Adds a row of steps for each of some nodes.
  func add(
    stepsOf nodes: ArraySlice<NodeID>, in graph: any PropertyGraph, to neighbors: inout NodeNeighbors
  ) throws(QueryError) {
    guard condition != nil else {
      return try graph.addNeighbors(of: nodes, direction: direction, types: types, to: &neighbors)
    }
    for node in nodes {
      for step in try steps(from: node, in: graph) { neighbors.add(step.other, by: step.relationship) }
      neighbors.endRow()
    }
  }

  func steps(from node: NodeID, in graph: any PropertyGraph) throws(QueryError) -> [GraphStep] {
    let all = try graph.steps(from: node, direction: direction, types: types)
    guard let condition else { return all }
    var result: [GraphStep] = []
    for step in all {
      let type = try graph.type(of: step.relationship)
      if try condition.fits({ (name) throws(QueryError) in name == type }, isBare: false) { result.append(step) }
    }
    return result
  }
}

extension Execution {
  /// Whether a relationship stands in one of some slots, alone or in a list.
  func isUsed(_ relationship: RelationshipID, in others: [Int]) -> Bool {
    for slot in others {
      switch slots[slot] {
      case .relationship(let other): if other == relationship { return true }
      case .list(let values):
        for case .relationship(let other) in values where other == relationship { return true }
      default: break
      }
    }
    return false
  }
}

/// Goes one step along the relationships of a node.
final class ExpandSink: RowSink {
  private let expansion: Expansion
  private let filter: StepFilter

  init(_ run: Execution, _ next: RowSink, _ expansion: Expansion) {
    self.expansion = expansion
    filter = StepFilter(expansion.direction, expansion.types)
    super.init(run, next: next)
  }

  override func push() throws(QueryError) -> Bool {
    guard case .node(let from) = run.slots[expansion.from] else { return true }
    var target: NodeID?
    if expansion.isClosed {
      guard case .node(let node) = run.slots[expansion.to] else { return true }
      target = node
    }
    for step in try filter.steps(from: from, in: run.graph) {
      try run.tick()
      if let target, target != step.other { continue }
      if !expansion.others.isEmpty, run.isUsed(step.relationship, in: expansion.others) { continue }
      if target == nil {
        guard try run.has(expansion.labels, step.other) else { continue }
        run.slots[expansion.to] = .node(step.other)
      }
      run.slots[expansion.relationship] = .relationship(step.relationship)
      guard try forward() else { return false }
    }
    return true
  }
}

/// Takes a relationship that is known and finds the nodes at its ends.
final class PlaceSink: RowSink {
  private let expansion: Expansion
  private let filter: StepFilter

  init(_ run: Execution, _ next: RowSink, _ expansion: Expansion) {
    self.expansion = expansion
    filter = StepFilter(expansion.direction, expansion.types)
    super.init(run, next: next)
  }

  override func push() throws(QueryError) -> Bool {
    guard case .relationship(let relationship) = run.slots[expansion.relationship] else {
      if run.slots[expansion.relationship].isNull { return true }
      throw QueryError.type("InvalidArgumentType", "a pattern takes a relationship where another value stands")
    }
    guard run.graph.contains(relationship), !run.isUsed(relationship, in: expansion.others) else { return true }
    if let types = expansion.types {
      let type = try run.graph.type(of: relationship)
      guard try types.fits({ (name) throws(QueryError) in name == type }, isBare: false) else { return true }
    }
    let (source, target) = try run.graph.ends(of: relationship)
    if filter.direction != .incoming, try !place(source, target) { return false }
    if filter.direction == .incoming || (filter.direction == .both && source != target) {
      return try place(target, source)
    }
    return true
  }

  private func place(_ near: NodeID, _ far: NodeID) throws(QueryError) -> Bool {
    if expansion.isOpen {
      run.slots[expansion.from] = .node(near)
    } else {
      guard case .node(near) = run.slots[expansion.from] else { return true }
    }
    // A loop's other end is the one that was just set.
    if expansion.isClosed || expansion.to == expansion.from {
      guard case .node(far) = run.slots[expansion.to] else { return true }
    } else {
      run.slots[expansion.to] = .node(far)
    }
    return try forward()
  }
}

/// Puts a path together.
final class PathSink: RowSink {
  private let slot: Int
  private let form: PathForm

  init(_ run: Execution, _ next: RowSink, _ slot: Int, _ form: PathForm) {
    self.slot = slot
    self.form = form
    super.init(run, next: next)
  }

  override func push() throws(QueryError) -> Bool {
    run.slots[slot] = try run.path(form)
    return try forward()
  }
}

extension Execution {
  /// The path that slots make, null where one of them is null.
  func path(_ form: PathForm) throws(QueryError) -> Value {
    guard case .node(var node) = slots[form.start] else { return .null }
    var nodes = [node]
    var relationships: [RelationshipID] = []
    for step in form.steps {
      switch slots[step.relationship] {
      case .relationship(let relationship):
        relationships.append(relationship)
        guard case .node(let other) = slots[step.node] else { return .null }
        node = other
        nodes.append(node)
      case .list(let values):
        for case .relationship(let relationship) in values {
          let (source, target) = try graph.ends(of: relationship)
          node = source == node ? target : source
          relationships.append(relationship)
          nodes.append(node)
        }
      default: return .null
      }
    }
    return .path(PathValue(nodes: nodes, relationships: relationships))
  }
}

/// Gives a row with nulls where the steps within find nothing.
final class OptionalSink: RowSink {
  private let slots: [Int]
  private var inner: RowSink?
  private var isFound = false

  init(_ run: Execution, _ next: RowSink, _ steps: [PlanStep], _ slots: [Int]) {
    self.slots = slots
    super.init(run, next: next)
    let end = EndSink(run) { [unowned self] () throws(QueryError) -> Bool in
      isFound = true
      return try forward()
    }
    inner = run.chain(steps, then: end)
  }

  override func push() throws(QueryError) -> Bool {
    isFound = false
    if let inner, try !inner.push() { return false }
    guard !isFound else { return true }
    for slot in slots { run.slots[slot] = .null }
    return try forward()
  }
}
