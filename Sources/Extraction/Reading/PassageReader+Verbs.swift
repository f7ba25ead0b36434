internal import KnowledgeGraph

/// How far an act has come, and whether the text is sure of it, by the words around its verb.
struct Standing: Sendable {
  var status: Qualifiers.Status?
  var isNegated = false
  /// Taken from the confidence: a speculation, a condition.
  var doubt = 0.0
  /// The act is told by a verb such as "announce".
  var isAnnounced = false
}

/// What stands on either side of a trigger.
struct Sides: Sendable {
  var subjects: [Party]
  var objects: [Party]
}

extension PassageReader {
  /// Confidence of a trigger whose arguments stand by name and whose kinds fit.
  static let sure = 0.8
  /// What a reference ("the company"), an assumed kind and a doubt take from it.
  static let referencePenalty = 0.05
  static let doubtPenalty = 0.45
  static let weakPenalty = 0.4

  mutating func readVerb(_ verb: Int) {
    let phrase = chunks[verb]
    let subjects = subject(of: verb)
    // "Acme's deal with Bolt, announced in May, was …": what was announced is not Bolt.
    let isOfObject =
      phrase.flags.contains(.bare) && !phrase.flags.contains(.gerund) && kind(verb - 1) == .comma
      && kind(verb - 3) == .preposition
    if sentenceSubject.isEmpty, !isOfObject {
      let agents = subjects.map(\.entity).filter { isAgent($0) || isPlace($0) }
      if agents.contains(where: { !isPlace($0) }) { sentenceSubject = agents }
    }
    if phrase.flags.contains(.copula) { readCopula(verb, subjects) }
    guard phrase.lexeme >= 0 else { return }
    if phrase.lexeme == Self.include { readCopula(verb, subjects) }
    readAim(verb, subjects)
    readFunding(verb, subjects)
    for lexeme in [phrase.lexeme, phrase.otherLexeme] where lexeme >= 0 {
      for index in vocabulary.lexemes[lexeme].triggers { apply(index, lexeme, verb, subjects) }
    }
  }

  /// Whether the subject of the verb is acted on.
  private func isPassive(_ verb: Int, _ trigger: Trigger) -> Bool {
    let flags = chunks[verb].flags
    if flags.contains(.passive) { return true }
    guard flags.contains(.bare), !flags.contains(.gerund) else { return false }
    var next = verb + 1
    while kind(next) == .adverb { next += 1 }
    if kind(next) == .preposition, isWord(next, "by") { return true }
    // "X, based in Y", "a firm founded in 2015": nothing that it could be done to stands behind it. "X partnered with
    // Y" looks the same, but its verb takes no object at all.
    guard kind(next) != .noun else { return false }
    let isTransitive = trigger.patterns.contains { $0.object?.slot == .object || $0.subject.slot == .object }
    guard isTransitive else { return false }
    return trigger.isPassiveOnly && trigger.isState || kind(verb - 1) == .comma || kind(verb - 1) == .open || verb == 0
  }

