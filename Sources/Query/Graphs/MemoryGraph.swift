/// A graph in memory that queries may change; a query that fails leaves nothing behind.
public struct MemoryGraph: Sendable {
  struct Node: Sendable {
    /// Sorted.
    var labels: [String]
    var properties: MapValue
    var outgoing: [RelationshipID] = []
    var incoming: [RelationshipID] = []
    var isDeleted = false
  }

  struct Relationship: Sendable {
    var type: String
    var source: NodeID
    var target: NodeID
    var properties: MapValue
    var isDeleted = false
  }

  /// How a change is taken back.
  private enum Undo: Sendable {
    case createdNode(NodeID)
    case createdRelationship(RelationshipID)
    case deletedNode(NodeID)
    case deletedRelationship(RelationshipID)
    case nodeProperty(NodeID, String, Value?)
    case relationshipProperty(RelationshipID, String, Value?)
    case addedLabel(NodeID, String)
    case removedLabel(NodeID, String)
  }

  var nodeList: [Node] = []
  var relationshipList: [Relationship] = []
  var liveNodes = 0
  var liveRelationships = 0
  var relationshipsByType: [String: Int] = [:]
  /// The nodes of each label, in the order of their numbers.
  var byLabel: [String: [NodeID]] = [:]
  public var procedures: [Procedure] = []
  private var journal: [Undo] = []

  public init() {}

  /// Forgets how to take back what was done.
  mutating func commit() { journal = [] }

  /// Takes back what was done since the last ``commit()``.
  mutating func rollback() {
    for undo in journal.reversed() {
      switch undo {
      case .createdNode(let id):
        for label in nodeList[id.rawValue].labels { forget(id, label) }
        liveNodes -= 1
        nodeList.removeLast()
      case .createdRelationship(let id):
        detach(id)
        relationshipList.removeLast()
      case .deletedNode(let id):
        nodeList[id.rawValue].isDeleted = false
        liveNodes += 1
        for label in nodeList[id.rawValue].labels { note(id, label) }
      case .deletedRelationship(let id):
        relationshipList[id.rawValue].isDeleted = false
        attach(id)
      case .nodeProperty(let id, let key, let value): nodeList[id.rawValue].properties[key] = value
      case .relationshipProperty(let id, let key, let value): relationshipList[id.rawValue].properties[key] = value
      case .addedLabel(let id, let label):
        nodeList[id.rawValue].labels.removeAll { $0 == label }
        forget(id, label)
      case .removedLabel(let id, let label): insert(label, id)
      }
    }
    journal = []
  }

  // MARK: - Indices

  private mutating func note(_ id: NodeID, _ label: String) {
    let place = MemoryGraph.position(of: id, in: byLabel[label] ?? [])
    byLabel[label, default: []].insert(id, at: place)
  }

  private mutating func forget(_ id: NodeID, _ label: String) {
    guard let list = byLabel[label] else { return }
    let place = MemoryGraph.position(of: id, in: list)
    if place < list.count, list[place] == id { byLabel[label]?.remove(at: place) }
  }

  private static func position(of id: NodeID, in list: [NodeID]) -> Int {
    // Nodes are mostly noted in the order in which they are made.
    if let last = list.last, last < id { return list.count }
    var (low, high) = (0, list.count)
    while low < high {
      let middle = (low + high) / 2
      if list[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private mutating func insert(_ label: String, _ id: NodeID) {
    var labels = nodeList[id.rawValue].labels
    labels.append(label)
    labels.sort()
    nodeList[id.rawValue].labels = labels
    note(id, label)
  }

  private mutating func attach(_ id: RelationshipID) {
    let relationship = relationshipList[id.rawValue]
    nodeList[relationship.source.rawValue].outgoing.append(id)
    nodeList[relationship.target.rawValue].incoming.append(id)
    relationshipsByType[relationship.type, default: 0] += 1
    liveRelationships += 1
  }

  private mutating func detach(_ id: RelationshipID) {
    let relationship = relationshipList[id.rawValue]
    nodeList[relationship.source.rawValue].outgoing.removeAll { $0 == id }
    nodeList[relationship.target.rawValue].incoming.removeAll { $0 == id }
    relationshipsByType[relationship.type, default: 0] -= 1
    liveRelationships -= 1
  }

  // MARK: - Changes

  public mutating func createNode(labels: [String], properties: MapValue) -> NodeID {
    let id = NodeID(rawValue: nodeList.count)
    let labels = Set(labels).sorted()
    nodeList.append(Node(labels: labels, properties: properties))
    liveNodes += 1
    for label in labels { note(id, label) }
    journal.append(.createdNode(id))
    return id
  }

  public mutating func createRelationship(type: String, from: NodeID, to: NodeID, properties: MapValue)
    throws(QueryError) -> RelationshipID
  {
    guard contains(from), contains(to) else { throw deleted("node") }
    let id = RelationshipID(rawValue: relationshipList.count)
    relationshipList.append(Relationship(type: type, source: from, target: to, properties: properties))
    attach(id)
    journal.append(.createdRelationship(id))
    return id
  }

  public mutating func set(_ key: String, of node: NodeID, to value: Value) throws(QueryError) {
    guard contains(node) else { throw deleted("node") }
    journal.append(.nodeProperty(node, key, nodeList[node.rawValue].properties[key]))
    nodeList[node.rawValue].properties[key] = value.isNull ? nil : value
  }

  public mutating func set(_ key: String, of relationship: RelationshipID, to value: Value) throws(QueryError) {
    guard contains(relationship) else { throw deleted("relationship") }
    journal.append(.relationshipProperty(relationship, key, relationshipList[relationship.rawValue].properties[key]))
    relationshipList[relationship.rawValue].properties[key] = value.isNull ? nil : value
  }

  public mutating func add(label: String, to node: NodeID) throws(QueryError) {
    guard contains(node) else { throw deleted("node") }
    guard !nodeList[node.rawValue].labels.contains(label) else { return }
    insert(label, node)
    journal.append(.addedLabel(node, label))
  }

  public mutating func remove(label: String, from node: NodeID) throws(QueryError) {
    guard contains(node) else { throw deleted("node") }
    guard nodeList[node.rawValue].labels.contains(label) else { return }
    nodeList[node.rawValue].labels.removeAll { $0 == label }
    forget(node, label)
    journal.append(.removedLabel(node, label))
  }

  public mutating func delete(_ node: NodeID) throws(QueryError) {
    guard contains(node) else { return }
    nodeList[node.rawValue].isDeleted = true
    liveNodes -= 1
    for label in nodeList[node.rawValue].labels { forget(node, label) }
    journal.append(.deletedNode(node))
  }

  public mutating func delete(_ relationship: RelationshipID) throws(QueryError) {
    guard contains(relationship) else { return }
    detach(relationship)
    relationshipList[relationship.rawValue].isDeleted = true
    journal.append(.deletedRelationship(relationship))
  }

  func deleted(_ what: String) -> QueryError {
    QueryError(.entityNotFound, "DeletedEntityAccess", .runtime, "this \(what) has been deleted")
  }
}
