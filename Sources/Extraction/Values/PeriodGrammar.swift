import KnowledgeGraph

/// Finds lengths of time: "five-year", "18 months", "over five years", "a decade", "12-month".
///
/// "Five years ago" is a date counted from the source's, "five-year-old" an age, and "three to five years" is no one
/// length; none of them is a period.
struct PeriodGrammar {
  struct Found {
    var value: StatedValue
    var tokens: Range<Int>
  }

  let sentence: LexedSentence

  func period(at index: Int, limit: Int) -> Found? {
    guard let core = core(at: index) else { return nil }
    if sentence.isWord(core.next, "ago") { return ago(core, index) }
    if sentence.isWord(core.next, "old") || sentence.isWord(core.next, "later") || sentence.isWord(core.next, "earlier")
      || sentence.isWord(core.next, "after") || sentence.isWord(core.next, "before")
    {
      return nil
    }
    // "Three to five years", "3-5 years"
    switch sentence[index - 1] {
    case .to, .dash:
      switch sentence[index - 2] {
      case .digits, .cardinal: return nil
      default: break
      }
    default: break
    }
    return Found(value: .period(core.period), tokens: start(before: index, limit: limit)..<core.next)
  }

  private struct Core {
    var period: Period
    var next: Int
  }

  private func core(at index: Int) -> Core? {
    switch sentence[index] {
    case .other:
      guard sentence.hasHyphen(index), let period = compound(index) else { return nil }
      return Core(period: period, next: index + 1)
    case .article:
      guard !sentence.isWord(index, "the"), case .unit(let unit, let times) = sentence[index + 1] else { return nil }
      // "A decade" is a length; "a year" is more often a rate, but for "a year ago".
      guard times > 1 || sentence.isWord(index + 2, "ago") else { return nil }
      return Core(period: Period(times, unit), next: index + 2)
    case .digits, .cardinal:
      guard let number = sentence.number(at: index), number.scale <= 1 else { return nil }
      var next = number.next
      if case .dash = sentence[next], sentence.touches(next), sentence.touches(next + 1) { next += 1 }
      guard case .unit(let unit, let times) = sentence[next], let period = period(number.value, unit, times) else {
        return nil
      }
      if sentence.isByte(next + 1, "-"), sentence.touches(next + 1), sentence.isWord(next + 2, "old") { return nil }
      return Core(period: period, next: next + 1)
    default: return nil
    }
  }

  private func period(_ value: ExactDecimal, _ unit: Period.Unit, _ times: Int) -> Period? {
    guard value.exponent >= 0, value.exponent <= 4, (1...100_000).contains(value.significand),
      let count = Int(value.description), count <= 100_000
    else { return nil }
    return Period(count * times, unit)
  }

  /// "five-year", "decade-long"
  private func compound(_ index: Int) -> Period? {
    let bytes = sentence.text.bytes
    let parts = sentence.text.parts(of: index)
    guard parts.count == 2 || parts.count == 3 else { return nil }
    let first = Lexeme.table.value(bytes, parts[0])
    let second = Lexeme.table.value(bytes, parts[1])
    let isLong = FoldedHash(bytes[parts[parts.count - 1]]).value == FoldedHash("long".utf8).value
    switch (first, second) {
    case (.cardinal(let count), .unit(let unit, let times)) where parts.count == 2 || isLong:
      return count > 0 ? Period(count * times, unit) : nil
    case (.unit(let unit, let times), nil) where parts.count == 2 && isLong:
      return Period(times, unit)
    default: return nil
    }
  }

  /// "Two years ago", "three months ago": counted from the date of the source. Weeks and days are finer than that date
  /// may be, and decades vaguer than a year, so they stay unread.
  private func ago(_ core: Core, _ index: Int) -> Found? {
    let stated: DateExpression.Stated
    switch core.period.unit {
    case .year where core.period.count < 10: stated = .relativeYear(-core.period.count)
    case .month where core.period.count < 120: stated = .relativeMonth(-core.period.count)
    default: return nil
    }
    return Found(value: .date(DateExpression(stated)), tokens: index..<core.next + 1)
  }

  /// Takes in "over the next", "for", "within the past" before a period.
  private func start(before index: Int, limit: Int) -> Int {
    var start = index
    var cursor = index - 1
    func allowed() -> Bool { cursor >= limit && sentence.tokens.contains(cursor) }
    let describing: [RuleWord] = ["next", "last", "past", "coming", "following", "first"]
    let leading: [RuleWord] = ["over", "for", "within", "in", "during", "across", "through"]
    if allowed(), describing.contains(where: { sentence.isWord(cursor, $0) }) {
      start = cursor
      cursor -= 1
    }
    if allowed(), sentence.isWord(cursor, "the") {
      start = cursor
      cursor -= 1
    }
    if allowed(), leading.contains(where: { sentence.isWord(cursor, $0) }) { start = cursor }
    return start
  }
}