  private mutating func apply(_ index: Int, _ lexeme: Int, _ verb: Int, _ subjects: [Party]) {
    let trigger = vocabulary.triggers[index]
    let needed = particles(of: trigger, lexeme: lexeme, verb: verb)
    guard needed.isMet else { return }
    let passive = isPassive(verb, trigger)
    if trigger.isPassiveOnly, !passive { return }
    let complements = complements(after: needed.end, takesObject: !passive)
    if !trigger.objectWords.isEmpty {
      guard complements.object >= 0, contains(complements.object, trigger.objectWords) else {
        return decline(.otherObject, trigger.rule, trigger.patterns.first?.predicate)
      }
    }
    if trigger.needsUnnamed {
      guard complements.object >= 0, isGoods(complements.object), listed(from: complements.object).isEmpty else {
        return
      }
    }
    var standing = standing(of: verb)
    guard standing.doubt < 1 else {
      return decline(
        .conditional, trigger.rule, trigger.patterns.first?.predicate, subject: subjects.first?.entity,
        object: complements.object < 0 ? nil : listed(from: complements.object).first?.entity)
    }
    if let status = trigger.status { standing.status = status }
    if trigger.isState, standing.status == nil, isPast(verb) { standing.status = .former }
    // "is buying", "is raising": not done yet, as "is building" is not done but true.
    if standing.status == nil, chunks[verb].flags.contains(.progressive),
      trigger.patterns.contains(where: { Self.ends.contains($0.predicate) })
    {
      standing.status = .planned
    }
    var qualifiers = Qualifiers(status: standing.status, isNegated: standing.isNegated)
    if let kind = trigger.amount {
      var amount = money(at: verb, from: verb + 1) ?? moneyForAim(verb)
      amount?.kind = kind
      if trigger.needsAmount, trigger.patterns.contains(where: { $0.predicate == .raised }) {
        // "raised $5 million", "closed a seed round": the object is money or a round, and not a price that the clause
        // goes on to tell.
        guard complements.object >= 0 else { return decline(.noAmount, trigger.rule, .raised) }
        var stated = self.amount(of: complements.object).flatMap { $0.currency == nil ? nil : $0 }
        if stated == nil, let first = complements.prepositions.first, first.fold == Self.of {
          stated = self.amount(of: first.chunk).flatMap { $0.currency == nil ? nil : $0 }
        }
        let isGiven = stated != nil && !behind(Self.from, complements).isEmpty
        guard isGiven || isFunding(complements.object, lexeme, isCounted: stated != nil) else {
          return decline(.noAmount, trigger.rule, .raised)
        }
        amount = stated
        amount?.kind = kind
      } else if trigger.needsAmount, amount == nil {
        return decline(.noAmount, trigger.rule, trigger.patterns.first?.predicate)
      }
      if kind == .stake {
        // A stake is what is had, and no sum that the clause goes on to tell.
        amount = complements.object >= 0 ? self.amount(of: complements.object) : nil
        if amount?.unit != .percent, amount?.currency == nil { amount = nil }
        amount?.kind = .stake
      }
      qualifiers.amount = amount
    }
    if trigger.needsCount {
      guard complements.object >= 0, let count = amount(of: complements.object), case .count = count.unit else {
        return decline(.noCount, trigger.rule, trigger.patterns.first?.predicate)
      }
      qualifiers.amount = count
    }
    if let found = date(at: verb) {
      apply(found, to: &qualifiers, isState: trigger.isState, isAnnounced: standing.isAnnounced)
    } else if !trigger.isState, let told = telling(behind: verb) {
      qualifiers.announced = told
    } else if !trigger.isState, let inherited = inheritedDate(subjects) {
      qualifiers.at = inherited
    }
    let act = nextAct()
    func fill(_ slot: Trigger.Slot) -> [Party] {
      switch slot {
      case .subject: passive ? agents(of: verb, complements) : subjects
      case .object: passive ? subjects : objects(complements, trigger, verb)
      case .preposition(let fold): behind(fold, complements)
      default: []
      }
    }
    for pattern in trigger.patterns where !isDiverted(pattern, trigger, complements) {
      var sides = Sides(subjects: fill(pattern.subject.slot), objects: pattern.object.map { fill($0.slot) } ?? [])
      if pattern.object?.slot == .object, !passive, complements.object >= 0 { sides.objects += added(complements) }
      var qualifiers = qualifiers
      // What a round brought is not what each of those who gave has given, but "got $5 million from X" tells of X alone.
      if pattern.predicate == .investedIn, trigger.needsAmount, trigger.amount == .raised {
        if sides.subjects.count == 1, Self.receipts.contains(text.tokens[chunks[verb].head].fold) {
          qualifiers.amount?.kind = .committed
        } else {
          qualifiers.amount = nil
        }
      }
      make(pattern, trigger, qualifiers, standing, act: act, sides)
      if pattern.predicate == .investedIn { readFurtherInvestments(pattern, trigger, sides, complements, qualifiers) }
      if pattern.predicate == .builds, !passive {
        readFacilities(pattern, trigger, subjects, complements, qualifiers, standing, act)
      }
    }
    if trigger.isPair, subjects.count > 1, !passive, complements.prepositions.allSatisfy({ $0.fold != Self.with }),
      complements.object < 0
    {
      pair(subjects, trigger, qualifiers, standing, act: act)
    }
  }

  /// Who does what is told in the passive: behind "by", also of a second participle ("is owned and operated by"); of a
  /// thing that is launched by nobody named, who owns it ("Acme's Nova, released in May").
  private func agents(of verb: Int, _ complements: Complements) -> [Party] {
    let direct = behind(Self.by, complements)
    if !direct.isEmpty { return direct }
    if kind(verb + 1) == .conjunction, kind(verb + 2) == .verb, chunks[verb + 2].flags.contains(.bare) {
      return behind(Self.by, self.complements(after: verb + 2, takesObject: false))
    }
    var index = verb - 1
    while kind(index) == .comma || kind(index) == .adverb { index -= 1 }
    guard kind(index) == .noun, chunks[index].name >= 0, chunks[index].owner >= 0 else { return [] }
    return possessor(chunks[index])
  }

