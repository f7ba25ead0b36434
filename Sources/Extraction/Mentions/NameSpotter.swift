internal import KnowledgeGraph
internal import Notes

/// Finds the spans of a passage that are names: capitalised sequences, places of the gazetteer, links, quoted names.
///
/// A capital at the start of a sentence, a label or a heading says nothing; there a word is a name only where it is no
/// ordinary word, or where the passage writes it with a capital elsewhere.
struct NameSpotter {
  let text: TokenizedText
  let words: [Int32]
  let vocabulary: Vocabulary
  /// By token, whether a mark of the Markdown begins or ends before it, so that no name goes across.
  let cuts: [Bool]
  /// By token, whether the Markdown sets it apart as a link.
  let isLinked: [Bool]
  /// By token, whether a value other than a bare year stands there.
  let isValue: [Bool]
  /// The names that earlier passages of the note have shown.
  let known: KnownNames
  /// By token, whether a capital on it says nothing, because a sentence, label or quotation begins with it.
  private var initials: [Bool] = []
  /// By token, whether its sentence is a heading, with most of its words in capitals.
  private(set) var isHeading: [Bool] = []

  init(
    text: TokenizedText, words: [Int32], vocabulary: Vocabulary, cuts: [Bool], isLinked: [Bool], isValue: [Bool],
    labels: [Range<Int>], known: KnownNames
  ) {
    self.known = known
    self.text = text
    self.words = words
    self.vocabulary = vocabulary
    self.cuts = cuts
    self.isLinked = isLinked
    self.isValue = isValue
    isHeading = Array(repeating: false, count: text.tokens.count)
    initials = Array(repeating: true, count: text.tokens.count)
    for sentence in text.sentences {
      markHeading(sentence)
      markInitials(sentence)
    }
    for label in labels { for index in label { isHeading[index] = true } }
  }

  private mutating func markHeading(_ sentence: Sentence) {
    var capitals = 0
    var others = 0
    if let last = sentence.tokens.last, text.isToken(last, byte: UInt8(ascii: ".")) { return }
    for index in sentence.tokens where text.tokens[index].kind == .word && text.tokens[index].range.count > 3 {
      if text.tokens[index].shape == .lower, !classes(index).isDisjoint(with: [.be, .have, .modal, .verb]) { return }
      if isCapital(index) { capitals += 1 } else { others += 1 }
    }
    guard capitals >= 4, capitals > others * 2 else { return }
    for index in sentence.tokens { isHeading[index] = true }
  }

  func isCapital(_ index: Int) -> Bool {
    guard text.tokens.indices.contains(index) else { return false }
    let token = text.tokens[index]
    guard token.kind == .word || (token.kind == .number && token.shape == .mixed) else { return false }
    switch token.shape {
    case .capitalized, .upper: return true
    case .mixed: return !isHyphenatedLower(token)
    case .lower, .none: return false
    }
  }

  /// "x-Based": small before the first hyphen.
  private func isHyphenatedLower(_ token: Token) -> Bool {
    for byte in text.bytes[token.range] {
      if byte == UInt8(ascii: "-") { return true }
      if byte >= 0x41 && byte <= 0x5A || byte >= 0x30 && byte <= 0x39 { return false }
    }
    return false
  }

  func classes(_ index: Int) -> WordClass {
    words.indices.contains(index) ? vocabulary.classes(words[index]) : []
  }

  private func heads(_ index: Int) -> UInt16 {
    guard words.indices.contains(index), words[index] >= 0 else { return 0 }
    return vocabulary.words[Int(words[index])].heads
  }

  private mutating func markInitials(_ sentence: Sentence) {
    var isStill = true
    for index in sentence.tokens {
      initials[index] = isStill
      let token = text.tokens[index]
      // "1. Hype", "2) Why": a number that counts a list.
      guard token.kind != .number else { continue }
      guard token.kind != .word else {
        isStill = false
        continue
      }
      switch text.bytes[token.range.lowerBound] {
      // : • “ ‘ " and the dash of a list; a comma or a bracket does not begin anything.
      case UInt8(ascii: ":"), UInt8(ascii: "\""), UInt8(ascii: ";"), 0xE2: isStill = true
      case UInt8(ascii: "*"), UInt8(ascii: "."), UInt8(ascii: "#"): break
      default: isStill = false
      }
    }
  }

