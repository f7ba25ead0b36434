internal import KnowledgeGraph

extension PassageReader {
  /// Judges what kind each name is of by its own words and the words beside it.
  mutating func judgeKinds() {
    for index in names.indices { judge(index) }
    judgePlaces()
    joinPersonLists()
    joinShortNames()
  }

  private mutating func judge(_ index: Int) {
    let name = names[index]
    let entity = entities[name.entity]
    guard entity.evidence < .known, !name.tokens.isEmpty else { return }
    let first = name.tokens.lowerBound
    let last = name.tokens.upperBound - 1
    if isLegalSuffix(last), name.tokens.count > 1 {
      entities.show(name.entity, .company, .stated)
    }
    if classes(first - 1).contains(.title)
      || text.isToken(first - 1, byte: UInt8(ascii: ".")) && classes(first - 2).contains(.title),
      first - 1 >= 0, text.tokens[first - 1].shape != .lower || text.isToken(first - 1, byte: UInt8(ascii: "."))
    {
      entities.show(name.entity, .person, .stated)
    }
    let isCapitalized = name.tokens.count == 1 && text.tokens[first].shape == .capitalized
    if let kind = WellKnownNames.shared.kind(
      FoldedHash(text.bytes[name.range]).value, isCapitalized: isCapitalized)
    {
      // One word may yet be another's name.
      entities.show(name.entity, kind, isUnmistakable(name) ? .stated : .words)
    }
    if entity.reference == .link { return judgeNeighbours(name) }
    judgeNeighbours(name)
    guard entities[name.entity].evidence < .words else { return }
    judgeForm(name, first, last)
  }

  private func isUnmistakable(_ name: Name) -> Bool {
    name.tokens.count > 1 || name.tokens.allSatisfy { text.tokens[$0].shape != .capitalized }
  }

  func isLegalSuffix(_ token: Int) -> Bool {
    guard text.tokens.indices.contains(token) else { return false }
    return Self.legalSuffixes.contains(text.tokens[token].fold)
  }

  private static let legalSuffixes: Set<UInt64> = Set(
    [
      "inc", "inc.", "corp", "corp.", "ltd", "ltd.", "llc", "plc", "gmbh", "ag", "s.a.", "n.v.", "b.v.", "llp", "pte",
      "limited", "incorporated", "bv", "nv", "spa", "s.p.a.", "oyj", "asa", "kk",
    ]
    .map { FoldedHash($0.utf8).value })

  /// The noun directly before or behind a name: "the startup X", "the "X" program".
  private mutating func judgeNeighbours(_ name: Name) {
    let last = name.tokens.upperBound - 1
    var next = last + 1
    if next < text.tokens.count, isQuotationMark(next) { next += 1 }
    if next < text.tokens.count, text.tokens[next].kind == .word, text.tokens[next].shape == .lower,
      let kind = Self.kind(of: classes(next)), kind != .company, !classes(next).contains(.role),
      kind != .place, isDetermined(name.tokens.lowerBound) || isQuotationMark(last + 1),
      kind == .product || kind == .initiative || kind == .event || kind == .facility,
      entities[name.entity].evidence < .words
    {
      entities.show(name.entity, kind, .words)
    }
    var previous = name.tokens.lowerBound - 1
    if previous >= 0, isQuotationMark(previous) { previous -= 1 }
    if previous >= 0, text.tokens[previous].shape == .lower || classes(previous).contains(.role),
      entities[name.entity].evidence < .stated
    {
      if classes(previous).contains(.role),
        classes(previous).isDisjoint(with: [.company, .verb, .preposition]) || name.tokens.count > 1,
        classes(previous).isDisjoint(with: .kindNoun)
      {
        entities.show(name.entity, .person, .words)
      } else if let kind = Self.kind(of: classes(previous)), kind == .company || kind == .organization,
        classes(previous).isDisjoint(with: [.verb])
      {
        entities.show(name.entity, kind, .words)
      }
    }
  }

  private func isDetermined(_ token: Int) -> Bool {
    var index = token - 1
    if index >= 0, isQuotationMark(index) { index -= 1 }
    guard index >= 0 else { return false }
    return !classes(index).isDisjoint(with: [.determiner, .possessive])
  }

  func isQuotationMark(_ token: Int) -> Bool {
    guard text.tokens.indices.contains(token) else { return false }
    let range = text.tokens[token].range
    if range.count == 1 { return text.bytes[range.lowerBound] == UInt8(ascii: "\"") }
    guard range.count == 3, text.bytes[range.lowerBound] == 0xE2, text.bytes[range.lowerBound + 1] == 0x80 else {
      return false
    }
    return (0x98...0x9F).contains(text.bytes[range.lowerBound + 2])
  }

