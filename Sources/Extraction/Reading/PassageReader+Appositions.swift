internal import KnowledgeGraph

extension PassageReader {
  /// Finds the phrases that stand beside a name and say what it is: ", a leading telecom company in X", "is a …".
  mutating func findAppositions() {
    for chunk in chunks.indices
    where chunks[chunk].kind == .noun && chunks[chunk].name < 0 && !chunks[chunk].flags.contains(.pronoun) {
      guard let host = host(of: chunk) else { continue }
      appositions[chunk] = host
      showKind(host, by: chunk)
    }
    for chunk in chunks.indices where appositions[chunk] < 0 {
      guard let name = nameBehind(chunk) else { continue }
      appositions[chunk] = name
      // What belongs to someone and has a name of its own is a product, though a firm could be called a platform.
      if chunks[chunk].determiner == .possessive, classes(chunks[chunk].head).contains(.product),
        entities[name].evidence < .words
      {
        entities.show(name, .product, .words)
      }
      showKind(name, by: chunk)
    }
    for chunk in chunks.indices
    where chunks[chunk].kind == .noun && chunks[chunk].name >= 0 {
      let entity = names[chunks[chunk].name].entity
      if chunks[chunk].nounBefore >= 0 { showKind(entity, by: chunk) }
      // "Lyon-based Zelta": whoever has a base is a firm.
      if chunks[chunk].inner >= 0, let suffix = names[chunks[chunk].inner].suffix, Self.bases.contains(suffix) {
        entities.show(entity, .company, .words)
      }
    }
  }

  private static let bases: Set<UInt64> = [based, headquartered, backed, FoldedHash("listed".utf8).value]

  private func isDescribing(_ chunk: Int) -> Bool {
    // "the Lyon-based grocer": whoever has a base is a firm, whatever the noun.
    if chunks[chunk].inner >= 0, names[chunks[chunk].inner].suffix != nil { return true }
    let classes = classes(chunks[chunk].head)
    return !classes.isDisjoint(with: WordClass.kindNoun.union([.relationNoun, .role]))
  }

  private mutating func host(of chunk: Int) -> Int? {
    let phrase = chunks[chunk]
    guard phrase.tokens.contains(phrase.head), phrase.determiner != .demonstrative,
      phrase.determiner != .other || text.isToken(phrase.tokens.lowerBound, "another")
    else {
      return nil
    }
    // ", the People's Union": a capital makes it one more name, unless it is a role ("CEO", "Vice President").
    guard text.tokens[phrase.head].shape != .capitalized || classes(phrase.head).contains(.role) else { return nil }
    var before = chunk - 1
    if kind(before) == .comma || kind(before) == .dash || kind(before) == .open {
      before -= 1
      if before >= 0, kind(before) == .close, let open = openOf(before) { before = open - 1 }
      guard before >= 0, kind(before) == .noun, chunks[before].name >= 0,
        isDescribing(chunk) || phrase.determiner == .indefinite
      else {
        return nil
      }
      // "Professor of Japanese Politics, Director of X": an ordinary word with a capital is nobody.
      let named = names[chunks[before].name]
      if named.tokens.count == 1, entities[named.entity].evidence < .words,
        classes(named.tokens.lowerBound).contains(.ordinary)
      {
        return nil
      }
      // "X, the company and Y": a list, no apposition.
      if kind(chunk + 1) == .conjunction, kind(chunk + 2) == .noun, chunks[chunk + 2].name >= 0,
        chunks[chunk + 2].nounBefore < 0
      {
        return nil
      }
      if phrase.determiner == .none, !classes(phrase.head).contains(.relationNoun),
        !classes(phrase.head).contains(.role)
      {
        return nil
      }
      // "“Word Studio”, its platform for models": what belongs to someone, if it can be owned at all.
      if phrase.determiner == .possessive, phrase.owner < 0 {
        // "Ana Doe, its head of research", "Zelta, its supplier".
        if !classes(phrase.head).isDisjoint(with: [.role, .relationNoun]), !isPlural(phrase.head),
          classes(phrase.head).isDisjoint(with: [.product])
        {
          return names[chunks[before].name].entity
        }
        let host = names[chunks[before].name].entity
        guard classes(phrase.head).contains(.product), entities[host].evidence < .words else { return nil }
        entities.show(host, .product, .words)
        return host
      }
      if isPlural(phrase.head), !classes(phrase.head).contains(.relationNoun) { return nil }
      // "Ben, Acme CEO and cofounder Ana": the roles are those of the name that follows.
      if kind(chunk + 1) == .conjunction, kind(chunk + 2) == .noun, chunks[chunk + 2].name >= 0,
        chunks[chunk + 2].nounBefore >= 0,
        classes(chunks[chunk + 2].nounBefore).contains(.relationNoun), classes(phrase.head).contains(.relationNoun)
      {
        return nil
      }
      // "On Monday in Paris, the company said": a subject of its own clause, unless the name has none.
      if phrase.determiner == .definite, phrase.tokens.count <= 2, kind(chunk + 1) == .verb { return nil }
      if isPlace(names[chunks[before].name].entity), classes(phrase.head).isDisjoint(with: [.place]) {
        return nil
      }
      return names[chunks[before].name].entity
    }
    if kind(before) == .verb, chunks[before].flags.contains(.copula), !chunks[before].flags.contains(.doubtful) {
      // "is no longer chair of X", "isn't a subsidiary of X" tell of what it was or is not.
      if chunks[before].flags.contains(.negated) {
        guard classes(phrase.head).contains(.relationNoun), phrase.inner < 0 || hasNoLonger(before) else { return nil }
      }
      guard isDescribing(chunk) else { return nil }
      let subjects = subject(of: before)
      return subjects.count == 1 ? subjects[0].entity : nil
    }
    return nil
  }

