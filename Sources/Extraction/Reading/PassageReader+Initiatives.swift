internal import KnowledgeGraph

extension PassageReader {
  /// Finds the plans and programs that the sentence describes without a name: "X's $20 million, three-year plan", "a
  /// larger initiative to do Y".
  mutating func findDescriptions() {
    for chunk in chunks.indices {
      current = chunk
      let phrase = chunks[chunk]
      guard phrase.kind == .noun, phrase.name < 0, !phrase.flags.contains(.pronoun), appositions[chunk] < 0,
        classes(phrase.head).contains(.initiative), phrase.head == phrase.tokens.upperBound - 1,
        phrase.inner < 0, phrase.determiner != .demonstrative, phrase.determiner != .other, phrase.tokens.count > 1
      else { continue }
      let owner = possessor(phrase).first
      let money = amount(of: chunk).flatMap { $0.currency == nil ? nil : $0 }
      let isFollowed = kind(chunk + 1) == .verb && chunks[chunk + 1].flags.contains(.infinitive)
      guard money != nil || isFollowed && phrase.determiner == .indefinite && kind(chunk - 1) == .preposition else {
        continue
      }
      var first = phrase.tokens.lowerBound
      if phrase.determiner != .none { first += 1 }
      if phrase.owner >= 0 { first = names[phrase.owner].tokens.upperBound + 1 }
      // Behind the money: the money is a qualifier, the rest is what the plan is called.
      if money != nil {
        for token in phrase.tokens where valueAt[token] >= 0 {
          // The value may go on over a comma with its period: "$20 million, three-year".
          if text.isToken(token, byte: UInt8(ascii: ",")) {
            first = token + 1
            break
          }
          if case .amount = values[Int(valueAt[token])].value { first = token + 1 }
        }
        if text.isToken(first, byte: UInt8(ascii: ",")) { first += 1 }
      }
      var last = phrase.tokens.upperBound - 1
      if isFollowed { last = endOfAim(chunk) }
      guard first <= last else { continue }
      let range = text.tokens[first].range.lowerBound..<text.tokens[last].range.upperBound
      let entity = entities.add(
        LocalEntity(
          surface: text.string(range), kind: .initiative, evidence: .words, reference: .description,
          owner: owner.map { entities[$0.entity].surface }, range: range, noun: phrase.word), fold: nil)
      descriptions[chunk] = entity
      if let owner, var money, isAgent(owner.entity) {
        money = period(chunk, money)
        money.kind = .committed
        var qualifiers = Qualifiers(amount: money)
        if let verb = previousVerb(before: chunk), isTrigger(verb) { qualifiers.status = standing(of: verb).status }
        add(
          .launched, owner.entity, entity, qualifiers: qualifiers, rule: "description.plan", confidence: 0.7,
          act: nextAct())
      }
      if isFollowed {
        for place in places(from: chunk + 1) { add(.targets, entity, place, rule: "description.aim", confidence: 0.7) }
      }
    }
  }

  /// The last token of the clause that says what a plan is for.
  private func endOfAim(_ chunk: Int) -> Int {
    var index = chunk + 1
    var last = chunks[chunk].tokens.upperBound - 1
    while index < chunks.count, index - chunk < 12 {
      switch kind(index) {
      case .stop, .comma, .dash, .open, .subordinator, .date: return last
      case .verb: if index > chunk + 1 { return last }
      default: break
      }
      last = chunks[index].tokens.upperBound - 1
      index += 1
    }
    return last
  }

  /// The places that an aim is about: behind "in", "across", "of" …, up to "as part of" or another clause.
  private func places(from first: Int) -> [Int] {
    var result: [Int] = []
    var index = first
    while index < chunks.count, index - first < 24 {
      switch kind(index) {
      case .stop, .subordinator, .dash: return result
      case .verb:
        if index > first, !chunks[index].flags.contains(.gerund), !chunks[index].flags.contains(.infinitive) {
          return result
        }
      case .preposition:
        if isWord(index, "as"), kind(index + 1) == .noun { return result }
        if kind(index + 1) == .noun {
          result += list(from: index + 1).flatMap { parties(at: $0) }.map(\.entity).filter(isPlace)
        }
      default: break
      }
      index += 1
    }
    return result
  }

