internal import KnowledgeGraph

extension PassageReader {
  /// Reads the nouns that tell of an act: "the acquisition of Y by X", "X's partnership with Y".
  mutating func readNoun(_ chunk: Int) {
    let phrase = chunks[chunk]
    guard phrase.name < 0, phrase.word >= 0 || phrase.value >= 0 || phrase.inner >= 0 else { return }
    let word = phrase.head < words.count ? words[phrase.head] : -1
    guard word >= 0, classes(phrase.head).contains(.triggerNoun), !isModifying(chunk) else { return }
    for index in vocabulary.words[Int(word)].nounTriggers { apply(noun: index, chunk) }
  }

  /// "acquisition strategy": a noun within a phrase that is about something else is not its head, so this never holds
  /// for heads; a head that is a plural of a trigger in general talk ("investments") needs an owner.
  private func isModifying(_ chunk: Int) -> Bool {
    chunks[chunk].determiner == .other && text.isToken(chunks[chunk].tokens.lowerBound, "no")
  }

  private mutating func apply(noun index: Int, _ chunk: Int) {
    let trigger = vocabulary.triggers[index]
    let phrase = chunks[chunk]
    let complements = complements(after: chunk, takesObject: false)
    let governor = supportVerb(of: chunk, trigger)
    var standing = governor.map { self.standing(of: $0.verb) } ?? Standing()
    if let support = governor?.support {
      standing.status = support.status ?? standing.status
      if isAnnouncing(governor?.verb) {
        standing.isAnnounced = trigger.announcedStatus != nil
        standing.status = standing.status ?? trigger.announcedStatus
      }
    }
    guard standing.doubt < 1 else { return }
    var qualifiers = Qualifiers(status: standing.status, isNegated: standing.isNegated)
    if let kind = trigger.amount {
      var amount = money(at: chunk, from: chunk + 1)
      amount?.kind = kind
      if kind == .stake { amount = self.amount(of: chunk) }
      if trigger.needsAmount {
        // The money must stand in the phrase or right behind it: "a valuation of $5 billion", "a $5 million round".
        amount =
          self.amount(of: chunk)
          ?? complements.prepositions.first.flatMap {
            $0.fold == Self.of && self.amount(of: $0.chunk)?.currency != nil ? self.amount(of: $0.chunk) : nil
          }
        guard amount?.currency != nil else { return }
        amount?.kind = kind
      }
      qualifiers.amount = amount
    }
    let owners = possessor(chunks[chunk]) + innerAgent(chunk)
    var subjects = owners
    if subjects.isEmpty { subjects = behind(Self.by, complements) }
    if subjects.isEmpty, let governor { subjects = subject(of: governor.verb) }
    // "developed the chip in collaboration with Y"
    if subjects.isEmpty, trigger.isPair, kind(chunk - 1) == .preposition, isWord(chunk - 1, "in"),
      phrase.determiner == .none, let verb = previousVerb(before: chunk)
    {
      subjects = subject(of: verb)
      standing = self.standing(of: verb)
      guard standing.doubt < 1 else { return }
      qualifiers.status = standing.status
      qualifiers.isNegated = standing.isNegated
    }
    if subjects.isEmpty, kind(chunk - 1) == .preposition, isWord(chunk - 1, "with"),
      trigger.patterns[0].predicate == .operatesIn
    {
      // "employs 100 people with offices in X"
      let holder = kind(chunk - 2) == .noun ? parties(at: chunk - 2) : []
      subjects = holder.isEmpty ? previousVerb(before: chunk).map { subject(of: $0) } ?? [] : holder
    }
    if let found = date(at: governor?.verb ?? chunk) {
      apply(found, to: &qualifiers, isState: trigger.isState, isAnnounced: standing.isAnnounced)
    }
    let act = nextAct()
    func fill(_ slot: Trigger.Slot) -> [Party] {
      switch slot {
      case .subject: subjects
      case .preposition(let fold): behind(fold, complements)
      case .infinitive(let fold): infinitiveObject(fold, complements.end)
      default: []
      }
    }
    for pattern in trigger.patterns {
      let sides = Sides(subjects: fill(pattern.subject.slot), objects: pattern.object.map { fill($0.slot) } ?? [])
      var qualifiers = qualifiers
      if pattern.predicate == .investedIn, trigger.needsAmount { qualifiers.amount = nil }
      make(pattern, trigger, qualifiers, standing, act: act, sides)
      if pattern.predicate == .builds {
        readConstruction(pattern, trigger, subjects, complements, qualifiers, standing, act)
      }
    }
    if trigger.isPair {
      let between = behind(Self.between, complements)
      if between.count > 1 {
        pair(between, trigger, qualifiers, standing, act: act)
      } else if subjects.count > 1, behind(Self.with, complements).isEmpty {
        pair(subjects, trigger, qualifiers, standing, act: act)
      }
    }
  }