  /// Whether a capital on this token says nothing, because a sentence, label or quotation begins with it.
  func isInitial(_ index: Int) -> Bool { !initials.indices.contains(index) || initials[index] }

  /// Whether the passage writes the word with a capital where a capital says something, within some hundred words.
  private func isConfirmed(_ index: Int) -> Bool {
    let fold = text.tokens[index].fold
    let window = max(0, index - 400)..<min(text.tokens.count, index + 400)
    for other in window where other != index && text.tokens[other].fold == fold {
      if isCapital(other), !isHeading[other], !isInitial(other) { return true }
    }
    return false
  }

  private func isLowerElsewhere(_ index: Int) -> Bool {
    let fold = text.tokens[index].fold
    let window = max(0, index - 400)..<min(text.tokens.count, index + 400)
    return window.contains { text.tokens[$0].fold == fold && text.tokens[$0].shape == .lower }
  }

  // MARK: Spans

  /// Names in order, as ranges of tokens; none overlaps another.
  func spans() -> [Range<Int>] {
    var spans: [Range<Int>] = []
    var index = 0
    while index < text.tokens.count {
      guard isCapital(index), !isValue[index], let span = span(at: index) else {
        index += 1
        continue
      }
      if let accepted = accepted(span) {
        spans.append(accepted)
        index = max(accepted.upperBound, index + 1)
      } else {
        index = max(span.upperBound, index + 1)
      }
    }
    return spans
  }

  private func breaks(_ index: Int) -> Bool {
    var classes = classes(index)
    let token = text.tokens[index]
    if token.shape == .upper, token.range.count > 1 { classes.subtract(.grammatical) }
    if isContraction(token) || isPluralAbbreviation(token) { return true }
    // "Series B" is a kind of round, "Jan" and "May" are names before a family name.
    if text.isToken(index, "series"), index + 1 < text.tokens.count, text.tokens[index + 1].range.count == 1 {
      return true
    }
    if Self.ranks.contains(token.fold), index + 1 < text.tokens.count,
      self.classes(index + 1).contains(.role) || Self.ranks.contains(text.tokens[index + 1].fold)
    {
      return true
    }
    if classes.contains(.time), !isValue[index], classes.contains(.first), isCapital(index + 1) {
      classes.remove(.time)
    }
    if !classes.isDisjoint(with: [.time, .title, .pronoun, .be, .modal, .negation, .possessive]) { return true }
    if classes.contains(.role) {
      // "Group Head", "Venture Partner": a role is no part of a name, but a name may end in a plural such as Partners.
      return heads(index) == 0
    }
    return classes.contains(.generic) && !Self.inNames.contains(text.tokens[index].fold)
  }

  /// The words before a role that are part of it: "Senior Vice President".
  private static let ranks: Set<UInt64> = Set(
    [
      "senior", "vice", "executive", "chief", "deputy", "assistant", "associate", "managing", "general", "operating",
      "financial", "technical", "technology", "administrative", "marketing", "interim", "acting", "former", "global",
      "regional", "lead", "principal", "non-executive", "founding", "group", "petty", "warrant",
    ].map { FoldedHash($0.utf8).value })

  /// "They'll", "It’s".
  private func isContraction(_ token: Token) -> Bool {
    guard token.shape == .capitalized else { return false }
    let bytes = text.bytes[token.range]
    guard let mark = bytes.firstIndex(where: { $0 == 0x27 || $0 == 0xE2 }) else { return false }
    let stem = vocabulary.classes(vocabulary.index(of: FoldedHash(bytes[..<mark]).value))
    return !stem.isDisjoint(with: .grammatical)
  }

  /// "APIs", "GPUs": several of a common thing.
  private func isPluralAbbreviation(_ token: Token) -> Bool {
    guard token.shape == .mixed, token.range.count > 2, text.bytes[token.range.upperBound - 1] == UInt8(ascii: "s")
    else { return false }
    return text.bytes[token.range].dropLast().allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
  }

  /// Abbreviations of common nouns that end names all the same: "Nova AI".
  private static let inNames: Set<UInt64> = Set(
    ["ai", "tv", "pc", "os", "dna", "gpt", "vr", "ip", "ict", "it"].map { FoldedHash($0.utf8).value })

  /// No name has more tokens; what goes on is read as another.
  private static let longestName = 24

