/// A claim's identity as two numbers: its 32 hexadecimal digits, or a digest of an identity that is not such.
package struct ClaimNumber: Hashable, Comparable, Sendable {
  package var high: UInt64
  package var low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package init(_ id: ClaimID) {
    self = ClaimNumber(digits: id.rawValue) ?? ClaimNumber(digestOf: id.rawValue)
  }

  /// The number that 32 digits are; nil for another text.
  package init?(digits: String) {
    var (high, low) = (UInt64(0), UInt64(0))
    var count = 0
    for byte in digits.utf8 {
      let digit: UInt64
      switch byte {
      case 0x30...0x39: digit = UInt64(byte - 0x30)
      case 0x61...0x66: digit = UInt64(byte - 0x61 + 10)
      default: return nil
      }
      if count < 16 { high = high << 4 | digit } else { low = low << 4 | digit }
      count += 1
    }
    guard count == 32 else { return nil }
    self.init(high: high, low: low)
  }

  package init(digestOf text: String) {
    var hash = StableHash()
    hash.update(field: text)
    self = ClaimNumber(digits: hash.hex128()) ?? ClaimNumber(high: 0, low: 0)
  }

  package static func < (left: ClaimNumber, right: ClaimNumber) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}
