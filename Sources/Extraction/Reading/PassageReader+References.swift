internal import KnowledgeGraph

extension PassageReader {
  func isAgent(_ entity: Int) -> Bool { ontology.isKind(entities[entity].kind, under: .agent) }
  func isPlace(_ entity: Int) -> Bool { ontology.isKind(entities[entity].kind, under: .place) }
  func isPerson(_ entity: Int) -> Bool { entities[entity].kind == .person }

  /// Whether an entity can be a thing that someone launches or that is part of a plan.
  func isThing(_ entity: Int) -> Bool {
    let kind = entities[entity].kind
    return kind == .initiative || kind == .product || kind == .facility || kind == .event
  }

  /// What a noun phrase stands for: its name, what it is an apposition of, its description, or what a pronoun means.
  func parties(at chunk: Int) -> [Party] {
    guard kind(chunk) == .noun else { return [] }
    let phrase = chunks[chunk]
    if phrase.name >= 0 {
      // "was a High Elf": one of many that have the name.
      if phrase.determiner == .indefinite, phrase.nounBefore < 0, phrase.inner < 0,
        entities[names[phrase.name].entity].evidence == .none, kind(chunk - 1) == .verb,
        chunks[chunk - 1].flags.contains(.copula)
      {
        return []
      }
      return [Party(entity: names[phrase.name].entity)]
    }
    if appositions[chunk] >= 0 { return [Party(entity: appositions[chunk])] }
    if descriptions[chunk] >= 0 { return [Party(entity: descriptions[chunk])] }
    if phrase.flags.contains(.pronoun) { return pronoun(phrase) }
    if let named = namedByNoun(phrase) { return [Party(entity: named)] }
    if let amount = amount(of: chunk), amount.unit == .percent || amount.currency != nil, valueAt[phrase.head] >= 0 {
      return []
    }
    return definite(chunk)
  }

  /// "the "Go North" program": the name before a noun that says what it is.
  private func namedByNoun(_ phrase: Chunk) -> Int? {
    guard phrase.inner >= 0,
      phrase.head == names[phrase.inner].tokens.upperBound
        || phrase.head == names[phrase.inner].tokens.upperBound + 1 && isQuotationMark(phrase.head - 1)
    else { return nil }
    let entity = names[phrase.inner].entity
    guard !names[phrase.inner].isAdjective, let kind = Self.kind(of: classes(phrase.head)) else { return nil }
    let actual = entities[entity].kind
    if actual == kind { return entity }
    return (kind == .company || kind == .organization) && isAgent(entity) && entities[entity].evidence < .words
      ? entity : nil
  }

  private func referred(_ entities: [Int]) -> [Party] { entities.map { Party(entity: $0, isReferred: true) } }

  /// The agents that the text is about at this point.
  var topic: [Int] { sentenceSubject.isEmpty ? discourse.focus : sentenceSubject }

  private func pronoun(_ phrase: Chunk) -> [Party] {
    switch true {
    case text.isToken(phrase.head, "it"), text.isToken(phrase.head, "itself"):
      return referred(singleCompany(before: phrase.head))
    case text.isToken(phrase.head, "he"), text.isToken(phrase.head, "she"), text.isToken(phrase.head, "him"):
      return discourse.person.map { referred([$0]) } ?? []
    case text.isToken(phrase.head, "they"), text.isToken(phrase.head, "them"), text.isToken(phrase.head, "both"),
      text.isToken(phrase.head, "each"):
      if several.isEmpty, text.isToken(phrase.head, "they"), topic.count == 1, !isPerson(topic[0]) {
        return referred(topic)
      }
      return several
    default: return []
    }
  }

  /// What "they" means: the parties of the last act between two, else the several subjects of the last sentence.
  var several: [Party] {
    if sentenceSubject.count > 1 { return referred(sentenceSubject) }
    if discourse.pair.count > 1, sentence - discourse.pairSentence <= 1 { return referred(discourse.pair) }
    if discourse.focus.count > 1 { return referred(discourse.focus) }
    return []
  }

  /// What a possessive pronoun before a noun means: "its", "their", "his".
  func possessor(_ phrase: Chunk) -> [Party] {
    guard phrase.determiner == .possessive, phrase.owner < 0 else {
      return phrase.owner >= 0 ? [Party(entity: names[phrase.owner].entity)] : []
    }
    let first = phrase.tokens.lowerBound
    if text.isToken(first, "its") { return referred(singleCompany(before: first)) }
    if text.isToken(first, "their") { return several.isEmpty && topic.count == 1 ? referred(topic) : several }
    // "Acme, whose app Nova"
    if text.isToken(first, "whose"), let chunk = chunks.firstIndex(where: { $0.tokens.lowerBound == first }) {
      return antecedent(chunk)
    }
    if text.isToken(first, "his") || text.isToken(first, "her") { return discourse.person.map { referred([$0]) } ?? [] }
    if isCompanyNoun(phrase) { return referred(singleCompany(before: first)) }
    return []
  }

