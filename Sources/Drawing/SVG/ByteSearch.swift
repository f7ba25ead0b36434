/// Finding words in bytes.
package enum ByteSearch {
  /// Whether the words stand at a place.
  package static func matches(_ words: StaticString, in bytes: [UInt8], at place: Int) -> Bool {
    let count = words.utf8CodeUnitCount
    guard place >= 0, place <= bytes.count - count else { return false }
    for offset in 0..<count where bytes[place + offset] != words.utf8Start[offset] { return false }
    return true
  }

  /// Where the words first stand, at a place or after it.
  ///
  /// - Complexity: O(bytes), but for words that repeat their own beginning.
  package static func first(_ words: StaticString, in bytes: [UInt8], from place: Int = 0) -> Int? {
    let last = bytes.count - words.utf8CodeUnitCount
    guard words.utf8CodeUnitCount > 0, place >= 0, place <= last else { return nil }
    let first = words.utf8Start[0]
    for index in place...last where bytes[index] == first && matches(words, in: bytes, at: index) { return index }
    return nil
  }

  /// Where the words last stand.
  package static func last(_ words: StaticString, in bytes: [UInt8]) -> Int? {
    let last = bytes.count - words.utf8CodeUnitCount
    guard words.utf8CodeUnitCount > 0, last >= 0 else { return nil }
    for index in stride(from: last, through: 0, by: -1) where matches(words, in: bytes, at: index) { return index }
    return nil
  }
}
