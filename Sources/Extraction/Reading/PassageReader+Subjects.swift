internal import KnowledgeGraph

extension PassageReader {
  /// Who does what a verb says: the noun phrases that are its subject, as far as they stand for something.
  ///
  /// Looks to the left: past adverbs, brackets and appositions, through "who" and "which" to what they go back to,
  /// from a second verb to the subject of the first, from an infinitive to the verb that it hangs on.
  func subject(of verb: Int, depth: Int = 0) -> [Party] {
    guard depth < 6, verb > 0 else { return initialSubject(verb, depth) }
    let phrase = chunks[verb]
    if phrase.flags.contains(.infinitive) { return subjectOfInfinitive(verb, depth) }
    var index = verb - 1
    // "X, a company, today (1 February 2024) announces"
    while index > 0, kind(index) == .adverb || kind(index) == .close || isThen(index) {
      guard kind(index) == .close else {
        index -= 1
        continue
      }
      guard let open = openOf(index), open > 0 else { break }
      index = open - 1
    }
    switch kind(index) {
    case .noun:
      if chunks[index].flags.contains(.pronoun), isRelativePronoun(index) { return antecedent(index) }
      if phrase.flags.contains(.gerund) {
        // "a platform powering …", or "spent $3 billion developing …".
        let direct = nounSubject(index, depth)
        return direct.isEmpty ? mainSubject(of: verb, depth) : direct
      }
      return nounSubject(index, depth)
    case .subordinator:
      if isWord(index, "that") || isWord(index, "which") || isWord(index, "who") { return antecedent(index) }
      return phrase.flags.contains(.gerund) ? mainSubject(of: verb, depth) : []
    case .conjunction:
      if let previous = previousVerb(before: index) { return subject(of: previous, depth: depth + 1) }
      return []
    case .preposition:
      // "by acquiring X", "after launching Y".
      return phrase.flags.contains(.gerund) ? mainSubject(of: verb, depth) : []
    case .comma, .dash, .close:
      if let host = beforeApposition(index) { return nounSubject(host, depth) }
      // "A, B and C, are": a comma behind a list that begins the sentence.
      let items = kind(index) == .comma ? listEnding(at: index - 1) : []
      if items.count > 2, let first = items.first, first == 0 || previousVerb(before: first) == nil {
        return items.flatMap { parties(at: $0) }
      }
      if phrase.flags.contains(.bare), let noun = nounBefore(index) { return noun }
      if phrase.flags.contains(.gerund), let previous = previousVerb(before: index) {
        return subject(of: previous, depth: depth + 1)
      }
      if let previous = previousVerb(before: index), !phrase.flags.contains(.bare) {
        return subject(of: previous, depth: depth + 1)
      }
      return []
    case .open:
      // "Zelta (acquired by Acme in 2007)"
      return phrase.flags.contains(.bare) ? nounBefore(index) ?? [] : []
    case .verb:
      // "helped launch", "is to acquire": the verb before it is part of the group.
      return subject(of: index, depth: depth + 1)
    case .date:
      if index > 0, kind(index - 1) == .noun { return nounSubject(index - 1, depth) }
      if index > 0, kind(index - 1) == .comma, let noun = nounBefore(index - 1) { return noun }
      return []
    default: return []
    }
  }

  /// "It then partnered with X", where "then" links no clause.
  private func isThen(_ chunk: Int) -> Bool {
    kind(chunk) == .conjunction && isWord(chunk, "then") && kind(chunk - 1) == .noun
  }

  /// "Founded in 2015, X …": the subject stands behind the comma.
  private func initialSubject(_ verb: Int, _ depth: Int) -> [Party] {
    guard verb == 0, depth < 6, chunks[verb].flags.contains(.bare) else { return [] }
    return subjectBehindComma(from: verb)
  }

  private func subjectBehindComma(from verb: Int) -> [Party] {
    guard let comma = chunks.indices.first(where: { $0 > verb && chunks[$0].kind == .comma && followsSubject($0) })
    else { return [] }
    return list(from: comma + 1).flatMap { parties(at: $0) }
  }

  /// Whether behind a comma stands a noun phrase with its verb.
  private func followsSubject(_ comma: Int) -> Bool {
    guard kind(comma + 1) == .noun else { return false }
    let last = list(from: comma + 1).last ?? comma + 1
    return kind(last + 1) == .verb || kind(last + 1) == .comma || kind(last + 1) == .adverb || kind(last + 1) == .open
  }

  /// The noun phrase directly before a comma or bracket.
  private func nounBefore(_ index: Int) -> [Party]? {
    var position = index - 1
    if kind(index) == .close, let open = openOf(index) { position = open - 1 }
    guard position >= 0, kind(position) == .noun else { return nil }
    let found = parties(at: position)
    return found.isEmpty ? nil : found
  }

  func openOf(_ close: Int) -> Int? {
    var index = close - 1
    while index >= 0, close - index < 40 {
      if chunks[index].kind == .open { return index }
      index -= 1
    }
    return nil
  }