  private static let receipts: Set<UInt64> = Set(
    ["got", "get", "gets", "received", "receives", "receive"].map { FoldedHash($0.utf8).value })

  /// What a verb is done to; of "30 percent of Acme", "a majority of Acme" and "Acme's 300 stores" it is Acme.
  private func objects(_ complements: Complements, _ trigger: Trigger, _ verb: Int) -> [Party] {
    guard complements.object >= 0 else { return relativeObject(verb) }
    let direct = listed(from: complements.object)
    if !direct.isEmpty { return direct }
    let predicates = trigger.patterns.map(\.predicate)
    if predicates.contains(.owns), isShare(complements.object) {
      return behind(Self.of, complements) + behind(Self.inside, complements)
    }
    if predicates.contains(.supplies) { return possessor(chunks[complements.object]) }
    // "makes the Nova wristband": a thing is named by the name of its kind.
    let inner = chunks[complements.object].inner
    if predicates.contains(.develops) || predicates.contains(.launched), inner >= 0, !names[inner].isAdjective,
      entities[names[inner].entity].kind == .product, chunks[complements.object].owner < 0
    {
      return [Party(entity: names[inner].entity)]
    }
    // "Zelta, which Acme bought the year before"
    return Self.times.contains(text.tokens[chunks[complements.object].head].fold) ? relativeObject(verb) : []
  }

  private static let times: Set<UInt64> = Set(
    [
      "year", "years", "month", "months", "week", "weeks", "day", "days", "decade", "quarter", "summer", "autumn",
      "spring",
    ]
    .map { FoldedHash($0.utf8).value })

  /// "Zelta, which Acme bought in 2019": what "which" goes back to, behind whose subject the verb has no object.
  private func relativeObject(_ verb: Int) -> [Party] {
    var index = verb - 1
    while kind(index) == .adverb { index -= 1 }
    guard kind(index) == .noun, let first = listEnding(at: index).first else { return [] }
    guard isWord(first - 1, "which") || isWord(first - 1, "whom") || isWord(first - 1, "that"),
      kind(first - 1) == .subordinator || kind(first - 1) == .noun
    else { return [] }
    return antecedent(first - 1)
  }

  /// Whether a phrase is of what one firm sells to another, rather than of a firm, a part of one or a share in it.
  private func isGoods(_ chunk: Int) -> Bool {
    let phrase = chunks[chunk]
    guard !phrase.flags.contains(.pronoun), !isShare(chunk), !text.isToken(phrase.head, "stake") else { return false }
    if let amount = amount(of: chunk), amount.currency != nil { return false }
    return classes(phrase.head).isDisjoint(with: WordClass.agentNoun.union([.relationNoun, .role, .facility]))
  }

  /// "31 percent", "half", "a controlling interest".
  func isShare(_ chunk: Int) -> Bool {
    if let amount = amount(of: chunk), amount.unit == .percent { return true }
    return contains(chunk, Self.shares)
  }

  private static let shares: [UInt64] = [
    "half", "majority", "minority", "third", "quarter", "fifth", "tenth", "interest", "share", "shares", "all", "most",
    "part", "percentage",
  ].map { FoldedHash($0.utf8).value }

  /// "$6 million in A and $11 million in B": each sum has its own.
  private mutating func readFurtherInvestments(
    _ pattern: Trigger.Pattern, _ trigger: Trigger, _ sides: Sides, _ complements: Complements,
    _ qualifiers: Qualifiers
  ) {
    guard case .preposition(let fold)? = pattern.object?.slot else { return }
    var index = complements.end + 1
    while kind(index) == .conjunction || kind(index) == .comma, kind(index + 1) == .noun,
      let amount = amount(of: index + 1), amount.currency != nil, kind(index + 2) == .preposition,
      text.tokens[chunks[index + 2].head].fold == fold, kind(index + 3) == .noun
    {
      var qualifiers = qualifiers
      qualifiers.amount = amount
      qualifiers.amount?.kind = trigger.amount ?? .committed
      let further = Sides(subjects: sides.subjects, objects: listed(from: index + 3))
      make(pattern, trigger, qualifiers, Standing(), act: nextAct(), further)
      index = (list(from: index + 3).last ?? index + 3) + 1
    }
  }

