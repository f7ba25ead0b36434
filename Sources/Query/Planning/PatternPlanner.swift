/// Chooses the order in which a pattern is found: where to start, and along which relationship to go on.
///
/// Greedy: always the step that is thought to give the fewest rows, by the counts that the graph keeps. Conditions are
/// looked at as soon as all that they speak of is known.
struct PatternPlanner {
  private let pattern: QueryPattern
  private let graph: any PropertyGraph
  private var bound: Set<Int>
  private var steps: [PlanStep] = []
  private var openConditions: [QueryPattern.Condition]
  private var openPaths: [(slot: Int, form: PathForm)]
  private let patternSlots: Set<Int>
  /// The relationships that are found already.
  private var found: Set<Int> = []

  init(pattern: QueryPattern, graph: any PropertyGraph, bound: Set<Int>) {
    self.pattern = pattern
    self.graph = graph
    self.bound = bound
    openConditions = pattern.conditions
    openPaths = pattern.paths
    var slots = Set(pattern.nodes.map(\.slot))
    slots.formUnion(pattern.relationships.map(\.slot))
    slots.formUnion(pattern.relationships.compactMap(\.pathSlot))
    slots.formUnion(pattern.paths.map(\.slot))
    patternSlots = slots
  }

  /// - Complexity: O(n²) in the size of the pattern.
  mutating func plan() -> [PlanStep] {
    var openNodes = Set(pattern.nodes.indices)
    var open = Set(pattern.relationships.indices)
    for index in pattern.nodes.indices where bound.contains(pattern.nodes[index].slot) {
      openNodes.remove(index)
      let node = pattern.nodes[index]
      steps.append(.checkNode(slot: node.slot, labels: node.labels, name: node.name))
    }
    settle()
    while true {
      if let next = cheapestRelationship(of: open) {
        open.remove(next)
        follow(next, &openNodes)
      } else if let start = cheapestStart(of: openNodes, open) {
        openNodes.remove(start)
        find(start)
      } else {
        break
      }
      // A node that stands twice in the pattern is found once.
      openNodes = openNodes.filter { !bound.contains(pattern.nodes[$0].slot) }
      settle()
    }
    return steps
  }

  /// Adds the conditions and paths for which all is known.
  private mutating func settle() {
    openPaths = openPaths.filter { path in
      let needed = [path.form.start] + path.form.steps.flatMap { [$0.relationship, $0.node] }
      guard needed.allSatisfy(bound.contains) else { return true }
      steps.append(.path(slot: path.slot, path.form))
      bound.insert(path.slot)
      return false
    }
    openConditions = openConditions.filter { condition in
      guard condition.value.slots.intersection(patternSlots).isSubset(of: bound) else { return true }
      steps.append(.filter(condition.value, text: condition.text))
      return false
    }
  }

  // MARK: - Choosing

  private func cheapestRelationship(of open: Set<Int>) -> Int? {
    var best: (cost: Double, index: Int)?
    for index in open.sorted() {
      guard let cost = cost(of: pattern.relationships[index]) else { continue }
      if cost < best?.cost ?? .infinity { best = (cost, index) }
    }
    return best?.index
  }

  /// How many rows a relationship is thought to make of one, or nil where it cannot be followed yet.
  private func cost(of relationship: QueryPattern.Relationship) -> Double? {
    let from = bound.contains(pattern.nodes[relationship.from].slot)
    let to = bound.contains(pattern.nodes[relationship.to].slot)
    if relationship.isGiven { return relationship.isWalk ? (from || to ? 0.2 : nil) : 0.1 }
    guard from || to else { return nil }
    if relationship.selector != nil { return from && to ? 0.6 : nil }
    if from, to { return relationship.isWalk ? 50 : 0.5 }
    let target = pattern.nodes[from ? relationship.to : relationship.from]
    let nodes = Double(max(1, graph.nodeCount(label: nil)))
    var count = 0.0
    if let types = relationship.syntax.types?.alternatives {
      for type in types { count += Double(graph.relationshipCount(type: type)) }
    } else {
      count = Double(graph.relationshipCount(type: nil))
    }
    var rows = count / nodes * (relationship.syntax.direction == .either ? 2 : 1)
    if let label = target.labels?.conjunction?.first {
      rows *= Double(graph.nodeCount(label: label)) / nodes
    }
    if relationship.isWalk { rows = max(rows, 1.5) * 20 }
    if isRestricted(target) { rows *= 0.1 }
    return rows + 1
  }

  private func isRestricted(_ node: QueryPattern.Node) -> Bool {
    openConditions.contains { $0.value.slots.contains(node.slot) }
  }

  private func cheapestStart(of nodes: Set<Int>, _ open: Set<Int>) -> Int? {
    var best: (cost: Double, index: Int)?
    for index in nodes.sorted() {
      let cost = self.cost(of: access(to: pattern.nodes[index]), isRestricted(pattern.nodes[index]))
      if cost < best?.cost ?? .infinity { best = (cost, index) }
    }
    return best?.index
  }