  private func nounSubject(_ index: Int, _ depth: Int) -> [Party] {
    // "A spokesman for Acme said": the phrase behind a preposition is not the subject, what stands before is.
    if index > 1, kind(index - 1) == .preposition, kind(index - 2) == .noun, !chunks[index - 2].flags.contains(.pronoun)
    {
      return nounSubject(index - 2, depth)
    }
    if index > 0, kind(index - 1) == .preposition { return [] }
    return listEnding(at: index).flatMap { parties(at: $0) }
  }

  private func isRelativePronoun(_ index: Int) -> Bool {
    isWord(index, "who") || isWord(index, "which") || isWord(index, "whom")
  }

  /// What "which", "who" or "that" goes back to.
  func antecedent(_ index: Int) -> [Party] {
    var position = index - 1
    if position >= 0, kind(position) == .comma || kind(position) == .dash { position -= 1 }
    if position >= 0, kind(position) == .close, let open = openOf(position) { position = open - 1 }
    guard position >= 0, kind(position) == .noun else { return [] }
    let direct = parties(at: position)
    if !direct.isEmpty { return direct }
    // "An initiative which is part of …", a sentence that goes on with the last one.
    if position == 0, classes(chunks[0].head).contains(.initiative), chunks[0].determiner == .indefinite,
      let initiative = discourse.initiative
    {
      return [Party(entity: initiative, isReferred: true)]
    }
    return []
  }

  /// The head of an apposition that ends before `index`: the name before ", a leading company in X,".
  private func beforeApposition(_ index: Int) -> Int? {
    if kind(index) == .close, let open = openOf(index), open > 0, kind(open - 1) == .noun { return open - 1 }
    guard kind(index) == .comma || kind(index) == .dash else { return nil }
    if let host = beforeClause(index) { return host }
    var position = index - 1
    while position > 0, index - position < 16 {
      if kind(position) == chunks[index].kind, kind(position + 1) != .conjunction || isWord(position + 1, "then") {
        var host = position - 1
        if host >= 0, kind(host) == .close, let open = openOf(host) { host = open - 1 }
        guard host >= 0, kind(host) == .noun, chunks[host].name >= 0 || appositions[host] >= 0 else { return nil }
        let next = position + 1
        let isApposition =
          kind(next) == .noun && chunks[next].name < 0 || kind(next) == .subordinator || kind(next) == .verb
          || kind(next) == .noun && chunks[next].nounBefore >= 0 || kind(next) == .noun && isPlaceChunk(next)
          || kind(next) == .preposition || kind(next) == .adverb || kind(next) == .conjunction
        return isApposition ? host : nil
      }
      position -= 1
    }
    return nil
  }

  /// "X, which runs shops in A, B and C, sold …", "X, based in A, B, said": the name before the clause that ends before
  /// `index`, past the commas of its own lists.
  private func beforeClause(_ index: Int) -> Int? {
    var position = index - 1
    while position > 0, index - position < 24, kind(position) != .stop {
      if kind(position) == .comma, kind(position - 1) == .noun, chunks[position - 1].name >= 0 {
        let next = position + 1
        let isRelative =
          (kind(next) == .subordinator || kind(next) == .noun)
          && (isWord(next, "which") || isWord(next, "who") || text.isToken(chunks[next].tokens.lowerBound, "whose"))
        // Only behind the name that the sentence begins with: further on a participle mostly goes on with the verb.
        let isParticiple =
          kind(next) == .verb && chunks[next].flags.contains(.bare) && !chunks[next].flags.contains(.infinitive)
          && !chunks[next].flags.contains(.gerund) && position - 1 <= 2
        if isRelative || isParticiple { return position - 1 }
      }
      position -= 1
    }
    return nil
  }

  func isPlaceChunk(_ chunk: Int) -> Bool {
    kind(chunk) == .noun && chunks[chunk].name >= 0 && isPlace(names[chunks[chunk].name].entity)
  }

  func previousVerb(before index: Int) -> Int? {
    var position = index - 1
    while position >= 0 {
      if chunks[position].kind == .verb { return position }
      if chunks[position].kind == .stop { return nil }
      position -= 1
    }
    return nil
  }

  /// The subject of the sentence for a gerund phrase: that of the verb before it, else what stands behind its comma.
  private func mainSubject(of verb: Int, _ depth: Int) -> [Party] {
    if let previous = previousVerb(before: verb) { return subject(of: previous, depth: depth + 1) }
    return subjectBehindComma(from: verb)
  }

  private func subjectOfInfinitive(_ verb: Int, _ depth: Int) -> [Party] {
    guard let previous = previousVerb(before: verb) else {
      // "Acme's plan to acquire X", and the headline "Acme to acquire X".
      guard kind(verb - 1) == .noun else { return [] }
      let owner = possessor(chunks[verb - 1])
      return owner.isEmpty && chunks[verb - 1].name >= 0 ? nounSubject(verb - 1, depth) : owner
    }
    if kind(verb - 1) == .noun {
      let owner = possessor(chunks[verb - 1])
      if !owner.isEmpty,
        classes(chunks[verb - 1].head).contains(.control)
          || !classes(chunks[verb - 1].head).isDisjoint(with: [.initiative, .triggerNoun])
      {
        return owner
      }
    }
    // "allows people to buy X": those who are allowed buy.
    if kind(verb - 1) == .noun, previous == verb - 2, Self.objectControl.contains(chunks[previous].lexeme) {
      return parties(at: verb - 1)
    }
    return subject(of: previous, depth: depth + 1)
  }