  /// Whether the verb has an object that the pattern has no place for: "merged its plan with X", "expanding possessions
  /// in Y" tell of the object.
  private func isDiverted(_ pattern: Trigger.Pattern, _ trigger: Trigger, _ complements: Complements) -> Bool {
    guard complements.object >= 0, trigger.objectWords.isEmpty, !chunks[complements.object].flags.contains(.pronoun)
    else { return false }
    if ontology.isSymmetric(pattern.predicate), pattern.object?.slot != .object { return true }
    guard pattern.predicate == .operatesIn, pattern.object?.slot != .object else { return false }
    return chunks[complements.object].determiner != .possessive
  }

  /// "announced A, together with B": what a verb is told to do besides.
  private func added(_ complements: Complements) -> [Party] {
    complements.prepositions.filter {
      $0.fold == Self.with && kind($0.chunk - 2) == .adverb
        && (isWord($0.chunk - 2, "together") || isWord($0.chunk - 2, "along"))
    }
    .flatMap { listed(from: $0.chunk) }
  }

  /// The predicates of acts that are nothing before they are done.
  private static let ends: Set<Predicate> = [.acquired, .mergedWith, .raised]

  static let by = FoldedHash("by".utf8).value
  static let with = FoldedHash("with".utf8).value
  static let inside = FoldedHash("in".utf8).value
  static let on = FoldedHash("on".utf8).value
  static let between = FoldedHash("between".utf8).value
  static let of = FoldedHash("of".utf8).value

  func behind(_ fold: UInt64, _ complements: Complements) -> [Party] {
    complements.prepositions.filter { $0.fold == fold }.flatMap { listed(from: $0.chunk) }
  }

  /// Whether the particle or preposition of the verb is there: "take over", "roll out".
  private func particles(of trigger: Trigger, lexeme: Int, verb: Int) -> (isMet: Bool, end: Int) {
    for index in trigger.lexemes.indices where trigger.lexemes[index] == lexeme {
      guard let particle = trigger.particles[index], particle != Self.with else { return (true, verb) }
      let next = verb + 1
      if kind(next) == .adverb || kind(next) == .preposition, text.tokens[chunks[next].head].fold == particle {
        return (true, next)
      }
    }
    return (false, verb)
  }

  /// The verb that says by itself that the money is an investment.
  private static let raise: Int = {
    let index = Vocabulary.shared.index(of: FoldedHash("raise".utf8).value)
    return index < 0 ? -1 : Vocabulary.shared.words[Int(index)].verb?.lexeme ?? -1
  }()

  /// "Its customers include A and B" tells of A and B what "A is its customer" does.
  static let include: Int = {
    let index = Vocabulary.shared.index(of: FoldedHash("include".utf8).value)
    return index < 0 ? -2 : Vocabulary.shared.words[Int(index)].verb?.lexeme ?? -2
  }()

  func contains(_ chunk: Int, _ folds: [UInt64]) -> Bool {
    chunks[chunk].tokens.contains { folds.contains(text.tokens[$0].fold) }
  }

  /// Whether money that someone "secured" or "landed" is an investment; "raised" says so itself.
  private func isFunding(_ object: Int, _ lexeme: Int, isCounted: Bool) -> Bool {
    if isCounted, lexeme == Self.raise { return true }
    if contains(object, Self.fundingWords) { return true }
    return kind(object + 1) == .preposition && kind(object + 2) == .noun && contains(object + 2, Self.fundingWords)
  }

  static let fundingWords: [UInt64] = [
    "funding", "financing", "round", "investment", "capital", "seed", "series", "equity",
  ].map {
    FoldedHash($0.utf8).value
  }

  // MARK: Standing

