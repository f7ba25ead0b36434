internal import Dispatch
internal import KnowledgeGraph
internal import Synchronization

extension PassageReader {
  /// Reads the passage by the tagger, and lets it and the rules, which have read the names, agree on them and their kinds.
  mutating func tag(by tagger: Tagger, _ search: NameSearch) {
    var memory = tagger.memories.take()
    views = tokenViews(tagger.lexicon, &memory)
    let sentences = taggedSentences(by: tagger, &memory)
    tagger.memories.give(consume memory)
    guard !sentences.isEmpty else { return }
    var tagged: [Tagger.Span] = []
    var outside = Array(repeating: Float(1), count: text.tokens.count)
    var isCareless = Array(repeating: false, count: text.tokens.count)
    for sentence in sentences {
      if sentence.isCareless { for token in sentence.tokens { isCareless[token] = true } }
      let first = sentence.tokens.lowerBound
      for span in sentence.reading.spans {
        var tokens = first + span.tokens.lowerBound..<first + span.tokens.upperBound
        // "Acme's" names Acme.
        while let last = tokens.last, tokens.count > 1, isPossessiveMark(last) { tokens = tokens.dropLast() }
        tagged.append(Tagger.Span(tokens: tokens, kind: span.kind, probability: span.probability))
      }
      for (offset, value) in sentence.reading.outside.enumerated() { outside[first + offset] = value }
    }
    let ruled = names.filter { entities[$0.entity].reference == .name }
    let spans = agreed(
      tagged, outside: outside, isCareless: isCareless, ruled, search, tagger.thresholds)
    if spans.map(\.tokens) != ruled.map(\.tokens) || spans.contains(where: \.isNoPlace) {
      forgetNames()
      settle(search, spans: spans)
    }
    learnKinds(tagged, tagger.thresholds)
    joinPersonLists()
    judgeUses()
    agreeInLists()
  }

  /// A sentence as the tagger reads it.
  private struct TaggedSentence: Sendable {
    var tokens: Range<Int>
    var reading: Tagger.Reading
    var isCareless: Bool
  }

  /// Sentences of which a core reads so many at a time; most passages have fewer.
  private static let sentencesOfPart = 256

