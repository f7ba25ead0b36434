internal import KnowledgeGraph

extension PassageReader {
  /// Reads the nouns that say what one is to another: "CEO of X", "X's subsidiary Y", "rival X".
  mutating func readRelation(_ chunk: Int) {
    let phrase = chunks[chunk]
    let noun = phrase.name >= 0 ? phrase.nounBefore : phrase.head
    guard noun >= 0, noun < words.count, words[noun] >= 0, classes(noun).contains(.relationNoun) else { return }
    // "Maker" in a list of villages: with a capital only a role is still a noun.
    guard text.tokens[noun].shape != .capitalized || classes(noun).contains(.role) else { return }
    let referents = referents(of: chunk, noun)
    guard !referents.isEmpty else { return }
    for trigger in relationTriggers(noun) { relate(trigger, chunk, noun, referents) }
  }

  private func relationTriggers(_ noun: Int) -> [Int] { vocabulary.words[Int(words[noun])].relationTriggers }

  private mutating func relate(_ index: Int, _ chunk: Int, _ noun: Int, _ referents: [Party]) {
    let trigger = vocabulary.triggers[index]
    let complements = complements(after: lastRole(chunk), takesObject: false)
    let anchors = anchors(of: chunk, noun, complements, referents)
    var qualifiers = Qualifiers()
    var standing = Standing()
    if isFormer(chunk, noun) { qualifiers.status = .former }
    if kind(chunk - 1) == .verb, chunks[chunk - 1].flags.contains(.copula) {
      standing = self.standing(of: chunk - 1)
      guard standing.doubt < 1 else { return }
      qualifiers.isNegated = standing.isNegated
      qualifiers.status = standing.status ?? qualifiers.status
      if isPastCopula(chunk - 1), trigger.hasRole { qualifiers.status = qualifiers.status ?? .former }
    }
    if trigger.hasRole, let verb = appointing(firstRole(chunk)) {
      standing = self.standing(of: verb)
      guard standing.doubt < 1 else { return }
      qualifiers.status = Self.leavings.contains(text.tokens[chunks[verb].head].fold) ? .former : standing.status
      qualifiers.isNegated = standing.isNegated
      if let found = date(at: verb) {
        apply(found, to: &qualifiers, isState: true, isAnnounced: standing.isAnnounced)
      }
    } else if trigger.patterns.allSatisfy({ ontology.predicates[$0.predicate]?.temporal == .state }),
      let found = bound(behind: lastRole(chunk))
    {
      // "co-founder and head of Acme since 2016": who founded it did so once.
      apply(found, to: &qualifiers, isState: true, isAnnounced: false)
    }
    if trigger.hasRole { qualifiers.role = role(chunk, noun, complements) }
    func fill(_ slot: Trigger.Slot) -> [Party] {
      switch slot {
      case .referent: referents
      case .anchor: anchors
      case .preposition(let fold): behind(fold, complements)
      default: []
      }
    }
    for pattern in trigger.patterns {
      // "Ana Doe, a partner at Acme": firms have partners, and so have people, who are no partners of their firm.
      if pattern.predicate == .partnersWith, referents.contains(where: { isPerson($0.entity) }) { continue }
      let sides = Sides(subjects: fill(pattern.subject.slot), objects: pattern.object.map { fill($0.slot) } ?? [])
      make(pattern, trigger, qualifiers, standing, act: 0, sides)
    }
  }

  /// The verb that gives or takes a role: "was named chief executive", "stepped down as chair", "will become head".
  private func appointing(_ first: Int) -> Int? {
    var verb = first - 1
    if kind(verb) == .preposition, isWord(verb, "as") || isWord(verb, "to") && isWord(verb - 1, "promoted") {
      verb -= 1
      while kind(verb) == .adverb { verb -= 1 }
      if kind(verb) == .noun, chunks[verb].name >= 0 { verb -= 1 }
      // "took over as chief executive"
      if isWord(verb, "over"), kind(verb - 1) == .verb, Self.takings.contains(text.tokens[chunks[verb - 1].head].fold) {
        return verb - 1
      }
    }
    guard kind(verb) == .verb, !chunks[verb].flags.contains(.copula) else { return nil }
    let fold = text.tokens[chunks[verb].head].fold
    return Self.appointments.contains(fold) || Self.leavings.contains(fold) ? verb : nil
  }

