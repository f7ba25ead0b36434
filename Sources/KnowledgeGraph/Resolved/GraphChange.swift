/// What is different between a kept graph and the one that a change of notes gives.
package struct GraphChange: Sendable {
  /// A side of a claim that is to be kept with an entity.
  package struct Side: Sendable {
    package var entity: EntityID
    package var side: ClaimSide
    package var form: MentionForm
    package var source: SourceID

    package init(entity: EntityID, side: ClaimSide, form: MentionForm, source: SourceID) {
      self.entity = entity
      self.side = side
      self.form = form
      self.source = source
    }
  }

  /// A side that an entity had.
  package struct OldSide: Hashable, Sendable {
    package var entity: EntityID
    package var claim: Hash128
    package var isObject: Bool

    package init(entity: EntityID, claim: Hash128, isObject: Bool) {
      self.entity = entity
      self.claim = claim
      self.isObject = isObject
    }
  }

  package var removedEntities: [Entity] = []
  /// New entities, and those of which anything is different, as they are now.
  package var entities: [Entity] = []
  package var oldEntities: [Entity] = []
  package var bases: [EntityID: ResolvedNames.Base] = [:]
  /// All keys of entities of which any is different.
  package var keys: [EntityID: [String]] = [:]
  package var removedSides: [OldSide] = []
  package var sides: [Side] = []
  /// Relations and acts that were, and those that are in their place.
  package var oldRelations: [Relation] = []
  package var relations: [Relation] = []
  package var oldActs: [Act] = []
  package var acts: [Act] = []
  package var swapped: Set<ClaimID> = []
  package var withAmount: Set<ClaimID> = []
  package var removedUnrelated: [ClaimID] = []
  package var unrelated: [ResolvedNames.Unrelated] = []
  package var voices: [SourceID: [UInt64]] = [:]
  package var fingerprint = GraphFingerprint()
  package var oldFingerprint = GraphFingerprint()
  package var claims = ClaimCensus()
  package var oldClaims = ClaimCensus()

  package init() {}
}