  /// "its data platform, X,": the name behind a phrase that says what it is.
  private func nameBehind(_ chunk: Int) -> Int? {
    let phrase = chunks[chunk]
    guard phrase.kind == .noun, phrase.name < 0, !phrase.flags.contains(.pronoun), phrase.determiner != .none,
      !isPlural(phrase.head),
      !classes(phrase.head).isDisjoint(with: [.product, .initiative, .company])
        || classes(phrase.head).contains(.relationNoun) && classes(phrase.head).isDisjoint(with: [.role, .founder])
    else { return nil }
    var next = chunk + 1
    if kind(next) == .comma { next += 1 }
    // "an assistant called Nova", "the software, dubbed Nova"
    // but "the company named Jane Doyle chief executive".
    let isCalled =
      kind(next) == .verb && Self.callings.contains(text.tokens[chunks[next].head].fold)
      && (next > chunk + 1 || phrase.determiner != .definite && phrase.determiner != .demonstrative)
    if isCalled { next += 1 }
    guard isCalled || next == chunk + 2, kind(next) == .noun, chunks[next].name >= 0, chunks[next].nounBefore < 0,
      chunks[next].determiner == .none || chunks[next].determiner == .definite, list(from: next).count == 1,
      isCalled || kind(next + 1) == .comma || kind(next + 1) == .stop || kind(next + 1) == nil
    else { return nil }
    let entity = names[chunks[next].name].entity
    return isPlace(entity) || isPerson(entity) && entities[entity].evidence >= .words ? nil : entity
  }

  private static let callings: Set<UInt64> = Set(
    ["called", "named", "dubbed", "codenamed", "code-named", "branded"].map { FoldedHash($0.utf8).value })

  private mutating func showKind(_ entity: Int, by chunk: Int) {
    let noun = chunks[chunk].name >= 0 ? chunks[chunk].nounBefore : chunks[chunk].head
    guard noun >= 0, noun < words.count else { return }
    let classes = classes(noun)
    // "Zelta, its partner of many years": firms have partners too, and more often.
    if text.isToken(noun, "partner"), text.isToken(chunks[chunk].tokens.lowerBound, "its"),
      entities[entity].evidence < .words
    {
      if isAgent(entity), !isPerson(entity) { return }
      return entities.show(entity, .company, .words)
    }
    if classes.contains(.role) || classes.contains(.founder), !classes.contains(.company) {
      if entities[entity].kind != .person, entities[entity].evidence < .words { entities.show(entity, .person, .words) }
      return
    }
    guard let kind = Self.kind(of: classes), entities[entity].evidence < .stated else { return }
    // A platform can be a company, and a company's name in a sentence of deeds outweighs it.
    if kind == .product, Self.firmNouns.contains(text.tokens[noun].fold) {
      return entities.show(entity, .company, .form)
    }
    if kind == .company || kind == .organization || kind == .publicBody {
      entities.show(entity, kind, .words)
    } else {
      entities.show(entity, kind, chunks[chunk].name >= 0 ? .form : .words)
    }
  }

  /// Nouns that a firm is called by as well as what it makes.
  private static let firmNouns: Set<UInt64> = Set(
    [
      "platform", "network", "service", "site", "website", "marketplace", "newspaper", "magazine", "brand", "portal",
      "solution", "game", "engine",
    ].map { FoldedHash($0.utf8).value })

  // MARK: Copula

  /// "Its CEO is X", "Acme's customers include X and Y", "the main rivals of Acme were X and Y".
  mutating func readCopula(_ verb: Int, _ subjects: [Party]) {
    guard kind(verb + 1) == .noun, chunks[verb + 1].name >= 0, kind(verb - 1) == .noun else { return }
    var noun = verb - 1
    if kind(verb - 2) == .preposition, isWord(verb - 2, "of"), kind(verb - 3) == .noun { noun = verb - 3 }
    guard chunks[noun].name < 0 else { return }
    let head = chunks[noun].head
    guard words.indices.contains(head), words[head] >= 0, classes(head).contains(.relationNoun) else { return }
    let owners = noun == verb - 1 ? possessor(chunks[noun]) : parties(at: verb - 1)
    let standing = standing(of: verb)
    guard !owners.isEmpty, standing.doubt < 1 else { return }
    let referents = list(from: verb + 1).flatMap { parties(at: $0) }
    for index in vocabulary.words[Int(words[head])].relationTriggers {
      let trigger = vocabulary.triggers[index]
      var qualifiers = Qualifiers(status: standing.status, isNegated: standing.isNegated)
      if trigger.hasRole { qualifiers.role = text.string(at: head) }
      for pattern in trigger.patterns {
        let isTurned = pattern.subject.slot == .anchor
        let sides = Sides(subjects: isTurned ? owners : referents, objects: isTurned ? referents : owners)
        make(pattern, trigger, qualifiers, standing, act: 0, sides)
      }
    }
  }
}