  private static let appointments: Set<UInt64> = Set(
    [
      "named", "name", "names", "appointed", "appoint", "appoints", "elected", "promoted", "became", "become",
      "becomes",
      "hired", "hire", "hires", "joined", "joins", "join", "installed", "chosen", "chose", "picked", "confirmed",
      "tapped",
      "serves", "serve", "works",
    ].map { FoldedHash($0.utf8).value })
  private static let takings: Set<UInt64> = Set(
    ["took", "take", "takes", "taking", "taken"].map { FoldedHash($0.utf8).value })
  private static let choices: Set<UInt64> = Set(
    ["named", "names", "appointed", "appoints", "promoted", "hired", "hires", "chose", "picked", "tapped", "elected"]
      .map {
        FoldedHash($0.utf8).value
      })
  private static let leavings: Set<UInt64> = Set(
    [
      "stepped", "resigned", "retired", "ousted", "fired", "dismissed", "departed", "removed", "sacked", "replaced",
      "quit",
      "served", "worked", "left",
    ].map { FoldedHash($0.utf8).value })

  private func isPastCopula(_ verb: Int) -> Bool {
    text.isToken(chunks[verb].head, "was") || text.isToken(chunks[verb].head, "were")
  }

  private func isFormer(_ chunk: Int, _ noun: Int) -> Bool {
    if chunks[chunk].flags.contains(.former) { return true }
    // "the departures of several Acme executives, including X"
    if chunk > 1, kind(chunk - 1) == .preposition, isWord(chunk - 1, "of"), kind(chunk - 2) == .noun,
      Self.exits.contains(text.tokens[chunks[chunk - 2].head].fold)
    {
      return true
    }
    return chunk > 0 && kind(chunk - 1) == .adverb && (isWord(chunk - 1, "formerly") || isWord(chunk - 1, "previously"))
  }

  private static let exits: Set<UInt64> = Set(
    [
      "exit", "exits", "departure", "departures", "resignation", "resignations", "ouster", "dismissal", "firing",
      "retirement", "exodus",
    ].map { FoldedHash($0.utf8).value })

  /// "co-founder and CEO of X": the last role of a list, behind which the anchor stands.
  private func lastRole(_ chunk: Int) -> Int {
    var last = chunk
    while kind(last + 1) == .conjunction || kind(last + 1) == .comma && kind(last + 2) == .noun,
      kind(last + 2) == .noun,
      chunks[last + 2].name < 0, classes(chunks[last + 2].head).contains(.relationNoun)
    {
      last += 2
    }
    return last
  }

  private func firstRole(_ chunk: Int) -> Int {
    var first = chunk
    while first > 1, kind(first - 1) == .conjunction || kind(first - 1) == .comma, kind(first - 2) == .noun,
      chunks[first - 2].name < 0, classes(chunks[first - 2].head).contains(.relationNoun)
    {
      first -= 2
    }
    return first
  }

