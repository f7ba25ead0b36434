/// A text cut into tokens and sentences, over its UTF-8 bytes.
///
/// Any bytes are accepted; a byte that is no UTF-8 becomes a symbol of its own. Tokens are in order and do not
/// overlap, and each belongs to exactly one sentence.
///
/// - Complexity: Linear in the number of bytes.
package struct TokenizedText: Sendable {
  package let bytes: [UInt8]
  package let tokens: [Token]
  package let sentences: [Sentence]

  package init(_ bytes: [UInt8]) {
    var tokenizer = Tokenizer(bytes)
    tokenizer.run()
    self.bytes = bytes
    tokens = tokenizer.tokens
    sentences = SentenceSplitter(bytes: bytes, tokens: tokenizer.tokens).split()
  }

  package init(_ text: String) { self.init(Array(text.utf8)) }

  /// The text of a range of bytes; bytes that are no UTF-8 are repaired.
  package func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: bytes.startIndex..<bytes.endIndex)], as: UTF8.self)
  }

  /// The text of a token.
  package func string(at index: Int) -> String {
    tokens.indices.contains(index) ? string(tokens[index].range) : ""
  }

  /// Whether a token is the given word, in whatever letter case; false where there is no such token.
  package func isToken(_ index: Int, _ word: RuleWord) -> Bool {
    guard tokens.indices.contains(index) else { return false }
    return word.matches(bytes, tokens[index].range)
  }

  /// Whether a token is a single given ASCII byte.
  package func isToken(_ index: Int, byte: UInt8) -> Bool {
    guard tokens.indices.contains(index) else { return false }
    let range = tokens[index].range
    return range.count == 1 && bytes[range.lowerBound] == byte
  }

  /// The parts of a token between its hyphens: `five`, `year` of `five-year`; the token itself where it has none.
  package func parts(of index: Int) -> [Range<Int>] {
    guard tokens.indices.contains(index) else { return [] }
    let token = tokens[index]
    guard token.kind == .word else { return [token.range] }
    var parts: [Range<Int>] = []
    var start = token.range.lowerBound
    var position = start
    while position < token.range.upperBound {
      let length = Hyphen.length(in: bytes, at: position)
      if length > 0, position > start {
        parts.append(start..<position)
        start = position + length
      }
      position += max(1, length)
    }
    if start < token.range.upperBound { parts.append(start..<token.range.upperBound) }
    return parts
  }

  /// The index of the first token that ends behind an offset, or the number of tokens.
  ///
  /// - Complexity: Logarithmic in the number of tokens.
  package func firstToken(endingAfter offset: Int) -> Int {
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = low + (high - low) / 2
      if tokens[middle].range.upperBound > offset { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
