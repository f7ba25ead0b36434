import KnowledgeGraph

/// Finds money, shares and counts.
struct AmountGrammar {
  struct Found {
    var amount: Amount
    var tokens: Range<Int>
  }

  enum Outcome {
    case found(Found)
    /// Something with a number that is no amount ("3 percentage points"); reading goes on behind it.
    case passed(Int)
    case none
  }

  let sentence: LexedSentence

  /// The amount whose core begins at a token; words before it are taken in back to `limit`.
  func amount(at index: Int, limit: Int) -> Outcome {
    switch sentence[index] {
    case .sign(let base): return signed(base, index, limit)
    case .code(let code):
      guard case .digits = sentence[index + 1] else { return .none }
      return money(code, numberAt: index + 1, from: index, limit)
    case .digits, .cardinal, .article, .half: return numberFirst(index, limit)
    case .other: return sentence.hasHyphen(index) ? numberFirst(index, limit) : .none
    default: return .none
    }
  }

  // MARK: Money with its currency in front

  private func signed(_ base: String, _ index: Int, _ limit: Int) -> Outcome {
    guard case .digits = sentence[index + 1] else { return .none }
    var (code, start) = (base, index)
    if index > limit {
      if sentence.touches(index), let letters = sentence.token(index - 1), letters.kind == .word {
        guard letters.shape != .lower,
          let prefixed = Currency.prefixed.value(sentence.text.bytes, letters)?[base]
        else { return .none }
        (code, start) = (prefixed, index - 1)
      } else if let letters = sentence.token(index - 1),
        letters.shape == .upper || sentence.isByte(index - 1, "R"),
        let prefixed = Currency.prefixed.value(sentence.text.bytes, letters)?[base]
      {
        // "US $5 million"; a single letter but "R" with a space is more likely an article or a name.
        (code, start) = (prefixed, index - 1)
      } else if case .code(let stated) = sentence[index - 1] {
        (code, start) = (stated, index - 1)
      }
    }
    return money(code, numberAt: index + 1, from: start, limit)
  }

  private func money(_ code: String, numberAt index: Int, from start: Int, _ limit: Int) -> Outcome {
    guard var low = sentence.number(at: index, isMoney: true) else { return .none }
    var code = code
    var next = low.next
    var high: StatedNumber?
    if let join = join(at: next, lowStart: start), let number = moneyNumber(at: join, code) {
      high = number
      next = number.next
    }
    // "$5 million USD", "$5 million Canadian dollars"
    if case .code(let stated) = sentence[next] {
      code = stated
      next += 1
    } else if let (national, end) = nationalCurrency(at: next) {
      code = national
      next = end
    }
    share(&low, high)
    let core = start..<next
    guard !sentence.isEmbedded(core) else { return .passed(next) }
    return .found(finish(low, high, .money(currency: code), core, limit))
  }

  /// The upper number of a range of money, with or without its own sign.
  private func moneyNumber(at index: Int, _ code: String) -> StatedNumber? {
    var start = index
    if let letters = sentence.token(start), letters.kind == .word, sentence.touches(start + 1),
      case .sign = sentence[start + 1]
    {
      start += 1
    }
    if case .sign = sentence[start] {
      start += 1
    } else if case .code(let other) = sentence[start], other == code {
      start += 1
    }
    guard case .digits = sentence[start] else { return nil }
    // "$5 to 2024" is no range.
    guard let number = sentence.number(at: start, isMoney: true) else { return nil }
    return number
  }

  /// The token behind "to", "and" or a dash where a range may go on at a token.
  private func join(at index: Int, lowStart: Int) -> Int? {
    switch sentence[index] {
    case .dash: return index + 1
    // "Rose from $2 million to $3 million" tells of two amounts.
    case .to: return sentence.isWord(lowStart - 1, "from") ? nil : index + 1
    case .and: return sentence.isWord(lowStart - 1, "between") ? index + 1 : nil
    default: return nil
    }
  }

  /// "$2 to 3 billion": the scale behind a range holds for both of its ends.
  private func share(_ low: inout StatedNumber, _ high: StatedNumber?) {
    guard let high, low.scale == 0, high.scale > 0, low.value < high.value, low.value < ExactDecimal(1000) else {
      return
    }
    low.value = low.value.scaled(by: high.scale)
    low.scale = high.scale
  }

  // MARK: Number first

