internal import KnowledgeGraph

extension PassageReader {
  /// Reads where a company is from the phrase that describes it: "a Spanish company", "an X-based firm", "a leading
  /// company in Y", "the Z's largest portal".
  mutating func readPlaces(_ chunk: Int) {
    let phrase = chunks[chunk]
    readContainment(chunk)
    readGroup(chunk)
    readVenue(chunk)
    readBase(chunk)
    readMaker(chunk)
    readOwnersOrigin(chunk)
    readUnit(chunk)
    guard let place = phrase.inner >= 0 ? phrase.inner : phrase.owner >= 0 ? phrase.owner : nil else {
      return readSurroundings(chunk)
    }
    readSurroundings(chunk)
    let entity = names[place].entity
    guard let host = described(chunk) else { return }
    if let suffix = names[place].suffix {
      readSuffix(suffix, entity, names[place], host)
      return
    }
    guard isPlace(entity) else { return }
    let noun = phrase.name >= 0 ? phrase.nounBefore : phrase.head
    guard isAgent(host), !isPerson(host) else { return }
    if phrase.name >= 0, phrase.owner == place || names[place].isDemonym, isFirm(host),
      noun < 0 || classes(noun).isDisjoint(with: .role)
    {
      // "Spain's Zelta", "the Spanish exporter Zelta"
      add(.basedIn, host, entity, rule: "place.origin", confidence: 0.7)
      return
    }
    if phrase.name >= 0, phrase.owner == place, entities[entity].kind == .country, isPublic(host) {
      // "Chile's Ministry of Mines"
      add(.partOf, host, entity, rule: "part.state", confidence: 0.65)
      return
    }
    guard noun >= 0, noun < words.count, isCompanyWord(noun) || phrase.owner == place else { return }
    if names[place].isDemonym {
      add(.basedIn, host, entity, rule: "place.demonym", confidence: 0.75)
    } else if phrase.owner == place {
      add(.operatesIn, host, entity, rule: "place.owner", confidence: 0.7)
    } else if entities[entity].kind == .country || entities[entity].kind == .city {
      // "the US company X"
      add(.basedIn, host, entity, rule: "place.adjective", confidence: 0.65)
    }
  }

  /// "Its Italian arm", "Acme's Berlin office": where a firm is by what it has there.
  private mutating func readUnit(_ chunk: Int) {
    let phrase = chunks[chunk]
    guard phrase.name < 0, phrase.inner >= 0, names[phrase.inner].suffix == nil, isPlace(names[phrase.inner].entity),
      phrase.head >= names[phrase.inner].tokens.upperBound
    else { return }
    let isSeat = Self.seats.contains(text.tokens[phrase.head].fold)
    guard isSeat || Self.units.contains(text.tokens[phrase.head].fold) else { return }
    let owners = possessor(phrase)
    guard owners.count == 1, let owner = owners.first, isAgent(owner.entity), !isPerson(owner.entity) else { return }
    var qualifiers = Qualifiers()
    if isGivenUp(chunk) { qualifiers.status = .former }
    add(
      isSeat ? .basedIn : .operatesIn, owner.entity, names[phrase.inner].entity, qualifiers: qualifiers,
      rule: "place.unit", confidence: owner.isReferred ? 0.65 : 0.7)
  }

  /// "sold its Italian arm", "its Berlin office was closed": what a firm had.
  private func isGivenUp(_ chunk: Int) -> Bool {
    var before = chunk - 1
    while kind(before) == .adverb { before -= 1 }
    let isSubject = kind(before) != .verb && kind(before) != .preposition
    let verb = kind(before) == .verb ? before : isSubject && kind(chunk + 1) == .verb ? chunk + 1 : nil
    guard let verb, Self.partings.contains(text.tokens[chunks[verb].head].fold) else { return false }
    let standing = standing(of: verb)
    return standing.status == nil && standing.doubt == 0 && !standing.isNegated
  }

