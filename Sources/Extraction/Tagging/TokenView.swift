/// What the features of the tagger ask of one token.
struct TokenView: Hashable, Sendable {
  /// ``Lexicon/key(_:)`` of its bytes.
  var key: UInt64
  /// ``FoldedHash`` of the word.
  var word: UInt64
  var form: Token.Shape
  /// The kinds of its characters in order, runs as one: `Xx`, `X-d`.
  var shape: UInt64
  var lexeme: Lexicon.Entry
  var classes: UInt64
  /// 0 outside places of the gazetteer; else the form and kind of the place, and whether it begins here.
  var place: UInt8 = 0
  /// 0 where the rules see no name; else what they take it for, and whether it begins here.
  var rule: UInt8 = 0
  /// 0 outside the names of towns of the lexicon, 1 where one begins, 2 within.
  var town: UInt8 = 0
  var isCapital: Bool { form == .capitalized || form == .upper || form == .mixed }

  /// What stands before the first and behind the last token of a sentence.
  static let edge = TokenView(
    key: 0, word: 0x5EED, form: .none, shape: 1, lexeme: Lexicon.Entry(), classes: 0)
}
