/// Names of several words, found from the start of a token by the longest that stands there.
///
/// A hash table over the names and over their beginnings at every edge of a word, so that a walk along the text stops at
/// the first word that no name goes on with. The hash is 64-bit FNV-1a over the bytes as written, with one space for
/// white space; 10,000 names in 64 bits do not collide by chance.
struct NameTable: Sendable {
  private var keys: [UInt64]
  /// The value of a name, -1 for a beginning, -2 for a free slot.
  private var values: [Int32]
  private var count = 0
  private var longest = 0

  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    values = Array(repeating: -2, count: size)
  }

  private struct Hash {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    @inline(__always)
    mutating func update(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }

  @inline(__always)
  private static func isWord(_ byte: UInt8) -> Bool { byte >= 0x80 || Ascii.isLetter(byte) || Ascii.isDigit(byte) }

  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
    while values[slot] != -2, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func put(_ key: UInt64, _ value: Int32) {
    if count * 3 > keys.count * 2 { grow() }
    let slot = slot(of: key)
    if values[slot] == -2 {
      keys[slot] = key
      values[slot] = value
      count += 1
    } else if value >= 0 {
      values[slot] = value
    }
  }

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    keys = Array(repeating: 0, count: oldKeys.count * 2)
    values = Array(repeating: -2, count: oldKeys.count * 2)
    for index in oldKeys.indices where oldValues[index] != -2 {
      let slot = slot(of: oldKeys[index])
      keys[slot] = oldKeys[index]
      values[slot] = oldValues[index]
    }
  }

  /// Adds a name with a value of at least 0 and gives the value that it had.
  @discardableResult
  mutating func insert(_ bytes: [UInt8], _ range: Range<Int>, _ value: Int32) -> Int32? {
    guard !range.isEmpty else { return nil }
    var hash = Hash()
    for index in range {
      hash.update(bytes[index])
      let next = index + 1
      if next < range.upperBound, Self.isWord(bytes[index]) != Self.isWord(bytes[next]) { put(hash.value, -1) }
    }
    let slot = slot(of: hash.value)
    let old = values[slot] >= 0 ? values[slot] : nil
    put(hash.value, value)
    longest = max(longest, range.count)
    return old
  }

  func value(_ bytes: [UInt8]) -> Int32? {
    var hash = Hash()
    for byte in bytes { hash.update(byte) }
    let value = values[slot(of: hash.value)]
    return value >= 0 ? value : nil
  }

  struct Found {
    var value: Int32
    var range: Range<Int>
    var tokens: Range<Int>
  }

  /// The longest name that begins at a token.
  ///
  /// - Complexity: Linear in the length of the longest name.
  func longestMatch(_ text: TokenizedText, at first: Int) -> Found? {
    guard text.tokens.indices.contains(first) else { return nil }
    let bytes = text.bytes
    let start = text.tokens[first].range.lowerBound
    var hash = Hash()
    var found: Found?
    var last: UInt8 = 0
    for index in first..<text.tokens.count {
      let token = text.tokens[index]
      if index > first {
        guard token.gap != .paragraph, token.range.lowerBound - start <= longest * 2 else { return found }
        if token.gap != .none {
          hash.update(0x20)
          last = 0x20
        }
      }
      for position in token.range {
        let byte = bytes[position]
        if position > start, Self.isWord(last) != Self.isWord(byte) {
          guard isBeginning(hash) else { return found }
          // A name may end at a hyphen or slash inside a token: "US-based".
          if position > token.range.lowerBound, byte == 0x2D || byte == 0x2F {
            accept(hash, start..<position, first..<index + 1, &found)
          }
        } else if byte == 0xE2, position > token.range.lowerBound, Hyphen.length(in: bytes, at: position) > 0 {
          accept(hash, start..<position, first..<index + 1, &found)
        }
        hash.update(byte)
        last = byte
      }
      accept(hash, start..<token.range.upperBound, first..<index + 1, &found)
      if token.range.upperBound - start > longest * 2 { return found }
    }
    return found
  }

  /// The end of the longest name that begins at a byte, ends before `end`, and is long enough for `accepts`.
  ///
  /// For scripts that put no space between words; `position` begins a character.
  ///
  /// - Complexity: Linear in the length of the longest name.
  func longestName(
    _ bytes: [UInt8], from position: Int, to end: Int, accepts: (Range<Int>) -> Bool
  ) -> (value: Int32, end: Int)? {
    var hash = Hash()
    var found: (value: Int32, end: Int)?
    var index = position
    let limit = min(end, position + longest)
    while index < limit {
      hash.update(bytes[index])
      index += 1
      guard index == end || bytes[index] & 0xc0 != 0x80 else { continue }
      let value = values[slot(of: hash.value)]
      if value >= 0, accepts(position..<index) { found = (value, index) }
    }
    return found
  }

  private func isBeginning(_ hash: Hash) -> Bool { values[slot(of: hash.value)] != -2 }

  private func accept(_ hash: Hash, _ range: Range<Int>, _ tokens: Range<Int>, _ found: inout Found?) {
    let value = values[slot(of: hash.value)]
    if value >= 0 { found = Found(value: value, range: range, tokens: tokens) }
  }
}
