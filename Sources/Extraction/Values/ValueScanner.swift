import KnowledgeGraph

/// Finds every amount, date and period of a text.
///
/// Grammars over the tokens of one sentence at a time: no value reaches over the end of a sentence. A period that stands
/// directly beside money ("$430 million, five-year", "five-year, $430 million") becomes part of the amount; one that
/// follows within a few words ("$5 billion in funding over three years") is given to the amount and kept as a match too.
///
/// - Complexity: Linear in the number of tokens.
package struct ValueScanner: Sendable {
  package init() {}

  /// The values in the order of the text; their ranges do not overlap.
  package func scan(_ text: TokenizedText) -> [ValueMatch] {
    var matches: [ValueMatch] = []
    for sentence in text.sentences { scan(LexedSentence(text, sentence.tokens), into: &matches) }
    return matches
  }

  private func scan(_ sentence: LexedSentence, into matches: inout [ValueMatch]) {
    let dates = DateGrammar(sentence: sentence)
    let periods = PeriodGrammar(sentence: sentence)
    let amounts = AmountGrammar(sentence: sentence)
    let first = matches.count
    var index = sentence.tokens.lowerBound
    var limit = index
    func add(_ tokens: Range<Int>, _ value: StatedValue) {
      guard let start = sentence.token(tokens.lowerBound), let end = sentence.token(tokens.upperBound - 1) else {
        return
      }
      matches.append(
        ValueMatch(range: start.range.lowerBound..<end.range.upperBound, tokens: tokens, value: value))
      limit = tokens.upperBound
      index = tokens.upperBound
    }
    while index < sentence.tokens.upperBound {
      guard sentence.mayBeginValue(index) else {
        index += 1
        continue
      }
      if let found = dates.date(at: index, limit: limit) {
        add(found.tokens, .date(found.expression))
      } else if let found = periods.period(at: index, limit: limit) {
        add(found.tokens, found.value)
      } else {
        switch amounts.amount(at: index, limit: limit) {
        case .found(let found): add(found.tokens, .amount(found.amount))
        case .passed(let next):
          index = max(next, index + 1)
          limit = max(limit, min(index, sentence.tokens.upperBound))
        case .none: index += 1
        }
      }
    }
    tiePeriods(sentence, from: first, in: &matches)
  }

  /// Gives a period to the money that it stands beside.
  private func tiePeriods(_ sentence: LexedSentence, from first: Int, in matches: inout [ValueMatch]) {
    guard matches.count - first > 1 else { return }
    var tied: [ValueMatch] = []
    for match in matches[first...] {
      guard let left = tied.last, let joined = join(sentence, left, match) else {
        tied.append(match)
        continue
      }
      tied.removeLast()
      tied += joined
    }
    matches.replaceSubrange(first..., with: tied)
  }

  /// Two neighbours of which one is money and the other its period, as one match or as two; nil where they are not.
  private func join(_ sentence: LexedSentence, _ left: ValueMatch, _ right: ValueMatch) -> [ValueMatch]? {
    let gap = left.tokens.upperBound..<right.tokens.lowerBound
    let isDirect = gap.isEmpty || gap.count == 1 && isComma(sentence, gap.lowerBound)
    let whole = (
      range: left.range.lowerBound..<right.range.upperBound, tokens: left.tokens.lowerBound..<right.tokens.upperBound
    )
    func isCompound(_ match: ValueMatch) -> Bool {
      match.tokens.count == 1 || sentence.isByte(match.tokens.lowerBound + 1, "-")
    }
    switch (left.value, right.value) {
    case (.amount(var amount), .period(let period)) where amount.currency != nil && amount.period == nil:
      let leads: [RuleWord] = ["over", "within", "across", "for", "through", "during"]
      let isBound = leads.contains { sentence.isWord(right.tokens.lowerBound, $0) }
      amount.period = period
      if isDirect, isCompound(right) || gap.isEmpty && isBound {
        return [ValueMatch(range: whole.range, tokens: whole.tokens, value: .amount(amount))]
      }
      guard isBound, isNounPhrase(sentence, gap) else { return nil }
      var money = left
      money.value = .amount(amount)
      return [money, right]
    case (.period(let period), .amount(var amount)) where amount.currency != nil && amount.period == nil:
      guard isDirect, isCompound(left) else { return nil }
      amount.period = period
      return [ValueMatch(range: whole.range, tokens: whole.tokens, value: .amount(amount))]
    default: return nil
    }
  }

  private func isComma(_ sentence: LexedSentence, _ index: Int) -> Bool {
    if case .comma = sentence[index] { true } else { false }
  }

  /// "in funding", "of new investment", "in North Africa": one short phrase between money and its period.
  private func isNounPhrase(_ sentence: LexedSentence, _ gap: Range<Int>) -> Bool {
    guard (1...4).contains(gap.count) else { return false }
    switch sentence[gap.lowerBound] {
    case .preposition(.in), .preposition(.of): break
    default: return false
    }
    return gap.allSatisfy { sentence.token($0)?.kind == .word }
  }
}