  private func span(at start: Int) -> Range<Int>? {
    if breaks(start) || suffix(start) != nil { return start..<start + 1 }
    // A function word with a capital begins a sentence or a title; it is no name by itself.
    let first = classes(start)
    if !first.isDisjoint(with: .grammatical), text.tokens[start].shape == .capitalized { return start..<start + 1 }
    var end = start + 1
    while end < text.tokens.count, end - start < Self.longestName {
      let token = text.tokens[end]
      if cuts[end] || token.gap > .space { break }
      if token.gap == .none {
        // "J. P.", "Inc.", "AT&T", "1&1": marks that touch the name.
        if text.isToken(end, byte: UInt8(ascii: ".")), isInitialLetter(end - 1), isCapital(end + 1) {
          end += 1
          continue
        }
        if text.isToken(end, byte: UInt8(ascii: "&")), isCapital(end + 1) {
          end += 2
          continue
        }
        break
      }
      if isCapital(end), !isValue[end] {
        if breaks(end), !isFamilyName(end) { break }
        let classes = classes(end)
        if !classes.isDisjoint(with: [.preposition, .determiner, .subordinator]) { break }
        end += 1
        if suffix(end - 1) != nil { break }
        continue
      }
      if token.kind == .number, isNumberOfName(end) {
        end += 1
        continue
      }
      if let next = joined(start, end) {
        end = next
        continue
      }
      break
    }
    return start..<end
  }

  /// "Greene King", "Stephen King": a title that nothing follows is the last word of a name.
  private func isFamilyName(_ index: Int) -> Bool {
    (text.isToken(index, "king") || text.isToken(index, "prince") || text.isToken(index, "judge")
      || text.isToken(index, "pope")) && text.tokens[index].shape == .capitalized && !isCapital(index + 1)
      && classes(index - 1).isDisjoint(with: WordClass.grammatical.union(.ordinary))
  }

  private func isInitialLetter(_ index: Int) -> Bool {
    text.tokens[index].range.count == 1 && isCapital(index)
  }

