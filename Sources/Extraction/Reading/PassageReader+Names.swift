internal import KnowledgeGraph
internal import Notes

extension PassageReader {
  /// What the Markdown and the rules say about where names stand.
  struct NameSearch {
    var spotter: NameSpotter
    var wikilinks: [(tokens: Range<Int>, target: String)]
    /// Quotations of a few words.
    var quotes: [Range<Int>]
  }

  /// Where a name stands.
  struct NameSpan: Hashable, Sendable {
    var tokens: Range<Int>
    /// No demonym is parted from its beginning.
    var isWhole: Bool
    /// It is no place of the gazetteer, whatever its words.
    var isNoPlace: Bool

    init(_ tokens: Range<Int>, isWhole: Bool = false, isNoPlace: Bool = false) {
      self.tokens = tokens
      self.isWhole = isWhole
      self.isNoPlace = isNoPlace
    }
  }

  /// Looks at the marks of the passage for links, quotations and labels.
  func nameSearch() -> NameSearch {
    let count = text.tokens.count
    var cuts = Array(repeating: false, count: count + 1)
    var isLinked = Array(repeating: false, count: count)
    var quotes: [Range<Int>] = []
    var labels: [Range<Int>] = []
    var wikilinks: [(tokens: Range<Int>, target: String)] = []
    for mark in marks {
      let tokens = tokens(in: mark.range)
      guard !tokens.isEmpty else { continue }
      switch mark.kind {
      case .bold, .quoted, .italic, .wikilink, .link:
        cuts[tokens.lowerBound] = true
        cuts[min(tokens.upperBound, count)] = true
      default: break
      }
      switch mark.kind {
      case .link, .wikilink: if tokens.count <= 8 { for token in tokens { isLinked[token] = true } }
      default: break
      }
      // "**Care for Detail**: …" heads what follows.
      if tokens.count <= 12, case .bold = mark.kind,
        text.isToken(tokens.upperBound, byte: UInt8(ascii: ":"))
          || text.isToken(tokens.upperBound - 1, byte: UInt8(ascii: ":"))
      {
        labels.append(tokens)
      }
      if case .quoted = mark.kind, tokens.count <= 6 { quotes.append(tokens) }
      // A link to a heading of the note itself ([[#Heading]]) names nothing, and a picture neither.
      if case .wikilink(let target) = mark.kind, !target.isEmpty, !AttachmentName.isOne(target) {
        wikilinks.append((tokens, target))
      }
    }
    var isValue = Array(repeating: false, count: count)
    for index in 0..<count where valueAt[index] >= 0 { isValue[index] = !isBareYear(Int(valueAt[index])) }
    let spotter = NameSpotter(
      text: text, words: words, vocabulary: vocabulary, cuts: cuts, isLinked: isLinked, isValue: isValue,
      labels: labels, known: known)
    return NameSearch(spotter: spotter, wikilinks: wikilinks, quotes: quotes)
  }

  /// Makes names of links, quoted names and spans, and judges their kinds.
  ///
  /// `spans` says: Where names stand; where the rules see them if nil.
  mutating func settle(_ search: NameSearch, spans: [NameSpan]?) {
    let count = text.tokens.count
    let spotter = search.spotter
    nameAt = Array(repeating: -1, count: count)
    var taken = Array(repeating: false, count: count)
    var found: [(span: NameSpan, target: String?)] = []
    func take(_ span: NameSpan, _ target: String?) {
      guard !span.tokens.contains(where: { taken[$0] }) else { return }
      for token in span.tokens { taken[token] = true }
      found.append((span, target))
    }
    for link in search.wikilinks { take(NameSpan(link.tokens), link.target) }
    for quote in search.quotes where isQuotedName(quote, spotter) {
      take(NameSpan(trimmed(quote), isWhole: true, isNoPlace: true), nil)
    }
    for span in spans ?? spotter.spans().map({ NameSpan($0) }) { take(span, nil) }
    found.sort { $0.span.tokens.lowerBound < $1.span.tokens.lowerBound }
    for item in found { split(item.span, target: item.target, spotter) }
    readPlacesWithoutCase(taken)
    names.sort { $0.range.lowerBound < $1.range.lowerBound }
    for (index, name) in names.enumerated() {
      for token in name.tokens {
        nameAt[token] = Int32(index)
        valueAt[token] = -1
      }
    }
    judgeKinds()
  }

