internal import KnowledgeGraph

/// Cuts a sentence into noun phrases, verb groups and what stands between, in one pass from left to right.
///
/// English only, without a tagger: the closed classes, the verbs of the vocabulary and the order of words decide; a
/// word that is not known is part of a noun phrase.
struct Chunker {
  let text: TokenizedText
  let words: [Int32]
  let vocabulary: Vocabulary
  let names: [Name]
  /// By token, the name that it belongs to, or -1.
  let nameAt: [Int32]
  /// By name, whether it is a country, region or city.
  let isPlace: [Bool]
  let values: [ValueMatch]
  /// By token, the value that it belongs to, or -1.
  let valueAt: [Int32]
  private var chunks: [Chunk] = []
  private var open: Chunk?
  /// Whether the open noun phrase has a word that can be its head.
  private var hasHead = false
  /// Whether the sentence has had a verb.
  private var hasVerb = false

  init(
    text: TokenizedText, words: [Int32], vocabulary: Vocabulary, names: [Name], nameAt: [Int32],
    isPlace: [Bool], values: [ValueMatch], valueAt: [Int32]
  ) {
    self.text = text
    self.words = words
    self.vocabulary = vocabulary
    self.names = names
    self.nameAt = nameAt
    self.isPlace = isPlace
    self.values = values
    self.valueAt = valueAt
  }

