/// A word, number, punctuation mark or symbol of a text, with where it stands and what may be asked of it cheaply.
package struct Token: Hashable, Sendable {
  package enum Kind: UInt8, Hashable, Sendable {
    /// Letters of any script, with inner apostrophes, hyphens and digits: `five-year`, `U.S.`, `GPT-4`, `Q3`, `'s`.
    case word
    /// Digits with their separators and a suffix of magnitude or order: `310,000`, `3.5`, `3bn`, `5th`, `1990s`.
    case number
    case punctuation
    /// A currency sign, `%`, `&`, an emoji; a whole URL or mail address is one symbol.
    case symbol
  }

  /// How the letters of a token are written.
  package enum Shape: UInt8, Hashable, Sendable {
    /// No letter with case: digits, marks, Chinese.
    case none
    /// `plan`
    case lower
    /// `Plan`, `Al-Rajhi`, and a single capital letter.
    case capitalized
    /// `US`, `U.S.`, `GPT-4`
    case upper
    /// `iPhone`, `McKinsey`, `bp2`, `OpenAI`
    case mixed
  }

  /// What stands between a token and the one before it.
  package enum Gap: UInt8, Hashable, Sendable, Comparable {
    /// Nothing: the tokens touch.
    case none
    case space
    /// One line break.
    case line
    /// At least one empty line, or the start of the text.
    case paragraph

    package static func < (left: Gap, right: Gap) -> Bool { left.rawValue < right.rawValue }
  }

  /// Where the token stands, in bytes of the text; never empty.
  package var range: Range<Int>
  package var kind: Kind
  package var shape: Shape
  package var gap: Gap
  /// ``FoldedHash`` of the token's bytes.
  package var fold: UInt64
}

/// A sentence of a text: its bytes from its first to behind its last token, and its tokens.
package struct Sentence: Hashable, Sendable {
  package var range: Range<Int>
  package var tokens: Range<Int>
}
