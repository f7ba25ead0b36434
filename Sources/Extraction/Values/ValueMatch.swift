package import KnowledgeGraph

/// What a span of text states: how much, when, or for how long.
package enum StatedValue: Hashable, Sendable {
  case amount(Amount)
  case date(DateExpression)
  case period(Period)
}

/// A value and the words that state it, with the words that belong to it: "up to", "in", "more than".
package struct ValueMatch: Hashable, Sendable {
  /// Bytes of the text.
  package var range: Range<Int>
  /// The tokens of ``TokenizedText/tokens`` that the range covers.
  package var tokens: Range<Int>
  package var value: StatedValue
}