  /// Of whom the noun tells.
  private func referents(of chunk: Int, _ noun: Int) -> [Party] {
    let phrase = chunks[chunk]
    if phrase.name >= 0 {
      return list(from: chunk).count > 1 && isPlural(noun)
        ? list(from: chunk).flatMap { parties(at: $0) } : [Party(entity: names[phrase.name].entity)]
    }
    if appositions[chunk] >= 0 { return [Party(entity: appositions[chunk])] }
    // "Acme's Zelta unit": the name before the noun is what the owner has.
    if phrase.inner >= 0, phrase.determiner == .possessive || phrase.owner >= 0, !names[phrase.inner].isAdjective,
      noun == names[phrase.inner].tokens.upperBound,
      relationTriggers(noun).contains(where: { isOfSubsidiaries(vocabulary.triggers[$0]) })
    {
      return [Party(entity: names[phrase.inner].entity)]
    }
    let first = firstRole(chunk)
    if first != chunk, appositions[first] >= 0 { return [Party(entity: appositions[first])] }
    // "Acme CEO and cofounder Ana": the roles before the one that stands with the name.
    let last = lastRole(chunk)
    if kind(last + 1) == .conjunction, kind(last + 2) == .noun, chunks[last + 2].name >= 0,
      chunks[last + 2].nounBefore >= 0,
      classes(chunks[last + 2].nounBefore).contains(.relationNoun)
    {
      return [Party(entity: names[chunks[last + 2].name].entity)]
    }
    // "partners including A and B"; but "chair of conferences including A" tells nothing of A.
    let examples = isPlural(noun) ? examples(of: chunk) : []
    if !examples.isEmpty { return examples }
    // "counts A and B among its customers"
    if kind(chunk - 1) == .preposition, isWord(chunk - 1, "among"), isPlural(noun),
      let verb = previousVerb(before: chunk - 1)
    {
      let complements = complements(after: verb, takesObject: true)
      if complements.object >= 0 { return listed(from: complements.object) }
    }
    // "the CEO of X, Y, …"
    let end = complements(after: last, takesObject: false).end
    if kind(end + 1) == .comma, kind(end + 2) == .noun, chunks[end + 2].name >= 0, isPlural(noun) == false,
      kind(end + 3) == .comma || kind(end + 3) == .verb || kind(end + 3) == .stop || kind(end + 3) == nil
        || kind(end + 3) == .conjunction
    {
      return [Party(entity: names[chunks[end + 2].name].entity)]
    }
    // "as CEO of X", "became CEO of X", "is its CEO".
    if kind(first - 1) == .preposition,
      isWord(first - 1, "as") || isWord(first - 1, "to") && isWord(first - 2, "promoted"),
      let verb = previousVerb(before: first - 1)
    {
      // "hired X as head": X has the role.
      if kind(first - 2) == .noun, chunks[first - 2].name >= 0, verb == first - 3,
        !chunks[verb].flags.contains(.passive), isAppointed(chunks[first - 2].name, verb)
      {
        return parties(at: first - 2)
      }
      return subject(of: verb)
    }
    // "the CEO of X and cofounder of Y"
    if kind(chunk - 1) == .conjunction, kind(chunk - 2) == .noun, kind(chunk - 3) == .preposition,
      kind(chunk - 4) == .noun,
      chunks[chunk - 4].name < 0, classes(chunks[chunk - 4].head).contains(.relationNoun)
    {
      return referents(of: chunk - 4, chunks[chunk - 4].head)
    }
    // "The CEO of X said": who was talked of last.
    if chunk == 0, phrase.determiner == .definite, classes(noun).contains(.role), !isPlural(noun),
      let person = discourse.person
    {
      return [Party(entity: person, isReferred: true)]
    }
    if let verb = appointing(first), verb == first - 1, kind(verb) == .verb {
      let isPassive = chunks[verb].flags.contains(.passive)
      if isPassive || isWord(verb, "became") || isWord(verb, "become") || isWord(verb, "becomes") {
        return subject(of: verb)
      }
    }
    return []
  }

  /// Whether a name is that of a person, or nothing shows better what is named "as chief executive".
  private func isAppointed(_ name: Int, _ verb: Int) -> Bool {
    let entity = names[name].entity
    if isPerson(entity) { return true }
    return Self.appointments.contains(text.tokens[chunks[verb].head].fold) && entities[entity].evidence <= .learned
      && (2...4).contains(names[name].tokens.count)
  }

  private func isOfSubsidiaries(_ trigger: Trigger) -> Bool {
    trigger.patterns.contains { $0.predicate == .subsidiaryOf && $0.subject.slot == .referent }
  }