  private func tokens(in range: Range<Int>) -> Range<Int> {
    let first = text.firstToken(endingAfter: range.lowerBound)
    var last = text.firstToken(endingAfter: max(range.lowerBound, range.upperBound - 1))
    if text.tokens.indices.contains(last), text.tokens[last].range.lowerBound < range.upperBound { last += 1 }
    return first..<max(first, min(last, text.tokens.count))
  }

  private func isBareYear(_ value: Int) -> Bool {
    guard case .date(let expression) = values[value].value, values[value].tokens.count == 1 else { return false }
    if case .date(let date) = expression.stated { return date.month == nil && expression.preposition == nil }
    return false
  }

  /// Finds the places that are named in scripts without capitals, where nothing but the gazetteer tells a name.
  private mutating func readPlacesWithoutCase(_ taken: [Bool]) {
    var index = 0
    while index < text.tokens.count {
      let token = text.tokens[index]
      // Bytes from 0xd6 on begin characters from U+0580 on.
      guard token.kind == .word, text.bytes[token.range.lowerBound] >= 0xd6, !taken[index],
        let scalar = DecodedScalar(text.bytes, at: token.range.lowerBound), ScriptForm.isWithoutCase(scalar.value)
      else {
        index += 1
        continue
      }
      if ScalarClass.of(scalar.value) == .ideograph {
        for match in Gazetteer.shared.placesWithin(text, token: index) { place(match) }
      } else if let match = Gazetteer.shared.longestMatch(in: text, at: index), match.form != .demonym,
        let last = match.tokens.last, match.range.upperBound == text.tokens[last].range.upperBound,
        !match.tokens.contains(where: { taken[$0] })
      {
        place(match)
        index = last
      }
      index += 1
    }
  }

  /// A quotation is a name where each of its words but joiners has a capital and it is no sentence of its own.
  private func isQuotedName(_ tokens: Range<Int>, _ spotter: NameSpotter) -> Bool {
    let tokens = trimmed(tokens)
    guard !tokens.isEmpty, tokens.count <= 5, let first = tokens.first, spotter.isCapital(first) else { return false }
    for token in tokens {
      guard text.tokens[token].kind != .punctuation,
        classes(token).isDisjoint(with: [.pronoun, .subordinator, .be, .modal, .have, .do])
      else { return false }
      guard spotter.isCapital(token) || classes(token).contains(.joiner) || text.tokens[token].kind == .number else {
        return false
      }
    }
    let isOrdinary = tokens.allSatisfy { !classes($0).isEmpty }
    guard isOrdinary else { return true }
    // "its platform, “Word Studio”", "the program called “X”"
    var before = tokens.lowerBound - 1
    while before >= 0, text.tokens[before].kind == .punctuation { before -= 1 }
    if before >= 0, tokens.count > 1,
      !classes(before).isDisjoint(with: .kindNoun) || text.isToken(before, "called") || text.isToken(before, "named")
    {
      return true
    }
    // "“Word Studio”, its platform for …"
    if tokens.count > 1, text.isToken(tokens.upperBound + 1, byte: UInt8(ascii: ",")),
      !classes(tokens.upperBound + 2).isDisjoint(with: [.determiner, .possessive]),
      (3...5).contains(where: { !classes(tokens.upperBound + $0).isDisjoint(with: .kindNoun) })
    {
      return true
    }
    // "Go" alone quotes a word; "Go North" or a noun behind it makes a name.
    return !classes(tokens.upperBound + 1).isDisjoint(with: .kindNoun)
      || !classes(tokens.upperBound).isDisjoint(with: .kindNoun)
      || tokens.count > 1 && tokens.contains { text.tokens[$0].shape != .capitalized }
  }

