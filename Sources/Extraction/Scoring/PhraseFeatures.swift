internal import KnowledgeGraph

/// What the phrases of a sentence say of two names in it, as features: which verb and preposition lead to each, past
/// relative clauses and lists (after the shortest paths of Bunescu and Mooney 2005, without a parser).
struct PhraseFeatures {
  let text: TokenizedText
  let vocabulary: Vocabulary
  /// The phrases of the sentence.
  let chunks: [Chunk]

  /// Appends the features of two names that begin at tokens, the first before the second.
  func append(_ a: Int, _ b: Int, _ kinds: UInt64, to features: inout [UInt64]) {
    guard let first = chunk(of: a), let second = chunk(of: b) else { return }
    func add(_ template: UInt64, _ value: UInt64) {
      features.append(FeatureHash.of(1100 + template, FeatureHash.pair(value, kinds)))
    }
    guard first != second else {
      // "Acme's Nova platform": what the phrase that both stand in is of.
      return add(0, FeatureHash.pair(word(chunks[first].head), chunks[first].owner >= 0 ? 1 : 2))
    }
    let (mark, governor) = lead(to: second)
    let (ownMark, _) = lead(to: first)
    let main = mainVerb(behind: first, before: second)
    let last = lastVerb(before: second, behind: first)
    let lastValue = last.map { value(ofVerb: $0) } ?? 3
    let mainValue = main.map { value(ofVerb: $0) } ?? 3
    add(1, mark)
    add(2, FeatureHash.pair(governor, mark))
    add(3, FeatureHash.pair(mainValue, mark))
    add(4, FeatureHash.pair(lastValue, mark))
    add(5, FeatureHash.pair(FeatureHash.pair(mainValue, governor), mark))
    add(6, FeatureHash.pair(ownMark, FeatureHash.pair(lastValue, mark)))
    if chunks[first].nounBefore >= 0 { add(7, word(chunks[first].nounBefore)) }
    if chunks[second].nounBefore >= 0 {
      add(8, word(chunks[second].nounBefore))
      add(9, FeatureHash.pair(word(chunks[second].nounBefore), FeatureHash.pair(mainValue, mark)))
    }
    if second - first <= 7 { add(10, path(first, second)) }
  }

  /// The phrase that a token stands in.
  private func chunk(of token: Int) -> Int? {
    var (low, high) = (0, chunks.count)
    while low < high {
      let middle = low + (high - low) / 2
      if chunks[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low < chunks.count && chunks[low].tokens.contains(token) ? low : nil
  }

  private func word(_ token: Int) -> UInt64 {
    text.tokens.indices.contains(token) ? text.tokens[token].fold : 0
  }

  private func kind(_ chunk: Int) -> Chunk.Kind? { chunks.indices.contains(chunk) ? chunks[chunk].kind : nil }

  /// A verb by its base form, and whether its subject is acted on.
  private func value(ofVerb chunk: Int) -> UInt64 {
    let phrase = chunks[chunk]
    let base = phrase.lexeme >= 0 ? vocabulary.lexemes[phrase.lexeme].base : word(phrase.head)
    let isPassive = phrase.flags.contains(.passive) || phrase.flags.contains(.bare) && !phrase.flags.contains(.gerund)
    return FeatureHash.pair(base, isPassive ? 1 : 0)
  }

  /// What stands before a phrase, or before the list that it is an item of: a preposition, a verb, a comma; and what that
  /// hangs on.
  private func lead(to chunk: Int) -> (mark: UInt64, governor: UInt64) {
    var first = chunk
    while kind(first - 1) == .conjunction || kind(first - 1) == .comma, kind(first - 2) == .noun,
      chunks[first - 2].name >= 0
    {
      first -= 2
    }
    guard let before = kind(first - 1) else { return (1, 0) }
    switch before {
    case .preposition:
      let mark = word(chunks[first - 1].head)
      switch kind(first - 2) {
      case .noun?: return (mark, chunks[first - 2].name < 0 ? word(chunks[first - 2].head) : 5)
      case .verb?: return (mark, value(ofVerb: first - 2))
      default: return (mark, 0)
      }
    case .verb: return (2, value(ofVerb: first - 1))
    default: return (16 + UInt64(before.rawValue), kind(first - 2).map { 16 + UInt64($0.rawValue) } ?? 0)
    }
  }

  /// The verb that a phrase is the subject of, as far as its place says: past a relative clause or an apposition.
  private func mainVerb(behind first: Int, before second: Int) -> Int? {
    var index = first + 1
    var isInside = false
    while index < second {
      switch kind(index) {
      case .comma?, .open?, .close?, .dash?: isInside = !isInside
      case .subordinator?: isInside = true
      case .verb?:
        if !isInside, !chunks[index].flags.contains(.bare) { return index }
      default: break
      }
      index += 1
    }
    return nil
  }

  private func lastVerb(before second: Int, behind first: Int) -> Int? {
    var index = second - 1
    while index > first {
      if kind(index) == .verb { return index }
      index -= 1
    }
    return nil
  }

  /// The phrases between two, verbs and prepositions by what they are.
  private func path(_ first: Int, _ second: Int) -> UInt64 {
    var result: UInt64 = 11
    for index in (first + 1)..<second {
      let phrase = chunks[index]
      switch phrase.kind {
      case .adverb, .date: continue
      case .verb: result = FeatureHash.pair(result, value(ofVerb: index))
      case .preposition: result = FeatureHash.pair(result, word(phrase.head))
      case .noun:
        result = FeatureHash.pair(result, phrase.name >= 0 ? 21 : phrase.word >= 0 ? word(phrase.head) : 22)
      default: result = FeatureHash.pair(result, 32 + UInt64(phrase.kind.rawValue))
      }
    }
    return result
  }
}
