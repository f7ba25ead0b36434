import KnowledgeGraph

/// A number as digits or words, with the powers of ten behind it.
struct StatedNumber {
  var value: ExactDecimal
  /// The token behind the number.
  var next: Int
  /// The power of ten that words or letters gave; 0 where there were none.
  var scale: Int
  var isSpelled: Bool
  /// "400+ million"
  var hasPlus = false
  /// Whether the digits are four without separators, as a year is written.
  var looksLikeYear = false
  /// Whether the digits have a point: no count has, and "15.000" may be thousands or a fraction.
  var hasPoint = false
}

/// The parts of a number token: `2.3`, `bn`.
struct NumberToken {
  var value: ExactDecimal
  var suffix: Range<Int>
  /// Whether the number is digits alone.
  var isInteger: Bool
  var digitCount: Int

  /// Reads a token that begins with a digit, or nil where its separators make no number ("1.2.3") or it has more than
  /// 18 digits.
  ///
  /// Commas group thousands (or, as in India, hundreds); a single comma before one or two last digits is a decimal
  /// comma.
  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    var end = range.lowerBound
    var significand: Int64 = 0
    var digits = 0
    var decimals: Int?
    var groups: [Int] = []
    var run = 0
    while end < range.upperBound {
      let byte = bytes[end]
      if Ascii.isDigit(byte) {
        guard digits < 18 else { return nil }
        significand = significand * 10 + Int64(byte & 0x0F)
        digits += 1
        run += 1
      } else if byte == 0x2C, decimals == nil {
        groups.append(run)
        run = 0
      } else if byte == 0x2E, decimals == nil {
        decimals = digits
        groups.append(run)
        run = 0
      } else {
        break
      }
      end += 1
    }
    guard digits > 0 else { return nil }
    var places = decimals.map { digits - $0 } ?? 0
    let whole = decimals == nil ? groups + [run] : groups
    if whole.count > 1 {
      let isGrouped = whole[0] <= 3 && whole.last == 3 && whole.dropFirst().allSatisfy { $0 == 2 || $0 == 3 }
      if !isGrouped {
        guard decimals == nil, whole.count == 2, run <= 2 else { return nil }
        places = run
      }
    }
    value = ExactDecimal(significand: significand, exponent: -places)
    suffix = end..<range.upperBound
    isInteger = whole.count == 1 && decimals == nil
    digitCount = digits
  }
}

extension LexedSentence {
  /// An integer written with digits alone, without suffix.
  func integer(_ index: Int) -> (value: Int, digits: Int)? {
    guard case .digits = self[index], let token = token(index), let number = NumberToken(text.bytes, token.range),
      number.isInteger, number.suffix.isEmpty, number.digitCount <= 9
    else { return nil }
    return (Int(number.value.description) ?? 0, number.digitCount)
  }

  /// The number that begins at a token.
  func number(at index: Int, isMoney: Bool = false) -> StatedNumber? {
    switch self[index] {
    case .digits: return digits(at: index, isMoney: isMoney)
    case .cardinal, .other: return spelled(at: index)
    case .article:
      guard !isWord(index, "the") else { return nil }
      if case .scale(let power) = self[index + 1], power >= 3 { return scaled(ExactDecimal(1), index + 1, true, false) }
      if case .dozen = self[index + 1] { return scaled(ExactDecimal(1), index + 1, true, false) }
      return nil
    case .half:
      guard isWord(index + 1, "a"), case .scale(let power) = self[index + 2], power >= 6 else { return nil }
      return scaled(ExactDecimal(significand: 5, exponent: -1), index + 2, true, false)
    default: return nil
    }
  }