  /// "which aims to transform … in X", "aimed at …", "targets X": whom or where an initiative is for.
  mutating func readAim(_ verb: Int, _ subjects: [Party]) {
    let head = chunks[verb].head
    let isAim = Self.aims.contains(text.tokens[head].fold)
    guard isAim else { return }
    var targets = subjects
    if targets.isEmpty, kind(verb - 1) == .noun, descriptions[verb - 1] >= 0 {
      targets = [Party(entity: descriptions[verb - 1])]
    }
    for subject in targets where entities[subject.entity].kind == .initiative {
      for place in places(from: verb) {
        add(.targets, subject.entity, place, rule: "aim", confidence: 0.75)
      }
    }
  }

  private static let aims: Set<UInt64> = Set(
    [
      "aim", "aims", "aimed", "aiming", "designed", "intended", "seeks", "targets", "targeting", "focuses", "focused",
      "helps", "covers", "meant", "earmarks", "finances", "finance", "funds", "supports", "serves", "reached",
      "connects",
      "allocates",
    ]
    .map { FoldedHash($0.utf8).value })

  /// "as part of X", "is part of X".
  mutating func readPart(_ chunk: Int) {
    let phrase = chunks[chunk]
    guard phrase.name < 0, text.isToken(phrase.head, "part"), kind(chunk + 1) == .preposition, isWord(chunk + 1, "of"),
      kind(chunk + 2) == .noun
    else { return }
    let wholes = parties(at: chunk + 2).filter { entities[$0.entity].evidence > .none || isAgent($0.entity) }
    guard !wholes.isEmpty else { return }
    var parts: [Party] = []
    var qualifiers = Qualifiers()
    var before = chunk - 1
    // "then part of X", "is now part of X", "a part of X"
    while kind(before) == .adverb || kind(before) == .conjunction && isWord(before, "then") {
      if isWord(before, "then") || isWord(before, "once") || isWord(before, "formerly") { qualifiers.status = .former }
      before -= 1
    }
    if kind(before) == .preposition, isWord(before, "as") {
      if let thing = thing(before: before) { parts = [Party(entity: thing)] }
    } else if kind(before) == .verb, chunks[before].flags.contains(.copula) {
      parts = subject(of: before)
      let standing = standing(of: before)
      guard standing.doubt < 1 else { return }
      qualifiers.status = standing.status ?? qualifiers.status
      qualifiers.isNegated = standing.isNegated
    } else if kind(before) == .comma, kind(before - 1) == .noun {
      parts = parties(at: before - 1)
    }
    if let found = bound(behind: chunk) { apply(found, to: &qualifiers, isState: true, isAnnounced: false) }
    for part in parts {
      for whole in wholes
      where isThing(whole.entity) || isAgent(whole.entity) && isAgent(part.entity) && !isPerson(part.entity) {
        add(
          .partOf, part.entity, whole.entity, qualifiers: qualifiers, rule: "part",
          confidence: 0.75)
      }
    }
  }

  /// The nearest product or initiative named before a chunk in the sentence, or reached through "which".
  private func thing(before chunk: Int) -> Int? {
    var index = chunk - 1
    while index >= 0 {
      if kind(index) == .stop { return nil }
      if kind(index) == .noun {
        if let found = parties(at: index).first(where: { isThing($0.entity) && !$0.isReferred }) { return found.entity }
      }
      index -= 1
    }
    return nil
  }

  // MARK: Products

