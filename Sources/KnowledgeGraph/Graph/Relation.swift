/// The number of a relation in one built graph; never shown or kept. In a graph that was built it is that of the subject
/// and, in the lower 32 bits, a place among the relations of the subject.
public struct RelationID: RawRepresentable, Hashable, Sendable, Comparable {
  public var rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
  public static func < (left: RelationID, right: RelationID) -> Bool { left.rawValue < right.rawValue }
}

/// The edge between two entities: the claims that agree, grouped.
public struct Relation: Hashable, Sendable, Identifiable {
  public var id: RelationID
  public var subject: EntityID
  public var predicate: Predicate
  /// Nil for a value (RAISED, VALUED_AT, EMPLOYS).
  public var object: EntityID?
  /// What the claims agree on: the most precise date that fits all; empty where several stand.
  public var qualifiers: Qualifiers
  /// The claims that make it up, best first (factual, precise, confident, then by id); never empty.
  public var claims: [ClaimID]
  /// How many independent sources say so: the same text, author or syndicated URL counts once.
  public var sourceCount: Int
  /// How sure it is, 0...1: the strongest of its claims and, where independent sources say so, the chance that not all of
  /// them are wrong.
  public var confidence: Double
  /// The relations that cannot hold together with this one.
  public var contestedBy: [RelationID]
  /// The act that this relation is a part of.
  public var act: ActID?

  public init(
    id: RelationID, subject: EntityID, predicate: Predicate, object: EntityID?, qualifiers: Qualifiers = Qualifiers(),
    claims: [ClaimID], sourceCount: Int = 1, confidence: Double = 1, contestedBy: [RelationID] = [],
    act: ActID? = nil
  ) {
    self.id = id
    self.subject = subject
    self.predicate = predicate
    self.object = object
    self.qualifiers = qualifiers
    self.claims = claims
    self.sourceCount = sourceCount
    self.confidence = confidence
    self.contestedBy = contestedBy
    self.act = act
  }

  /// The entity at the other end, or nil for a value.
  public func other(than entity: EntityID) -> EntityID? { subject == entity ? object : subject }
}