  private func cost(of access: NodeScan.Access, _ isRestricted: Bool) -> Double {
    let rows =
      switch access {
      case .property: 1.0
      case .label(let label): Double(graph.nodeCount(label: label)) + 2
      case .all: Double(graph.nodeCount(label: nil)) + 3
      }
    return isRestricted ? rows * 0.9 : rows
  }

  private func access(to node: QueryPattern.Node) -> NodeScan.Access {
    let labels = node.labels?.conjunction ?? []
    let rarest = labels.min { graph.nodeCount(label: $0) < graph.nodeCount(label: $1) }
    for condition in openConditions {
      guard let (key, value) = equality(condition.value, slot: node.slot),
        value.slots.intersection(patternSlots).isSubset(of: bound), graph.hasIndex(label: rarest, key: key)
      else { continue }
      return .property(label: rarest, key: key, value)
    }
    return rarest.map { .label($0) } ?? .all
  }

  /// The key and the value where a condition is that a property of a slot equals something.
  private func equality(_ condition: BoundExpression, slot: Int) -> (String, BoundExpression)? {
    guard case .comparison(let left, let rest) = condition, rest.count == 1, rest[0].0 == .equal else { return nil }
    if case .property(.slot(slot), let key, _) = left, !rest[0].1.slots.contains(slot) { return (key, rest[0].1) }
    if case .property(.slot(slot), let key, _) = rest[0].1, !left.slots.contains(slot) { return (key, left) }
    return nil
  }

  // MARK: - Steps

  private mutating func find(_ index: Int) {
    let node = pattern.nodes[index]
    let access = access(to: node)
    // A label that the scan itself looks for needs no second look.
    var labels = node.labels
    if case .label(let label) = access, labels == .name(label) { labels = nil }
    steps.append(.nodes(NodeScan(slot: node.slot, access: access, labels: labels, name: node.name)))
    bound.insert(node.slot)
  }

  /// Whether two relationships can never be one, because of their types.
  private func haveNoTypeInCommon(_ left: QueryPattern.Relationship, _ right: QueryPattern.Relationship) -> Bool {
    guard !left.isGiven, !right.isGiven, let types = left.syntax.types?.alternatives,
      let others = right.syntax.types?.alternatives
    else { return false }
    return Set(types).isDisjoint(with: others)
  }

  private mutating func follow(_ index: Int, _ openNodes: inout Set<Int>) {
    let relationship = pattern.relationships[index]
    let (first, second) = (pattern.nodes[relationship.from], pattern.nodes[relationship.to])
    let startsAtFirst = bound.contains(first.slot) || (relationship.isGiven && !relationship.isWalk)
    let (near, far) = startsAtFirst ? (first, second) : (second, first)
    let direction = startsAtFirst ? relationship.syntax.direction : relationship.syntax.direction.reversed
    let isClosed = bound.contains(far.slot)
    let others = pattern.relationships.indices.filter { other in
      other != index && bound.contains(pattern.relationships[other].slot)
        && pattern.relationships[other].selector == nil && found.contains(other)
        && !haveNoTypeInCommon(relationship, pattern.relationships[other])
    }.map { pattern.relationships[$0].slot }
    let length = relationship.syntax.length
    if relationship.selector != nil {
      steps.append(
        .shortest(
          ShortestSearch(
            from: first.slot, to: second.slot, relationships: relationship.slot, path: relationship.pathSlot,
            direction: relationship.syntax.direction, types: relationship.syntax.types,
            properties: relationship.properties, least: length.map { $0.least ?? 1 } ?? 1,
            most: length.map(\.most) ?? 1, isAll: relationship.selector == .allShortest,
            isSingle: !relationship.isWalk)))
      if let path = relationship.pathSlot { bound.insert(path) }
    } else if relationship.isWalk {
      steps.append(
        .walk(
          Walk(
            from: near.slot, relationships: relationship.slot, to: far.slot, direction: direction,
            types: relationship.syntax.types, properties: relationship.properties, least: length?.least ?? 1,
            most: length?.most, isClosed: isClosed, labels: isClosed ? nil : far.labels, others: others,
            isGiven: relationship.isGiven, isReversed: !startsAtFirst, onceEach: false, name: relationship.name)))
    } else {
      let expansion = Expansion(
        from: near.slot, relationship: relationship.slot, to: far.slot, direction: direction,
        types: relationship.syntax.types, isOpen: !bound.contains(near.slot), isClosed: isClosed,
        labels: isClosed || relationship.isGiven ? nil : far.labels, others: others, name: relationship.name)
      steps.append(relationship.isGiven ? .place(expansion) : .expand(expansion))
      if relationship.isGiven {
        for node in [near, far] where !bound.contains(node.slot) && node.labels != nil {
          steps.append(.checkNode(slot: node.slot, labels: node.labels, name: node.name))
        }
      }
    }
    bound.formUnion([near.slot, far.slot, relationship.slot])
    found.insert(index)
  }
}

extension RelationshipPattern.Direction {
  var reversed: RelationshipPattern.Direction {
    switch self {
    case .right: .left
    case .left: .right
    case .either: .either
    }
  }

  var step: StepDirection {
    switch self {
    case .right: .outgoing
    case .left: .incoming
    case .either: .both
    }
  }
}