  mutating func chunks(of sentence: Range<Int>) -> [Chunk] {
    chunks.removeAll(keepingCapacity: true)
    open = nil
    hasVerb = false
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      let next = step(index, sentence.upperBound)
      index = max(next, index + 1)
    }
    closeNoun()
    return chunks
  }

  private func classes(_ index: Int) -> WordClass {
    index < words.count ? vocabulary.classes(words[index]) : []
  }

  private mutating func step(_ index: Int, _ end: Int) -> Int {
    if nameAt[index] >= 0 { return name(Int(nameAt[index]), index) }
    if valueAt[index] >= 0 { return value(Int(valueAt[index]), index) }
    let token = text.tokens[index]
    switch token.kind {
    case .punctuation, .symbol: return mark(index, token)
    case .number:
      noun(index, isHead: true)
      return index + 1
    case .word: return word(index, token, end)
    }
  }

  // MARK: Marks

  private mutating func mark(_ index: Int, _ token: Token) -> Int {
    // "Acme Motors' chief executive": the name before the apostrophe owns what follows.
    if var phrase = open, phrase.name >= 0, isApostrophe(token), token.gap == .none, isPluralWordOrName(index - 1),
      index + 1 < text.tokens.count, text.tokens[index + 1].kind == .word, text.tokens[index + 1].gap == .space
    {
      phrase.owner = phrase.name
      phrase.determiner = .possessive
      phrase.name = -1
      phrase.word = -1
      phrase.nounBefore = -1
      phrase.tokens = phrase.tokens.lowerBound..<index + 1
      hasHead = false
      open = phrase
      return index + 1
    }
    switch text.bytes[token.range.lowerBound] {
    case UInt8(ascii: ","):
      // "$20 million, three-year investment plan": a comma between an amount and the rest of its phrase.
      if var phrase = open, phrase.value >= 0, phrase.name < 0, index + 1 < text.tokens.count,
        isAdjectival(index + 1), phrase.head == phrase.tokens.upperBound - 1
      {
        phrase.tokens = phrase.tokens.lowerBound..<index + 1
        open = phrase
        return index + 1
      }
      // "a Porto, Portugal-based provider": the comma stands within a place.
      if let phrase = open, phrase.name >= 0, isPlace[phrase.name], index + 1 < text.tokens.count,
        nameAt[index + 1] >= 0, names[Int(nameAt[index + 1])].suffix != nil
      {
        open?.tokens = phrase.tokens.lowerBound..<index + 1
        return index + 1
      }
      closeNoun()
      chunks.append(Chunk(kind: .comma, tokens: index..<index + 1, head: index))
    case UInt8(ascii: "("), UInt8(ascii: "["):
      closeNoun()
      chunks.append(Chunk(kind: .open, tokens: index..<index + 1, head: index))
    case UInt8(ascii: ")"), UInt8(ascii: "]"):
      closeNoun()
      chunks.append(Chunk(kind: .close, tokens: index..<index + 1, head: index))
    case UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: "!"):
      // A dot within a name or an abbreviation touches the next word.
      closeNoun()
      chunks.append(Chunk(kind: .stop, tokens: index..<index + 1, head: index))
    case UInt8(ascii: "-"):
      // "a wholly - owned subsidiary", as filings that were taken apart write it.
      if var phrase = open, !hasHead, phrase.name < 0, text.isToken(index + 1, "owned") {
        phrase.tokens = phrase.tokens.lowerBound..<index + 2
        open = phrase
        return index + 2
      }
      closeNoun()
      chunks.append(Chunk(kind: .dash, tokens: index..<index + 1, head: index))
    case 0xE2 where token.range.count == 3 && text.bytes[token.range.lowerBound + 1] == 0x80:
      switch text.bytes[token.range.lowerBound + 2] {
      case 0x93, 0x94, 0x95:
        closeNoun()
        chunks.append(Chunk(kind: .dash, tokens: index..<index + 1, head: index))
      case 0xA2:
        closeNoun()
        chunks.append(Chunk(kind: .stop, tokens: index..<index + 1, head: index))
      default: break
      }
    default: break
    }
    return index + 1
  }

  /// Whether an adjective or period that goes on with a noun phrase stands here: "five-year", "multi-billion".
  private func isAdjectival(_ index: Int) -> Bool {
    if valueAt[index] >= 0 {
      if case .period = values[Int(valueAt[index])].value { return true }
      return false
    }
    let token = text.tokens[index]
    return token.kind == .word && token.shape == .lower && nameAt[index] < 0
      && classes(index).isDisjoint(with: .grammatical) && text.bytes[token.range].contains(UInt8(ascii: "-"))
  }

  // MARK: Noun phrases

  private mutating func closeNoun() {
    guard var phrase = open else { return }
    open = nil
    hasHead = false
    // "at Dolby's.": with nothing behind it, the 's belongs to the name.
    if phrase.owner >= 0, phrase.name < 0, phrase.nounBefore < 0, phrase.value < 0,
      phrase.tokens.upperBound == names[phrase.owner].tokens.upperBound + 1
    {
      phrase.name = phrase.owner
      phrase.owner = -1
      phrase.determiner = .none
    }
    chunks.append(phrase)
  }

  private mutating func noun(_ index: Int, isHead: Bool) {
    if var phrase = open {
      phrase.tokens = phrase.tokens.lowerBound..<index + 1
      if isHead {
        if phrase.name >= 0 {
          // "Acme CEO", "the "Go North" program": a common noun behind a name takes its place as the head.
          if phrase.inner < 0 { phrase.inner = phrase.name }
          phrase.name = -1
        }
        phrase.head = index
        phrase.word = words[index]
        phrase.nounBefore = index
      }
      open = phrase
    } else {
      open = Chunk(
        kind: .noun, tokens: index..<index + 1, head: index, word: words[index], nounBefore: isHead ? index : -1)
    }
    if isHead { hasHead = true }
    if text.isToken(index, "former") || text.isToken(index, "ex") { open?.flags.insert(.former) }
  }

  private mutating func name(_ name: Int, _ index: Int) -> Int {
    let tokens = names[name].tokens
    if var phrase = open {
      phrase.tokens = phrase.tokens.lowerBound..<tokens.upperBound
      if names[name].isAdjective {
        if phrase.name >= 0 {
          phrase.inner = phrase.name
          phrase.name = -1
        }
        if phrase.inner < 0 { phrase.inner = name }
      } else {
        if phrase.name >= 0, phrase.inner < 0 { phrase.inner = phrase.name }
        phrase.name = name
        phrase.head = tokens.upperBound - 1
        phrase.word = -1
        hasHead = true
      }
      open = phrase
    } else {
      var phrase = Chunk(kind: .noun, tokens: tokens, head: tokens.upperBound - 1)
      if names[name].isAdjective { phrase.inner = name } else { phrase.name = name }
      hasHead = !names[name].isAdjective
      open = phrase
    }
    return tokens.upperBound
  }

  private mutating func value(_ value: Int, _ index: Int) -> Int {
    let match = values[value]
    switch match.value {
    case .date:
      closeNoun()
      chunks.append(Chunk(kind: .date, tokens: match.tokens, head: index, value: value))
    case .amount, .period:
      let isAmount = if case .amount = match.value { true } else { false }
      // "fined X €2 million": two objects, unless the name is an adjective of the money.
      if let phrase = open, phrase.name >= 0 { closeNoun() }
      if var phrase = open {
        phrase.tokens = phrase.tokens.lowerBound..<match.tokens.upperBound
        if phrase.value < 0 || isAmount { phrase.value = value }
        phrase.head = match.tokens.upperBound - 1
        phrase.word = -1
        open = phrase
      } else {
        open = Chunk(kind: .noun, tokens: match.tokens, head: match.tokens.upperBound - 1, value: value)
      }
      hasHead = isAmount
    }
    return match.tokens.upperBound
  }

  // MARK: Words

  private mutating func word(_ index: Int, _ token: Token, _ end: Int) -> Int {
    // Possessive 's: what stands before it owns what follows; behind a pronoun it is "is".
    if token.gap == .none, isApostropheS(token) {
      if var phrase = open, !phrase.flags.contains(.pronoun) {
        if phrase.name >= 0 { phrase.owner = phrase.name } else { phrase.inner = -1 }
        phrase.determiner = .possessive
        phrase.name = -1
        phrase.word = -1
        phrase.nounBefore = -1
        phrase.tokens = phrase.tokens.lowerBound..<index + 1
        hasHead = false
        open = phrase
        return index + 1
      }
      closeNoun()
      return verbGroup(index, end)
    }
    let classes = classes(index)
    // "Acme quietly bought", "Acme once owned": between a name and its verb, whatever else the word may be.
    if let phrase = open, phrase.name >= 0, hasHead, isManner(index), index + 1 < end, startsVerb(index + 1) {
      closeNoun()
      chunks.append(Chunk(kind: .adverb, tokens: index..<index + 1, head: index, word: words[index]))
      return index + 1
    }
    if classes.isEmpty || token.shape != .lower && token.shape != .capitalized {
      noun(index, isHead: true)
      return index + 1
    }
    if !classes.isDisjoint(with: [.be, .have, .do, .modal]),
      !(classes.contains(.negation) && classes.contains(.preposition))
    {
      closeNoun()
      return verbGroup(index, end)
    }
    if text.isToken(index, "to") {
      closeNoun()
      if isInfinitive(index, end) { return verbGroup(index, end) }
      chunks.append(Chunk(kind: .preposition, tokens: index..<index + 1, head: index, word: words[index]))
      return index + 1
    }
    if classes.contains(.negation) {
      if classes.contains(.determiner) || classes.contains(.conjunction) {
        if text.isToken(index, "no"), index + 2 < end, text.isToken(index + 1, "longer") {
          closeNoun()
          return verbGroup(index, end)
        }
      } else {
        closeNoun()
        return verbGroup(index, end)
      }
    }
    if classes.contains(.subordinator), !(classes.contains(.preposition) && isNominalStart(index + 1, end)),
      !(classes.contains(.determiner) && isDemonstrative(index, end))
    {
      closeNoun()
      chunks.append(Chunk(kind: .subordinator, tokens: index..<index + 1, head: index, word: words[index]))
      return index + 1
    }
    if classes.contains(.conjunction) {
      closeNoun()
      chunks.append(Chunk(kind: .conjunction, tokens: index..<index + 1, head: index, word: words[index]))
      return index + 1
    }
    if !classes.isDisjoint(with: [.determiner, .possessive]) {
      return determiner(index, classes, end)
    }
    if classes.contains(.preposition) {
      closeNoun()
      chunks.append(Chunk(kind: .preposition, tokens: index..<index + 1, head: index, word: words[index]))
      return index + 1
    }
    if classes.contains(.pronoun) {
      closeNoun()
      var chunk = Chunk(kind: .noun, tokens: index..<index + 1, head: index, word: words[index])
      chunk.flags.insert(.pronoun)
      chunks.append(chunk)
      return index + 1
    }
    if classes.contains(.verb), isVerb(index, end) {
      closeNoun()
      return verbGroup(index, end)
    }
    if classes.contains(.adverb), classes.isDisjoint(with: [.kindNoun, .ordinary]) || !hasHead {
      if open != nil, !hasHead { return index + 1 }
      closeNoun()
      if let last = chunks.last, last.kind == .verb || last.kind == .adverb, index + 1 < end, startsVerb(index + 1) {
        return verbGroup(index, end)
      }
      chunks.append(Chunk(kind: .adverb, tokens: index..<index + 1, head: index, word: words[index]))
      return index + 1
    }
    noun(index, isHead: true)
    return index + 1
  }

  private func isApostropheS(_ token: Token) -> Bool {
    let bytes = text.bytes[token.range]
    guard let first = bytes.first, let last = bytes.last, last | 0x20 == UInt8(ascii: "s") else { return false }
    return (first == 0x27 && bytes.count == 2) || (first == 0xE2 && bytes.count == 4)
  }

  /// A lone ' or ’.
  private func isApostrophe(_ token: Token) -> Bool {
    let bytes = text.bytes[token.range]
    return bytes.elementsEqual([0x27]) || bytes.elementsEqual([0xE2, 0x80, 0x99])
  }

  private func isPluralWordOrName(_ index: Int) -> Bool {
    text.bytes[text.tokens[index].range].last == UInt8(ascii: "s")
  }

  private mutating func determiner(_ index: Int, _ classes: WordClass, _ end: Int) -> Int {
    closeNoun()
    // "they each raised", "we both know".
    if let last = chunks.last, last.flags.contains(.pronoun),
      text.isToken(index, "each") || text.isToken(index, "both") || text.isToken(index, "all")
    {
      chunks.append(Chunk(kind: .adverb, tokens: index..<index + 1, head: index, word: words[index]))
      return index + 1
    }
    var chunk = Chunk(kind: .noun, tokens: index..<index + 1, head: index, word: words[index])
    if classes.contains(.possessive) {
      chunk.determiner = .possessive
    } else if text.isToken(index, "the") {
      chunk.determiner = .definite
    } else if text.isToken(index, "a") || text.isToken(index, "an") {
      chunk.determiner = .indefinite
    } else if text.isToken(index, "this") || text.isToken(index, "that") || text.isToken(index, "these")
      || text.isToken(index, "those")
    {
      chunk.determiner = .demonstrative
    } else {
      chunk.determiner = .other
    }
    open = chunk
    hasHead = false
    return index + 1
  }

  /// "that company" against "that launched".
  private func isDemonstrative(_ index: Int, _ end: Int) -> Bool {
    guard index + 1 < end, open == nil, text.isToken(index, "that") else { return false }
    if let last = chunks.last, last.kind == .noun || last.kind == .comma { return false }
    return isNominalStart(index + 1, end)
  }

  private func isNominalStart(_ index: Int, _ end: Int) -> Bool {
    guard index < end else { return false }
    if nameAt[index] >= 0 || valueAt[index] >= 0 { return !followedByVerb(index, end) }
    let token = text.tokens[index]
    guard token.kind == .word || token.kind == .number else { return false }
    let classes = classes(index)
    if classes.contains(.pronoun) { return false }
    if !classes.isDisjoint(with: [.be, .have, .do, .modal, .preposition, .conjunction, .adverb]) { return false }
    if classes.contains(.determiner) || classes.contains(.possessive) { return !followedByVerb(index, end) }
    return true
  }

  /// Whether within the next few words a finite verb follows: "after the company launched".
  private func followedByVerb(_ index: Int, _ end: Int) -> Bool {
    var position = nameAt[index] >= 0 ? names[Int(nameAt[index])].tokens.upperBound : index + 1
    let limit = min(end, position + 4)
    while position < limit {
      let token = text.tokens[position]
      if token.kind == .punctuation { return false }
      let classes = classes(position)
      if !classes.isDisjoint(with: [.be, .have, .modal, .do]) { return true }
      if classes.contains(.verb), token.shape == .lower, !forms(position).isDisjoint(with: [.past]) { return true }
      if classes.contains(.preposition) { return false }
      position += 1
    }
    return false
  }

  private func forms(_ index: Int) -> VerbForm {
    guard words[index] >= 0 else { return [] }
    let word = vocabulary.words[Int(words[index])]
    return (word.verb?.forms ?? []).union(word.otherVerb?.forms ?? [])
  }

  /// An adverb by its class or its ending.
  private func isManner(_ index: Int) -> Bool {
    let token = text.tokens[index]
    guard token.shape == .lower else { return false }
    if classes(index).contains(.adverb) { return classes(index).isDisjoint(with: [.verb, .preposition, .conjunction]) }
    return token.range.count > 4 && text.bytes[token.range].suffix(2).elementsEqual("ly".utf8)
      && classes(index).isSubset(of: .ordinary)
  }

  private func startsVerb(_ index: Int) -> Bool {
    let classes = classes(index)
    return classes.contains(.verb) && text.tokens[index].shape == .lower && nameAt[index] < 0
  }

  // MARK: Verbs

  private func isInfinitive(_ index: Int, _ end: Int) -> Bool {
    var next = index + 1
    while next < end, classes(next).contains(.adverb), nameAt[next] < 0, valueAt[next] < 0,
      classes(next).isDisjoint(with: [.verb, .preposition])
    {
      next += 1
    }
    guard next < end, nameAt[next] < 0, valueAt[next] < 0, text.tokens[next].shape == .lower else { return false }
    let classes = classes(next)
    return classes.contains(.verb) && forms(next).contains(.base) || text.isToken(next, "be")
      || text.isToken(next, "have")
      || text.isToken(next, "do")
  }

  /// Whether a word that can be a verb is one here.
  private func isVerb(_ index: Int, _ end: Int) -> Bool {
    let token = text.tokens[index]
    guard token.shape == .lower || chunks.isEmpty && open == nil else { return false }
    let forms = forms(index)
    let classes = classes(index)
    // "will become head of X", "is no longer chair of X"
    if classes.contains(.role), forms.contains(.base), text.isToken(index + 1, "of") { return false }
    let isAlsoNoun = !classes.isDisjoint(
      with: [.kindNoun, .ordinary, .role, .triggerNoun, .relationNoun, .preposition, .determiner])
    if let phrase = open {
      guard hasHead else {
        // Behind a determiner or an adjective: "the acquired firm", "its building".
        return false
      }
      // "its $1.9 billion bid for X": behind money that something has, the noun.
      if isAlsoNoun, phrase.value >= 0, phrase.name < 0, phrase.determiner == .possessive { return false }
      // "a new expanded agreement": a participle between an adjective and a noun modifies.
      if phrase.determiner == .indefinite, phrase.name < 0, isModifier(index, end),
        self.classes(index - 1).isDisjoint(with: WordClass.kindNoun.union(.role))
      {
        return false
      }
      if !forms.isDisjoint(with: [.past, .participle]), !isAlsoNoun || phrase.name >= 0 || startsObject(index + 1, end)
      {
        return true
      }
      if forms.contains(.third) {
        if phrase.name >= 0 { return !isAlsoNoun || !endsPhrase(index + 1, end) }
        return startsObject(index + 1, end) && (!isAlsoNoun || startsStrongObject(index + 1, end))
      }
      if forms.contains(.gerund) { return startsGerundObject(index + 1, end, isAlsoNoun) }
      if forms.contains(.base) {
        // A base form behind a plural or behind "A and B".
        let isPlural = isPluralWord(index - 1) || phrase.determiner == .none && isCoordinated()
        return isPlural && startsObject(index + 1, end)
          && (!isAlsoNoun || startsStrongObject(index + 1, end) || phrase.name >= 0)
      }
      return false
    }
    guard let last = chunks.last else {
      // At the start of a sentence: "Founded in 2015, …", "Launched by …", "Acquire X".
      if forms.contains(.gerund) || forms.contains(.participle) && !forms.contains(.base) { return true }
      return false
    }
    switch last.kind {
    case .preposition:
      return forms.contains(.gerund) && startsGerundObject(index + 1, end, isAlsoNoun)
    case .noun:
      guard last.flags.contains(.pronoun) || isRelative(last) else {
        return !forms.isDisjoint(with: [.past, .participle])
      }
      return true
    case .subordinator:
      return !forms.isDisjoint(with: [.past, .third, .gerund, .participle]) || forms.contains(.base) && !isAlsoNoun
        || forms.contains(.base) && startsStrongObject(index + 1, end)
    case .conjunction, .comma, .adverb, .close, .dash:
      if !forms.isDisjoint(with: [.past, .participle]), !isAlsoNoun || startsObject(index + 1, end) {
        let isBehindSubject = last.kind == .adverb && chunks.count > 1 && chunks[chunks.count - 2].kind == .noun
        return isBehindSubject || !isModifier(index, end)
      }
      if forms.contains(.gerund) { return startsGerundObject(index + 1, end, isAlsoNoun) }
      if forms.contains(.third), last.kind != .conjunction {
        return startsStrongObject(index + 1, end) || !isAlsoNoun && startsObject(index + 1, end)
      }
      return hasVerb && startsStrongObject(index + 1, end)
    case .verb:
      // "took back the seat": behind a verb it is its particle; "received funding of": a noun.
      if classes.contains(.adverb) { return false }
      return !forms.contains(.gerund) || !isAlsoNoun || startsGerundObject(index + 1, end, isAlsoNoun)
    default:
      return !forms.isDisjoint(with: [.past, .participle]) && startsObject(index + 1, end) && !isModifier(index, end)
    }
  }

  /// "and acquired companies": a participle directly before a common noun, with no determiner, modifies it.
  private func isModifier(_ index: Int, _ end: Int) -> Bool {
    guard index + 1 < end, nameAt[index + 1] < 0, valueAt[index + 1] < 0 else { return false }
    let next = text.tokens[index + 1]
    return next.kind == .word && next.shape == .lower && classes(index + 1).isDisjoint(with: .grammatical)
  }

  private func isRelative(_ chunk: Chunk) -> Bool { chunk.flags.contains(.pronoun) }

  private func isPluralWord(_ index: Int) -> Bool {
    guard index >= 0, nameAt[index] < 0 else { return false }
    return text.bytes[text.tokens[index].range].last == UInt8(ascii: "s")
  }

  private func isCoordinated() -> Bool {
    guard let last = chunks.last, last.kind == .conjunction, chunks.count >= 2 else { return false }
    return chunks[chunks.count - 2].kind == .noun
  }

  /// Whether an object, complement or adverbial of a verb can begin here.
  private func startsObject(_ index: Int, _ end: Int) -> Bool {
    guard index < end else { return true }
    if nameAt[index] >= 0 || valueAt[index] >= 0 { return true }
    let token = text.tokens[index]
    if token.kind != .word { return true }
    if token.shape != .lower { return true }
    let classes = classes(index)
    return classes.isDisjoint(with: [.be, .have, .modal])
  }

  /// "powering businesses", "acquiring X", but not "financing." or "funding and".
  private func startsGerundObject(_ index: Int, _ end: Int, _ isAlsoNoun: Bool) -> Bool {
    if startsStrongObject(index, end) { return true }
    guard !isAlsoNoun, index < end, text.tokens[index].kind == .word else { return false }
    return classes(index).isDisjoint(with: .grammatical)
  }

  private func startsStrongObject(_ index: Int, _ end: Int) -> Bool {
    guard index < end else { return false }
    if nameAt[index] >= 0 || valueAt[index] >= 0 { return true }
    let token = text.tokens[index]
    guard token.kind == .word else {
      let byte = text.bytes[token.range.lowerBound]
      return token.kind == .number || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "\"") || byte == 0xE2
    }
    let classes = classes(index)
    return !classes.isDisjoint(with: [.determiner, .possessive, .preposition, .pronoun, .adverb])
      && !text.isToken(index, "of")
  }

  private func endsPhrase(_ index: Int, _ end: Int) -> Bool {
    guard index < end else { return true }
    let token = text.tokens[index]
    if token.kind == .punctuation { return true }
    return text.isToken(index, "of") || !classes(index).isDisjoint(with: [.be, .have, .modal])
  }

  /// Reads a verb group: auxiliaries, negation, adverbs and the main verb.
  private mutating func verbGroup(_ start: Int, _ end: Int) -> Int {
    var chunk = Chunk(kind: .verb, tokens: start..<start + 1, head: start, word: words[start])
    var index = start
    var hasBe = false
    var hasHave = false
    var isPast = false
    var mainEnd = start
    loop: while index < end, nameAt[index] < 0, valueAt[index] < 0 || index == start {
      let token = text.tokens[index]
      guard token.kind == .word else { break }
      let classes = classes(index)
      let isPossessiveS = token.gap == .none && isApostropheS(token)
      if classes.contains(.negation) || text.isToken(index, "longer") {
        if !text.isToken(index, "longer") { chunk.flags.insert(.negated) }
        if !classes.isDisjoint(with: [.be, .have, .do, .modal]) { chunk.flags.insert(.auxiliary) }
        if classes.contains(.be) { hasBe = true }
        if classes.contains(.have) { hasHave = true }
        if classes.contains(.preposition) || classes.contains(.conjunction), !classes.contains(.adverb) { break }
        mainEnd = index + 1
        index += 1
        continue
      }
      if isPossessiveS || classes.contains(.be) {
        hasBe = true
        if text.isToken(index, "was") || text.isToken(index, "were") { isPast = true }
        chunk.flags.insert(.auxiliary)
      } else if classes.contains(.have) {
        hasHave = true
        chunk.flags.insert(.auxiliary)
      } else if classes.contains(.modal) {
        chunk.flags.insert(.auxiliary)
        if text.isToken(index, "will") || text.isToken(index, "shall") || text.isToken(index, "'ll") {
          chunk.flags.insert(.future)
        } else {
          chunk.flags.insert(.doubtful)
        }
      } else if classes.contains(.do) {
        chunk.flags.insert(.auxiliary)
      } else if text.isToken(index, "to") {
        guard index == start || hasBe || hasHave, isInfinitive(index, end) else { break }
        if index == start { chunk.flags.insert(.infinitive) } else { chunk.flags.insert(.future) }
      } else if classes.contains(.verb), index == start || isMain(index, chunk.flags, hasBe, hasHave, end) {
        let word = vocabulary.words[Int(words[index])]
        chunk.head = index
        chunk.word = words[index]
        chunk.lexeme = word.verb?.lexeme ?? -1
        chunk.otherLexeme = word.otherVerb?.lexeme ?? -1
        let forms = forms(index)
        if hasBe, !forms.isDisjoint(with: [.participle]), !forms.contains(.gerund) { chunk.flags.insert(.passive) }
        if forms.contains(.gerund), !hasBe { chunk.flags.formUnion([.gerund, .bare]) }
        if forms.contains(.gerund), hasBe, !hasHave, !isPast { chunk.flags.insert(.progressive) }
        if hasHave { chunk.flags.insert(.perfect) }
        if !chunk.flags.contains(.auxiliary), !chunk.flags.contains(.infinitive), forms.contains(.participle),
          !forms.contains(.third)
        {
          chunk.flags.insert(.bare)
        }
        mainEnd = index + 1
        break loop
      } else if classes.contains(.adverb) {
        // An adverb before the main verb.
      } else {
        break
      }
      if !classes.contains(.adverb) || classes.contains(.be) || isPossessiveS { mainEnd = max(mainEnd, index + 1) }
      index += 1
    }
    if chunk.lexeme < 0, hasBe { chunk.flags.insert(.copula) }
    mainEnd = max(mainEnd, start + 1)
    chunk.tokens = start..<mainEnd
    hasVerb = true
    chunks.append(chunk)
    return mainEnd
  }

  private func isMain(_ index: Int, _ flags: Chunk.Flags, _ hasBe: Bool, _ hasHave: Bool, _ end: Int) -> Bool {
    let forms = forms(index)
    if hasBe {
      return !forms.isDisjoint(with: [.participle, .gerund]) || flags.contains(.future) && forms.contains(.base)
    }
    if hasHave { return forms.contains(.participle) }
    return forms.contains(.base) || !flags.contains(.auxiliary)
  }
}
