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
    guard standing.doubt < 1 else { return decline(.conditional, trigger.rule, trigger.patterns.first?.predicate) }
    if standing.isNegated, standing.status == .denied || isConfirming(governor?.verb) {
      // "has not ruled out", "has not confirmed": it may yet come.
      standing.isNegated = false
      standing.status = .planned
      standing.doubt = max(standing.doubt, 0.25)
    }
    // What is called off was not done.
    if standing.status == .cancelled, trigger.patterns.contains(where: { $0.predicate == .acquired }) {
      standing.isNegated = true
    }
    if governor == nil, standing.status == nil, let outcome = outcome(of: chunk, complements),
      trigger.patterns.contains(where: { $0.predicate == .acquired || $0.predicate == .mergedWith })
    {
      standing.status = outcome.status
      standing.isNegated = outcome.isNegated
    }
    var qualifiers = Qualifiers(status: standing.status, isNegated: standing.isNegated)
    if let status = trigger.status, qualifiers.status == nil { qualifiers.status = status }
    if let kind = trigger.amount {
      var amount = money(at: chunk, from: chunk + 1)
      amount?.kind = kind
      if kind == .stake { amount = self.amount(of: chunk) }
      if trigger.needsAmount, kind == .stake {
        guard amount?.unit == .percent || contains(chunk, Self.controlling) else {
          return decline(.noAmount, trigger.rule, trigger.patterns.first?.predicate)
        }
      } else if trigger.needsAmount {
        // The money must stand in the phrase or right behind it: "a valuation of $5 billion", "a $5 million round".
        amount =
          self.amount(of: chunk)
          ?? complements.prepositions.first.flatMap {
            $0.fold == Self.of && self.amount(of: $0.chunk)?.currency != nil ? self.amount(of: $0.chunk) : nil
          }
        if amount?.currency == nil {
          // "announced a seed round": money was raised, though the text may go on to tell of another thing.
          guard trigger.patterns.contains(where: { $0.predicate == .raised }), isRound(chunk), governor?.support != nil
          else { return decline(.noAmount, trigger.rule, trigger.patterns.first?.predicate) }
          amount = nil
          standing.doubt = max(standing.doubt, Self.unstatedSumDoubt)
        }
        amount?.kind = kind
      }
      qualifiers.amount = amount
    }
    let owners = possessor(chunks[chunk]) + innerAgent(chunk)
    if trigger.needsOwner, owners.isEmpty { return }
    // "a licensing agreement with X", "a supply deal": who sells to whom, and no partnership.
    if trigger.patterns.first?.predicate == .partnersWith, contains(chunk, Self.trades) { return }
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
    if trigger.patterns[0].predicate == .operatesIn, !(governor.map { opens($0.verb) } ?? false) {
      // "has supplied its plants in Germany since 2020": the date is that of what is done there.
    } else if let found = date(at: governor?.verb ?? chunk) {
      apply(found, to: &qualifiers, isState: trigger.isState, isAnnounced: standing.isAnnounced)
    } else if !trigger.isState, let told = telling(behind: governor?.verb ?? chunk) {
      qualifiers.announced = told
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
      // "the purchase of 40% of X": X is not bought, but held in part.
      if pattern.predicate == .acquired, let of = complements.prepositions.first(where: { $0.fold == Self.of }),
        isShare(of.chunk), amount(of: of.chunk)?.value != ExactDecimal(100), !contains(of.chunk, Self.wholes)
      {
        readShare(of.chunk, complements, subjects, qualifiers, standing, trigger)
        continue
      }
      // Who leads a round has raised nothing.
      if pattern.predicate == .raised, let governor, isLeading(governor.verb) { continue }
      var sides = Sides(subjects: fill(pattern.subject.slot), objects: pattern.object.map { fill($0.slot) } ?? [])
      // "Zelta rejected Acme's offer": the offer was for Zelta.
      if pattern.predicate == .acquired, standing.status == .denied, !owners.isEmpty, sides.objects.isEmpty,
        let governor
      {
        sides.objects = subject(of: governor.verb)
      }
      if pattern.predicate == .basedIn {
        let left = leftPlaces(governor?.verb, complements)
        sides.objects.removeAll { object in left.contains { $0.entity == object.entity } }
        if !left.isEmpty, pattern.object?.slot == .preposition(Self.inside) {
          var former = Qualifiers(status: .former)
          if qualifiers.status != nil || qualifiers.isNegated { former.status = nil }
          make(pattern, trigger, former, Standing(), act: act, Sides(subjects: sides.subjects, objects: left))
        }
      }
      var qualifiers = qualifiers
      if pattern.predicate == .investedIn, trigger.needsAmount { qualifiers.amount = nil }
      // "a deal to acquire Y" is not yet the act.
      if case .infinitive? = pattern.object?.slot, qualifiers.status == nil { qualifiers.status = .planned }
      make(pattern, trigger, qualifiers, standing, act: act, sides)
      if pattern.predicate == .builds {
        readConstruction(pattern, trigger, subjects, complements, qualifiers, standing, act)
      }
    }
    if trigger.isPair {
      var between = behind(Self.between, complements)
      // "the merger of A and B"
      if between.count < 2, subjects.isEmpty, behind(Self.with, complements).isEmpty {
        between = behind(Self.of, complements)
      }
      if between.count > 1 {
        pair(between, trigger, qualifiers, standing, act: act)
      } else if subjects.count > 1, behind(Self.with, complements).isEmpty {
        pair(subjects, trigger, qualifiers, standing, act: act)
      }
    }
  }

  /// "Acme closed the purchase of 40% of X": what it owns from then on.
  private mutating func readShare(
    _ chunk: Int, _ complements: Complements, _ subjects: [Party], _ qualifiers: Qualifiers, _ standing: Standing,
    _ trigger: Trigger
  ) {
    guard let share = amount(of: chunk), share.unit == .percent, standing.doubt == 0, !standing.isNegated else {
      return
    }
    var held = Qualifiers(amount: share, status: qualifiers.status)
    held.amount?.kind = .stake
    held.from = qualifiers.at
    let objects = complements.prepositions.filter { $0.fold == Self.of && $0.chunk > chunk }.flatMap {
      listed(from: $0.chunk)
    }
    for subject in subjects where isAgent(subject.entity) {
      for object in objects where isAgent(object.entity) && !isPerson(object.entity) {
        add(.owns, subject.entity, object.entity, qualifiers: held, rule: trigger.rule, confidence: 0.75)
      }
    }
  }

  private static let unstatedSumDoubt = 0.35

  /// "a seed round", "its first financing": one of somebody's own, not one that was told of.
  private func isRound(_ chunk: Int) -> Bool {
    (chunks[chunk].determiner == .indefinite || chunks[chunk].determiner == .possessive)
      && (text.isToken(chunks[chunk].head, "round") || text.isToken(chunks[chunk].head, "financing")
        || text.isToken(chunks[chunk].head, "fundraise"))
  }

  /// "moved its headquarters from A to B", "from its old home in A to B": where somebody was before.
  private func leftPlaces(_ verb: Int?, _ complements: Complements) -> [Party] {
    guard let verb, Self.moves.contains(text.tokens[chunks[verb].head].fold),
      let start = complements.prepositions.firstIndex(where: { $0.fold == Self.from })
    else { return [] }
    let path = complements.prepositions[start...].prefix { $0.fold == Self.from || $0.fold == Self.inside }
    return path.flatMap { listed(from: $0.chunk) }.filter { isPlace($0.entity) }
  }

  static let from = FoldedHash("from".utf8).value
  private static let moves: Set<UInt64> = Set(
    [
      "move", "moves", "moved", "moving", "relocate", "relocates", "relocated", "relocating", "shift", "shifted",
      "transfer", "transferred",
    ].map { FoldedHash($0.utf8).value })

  /// "a controlling interest", "a majority holding".
  private static let controlling: [UInt64] = ["controlling", "majority", "minority"].map { FoldedHash($0.utf8).value }

  /// How far the act of a noun has come by the verb that it is the subject of: "the takeover collapsed", "X's purchase
  /// of Y is expected to close".
  private func outcome(of chunk: Int, _ complements: Complements) -> (status: Qualifiers.Status, isNegated: Bool)? {
    var verb = complements.end + 1
    while verb < chunks.count, kind(verb) == .comma || kind(verb) == .adverb || kind(verb) == .date { verb += 1 }
    // ", first announced in May, collapsed", ", worth $5 million, was put off": past what stands between commas.
    if verb > complements.end + 1, kind(complements.end + 1) == .comma,
      let comma = chunks.indices.first(where: { $0 >= verb && chunks[$0].kind == .comma }), kind(comma + 1) == .verb
    {
      verb = comma + 1
    }
    guard kind(verb) == .verb else { return nil }
    let head = text.tokens[chunks[verb].head].fold
    if Self.failures.contains(head) { return (.cancelled, true) }
    if head == Self.falls, kind(verb + 1) == .preposition, isWord(verb + 1, "through") { return (.cancelled, true) }
    let flags = chunks[verb].flags
    if flags.contains(.future) || Self.pending.contains(head) && !flags.contains(.negated) { return (.planned, false) }
    return nil
  }

  private static let wholes: [UInt64] = ["all", "shares", "most"].map { FoldedHash($0.utf8).value }

  private static let trades: [UInt64] = [
    "licensing", "supply", "purchase", "distribution", "lease", "merger", "settlement", "employment", "loan", "credit",
    "takeover", "acquisition", "sales", "rental",
  ].map { FoldedHash($0.utf8).value }

  private static let failures: Set<UInt64> = Set(
    [
      "collapsed", "failed", "blocked", "abandoned", "scrapped", "vetoed", "cancelled", "canceled", "withdrawn",
      "rejected",
      "prohibited", "aborted",
    ].map { FoldedHash($0.utf8).value })
  private static let falls = FoldedHash("fell".utf8).value
  private static let pending: Set<UInt64> = Set(
    ["expected", "subject", "approved", "cleared", "proposed", "planned", "delayed", "postponed", "put", "set"].map {
      FoldedHash($0.utf8).value
    })

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

  private func isConfirming(_ verb: Int?) -> Bool {
    guard let verb else { return false }
    let head = chunks[verb].head
    return text.isToken(head, "confirmed") || text.isToken(head, "confirm") || text.isToken(head, "announced")
  }

  private func isAnnouncing(_ verb: Int?) -> Bool {
    guard let verb else { return false }
    let head = chunks[verb].head
    return text.isToken(head, "announced") || text.isToken(head, "announces") || text.isToken(head, "announce")
      || text.isToken(head, "announcing")
  }

  /// Whether a verb says when a firm comes to a place, leaves it or is there: "opened three shops in Spain in 2020".
  private func opens(_ verb: Int) -> Bool { Self.openings.contains(text.tokens[chunks[verb].head].fold) }

  private static let openings: Set<UInt64> = Set(
    [
      "open", "opens", "opened", "opening", "close", "closed", "shut", "start", "started", "launch", "launched",
      "establish", "established", "expand", "expanded", "build", "built", "had", "has", "have",
    ].map { FoldedHash($0.utf8).value })

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
    guard complements.object >= 0 else { return }
    var role = facility(complements.object)
    // "broke ground on a plant in X", "spend $2 billion on a campus in X"
    if role == nil,
      text.isToken(chunks[complements.object].head, "ground") || amount(of: complements.object)?.currency != nil
    {
      for site in complements.prepositions where role == nil && (site.fold == Self.on || site.fold == Self.inside) {
        role = facility(site.chunk)
      }
    }
    guard let role else { return }
    build(pattern, trigger, subjects, sites(complements), role, qualifiers, standing, act)
  }

  private mutating func readConstruction(
    _ pattern: Trigger.Pattern, _ trigger: Trigger, _ subjects: [Party], _ complements: Complements,
    _ qualifiers: Qualifiers, _ standing: Standing, _ act: Int
  ) {
    guard let object = complements.prepositions.first(where: { $0.fold == Self.of }), let role = facility(object.chunk)
    else { return }
    build(pattern, trigger, subjects, sites(complements), role, qualifiers, standing, act)
  }

  private mutating func build(
    _ pattern: Trigger.Pattern, _ trigger: Trigger, _ subjects: [Party], _ places: [Party], _ role: String,
    _ qualifiers: Qualifiers, _ standing: Standing, _ act: Int
  ) {
    var qualifiers = qualifiers
    qualifiers.role = role
    for subject in subjects where fits(subject.entity, pattern.subject, pattern.predicate, isSubject: true) {
      assume([subject], pattern.subject, pattern.predicate, isSubject: true)
      for place in places where isPlace(place.entity) || isUnknown(place) {
        if !isPlace(place.entity) { entities.assume(place.entity, .city) }
        add(
          .builds, subject.entity, place.entity, qualifiers: qualifiers, rule: trigger.rule,
          confidence: confidence(trigger, standing, [subject, place], pattern), act: act)
      }
    }
  }

  /// Whether nothing yet shows what a name is of.
  private func isUnknown(_ party: Party) -> Bool {
    entities[party.entity].evidence == .none && entities[party.entity].reference == .name
  }

  /// Where something is built: "in X", "near X", "off X".
  func sites(_ complements: Complements) -> [Party] {
    complements.prepositions.filter { Self.sitePrepositions.contains($0.fold) }.flatMap { listed(from: $0.chunk) }
  }

  private static let sitePrepositions: Set<UInt64> = Set(
    ["in", "near", "outside", "off", "across"].map { FoldedHash($0.utf8).value })

  /// What a company has where it does business, rather than what it builds.
  private static let premises: Set<UInt64> = Set(
    [
      "office", "offices", "store", "stores", "shop", "shops", "branch", "branches", "headquarters", "showroom",
      "showrooms",
    ].map { FoldedHash($0.utf8).value })

  /// What stands before the noun of a facility and is part of what it is called.
  private static let facilityWords: Set<UInt64> = Set(
    [
      "data", "power", "research", "battery", "steel", "wind", "solar", "nuclear", "chip", "assembly", "desalination",
      "wafer", "distribution", "fulfilment", "fulfillment", "manufacturing", "hydrogen", "recycling", "logistics",
      "car",
      "bottling", "packaging", "gas", "hydroelectric", "training",
    ].map { FoldedHash($0.utf8).value })

  /// "data center" of "data centers", or nil where the phrase is no facility without a name.
  private func facility(_ chunk: Int) -> String? {
    let phrase = chunks[chunk]
    guard phrase.name < 0, phrase.kind == .noun, classes(phrase.head).contains(.facility),
      !Self.premises.contains(text.tokens[phrase.head].fold)
    else { return nil }
    var first = phrase.head
    if first > phrase.tokens.lowerBound, text.tokens[first - 1].shape == .lower,
      Self.facilityWords.contains(text.tokens[first - 1].fold)
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