  /// How far the act of a verb has come: by its auxiliaries and by the verbs that govern it.
  func standing(of verb: Int, depth: Int = 0) -> Standing {
    var result = Standing()
    guard depth < 4, chunks.indices.contains(verb) else { return result }
    let flags = chunks[verb].flags
    if flags.contains(.negated) {
      result.isNegated = true
      if hasNoLonger(verb) { result.status = .former; result.isNegated = false }
    }
    if isNeither(verb) { result.isNegated.toggle() }
    if flags.contains(.future) { result.status = .planned }
    if flags.contains(.doubtful) {
      result.status = .planned
      result.doubt = Self.doubtPenalty
    }
    if result.doubt > 0, isReported(verb) { result.doubt = 0 }
    if isConditional(verb) { result.doubt = 1 }
    if isWished(verb) { result.doubt = max(result.doubt, Self.doubtPenalty) }
    if isDenied(verb) || isCalledFalse(verb) {
      // What "would" be is denied as well as what is; the date is that of the denial.
      result.status = .denied
      result.isAnnounced = true
      if result.doubt < 1 { result.doubt = 0 }
    }
    if flags.contains(.gerund), kind(verb - 1) == .preposition, kind(verb - 2) == .noun,
      isWord(verb - 2, "process") || isWord(verb - 2, "talks")
    {
      result.status = .planned
    }
    if flags.contains(.infinitive) || flags.contains(.gerund) {
      if flags.contains(.infinitive), kind(verb - 1) == .noun, chunks[verb - 1].name >= 0,
        previousVerb(before: verb) == nil
      {
        result.status = .planned
      }
      if flags.contains(.infinitive), kind(verb - 1) == .noun,
        classes(chunks[verb - 1].head).contains(.control) || isPlanNoun(verb - 1)
      {
        result.status = result.status ?? .planned
      }
      if var governor = previousVerb(before: verb),
        flags.contains(.infinitive) || kind(verb - 1) == .preposition || governor == verb - 1
      {
        // "dropped plans to buy Y": a noun, though it looks like a verb.
        if isPlans(governor), kind(governor - 1) == .verb { governor -= 1 }
        let outer = standing(of: governor, depth: depth + 1)
        result.isNegated = result.isNegated != outer.isNegated
        result.status = outer.status ?? result.status
        result.doubt = max(result.doubt, outer.doubt)
        if flags.contains(.infinitive), let control = control(governor), !isWord(governor, "going") {
          if let status = control.status { result.status = status }
          // "will continue to run Y": it does so now.
          if isWord(governor, "continue"), outer.status == .planned { result.status = nil }
          // What was to be built and was shelved has not been built; what has not been shelved may be.
          if control.status == .cancelled {
            result.isNegated = !outer.isNegated
            if outer.isNegated { result.status = .planned }
          }
          if control.isDoubtful { result.doubt = max(result.doubt, Self.doubtPenalty) }
        } else if flags.contains(.infinitive), isCalledOff(governor, before: verb) {
          // "ended talks to merge with Y", "called off its bid for Y"
          result.status = outer.isNegated ? .planned : .cancelled
          result.isNegated = !outer.isNegated
        } else if flags.contains(.infinitive), governor == verb - 1, isWord(governor, "used"),
          !chunks[governor].flags.contains(.passive)
        {
          // "used to run Y"
          result.status = .former
        } else if flags.contains(.infinitive), governor == verb - 1, isWord(governor, "going") {
          // "is going to buy Y"
          result.status = result.status ?? .planned
        } else if flags.contains(.infinitive), result.status == nil, !isAchieved(verb, governor) {
          // "partnered with Y to launch Z", "hired X to build Y": a purpose, not yet an act.
          result.status = .planned
          result.doubt = max(result.doubt, 0.2)
        }
      }
    }
    return result
  }

  private func isPlans(_ chunk: Int) -> Bool { isWord(chunk, "plans") || isWord(chunk, "talks") }

  /// Whether a verb ends a plan that stands before an infinitive.
  private func isCalledOff(_ governor: Int, before verb: Int) -> Bool {
    guard isPlans(verb - 1) || kind(verb - 1) == .noun && classes(chunks[verb - 1].head).contains(.control) else {
      return false
    }
    return [chunks[governor].lexeme, chunks[governor].otherLexeme].contains { lexeme in
      lexeme >= 0
        && vocabulary.lexemes[lexeme].supports.contains { index in
          let trigger = vocabulary.triggers[index]
          guard trigger.status == .cancelled || trigger.status == .former else { return false }
          guard let place = trigger.lexemes.firstIndex(of: lexeme), let particle = trigger.particles[place] else {
            return true
          }
          let next = chunks[governor].tokens.upperBound
          return text.tokens.indices.contains(next) && text.tokens[next].fold == particle
        }
    }
  }

  /// "left Y to found Z", "was the first to adopt Z": what follows has been done.
  private func isAchieved(_ verb: Int, _ governor: Int) -> Bool {
    if kind(verb - 1) == .noun, contains(verb - 1, Self.ordinals) { return true }
    return Self.departures.contains(text.tokens[chunks[governor].head].fold)
  }

