/// What a word can be in a sentence, as `words.txt` sorts them; a word may be several things.
struct WordClass: OptionSet, Sendable {
  let rawValue: UInt64

  static let determiner = WordClass(rawValue: 1 << 0)
  static let possessive = WordClass(rawValue: 1 << 1)
  static let pronoun = WordClass(rawValue: 1 << 2)
  static let preposition = WordClass(rawValue: 1 << 3)
  static let conjunction = WordClass(rawValue: 1 << 4)
  static let subordinator = WordClass(rawValue: 1 << 5)
  static let be = WordClass(rawValue: 1 << 6)
  static let have = WordClass(rawValue: 1 << 7)
  static let `do` = WordClass(rawValue: 1 << 8)
  static let modal = WordClass(rawValue: 1 << 9)
  static let negation = WordClass(rawValue: 1 << 10)
  static let adverb = WordClass(rawValue: 1 << 11)
  static let company = WordClass(rawValue: 1 << 12)
  static let nonprofit = WordClass(rawValue: 1 << 13)
  static let publicBody = WordClass(rawValue: 1 << 14)
  static let place = WordClass(rawValue: 1 << 15)
  static let initiative = WordClass(rawValue: 1 << 16)
  static let product = WordClass(rawValue: 1 << 17)
  static let facility = WordClass(rawValue: 1 << 18)
  static let event = WordClass(rawValue: 1 << 19)
  static let role = WordClass(rawValue: 1 << 20)
  static let founder = WordClass(rawValue: 1 << 21)
  static let title = WordClass(rawValue: 1 << 22)
  static let time = WordClass(rawValue: 1 << 23)
  static let generic = WordClass(rawValue: 1 << 24)
  static let joiner = WordClass(rawValue: 1 << 25)
  static let verb = WordClass(rawValue: 1 << 26)
  static let ordinary = WordClass(rawValue: 1 << 27)
  static let first = WordClass(rawValue: 1 << 28)
  /// A noun of a trigger or of a relation.
  static let triggerNoun = WordClass(rawValue: 1 << 29)
  static let relationNoun = WordClass(rawValue: 1 << 30)
  static let control = WordClass(rawValue: 1 << 31)
  /// What people do and firms do not: "married", "argues".
  static let personal = WordClass(rawValue: 1 << 32)

  /// Words that never stand inside a noun phrase but begin, end or link one.
  static let grammatical: WordClass = [
    .determiner, .possessive, .pronoun, .preposition, .conjunction, .subordinator, .be, .have, .do, .modal, .negation,
    .adverb,
  ]
  /// The nouns that say what kind of thing something is.
  static let kindNoun: WordClass = [
    .company, .nonprofit, .publicBody, .place, .initiative, .product, .facility, .event,
  ]
  static let agentNoun: WordClass = [.company, .nonprofit, .publicBody]

  /// The classes that a heading of `words.txt` stands for.
  static let named: [(name: String, value: WordClass)] = [
    ("determiner", .determiner), ("possessive", .possessive), ("pronoun", .pronoun), ("preposition", .preposition),
    ("conjunction", .conjunction), ("subordinator", .subordinator), ("be", .be), ("have", .have), ("do", .do),
    ("modal", .modal), ("negation", .negation), ("adverb", .adverb), ("company", .company), ("nonprofit", .nonprofit),
    ("publicbody", .publicBody), ("place", .place), ("initiative", .initiative), ("product", .product),
    ("facility", .facility), ("event", .event), ("role", .role), ("founder", .founder), ("title", .title),
    ("time", .time), ("generic", .generic), ("joiner", .joiner), ("verb", .verb), ("ordinary", .ordinary),
    ("first", .first), ("personal", .personal),
  ]
}

/// Which forms of a verb a word can be.
struct VerbForm: OptionSet, Sendable {
  let rawValue: UInt8

  static let base = VerbForm(rawValue: 1)
  static let third = VerbForm(rawValue: 2)
  static let past = VerbForm(rawValue: 4)
  static let participle = VerbForm(rawValue: 8)
  static let gerund = VerbForm(rawValue: 16)
}