  /// "iPhone 15", "Horizon 2040", "Model 3": a number behind a name, with no noun behind it that it would count.
  private func isNumberOfName(_ index: Int) -> Bool {
    let token = text.tokens[index]
    guard token.range.count <= 4, text.bytes[token.range].allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E }) else {
      return false
    }
    guard text.tokens.indices.contains(index + 1) else { return true }
    let next = text.tokens[index + 1]
    if next.kind == .number || text.isToken(index + 1, byte: UInt8(ascii: "%")) { return false }
    guard next.kind == .word, next.shape == .lower else { return true }
    let classes = classes(index + 1)
    return !classes.isDisjoint(with: .grammatical) || !classes.isDisjoint(with: .kindNoun)
      || classes.contains(.verb)
  }

  /// The end of the word behind a joiner that belongs to the name, or nil.
  private func joined(_ start: Int, _ index: Int) -> Int? {
    let token = text.tokens[index]
    guard token.kind == .symbol || token.shape == .lower, classes(index).contains(.joiner) || token.kind == .symbol
    else { return nil }
    if token.kind == .symbol {
      guard text.isToken(index, byte: UInt8(ascii: "&")), isCapital(index + 1), !cuts[index + 1] else { return nil }
      return index + 2
    }
    switch true {
    case text.isToken(index, "of"):
      var next = index + 1
      if text.isToken(next, "the") { next += 1 }
      guard isCapital(next), !breaks(next) || isTime(next), !cuts[next], hasHead(start..<index) else { return nil }
      return next + 1
    case text.isToken(index, "for"), text.isToken(index, "on"):
      guard isCapital(index + 1), !breaks(index + 1), !cuts[index + 1], hasHead(index - 1..<index),
        !classes(start).contains(.verb)
      else { return nil }
      return index + 2
    case text.isToken(index, "and"):
      // "Ministry of Industry and Trade": only behind an "of" of the same name, and where a head noun asks for it.
      // An unknown word there is another name: "the Ministry of Transport and Acme".
      guard isCapital(index + 1), !breaks(index + 1), !cuts[index + 1], !cuts[index], hasBureau(start..<index),
        !classes(index + 1).isEmpty
      else { return nil }
      return index + 2
    case text.isToken(index, "the"), text.isToken(index, "in"), text.isToken(index, "e"), text.isToken(index, "y"):
      return nil
    default:
      // "de", "van", "bin": one or two particles between capitals.
      var next = index + 1
      if next < text.tokens.count, text.tokens[next].shape == .lower, classes(next).contains(.joiner),
        classes(next).isDisjoint(with: [.preposition, .conjunction])
      {
        next += 1
      }
      guard isCapital(next), !breaks(next), !cuts[next] else { return nil }
      return next + 1
    }
  }

  private func isTime(_ index: Int) -> Bool { classes(index).contains(.time) }

  private func hasHead(_ range: Range<Int>) -> Bool { range.contains { heads($0) != 0 } }

  private func hasBureau(_ range: Range<Int>) -> Bool {
    var hasOf = false
    var hasBureau = false
    let mask: UInt16 = 1 << 2 | 1 << 1
    for index in range {
      if text.isToken(index, "of") || text.isToken(index, "for") { hasOf = true }
      if heads(index) & mask != 0 { hasBureau = true }
    }
    return hasOf && hasBureau
  }

  /// The last part of a token such as "Seattle-based": small, behind a capital; nil for other tokens.
  func suffix(_ index: Int) -> (start: Int, fold: UInt64)? {
    let token = text.tokens[index]
    guard token.kind == .word, token.shape != .lower else { return nil }
    let parts = text.parts(of: index)
    guard parts.count > 1, let last = parts.last, let byte = text.bytes[last].first,
      byte >= 0x61, byte <= 0x7A, last.count > 2
    else { return nil }
    let fold = FoldedHash(text.bytes[last]).value
    let classes = vocabulary.classes(vocabulary.index(of: fold))
    guard classes.contains(.verb) || classes.contains(.ordinary) else { return nil }
    return (parts[parts.count - 2].upperBound, fold)
  }

  // MARK: Judging

  /// The part of a span that is a name, or nil.
  private func accepted(_ span: Range<Int>) -> Range<Int>? {
    var range = span
    while let first = range.first, isValue[first] || breaks(first) { range = first + 1..<range.upperBound }
    guard let first = range.first, let final = range.last else { return nil }
    // "Horizon 2040": the word before the number is what the name ends in.
    var last = final
    while last > first, text.tokens[last].kind == .number { last -= 1 }
    if range.count == 1, text.tokens[first].range.count == 1 || isFunctionWord(first) { return nil }
    if isUnit(range) || isShouted(range) { return nil }
    if !known.isEmpty, !isHeading[first],
      known.contains(text.bytes, text.tokens[first].range.lowerBound..<text.tokens[final].range.upperBound)
    {
      return range
    }
    if last < final, !classes(final + 1).isDisjoint(with: .kindNoun) { return range }
    if isHeading[first] {
      // In a heading every word has a capital: only names that the passage writes elsewhere, or that no word looks like.
      guard text.tokens[first].shape != .capitalized || isConfirmed(first) else { return nil }
      return range
    }
    if let place = Gazetteer.shared.longestMatch(in: text, at: first), place.form != .demonym { return range }
    let isWhole = isLinked[first] && isLinked[last]
    if isInitial(first) {
      let firstClasses = classes(first)
      if isOrdinary(first) {
        if range.count > 1, heads(last) != 0 || isConfirmed(first) { return range }
        if range.count > 1 {
          // "Former Acme", "Large Language Models".
          let rest = first + 1..<range.upperBound
          return isAllOrdinary(rest) ? nil : rest
        }
        if isWhole { return range }
        guard classes(first).isDisjoint(with: .kindNoun) else { return nil }
        return isConfirmed(first) || isApposed(last) ? range : nil
      }
      if range.count == 1, firstClasses.isEmpty, text.tokens[first].shape == .capitalized, !isWhole {
        if isLowerElsewhere(first) { return nil }
        if hasOrdinaryEnding(first), !isConfirmed(first), !isApposed(last), !isSubjectInLy(first) { return nil }
      }
      return range
    }
    if isAllOrdinary(range), heads(last) == 0 || range.count == 1, !isWhole {
      return isConfirmedWhole(range) || isListed(range) ? range : nil
    }
    return range
  }

  /// "1.7 million MWh": a short word in mixed letters behind a number counts something.
  private func isUnit(_ range: Range<Int>) -> Bool {
    guard range.count == 1, let index = range.first, index > 0, text.tokens[index].shape == .mixed,
      text.tokens[index].range.count <= 4
    else { return false }
    let before = text.tokens[index - 1]
    return before.kind == .number && before.range.count != 4
      || text.isToken(index - 1, "million") || text.isToken(index - 1, "billion")
  }

  /// "TABLE OF CONTENTS": ordinary words in capitals throughout.
  private func isShouted(_ range: Range<Int>) -> Bool {
    range.count > 1
      && range.allSatisfy { text.tokens[$0].shape == .upper && text.tokens[$0].range.count > 1 && !classes($0).isEmpty }
  }

  private func isFunctionWord(_ index: Int) -> Bool {
    text.tokens[index].shape == .capitalized && !classes(index).isDisjoint(with: .grammatical)
      && !classes(index).contains(.first)
  }

  /// ", a leading ..." or ", the ... company": an apposition behind it shows that it is a name.
  private func isApposed(_ last: Int) -> Bool {
    guard text.isToken(last + 1, byte: UInt8(ascii: ",")) else { return false }
    return text.isToken(last + 2, "a") || text.isToken(last + 2, "an") || text.isToken(last + 2, "the")
  }

  /// "Mobily is …": what ends like an adverb and has a finite verb of its own is a name.
  private func isSubjectInLy(_ index: Int) -> Bool {
    guard text.bytes[text.tokens[index].range].suffix(2).elementsEqual("ly".utf8) else { return false }
    return !classes(index + 1).isDisjoint(with: [.be, .have, .modal])
  }

  private func isConfirmedWhole(_ range: Range<Int>) -> Bool {
    guard range.count == 1, let first = range.first else { return false }
    // A lone ordinary word with a capital is a name where the passage does so twice and never writes it small.
    return isConfirmed(first) && !isLowerElsewhere(first)
      && classes(first).isDisjoint(with: WordClass.kindNoun.union([.role, .generic]))
  }

  /// "from Andreessen, Definition, Exponent and others": a capital between names that no ordinary word looks like.
  private func isListed(_ range: Range<Int>) -> Bool {
    guard range.count == 1, let index = range.first, text.tokens[index].shape == .capitalized,
      classes(index).isDisjoint(with: WordClass.grammatical.union([.time, .role, .generic, .title]))
    else { return false }
    func isComma(_ token: Int) -> Bool { text.isToken(token, byte: UInt8(ascii: ",")) }
    func isName(_ token: Int) -> Bool {
      isCapital(token) && (classes(token).isEmpty || isLinked[token]) && text.tokens[token].kind == .word
    }
    guard isComma(index - 1), index > 1 else { return false }
    let next = isComma(index + 1) ? (text.isToken(index + 2, "and") ? index + 3 : index + 2) : index + 2
    guard isComma(index + 1) || text.isToken(index + 1, "and") else { return false }
    return isName(index - 2) && isName(next)
  }

  private func isOrdinary(_ index: Int) -> Bool {
    let classes = classes(index)
    if classes.contains(.first), classes.isDisjoint(with: .grammatical), !classes.contains(.ordinary) { return false }
    if hyphenatedOrdinary(index) { return true }
    guard text.tokens[index].shape == .capitalized || classes.contains(.generic) else { return false }
    return !classes.isEmpty && !classes.isSubset(of: [.first, .joiner])
  }

  /// "Mission-driven": an ordinary word up to its hyphen.
  private func hyphenatedOrdinary(_ index: Int) -> Bool {
    let parts = text.parts(of: index)
    guard suffix(index) != nil, let first = parts.first else { return false }
    let classes = vocabulary.classes(vocabulary.index(of: FoldedHash(text.bytes[first]).value))
    return !classes.isEmpty && !classes.contains(.first)
  }

  private func isAllOrdinary(_ range: Range<Int>) -> Bool {
    range.allSatisfy { text.tokens[$0].kind == .number || isOrdinary($0) || text.tokens[$0].shape == .lower }
  }

  private func hasOrdinaryEnding(_ index: Int) -> Bool {
    let bytes = text.bytes[text.tokens[index].range]
    guard bytes.count > 5 else { return false }
    for ending in Self.endings where bytes.suffix(ending.count).elementsEqual(ending) { return true }
    return false
  }

  private static let endings: [[UInt8]] = [
    "ing", "ed", "ly", "tion", "tions", "ness", "ment", "ments", "ity", "ism", "ists", "ers", "ors", "ians", "ance",
    "ence", "ful", "ous", "able", "ible", "ive", "ical", "ships", "ies", "ics",
  ].map { Array($0.utf8) }
}