  /// "Acme acquisition of": a name directly before the noun.
  private func innerAgent(_ chunk: Int) -> [Party] {
    let inner = chunks[chunk].inner
    guard inner >= 0, !names[inner].isAdjective, chunks[chunk].owner < 0 else { return [] }
    return [Party(entity: names[inner].entity)]
  }

  /// "a deal to acquire Y": what stands behind the infinitive.
  private func infinitiveObject(_ fold: UInt64, _ end: Int) -> [Party] {
    let verb = end + 1
    guard kind(verb) == .verb, chunks[verb].flags.contains(.infinitive), text.tokens[chunks[verb].head].fold == fold
    else { return [] }
    let complements = complements(after: verb, takesObject: true)
    return complements.object < 0 ? [] : listed(from: complements.object)
  }

  private func isAnnouncing(_ verb: Int?) -> Bool {
    guard let verb else { return false }
    let head = chunks[verb].head
    return text.isToken(head, "announced") || text.isToken(head, "announces") || text.isToken(head, "announce")
      || text.isToken(head, "announcing")
  }

  /// The verb that carries a noun: "announced the acquisition", "signed, alongside others, a deal"; for a value any
  /// verb will do.
  private func supportVerb(of chunk: Int, _ trigger: Trigger) -> (verb: Int, support: Trigger?)? {
    var index = chunk - 1
    var steps = 0
    while index >= 0, steps < 24 {
      switch kind(index) {
      case .verb:
        for lexeme in [chunks[index].lexeme, chunks[index].otherLexeme] where lexeme >= 0 {
          if let support = vocabulary.lexemes[lexeme].supports.first { return (index, vocabulary.triggers[support]) }
        }
        if chunks[index].lexeme < 0, !chunks[index].flags.contains(.copula) {
          // "has a partnership with"
          return (index, nil)
        }
        return trigger.needsAmount ? (index, nil) : nil
      case .stop, .subordinator: return nil
      default: break
      }
      index -= 1
      steps += 1
    }
    return nil
  }

  // MARK: Facilities

  /// "builds data centers in A and B": a facility without a name is told by its place, with the facility as the role.
  mutating func readFacilities(
    _ pattern: Trigger.Pattern, _ trigger: Trigger, _ subjects: [Party], _ complements: Complements,
    _ qualifiers: Qualifiers, _ standing: Standing, _ act: Int
  ) {
    guard complements.object >= 0, let role = facility(complements.object) else { return }
    build(pattern, trigger, subjects, behind(Self.inside, complements), role, qualifiers, standing, act)
  }

  private mutating func readConstruction(
    _ pattern: Trigger.Pattern, _ trigger: Trigger, _ subjects: [Party], _ complements: Complements,
    _ qualifiers: Qualifiers, _ standing: Standing, _ act: Int
  ) {
    guard let object = complements.prepositions.first(where: { $0.fold == Self.of }), let role = facility(object.chunk)
    else { return }
    build(pattern, trigger, subjects, behind(Self.inside, complements), role, qualifiers, standing, act)
  }

  private mutating func build(
    _ pattern: Trigger.Pattern, _ trigger: Trigger, _ subjects: [Party], _ places: [Party], _ role: String,
    _ qualifiers: Qualifiers, _ standing: Standing, _ act: Int
  ) {
    var qualifiers = qualifiers
    qualifiers.role = role
    for subject in subjects where fits(subject.entity, pattern.subject, pattern.predicate, isSubject: true) {
      assume([subject], pattern.subject, pattern.predicate, isSubject: true)
      for place in places where isPlace(place.entity) {
        add(
          .builds, subject.entity, place.entity, qualifiers: qualifiers, rule: trigger.rule,
          confidence: confidence(trigger, standing, [subject, place], pattern), act: act)
      }
    }
  }

  /// What a company has where it does business, rather than what it builds.
  private static let premises: Set<UInt64> = Set(
    [
      "office", "offices", "store", "stores", "shop", "shops", "branch", "branches", "headquarters", "showroom",
      "showrooms",
    ].map { FoldedHash($0.utf8).value })

  /// "data center" of "data centers", or nil where the phrase is no facility without a name.
  private func facility(_ chunk: Int) -> String? {
    let phrase = chunks[chunk]
    guard phrase.name < 0, phrase.kind == .noun, classes(phrase.head).contains(.facility),
      !Self.premises.contains(text.tokens[phrase.head].fold)
    else { return nil }
    var first = phrase.head
    if first > phrase.tokens.lowerBound, text.tokens[first - 1].shape == .lower,
      text.isToken(first - 1, "data") || text.isToken(first - 1, "power")
        || text.isToken(first - 1, "research") || text.isToken(first - 1, "battery") || text.isToken(first - 1, "steel")
    {
      first -= 1
    }
    var role = text.string(text.tokens[first].range.lowerBound..<text.tokens[phrase.head].range.upperBound)
    if role.hasSuffix("ies") {
      role = role.dropLast(3) + "y"
    } else if role.hasSuffix("s"), !role.hasSuffix("ss"), !role.hasSuffix("campus") {
      role.removeLast()
    }
    return role
  }
}