  static func kind(of classes: WordClass) -> Kind? {
    if classes.contains(.product) { return .product }
    if classes.contains(.initiative) { return .initiative }
    if classes.contains(.company) { return .company }
    if classes.contains(.nonprofit) { return .organization }
    if classes.contains(.publicBody) { return .publicBody }
    if classes.contains(.facility) { return .facility }
    if classes.contains(.event) { return .event }
    return nil
  }

  private mutating func judgeForm(_ name: Name, _ first: Int, _ last: Int) {
    let count = name.tokens.count
    if let kind = headKind(name.tokens) {
      // "Silver Lake", "Duke Street": firms are named after places, so that what a name does outweighs this.
      let isPlain = kind == .region || kind == .facility || kind == .event && isFirmWord(last)
      return entities.show(name.entity, kind, isPlain ? .form : .words)
    }
    let firstClasses = classes(first)
    let isPlain = name.tokens.allSatisfy {
      text.tokens[$0].shape == .capitalized || text.tokens[$0].shape == .lower
        || text.tokens[$0].range.count == 1
    }
    if count >= 2, count <= 4, firstClasses.contains(.first), isPlain || text.tokens[last].shape == .mixed {
      return entities.show(name.entity, .person, .words)
    }
    let bytes = text.bytes[name.range]
    let hasDigit = bytes.contains { $0 >= 0x30 && $0 <= 0x39 }
    if hasDigit { return entities.show(name.entity, .product, .form) }
    if count == 1, let byte = bytes.first, byte >= 0x61, byte <= 0x7A {
      return entities.show(name.entity, bytes.count > 4 ? .product : .company, .form)
    }
    if count == 1, firstClasses.contains(.first) { return entities.show(name.entity, .person, .form) }
    // Firms say things too, and go by one word more often than people do.
    if count <= 3, isPlain, isPersonal(name.tokens), count > 1 || !isReporting(last + 1),
      name.tokens.allSatisfy({ isNoWord($0) })
    {
      return entities.show(name.entity, .person, .form)
    }
    if count == 2, isSingleLetter(last) { return entities.show(name.entity, .product, .form) }
  }

  private func isSingleLetter(_ token: Int) -> Bool { text.tokens[token].range.count == 1 }

  /// "in Mediaș, Transylvania", "the village of Lipe": a name that a place stands behind, or a noun for one before.
  private mutating func judgePlaces() {
    for index in names.indices {
      let name = names[index]
      guard entities[name.entity].evidence == .none, entities[name.entity].reference == .name, name.tokens.count <= 3,
        !name.isAdjective
      else { continue }
      let before = name.tokens.lowerBound - 1
      if text.isToken(before, "of"), classes(before - 1).contains(.place), text.tokens[before - 1].shape == .lower {
        let isTown =
          text.isToken(before - 1, "city") || text.isToken(before - 1, "town") || text.isToken(before - 1, "capital")
        entities.show(name.entity, isTown ? .city : .region, .words)
        continue
      }
      guard text.isToken(name.tokens.upperBound, byte: UInt8(ascii: ",")), names.indices.contains(index + 1) else {
        continue
      }
      let next = names[index + 1]
      // "a Santa Monica, California-based maker"
      if next.tokens.lowerBound == name.tokens.upperBound + 1, next.suffix == Self.based,
        entities[next.entity].evidence == .known
      {
        entities.show(name.entity, .city, .words)
        continue
      }
      guard Self.placeWords.contains(where: { text.isToken(before, $0) }) else { continue }
      if next.tokens.lowerBound == name.tokens.upperBound + 1, !next.isAdjective,
        entities[next.entity].evidence == .known
      {
        entities.show(name.entity, .city, .words)
      }
    }
  }

  private static let placeWords: [RuleWord] = ["in", "near", "at", "from"]

  /// Whether no dictionary word stands here but a first name or a particle.
  private func isNoWord(_ token: Int) -> Bool { classes(token).isSubset(of: [.first, .joiner]) }

  /// Whether what stands behind a name is said of people: "was born", "argues", ", who", "(1801–1870)".
  private func isPersonal(_ tokens: Range<Int>) -> Bool {
    var next = tokens.upperBound
    if classes(next).contains(.personal) { return true }
    if !classes(next).isDisjoint(with: [.be, .adverb]), classes(next + 1).contains(.personal) {
      return text.isToken(next + 1, "born") || classes(next).contains(.adverb)
    }
    if text.isToken(next, byte: UInt8(ascii: ",")) { return text.isToken(next + 1, "who") }
    guard text.isToken(next, byte: UInt8(ascii: "(")) else { return false }
    next += 1
    if text.isToken(next, "born") { return true }
    return isYear(next) && text.tokens.indices.contains(next + 2) && isYear(next + 2)
      && text.isToken(next + 3, byte: UInt8(ascii: ")"))
  }

  private func isReporting(_ token: Int) -> Bool { Self.reports.contains { text.isToken(token, $0) } }

  private static let reports: [RuleWord] = ["said", "says", "told", "believes", "thinks", "explained"]

