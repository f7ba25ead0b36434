import KnowledgeGraph
import Synchronization

/// The shape of a built graph as queries see it: nodes by the numbers of their entities, relationships by their
/// positions, values below zero by the positions of their relations.
final class WovenShape: Sendable {
  let adjacency: GraphAdjacency
  private let labels: [[String]]
  private let authorLabels: [[String]]
  private let predicateNumbers: [String: Int]
  /// What was asked for last, since a query asks for the same label and types again and again.
  private let memo = Mutex(Memo())

  private struct Memo {
    var label = ""
    var hasLabel: [Bool] = []
    var types: [String] = []
    var predicates: [Int] = []
  }

  init(_ adjacency: GraphAdjacency, _ ontology: Ontology) {
    self.adjacency = adjacency
    labels = adjacency.kinds.map { ontology.labels(of: $0, isAuthor: false) }
    authorLabels = adjacency.kinds.map { ontology.labels(of: $0, isAuthor: true) }
    predicateNumbers = Dictionary(
      adjacency.predicates.enumerated().map { ($1.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func position(of node: NodeID) throws(QueryError) -> Int {
    guard let raw = Int32(exactly: node.rawValue), let position = adjacency.position(of: EntityID(rawValue: raw)) else {
      throw QueryError(.entityNotFound, "EntityNotFound", .runtime, "the graph has no entity of this number")
    }
    return position
  }

  private func node(at position: Int) -> NodeID { NodeID(rawValue: Int(adjacency.entity(at: position).rawValue)) }

  private func position(of relationship: RelationshipID) throws(QueryError) -> Int {
    guard relationship.rawValue >= 0, relationship.rawValue < adjacency.relationCount else {
      throw QueryError(.entityNotFound, "EntityNotFound", .runtime, "the graph has no relation of this number")
    }
    return relationship.rawValue
  }

  // MARK: - Nodes

  /// Which kinds have a label, by their numbers.
  private func kinds(withLabel label: String) -> [Bool] {
    memo.withLock { memo in
      if memo.label != label || memo.hasLabel.isEmpty {
        memo.label = label
        memo.hasLabel = labels.map { $0.contains(label) }
      }
      return memo.hasLabel
    }
  }

  func hasLabel(_ label: String, node: NodeID) throws(QueryError) -> Bool {
    let position = try position(of: node)
    if label == "Author", adjacency.isAuthor(at: position) { return true }
    let kinds = kinds(withLabel: label)
    return kinds[try read { () throws(GraphError) in try adjacency.kind(at: position) }]
  }

  func labels(of node: NodeID) throws(QueryError) -> [String] {
    let position = try position(of: node)
    let kind = try read { () throws(GraphError) in try adjacency.kind(at: position) }
    return adjacency.isAuthor(at: position) ? authorLabels[kind] : labels[kind]
  }

  func name(of node: NodeID) throws(QueryError) -> String {
    let position = try position(of: node)
    return try read { () throws(GraphError) in try adjacency.name(at: position) }
  }

  func nodes(label: String?) throws(QueryError) -> [NodeID] {
    guard let label else {
      let values = adjacency.valueRelations().reversed().map { NodeID(rawValue: -1 - $0) }
      return values + (0..<adjacency.entityCount).map { node(at: $0) }
    }
    if label == "Value" { return adjacency.valueRelations().reversed().map { NodeID(rawValue: -1 - $0) } }
    let kinds = kinds(withLabel: label)
    return try read { () throws(GraphError) in
      var result: [NodeID] = []
      for position in 0..<adjacency.entityCount {
        let isMeant = try kinds[adjacency.kind(at: position)] || (label == "Author" && adjacency.isAuthor(at: position))
        if isMeant { result.append(node(at: position)) }
      }
      return result
    }
  }

  /// The nodes with a preferred name; nil where there is none, since it may be an alias.
  func nodes(named name: String, label: String?) throws(QueryError) -> [NodeID]? {
    let found = try read { () throws(GraphError) in try adjacency.positions(named: name) }
    guard !found.isEmpty else { return nil }
    var result: [NodeID] = []
    for position in found {
      let node = node(at: position)
      if try label.map({ (label) throws(QueryError) in try hasLabel(label, node: node) }) ?? true {
        result.append(node)
      }
    }
    return result
  }

  // MARK: - Relationships

  func relation(_ relationship: RelationshipID) throws(QueryError) -> RelationID {
    adjacency.relation(at: try position(of: relationship))
  }

  func type(of relationship: RelationshipID) throws(QueryError) -> String {
    let position = try position(of: relationship)
    let number = try read { () throws(GraphError) in try adjacency.predicate(ofRelationAt: position) }
    return adjacency.predicates[number].rawValue
  }

  func ends(of relationship: RelationshipID) throws(QueryError) -> (source: NodeID, target: NodeID) {
    let position = try position(of: relationship)
    let ends = try read { () throws(GraphError) in try adjacency.ends(ofRelationAt: position) }
    return (node(at: ends.subject), ends.object < 0 ? NodeID(rawValue: -1 - position) : node(at: ends.object))
  }

  func relationshipClasses() throws(QueryError) -> [RelationshipClass] {
    try read { () throws(GraphError) in
      var result: [RelationshipClass] = []
      for item in try adjacency.relationClasses() {
        let (position, ends) = (item.relation, try adjacency.ends(ofRelationAt: item.relation))
        result.append(
          RelationshipClass(
            relationship: RelationshipID(rawValue: position), source: node(at: ends.subject),
            target: ends.object < 0 ? NodeID(rawValue: -1 - position) : node(at: ends.object), count: item.count))
      }
      return result
    }
  }

  private func predicates(ofTypes types: [String]) -> [Int] {
    memo.withLock { memo in
      if memo.types != types {
        memo.types = types
        memo.predicates = types.compactMap { predicateNumbers[$0] }
      }
      return memo.predicates
    }
  }

  func steps(from node: NodeID, direction: StepDirection, types: [String]?) throws(QueryError) -> [GraphStep] {
    var steps: [GraphStep] = []
    try forEachStep(from: node, direction: direction, predicates: types.map { self.predicates(ofTypes: $0) }) {
      relation, other in
      steps.append(GraphStep(relationship: RelationshipID(rawValue: relation), other: other))
    }
    return steps
  }

  func addNeighbors(
    of nodes: ArraySlice<NodeID>, direction: StepDirection, types: [String]?, to neighbors: inout NodeNeighbors
  ) throws(QueryError) {
    let predicates = types.map { self.predicates(ofTypes: $0) }
    for node in nodes {
      try forEachStep(from: node, direction: direction, predicates: predicates) { relation, other in
        neighbors.add(other, by: RelationshipID(rawValue: relation))
      }
      neighbors.endRow()
    }
  }

  @inline(__always)
  private func forEachStep(
    from node: NodeID, direction: StepDirection, predicates: [Int]?, _ body: (_ relation: Int, _ other: NodeID) -> Void
  ) throws(QueryError) {
    if let predicates, predicates.isEmpty { return }
    // A value has the one relation that states it.
    if node.rawValue < 0 {
      let position = try position(of: RelationshipID(rawValue: -1 - node.rawValue))
      let number = try read { () throws(GraphError) in try adjacency.predicate(ofRelationAt: position) }
      guard direction != .outgoing, predicates?.contains(number) ?? true else { return }
      return body(position, try ends(of: RelationshipID(rawValue: position)).source)
    }
    let position = try position(of: node)
    let way: Direction =
      switch direction {
      case .outgoing: .out
      case .incoming: .in
      case .both: .both
      }
    try read { () throws(GraphError) in
      try adjacency.forEachStep(from: position, direction: way, predicates: predicates) { step in
        body(step.relation, step.other < 0 ? NodeID(rawValue: -1 - step.relation) : self.node(at: step.other))
        return true
      }
    }
  }
}
