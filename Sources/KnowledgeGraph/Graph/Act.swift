/// The number of an act in one built graph; never shown or kept.
public struct ActID: RawRepresentable, Hashable, Sendable, Comparable {
  public var rawValue: Int64
  public init(rawValue: Int64) { self.rawValue = rawValue }
  public static func < (left: ActID, right: ActID) -> Bool { left.rawValue < right.rawValue }
}

/// An event with its parties, its amount and its date: told once or many times, counted once.
///
/// An act owns its amount: relations that are part of it carry none of their own.
public struct Act: Hashable, Sendable, Identifiable {
  public var id: ActID
  public var predicate: Predicate
  /// The relations of the act, in the order of their numbers; their ends are the parties.
  public var relations: [RelationID]
  public var amount: Amount?
  public var at: StatedDate?
  public var announced: StatedDate?
  public var status: Qualifiers.Status?
  /// The claims that tell of it, best first.
  public var claims: [ClaimID]
  public var sourceCount: Int

  public init(
    id: ActID, predicate: Predicate, relations: [RelationID], amount: Amount? = nil, at: StatedDate? = nil,
    announced: StatedDate? = nil, status: Qualifiers.Status? = nil, claims: [ClaimID], sourceCount: Int = 1
  ) {
    self.id = id
    self.predicate = predicate
    self.relations = relations
    self.amount = amount
    self.at = at
    self.announced = announced
    self.status = status
    self.claims = claims
    self.sourceCount = sourceCount
  }
}
