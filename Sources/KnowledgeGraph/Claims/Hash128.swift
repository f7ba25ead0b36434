/// 128 bits of a ``StableHash``, as two numbers rather than as 32 hexadecimal digits.
package struct Hash128: Hashable, Comparable, Sendable {
  package var high: UInt64
  package var low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The number that 32 digits are, letters among them small; nil for another text.
  package init?(digits: some StringProtocol) {
    let whole = digits.utf8.withContiguousStorageIfAvailable { Hash128(bytes: $0) }
    guard let found = whole ?? Hash128(bytes: Array(digits.utf8)) else { return nil }
    self = found
  }

  private init?(bytes: some RandomAccessCollection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    var (high, low) = (UInt64(0), UInt64(0))
    var count = 0
    for byte in bytes {
      let digit: UInt64
      switch byte {
      case 0x30...0x39: digit = UInt64(byte - 0x30)
      case 0x61...0x66: digit = UInt64(byte - 0x61 + 10)
      default: return nil
      }
      if count < 16 { high = high << 4 | digit } else { low = low << 4 | digit }
      count += 1
    }
    self.init(high: high, low: low)
  }

  /// The hash of a text.
  package init(digestOf text: String) {
    var hash = StableHash()
    hash.update(field: text)
    self = hash.hash128()
  }

  /// The 32 digits.
  package var digits: String {
    String(unsafeUninitializedCapacity: 32) { text in
      for (start, half) in [(0, high), (16, low)] {
        var half = half
        for index in stride(from: start + 15, through: start, by: -1) {
          let digit = UInt8(truncatingIfNeeded: half & 15)
          text[index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
          half >>= 4
        }
      }
      return 32
    }
  }

  package static func < (left: Hash128, right: Hash128) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

/// The text of an identity. What a hash gave is held as numbers: a graph has a million identities, and one as text
/// would have a piece of memory of its own; what a file gives may be any text.
package enum Identity: Hashable, Comparable, Sendable {
  case hash(Hash128)
  case text(String)

  package init(_ text: String) { self = Hash128(digits: text).map { .hash($0) } ?? .text(text) }

  package var text: String {
    switch self {
    case .hash(let hash): hash.digits
    case .text(let text): text
    }
  }

  /// The hash, or that of the text.
  package var hash: Hash128 {
    switch self {
    case .hash(let hash): hash
    case .text(let text): Hash128(digestOf: text)
    }
  }

  /// The order of the texts.
  package static func < (left: Identity, right: Identity) -> Bool {
    if case .hash(let left) = left, case .hash(let right) = right { return left < right }
    return left.text < right.text
  }
}
