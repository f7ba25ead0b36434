public import KnowledgeGraph

/// A built graph as queries see it: entities are nodes, kinds and their super-kinds labels, predicates types.
///
/// It is read only. What is read is kept for as long as the value lives, since a query asks for the same things again
/// and again; make one for each query.
public struct WovenGraph<Base: GraphReading & Sendable>: PropertyGraph {
  /// How many entities and relations of each sort there are, for planning.
  public struct Counts: Sendable {
    public var entities: [Kind: Int]
    public var relations: [Predicate: Int]

    public init(entities: [Kind: Int], relations: [Predicate: Int]) {
      self.entities = entities
      self.relations = relations
    }
  }

  let base: Base
  let asOf: PartialDate?
  let counts: Counts
  let cache: Cache
  /// What answers without a look at the entities and relations themselves; nil where some of them are not seen.
  let shape: WovenShape?
  public let procedures: [Procedure]
  private let refusalHint: String?

  /// A view of a graph.
  ///
  /// - Parameters:
  ///   - base: The graph.
  ///   - asOf: Only relations that held on this date, and those of which it cannot be told, are seen.
  ///   - counts: How much there is of what; nil counts.
  ///   - procedures: What `CALL` may run.
  ///   - refusalHint: What to do instead of changing the graph by a query.
  /// - Throws: ``QueryError`` where the graph cannot be read.
  public init(
    _ base: Base, asOf: PartialDate? = nil, counts: Counts? = nil, procedures: [Procedure] = [],
    refusalHint: String? = nil
  ) throws(QueryError) {
    self.base = base
    self.asOf = asOf
    self.procedures = procedures
    self.refusalHint = refusalHint
    cache = Cache()
    shape = asOf == nil ? base.adjacency.map { WovenShape($0, base.ontology) } : nil
    if let counts {
      self.counts = counts
    } else {
      let (entities, relations) = try read { () throws(GraphError) in (try base.entities(), try base.relations()) }
      self.counts = Counts(
        entities: entities.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 },
        relations: relations.reduce(into: [:]) { $0[$1.predicate, default: 0] += 1 })
    }
  }

  /// The node of an entity.
  public static func node(_ entity: EntityID) -> NodeID { NodeID(rawValue: Int(entity.rawValue)) }

  public func refusal(of clause: String) -> QueryError? {
    QueryError(
      .readOnly, "ReadOnly", .compileTime,
      "\(clause) is refused: a built graph says what its notes and decisions say, and queries only read it",
      hint: refusalHint)
  }

  // MARK: - What was read

  final class Cache {
    var entities: [EntityID: Entity] = [:]
    var relations: [RelationID: Relation] = [:]
    var steps: [NodeID: [(relation: Relation, other: NodeID)]] = [:]
    var amounts: [ActID: Amount?] = [:]
    /// In the order of their numbers, once all have been asked for.
    var allNodes: [NodeID]?
    var hasAllRelations = false
  }

  /// After so many nodes were asked for one by one, all relations are read at once.
  private static var fewNodes: Int { 500 }

  func entity(_ node: NodeID) throws(QueryError) -> Entity? {
    guard node.rawValue >= 0, let raw = Int32(exactly: node.rawValue) else { return nil }
    let id = EntityID(rawValue: raw)
    if let known = cache.entities[id] { return known }
    let found = try read { () throws(GraphError) in try base.entity(id) }
    cache.entities[id] = found
    return found
  }

  /// The relation that a relationship is: by its position in the shape of the graph, else by its number.
  func id(of relationship: RelationshipID) throws(QueryError) -> RelationID {
    guard let shape else { return RelationID(rawValue: Int64(relationship.rawValue)) }
    return try shape.relation(relationship)
  }

  func relation(_ relationship: RelationshipID) throws(QueryError) -> Relation {
    let id = try id(of: relationship)
    if let known = cache.relations[id] { return known }
    guard let found = try read({ () throws(GraphError) in try base.relation(id) }) else {
      throw QueryError(.entityNotFound, "EntityNotFound", .runtime, "the graph has no relation of this number")
    }
    cache.relations[id] = found
    return found
  }

  /// A value (RAISED, EMPLOYS) has no entity at its other end; a node of its own stands there.
  func target(of relation: Relation) -> NodeID {
    relation.object.map { WovenGraph.node($0) } ?? NodeID(rawValue: -1 - Int(relation.id.rawValue))
  }

  /// The relation of which a node is the value, or nil for an entity.
  func valueRelation(_ node: NodeID) throws(QueryError) -> Relation? {
    guard node.rawValue < 0 else { return nil }
    return try relation(RelationshipID(rawValue: -1 - node.rawValue))
  }

  private func isSeen(_ relation: Relation) -> Bool {
    guard let asOf else { return true }
    return relation.qualifiers.holds(asOf: asOf, by: base.ontology.temporal(relation.predicate).rule) != .no
  }

  private func readAllRelations() throws(QueryError) {
    guard !cache.hasAllRelations else { return }
    cache.hasAllRelations = true
    cache.steps = [:]
    for relation in try read({ () throws(GraphError) in try base.relations() }) where isSeen(relation) {
      cache.relations[relation.id] = relation
      let (source, target) = (WovenGraph.node(relation.subject), target(of: relation))
      cache.steps[source, default: []].append((relation, target))
      if source != target { cache.steps[target, default: []].append((relation, source)) }
    }
  }

  private func relations(at node: NodeID) throws(QueryError) -> [(relation: Relation, other: NodeID)] {
    if cache.hasAllRelations { return cache.steps[node] ?? [] }
    if let known = cache.steps[node] { return known }
    if cache.steps.count >= WovenGraph.fewNodes {
      try readAllRelations()
      return cache.steps[node] ?? []
    }
    var found: [(relation: Relation, other: NodeID)] = []
    if let relation = try valueRelation(node) {
      if isSeen(relation) { found = [(relation, WovenGraph.node(relation.subject))] }
    } else if let raw = Int32(exactly: node.rawValue) {
      let id = EntityID(rawValue: raw)
      let relations = try read { () throws(GraphError) in
        try base.relations(of: id, direction: .both, predicates: nil)
      }
      for relation in relations where isSeen(relation) {
        cache.relations[relation.id] = relation
        let target = target(of: relation)
        found.append((relation, target == node ? WovenGraph.node(relation.subject) : target))
      }
    }
    cache.steps[node] = found
    return found
  }

  // MARK: - Nodes

  public func nodeCount(label: String?) -> Int {
    var count = 0
    for (kind, number) in counts.entities where label.map({ base.ontology.isKind(kind, under: Kind($0)) }) ?? true {
      count += number
    }
    // Authors and values are no kinds; there are some of each.
    return label == "Author" || label == "Value" ? 1 + nodeCount(label: nil) / 10 : count
  }

  public func relationshipCount(type: String?) -> Int {
    guard let type else { return counts.relations.values.reduce(0, +) }
    return counts.relations[Predicate(type)] ?? 0
  }

  public var possibleLabels: Set<String>? {
    Set(base.ontology.kinds.keys.map(\.rawValue) + counts.entities.keys.map(\.rawValue) + ["Author", "Value"])
  }

  public var possibleTypes: Set<String>? {
    Set(base.ontology.predicates.keys.map(\.rawValue) + counts.relations.keys.map(\.rawValue))
  }

  public func nodes(label: String?) throws(QueryError) -> [NodeID] {
    if let shape { return try shape.nodes(label: label) }
    let all = try allNodes()
    guard let label else { return all }
    var result: [NodeID] = []
    for node in all where try hasLabel(label, node: node) { result.append(node) }
    return result
  }

  private func allNodes() throws(QueryError) -> [NodeID] {
    if let known = cache.allNodes { return known }
    try readAllRelations()
    var nodes: [NodeID] = []
    for entity in try read({ () throws(GraphError) in try base.entities() }) {
      cache.entities[entity.id] = entity
      nodes.append(WovenGraph.node(entity.id))
    }
    nodes += cache.steps.keys.filter { $0.rawValue < 0 }
    nodes.sort()
    cache.allNodes = nodes
    return nodes
  }

  public func hasIndex(label: String?, key: String) -> Bool { key == "name" }

  public func nodes(label: String?, key: String, equals value: Value) throws(QueryError) -> [NodeID]? {
    guard key == "name" else { return nil }
    guard case .string(let name) = value else { return [] }
    // Those that have it as an alias only are found by the index of the database.
    if let shape, let found = try shape.nodes(named: name, label: label) { return found }
    var nodes: [NodeID] = []
    for entity in try read({ () throws(GraphError) in try base.entities(named: name) }) {
      cache.entities[entity.id] = entity
      let node = WovenGraph.node(entity.id)
      if try label.map({ (label) throws(QueryError) in try hasLabel(label, node: node) }) ?? true { nodes.append(node) }
    }
    return nodes.sorted()
  }

  public func labels(of node: NodeID) throws(QueryError) -> [String] {
    guard node.rawValue >= 0 else { return ["Value"] }
    if let shape { return try shape.labels(of: node) }
    guard let entity = try entity(node) else { return [] }
    return base.ontology.labels(of: entity.kind, isAuthor: entity.isAuthor)
  }

  public func hasLabel(_ label: String, node: NodeID) throws(QueryError) -> Bool {
    guard node.rawValue >= 0 else { return label == "Value" }
    if let shape { return try shape.hasLabel(label, node: node) }
    guard let entity = try entity(node) else { return false }
    if label == "Author" { return entity.isAuthor }
    return base.ontology.isKind(entity.kind, under: Kind(label))
  }

  // MARK: - Relationships

  public func type(of relationship: RelationshipID) throws(QueryError) -> String {
    if let shape { return try shape.type(of: relationship) }
    return try relation(relationship).predicate.rawValue
  }

  public func ends(of relationship: RelationshipID) throws(QueryError) -> (source: NodeID, target: NodeID) {
    if let shape { return try shape.ends(of: relationship) }
    let relation = try relation(relationship)
    return (WovenGraph.node(relation.subject), target(of: relation))
  }

  public func relationshipClasses() throws(QueryError) -> [RelationshipClass]? { try shape?.relationshipClasses() }

  public func addNeighbors(
    of nodes: ArraySlice<NodeID>, direction: StepDirection, types: [String]?, to neighbors: inout NodeNeighbors
  ) throws(QueryError) {
    if let shape { return try shape.addNeighbors(of: nodes, direction: direction, types: types, to: &neighbors) }
    for node in nodes {
      for step in try steps(from: node, direction: direction, types: types) {
        neighbors.add(step.other, by: step.relationship)
      }
      neighbors.endRow()
    }
  }

  public func steps(from node: NodeID, direction: StepDirection, types: [String]?) throws(QueryError) -> [GraphStep] {
    if let shape { return try shape.steps(from: node, direction: direction, types: types) }
    var steps: [GraphStep] = []
    for (relation, other) in try relations(at: node) {
      if let types, !types.contains(relation.predicate.rawValue) { continue }
      switch direction {
      case .both: break
      case .outgoing: if WovenGraph.node(relation.subject) != node { continue }
      case .incoming: if target(of: relation) != node { continue }
      }
      steps.append(GraphStep(relationship: RelationshipID(rawValue: Int(relation.id.rawValue)), other: other))
    }
    return steps
  }
}

extension Ontology {
  /// A kind and those above it, sorted.
  func labels(of kind: Kind, isAuthor: Bool) -> [String] {
    var labels = isAuthor ? ["Author"] : []
    var kind: Kind? = kind
    // As deep as `isKind(_:under:)` looks.
    for _ in 0..<8 {
      guard let current = kind else { break }
      labels.append(current.rawValue)
      kind = kinds[current]?.parent
    }
    return labels.sorted()
  }
}

/// What a graph says, or why it could not be read, as a fault of a query.
func read<Result>(_ body: () throws(GraphError) -> Result) throws(QueryError) -> Result {
  do throws(GraphError) {
    return try body()
  } catch {
    throw QueryError(.graph, "GraphError", .runtime, error.message, hint: error.hint)
  }
}