  private func numberFirst(_ index: Int, _ limit: Int) -> Outcome {
    guard var low = sentence.number(at: index) else { return .none }
    var next = low.next
    var high: StatedNumber?
    // "5% to 10%": the sign may stand behind both ends.
    let lowPercent = sentence.percentEnd(next)
    if let join = join(at: lowPercent ?? next, lowStart: index) {
      switch sentence[join] {
      case .digits, .cardinal:
        if let number = sentence.number(at: join), low.value < number.value || low.scale == 0 {
          high = number
          next = number.next
        }
      default: break
      }
    }
    var dashed = next
    if case .dash = sentence[next], sentence.touches(next), sentence.touches(next + 1) { dashed += 1 }
    if high != nil, lowPercent != nil, sentence.percentEnd(dashed) == nil {
      high = nil
      next = low.next
      dashed = next
    }
    if sentence.isWord(dashed, "percentage"), case .other = sentence[dashed + 1] { return .passed(dashed + 2) }
    if let end = sentence.percentEnd(dashed) {
      share(&low, high)
      var start = index
      if sentence.isByte(index - 1, "-") || sentence.isWord(index - 1, "−"), sentence.touches(index),
        !sentence.touches(index - 1), index > limit, high == nil
      {
        low.value = ExactDecimal(significand: -low.value.significand, exponent: low.value.exponent)
        start = index - 1
      }
      guard !sentence.isEmbedded(start..<end) else { return .passed(end) }
      return .found(finish(low, high, .percent, start..<end, limit))
    }
    if dashed > next, let (power, code) = scaleAndCurrency(dashed) {
      low.value = low.value.scaled(by: power)
      guard !sentence.isEmbedded(index..<dashed + 1) else { return .passed(dashed + 1) }
      return .found(finish(low, nil, .money(currency: code), index..<dashed + 1, limit))
    }
    if let (code, end) = currency(at: dashed, hasScale: max(low.scale, high?.scale ?? 0) >= 3) {
      share(&low, high)
      guard !sentence.isEmbedded(index..<end) else { return .passed(end) }
      return .found(finish(low, high, .money(currency: code), index..<end, limit))
    }
    return count(low, high, index, next, limit)
  }

  /// The currency that stands behind a number, and the token behind it.
  private func currency(at index: Int, hasScale: Bool) -> (String, Int)? {
    switch sentence[index] {
    case .sign(let code):
      if case .digits = sentence[index + 1], sentence.touches(index + 1) { return nil }
      return (code, index + 1)
    case .code(let code): return (code, index + 1)
    case .currency(let code):
      return (code, index + 1)
    case .cautiousCurrency(let code):
      if sentence.isWord(index + 1, "sterling") { return (code, index + 2) }
      // "1.5 million pounds of uranium" is a weight.
      if code == "GBP", sentence.isWord(index + 1, "of"),
        !Self.monies.contains(where: { sentence.isWord(index + 2, $0) })
      {
        return nil
      }
      return hasScale ? (code, index + 1) : nil
    default:
      if sentence.isWord(index, "US"), case .sign(let code) = sentence[index + 1], sentence.touches(index + 1) {
        return (code, index + 2)
      }
      return nationalCurrency(at: index)
    }
  }

  /// What money is "of", where pounds could be a weight.
  private static let monies: [RuleWord] = [
    "funding", "investment", "debt", "capital", "equity", "revenue", "aid", "grants", "savings", "damages", "loans",
    "taxpayers", "public", "government", "new", "additional", "support", "spending", "orders", "sales", "losses",
    "assets",
  ]

  /// "million-dollar" behind "430-".
  private func scaleAndCurrency(_ index: Int) -> (power: Int, code: String)? {
    guard sentence.hasHyphen(index) else { return nil }
    let bytes = sentence.text.bytes
    let parts = sentence.text.parts(of: index)
    guard parts.count == 2, case .scale(let power) = Lexeme.table.value(bytes, parts[0]) else { return nil }
    switch Lexeme.table.value(bytes, parts[1]) {
    case .currency(let code), .cautiousCurrency(let code): return (power, code)
    default: return nil
    }
  }

  /// "Saudi riyals", "Hong Kong dollars": up to three words of a country before the word for money.
  private func nationalCurrency(at index: Int) -> (String, Int)? {
    guard let first = sentence.token(index), first.kind == .word, first.shape != .lower, first.shape != .none else {
      return nil
    }
    var words: [UInt8] = []
    for end in index..<index + 4 {
      guard let token = sentence.token(end), token.kind == .word else { return nil }
      words += sentence.text.bytes[token.range]
      if end > index {
        switch sentence[end] {
        case .currency, .cautiousCurrency, .nationalCurrency:
          let plural = words.last == UInt8(ascii: "s")
          if let code = Currency.national.value(words, words.indices) { return (code, end + 1) }
          guard plural, let code = Currency.national.value(words, 0..<words.count - 1) else { return nil }
          return (code, end + 1)
        default: break
        }
      }
      words.append(UInt8(ascii: " "))
    }
    return nil
  }

