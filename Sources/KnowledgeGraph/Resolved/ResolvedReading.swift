/// A kept graph, as far as a change of few notes needs to know it.
package protocol ResolvedReading {
  /// ``ResolvedNames/leftOut`` is among them where a name may mean what people hid.
  func entities(withKey key: String) throws -> [EntityID]
  func keys(of entity: EntityID) throws -> [String]
  /// The notes that a name may mean, without passages and claims.
  func headings(withKey key: String) throws -> [NoteRecord]
  func headings(of source: SourceID) throws -> [NoteRecord]

  func sides(of entity: EntityID, _ body: (ClaimSide) throws -> Void) throws
  func textOfSide(_ claim: Hash128, of entity: EntityID) throws -> UInt64?
  func form(_ number: Int32) throws -> MentionForm
  func source(numbered number: Int32) throws -> (id: SourceID, voices: [UInt64])
  /// Of a source, numbers that sources of one voice share; none where nothing of it is kept.
  func voices(of source: SourceID) throws -> [UInt64]

  func keptEntity(_ id: EntityID) throws -> (entity: Entity, base: ResolvedNames.Base)?
  func entities(named name: String) throws -> [EntityID]
  func entities(withBase name: String) throws -> [EntityID]
  /// The entities whose name before it was told from others is `name` with something in parentheses.
  func entities(withBaseOn name: String) throws -> [EntityID]
  /// Of the entities in the order of their names, the last that `precedes` holds for, and the one after it.
  func neighbours(_ precedes: (String) -> Bool) throws -> (EntityID?, EntityID?)

  func keptRelation(_ id: RelationID) throws -> Relation?
  func relations(subject: EntityID, predicate: Predicate) throws -> [RelationID]
  func relations(object: EntityID, predicate: Predicate) throws -> [RelationID]
  func relations(subject: EntityID, predicate: Predicate, object: EntityID?) throws -> [RelationID]
  /// Those with a claim of a telling with an amount.
  func relationsWithAmount(of entity: EntityID, predicate: Predicate, isSubject: Bool) throws -> [RelationID]
  /// All relations of a subject in their order.
  func order(of subject: EntityID) throws -> [(id: RelationID, predicate: Predicate, object: EntityID?)]
  func relation(with claim: ClaimID) throws -> RelationID?
  func isSwapped(_ claim: ClaimID, in relation: RelationID) throws -> Bool
  func unrelated(_ claim: ClaimID) throws -> ResolvedNames.Unrelated?
  func keptAct(_ id: ActID) throws -> Act?
  /// A claim as the first note that has it tells it, with what people decided about it.
  func keptClaim(_ id: ClaimID) throws -> Claim?
  /// The claims of a passage that have a number of an act, in all notes that hold it.
  func claims(ofActsIn passage: PassageID) throws -> [ClaimID]
}
