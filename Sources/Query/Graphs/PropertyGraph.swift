/// A graph of nodes with labels and relationships with one type, both with properties: what queries are asked of.
///
/// Reading is all that a graph must do. One that can be changed gives the changing functions too; for the others they
/// throw ``QueryError/Kind/readOnly``.
public protocol PropertyGraph {
  /// How many nodes there are, or how many with a label; may be an estimate.
  func nodeCount(label: String?) -> Int
  /// How many relationships there are, or how many of a type; may be an estimate.
  func relationshipCount(type: String?) -> Int

  /// All nodes, or those with a label, in the order of their numbers.
  func nodes(label: String?) throws(QueryError) -> [NodeID]
  /// The nodes whose property has a value, or nil where the graph has no index that tells. It may give more nodes than
  /// that; the caller looks at each.
  func nodes(label: String?, key: String, equals value: Value) throws(QueryError) -> [NodeID]?
  /// Whether ``nodes(label:key:equals:)`` can answer for a property.
  func hasIndex(label: String?, key: String) -> Bool

  /// All labels that a node can have, or nil where any may be.
  var possibleLabels: Set<String>? { get }
  /// All types that a relationship can have, or nil where any may be.
  var possibleTypes: Set<String>? { get }

  func labels(of node: NodeID) throws(QueryError) -> [String]
  func hasLabel(_ label: String, node: NodeID) throws(QueryError) -> Bool
  func properties(of node: NodeID) throws(QueryError) -> MapValue
  /// The value of a property; null where it has none.
  func property(_ key: String, of node: NodeID) throws(QueryError) -> Value

  func type(of relationship: RelationshipID) throws(QueryError) -> String
  func ends(of relationship: RelationshipID) throws(QueryError) -> (source: NodeID, target: NodeID)
  func properties(of relationship: RelationshipID) throws(QueryError) -> MapValue
  func property(_ key: String, of relationship: RelationshipID) throws(QueryError) -> Value

  /// The relationships at a node; one that leads back to the node itself is given once. All types where `types` is nil.
  func steps(from node: NodeID, direction: StepDirection, types: [String]?) throws(QueryError) -> [GraphStep]

  /// Adds a row for each of some nodes: the nodes at the other ends of their relationships, in the order of
  /// ``steps(from:direction:types:)``.
  func addNeighbors(
    of nodes: ArraySlice<NodeID>, direction: StepDirection, types: [String]?, to neighbors: inout NodeNeighbors
  ) throws(QueryError)

  /// The relationships in classes: those of one type between nodes of the same labels, loops apart, each class with one of
  /// them and their number; nil where the graph would have to look at all to tell.
  func relationshipClasses() throws(QueryError) -> [RelationshipClass]?

  /// What the graph can do beyond the language: functions and procedures by their names.
  var functions: [HostFunction] { get }
  var procedures: [Procedure] { get }

  /// Why a clause that changes the graph is refused, or nil where it is not.
  func refusal(of clause: String) -> QueryError?

  mutating func createNode(labels: [String], properties: MapValue) throws(QueryError) -> NodeID
  mutating func createRelationship(type: String, from: NodeID, to: NodeID, properties: MapValue) throws(QueryError)
    -> RelationshipID
  mutating func set(_ key: String, of node: NodeID, to value: Value) throws(QueryError)
  mutating func set(_ key: String, of relationship: RelationshipID, to value: Value) throws(QueryError)
  mutating func add(label: String, to node: NodeID) throws(QueryError)
  mutating func remove(label: String, from node: NodeID) throws(QueryError)
  /// Deletes a node; its relationships, if any are left, stay until ``danglingNode()`` is asked.
  mutating func delete(_ node: NodeID) throws(QueryError)
  mutating func delete(_ relationship: RelationshipID) throws(QueryError)
  /// Whether the node is there and not deleted.
  func contains(_ node: NodeID) -> Bool
  func contains(_ relationship: RelationshipID) -> Bool
}

/// Which way relationships are walked from a node.
public enum StepDirection: Sendable, Hashable { case outgoing, incoming, both }

/// A relationship as it is met at a node, with the node at its other end.
public struct GraphStep: Sendable, Hashable {
  public var relationship: RelationshipID
  public var other: NodeID

  public init(relationship: RelationshipID, other: NodeID) {
    self.relationship = relationship
    self.other = other
  }
}

/// Relationships of one type between nodes of the same labels.
public struct RelationshipClass: Sendable, Hashable {
  /// One of them.
  public var relationship: RelationshipID
  public var source: NodeID
  public var target: NodeID
  public var count: Int

  public init(relationship: RelationshipID, source: NodeID, target: NodeID, count: Int) {
    self.relationship = relationship
    self.source = source
    self.target = target
    self.count = count
  }
}

/// A function that a graph adds to the language, such as `weft.evidence(r)`.
public struct HostFunction: Sendable {
  public var name: String
  public var argumentCount: ClosedRange<Int>
  public var call: @Sendable (_ arguments: [Value]) throws(QueryError) -> Value

  public init(
    _ name: String, arguments: ClosedRange<Int>,
    call: @escaping @Sendable (_ arguments: [Value]) throws(QueryError) -> Value
  ) {
    self.name = name
    argumentCount = arguments
    self.call = call
  }
}

extension PropertyGraph {
  public func nodes(label: String?, key: String, equals value: Value) throws(QueryError) -> [NodeID]? { nil }
  public func hasIndex(label: String?, key: String) -> Bool { false }
  public var possibleLabels: Set<String>? { nil }
  public var possibleTypes: Set<String>? { nil }
  public func relationshipClasses() throws(QueryError) -> [RelationshipClass]? { nil }
  public var functions: [HostFunction] { [] }
  public var procedures: [Procedure] { [] }
  public func refusal(of clause: String) -> QueryError? {
    QueryError(.readOnly, "ReadOnly", .compileTime, "this graph is not changed by queries: \(clause) is refused")
  }

  public mutating func createNode(labels: [String], properties: MapValue) throws(QueryError) -> NodeID {
    throw readOnly()
  }
  public mutating func createRelationship(type: String, from: NodeID, to: NodeID, properties: MapValue)
    throws(QueryError) -> RelationshipID
  {
    throw readOnly()
  }
  public mutating func set(_ key: String, of node: NodeID, to value: Value) throws(QueryError) { throw readOnly() }
  public mutating func set(_ key: String, of relationship: RelationshipID, to value: Value) throws(QueryError) {
    throw readOnly()
  }
  public mutating func add(label: String, to node: NodeID) throws(QueryError) { throw readOnly() }
  public mutating func remove(label: String, from node: NodeID) throws(QueryError) { throw readOnly() }
  public mutating func delete(_ node: NodeID) throws(QueryError) { throw readOnly() }
  public mutating func delete(_ relationship: RelationshipID) throws(QueryError) { throw readOnly() }
  public func contains(_ node: NodeID) -> Bool { true }
  public func contains(_ relationship: RelationshipID) -> Bool { true }

  private func readOnly() -> QueryError {
    QueryError(.readOnly, "ReadOnly", .runtime, "this graph is not changed by queries")
  }
}
