/// A graph that can be asked: one in memory, or one on disk.
///
/// The questions are few and small, so that each can be answered by one look-up in an index; what is composed of them
/// (paths, neighbourhoods, ranking) is written once, over this protocol.
public protocol GraphReading {
  var ontology: Ontology { get }

  /// The entity with a number, or nil where the graph has none.
  func entity(_ id: EntityID) throws(GraphError) -> Entity?
  /// The entities that a name means: those with the preferred name, else those with the alias; upper and lower case,
  /// and marks over letters, make no difference. Sorted by name.
  func entities(named name: String) throws(GraphError) -> [Entity]
  /// All entities, sorted by name.
  func entities() throws(GraphError) -> [Entity]
  /// Names and aliases that look like `name`, nearest first, for "did you mean".
  func names(like name: String, limit: Int) throws(GraphError) -> [String]

  func relation(_ id: RelationID) throws(GraphError) -> Relation?
  /// The relations of an entity, sorted by predicate, then by the other end, then by number; all predicates where
  /// `predicates` is nil.
  func relations(of entity: EntityID, direction: Direction, predicates: Set<Predicate>?) throws(GraphError)
    -> [Relation]
  /// The relation that a claim is part of, or nil where it is part of none; the first by number, were there several.
  func relation(of claim: ClaimID) throws(GraphError) -> Relation?
  /// All relations in the order of their numbers.
  func relations() throws(GraphError) -> [Relation]
  /// All relations but those of some predicates, in the order of their numbers.
  func relations(excluding predicates: Set<Predicate>) throws(GraphError) -> [Relation]

  func act(_ id: ActID) throws(GraphError) -> Act?
  func acts() throws(GraphError) -> [Act]

  func claim(_ id: ClaimID) throws(GraphError) -> Claim?
  /// The claims whose identity begins with `prefix`, at most `limit`, sorted by identity.
  func claims(withPrefix prefix: String, limit: Int) throws(GraphError) -> [Claim]
  /// The shortest prefix of a claim's identity, of at least four digits, that no other claim of the graph begins with.
  func shortID(of claim: ClaimID) throws(GraphError) -> String
  func passage(_ id: PassageID) throws(GraphError) -> Passage?
  func source(_ id: SourceID) throws(GraphError) -> Source?

  /// What people decided about a claim, in the order in which they did.
  func decisions(on claim: ClaimID) throws(GraphError) -> [DecisionTrace]
  /// What people decided about an entity, by its name, in the order in which they did.
  func decisions(onEntity name: String) throws(GraphError) -> [DecisionTrace]
  /// The line of its file on which a person asserts a claim, counted from 1; nil where nothing tells.
  func line(ofAsserted claim: ClaimID) throws(GraphError) -> Int?
  /// The shape of just this graph in flat arrays, for questions that walk far; nil where there is none.
  var adjacency: GraphAdjacency? { get }
}

extension GraphReading {
  public func decisions(on claim: ClaimID) throws(GraphError) -> [DecisionTrace] { [] }
  public func decisions(onEntity name: String) throws(GraphError) -> [DecisionTrace] { [] }
  public func line(ofAsserted claim: ClaimID) throws(GraphError) -> Int? { nil }
  public var adjacency: GraphAdjacency? { nil }

  public func relations(excluding predicates: Set<Predicate>) throws(GraphError) -> [Relation] {
    try relations().filter { !predicates.contains($0.predicate) }
  }
}

/// Which way a relation is walked from an entity.
public enum Direction: String, Sendable, Hashable, CaseIterable { case out, `in`, both }

/// A graph could not be read: the message says what failed, the hint what to do.
public struct GraphError: Error, Sendable, Hashable {
  public var message: String
  public var hint: String?

  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
