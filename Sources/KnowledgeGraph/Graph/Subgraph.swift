/// A part of a graph with its proof: what a figure draws and an export writes.
public struct Subgraph: Hashable, Sendable {
  /// Sorted by name.
  public var entities: [Entity]
  /// In the order of their numbers; both ends are among ``entities``.
  public var relations: [Relation]
  public var acts: [Act]
  /// The proofs of each relation, in the order of its claims.
  public var proofs: [RelationID: [Proof]]
  /// The entities that were asked for.
  public var focus: [EntityID]
  /// What was left out beside an entity, where something was.
  public var omitted: [EntityID: Omission]

  public init(
    entities: [Entity], relations: [Relation], acts: [Act] = [], proofs: [RelationID: [Proof]] = [:],
    focus: [EntityID] = [], omitted: [EntityID: Omission] = [:]
  ) {
    self.entities = entities
    self.relations = relations
    self.acts = acts
    self.proofs = proofs
    self.focus = focus
    self.omitted = omitted
  }
}