  /// The verbs whose object is the subject of the infinitive behind it.
  private static let objectControl: Set<Int> = Set(
    [
      "allow", "enable", "help", "let", "ask", "urge", "encourage", "force", "require", "invite", "want", "expect",
      "persuade",
    ]
    .compactMap { base in
      let index = Vocabulary.shared.index(of: FoldedHash(base.utf8).value)
      return index < 0 ? nil : Vocabulary.shared.words[Int(index)].verb?.lexeme
    })

  // MARK: Lists

  /// The noun phrases of "A, B and C" that begins at a chunk; the chunk alone where there is no conjunction.
  func list(from first: Int) -> [Int] {
    guard kind(first) == .noun else { return [] }
    var items = [first]
    var position = first + 1
    var hasConjunction = false
    while position < chunks.count, items.count < 40 {
      if kind(position) == .open {
        guard let close = chunks.indices.first(where: { $0 > position && chunks[$0].kind == .close }),
          close - position <= 6
        else { break }
        position = close + 1
        continue
      }
      var next = position
      var isAnd = false
      if kind(next) == .comma { next += 1 }
      if kind(next) == .conjunction, !isWord(next, "but"), !isWord(next, "then") {
        isAnd = true
        next += 1
      }
      // "A, B and a dozen others": the items with names count.
      if isAnd, items.count > 1, kind(next) == .noun, chunks[next].name < 0, kind(next + 1) != .verb {
        hasConjunction = true
        break
      }
      // "A, 3x, B and C": what has the form of a name and is taken for none is passed over.
      if !isAnd, next > position, isUnreadName(next), kind(next + 1) == .comma || kind(next + 1) == .conjunction {
        position = next + 1
        continue
      }
      guard next > position, kind(next) == .noun, isListItem(next, of: first) else { break }
      // "a unit of X, and Y": two with a comma between are no list.
      if isAnd, items.count == 1, kind(position) == .comma { break }
      // The subject of the next clause is no item: "X bought Y, and Z launched W".
      if isAnd || kind(position) == .comma, kind(next + 1) == .verb, !chunks[next + 1].flags.contains(.bare),
        !chunks[next + 1].flags.contains(.infinitive), previousVerb(before: first) != nil
      {
        break
      }
      items.append(next)
      position = next + 1
      if isAnd {
        hasConjunction = true
        if kind(position) != .comma { break }
        // "A, B, and C, D": a comma behind the last item begins something else.
        break
      }
    }
    if hasConjunction { return items }
    // "investors including A, B, C": three and more in a row need no "and"; "Porto, Norte, Portugal" are one place.
    let isRow = items.count >= 4 && items.allSatisfy { chunks[$0].name >= 0 && !isPlaceChunk($0) }
    return isRow ? items : [first]
  }

  /// A phrase without a determiner whose last word is unknown or has a capital.
  private func isUnreadName(_ chunk: Int) -> Bool {
    guard kind(chunk) == .noun, chunks[chunk].name < 0, chunks[chunk].inner < 0, chunks[chunk].determiner == .none,
      chunks[chunk].value < 0, !chunks[chunk].flags.contains(.pronoun)
    else { return false }
    let head = chunks[chunk].head
    return text.tokens[head].shape != .lower && text.tokens[head].shape != .none || words[head] < 0
  }

  private func isListItem(_ chunk: Int, of first: Int) -> Bool {
    let (item, head) = (chunks[chunk], chunks[first])
    guard item.name >= 0 else { return false }
    if head.name >= 0 {
      let (left, right) = (names[head.name].entity, names[item.name].entity)
      if isPlace(left) != isPlace(right), entities[left].evidence >= .words, entities[right].evidence >= .words {
        return false
      }
    }
    return !names[item.name].isAdjective
  }

  /// The list that ends at a chunk, from its first item; the chunk alone where it ends none.
  func listEnding(at last: Int) -> [Int] {
    guard kind(last) == .noun else { return [] }
    var items = [last]
    var position = last - 1
    guard position > 0, kind(position) == .conjunction, !isWord(position, "but") else { return items }
    position -= 1
    if kind(position) == .comma { position -= 1 }
    while position >= 0, kind(position) == .noun,
      chunks[position].name >= 0 || items.count == 1 && !parties(at: position).isEmpty
    {
      if position > 0, kind(position - 1) == .preposition || kind(position - 1) == .verb {
        return items.count > 1 ? items : [last]
      }
      items.append(position)
      guard position > 1, kind(position - 1) == .comma else { break }
      position -= 2
    }
    return items.reversed()
  }
}
