internal import KnowledgeGraph

extension PassageReader {
  /// "The deal is expected to close in March 2026.", "The plant, which will employ 800 people, will cost $240 million.":
  /// the date and the sum of an act that one of the two sentences before has told without them. Its claims are quoted
  /// from there to here, so that the quote says all that they do.
  mutating func readSequel() {
    guard drafts.last.map({ $0.sentence + Self.reachOfSequel >= sentence }) ?? false else { return }
    readOpening()
    for noun in chunks.indices where kind(noun) == .noun {
      guard let act = sequel(noun), let verb = verbOfSequel(noun, act) else { continue }
      // "…, clearing the way for the deal to close by March": an act of this sentence.
      let acts = told(act.predicates, withHere: noun > 0)
      guard let first = acts.last else { continue }
      let start = text.sentences[drafts[first].sentence].range.lowerBound
      let end = text.sentences[sentence].range.upperBound
      guard end - start <= Self.longestSequel else { continue }
      // What two are built is not told apart by one sum.
      let isOne = Set(acts.map { drafts[$0].object }).count == 1
      var sum = isOne ? sumOfSequel(noun, verb) : nil
      sum?.kind = [.supplies, .builds].contains(drafts[first].predicate) ? .committed : .paid
      let date = dateOfSequel(verb, act)
      for index in acts {
        if let sum, drafts[index].qualifiers.amount == nil {
          drafts[index].qualifiers.amount = sum
          drafts[index].clause = start..<end
        }
        if let date, !isDated(drafts[index]), !drafts[index].qualifiers.isNegated {
          drafts[index].qualifiers.at = date
          drafts[index].clause = start..<end
        }
      }
      return
    }
  }

  /// "will build a plant in Ostrava, which is scheduled to open in 2027": when what is built by then is there.
  private mutating func readOpening() {
    guard let opening = Self.sequels.first(where: { $0.predicates == [.builds] }) else { return }
    for chunk in chunks.indices.dropFirst() {
      guard kind(chunk) == .subordinator, isWord(chunk, "which"), kind(chunk - 1) == .comma, kind(chunk + 1) == .verb,
        let date = dateOfSequel(chunk + 1, opening)
      else { continue }
      for index in drafts.indices.reversed() {
        guard drafts[index].sentence == sentence else { break }
        guard drafts[index].predicate == .builds, !isDated(drafts[index]) else { continue }
        drafts[index].qualifiers.at = date
        drafts[index].clause = nil
      }
    }
  }

  /// "closed a round of €11 million in February 2022, led by A": those who gave did so when it was raised.
  mutating func dateInvestments() {
    let here = drafts.indices.reversed().prefix { drafts[$0].sentence == sentence }
    let rounds = Dictionary(
      grouping: here.filter { drafts[$0].predicate == .raised }.map { drafts[$0] }, by: \.subject)
    guard !rounds.isEmpty else { return }
    for index in here where drafts[index].predicate == .investedIn && !isDated(drafts[index]) {
      guard let firm = drafts[index].object, let told = rounds[firm], told.count == 1,
        drafts[index].qualifiers.announced == nil
      else { continue }
      drafts[index].qualifiers.at = told[0].qualifiers.at
      drafts[index].qualifiers.announced = told[0].qualifiers.announced
      drafts[index].clause = nil
    }
  }

  /// So many sentences later an act may still be "the deal".
  private static let reachOfSequel = 2
  /// A quote of more bytes is one that nobody reads.
  private static let longestSequel = 800

  /// What a noun calls an act that was told, and the verbs with which it comes about.
  private struct Sequel {
    var predicates: [Predicate]
    var nouns: Set<UInt64>
    var verbs: Set<UInt64>

    init(_ predicates: [Predicate], nouns: String, verbs: String) {
      func folds(_ words: String) -> Set<UInt64> { Set(words.split(separator: " ").map { FoldedHash($0.utf8).value }) }
      (self.predicates, self.nouns, self.verbs) = (predicates, folds(nouns), folds(verbs))
    }
  }

  private static let closing = "close closes closed complete completes completed conclude concluded finalised finalized"
  private static let opening =
    "open opens opened begin begins began start starts started complete completed finished built operational ready online"

  private static let sequels = [
    Sequel([.acquired], nouns: "acquisition purchase takeover buyout transaction sale", verbs: closing),
    Sequel([.mergedWith], nouns: "merger combination tie-up", verbs: closing),
    Sequel([.acquired, .mergedWith, .supplies], nouns: "deal", verbs: closing),
    Sequel([.supplies], nouns: "contract order", verbs: ""),
    Sequel([.supplies], nouns: "deliveries delivery shipments", verbs: "begin begins began start starts started"),
    Sequel(
      [.builds],
      nouns:
        "plant factory campus facility site centre center construction building works production smelter refinery mine",
      verbs: opening),
  ]