  private static let units: Set<UInt64> = Set(
    [
      "arm", "unit", "units", "business", "businesses", "operation", "operations", "subsidiary", "subsidiaries",
      "division", "branch", "branches", "office", "offices", "plant", "plants", "factory", "factories", "customers",
      "clients", "users", "subscribers", "shops", "stores", "outlets", "restaurants", "hotels", "workforce", "staff",
      "employees", "workers", "network", "activities", "warehouse", "warehouses", "mine", "mines", "refinery",
      "smelter", "team", "lab", "labs", "laboratory", "laboratories", "campus", "showroom", "depot", "mill", "hub",
      "affiliate", "offshoot",
    ].map { FoldedHash($0.utf8).value })
  private static let seats: Set<UInt64> = Set(["headquarters", "hq"].map { FoldedHash($0.utf8).value })
  private static let partings: Set<UInt64> = Set(
    [
      "sold", "closed", "shut", "shuttered", "offloaded", "divested", "abandoned", "quit", "exited", "dissolved",
    ].map { FoldedHash($0.utf8).value })

  /// "Danish drugmaker Zelta's offer": where the owner is from.
  private mutating func readOwnersOrigin(_ chunk: Int) {
    let phrase = chunks[chunk]
    guard phrase.owner > 0 else { return }
    let (place, owner) = (names[phrase.owner - 1], names[phrase.owner])
    guard place.isDemonym, place.suffix == nil, phrase.tokens.contains(place.tokens.lowerBound), isFirm(owner.entity),
      (place.tokens.upperBound..<max(place.tokens.upperBound, owner.tokens.lowerBound)).allSatisfy({
        text.tokens[$0].shape == .lower && !classes($0).contains(.role)
      })
    else { return }
    add(.basedIn, owner.entity, place.entity, rule: "place.origin", confidence: 0.7)
  }

  /// Whether an entity is a firm or an association, and the text or the tagger shows it.
  private func isFirm(_ entity: Int) -> Bool {
    (entities[entity].kind == .company || entities[entity].kind == .organization) && entities[entity].evidence > .none
      && !isPublic(entity)
  }

  /// Whether an entity is a part of a state: a ministry, a court, a central bank.
  private func isPublic(_ entity: Int) -> Bool {
    if entities[entity].kind == .publicBody { return true }
    guard entities[entity].kind != .company || entities[entity].evidence < .stated else { return false }
    return entities[entity].surface.split(separator: " ").contains { Self.publicWords.contains($0) }
  }

  private static let publicWords: Set<Substring> = [
    "Ministry", "Department", "Court", "Bureau", "Agency", "Authority", "Commission", "Treasury", "Parliament",
  ]

  func isCompanyWord(_ token: Int) -> Bool {
    let classes = classes(token)
    return !classes.isDisjoint(with: [.company, .nonprofit]) || classes.contains(.product) && classes.contains(.company)
  }

  /// Whom a phrase describes: the name in it, or the name that it is an apposition of.
  private func described(_ chunk: Int) -> Int? {
    if chunks[chunk].name >= 0 { return names[chunks[chunk].name].entity }
    if appositions[chunk] >= 0 { return appositions[chunk] }
    // "The China-headquartered firm": a definite phrase about who was talked of last.
    guard chunks[chunk].determiner == .definite || chunks[chunk].determiner == .demonstrative,
      !classes(chunks[chunk].head).isDisjoint(with: [.company]), !isPlural(chunks[chunk].head)
    else { return nil }
    // Behind a verb it is another than who acts: "Acme sued the Lyon grocer".
    let isSubject = kind(chunk - 1) != .preposition && previousVerb(before: chunk) == nil
    if isSubject { return topic.count == 1 ? topic[0] : nil }
    if let other = otherOfPair { return other }
    let meant = discourse.focus.filter { !sentenceSubject.contains($0) }
    if meant.count == 1 { return meant[0] }
    // "The American firm backs the Abu Dhabi group": two.
    let isSecond = chunks[..<chunk].contains {
      $0.determiner == .definite && $0.inner >= 0 && isPlace(names[$0.inner].entity)
    }
    if isSecond { return nil }
    // "This company shows how much the Lyon-based firm invests": who acts has no name in the sentence either.
    let tokens = text.sentences[sentence].tokens
    return meant.isEmpty && sentenceSubject.count == 1
      && !names.contains { $0.entity == sentenceSubject[0] && tokens.contains($0.tokens.lowerBound) }
      ? sentenceSubject[0] : nil
  }