  private static let ordinals: [UInt64] = ["first", "second", "third", "last", "latest", "only"].map {
    FoldedHash($0.utf8).value
  }
  private static let departures: Set<UInt64> = Set(
    ["left", "quit", "departed", "resigned"].map { FoldedHash($0.utf8).value })

  /// "previously worked at X", "once owned Y", "had led Z".
  private func isPast(_ verb: Int) -> Bool {
    if chunks[verb].flags.contains(.perfect), chunks[verb].tokens.contains(where: { text.isToken($0, "had") }) {
      return true
    }
    let first = chunks[verb].tokens.lowerBound
    return (first - 1..<chunks[verb].head).contains { token in Self.pasts.contains { text.isToken(token, $0) } }
  }

  private static let pasts: [RuleWord] = ["previously", "formerly", "once"]

  /// "Neither A nor B has confirmed": the subject denies the verb.
  private func isNeither(_ verb: Int) -> Bool {
    guard !chunks[verb].flags.contains(.infinitive), !chunks[verb].flags.contains(.bare) else { return false }
    let first = chunks.indices.first { kind($0) == .noun && text.isToken(chunks[$0].tokens.lowerBound, "neither") }
    return first.map { $0 < verb && verb - $0 <= 6 && previousVerb(before: verb) == nil } ?? false
  }

  private func isPlanNoun(_ chunk: Int) -> Bool {
    !classes(chunks[chunk].head).isDisjoint(with: [.initiative])
  }

  private func control(_ verb: Int) -> Trigger? {
    for lexeme in [chunks[verb].lexeme, chunks[verb].otherLexeme] where lexeme >= 0 {
      if let index = vocabulary.lexemes[lexeme].controls.first { return vocabulary.triggers[index] }
    }
    return nil
  }

  /// "X announced that it would buy Y": the future of a report, not a doubt.
  private func isReported(_ verb: Int) -> Bool {
    guard chunks[verb].tokens.contains(where: { text.isToken($0, "would") }),
      let governor = previousVerb(before: verb), verb - governor <= 6,
      chunks.indices[governor...].prefix(verb - governor).dropFirst().allSatisfy({
        kind($0) == .noun || kind($0) == .adverb || kind($0) == .date || kind($0) == .preposition
          || kind($0) == .subordinator && isWord($0, "that")
      })
    else { return false }
    let head = chunks[governor].head
    return Self.reports.contains { text.isToken(head, $0) }
  }

  private static let reports: [RuleWord] = [
    "announced", "announces", "confirmed", "confirms", "said", "says", "agreed", "disclosed", "revealed",
  ]

  /// "X denied that it had bought Y", "X denies buying Y".
  private func isDenied(_ verb: Int) -> Bool {
    var index = verb - 1
    while index >= 0, kind(index) == .noun || kind(index) == .adverb || kind(index) == .conjunction { index -= 1 }
    if kind(index) == .subordinator, isWord(index, "that") { index -= 1 }
    while index >= 0, kind(index) == .date || kind(index) == .adverb || isTime(index) { index -= 1 }
    // "dismissed reports that it would", "denied a claim that it had"
    if index > 0, kind(index) == .noun || kind(index) == .verb && kind(index - 1) == .verb,
      Self.hearsay.contains(text.tokens[chunks[index].head].fold)
    {
      index -= 1
    }
    guard index >= 0, kind(index) == .verb, verb - index <= 7, index != verb else { return false }
    return control(index)?.status == .denied
  }

  /// "Reports that X would buy Y are wrong".
  private func isCalledFalse(_ verb: Int) -> Bool {
    var index = verb - 1
    while index >= 0, kind(index) == .noun || kind(index) == .adverb || kind(index) == .conjunction { index -= 1 }
    guard index > 0, kind(index) == .subordinator, isWord(index, "that"), kind(index - 1) == .noun,
      Self.hearsay.contains(text.tokens[chunks[index - 1].head].fold),
      let copula = chunks.indices.first(where: {
        $0 > verb && chunks[$0].kind == .verb && chunks[$0].flags.contains(.copula)
      })
    else { return false }
    let end = chunks[copula].tokens.upperBound
    let said = text.sentences[sentence].tokens.clamped(to: end..<end + 3)
    return said.contains { Self.falsehoods.contains(text.tokens[$0].fold) }
      != chunks[copula].flags.contains(.negated)
  }

  private static let falsehoods: Set<UInt64> = Set(
    ["wrong", "false", "untrue", "incorrect", "baseless", "unfounded", "inaccurate"].map { FoldedHash($0.utf8).value })