  /// "the company's": the noun before the possessive 's.
  private func isCompanyNoun(_ phrase: Chunk) -> Bool {
    guard text.isToken(phrase.tokens.lowerBound, "the") || text.isToken(phrase.tokens.lowerBound, "this") else {
      return false
    }
    for token in phrase.tokens.dropFirst() {
      guard text.tokens[token].shape == .lower else { return false }
      if token + 1 < phrase.tokens.upperBound, text.bytes[text.tokens[token + 1].range].last == UInt8(ascii: "s"),
        text.tokens[token + 1].gap == .none
      {
        return !classes(token).isDisjoint(with: .agentNoun)
      }
    }
    return false
  }

  var singleCompany: [Int] { singleCompany(before: 0) }

  /// The firm that "it" or "the company" at a token means.
  func singleCompany(before token: Int) -> [Int] {
    let agents = topic.filter { !isPerson($0) }
    if agents.count == 1 { return agents }
    let earlier = discourse.focus.filter { !isPerson($0) }
    if !earlier.isEmpty || !agents.isEmpty { return earlier.count == 1 ? earlier : [] }
    if let only = onlyFirm(before: token) { return [only] }
    // "Ana founded Acme. The company …": only people act, and one firm is named.
    return discourse.company.map { [$0] } ?? []
  }

  /// The one firm or body that the sentence names before a token, without the subject of the verb before it.
  private func onlyFirm(before token: Int) -> Int? {
    guard let end = chunks.firstIndex(where: { $0.tokens.lowerBound >= token }) else { return nil }
    var found: Int?
    let isObject = kind(end - 1) == .verb && kind(end + 1) != .verb
    for phrase in chunks.prefix(max(0, isObject ? end - 2 : end)) where phrase.kind == .noun {
      for name in [phrase.owner, phrase.inner, phrase.name] where name >= 0 && !names[name].isAdjective {
        let entity = names[name].entity
        guard isAgent(entity), !isPerson(entity), found != entity else { continue }
        if found != nil { return nil }
        found = entity
      }
    }
    return found
  }

  /// "the company", "the region", "the program", "both companies", "the two firms".
  private func definite(_ chunk: Int) -> [Party] {
    let phrase = chunks[chunk]
    // "the Lyon-based grocer", "the Danish drugmaker": a place says no more than which.
    let isPlaced =
      phrase.inner >= 0 && phrase.head >= names[phrase.inner].tokens.upperBound
      && (isPlace(names[phrase.inner].entity) || names[phrase.inner].isAdjective)
    guard phrase.owner < 0, phrase.inner < 0 || isPlaced, phrase.head > phrase.tokens.lowerBound else { return [] }
    let isDefinite = phrase.determiner == .definite || phrase.determiner == .demonstrative
    let classes = classes(phrase.head)
    // "the French government" is no firm that was talked of.
    if isPlaced, classes.contains(.publicBody) { return [] }
    let isPlural = text.bytes[text.tokens[phrase.head].range].last == UInt8(ascii: "s")
    if !classes.isDisjoint(with: .agentNoun), isPlural {
      let isPair = text.isToken(phrase.tokens.lowerBound, "both") || text.isToken(phrase.tokens.lowerBound + 1, "two")
      return isPair || isDefinite && phrase.tokens.count == 2 && discourse.pair.count > 1 ? several : []
    }
    // "the clinic software firm" may have words of its own; "the rival firm" is another.
    guard isDefinite, phrase.tokens.count <= (isPlaced ? 7 : 5) else { return [] }
    if phrase.tokens.count > 3 || isPlaced {
      let place = isPlaced ? names[phrase.inner].tokens : 0..<0
      guard
        phrase.tokens.dropFirst().allSatisfy({
          place.contains($0) || text.tokens[$0].shape == .lower && !isOther($0)
        })
      else { return [] }
    }
    if !classes.isDisjoint(with: .agentNoun), !classes.contains(.product), !classes.contains(.facility) {
      if isPlaced, previousVerb(before: chunk) != nil, let otherOfPair { return referred([otherOfPair]) }
      return referred(singleCompany(before: phrase.tokens.lowerBound))
    }
    guard phrase.tokens.count == 2, !isPlaced else { return [] }
    if classes.contains(.place) {
      if let place = discourse.place, placeFits(place, phrase.head) { return referred([place]) }
      return []
    }
    if classes.contains(.initiative) { return discourse.initiative.map { referred([$0]) } ?? [] }
    if classes.contains(.product), text.isToken(phrase.tokens.lowerBound, "the") {
      return discourse.product.map { referred([$0]) } ?? []
    }
    return []
  }

