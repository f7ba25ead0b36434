internal import KnowledgeGraph

/// What part of a firm somebody owns.
extension PassageReader {
  /// The share that the sentence gives to an owner by where it stands: "45% owned by A", "A (55%)", "A holds 51%", "and B
  /// 49%", "B, with 41%".
  func stake(of owner: Int, in firm: Int?) -> Amount? {
    let shares = shares
    guard !shares.isEmpty else { return nil }
    if let share = sharedOut(to: owner, in: firm) { return share }
    for name in namesHere where name.entity == owner {
      for (tokens, amount) in shares where belongs(tokens, to: name.tokens) && !isOfOther(tokens, than: firm) {
        return amount
      }
    }
    return nil
  }

  /// "A and B own 60% and 40% of it", "A and B, which each own 10%": to each owner of a list its own share, or the one.
  private func sharedOut(to owner: Int, in firm: Int?) -> Amount? {
    guard let first = chunks.indices.first(where: { isPercent($0) }) else { return nil }
    var run = [first]
    var next = first + 1
    while kind(next) == .comma || kind(next) == .conjunction || isPercent(next) {
      if isPercent(next) { run.append(next) }
      next += 1
    }
    // "each own 33.1%" is one phrase to the chunker, which takes "own" for no verb there.
    let verb = chunks[first].tokens.contains { text.isToken($0, "each") } ? first : first - 1
    guard verb >= 0, chunks[verb].tokens.contains(where: { Self.holdings.contains(text.tokens[$0].fold) }),
      let last = run.last, !isOfOther(chunks[last].tokens, than: firm)
    else { return nil }
    let (owners, isEach) = owners(before: verb)
    guard owners.count > 1, let place = owners.firstIndex(of: owner) else { return nil }
    guard run.count == owners.count || run.count == 1 && isEach else { return nil }
    var share = amount(of: run.count == 1 ? run[0] : run[place])
    share?.kind = .stake
    return share
  }

  private func isPercent(_ chunk: Int) -> Bool { kind(chunk) == .noun && amount(of: chunk)?.unit == .percent }

  /// The names of the list before a verb, in their order, and whether "each" of them does it.
  private func owners(before verb: Int) -> (entities: [Int], isEach: Bool) {
    var index = verb - 1
    var isEach = chunks[verb].tokens.contains { text.isToken($0, "each") }
    while kind(index) == .adverb || kind(index) == .subordinator || kind(index) == .comma || isWord(index, "each") {
      if isWord(index, "each") { isEach = true }
      index -= 1
    }
    var found: [Int] = []
    while kind(index) == .noun, chunks[index].name >= 0 {
      // "Acme of Paris"
      if kind(index - 1) == .preposition, kind(index - 2) == .noun, chunks[index - 2].name >= 0 { index -= 2 }
      found.insert(names[chunks[index].name].entity, at: 0)
      index -= 1
      guard kind(index) == .conjunction || kind(index) == .comma else { break }
      if kind(index) == .conjunction { index -= 1 }
      if kind(index) == .comma { index -= 1 }
    }
    return (found, isEach)
  }

  /// "its owner also holds 19.9% of Ruby": the share is one of Ruby.
  private func isOfOther(_ share: Range<Int>, than firm: Int?) -> Bool {
    guard
      let of = (share.upperBound..<share.upperBound + 2).first(where: {
        text.isToken($0, "of") || text.isToken($0, "in")
      })
    else { return false }
    for token in (of + 1)..<min(of + 5, text.tokens.count) where nameAt[token] >= 0 {
      let entity = names[Int(nameAt[token])].entity
      return isAgent(entity) && entity != firm
    }
    return false
  }

  /// The one percentage of the sentence, where it is one of a firm and no other's.
  func onlyStake(of owner: Int, in firm: Int) -> Amount? {
    let shares = chunks.indices.filter { kind($0) == .noun && amount(of: $0)?.unit == .percent }
    guard shares.count == 1, var share = amount(of: shares[0]), !isOfOther(chunks[shares[0]].tokens, than: firm) else {
      return nil
    }
    // "sales fell 12%" is none of a firm.
    let isOfFirm =
      isWord(shares[0] + 1, "of") || isWord(shares[0] + 1, "in") || contains(shares[0], Self.stakes)
      || kind(shares[0] - 1) == .verb && Self.holdings.contains(text.tokens[chunks[shares[0] - 1].head].fold)
    guard isOfFirm else { return nil }
    let tokens = self.shares.map(\.tokens)
    let isOthers = namesHere.contains { name in
      name.entity != owner && isAgent(name.entity) && tokens.contains { belongs($0, to: name.tokens) }
    }
    guard !isOthers else { return nil }
    share.kind = .stake
    return share
  }

  /// The names of the sentence.
  private var namesHere: ArraySlice<Name> {
    text.sentences.indices.contains(sentence) ? names(startingIn: text.sentences[sentence].tokens) : []
  }

  /// The percentages of the sentence, with where they stand.
  private var shares: [(tokens: Range<Int>, amount: Amount)] {
    chunks.indices.compactMap { index in
      guard kind(index) == .noun, var amount = amount(of: index), amount.unit == .percent else { return nil }
      let tokens = chunks[index].tokens.filter { valueAt[$0] >= 0 }
      guard let first = tokens.first, let last = tokens.last else { return nil }
      amount.kind = .stake
      return (first..<last + 1, amount)
    }
  }

  private func belongs(_ share: Range<Int>, to owner: Range<Int>) -> Bool {
    if share.lowerBound >= owner.upperBound {
      let between = owner.upperBound..<share.lowerBound
      if between.isEmpty { return true }
      if between.count == 1, text.isToken(between.lowerBound, byte: UInt8(ascii: "(")) { return true }
      if between.count == 2, text.isToken(between.lowerBound, byte: UInt8(ascii: ",")),
        text.isToken(between.lowerBound + 1, "with")
      {
        return true
      }
      return between.count <= 6 && between.allSatisfy { nameAt[$0] < 0 }
        && between.contains { Self.holdings.contains(text.tokens[$0].fold) }
    }
    let between = share.upperBound..<max(share.upperBound, owner.lowerBound)
    return between.count <= 9 && between.contains { text.isToken($0, "by") }
      && between.contains { Self.ownings.contains(text.tokens[$0].fold) }
      && between.allSatisfy { valueAt[$0] < 0 && (nameAt[$0] < 0 || isOrigin(Int(nameAt[$0]))) }
  }

  /// "owned by the Danish group A", "owned by Qatar's A": says where a firm is from.
  private func isOrigin(_ name: Int) -> Bool {
    names[name].isAdjective || ontology.isKind(entities[names[name].entity].kind, under: .place)
  }

  private static let stakes: [UInt64] = ["stake", "interest", "share", "shares", "shareholding", "owned"].map {
    FoldedHash($0.utf8).value
  }
  private static let holdings: Set<UInt64> = Set(
    [
      "holds", "hold", "held", "owns", "own", "owned", "has", "have", "controls", "keep", "keeps", "kept", "retain",
      "retains", "retained", "taken", "took",
    ]
    .map { FoldedHash($0.utf8).value })
  private static let ownings: Set<UInt64> = Set(["owned", "held", "controlled"].map { FoldedHash($0.utf8).value })
}
