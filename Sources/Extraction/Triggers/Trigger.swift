internal import KnowledgeGraph

/// A word of `triggers.txt` and what it makes of the phrases around it.
struct Trigger: Sendable {
  enum Role: Sendable { case verb, noun, relation, support, control }

  /// Where an argument of a claim is found.
  enum Slot: Hashable, Sendable {
    /// Who acts: the subject, or what stands behind "by" in the passive.
    case subject
    /// What is acted on.
    case object
    /// What a relation noun tells of: X in "X, a subsidiary of Y".
    case referent
    /// To what a relation noun stands: Y.
    case anchor
    /// Behind a preposition, by the fold of the preposition.
    case preposition(UInt64)
    /// Behind "to" and a verb that a noun controls: "a deal to acquire Y"; by the fold of the verb.
    case infinitive(UInt64)
  }

  struct Argument: Sendable {
    var slot: Slot
    /// What a name of unknown kind is taken for.
    var assumed: Kind?
    /// The kinds that the text itself must show; empty where any that the ontology allows will do.
    var required: [Kind]
  }

  /// A claim that the trigger makes.
  struct Pattern: Sendable {
    var predicate: Predicate
    var subject: Argument
    /// Nil for a value claim.
    var object: Argument?
  }

  var role: Role
  /// The words as the file has them; verbs with their irregular forms.
  var words: [[UInt8]]
  /// The name of the rule in a claim's origin: `trigger.acquire`.
  var rule: String
  /// The folds of the particles that verbs of this line need, by the word's place; nil where a verb needs none.
  var particles: [UInt64?]
  /// The verbs of ``words`` in the vocabulary, by the word's place; empty for nouns.
  var lexemes: [Int] = []
  var patterns: [Pattern]
  var amount: Amount.Kind?
  var needsAmount = false
  var needsCount = false
  /// The folds of the words that the object must end in.
  var objectWords: [UInt64] = []
  var hasRole = false
  var status: Qualifiers.Status?
  var announcedStatus: Qualifiers.Status?
  var isPassiveOnly = false
  var isWeak = false
  var isState = false
  /// "between A and B", "A and B partnered": the parties are one another's.
  var isPair = false
  /// The object is a thing: a firm that is "released" is a band whose record is.
  var isOfThings = false
  /// The text must show what at least one side is.
  var needsShown = false
  /// The object has no name: what is bought, not whom.
  var needsUnnamed = false
  /// The phrase says whose the noun is.
  var needsOwner = false
  /// A speculation: below the line of accepted claims.
  var isDoubtful = false
}