  /// Of two that were talked of, the one that does not act in this sentence: "The American firm backs the Abu Dhabi
  /// group".
  var otherOfPair: Int? {
    guard discourse.pair.count == 2, sentence - discourse.pairSentence <= 1, sentenceSubject.count == 1,
      discourse.pair.contains(sentenceSubject[0])
    else { return nil }
    return discourse.pair.first { $0 != sentenceSubject[0] }
  }

  /// "other", "new", "parent": a word that makes a firm another than the one talked of.
  private func isOther(_ token: Int) -> Bool { Self.others.contains(text.tokens[token].fold) }

  private static let others: Set<UInt64> = Set(
    [
      "other", "another", "new", "first", "second", "third", "last", "next", "same", "parent", "rival", "target",
      "combined", "merged", "acquired", "acquiring", "resulting", "joint", "right", "wrong", "whole", "average",
      "typical",
      "best", "largest", "biggest", "modern", "only", "very", "ideal", "successful", "local",
    ].map { FoldedHash($0.utf8).value })

  private func placeFits(_ place: Int, _ head: Int) -> Bool {
    let kind = entities[place].kind
    if text.isToken(head, "country") || text.isToken(head, "nation") || text.isToken(head, "kingdom") {
      return kind == .country
    }
    if text.isToken(head, "city") || text.isToken(head, "town") || text.isToken(head, "capital") {
      return kind == .city
    }
    return kind == .region || kind == .country
  }

  /// Takes down the phrases of the sentence that stand for one firm without its name.
  mutating func findStandIns() {
    for (index, phrase) in chunks.enumerated() where phrase.kind == .noun && phrase.name < 0 {
      var tokens = phrase.tokens
      var meant = parties(at: index).filter(\.isReferred)
      if meant.isEmpty, phrase.determiner == .possessive, phrase.owner < 0 {
        meant = possessor(phrase).filter(\.isReferred)
        // "its" alone, "the company" of "the company's new chip".
        let mark = tokens.first { token in
          token > tokens.lowerBound && text.tokens[token].gap == .none
            && text.bytes[text.tokens[token].range].last == UInt8(ascii: "s")
        }
        tokens = tokens.lowerBound..<(mark ?? tokens.lowerBound + 1)
      }
      guard meant.count == 1, let entity = meant.first?.entity, isAgent(entity), !isPerson(entity),
        let first = tokens.first, let last = tokens.last
      else { continue }
      let range = text.tokens[first].range.lowerBound..<text.tokens[last].range.upperBound
      standIns.append(Name(tokens: tokens, range: range, entity: entity, isStandIn: true))
    }
  }

  /// Keeps what the next sentence may refer to.
  mutating func remember() {
    if !sentenceSubject.isEmpty {
      discourse.focus = sentenceSubject
    } else if let first = chunks.first, first.kind == .noun, first.owner >= 0, isAgent(names[first.owner].entity) {
      // "Acme's customers include …" is about Acme.
      sentenceSubject = [names[first.owner].entity]
      discourse.focus = sentenceSubject
    }
    var firstAgents: [Int] = []
    for phrase in chunks where phrase.kind == .noun {
      for name in [phrase.owner, phrase.inner, phrase.name] where name >= 0 {
        let entity = names[name].entity
        switch entities[entity].kind {
        case .person: discourse.person = entity
        case .country, .region, .city: discourse.place = entity
        case .initiative: discourse.initiative = entity
        case .product: discourse.product = entity
        case .company, .organization, .publicBody: firstAgents.append(entity)
        default: break
        }
      }
    }
    for description in descriptions where description >= 0 { discourse.initiative = description }
    let companies = Set(firstAgents)
    if !companies.isEmpty { discourse.company = companies.count == 1 ? companies.first : nil }
    if sentenceSubject.isEmpty, let first = firstAgents.first, !firstAgents.contains(where: discourse.focus.contains) {
      // Nobody acts: the one that is named is what "the company" means next, and of several none is.
      discourse.focus = Set(firstAgents).count == 1 ? [first] : []
    }
    for phrase in chunks where phrase.kind == .date {
      if let date = dates[phrase.value]?.date {
        discourse.date = date
        discourse.dateSentence = sentence
        break
      }
    }
    rememberGroup()
  }

  /// "… leading Danish tech giants.": a plural of companies with its country at the end of a sentence.
  private mutating func rememberGroup() {
    discourse.group = nil
    guard let last = chunks.last(where: { $0.kind != .stop }), last.kind == .noun, last.name < 0, last.inner >= 0,
      names[last.inner].isDemonym, isPlural(last.head),
      classes(last.head).contains(.company) || isCompanyPlural(last.head)
    else { return }
    discourse.group = names[last.inner].entity
  }

  func isPlural(_ token: Int) -> Bool { text.bytes[text.tokens[token].range].last == UInt8(ascii: "s") }

  func isCompanyPlural(_ token: Int) -> Bool { !classes(token).isDisjoint(with: .agentNoun) }
}