  /// Without marks at either end.
  private func trimmed(_ tokens: Range<Int>) -> Range<Int> {
    var range = tokens
    while let last = range.last, text.tokens[last].kind == .punctuation { range = range.lowerBound..<last }
    while let first = range.first, text.tokens[first].kind == .punctuation { range = first + 1..<range.upperBound }
    return range
  }

  // MARK: Places and entities

  private mutating func split(_ span: NameSpan, target: String?, _ spotter: NameSpotter) {
    var tokens = span.tokens
    guard let first = tokens.first, var last = tokens.last else { return }
    if let target {
      let range = text.tokens[first].range.lowerBound..<text.tokens[last].range.upperBound
      let fold = FoldedHash(target.utf8).value
      let index =
        entities.find(fold)
        ?? entities.add(
          LocalEntity(surface: target, kind: .topic, evidence: .none, reference: .link, range: range), fold: fold)
      names.append(Name(tokens: tokens, range: range, entity: index))
      return
    }
    if !span.isNoPlace {
      if let match = Gazetteer.shared.longestMatch(in: text, at: first) {
        if match.tokens.upperBound >= tokens.upperBound {
          return place(match, spotter)
        }
        if !span.isWhole, case .demonym = match.form, match.tokens.upperBound < tokens.upperBound, !isHeaded(last) {
          place(match, spotter)
          return split(NameSpan(match.tokens.upperBound..<tokens.upperBound), target: nil, spotter)
        }
      }
    }
    let suffix = spotter.suffix(last)
    // "Acme, Inc.", "Acme plc": the legal form belongs to the name; behind a link it is only passed over.
    var isWithin = true
    if suffix == nil, let legal = legalSuffix(behind: last) {
      isWithin = !(last + 1...legal).contains { spotter.cuts[$0] }
      tokens = first..<legal + 1
      if isWithin { last = legal }
    }
    let end = suffix?.start ?? text.tokens[last].range.upperBound
    let range = text.tokens[first].range.lowerBound..<end
    let fold = FoldedHash(text.bytes[range]).value
    let earlier = known.isEmpty ? nil : known.kind(fold)
    let index =
      entities.find(fold)
      ?? entities.add(
        LocalEntity(
          surface: text.string(range), kind: earlier?.kind ?? .company, evidence: earlier?.evidence ?? .none,
          range: range), fold: fold)
    if tokens.upperBound > last + 1 { entities.show(index, .company, .stated) }
    names.append(Name(tokens: tokens, range: range, entity: index, suffix: suffix?.fold))
  }

  /// The last token of a legal form behind a name, with or without a comma before it.
  private func legalSuffix(behind last: Int) -> Int? {
    var next = last + 1
    if text.isToken(next, byte: UInt8(ascii: ",")) { next += 1 }
    // "Acme limited its stake", "the Lyon company": small, a longer word is an ordinary one.
    guard text.tokens.indices.contains(next), valueAt[next] < 0,
      text.tokens[next].shape != .lower || text.tokens[next].range.count <= 4,
      let found = Gazetteer.shared.legalSuffix(in: text, at: next), let end = found.last
    else { return nil }
    return end
  }

  private func isHeaded(_ token: Int) -> Bool {
    words[token] >= 0 && vocabulary.words[Int(words[token])].heads != 0
  }

  /// Takes a place down; without `spotter` where no hyphen can stand behind it in its token.
  private mutating func place(_ match: Gazetteer.Match, _ spotter: NameSpotter? = nil) {
    guard let candidate = match.candidates.first, let last = match.tokens.last else { return }
    // Another spelling of one place is that place; where the words may mean several, they stay as written.
    let surface = match.entry.map(\.name) ?? text.string(match.range)
    let fold = FoldedHash(surface.utf8).value
    let index =
      entities.find(fold)
      ?? entities.add(
        LocalEntity(
          surface: surface, kind: candidate.kind, evidence: .known, written: text.string(match.range),
          range: match.range), fold: fold)
    let isDemonym = if case .demonym = match.form { true } else { false }
    names.append(
      Name(
        tokens: match.tokens, range: match.range, entity: index, isDemonym: isDemonym,
        suffix: match.range.upperBound < text.tokens[last].range.upperBound ? spotter?.suffix(last)?.fold : nil))
  }
}
