/// How a graph came of its claims: what is kept beside it, so that a change of few notes need not be worked out from
/// all of them.
package struct ResolvedNames: Sendable {
  /// The name of each entity before it was told from others of the name; nil for one that is only described.
  package var bases: [EntityID: Base] = [:]
  /// Stands for all that people hid, which has no entity, where its names are kept.
  package static let leftOut = EntityID(rawValue: -1)
  /// What the claims call the entities: worked out on another core while the graph is made and written.
  package var mentions: Ahead<ResolvedMentions>
  package var unrelated: [Unrelated] = []
  /// Claims whose subject is the object of their relation, since the predicate is symmetric.
  package var swapped: Set<ClaimID> = []

  /// Claims of tellings with an amount, which may be told elsewhere of other parties.
  package var withAmount: Set<ClaimID> = []

  package struct Base: Hashable, Sendable {
    package var name: String
    package var isProper: Bool

    package init(name: String, isProper: Bool) {
      self.name = name
      self.isProper = isProper
    }

    package func isSame(as other: Base) -> Bool {
      isProper == other.isProper && name.utf8.elementsEqual(other.name.utf8)
    }
  }

  /// A claim that is in no relation, and the entities on its sides.
  package struct Unrelated: Hashable, Sendable {
    package var claim: ClaimID
    package var subject: EntityID
    package var object: EntityID?

    package init(claim: ClaimID, subject: EntityID, object: EntityID?) {
      self.claim = claim
      self.subject = subject
      self.object = object
    }
  }

  package init(mentions: Ahead<ResolvedMentions>) { self.mentions = mentions }
}

/// By which names, in which sources, the claims of a graph tell of its entities.
package struct ResolvedMentions: Sendable {
  /// Keys under which the entities' mentions and notes stand, and whose changes may change the entities.
  package var keys: [(key: String, entity: EntityID)] = []
  /// Of each note, by its path, the keys of what it may be meant by.
  package var noteKeys: [(path: String, keys: [String])] = []
  package var forms: [MentionForm] = []
  package var sources: [SourceID] = []
  /// Of each source, numbers that sources of one voice share.
  package var voices: [[UInt64]] = []
  /// Calls its body with each side of each claim, sorted by entity and claim: a million, which are not held at once.
  package var forEachSide: @Sendable (_ body: (EntityID, ClaimSide) throws -> Void) throws -> Void = { _ in }

  package init() {}
}
