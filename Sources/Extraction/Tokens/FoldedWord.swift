/// A hash of bytes that is the same for an ASCII letter's two cases: 64-bit FNV-1a (Fowler, Noll, Vo) over the bytes
/// with `A`…`Z` lower-cased.
package struct FoldedHash: Sendable {
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  package init() {}

  package init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { update(byte) }
  }

  @inline(__always)
  package mutating func update(_ byte: UInt8) {
    value = (value ^ UInt64(Ascii.lowercased(byte))) &* 0x100_0000_01b3
  }
}

/// A word that a rule asks for, in lower case; it stays where the compiler put it, so that asking allocates nothing.
package struct RuleWord: Sendable, ExpressibleByStringLiteral {
  private let word: StaticString

  package init(stringLiteral value: StaticString) { word = value }

  /// Whether a range of bytes is the word, in whatever ASCII letter case.
  package func matches(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { letters in
      for offset in 0..<letters.count where Ascii.lowercased(bytes[range.lowerBound + offset]) != letters[offset] {
        return false
      }
      return true
    }
  }
}

/// A word of a table, kept so that a token is compared with it by a hash first.
package struct FoldedWord: Hashable, Sendable {
  package let bytes: [UInt8]
  package let fold: UInt64

  package init(_ word: String) {
    bytes = word.utf8.map(Ascii.lowercased)
    fold = FoldedHash(bytes).value
  }
}

/// A table from words, in whatever ASCII letter case, to what they mean to a rule; found by a token's hash.
///
/// - Complexity: Constant expected time a look-up.
package struct FoldedWordTable<Value: Sendable>: Sendable {
  private var slots: [Int32]
  private var words: [FoldedWord] = []
  private var values: [Value] = []

  /// Makes a table; of a word given twice the first value stands.
  package init(_ entries: [(String, Value)]) {
    var size = 8
    while size < entries.count * 2 { size *= 2 }
    slots = Array(repeating: -1, count: size)
    for (text, value) in entries {
      let word = FoldedWord(text)
      var slot = Int(truncatingIfNeeded: word.fold) & (size - 1)
      var isNew = true
      while slots[slot] >= 0 {
        if words[Int(slots[slot])] == word {
          isNew = false
          break
        }
        slot = (slot + 1) & (size - 1)
      }
      guard isNew else { continue }
      slots[slot] = Int32(words.count)
      words.append(word)
      values.append(value)
    }
  }

  /// The value of the word that stands in a range of bytes and has the given ``FoldedHash``.
  package func value(_ bytes: [UInt8], _ range: Range<Int>, fold: UInt64) -> Value? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: fold) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if words[index].fold == fold, isSame(bytes, range, words[index].bytes) { return values[index] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  package func value(_ bytes: [UInt8], _ token: Token) -> Value? { value(bytes, token.range, fold: token.fold) }

  package func value(_ bytes: [UInt8], _ range: Range<Int>) -> Value? {
    value(bytes, range, fold: FoldedHash(bytes[range]).value)
  }

  private func isSame(_ bytes: [UInt8], _ range: Range<Int>, _ word: [UInt8]) -> Bool {
    guard range.count == word.count else { return false }
    for offset in 0..<word.count where Ascii.lowercased(bytes[range.lowerBound + offset]) != word[offset] {
      return false
    }
    return true
  }
}