  private func digits(at index: Int, isMoney: Bool) -> StatedNumber? {
    guard let token = token(index), let number = NumberToken(text.bytes, token.range) else { return nil }
    var result = StatedNumber(value: number.value, next: index + 1, scale: 0, isSpelled: false)
    result.looksLikeYear = number.isInteger && number.digitCount == 4 && number.suffix.isEmpty
    if !number.suffix.isEmpty {
      switch Lexeme.table.value(text.bytes, number.suffix) {
      case .scale(let power), .shortScale(let power):
        result.value = number.value.scaled(by: power)
        result.scale = power
      default:
        guard isMoney, number.suffix.count == 1, text.bytes[number.suffix.lowerBound] | 0x20 == 0x74 else { return nil }
        result.value = number.value.scaled(by: 12)
        result.scale = 12
      }
      if case .plus = self[result.next], touches(result.next) {
        result.hasPlus = true
        result.next += 1
      }
      return result
    }
    var next = index + 1
    if case .plus = self[next], touches(next) {
      result.hasPlus = true
      next += 1
    }
    var tail = scaled(number.value, next, false, isMoney)
    tail.hasPlus = result.hasPlus
    tail.hasPoint = text.bytes[token.range].contains(0x2E)
    tail.looksLikeYear = result.looksLikeYear && tail.scale == 0
    return tail
  }

  /// A number with the scale words behind it: "5 hundred thousand", "two lakh crore", "430-million".
  private func scaled(_ value: ExactDecimal, _ index: Int, _ isSpelled: Bool, _ isMoney: Bool) -> StatedNumber {
    var result = StatedNumber(value: value, next: index, scale: 0, isSpelled: isSpelled)
    // Four words of scale are more than any number in use has.
    for _ in 0..<4 {
      var next = result.next
      if case .dash = self[next], touches(next), touches(next + 1) { next += 1 }
      var power: Int?
      switch self[next] {
      case .scale(let value): power = value
      case .shortScale(let value) where result.scale == 0 && isMoney && token(next)?.gap != .line: power = value
      case .dozen where result.scale == 0 && next == result.next:
        let (dozens, overflow) = value.significand.multipliedReportingOverflow(by: 12)
        guard !overflow else { return result }
        result.value = ExactDecimal(significand: dozens, exponent: value.exponent)
        result.scale = 1
        result.next = next + 1
        return result
      default: break
      }
      guard let power else { break }
      result.value = result.value.scaled(by: power)
      result.scale += power
      result.next = next + 1
    }
    return result
  }

  /// "twelve", "twenty-five", "one hundred and twenty thousand".
  private func spelled(at index: Int) -> StatedNumber? {
    var total: Int64 = 0
    var group: Int64 = 0
    var scale = 0
    var next = index
    var words = 0
    words: while words < 12 {
      switch self[next] {
      case .cardinal(let value): group += Int64(value)
      // Once only: "hundred hundred" is no number, and a row of them would be too large for one.
      case .scale(2) where words > 0 && group < 100: group *= 100
      case .scale(let power) where words > 0 && power > 2 && power <= 12:
        var factor: Int64 = 1
        for _ in 0..<power { factor *= 10 }
        let (product, overflow) = max(group, 1).multipliedReportingOverflow(by: factor)
        guard !overflow, product < 1_000_000_000_000_000_000 else { return nil }
        let (sum, overflows) = total.addingReportingOverflow(product)
        guard !overflows else { return nil }
        total = sum
        group = 0
        scale = max(scale, power)
      case .other:
        guard let value = hyphenated(next) else { break words }
        group += Int64(value)
      case .and where words > 0:
        guard case .scale = self[next - 1], case .cardinal = self[next + 1] else { break words }
        next += 1
        continue words
      case .dozen where words == 1 && total == 0:
        return StatedNumber(value: ExactDecimal(Int(group) * 12), next: next + 1, scale: 1, isSpelled: true)
      default: break words
      }
      next += 1
      words += 1
    }
    guard words > 0 else { return nil }
    let (sum, overflows) = total.addingReportingOverflow(group)
    guard !overflows else { return nil }
    return StatedNumber(value: ExactDecimal(significand: sum), next: next, scale: scale, isSpelled: true)
  }

  /// "twenty-five"
  private func hyphenated(_ index: Int) -> Int? {
    guard hasHyphen(index) else { return nil }
    let parts = text.parts(of: index)
    guard parts.count == 2, case .cardinal(let tens) = Lexeme.table.value(text.bytes, parts[0]), tens >= 20,
      case .cardinal(let ones) = Lexeme.table.value(text.bytes, parts[1]), (1...9).contains(ones)
    else { return nil }
    return tens + ones
  }
}