  private func isYear(_ token: Int) -> Bool {
    text.tokens.indices.contains(token) && text.tokens[token].kind == .number && text.tokens[token].range.count == 4
  }

  /// "Pedro Lira, Alfredo Llanos and Juan Mochi": beside a person in a list stand persons.
  mutating func joinPersonLists() {
    func isPerson(_ index: Int) -> Bool {
      entities[names[index].entity].kind == .person && entities[names[index].entity].evidence > .none
    }
    func isOpen(_ index: Int) -> Bool {
      let name = names[index]
      return entities[name.entity].evidence <= .learned && entities[name.entity].reference == .name
        && (2...3).contains(name.tokens.count)
        && name.tokens.allSatisfy { text.tokens[$0].shape == .capitalized && isNoWord($0) }
    }
    func isListed(_ index: Int) -> Bool {
      let between =
        names[index].tokens
        .upperBound..<max(
          names[index].tokens.upperBound, names[index + 1].tokens.lowerBound)
      return (1...2).contains(between.count)
        && between.allSatisfy { text.isToken($0, byte: UInt8(ascii: ",")) || text.isToken($0, "and") }
    }
    for index in names.indices.dropLast() where isPerson(index) && isOpen(index + 1) && isListed(index) {
      entities.show(names[index + 1].entity, .person, .form)
    }
    for index in names.indices.dropLast().reversed() where isPerson(index + 1) && isOpen(index) && isListed(index) {
      entities.show(names[index].entity, .person, .form)
    }
  }

  /// What the words of a name say: the last word that can be a head, or the first before "of" and "for".
  func headKind(_ tokens: Range<Int>) -> Kind? {
    var head = tokens.upperBound - 1
    if let of = tokens.first(where: { text.isToken($0, "of") || text.isToken($0, "for") }), of > tokens.lowerBound {
      head = of - 1
    } else if tokens.count < 2 {
      return nil
    }
    while head > tokens.lowerBound, text.tokens[head].kind == .number { head -= 1 }
    guard words[head] >= 0 else { return nil }
    let heads = vocabulary.words[Int(words[head])].heads
    guard heads != 0 else { return nil }
    // Bodies of state before organizations, and those before companies, where a word can be the head of both.
    for index in [2, 3, 1, 6, 0, 4, 5, 7, 8] where heads & (1 << UInt16(index)) != 0 {
      return Vocabulary.headKinds[index]
    }
    return nil
  }

  /// A later name that is the last or first name of a person named before is that person, and a name that another
  /// has with a legal suffix is that company.
  private mutating func joinShortNames() {
    var fullNames: [Int: (entity: Int, from: Int)] = [:]
    for index in names.indices {
      let name = names[index]
      let entity = entities[name.entity]
      guard name.tokens.count == 1, entity.evidence < .words, entity.reference == .name, fullNames[name.entity] == nil
      else { continue }
      let fold = text.tokens[name.tokens.lowerBound].fold
      for earlier in names[..<index].reversed().prefix(40) where earlier.tokens.count > 1 && earlier.tokens.count < 6 {
        guard earlier.entity != name.entity, entities[earlier.entity].kind == .person,
          entities[earlier.entity].evidence >= .words, earlier.tokens.contains(where: { text.tokens[$0].fold == fold })
        else { continue }
        fullNames[name.entity] = (earlier.entity, index)
        break
      }
    }
    for index in names.indices {
      if let full = fullNames[names[index].entity], index >= full.from { names[index].entity = full.entity }
    }
    joinShortFirms()
  }

  /// "Narae Semiconductor … Narae": the first word of a firm's name stands for the firm, where the others only say what
  /// kind of firm it is; for nobody where two firms begin so.
  private mutating func joinShortFirms() {
    var firms: [UInt64: Int?] = [:]
    for index in names.indices {
      let name = names[index]
      guard entities[name.entity].reference == .name, !name.isAdjective else { continue }
      if name.tokens.count == 1, let firm = firms[text.tokens[name.tokens.lowerBound].fold] ?? nil,
        entities[name.entity].evidence < .words
      {
        names[index].entity = firm
        continue
      }
      let rest = name.tokens.dropFirst()
      guard (1...2).contains(rest.count), entities[name.entity].kind == .company,
        classes(name.tokens.lowerBound).isDisjoint(with: [.ordinary, .first]),
        rest.allSatisfy({ isFirmWord($0) }), entities[name.entity].evidence < .known
      else { continue }
      let fold = text.tokens[name.tokens.lowerBound].fold
      firms[fold] = .some((firms[fold] ?? name.entity) == name.entity ? name.entity : nil)
    }
  }

  private func isFirmWord(_ token: Int) -> Bool {
    if text.isToken(token, "ai") { return true }
    guard words.indices.contains(token), words[token] >= 0 else { return false }
    // The first of ``Vocabulary/headKinds``.
    return vocabulary.words[Int(words[token])].heads & 1 != 0
  }
}