  private mutating func readSuffix(_ suffix: UInt64, _ entity: Int, _ name: Name, _ host: Int) {
    switch suffix {
    case Self.based, Self.headquartered:
      if !isPlace(entity), entities[entity].evidence <= .form { entities.assume(entity, .city) }
      guard isPlace(entity), isAgent(host) || entities[host].evidence == .none else { return }
      add(.basedIn, host, entity, rule: "place.based", confidence: 0.85)
    case Self.owned:
      add(.owns, entity, host, rule: "compound.owned", confidence: 0.7)
    case Self.backed, Self.funded:
      add(.investedIn, entity, host, rule: "compound.backed", confidence: 0.7)
    default: break
    }
  }

  static let based = FoldedHash("based".utf8).value
  static let headquartered = FoldedHash("headquartered".utf8).value
  static let owned = FoldedHash("owned".utf8).value
  static let backed = FoldedHash("backed".utf8).value
  static let funded = FoldedHash("funded".utf8).value

  /// ", a leading telecom company in Chile": an apposition with a place.
  private mutating func readSurroundings(_ chunk: Int) {
    guard appositions[chunk] >= 0 else { return }
    let host = appositions[chunk]
    if entities[host].kind == .event || entities[host].kind == .facility {
      // "LEAP, the technology fair in Riyadh"
      guard kind(chunk + 1) == .preposition, isWord(chunk + 1, "in") else { return }
      for place in list(from: chunk + 2).flatMap({ parties(at: $0) }) where isPlace(place.entity) {
        add(.locatedIn, host, place.entity, rule: "place.apposition", confidence: 0.75)
      }
      return
    }
    guard isCompanyWord(chunks[chunk].head), isAgent(host), !isPerson(host) else { return }
    var index = chunk + 1
    while kind(index) == .preposition, kind(index + 1) == .noun, index - chunk < 10 {
      let places = list(from: index + 1).flatMap { parties(at: $0) }.filter { isPlace($0.entity) }
      if isWord(index, "in") || isWord(index, "across") || isWord(index, "throughout") {
        for place in places {
          // "a family firm in Bologna" is there and hardly anywhere else.
          let isSeat = isWord(index, "in") && entities[place.entity].kind == .city && places.count == 1
          add(isSeat ? .basedIn : .operatesIn, host, place.entity, rule: "place.apposition", confidence: 0.75)
        }
      } else if isWord(index, "from") {
        for place in places { add(.basedIn, host, place.entity, rule: "place.apposition", confidence: 0.75) }
      }
      index = (list(from: index + 1).last ?? index + 1) + 1
    }
  }

