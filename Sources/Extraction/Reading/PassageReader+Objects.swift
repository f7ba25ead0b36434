internal import KnowledgeGraph

/// What follows a trigger in its clause.
struct Complements: Sendable {
  /// The first noun phrase without a preposition, or -1.
  var object = -1
  /// The noun phrases behind prepositions, by the fold of the preposition; in order.
  var prepositions: [(fold: UInt64, chunk: Int)] = []
  /// The last chunk that belongs to the clause.
  var end: Int
}

extension PassageReader {
  /// The object and the prepositional phrases behind a verb or a noun, up to where another clause begins.
  func complements(after trigger: Int, takesObject: Bool) -> Complements {
    var result = Complements(end: trigger)
    var index = trigger + 1
    var isBehindComma = false
    while index < chunks.count, index - trigger < 48 {
      switch kind(index) {
      case .adverb, .date: index += 1
      case .noun:
        if takesObject, result.object < 0, result.prepositions.isEmpty, !isBehindComma {
          result.object = index
          index = (list(from: index).last ?? index) + 1
        } else {
          return result
        }
      case .preposition:
        // "such as", "as well as": part of a list rather than a place or a partner.
        guard kind(index + 1) == .noun else { return result }
        result.prepositions.append((text.tokens[chunks[index].head].fold, index + 1))
        index = (list(from: index + 1).last ?? index + 1) + 1
        isBehindComma = false
      case .open:
        guard let close = chunks.indices.first(where: { $0 > index && chunks[$0].kind == .close }) else {
          return result
        }
        index = close + 1
      case .comma:
        // Behind a comma only a preposition goes on: what else stands there is an apposition or another clause.
        guard kind(index + 1) == .preposition || kind(index + 1) == .date || kind(index + 1) == .adverb else {
          return result
        }
        isBehindComma = true
        index += 1
      case .conjunction:
        guard kind(index + 1) == .preposition else { return result }
        index += 1
      default: return result
      }
      result.end = index - 1
    }
    return result
  }

  /// What the phrases of a list stand for, with the items of "companies such as A and B" in place of the companies.
  func listed(from chunk: Int) -> [Party] {
    let direct = list(from: chunk).flatMap { parties(at: $0) }
    if !direct.isEmpty { return direct }
    // "the international version of its platform, X"
    if kind(chunk + 1) == .preposition, isWord(chunk + 1, "of"), kind(chunk + 2) == .noun,
      isWord(chunk, "version") || isWord(chunk, "edition")
    {
      return list(from: chunk + 2).flatMap { parties(at: $0) }
    }
    // "from the likes of A and B", "a consortium of A and B"
    if kind(chunk + 1) == .preposition, isWord(chunk + 1, "of"), kind(chunk + 2) == .noun,
      Self.gatherings.contains(text.tokens[chunks[chunk].head].fold)
    {
      let members = list(from: chunk + 2).flatMap { parties(at: $0) }
      return members.isEmpty ? examples(of: chunk) : members
    }
    // "took part in Acme's Series A": the round is Acme's.
    if contains(chunk, Self.fundingWords), chunks[chunk].owner >= 0 { return possessor(chunks[chunk]) }
    return examples(of: chunk)
  }

  private static let gatherings: Set<UInt64> = Set(
    ["likes", "consortium", "syndicate", "group", "number", "range", "variety", "trio", "pair", "handful"].map {
      FoldedHash($0.utf8).value
    })

  /// "partners including A, B and C": the names behind a plural and "including", "such as", "like", "e.g.".
  func examples(of chunk: Int) -> [Party] {
    guard kind(chunk) == .noun, chunks[chunk].name < 0 else { return [] }
    var index = chunk + 1
    // "a group of strategic investors including …"
    while kind(index) == .preposition, isWord(index, "of"), kind(index + 1) == .noun { index += 2 }
    while kind(index) == .conjunction, kind(index + 1) == .noun, chunks[index + 1].name < 0 { index += 2 }
    if kind(index) == .comma { index += 1 }
    if kind(index) == .noun || kind(index) == .adverb, text.isToken(chunks[index].head, "such") { index += 1 }
    // "investors that include A and B"
    if isWord(index, "that") || isWord(index, "which"), kind(index + 1) == .verb,
      chunks[index + 1].lexeme == Self.include, kind(index + 2) == .noun
    {
      return list(from: index + 2).flatMap { parties(at: $0) }
    }
    let isExample =
      kind(index) == .preposition && (isWord(index, "including") || isWord(index, "like") || isWord(index, "as"))
      || kind(index) == .verb && text.isToken(chunks[index].head, "including")
    guard isExample, kind(index + 1) == .noun else { return [] }
    return list(from: index + 1).flatMap { parties(at: $0) }
  }

  // MARK: Amounts and dates

  func amount(of chunk: Int) -> Amount? {
    guard chunks[chunk].value >= 0, case .amount(let amount) = values[chunks[chunk].value].value else { return nil }
    return amount
  }