  /// "on Tuesday", where no source date makes it a date; the phrase or its preposition.
  private func isTime(_ chunk: Int) -> Bool {
    guard chunks.indices.contains(chunk) else { return false }
    if kind(chunk) == .preposition { return isTime(chunk + 1) && kind(chunk + 1) == .noun }
    return kind(chunk) == .noun && chunks[chunk].name < 0 && classes(chunks[chunk].head).contains(.time)
  }

  private static let hearsay: Set<UInt64> = Set(
    [
      "report", "reports", "claim", "claims", "rumour", "rumours", "rumor", "rumors", "suggestion", "suggestions",
      "allegation", "allegations", "speculation", "accusation", "accusations",
    ].map { FoldedHash($0.utf8).value })

  /// "X hopes that Y will not compete with it", "fears that", "doubts that": what is told is in somebody's mind.
  private func isWished(_ verb: Int) -> Bool {
    var index = verb - 1
    while index >= 0, kind(index) == .noun || kind(index) == .adverb { index -= 1 }
    guard kind(index) == .subordinator, isWord(index, "that") else { return false }
    return kind(index - 1) == .verb && Self.wishes.contains(text.tokens[chunks[index - 1].head].fold)
  }

  private static let wishes: Set<UInt64> = Set(
    [
      "hope", "hopes", "hoped", "fear", "fears", "feared", "doubt", "doubts", "doubted", "wish", "wishes", "wished",
      "dream", "dreams", "dreamed", "pretend", "imagine", "suppose",
    ].map { FoldedHash($0.utf8).value })

  /// "is no longer", "is not … any more".
  func hasNoLonger(_ verb: Int) -> Bool {
    let end = chunks[verb].tokens.upperBound
    if chunks[verb].tokens.contains(where: { text.isToken($0, "longer") }) || text.isToken(end, "longer") {
      return true
    }
    guard chunks[verb].flags.contains(.negated), let last = text.sentences[sentence].tokens.last else { return false }
    for token in end..<min(end + 14, max(end, last)) {
      if text.isToken(token, "anymore") { return true }
      if text.isToken(token, "any"), text.isToken(token + 1, "more") || text.isToken(token + 1, "longer") {
        return true
      }
    }
    return false
  }

  /// "If X buys Y", "unless", "whether": no claim.
  private func isConditional(_ verb: Int) -> Bool {
    var index = verb - 1
    while index >= 0 {
      if kind(index) == .subordinator {
        return isWord(index, "if") || isWord(index, "unless") || isWord(index, "whether")
      }
      if kind(index) == .comma || kind(index) == .stop { return false }
      index -= 1
    }
    return false
  }

  /// A sentence without a date of its own that goes on with "Together, they" has the date of the one before it.
  func inheritedDate(_ subjects: [Party]) -> StatedDate? {
    guard subjects.count > 1, subjects.allSatisfy(\.isReferred), let date = discourse.date,
      sentence - discourse.dateSentence == 1
    else { return nil }
    return StatedDate(date.date, inherited: [.year, .month])
  }

  // MARK: Claims of a pattern

  /// Makes the claims of a pattern, each of its subjects with each of its objects.
  mutating func make(
    _ pattern: Trigger.Pattern, _ trigger: Trigger, _ qualifiers: Qualifiers, _ standing: Standing, act: Int,
    _ sides: Sides
  ) {
    let subjects = sides.subjects.filter { fits($0.entity, pattern.subject, pattern.predicate, isSubject: true) }
    guard !subjects.isEmpty else {
      // Without either side the word is no more than a word.
      if let object = sides.objects.first {
        decline(
          sides.subjects.isEmpty ? .noSubject : .kinds, trigger.rule, pattern.predicate,
          subject: sides.subjects.first?.entity, object: object.entity)
      }
      return
    }
    guard let argument = pattern.object else {
      assume(subjects, pattern.subject, pattern.predicate, isSubject: true)
      for subject in subjects {
        add(
          pattern.predicate, subject.entity, nil, qualifiers: qualifiers, rule: trigger.rule,
          confidence: confidence(trigger, standing, [subject], pattern), act: act)
      }
      if pattern.predicate == .raised { discourse.raiser = subjects.first?.entity }
      return
    }
    let objects = sides.objects.filter {
      fits($0.entity, argument, pattern.predicate, isSubject: false)
        && !(trigger.isOfThings && isAgent($0.entity) && entities[$0.entity].evidence >= .words)
    }
    guard !objects.isEmpty else {
      return decline(
        sides.objects.isEmpty ? .noObject : .kinds, trigger.rule, pattern.predicate, subject: subjects.first?.entity,
        object: sides.objects.first?.entity)
    }
    if trigger.needsShown,
      objects.contains(where: \.isReferred)
        || !(subjects + objects).contains(where: { entities[$0.entity].evidence >= .words })
    {
      return decline(
        .unshown, trigger.rule, pattern.predicate, subject: subjects.first?.entity, object: objects.first?.entity)
    }
    assume(subjects, pattern.subject, pattern.predicate, isSubject: true)
    assume(objects, argument, pattern.predicate, isSubject: false)
    for subject in subjects {
      for object in objects where subject.entity != object.entity {
        add(
          pattern.predicate, subject.entity, object.entity, qualifiers: qualifiers, rule: trigger.rule,
          confidence: confidence(trigger, standing, [subject, object], pattern), act: act)
      }
    }
    if ontology.isSymmetric(pattern.predicate) {
      discourse.pair = (subjects + objects).map(\.entity)
      discourse.pairSentence = sentence
    }
  }