  // MARK: Counts

  private func count(_ low: StatedNumber, _ high: StatedNumber?, _ index: Int, _ next: Int, _ limit: Int) -> Outcome {
    var low = low
    share(&low, high)
    let upperHasPlus = (high ?? low).hasPlus
    guard !isPartOfName(index, limit), !isZeroPadded(index), high == nil || !isZeroPadded(next - 1) else {
      return .none
    }
    let (noun, end) = noun(at: next)
    if noun == nil {
      guard low.scale >= 3, !low.isSpelled || low.scale >= 6, case .scale = sentence[next - 1] else { return .none }
    } else if low.looksLikeYear, high == nil, leadWords(before: index, limit: limit).precision == nil,
      !upperHasPlus, (ExactDecimal(1800)...ExactDecimal(2100)).contains(low.value)
    {
      return .none
    }
    if low.hasPoint && low.scale == 0 || high.map({ $0.hasPoint && $0.scale == 0 }) ?? false { return .none }
    // "One company", "no companies": the words count nothing worth keeping.
    if low.isSpelled, low.value < ExactDecimal(2) { return .none }
    guard !sentence.isEmbedded(index..<next) else { return .passed(next) }
    return .found(finish(low, high, .count(of: noun), index..<end, limit))
  }

  /// "Windows 11 users", "Fortune 500 companies": digits behind a word with a capital that is no first word of a
  /// sentence by habit.
  private func isPartOfName(_ index: Int, _ limit: Int) -> Bool {
    guard case .digits = sentence[index], let before = sentence.token(index - 1), before.kind == .word,
      before.shape != .lower, before.shape != .none
    else { return false }
    let isFirst = index - 1 == sentence.tokens.lowerBound
    if isFirst, Abbreviation.sentenceOpeners.value(sentence.text.bytes, before) == true { return false }
    return leadWords(before: index, limit: limit).start == index
  }

  /// "0123": a number of a list or a telephone, not a count.
  private func isZeroPadded(_ index: Int) -> Bool {
    guard case .digits = sentence[index], let range = sentence.token(index)?.range, range.count > 1 else {
      return false
    }
    return sentence.text.bytes[range.lowerBound] == 0x30 && Ascii.isDigit(sentence.text.bytes[range.lowerBound + 1])
  }

  /// The noun that a number counts with the words between ("new data centers"); its last word is its head.
  private func noun(at index: Int) -> (String?, Int) {
    var next = index
    if case .preposition(.of) = sentence[next], case .scale = sentence[next - 1] { next += 1 }
    let start = next
    let bytes = sentence.text.bytes
    while next < start + 4, let token = sentence.token(next), token.kind == .word, token.gap == .space {
      if case .unit = sentence[next] { break }
      if token.shape == .lower {
        if CountNoun.isPlural(bytes, token) {
          // "Employees" in "Microsoft employees", "data centers" whole.
          return (
            sentence.text.string((sentence.token(start) ?? token).range.lowerBound..<token.range.upperBound), next + 1
          )
        }
        if CountNoun.isStop(bytes, token) { break }
      } else if next > start + 2 {
        break
      }
      next += 1
    }
    return (nil, index)
  }

  // MARK: Words around

  private func finish(
    _ low: StatedNumber, _ high: StatedNumber?, _ unit: Amount.Unit, _ core: Range<Int>, _ limit: Int
  ) -> Found {
    let lead = leadWords(before: core.lowerBound, limit: limit)
    var precision = lead.precision ?? .exact
    var end = core.upperBound
    var start = lead.start
    if (high ?? low).hasPlus { precision = .min }
    if sentence.isWord(end, "or"), sentence.isWord(end + 1, "more") {
      (precision, end) = (.min, end + 2)
    } else if sentence.isWord(end, "or"), sentence.isWord(end + 1, "less") || sentence.isWord(end + 1, "fewer") {
      (precision, end) = (.max, end + 2)
    } else if sentence.isByte(end, "-"), sentence.touches(end), sentence.isWord(end + 1, "plus") {
      (precision, end) = (.min, end + 2)
    }
    if high != nil, start == core.lowerBound, start > limit, sentence.isWord(start - 1, "between") { start -= 1 }
    var upper = high?.value
    if let stated = upper, stated <= low.value { upper = nil }
    var amount = Amount(low.value, upper: upper, unit: unit, precision: precision)
    if case .count = unit {} else { amount.kind = kind(before: start, behind: end, isPercent: unit == .percent) }
    return Found(amount: amount, tokens: start..<end)
  }