  /// The sentences that may have names, as the tagger reads them. None asks what another says, so that those of a long
  /// text are read on all cores.
  private func taggedSentences(by tagger: Tagger, _ memory: inout WordMemory) -> [TaggedSentence] {
    let count = text.sentences.count
    guard count > Self.sentencesOfPart else { return tag(text.sentences[...], by: tagger, &memory) }
    let parts = (count + Self.sentencesOfPart - 1) / Self.sentencesOfPart
    let found = Mutex([[TaggedSentence]](repeating: [], count: parts))
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      let first = part * Self.sentencesOfPart
      var memory = tagger.memories.take()
      let sentences = tag(text.sentences[first..<min(first + Self.sentencesOfPart, count)], by: tagger, &memory)
      tagger.memories.give(consume memory)
      found.withLock { $0[part] = sentences }
    }
    return found.withLock { Array($0.joined()) }
  }

  private func tag(
    _ sentences: ArraySlice<Sentence>, by tagger: Tagger, _ memory: inout WordMemory
  ) -> [TaggedSentence] {
    var result: [TaggedSentence] = []
    for sentence in sentences where mayName(sentence, views) {
      let features = features(of: sentence, views)
      result.append(
        TaggedSentence(
          tokens: sentence.tokens, reading: tagger.read(features, &memory), isCareless: features.isCareless))
    }
    return result
  }

  /// Whether a sentence may have a name that the tagger would see: a capital beyond its first word, or a first word that
  /// is no ordinary one, or the marks of a post.
  private func mayName(_ sentence: Sentence, _ views: [TokenView]) -> Bool {
    guard sentence.tokens.count <= Self.longestSentence else { return false }
    var isFirst = true
    for token in sentence.tokens {
      let view = views[token]
      if text.tokens[token].kind == .symbol, text.tokens[token].range.count > 1 { return true }
      guard text.tokens[token].kind == .word else { continue }
      if view.isCapital, !isFirst || view.classes == 0 || view.rule != 0 { return true }
      isFirst = false
    }
    return false
  }

  /// The most tokens of a sentence that is tagged. What is longer is a list, a table or noise, of which the tagger has
  /// learned nothing.
  private static let longestSentence = 1000

  func features(of sentence: Sentence, _ views: [TokenView]) -> TaggerFeatures {
    TaggerFeatures(
      views: Array(views[sentence.tokens]), bytes: text.bytes, tokens: text.tokens[sentence.tokens])
  }

  // MARK: Views

  /// What the features ask of each token, the names of the rules among it.
  func tokenViews(_ lexicon: Lexicon, _ memory: inout WordMemory) -> [TokenView] {
    var views: [TokenView] = []
    views.reserveCapacity(text.tokens.count)
    for (index, token) in text.tokens.enumerated() {
      let key = Lexicon.key(text.bytes[token.range])
      views.append(
        memory.view(key, token.shape, words[index]) { self.view(of: token, key, words[index], lexicon) })
    }
    markTowns(&views, lexicon)
    markPlaces(&views)
    for name in names {
      let entity = entities[name.entity]
      let code = UInt8(truncatingIfNeeded: Self.ruleKinds.firstIndex(of: entity.kind) ?? Self.ruleKinds.count)
      // Nothing has been learned yet; the numbers of the others stand as the weights know them.
      let evidence = UInt8(truncatingIfNeeded: max(entity.evidence.rawValue - 1, 0))
      let value = 1 + code * 10 + min(evidence, 4) * 2
      for (offset, token) in name.tokens.enumerated() { views[token].rule = value + (offset == 0 ? 0 : 1) }
    }
    return views
  }

  /// What a word says by itself.
  private func view(of token: Token, _ key: UInt64, _ word: Int32, _ lexicon: Lexicon) -> TokenView {
    var lexeme = lexicon.entry(key) ?? Lexicon.Entry()
    if token.shape != .lower, token.shape != .none, lexeme.path == 0 || lexeme.spelling == 0,
      let small = lexicon.entry(token.fold)
    {
      if lexeme.path == 0 { lexeme.path = small.path }
      lexeme.spelling = small.spelling
    }
    return TokenView(
      key: key, word: plainWord(token), form: token.shape, shape: shape(token.range), lexeme: lexeme,
      classes: vocabulary.classes(word).rawValue)
  }

  /// The hash of a word with the straight mark for each typographic one: "’s" is "'s", and “ is ".
  private func plainWord(_ token: Token) -> UInt64 {
    let bytes = text.bytes[token.range]
    guard bytes.contains(0xE2) else { return token.fold }
    var plain = FoldedHash()
    var position = bytes.startIndex
    while position < bytes.endIndex {
      if bytes[position] == 0xE2, position + 2 < bytes.endIndex, bytes[position + 1] == 0x80 {
        let mark: UInt8? =
          switch bytes[position + 2] {
          case 0x98, 0x99: UInt8(ascii: "'")
          case 0x9C, 0x9D: UInt8(ascii: "\"")
          case 0x90...0x95: UInt8(ascii: "-")
          default: nil
          }
        if let mark {
          plain.update(mark)
          position += 3
          continue
        }
      }
      plain.update(bytes[position])
      position += 1
    }
    return plain.value
  }

  private static let ruleKinds: [Kind] = [
    .person, .company, .organization, .publicBody, .country, .region, .city, .product, .initiative, .facility, .event,
  ]

  private func shape(_ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var last: UInt8 = 0
    if range.count == 3, text.bytes[range.lowerBound] == 0xE2 { return 0x27 }
    for byte in text.bytes[range] {
      let form: UInt8 =
        switch byte {
        case 0x41...0x5A: 0x58
        case 0x61...0x7A: 0x78
        case 0x30...0x39: 0x64
        case 0x80...: 0x75
        default: byte
        }
      if form != last { hash = (hash ^ UInt64(form)) &* 0x100_0000_01b3 }
      last = form
    }
    return hash ^ UInt64(min(range.count, 3))
  }

  private func markTowns(_ views: inout [TokenView], _ lexicon: Lexicon) {
    var index = 0
    while index < text.tokens.count {
      let first = views[index]
      guard first.isCapital, first.lexeme.flags & (Lexicon.Flag.town | Lexicon.Flag.partOfTown) != 0 else {
        index += 1
        continue
      }
      var longest = first.lexeme.flags & Lexicon.Flag.town != 0 ? 1 : 0
      var key = first.key
      for length in 2...4 where index + length <= text.tokens.count {
        let token = text.tokens[index + length - 1]
        guard token.gap == .space, token.kind == .word else { break }
        key = Lexicon.key(text.bytes[token.range], behind: key)
        if let entry = lexicon.entry(key), entry.flags & Lexicon.Flag.town != 0 { longest = length }
      }
      for offset in 0..<longest { views[index + offset].town = offset == 0 ? 1 : 2 }
      index += max(longest, 1)
    }
  }

  private func markPlaces(_ views: inout [TokenView]) {
    var index = 0
    while index < text.tokens.count {
      guard views[index].isCapital, let match = Gazetteer.shared.longestMatch(in: text, at: index) else {
        index += 1
        continue
      }
      let kind = Self.ruleKinds.firstIndex(of: match.candidates.first?.kind ?? .region) ?? 0
      let form: Int =
        switch match.form {
        case .name: 0
        case .alias: 1
        case .demonym: 2
        }
      let value = UInt8(truncatingIfNeeded: 1 + kind * 8 + form * 2)
      for (offset, token) in match.tokens.enumerated() { views[token].place = value + (offset == 0 ? 0 : 1) }
      index = max(match.tokens.upperBound, index + 1)
    }
  }

  // MARK: Agreement

  /// Where names stand, of what the tagger and the rules see.
  private func agreed(
    _ tagged: [Tagger.Span], outside: [Float], isCareless: [Bool], _ ruled: [Name], _ search: NameSearch,
    _ thresholds: Tagger.Thresholds
  ) -> [NameSpan] {
    var result: [NameSpan] = []
    var isTaken = Array(repeating: false, count: text.tokens.count)
    func take(_ span: NameSpan) {
      guard !span.tokens.isEmpty, !span.tokens.contains(where: { isTaken[$0] }) else { return }
      for token in span.tokens { isTaken[token] = true }
      result.append(span)
    }
    let plausible = tagged.filter { $0.probability >= thresholds.finds && isPlausible($0, search, isCareless) }
    for span in plausible {
      let certain = ruledNames(at: span.tokens).filter { isCertain($0) }
      guard !certain.isEmpty else { continue }
      if span.probability >= thresholds.deniesPlace, span.kind != .place, certain.allSatisfy({ !$0.isAdjective }) {
        take(NameSpan(span.tokens, isWhole: true, isNoPlace: true))
      } else if span.probability >= thresholds.contains,
        certain.allSatisfy({ span.tokens.count > $0.tokens.count && span.tokens.contains($0.tokens) })
      {
        take(NameSpan(span.tokens, isWhole: true))
      }
    }
    // What else is certain to the rules stays as it is.
    for name in ruled where isCertain(name) { take(NameSpan(name.tokens)) }
    for span in plausible {
      let hasRival = ruledNames(at: span.tokens).contains { $0.tokens != span.tokens }
      if span.probability >= thresholds.bounds || !hasRival { take(NameSpan(span.tokens, isWhole: true)) }
    }
    for name in ruled where !name.tokens.contains(where: { isTaken[$0] }) {
      let least = name.tokens.map { outside[$0] }.min() ?? 0
      let isShown = entities[name.entity].evidence >= .words
      let threshold =
        isShown
        ? thresholds.deniesShown
        : isCareless[name.tokens.lowerBound] ? thresholds.deniesCareless : thresholds.denies
      // What the note has shown to be a name is one, though a sentence may begin with it.
      if least < threshold || known.contains(text.bytes, name.range) { take(NameSpan(name.tokens)) }
    }
    return result.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// The names of the rules, links apart, that have one of some tokens.
  private func ruledNames(at tokens: Range<Int>) -> [Name] {
    var result: [Name] = []
    var last: Int32 = -1
    for token in tokens where nameAt[token] >= 0 && nameAt[token] != last {
      last = nameAt[token]
      let name = names[Int(last)]
      if entities[name.entity].reference == .name { result.append(name) }
    }
    return result
  }

  /// Whether the gazetteer or a legal form shows a name beyond doubt.
  private func isCertain(_ name: Name) -> Bool {
    entities[name.entity].evidence >= .known || name.isAdjective
  }

  /// Whether a span can be a name by its marks and capitals; where capitals say nothing, any words can.
  private func isPlausible(_ span: Tagger.Span, _ search: NameSearch, _ isCareless: [Bool]) -> Bool {
    guard let first = span.tokens.first, let last = span.tokens.last else { return false }
    if span.tokens.dropFirst().contains(where: { search.spotter.cuts[$0] || text.tokens[$0].gap == .paragraph }) {
      return false
    }
    if span.tokens.count == 1, search.spotter.isValue[first] { return false }
    guard text.tokens[first].kind != .punctuation, text.tokens[last].kind != .punctuation || isDot(last) else {
      return false
    }
    if isCareless[first] { return true }
    let isParticle =
      classes(first).contains(.joiner) && classes(first).isDisjoint(with: [.determiner, .preposition, .conjunction])
    let begins = text.tokens[first].shape != .lower || isParticle
    // "2009 European Parliament election": events alone end in common nouns.
    return begins && (text.tokens[last].shape != .lower || span.kind == .event)
      && span.tokens.contains { text.tokens[$0].shape != .lower && text.tokens[$0].shape != .none }
  }

  private func isPossessiveMark(_ token: Int) -> Bool {
    text.isToken(token, "'s") || text.isToken(token, "’s") || text.isToken(token, "'") || text.isToken(token, "’")
  }

  private func isDot(_ token: Int) -> Bool { text.isToken(token, byte: UInt8(ascii: ".")) }

  /// Gives names the kinds that the tagger sees.
  private mutating func learnKinds(_ tagged: [Tagger.Span], _ thresholds: Tagger.Thresholds) {
    // A name that stands several times is what most of them say, each by its probability.
    var votes: [Int: [TaggedKind: (sum: Float, count: Float, name: Int)]] = [:]
    for span in tagged {
      let index = Int(nameAt[span.tokens.lowerBound])
      guard names.indices.contains(index), names[index].tokens.lowerBound == span.tokens.lowerBound,
        !names[index].isAdjective, entities[names[index].entity].reference == .name
      else { continue }
      let vote = votes[names[index].entity]?[span.kind] ?? (0, 0, index)
      votes[names[index].entity, default: [:]][span.kind] = (
        vote.sum + span.probability, vote.count + 1, vote.name
      )
    }
    for (entity, kinds) in votes.sorted(by: { $0.key < $1.key }) {
      let best = kinds.max { ($0.value.sum, $1.key.rawValue) < ($1.value.sum, $0.key.rawValue) }
      guard let (kind, vote) = best, vote.count > 0 else { continue }
      let probability = vote.sum / kinds.values.reduce(0) { $0 + $1.count }
      guard probability >= thresholds.suggests else { continue }
      // "the “Blue Dunes” program": no training set marks programs, so that words which show one count more.
      if entities[entity].kind == .initiative, entities[entity].evidence >= .words { continue }
      // "Lake Basin University": what the words of a name say is finer than what the tagger tells apart.
      if kind == .company, entities[entity].evidence >= .words,
        entities[entity].kind == .organization || entities[entity].kind == .publicBody
      {
        continue
      }
      let name = names[vote.name]
      let isSure = probability >= thresholds.shows
      entities.learn(entity, refined(kind, entities[entity].kind, name), isSure: isSure)
      // A lone name is soon mistaken for a person; a full one is not.
      if isSure, kind == .person, name.tokens.count > 1 { entities.confirm(entity) }
    }
  }

  /// The kind that fits what the tagger sees and, within it, what the rules do.
  private func refined(_ kind: TaggedKind, _ ruled: Kind, _ name: Name) -> Kind {
    switch kind {
    case .person: return .person
    case .company: return .company
    case .organization: return ruled == .publicBody ? .publicBody : .organization
    case .place:
      if ontology.isKind(ruled, under: .place) || ruled == .facility { return ruled }
      return name.tokens.count <= 2 ? .city : .region
    case .product: return ruled == .initiative ? .initiative : .product
    case .event: return ruled == .initiative ? .initiative : .event
    case .work: return ruled == .initiative || ruled == .product || ruled == .event ? ruled : .topic
    }
  }
}
