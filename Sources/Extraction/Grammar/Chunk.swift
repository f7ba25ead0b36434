/// A phrase of a sentence, cut without looking at its meaning.
struct Chunk: Sendable {
  enum Kind: UInt8, Sendable {
    case noun, verb, preposition, conjunction, subordinator, adverb, comma, dash, open, close, stop, date
  }

  enum Determiner: UInt8, Sendable { case none, definite, indefinite, demonstrative, possessive, other }

  struct Flags: OptionSet, Sendable {
    let rawValue: UInt16
    static let passive = Flags(rawValue: 1)
    static let negated = Flags(rawValue: 2)
    static let infinitive = Flags(rawValue: 4)
    /// "will", "is to", "is set to".
    static let future = Flags(rawValue: 8)
    /// "may", "could", "would".
    static let doubtful = Flags(rawValue: 16)
    /// Has a finite auxiliary or is one.
    static let auxiliary = Flags(rawValue: 32)
    /// The main verb is a form of "be".
    static let copula = Flags(rawValue: 64)
    /// A bare participle or gerund, without its auxiliary.
    static let bare = Flags(rawValue: 128)
    static let gerund = Flags(rawValue: 256)
    static let perfect = Flags(rawValue: 512)
    /// A noun phrase that is a pronoun.
    static let pronoun = Flags(rawValue: 1024)
    /// "former" or "ex-" stands in the phrase.
    static let former = Flags(rawValue: 2048)
    /// "is building", "are raising".
    static let progressive = Flags(rawValue: 4096)
  }

  var kind: Kind
  var tokens: Range<Int>
  /// The token of the main word.
  var head: Int
  /// The main word in the vocabulary, or -1.
  var word: Int32 = -1
  var flags: Flags = []
  var determiner: Determiner = .none
  /// The name that the noun phrase is about: its head, or set apart before a noun of its kind. -1 for none.
  var name: Int = -1
  /// The name before a possessive 's within the phrase, or -1.
  var owner: Int = -1
  /// The first name inside the phrase that is neither ``name`` nor ``owner``, or -1: "Acme" in "Acme CEO".
  var inner: Int = -1
  /// The token of the last common noun before ``name``, or -1: "CEO" in "Acme CEO Ana".
  var nounBefore: Int = -1
  /// The value inside the phrase, or the date of a date chunk; an index into the passage's values, or -1.
  var value: Int = -1
  /// The verb, in the vocabulary's lexemes, or -1.
  var lexeme: Int = -1
  /// A second verb that the word may be a form of, or -1.
  var otherLexeme: Int = -1
}
