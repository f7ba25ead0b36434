internal import KnowledgeGraph

/// A name as the scorer sees it.
struct PairMember: Hashable, Sendable {
  var tokens: Range<Int>
  /// ``PairFeatures/side(of:)``
  var side: UInt64
}

/// The features of two names of a sentence, as 64-bit hashes: the words before, between and behind them, the triggers
/// among these and what they trigger, the kinds of both, and how far apart they stand (Zhou et al. 2005; Mintz et al.
/// 2009).
struct PairFeatures {
  let text: TokenizedText
  let views: [TokenView]
  let sentence: Range<Int>
  /// The names of the sentence in order.
  let members: [PairMember]
  private let phrases: PhraseFeatures
  /// By token of the sentence, the hashes of the predicates that the word there can trigger.
  private let triggered: [[UInt64]]

  /// How many tokens apart, and with how many names between them, two names are still looked at.
  static let reach = 40
  static let namesBetween = 6

  init(
    text: TokenizedText, words: [Int32], views: [TokenView], vocabulary: Vocabulary, sentence: Range<Int>,
    chunks: [Chunk], members: [PairMember]
  ) {
    phrases = PhraseFeatures(text: text, vocabulary: vocabulary, chunks: chunks)
    self.text = text
    self.views = views
    self.sentence = sentence
    self.members = members
    triggered = sentence.map { index in
      guard text.tokens[index].kind == .word, text.tokens[index].shape == .lower, words[index] >= 0 else { return [] }
      return vocabulary.predicates(of: words[index])
    }
  }

  /// Appends the features of two names, the first before the second.
  func append(_ first: Int, _ second: Int, to features: inout [UInt64]) {
    guard members.indices.contains(first), members.indices.contains(second) else { return }
    let (a, b) = (members[first], members[second])
    let kinds = a.side << 4 | b.side
    func add(_ template: UInt64, _ value: UInt64) {
      features.append(FeatureHash.of(1000 + template, value))
    }
    func addKinds(_ template: UInt64, _ value: UInt64) {
      add(template, value)
      add(template + 1, FeatureHash.pair(value, kinds))
    }
    let between = a.tokens.upperBound..<max(a.tokens.upperBound, b.tokens.lowerBound)
    let before = sentence.lowerBound..<max(sentence.lowerBound, a.tokens.lowerBound)
    let behind = b.tokens.upperBound..<max(b.tokens.upperBound, sentence.upperBound)
    add(0, kinds)
    add(
      1,
      FeatureHash.pair(
        kinds, UInt64(min(between.count, 4) + (between.count > 9 ? 1 : 0) + (between.count > 18 ? 1 : 0))))
    add(2, FeatureHash.pair(kinds, UInt64(min(second - first, 5))))
    addParts(between, before, behind, kinds, &features)
    var sequence: UInt64 = 7
    for index in between {
      addKinds(10, views[index].word)
      add(12, FeatureHash.path(views[index].lexeme.path, 9))
      if index > between.lowerBound { addKinds(14, FeatureHash.pair(views[index - 1].word, views[index].word)) }
      sequence = FeatureHash.pair(sequence, views[index].word)
    }
    if between.count <= 5 { addKinds(16, sequence) }
    for offset in 1...2 {
      addKinds(18 + UInt64(offset) * 2, view(a.tokens.lowerBound - offset).word)
      addKinds(24 + UInt64(offset) * 2, view(b.tokens.upperBound + offset - 1).word)
    }
    addKinds(30, FeatureHash.pair(view(a.tokens.lowerBound - 2).word, view(a.tokens.lowerBound - 1).word))
    addKinds(32, FeatureHash.pair(view(b.tokens.upperBound).word, view(b.tokens.upperBound + 1).word))
    // "Acme Capital": what a name ends in says what its owner does.
    add(34, views[a.tokens.upperBound - 1].word)
    add(35, views[b.tokens.upperBound - 1].word)
    addVerbs(between, kinds, &features)
    phrases.append(a.tokens.lowerBound, b.tokens.lowerBound, kinds, to: &features)
  }

  /// The words of the sentence by part, and the triggers among them.
  private func addParts(
    _ between: Range<Int>, _ before: Range<Int>, _ behind: Range<Int>, _ kinds: UInt64, _ features: inout [UInt64]
  ) {
    for (part, range) in [before.suffix(20), between.prefix(Self.reach), behind.prefix(20)].enumerated() {
      for index in range where text.tokens[index].kind == .word && text.tokens[index].shape == .lower {
        if part != 1 { features.append(FeatureHash.of(1040 + UInt64(part), views[index].word)) }
        for predicate in triggered[index - sentence.lowerBound] {
          features.append(FeatureHash.of(1050 + UInt64(part), FeatureHash.pair(predicate, kinds)))
        }
      }
    }
  }

  private func addVerbs(_ between: Range<Int>, _ kinds: UInt64, _ features: inout [UInt64]) {
    var verbs = 0
    var isAfterBe = false
    for index in between {
      let classes = WordClass(rawValue: views[index].classes)
      if classes.contains(.verb), !classes.contains(.preposition) {
        verbs += 1
        let value = FeatureHash.pair(views[index].word, isAfterBe ? 1 : 0)
        if verbs == 1 { features.append(FeatureHash.of(1060, FeatureHash.pair(value, kinds))) }
        // A passive with "by" turns the sides round.
        if text.isToken(index + 1, "by") { features.append(FeatureHash.of(1061, FeatureHash.pair(value, kinds))) }
      }
      isAfterBe = classes.contains(.be)
    }
    if verbs == 0 { features.append(FeatureHash.of(1062, kinds)) }
  }

  private func view(_ index: Int) -> TokenView {
    sentence.contains(index) && views.indices.contains(index) ? views[index] : .edge
  }
}
