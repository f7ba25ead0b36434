/// Steps that find a tree: one scan, then single relationships to nodes that were not there before, and conditions that
/// speak of one node each.
struct PatternTree {
  struct Edge {
    /// Positions in ``nodes``; the parent is found first.
    var parent: Int
    var child: Int
    /// Along which the child is found from the parent.
    var step: Tally.Step
  }

  let scan: NodeScan
  private var nodes: [Tally.Node]
  private var edges: [Edge] = []
  private var places: [Int: Int]
  private var edgePlaces: [Int: Int] = [:]
  /// Pairs of edges that may not be one relationship.
  private(set) var conflicts: [(first: Int, second: Int)] = []

  /// The tree that some steps find, or nil where they find something else.
  init?(_ steps: some Collection<PlanStep>) {
    guard case .nodes(let scan)? = steps.first else { return nil }
    self.scan = scan
    nodes = [Tally.Node(slots: [scan.slot], labels: scan.labels.map { [$0] } ?? [])]
    places = [scan.slot: 0]
    for step in steps.dropFirst() {
      switch step {
      case .checkNode(let slot, let labels, _):
        guard let place = places[slot] else { return nil }
        if let labels { nodes[place].labels.append(labels) }
      case .filter(let condition, _):
        let slots = condition.slots
        guard slots.count == 1, let slot = slots.first, let place = places[slot], !condition.isVolatile else {
          return nil
        }
        nodes[place].conditions.append(condition)
      case .expand(let expansion):
        guard add(expansion) else { return nil }
      default: return nil
      }
    }
    guard !edges.isEmpty else { return nil }
  }

  private mutating func add(_ expansion: Expansion) -> Bool {
    let types = expansion.types?.alternatives
    guard !expansion.isClosed, !expansion.isOpen, let parent = places[expansion.from], places[expansion.to] == nil,
      expansion.types == nil || types != nil
    else { return false }
    for slot in expansion.others {
      guard let other = edgePlaces[slot] else { return false }
      conflicts.append((other, edges.count))
    }
    places[expansion.to] = nodes.count
    edgePlaces[expansion.relationship] = edges.count
    let step = Tally.Step(direction: expansion.direction.step, types: types)
    edges.append(Edge(parent: parent, child: nodes.count, step: step))
    nodes.append(Tally.Node(slots: [expansion.to], labels: expansion.labels.map { [$0] } ?? []))
    return true
  }

  /// Whether a slot holds a node or a relationship of the tree, which are never null.
  func holds(_ slot: Int) -> Bool { places[slot] != nil || edgePlaces[slot] != nil }

  func isNode(_ slot: Int) -> Bool { places[slot] != nil }

  /// The tree with what two edges of one node lead to as one node, found by one relationship; nil where that is no
  /// tree.
  func merging(_ first: Int, _ second: Int) -> PatternTree? {
    guard edges.indices.contains(first), edges.indices.contains(second) else { return nil }
    let (one, other) = (edges[first], edges[second])
    var merged = self
    let kept: Int
    let way: StepDirection
    if one.child == other.parent {
      // Out and back.
      kept = one.parent
      way = other.step.direction.reversed
    } else if one.parent == other.parent {
      kept = one.child
      way = other.step.direction
    } else {
      return nil
    }
    switch (one.step.types, other.step.types) {
    case (let left?, let right?):
      let both = left.filter(right.contains)
      guard !both.isEmpty else { return nil }
      merged.edges[first].step.types = both
    case (nil, let types?): merged.edges[first].step.types = types
    default: break
    }
    switch (one.step.direction, way) {
    case (.both, _): merged.edges[first].step.direction = way
    case (_, .both): break
    case (let left, let right): merged.edges[first].step.isLoop = left != right
    }
    merged.nodes[kept].slots += nodes[other.child].slots
    merged.nodes[kept].labels += nodes[other.child].labels
    merged.nodes[kept].conditions += nodes[other.child].conditions
    for (slot, place) in places where place == other.child { merged.places[slot] = kept }
    for index in edges.indices where edges[index].parent == other.child { merged.edges[index].parent = kept }
    merged.edges.remove(at: second)
    return merged
  }

  /// The way from the scan to the node of a slot, with all else as what hangs on it.
  func spine(to slot: Int) -> Tally.Spine? {
    guard let root = places[slot] else { return nil }
    var way: [Edge] = []
    var place = root
    while place != 0 {
      guard let edge = edges.first(where: { $0.child == place }) else { return nil }
      way.append(edge)
      place = edge.parent
    }
    let stops = Set(way.map(\.child))
    return Tally.Spine(
      start: node(0, without: stops),
      stops: way.reversed().map { Tally.Branch(step: $0.step, node: node($0.child, without: stops)) })
  }

  private func node(_ place: Int, without stops: Set<Int>) -> Tally.Node {
    var node = nodes[place]
    for edge in edges where edge.parent == place && !stops.contains(edge.child) {
      node.branches.append(Tally.Branch(step: edge.step, node: self.node(edge.child, without: stops)))
    }
    return node
  }
}

extension StepDirection {
  fileprivate var reversed: StepDirection {
    switch self {
    case .outgoing: .incoming
    case .incoming: .outgoing
    case .both: .both
    }
  }
}
