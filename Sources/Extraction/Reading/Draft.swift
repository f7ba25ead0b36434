internal import KnowledgeGraph

/// What stands in for one side of a claim: an entity of the passage, and how it was reached.
struct Party: Hashable, Sendable {
  var entity: Int
  /// Reached through a pronoun or a description: "they", "the company".
  var isReferred = false
}

/// A claim of a passage before its entities have their final kinds.
struct Draft: Sendable {
  var subject: Int
  var predicate: Predicate
  var object: Int?
  var qualifiers = Qualifiers()
  var sentence: Int
  var rule: String
  var confidence: Double
  var act: Int?
  /// The clause that states it, in bytes of the plain text; nil for the whole sentence.
  var clause: Range<Int>?
}