  /// "X's Nova architecture", "its data platform, Y", "X's products such as Y": what belongs to whom.
  mutating func readProducts(_ chunk: Int) {
    let phrase = chunks[chunk]
    let owners = possessor(phrase).filter { isAgent($0.entity) && !isPerson($0.entity) }
    guard !owners.isEmpty else { return }
    var products: [Int] = []
    let isProductNoun = classes(phrase.head).contains(.product)
    if appositions[chunk] >= 0, isProductNoun, entities[appositions[chunk]].kind != .product { return }
    if phrase.name >= 0 {
      let entity = names[phrase.name].entity
      if phrase.nounBefore >= 0, classes(phrase.nounBefore).contains(.product), entities[entity].evidence <= .form {
        entities.assume(entity, .product)
        entities.show(entity, .product, .words)
      }
      if entities[entity].kind == .product, entities[entity].evidence >= .form { products = [entity] }
    } else if isProductNoun {
      if phrase.inner >= 0, !names[phrase.inner].isAdjective, phrase.head == names[phrase.inner].tokens.upperBound {
        let entity = names[phrase.inner].entity
        if entities[entity].evidence <= .form { entities.show(entity, .product, .words) }
        if entities[entity].kind == .product { products = [entity] }
      } else if let entity = appositions[chunk] >= 0 ? appositions[chunk] : nil, kind(chunk - 1) != .comma {
        if entities[entity].kind == .product { products = [entity] }
      }
    }
    if products.isEmpty,
      isProductNoun || text.isToken(phrase.head, "offerings") || text.isToken(phrase.head, "products")
    {
      for example in examples(of: chunk)
      where entities[example.entity].evidence <= .form || entities[example.entity].kind == .product {
        entities.show(example.entity, .product, .words)
        products.append(example.entity)
      }
    }
    for owner in owners {
      for product in products where product != owner.entity && !isLaunched(product, by: owner.entity) {
        add(.develops, owner.entity, product, rule: "product.owner", confidence: owner.isReferred ? 0.65 : 0.7)
      }
    }
  }

  /// Whether the sentence says more than that it belongs to them: that they launched it.
  private func isLaunched(_ product: Int, by owner: Int) -> Bool {
    drafts.reversed().prefix { $0.sentence == sentence }.contains {
      $0.predicate == .launched && $0.subject == owner && $0.object == product
    }
  }

  // MARK: Funding

