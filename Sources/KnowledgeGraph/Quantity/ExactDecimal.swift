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

  /// A number from plain decimal text (`-12.5`), or nil where the text is no number or has more than 18 significant digits or 400
  /// decimal places.
  public init?(_ text: some StringProtocol) {
    var digits: Int64 = 0
    var significant = 0
    var scale = 0
    var hasDigit = false
    var seenPoint = false
    var isNegative = false
    for (position, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where position == 0: isNegative = true
      case UInt8(ascii: ".") where !seenPoint: seenPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard significant < 18, scale < 400 else { return nil }
        digits = digits * 10 + Int64(byte - UInt8(ascii: "0"))
        hasDigit = true
        // Zeros before the first digit that counts cost nothing, so that "0.000001" is read however small it is.
        if digits > 0 { significant += 1 }
        if seenPoint { scale += 1 }
      default: return nil
      }
    }
    guard hasDigit else { return nil }
    self.init(significand: isNegative ? -digits : digits, exponent: -scale)
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