  /// The money that belongs to a trigger: in its own phrase, else the next in its clause.
  func money(at trigger: Int, from first: Int) -> Amount? {
    if let amount = amount(of: trigger), amount.currency != nil { return period(trigger, amount) }
    var index = first
    while index < chunks.count, index - trigger < 24 {
      switch kind(index) {
      case .stop: return nil
      case .subordinator:
        // "for which it paid €2 million"
        if isWord(index, "which"), isWord(index - 1, "for") { break }
        return price(behind: index)
      case .verb:
        if isTrigger(index), index > first, !isWord(index, "paid"), !isWord(index, "pay") { return nil }
      case .noun:
        if let amount = amount(of: index), amount.currency != nil { return period(index, amount) }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// "acquired Y, a firm that makes shoes, for $75 million": the price behind the clause that a word begins.
  private func price(behind subordinator: Int) -> Amount? {
    guard
      let comma = chunks.indices.first(where: { $0 > subordinator && (kind($0) == .comma || kind($0) == .stop) }),
      kind(comma) == .comma, kind(comma + 1) == .preposition, isWord(comma + 1, "for"), kind(comma + 2) == .noun,
      let amount = amount(of: comma + 2), amount.currency != nil
    else { return nil }
    return period(comma + 2, amount)
  }

  /// "will invest $3.2 billion over five years to build a plant": the money that is spent so that a verb comes about.
  func moneyForAim(_ verb: Int) -> Amount? {
    guard chunks[verb].flags.contains(.infinitive) else { return nil }
    var index = verb - 1
    while index > 0, verb - index < 6, kind(index) == .noun || kind(index) == .preposition {
      if let amount = amount(of: index), amount.currency != nil {
        let isSpent = kind(index - 1) == .verb && Self.spendings.contains(text.tokens[chunks[index - 1].head].fold)
        return isSpent ? period(index, amount) : nil
      }
      index -= 1
    }
    return nil
  }

  private static let spendings: Set<UInt64> = Set(
    ["invest", "invests", "invested", "investing", "spend", "spends", "spent", "spending"].map {
      FoldedHash($0.utf8).value
    })

  /// "$20 million, three-year plan": the period that stands in the same phrase.
  func period(_ chunk: Int, _ amount: Amount) -> Amount {
    guard amount.period == nil else { return amount }
    var result = amount
    var seen = Int32(-1)
    for token in chunks[chunk].tokens where valueAt[token] >= 0 && valueAt[token] != seen {
      seen = valueAt[token]
      if case .period(let period) = values[Int(seen)].value { result.period = period }
    }
    return result
  }

  func isTrigger(_ verb: Int) -> Bool {
    let lexeme = chunks[verb].lexeme
    return lexeme >= 0 && !vocabulary.lexemes[lexeme].triggers.isEmpty
  }

  private func isSupport(_ verb: Int) -> Bool {
    let lexeme = chunks[verb].lexeme
    return lexeme >= 0 && !vocabulary.lexemes[lexeme].supports.isEmpty
  }

  /// The date of what a chunk tells: the next in its clause, else the one before it in its clause, else the one that
  /// begins the sentence.
  func date(at trigger: Int) -> (date: DateContext.Resolved, preposition: DateExpression.Preposition?)? {
    var index = trigger + 1
    var isBehindAim = false
    while index < chunks.count {
      if kind(index) == .stop || kind(index) == .subordinator || isNextClause(index) { break }
      if kind(index) == .preposition, isWord(index, "before") || isWord(index, "after") { break }
      // "accused of misleading investors in 2018": the date is that of the other act.
      if kind(index) == .preposition, isWord(index, "of") || isWord(index, "for"), kind(index + 1) == .verb { break }
      if kind(index) == .verb, !chunks[index].flags.contains(.infinitive),
        isTrigger(index) || !chunks[index].flags.contains(.bare)
          || Self.tellings.contains(text.tokens[chunks[index].head].fold)
      {
        // "The acquisition of Y closed in May": the verb carries the noun.
        guard kind(trigger) == .noun, isSupport(index) else { break }
      }
      if kind(index) == .verb, chunks[index].flags.contains(.infinitive), isTrigger(index) { isBehindAim = true }
      if kind(index) == .date, let found = resolved(index) {
        // "an agreement to build it by 2028": when the aim is reached, and not when they agreed.
        if isBehindAim, found.preposition == .by { break }
        return found
      }
      index += 1
    }
    index = trigger - 1
    while index >= 0 {
      if kind(index) == .stop { break }
      if kind(index) == .verb, isTrigger(index) { break }
      // "was founded in 2014 and has offices in X": before "and" with a verb of its own another act is told.
      if kind(index) == .conjunction,
        kind(index + 1) == .verb || kind(index + 1) == .adverb && kind(index + 2) == .verb
          || kind(index + 1) == .date && index + 2 <= trigger
      {
        break
      }
      if kind(index) == .date, let start = startOfAside(index) {
        index = start - 1
        continue
      }
      if kind(index) == .date, let found = resolved(index) {
        if belongsToParticiple(index) { break }
        return found
      }
      index -= 1
    }
    // "In May, …": but the date behind a verb is that of the verb.
    for index in chunks.indices.prefix(3) where kind(index) == .date {
      if chunks[..<index].contains(where: { $0.kind == .verb }) { break }
      if let found = resolved(index) { return found }
    }
    return nil
  }

  /// Whether another act begins at a chunk: ", going all in on AI in 2016", ", said the firm", "and in 2011 it moved".
  private func isNextClause(_ index: Int) -> Bool {
    switch kind(index) {
    case .comma?:
      guard let next = chunks.indices.first(where: { $0 > index && chunks[$0].kind != .adverb }) else { return false }
      return kind(next) == .verb && !chunks[next].flags.contains(.infinitive)
        && (chunks[next].flags.contains(.gerund) || Self.tellings.contains(text.tokens[chunks[next].head].fold))
    case .conjunction?: return kind(index + 1) == .date && kind(index + 2) == .noun && kind(index + 3) == .verb
    default: return false
    }
  }

  /// The date behind a phrase, or what it is of, that says since when or until when it holds: "chief executive of Acme since
  /// 2018", "part of Zelta from 2005 to 2016".
  func bound(behind chunk: Int) -> (date: DateContext.Resolved, preposition: DateExpression.Preposition?)? {
    var index = chunk + 1
    while kind(index) == .noun || kind(index) == .preposition || kind(index) == .adverb { index += 1 }
    guard kind(index) == .date, let found = resolved(index), Self.bounds.contains(found.preposition) else { return nil }
    return found
  }

  /// What stands before a date that a state begins or ends with.
  static let bounds: [DateExpression.Preposition?] = [.since, .from, .until, .between]

  /// "…, the two firms said in a statement on 12 March", "the merger, first announced in May": the date of the telling of
  /// what a chunk tells.
  func telling(behind chunk: Int) -> StatedDate? {
    guard
      let verb = chunks.indices.first(where: {
        $0 > chunk && kind($0) == .verb && Self.tellings.contains(text.tokens[chunks[$0].head].fold)
      }), let comma = chunks[..<verb].lastIndex(where: { $0.kind == .comma }), comma > chunk,
      chunks[(comma + 1)..<verb].allSatisfy({ $0.kind == .noun || $0.kind == .adverb })
    else { return nil }
    var index = verb + 1
    while kind(index) == .noun || kind(index) == .preposition { index += 1 }
    return kind(index) == .date ? resolved(index)?.date.date : nil
  }

  private static let tellings: Set<UInt64> = Set(
    ["said", "announced", "confirmed", "disclosed", "reported"].map { FoldedHash($0.utf8).value })

  /// "Acme, part of Zelta since 2020, has …", "Acme, which Zelta failed to buy in 2021, belongs to …": the comma where an
  /// aside begins that ends with a date; "Acme, in May, bought …" has none.
  private func startOfAside(_ date: Int) -> Int? {
    guard kind(date + 1) == .comma else { return nil }
    var index = date - 1
    while index > 0, date - index < 16, kind(index) != .stop {
      if kind(index) == .comma {
        let first = kind(index + 1) == .preposition ? index + 2 : index + 1
        guard first < date, kind(index - 1) == .noun else { return nil }
        return chunks[index - 1].name >= 0 || kind(first) == .subordinator ? index : nil
      }
      index -= 1
    }
    return nil
  }

  /// "Nova, launched in May, is used by …": the date of a participle is not that of the verb behind it.
  private func belongsToParticiple(_ date: Int) -> Bool {
    var index = date - 1
    while index >= 0,
      kind(index) == .noun || kind(index) == .preposition || kind(index) == .adverb || kind(index) == .conjunction
    {
      index -= 1
    }
    return index >= 0 && kind(index) == .verb && chunks[index].flags.contains(.bare) && isTrigger(index)
      && (index == 0 || kind(index - 1) == .comma)
  }

  func resolved(_ chunk: Int) -> (date: DateContext.Resolved, preposition: DateExpression.Preposition?)? {
    guard let date = dates[chunks[chunk].value], case .date(let expression) = values[chunks[chunk].value].value else {
      return nil
    }
    return (date, expression.preposition)
  }

  /// Puts the date where it belongs: an event happens at it, a state begins or ends with it, a plan was announced then.
  func apply(
    _ found: (date: DateContext.Resolved, preposition: DateExpression.Preposition?), to qualifiers: inout Qualifiers,
    isState: Bool, isAnnounced: Bool
  ) {
    if isState {
      switch found.preposition {
      case .until, .before: qualifiers.to = found.date.date
      case .from, .between:
        qualifiers.from = found.date.date
        qualifiers.to = found.date.upper
      default:
        if qualifiers.status == .former { qualifiers.to = found.date.date } else { qualifiers.from = found.date.date }
      }
    } else if isAnnounced {
      qualifiers.announced = found.date.date
    } else {
      qualifiers.at = found.date.date
    }
  }
}