  /// What a definite noun without a name may call: "the deal", "the $900 million deal", "construction" at the beginning.
  private func sequel(_ noun: Int) -> Sequel? {
    let phrase = chunks[noun]
    guard phrase.name < 0, phrase.owner < 0, phrase.inner < 0, descriptions[noun] < 0,
      phrase.determiner == .definite || phrase.determiner == .demonstrative || noun == 0 && phrase.determiner == .none
    else { return nil }
    // "The purchase of Acme", "the contract with Bolt": one that says itself what it is.
    if kind(noun + 1) == .preposition, kind(noun + 2) == .noun, chunks[noun + 2].name >= 0,
      !isWord(noun + 1, "near"), !isWord(noun + 1, "in"), !isWord(noun + 1, "at")
    {
      return nil
    }
    let fold = text.tokens[phrase.head].fold
    return Self.sequels.first { $0.nouns.contains(fold) }
  }

  /// The verb of a noun, behind what stands between commas: "the plant, near Győr, will open", "expects the deal to close",
  /// "expects to complete the deal".
  private func verbOfSequel(_ noun: Int, _ act: Sequel) -> Int? {
    if kind(noun - 1) == .verb, !chunks[noun - 1].flags.contains(.negated),
      act.verbs.contains(text.tokens[chunks[noun - 1].head].fold)
    {
      return noun - 1
    }
    var index = noun + 1
    while kind(index) == .preposition, kind(index + 1) == .noun { index += 2 }
    if kind(index) == .comma,
      let close = chunks.indices.first(where: { $0 > index && (kind($0) == .comma || kind($0) == .stop) }),
      kind(close) == .comma
    {
      index = close + 1
    }
    guard kind(index) == .verb, !chunks[index].flags.contains(.negated) else { return nil }
    // As an object it must be what somebody expects to come about.
    if chunks[..<noun].contains(where: { $0.kind == .verb }), !chunks[index].flags.contains(.infinitive) { return nil }
    return index
  }

  /// The claims of the last sentence within reach that told such an act, the last first: of one act, or of several who
  /// share it.
  private func told(_ predicates: [Predicate], withHere: Bool) -> [Int] {
    var found: [Int] = []
    for index in drafts.indices.reversed() {
      let draft = drafts[index]
      guard draft.sentence + Self.reachOfSequel >= sentence else { break }
      guard withHere || draft.sentence < sentence, predicates.contains(draft.predicate) else { continue }
      if let last = found.last, drafts[last].sentence != draft.sentence { break }
      found.append(index)
    }
    // What a rule has read is surer than what else the scorer sees in the sentence.
    let ruled = found.filter { !drafts[$0].rule.hasPrefix("model.") }
    if !ruled.isEmpty { found = ruled }
    let subjects = Set(found.map { drafts[$0].subject })
    let objects = Set(found.map { drafts[$0].object })
    // "A bought B, and C bought D. The deal …": whose?
    return Set(found.map { drafts[$0].predicate }).count == 1 && (subjects.count == 1 || objects.count == 1)
      ? found : []
  }

  private func isDated(_ draft: Draft) -> Bool {
    draft.qualifiers.at != nil || draft.qualifiers.from != nil || draft.qualifiers.to != nil
  }

  /// "The $900 million deal was …", "is worth $720 million", "will cost $240 million".
  private func sumOfSequel(_ noun: Int, _ verb: Int) -> Amount? {
    if let amount = amount(of: noun), amount.currency != nil { return period(noun, amount) }
    for chunk in verb..<min(verb + 4, chunks.count) {
      if kind(chunk) == .stop || kind(chunk) == .comma { return nil }
      guard kind(chunk) == .noun, let amount = amount(of: chunk), amount.currency != nil else { continue }
      let words = chunks[verb].tokens.lowerBound..<chunks[chunk].tokens.upperBound
      return words.contains { Self.worth.contains(text.tokens[$0].fold) } ? period(chunk, amount) : nil
    }
    return nil
  }

  private static let worth: Set<UInt64> = Set(["worth", "valued", "cost", "costs"].map { FoldedHash($0.utf8).value })

  /// When it comes about: the date behind the first of its verbs, in their clause.
  private func dateOfSequel(_ verb: Int, _ act: Sequel) -> StatedDate? {
    var index = verb
    var isAbout = false
    while index < chunks.count {
      switch kind(index) {
      case .subordinator where isWord(index, "so"): break
      case .stop, .subordinator, .open: return nil
      case .date: return isAbout ? resolved(index)?.date.date : nil
      case .verb:
        if chunks[index].flags.contains(.negated) { return nil }
        fallthrough
      default:
        // "The acquisition is its largest and is expected to close in March": until the verb, whatever is said besides.
        if chunks[index].tokens.contains(where: { act.verbs.contains(text.tokens[$0].fold) }) { isAbout = true }
      }
      index += 1
    }
    return nil
  }
}