  /// "Porto, Portugal": a city before its country or state.
  private mutating func readContainment(_ chunk: Int) {
    let phrase = chunks[chunk]
    var pair: (city: Int, outer: Int)?
    if phrase.name >= 0, kind(chunk + 1) == .comma, isPlaceChunk(chunk), isPlaceChunk(chunk + 2),
      chunks[chunk + 2].tokens.lowerBound == names[chunks[chunk + 2].name].tokens.lowerBound,
      phrase.tokens.lowerBound == names[phrase.name].tokens.lowerBound || phrase.determiner != .none,
      list(from: chunk).count == 1, kind(chunk - 1) != .conjunction,
      kind(chunk - 1) != .comma || kind(chunk - 2) != .noun || !isPlaceChunk(chunk - 2)
    {
      pair = (names[phrase.name].entity, names[chunks[chunk + 2].name].entity)
    } else if phrase.inner >= 0, names[phrase.inner].suffix == nil {
      // "a Porto, Portugal-based provider"
      let next = phrase.inner + 1
      if names.indices.contains(next), names[next].suffix != nil, phrase.tokens.contains(names[next].tokens.lowerBound),
        isPlace(names[phrase.inner].entity), isPlace(names[next].entity)
      {
        pair = (names[phrase.inner].entity, names[next].entity)
        if let host = described(chunk), isAgent(host) {
          add(.basedIn, host, names[phrase.inner].entity, rule: "place.based", confidence: 0.85)
        }
      }
    }
    guard let pair, entities[pair.city].kind == .city,
      entities[pair.outer].kind == .country || entities[pair.outer].kind == .region
    else { return }
    add(.locatedIn, pair.city, pair.outer, rule: "place.containment", confidence: 0.8)
  }

  /// "at the Health Summit in Denver": where an event or facility is.
  private mutating func readVenue(_ chunk: Int) {
    let phrase = chunks[chunk]
    guard phrase.name >= 0, kind(chunk + 1) == .preposition, isWord(chunk + 1, "in"), isPlaceChunk(chunk + 2) else {
      return
    }
    let entity = names[phrase.name].entity
    guard entities[entity].kind == .event || entities[entity].kind == .facility, entities[entity].evidence >= .words
    else { return }
    add(.locatedIn, entity, names[chunks[chunk + 2].name].entity, rule: "place.venue", confidence: 0.7)
  }

  /// "Acme of Osaka": a firm with its town or country behind it.
  private mutating func readBase(_ chunk: Int) {
    let phrase = chunks[chunk]
    guard phrase.name >= 0, kind(chunk + 1) == .preposition, isWord(chunk + 1, "of"), isPlaceChunk(chunk + 2),
      chunks[chunk + 2].tokens.count == names[chunks[chunk + 2].name].tokens.count
    else { return }
    let (firm, place) = (names[phrase.name].entity, names[chunks[chunk + 2].name].entity)
    // "Bank of Japan" is one name, so that what stands before "of" is a firm whole.
    guard entities[firm].kind == .company, entities[firm].evidence > .none,
      entities[place].kind == .city || entities[place].kind == .country
    else { return }
    add(.basedIn, firm, place, rule: "place.of", confidence: 0.6)
  }

  /// "Acme, the studio behind Nova": who makes what.
  private mutating func readMaker(_ chunk: Int) {
    guard appositions[chunk] >= 0, isCompanyWord(chunks[chunk].head), kind(chunk + 1) == .preposition,
      isWord(chunk + 1, "behind")
    else { return }
    let maker = appositions[chunk]
    guard isAgent(maker) else { return }
    for product in list(from: chunk + 2).flatMap({ parties(at: $0) }) where !isPlace(product.entity) {
      if entities[product.entity].evidence <= .learned { entities.assume(product.entity, .product) }
      add(.develops, maker, product.entity, rule: "product.behind", confidence: 0.7)
    }
  }

  /// "Danish tech giants such as A and B", and "The likes of A and B" that goes on with the sentence before.
  private mutating func readGroup(_ chunk: Int) {
    let phrase = chunks[chunk]
    guard phrase.name < 0 else { return }
    var place: Int?
    var members: [Party] = []
    if chunk <= 1, text.isToken(phrase.head, "likes"), kind(chunk + 1) == .preposition, isWord(chunk + 1, "of") {
      place = discourse.group
      members = list(from: chunk + 2).flatMap { parties(at: $0) }
    } else if phrase.inner >= 0, names[phrase.inner].isDemonym, isPlural(phrase.head), isCompanyWord(phrase.head) {
      place = names[phrase.inner].entity
      members = examples(of: chunk)
    }
    guard let place else { return }
    for member in members where isAgent(member.entity) {
      add(.basedIn, member.entity, place, rule: "place.group", confidence: 0.7)
    }
  }
}
