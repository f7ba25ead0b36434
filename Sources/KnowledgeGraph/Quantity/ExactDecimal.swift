/// A decimal number kept exactly: `significand` × 10^`exponent`, in lowest form.
///
/// Money is never a binary fraction: "$4.35" stays 4.35. Equal numbers are equal values: 4.50 is 4.5.
public struct ExactDecimal: Hashable, Sendable {
  public let significand: Int64
  public let exponent: Int

  /// A number in lowest form; trailing zeros of the significand move into the exponent.
  public init(significand: Int64, exponent: Int = 0) {
    var significand = significand
    var exponent = exponent
    if significand == 0 { exponent = 0 }
    while significand != 0, significand % 10 == 0 {
      significand /= 10
      exponent += 1
    }
    self.significand = significand
    self.exponent = exponent
  }

  public init(_ value: Int) { self.init(significand: Int64(value)) }

  /// A number from plain decimal text (`-12.5`), or nil where the text is no number, its significant digits do not fit
  /// 64 bits, or it has more than 400 digits. Reads whatever ``description`` writes within these limits.
  public init?(_ text: some StringProtocol) { self.init(digits: text.utf8) }

  /// A number from plain decimal text, as from any other; of its own for `String`, since the bytes of one are read in
  /// place, which a graph of millions of amounts asks for.
  public init?(_ text: String) { self.init(digits: text.utf8) }

  private init?(digits text: some Sequence<UInt8>) {
    var significand: Int64 = 0
    var zeros = 0
    var places = 0
    var count = 0
    var seenPoint = false
    var isNegative = false
    for (position, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where position == 0: isNegative = true
      case UInt8(ascii: ".") where !seenPoint: seenPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        count += 1
        guard count <= 400 else { return nil }
        if seenPoint { places += 1 }
        // Zeros wait for a digit after them: those at the end belong to the exponent, those at the start to nothing.
        guard byte != UInt8(ascii: "0") else {
          if significand != 0 { zeros += 1 }
          continue
        }
        for _ in 0...zeros {
          let (shifted, overflow) = significand.multipliedReportingOverflow(by: 10)
          guard !overflow else { return nil }
          significand = shifted
        }
        zeros = 0
        let (sum, overflow) = significand.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
        guard !overflow else { return nil }
        significand = sum
      default: return nil
      }
    }
    guard count > 0 else { return nil }
    self.init(significand: isNegative ? -significand : significand, exponent: zeros - places)
  }

  /// This number times ten to the power of `exponent`: 2.3 scaled by 6 is 2,300,000.
  public func scaled(by exponent: Int) -> ExactDecimal {
    ExactDecimal(significand: significand, exponent: self.exponent + exponent)
  }

  /// The nearest binary number, for ordering on a picture; never for arithmetic on money.
  public var approximate: Double {
    var result = Double(significand)
    for _ in 0..<min(exponent.magnitude, 400) { result = exponent < 0 ? result / 10 : result * 10 }
    return result
  }
}

extension ExactDecimal: Comparable {
  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool {
    // 18 digits and a shift of at most 18 fit in 128 bits; beyond that the magnitudes alone decide.
    let shift = left.exponent - right.exponent
    guard shift.magnitude <= 18 else { return left.approximate < right.approximate }
    var (leftDigits, rightDigits) = (Int128(left.significand), Int128(right.significand))
    for _ in 0..<shift.magnitude {
      if shift > 0 { leftDigits *= 10 } else { rightDigits *= 10 }
    }
    return leftDigits < rightDigits
  }
}

extension ExactDecimal: CustomStringConvertible {
  /// The number in plain digits, without grouping: `430000000`, `4.35`.
  public var description: String {
    var digits = String(significand.magnitude)
    if exponent >= 0 {
      digits += String(repeating: "0", count: exponent)
    } else {
      let places = -exponent
      if digits.utf8.count <= places {
        digits = String(repeating: "0", count: places - digits.utf8.count + 1) + digits
      }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
    }
    return significand < 0 ? "-" + digits : digits
  }
}