  /// To what the noun stands.
  private func anchors(of chunk: Int, _ noun: Int, _ complements: Complements, _ referents: [Party]) -> [Party] {
    let phrase = chunks[chunk]
    let owners = possessor(phrase).filter { owner in !referents.contains { $0.entity == owner.entity } }
    if !owners.isEmpty { return owners }
    if phrase.inner >= 0, isAnchor(phrase.inner) { return [Party(entity: names[phrase.inner].entity)] }
    for (fold, item) in complements.prepositions where Self.anchorPrepositions.contains(fold) {
      // "a supplier of tools, including X": X is one of the tools.
      let isDirect = fold == Self.of && !isCompanyPlural(chunks[item].head)
      let found = isDirect ? list(from: item).flatMap { parties(at: $0) } : listed(from: item)
      if !found.isEmpty { return found }
      if fold == Self.of { continue }
    }
    let first = firstRole(chunk)
    if first != chunk, chunks[first].inner >= 0, !names[chunks[first].inner].isAdjective {
      return [Party(entity: names[chunks[first].inner].entity)]
    }
    // "James Smith, CEO, X"
    let last = lastRole(chunk)
    if kind(last + 1) == .comma, kind(last + 2) == .noun, chunks[last + 2].name >= 0, chunks[last + 2].nounBefore < 0,
      phrase.name < 0, complements.prepositions.isEmpty, appositions[firstRole(chunk)] >= 0
    {
      let entity = names[chunks[last + 2].name].entity
      if !isPerson(entity), !isPlace(entity), !referents.contains(where: { $0.entity == entity }) {
        return [Party(entity: entity)]
      }
    }
    // "Acme named X as chief executive": of whom the verb tells.
    if classes(noun).contains(.role), let verb = appointing(firstRole(chunk)), !chunks[verb].flags.contains(.passive),
      Self.choices.contains(text.tokens[chunks[verb].head].fold)
    {
      let firms = subject(of: verb).filter { party in
        !isPerson(party.entity) && !referents.contains { $0.entity == party.entity }
      }
      if firms.count == 1 { return firms }
    }
    // "Its parent is X": of whom the sentence before told, where the noun tells of who acts in this one.
    if phrase.determiner == .possessive, phrase.owner < 0, text.isToken(phrase.tokens.lowerBound, "its") {
      let focus = discourse.focus.filter { entity in
        !isPerson(entity) && !referents.contains { $0.entity == entity }
      }
      if focus.count == 1 { return [Party(entity: focus[0], isReferred: true)] }
    }
    // "Acme has no plans, chief executive X said": the head of whom the sentence is about.
    // "has bought a rival, X", "Founder X said": of whom the sentence is about.
    let isRival = Self.rivals.contains(text.tokens[noun].fold)
    if phrase.name >= 0 || isRival && isPlural(noun) || appositions[chunk] >= 0 && isRival,
      isRival || phrase.determiner == .none && !isPlural(noun) && phrase.inner < 0,
      complements.prepositions.isEmpty, isRival || Self.heads.contains(text.tokens[noun].fold)
    {
      let topic = singleCompany.filter { entity in !referents.contains { $0.entity == entity } }
      if topic.count == 1 { return [Party(entity: topic[0], isReferred: true)] }
    }
    return []
  }

  private static let rivals: Set<UInt64> = Set(
    ["rival", "competitor", "challenger", "rivals", "competitors", "challengers"].map { FoldedHash($0.utf8).value })

  /// Whether a name before a noun can be what the noun stands to: "Acme CEO", "Nova maker", but neither "U.S. investors"
  /// nor "Electric truck maker".
  private func isAnchor(_ name: Int) -> Bool {
    guard !names[name].isAdjective, !isPlace(names[name].entity) else { return false }
    let first = names[name].tokens.lowerBound
    let begins = first == text.sentences[sentence].tokens.lowerBound
    return
      !(begins && names[name].tokens.count == 1 && classes(first).contains(.ordinary)
      && entities[names[name].entity].evidence < .words)
  }

  /// The roles that a firm has one of, so that a sentence need not say whose.
  private static let heads: Set<UInt64> = Set(
    [
      "ceo", "executive", "chairman", "chairwoman", "chair", "founder", "co-founder", "cofounder", "president", "boss",
      "cfo", "cto", "coo", "spokesman", "spokeswoman", "spokesperson", "director",
    ].map { FoldedHash($0.utf8).value })

  private static let anchorPrepositions: Set<UInt64> = Set(
    ["of", "at", "for", "to", "with", "in"].map { FoldedHash($0.utf8).value })

  /// "general manager of commercial real estate", "CEO".
  private func role(_ chunk: Int, _ noun: Int, _ complements: Complements) -> String? {
    var first = noun
    while first > chunks[chunk].tokens.lowerBound, nameAt[first - 1] < 0,
      classes(first - 1).isDisjoint(with: [.determiner, .possessive, .adverb]), text.tokens[first - 1].kind == .word,
      text.tokens[first - 1].gap != .none, !text.isToken(first - 1, "former")
    {
      first -= 1
    }
    var last = noun
    // The field of a role: "of commercial real estate" before "at X".
    if chunks[chunk].name < 0, complements.prepositions.count > 1, complements.prepositions[0].fold == Self.of {
      let field = complements.prepositions[0].chunk
      if chunks[field].name < 0, chunks[field].inner < 0, listed(from: field).isEmpty {
        last = chunks[field].tokens.upperBound - 1
      }
    }
    guard first <= last else { return nil }
    return text.string(text.tokens[first].range.lowerBound..<text.tokens[last].range.upperBound)
  }
}