  /// What the words beside money or a share say that it is.
  private func kind(before start: Int, behind end: Int, isPercent: Bool) -> Amount.Kind? {
    for index in end..<end + 3 {
      guard let token = sentence.token(index), token.kind == .word else { break }
      if sentence.isWord(index, "stake") || sentence.isWord(index, "shareholding") { return .stake }
      if isPercent, sentence.isWord(index, "interest") || sentence.isWord(index, "ownership") { return .stake }
      if isPercent, index > end, sentence.isWord(index, "shares") { return .stake }
      if !isPercent, sentence.isWord(index, "valuation") { return .valuation }
      if !isPercent, sentence.isWord(index, "budget") { return .budget }
      if CountNoun.isStop(sentence.text.bytes, token),
        !isPercent || !sentence.isWord(index, "of") && !sentence.isWord(index, "the")
      {
        break
      }
    }
    if sentence.isWord(start - 1, "of") {
      if sentence.isWord(start - 2, "valuation") { return .valuation }
      if sentence.isWord(start - 2, "budget") { return .budget }
      if sentence.isWord(start - 2, "stake") { return .stake }
    }
    if !isPercent, sentence.isWord(start - 1, "at") {
      // "Valued at", "values the company at", "valuing the startup at"
      for index in stride(from: start - 2, through: start - 6, by: -1) {
        if sentence.isWord(index, "valued") || sentence.isWord(index, "valuing") || sentence.isWord(index, "values") {
          return .valuation
        }
      }
    }
    return nil
  }

  private struct LeadWords {
    var start: Int
    var precision: Amount.Precision?
  }

  private enum Bound { case approx, min, max, than, to, least, most, of, asMuch }

  private static let bounds = FoldedWordTable<Bound>(
    [
      ("than", .than), ("to", .to), ("least", .least), ("most", .most), ("of", .of), ("as", .asMuch),
    ]
      + "about around approximately approx approx. roughly nearly almost some circa ca ca. estimated ~ ≈ c. virtually"
      .split(separator: " ").map { (String($0), .approx) }
      + "over above exceeding topping > ≥".split(separator: " ").map { (String($0), .min) }
      + "under below < ≤".split(separator: " ").map { (String($0), .max) })

  /// The words of precision that end just before a token.
  private func leadWords(before index: Int, limit: Int) -> LeadWords {
    let none = LeadWords(start: index)
    let last = index - 1
    guard last >= limit, let token = sentence.token(last),
      let bound = Self.bounds.value(sentence.text.bytes, token)
    else { return none }
    func lead(_ precision: Amount.Precision, _ words: Int) -> LeadWords {
      let start = index - words
      return start >= limit ? LeadWords(start: start, precision: precision) : none
    }
    func word(_ back: Int, _ word: RuleWord) -> Bool { index - back >= limit && sentence.isWord(index - back, word) }
    let isNegated = word(3, "no") || word(3, "not")
    switch bound {
    case .approx:
      if word(1, "estimated") { return lead(.approx, word(2, "an") ? 2 : 1) }
      return lead(.approx, 1)
    case .min: return lead(.min, 1)
    case .max: return lead(.max, 1)
    case .than:
      if word(2, "more") || word(2, "greater") || word(2, "higher") {
        return lead(isNegated ? .max : .min, isNegated ? 3 : 2)
      }
      if word(2, "less") || word(2, "fewer") || word(2, "lower") {
        return lead(isNegated ? .min : .max, isNegated ? 3 : 2)
      }
    case .to:
      if word(2, "up") { return lead(.max, 2) }
      if word(2, "close") { return lead(.approx, 2) }
    case .least: if word(2, "at") { return lead(.min, 2) }
    case .most: if word(2, "at") { return lead(.max, 2) }
    case .of:
      if word(2, "upwards") || word(2, "upward") || word(2, "north") { return lead(.min, 2) }
      if word(2, "excess"), word(3, "in") { return lead(.min, 3) }
      if word(2, "minimum") { return lead(.min, word(3, "a") ? 3 : 2) }
      if word(2, "maximum") { return lead(.max, word(3, "a") ? 3 : 2) }
    case .asMuch: if word(2, "much") || word(2, "many"), word(3, "as") { return lead(.max, 3) }
    }
    return none
  }
}