  /// The parties of a symmetric act among themselves: "A and B partnered", "between A, B and C".
  mutating func pair(_ parties: [Party], _ trigger: Trigger, _ qualifiers: Qualifiers, _ standing: Standing, act: Int) {
    guard let pattern = trigger.patterns.first(where: { ontology.isSymmetric($0.predicate) }) else { return }
    let fitting = parties.filter { fits($0.entity, pattern.subject, pattern.predicate, isSubject: true) }
    guard fitting.count > 1, fitting.count <= 6 else { return }
    assume(fitting, pattern.subject, pattern.predicate, isSubject: true)
    for (index, left) in fitting.enumerated() {
      for right in fitting[(index + 1)...] where left.entity != right.entity {
        add(
          pattern.predicate, left.entity, right.entity, qualifiers: qualifiers, rule: trigger.rule,
          confidence: confidence(trigger, standing, [left, right], pattern), act: act)
      }
    }
    discourse.pair = fitting.map(\.entity)
    discourse.pairSentence = sentence
  }

  func confidence(_ trigger: Trigger, _ standing: Standing, _ parties: [Party], _ pattern: Trigger.Pattern) -> Double {
    var result = Self.sure - standing.doubt
    if trigger.isWeak { result -= Self.weakPenalty }
    // "collaborated with Jo Splash": a firm partners with firms, and who works with a person is likely one.
    if ontology.isSymmetric(pattern.predicate), parties.contains(where: { isPerson($0.entity) }),
      parties.contains(where: { !isPerson($0.entity) && entities[$0.entity].evidence <= .form })
    {
      result -= Self.doubtPenalty
    }
    for party in parties {
      if party.isReferred { result -= Self.referencePenalty }
      if entities[party.entity].evidence == .none { result -= 0.05 }
    }
    return max(0.1, result)
  }

  /// Whether an entity can be an argument: its kind as far as it is shown must be allowed.
  func fits(_ entity: Int, _ argument: Trigger.Argument, _ predicate: Predicate, isSubject: Bool) -> Bool {
    let local = entities[entity]
    if !argument.required.isEmpty {
      guard local.evidence > .none || argument.required.contains(.company) else { return false }
      return argument.required.contains { ontology.isKind(local.kind, under: $0) }
    }
    if local.evidence <= .form, argument.assumed != nil,
      local.kind != .person || argument.assumed == .person || local.evidence <= .learned
    {
      return true
    }
    guard let definition = ontology.predicates[predicate] else { return true }
    let allowed = isSubject ? definition.domain : definition.range
    return allowed.isEmpty || allowed.contains { ontology.isKind(local.kind, under: $0) }
  }

  mutating func assume(_ parties: [Party], _ argument: Trigger.Argument, _ predicate: Predicate, isSubject: Bool) {
    guard argument.required.isEmpty, let kind = argument.assumed else { return }
    for party in parties where entities[party.entity].evidence <= .form && entities[party.entity].reference == .name {
      let definition = ontology.predicates[predicate]
      let allowed = (isSubject ? definition?.domain : definition?.range) ?? []
      let isAllowed = allowed.contains { ontology.isKind(entities[party.entity].kind, under: $0) }
      if entities[party.entity].evidence <= .learned || !isAllowed { entities.assume(party.entity, kind) }
    }
  }
}
