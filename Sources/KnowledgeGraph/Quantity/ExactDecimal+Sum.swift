extension ExactDecimal {
  /// The sum of two numbers, exactly; nil where its significant digits do not fit 64 bits.
  public func adding(_ other: ExactDecimal) -> ExactDecimal? {
    if significand == 0 { return other }
    if other.significand == 0 { return self }
    let exponent = min(self.exponent, other.exponent)
    guard let mine = shifted(by: self.exponent - exponent), let theirs = other.shifted(by: other.exponent - exponent)
    else { return nil }
    var sum = mine + theirs
    var shift = exponent
    while sum != 0, sum % 10 == 0 {
      sum /= 10
      shift += 1
    }
    guard let significand = Int64(exactly: sum) else { return nil }
    return ExactDecimal(significand: significand, exponent: shift)
  }

  /// The significand with as many zeros after it; nil where it is too long for the sum of two to fit 128 bits.
  private func shifted(by places: Int) -> Int128? {
    guard places <= 19 else { return nil }
    var result = Int128(significand)
    for _ in 0..<places { result *= 10 }
    return result
  }
}