  /// "a round led by A with participation from B and C": those who gave, to whom the round belongs.
  mutating func readFunding(_ verb: Int, _ subjects: [Party]) {
    let head = text.tokens[chunks[verb].head].fold
    readParticipation(verb, subjects)
    guard Self.leads.contains(head) else { return }
    let complements = complements(after: verb, takesObject: true)
    var investors: [Party] = []
    var round = -1
    if kind(verb + 1) == .preposition, isWord(verb + 1, "by") {
      var before = verb - 1
      while before >= 0,
        kind(before) == .comma || kind(before) == .adverb || kind(before) == .verb
          || kind(before) == .date
      {
        before -= 1
      }
      while before >= 0, kind(before) == .noun, !contains(before, Self.fundingWords), before > 1 {
        before -= 1; while before >= 0, kind(before) != .noun { before -= 1 }
      }
      guard before >= 0, kind(before) == .noun, contains(before, Self.fundingWords) else { return }
      round = before
      investors = behind(Self.by, complements)
    } else if complements.object >= 0, contains(complements.object, Self.fundingWords) {
      round = complements.object
      investors = subjects
    }
    guard round >= 0, !investors.isEmpty else { return }
    let standing = standing(of: verb)
    guard standing.doubt < 1 else { return }
    // "with participation from …", "joined by a group of investors including …"
    var index = verb + 1
    while index < chunks.count, kind(index) != .stop {
      if kind(index) == .noun, text.isToken(chunks[index].head, "participation"), kind(index + 1) == .preposition {
        investors += listed(from: index + 2)
      }
      if kind(index) == .verb, text.isToken(chunks[index].head, "joined"), kind(index + 1) == .preposition {
        investors += listed(from: index + 2)
      }
      // "led by A, with B and C also investing", "led by A and included B"
      if kind(index) == .preposition, isWord(index, "with"), kind(index - 1) == .comma, kind(index + 1) == .noun,
        chunks[index + 1].name >= 0
      {
        investors += listed(from: index + 1)
      }
      if kind(index) == .verb, text.isToken(chunks[index].head, "included"), kind(index + 1) == .noun {
        investors += listed(from: index + 1)
      }
      index += 1
    }
    var investees = possessor(chunks[round])
    if kind(round + 1) == .preposition, isWord(round + 1, "in") || isWord(round + 1, "of") || isWord(round + 1, "for") {
      investees = parties(at: round + 2).filter { isAgent($0.entity) }
    }
    if investees.isEmpty, let raiser = discourse.raiser { investees = [Party(entity: raiser, isReferred: true)] }
    if investees.isEmpty {
      let agents = topic.filter { agent in !investors.contains { $0.entity == agent } }
      investees = agents.count == 1 ? [Party(entity: agents[0], isReferred: true)] : []
    }
    let act = nextAct()
    var qualifiers = Qualifiers(status: standing.status, isNegated: standing.isNegated)
    if isWord(verb, "led") || isWord(verb, "leads") || isWord(verb, "leading"), kind(verb + 1) == .noun,
      let money = amount(of: round), money.currency != nil
    {
      // "X led a $9 million round in Y": Y has raised it.
      for investee in investees {
        var raised = qualifiers
        raised.amount = money
        raised.amount?.kind = .raised
        add(
          .raised, investee.entity, nil, qualifiers: raised, rule: "funding.round",
          confidence: investee.isReferred ? 0.65 : 0.7, act: act)
        discourse.raiser = investee.entity
      }
    }
    if let found = date(at: verb) {
      apply(found, to: &qualifiers, isState: false, isAnnounced: false)
    } else if chunks[round].determiner == .definite, let date = discourse.date,
      sentence - discourse.dateSentence == 1
    {
      // "Acme raised $5 million in May. The round was led by X."
      qualifiers.at = StatedDate(date.date, inherited: [.year, .month])
    }
    for investor in investors {
      for investee in investees where investor.entity != investee.entity {
        if entities[investor.entity].evidence == .none { entities.assume(investor.entity, .company) }
        add(
          .investedIn, investor.entity, investee.entity, qualifiers: qualifiers, rule: "funding.round",
          confidence: 0.75, act: act)
      }
    }
  }

  /// "X also took part", "Y participated" behind the sentence that tells of a round.
  private mutating func readParticipation(_ verb: Int, _ subjects: [Party]) {
    guard let raiser = discourse.raiser else { return }
    let complements = complements(after: verb, takesObject: true)
    let isTaking = complements.object >= 0 && text.isToken(chunks[complements.object].head, "part")
    guard isTaking || isWord(verb, "participated") else { return }
    // What they took part in is the round, or another thing that is told.
    guard complements.prepositions.allSatisfy({ contains($0.chunk, Self.fundingWords) }) else { return }
    let standing = standing(of: verb)
    guard standing.doubt < 1 else { return }
    for subject in subjects where subject.entity != raiser && isAgent(subject.entity) {
      add(
        .investedIn, subject.entity, raiser,
        qualifiers: Qualifiers(status: standing.status, isNegated: standing.isNegated), rule: "funding.round",
        confidence: 0.65)
    }
  }

  func isLeading(_ verb: Int) -> Bool { Self.leads.contains(text.tokens[chunks[verb].head].fold) }

  private static let leads: Set<UInt64> = Set(
    ["led", "leading", "leads", "lead", "co-led", "joined", "backed", "anchored"].map { FoldedHash($0.utf8).value })
}
