internal import KnowledgeGraph

extension PassageReader {
  /// A sentence with more names is a list, and is left to the rules.
  private static let mostMembers = 14

  /// Lets the scorer judge the pairs of names of the sentence of which no rule has told anything.
  mutating func score(by scorer: ScorerModel) {
    for pair in judgements(by: scorer) {
      claim(pair.relation, pair.first, pair.second, Double(pair.confidence), version: scorer.version)
    }
  }

  /// What two names most likely are to each other.
  private struct Judgement {
    var relation: ScoredRelation
    var first: Name
    var second: Name
    var confidence: Float
  }

  /// What the scorer takes the pairs of names for that are worth a claim.
  private func judgements(by scorer: ScorerModel) -> [Judgement] {
    guard text.sentences.indices.contains(sentence), views.count == text.tokens.count else { return [] }
    let tokens = text.sentences[sentence].tokens
    var found = names(startingIn: tokens).filter { isMember($0) }
    guard !found.isEmpty, found.count <= Self.mostMembers else { return [] }
    // "It also supplies X": what a phrase stands for is told of like what has its name there.
    for standIn in standIns.reversed() {
      guard tokens.contains(standIn.tokens.lowerBound), found.count < Self.mostMembers else { break }
      found.append(standIn)
    }
    found.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    guard found.count > 1 else { return [] }
    let features = PairFeatures(
      text: text, words: words, views: views, vocabulary: vocabulary, sentence: tokens, chunks: chunks,
      members: found.map { PairMember(tokens: $0.tokens, side: side(of: entities[$0.entity].kind)) })
    var told: Set<EntityPair> = []
    for draft in drafts.reversed() {
      guard draft.sentence == sentence else { break }
      if let object = draft.object { told.insert(EntityPair(meant(draft.subject), meant(object))) }
    }
    let meant = found.map { self.meant($0.entity) }
    var judged: [(first: Int, second: Int, lane: Int, confidence: Float)] = []
    var hashes: [UInt64] = []
    for first in found.indices {
      for second in found.indices[(first + 1)...] {
        let (a, b) = (found[first], found[second])
        guard second - first <= PairFeatures.namesBetween + 1, b.tokens.lowerBound >= a.tokens.upperBound,
          b.tokens.lowerBound - a.tokens.upperBound <= PairFeatures.reach, meant[first] != meant[second],
          !told.contains(EntityPair(meant[first], meant[second]))
        else { continue }
        hashes.removeAll(keepingCapacity: true)
        features.append(first, second, to: &hashes)
        let best = scorer.best(hashes)
        var confidence = scorer.confidence(best.lane, best.probability)
        if a.isStandIn || b.isStandIn { confidence *= Self.standInShare }
        judged.append((first, second, best.lane, confidence))
      }
    }
    levelLists(found, &judged)
    return judged.compactMap { pair in
      guard Double(pair.confidence) >= Self.leastForReview else { return nil }
      return Judgement(
        relation: ScoredRelation.all[pair.lane - 1], first: found[pair.first], second: found[pair.second],
        confidence: pair.confidence)
    }
  }

  /// "supplies A, B and C": what is likeliest told of one item of a list is told of the others.
  private func levelLists(
    _ found: [Name], _ judged: inout [(first: Int, second: Int, lane: Int, confidence: Float)]
  ) {
    let lists = lists(of: found)
    guard lists.contains(where: { $0 >= 0 }) else { return }
    struct Place: Hashable {
      var list: Int
      var other: Int
      var isFirst: Bool
    }
    func places(_ first: Int, _ second: Int) -> [Place] {
      guard lists[first] != lists[second] else { return [] }
      var result: [Place] = []
      if lists[first] >= 0 { result.append(Place(list: lists[first], other: second, isFirst: true)) }
      if lists[second] >= 0 { result.append(Place(list: lists[second], other: first, isFirst: false)) }
      return result
    }
    var best: [Place: (lane: Int, confidence: Float)] = [:]
    for pair in judged {
      for place in places(pair.first, pair.second) where pair.confidence > best[place]?.confidence ?? 0 {
        best[place] = (pair.lane, pair.confidence)
      }
    }
    for index in judged.indices {
      for place in places(judged[index].first, judged[index].second) {
        guard let other = best[place], other.confidence * Self.listShare > judged[index].confidence else { continue }
        (judged[index].lane, judged[index].confidence) = (other.lane, other.confidence * Self.listShare)
      }
    }
  }

  /// By name, the list of the sentence that it is an item of; -1 for none.
  private func lists(of found: [Name]) -> [Int] {
    var listOfChunk = Array(repeating: -1, count: chunks.count)
    var index = 0
    while index < chunks.count {
      let items = list(from: index)
      if items.count > 1 { for item in items { listOfChunk[item] = index } }
      index = (items.last ?? index) + 1
    }
    var chunk = 0
    return found.map { name in
      while chunk < chunks.count, chunks[chunk].tokens.upperBound <= name.tokens.lowerBound { chunk += 1 }
      guard chunk < chunks.count, chunks[chunk].name >= 0, names[chunks[chunk].name].tokens == name.tokens else {
        return -1
      }
      return listOfChunk[chunk]
    }
  }

  /// What an entity stands for: an alias for what it is another name of.
  private func meant(_ entity: Int) -> Int { aliases[entity] ?? entity }

  /// Two entities in whatever order.
  private struct EntityPair: Hashable {
    var low: Int
    var high: Int

    init(_ first: Int, _ second: Int) {
      low = min(first, second)
      high = max(first, second)
    }
  }

  /// The names that begin at some tokens; names stand in the order of their tokens.
  func names(startingIn tokens: Range<Int>) -> ArraySlice<Name> {
    func first(from token: Int) -> Int {
      var (low, high) = (0, names.count)
      while low < high {
        let middle = low + (high - low) / 2
        if names[middle].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return names[first(from: tokens.lowerBound)..<first(from: tokens.upperBound)]
  }

  private func isMember(_ name: Name) -> Bool {
    !name.isAdjective && !name.tokens.isEmpty && entities[name.entity].reference == .name
  }

  /// The sort of a kind as the scorer tells kinds apart.
  func side(of kind: Kind) -> UInt64 {
    if ontology.isKind(kind, under: .place) { return 1 }
    if kind == .person { return 2 }
    if ontology.isKind(kind, under: .agent) { return 3 }
    return kind == .product || kind == .initiative || kind == .facility ? 4 : 5
  }

  /// From this share of right claims on, a claim of the scorer is accepted; others are for review, however likely.
  private static let accepted = 0.6
  private static let mostForReview = 0.45
  /// How much of the confidence is left where a side is "it" or "the company".
  private static let standInShare: Float = 0.9
  /// How much of it the other items of a list get.
  private static let listShare: Float = 0.95
  /// What is right less often is not worth a person's time, though rules' claims of that confidence are: these are few.
  private static let leastForReview = 0.35

  private mutating func claim(_ relation: ScoredRelation, _ a: Name, _ b: Name, _ share: Double, version: Int) {
    let (subject, object) = relation.isTurned ? (b, a) : (a, b)
    guard let standing = standing(between: a, b, isTurned: relation.isTurned), !standing.isNegated,
      standing.status != .denied
    else { return }
    guard !areSiblings(subject.entity, object.entity, relation.predicate) else { return }
    guard relation.predicate != .mergedWith || !hasOwnObject(between: a, b) else { return }
    // "Reading Proust in Kyoto": what is nowhere shown to be a place or a building is no place in another.
    let isUnshown = relation.predicate == .locatedIn && entities[subject.entity].evidence <= .form
    let doubt = standing.doubt > 0 || standing.status != nil || isUnshown
    let confidence = share >= Self.accepted && !doubt ? share : min(share, Self.mostForReview)
    var qualifiers = Qualifiers()
    let isState = ontology.predicates[relation.predicate]?.temporal == .state
    qualifiers.status = standing.status ?? (isState ? status(of: relation.predicate, between: a, b) : nil)
    if let binding = binding(a, b, isTurned: relation.isTurned) {
      current = binding
      if relation.predicate == .acquired || relation.predicate == .investedIn && !tellsOfRound {
        qualifiers.amount = money(at: binding, from: binding + 1)
        qualifiers.amount?.kind = relation.predicate == .acquired ? .paid : .committed
      }
      // Of a state a date beside it says too little, where others could be meant by it.
      if !isState, let date = date(at: binding) {
        apply(date, to: &qualifiers, isState: false, isAnnounced: standing.isAnnounced)
      } else if !isState, let told = telling(behind: binding) {
        qualifiers.announced = told
      } else if isState, mayEnd(relation.predicate, object.entity), let date = onlyDate,
        Self.bounds.contains(date.preposition)
      {
        apply(date, to: &qualifiers, isState: isState, isAnnounced: standing.isAnnounced)
      }
    }
    if relation.predicate == .owns {
      qualifiers.amount =
        stake(of: subject.entity, in: object.entity) ?? onlyStake(of: subject.entity, in: object.entity)
    }
    // What a firm develops is a product, where nothing better shows that it is a firm.
    if relation.predicate == .develops || relation.predicate == .launched, entities[object.entity].kind == .company,
      entities[object.entity].evidence <= (confidence >= Self.accepted ? .words : .form)
    {
      entities.assume(object.entity, .product)
    }
    add(
      relation.predicate, subject.entity, object.entity, qualifiers: qualifiers, rule: "model.relations@\(version)",
      confidence: confidence)
  }

  /// Whether a sentence with one date is likely to tell by it since when a state holds: not what a firm makes and where it
  /// is, and not whose body a regulator is ("Sweden's IMY has been looking into it since 2023").
  private func mayEnd(_ predicate: Predicate, _ object: Int) -> Bool {
    Self.leavable.contains(predicate) && !ontology.isKind(entities[object].kind, under: .place)
  }

  /// The phrase whose date and money are those of what binds two names: the last verb between them; else the verb of the
  /// later one, where that acts ("the plan that X published in 2020"); else the last verb before both.
  private func binding(_ a: Name, _ b: Name, isTurned: Bool) -> Int? {
    let verbs = chunks.indices.filter { kind($0) == .verb }
    if let between = verbs.last(where: {
      chunks[$0].head >= a.tokens.upperBound && chunks[$0].head < b.tokens.lowerBound
    }) {
      return between
    }
    if isTurned, let next = verbs.first(where: { chunks[$0].head >= b.tokens.upperBound }),
      chunks[next].tokens.lowerBound <= b.tokens.upperBound + 1
    {
      return next
    }
    return verbs.last { chunks[$0].head < a.tokens.lowerBound }
      ?? chunks.indices.first { chunks[$0].tokens.upperBound > a.tokens.lowerBound }
  }

  /// "led by A and joined by B": of two that the rules tell the same of, one is not told it of the other.
  private func areSiblings(_ first: Int, _ second: Int, _ predicate: Predicate) -> Bool {
    func objects(_ subject: Int) -> Set<Int> {
      let told = drafts.reversed().prefix { $0.sentence == sentence }
      return Set(told.filter { $0.subject == subject && $0.predicate == predicate }.compactMap(\.object))
    }
    return !objects(first).isDisjoint(with: objects(second))
  }

  /// Whether a state is over or to come by the words before and between two names: "former", "lost", "is joining".
  private func status(of predicate: Predicate, between a: Name, _ b: Name) -> Qualifiers.Status? {
    let sentence = text.sentences[sentence].tokens
    let before = max(sentence.lowerBound, a.tokens.lowerBound - 4)..<a.tokens.lowerBound
    if Self.leavable.contains(predicate),
      before.contains(where: { Self.successions.contains(text.tokens[$0].fold) })
    {
      return .former
    }
    // Who has left one firm may have come to another that stands between.
    let isAlone = (a.tokens.upperBound..<max(a.tokens.upperBound, b.tokens.lowerBound)).allSatisfy { nameAt[$0] < 0 }
    let words = before.lowerBound..<(isAlone ? max(a.tokens.lowerBound, b.tokens.lowerBound) : a.tokens.lowerBound)
    let isOver = words.contains { token in
      Self.endings.contains(text.tokens[token].fold) && !text.isToken(token + 1, "by")
        && !text.isToken(token + 1, "for")
    }
    if isOver, Self.leavable.contains(predicate) { return .former }
    let between = a.tokens.upperBound..<max(a.tokens.upperBound, b.tokens.lowerBound)
    let isComing = chunks.contains {
      $0.kind == .verb && between.contains($0.head) && $0.flags.contains(.progressive)
        && Self.comings.contains(text.tokens[$0.head].fold)
    }
    return isComing ? .planned : nil
  }

  private static let leavable: Set<Predicate> = [
    .worksFor, .owns, .uses, .supplies, .partnersWith, .subsidiaryOf, .partOf,
  ]
  private static let endings: Set<UInt64> = Set(
    [
      "former", "formerly", "previously", "once", "ex", "then", "lost", "left", "quit", "ended", "dropped", "resigned",
      "dismissed", "retired", "departed",
      "ousted", "ran", "led", "headed", "worked", "served", "spent", "chaired", "lately",
    ].map { FoldedHash($0.utf8).value })
  /// "X succeeds Y": Y was there.
  private static let successions: Set<UInt64> = Set(
    ["replaced", "replacing", "replaces", "replace", "succeeds", "succeeding", "succeeded", "succeed"].map {
      FoldedHash($0.utf8).value
    })
  private static let comings: Set<UInt64> = Set(
    ["joining", "moving", "going", "entering", "taking"].map { FoldedHash($0.utf8).value })

  /// "X merged its health plan with Y": what X has is merged, and not X.
  private func hasOwnObject(between a: Name, _ b: Name) -> Bool {
    chunks.indices.contains { index in
      kind(index) == .noun && chunks[index].determiner == .possessive && kind(index - 1) == .verb
        && chunks[index].tokens.lowerBound >= a.tokens.upperBound
        && chunks[index].tokens.upperBound <= b.tokens.lowerBound
    }
  }

  /// The one date of a sentence that says little more than one thing.
  private var onlyDate: (date: DateContext.Resolved, preposition: DateExpression.Preposition?)? {
    let dates = chunks.indices.filter { kind($0) == .date }
    let verbs = chunks.count { $0.kind == .verb && !$0.flags.contains(.infinitive) }
    guard dates.count == 1, verbs <= 2 else { return nil }
    return resolved(dates[0])
  }

  /// Whether the sentence tells of money that several gave: what a round brought is not what each of them has given.
  private var tellsOfRound: Bool {
    chunks.indices.contains { kind($0) == .noun && contains($0, Self.fundingWords) }
      || drafts.reversed().prefix { $0.sentence == sentence }.contains { $0.predicate == .raised }
  }

  /// How far what binds two names has come: by the verbs between them, else by the one before; nil where it is not told
  /// as a fact at all.
  ///
  /// `isTurned` says: The later name acts.
  private func standing(between a: Name, _ b: Name, isTurned: Bool) -> Standing? {
    var result = Standing()
    let verbs = chunks.indices.filter { kind($0) == .verb }
    let between = verbs.filter {
      chunks[$0].head >= a.tokens.upperBound && chunks[$0].head < b.tokens.lowerBound
    }
    let before = verbs.last { chunks[$0].head < a.tokens.lowerBound }
    var binding = between.isEmpty ? [before].compactMap(\.self) : between
    // "Acme expects Bolt to deliver", "Acme needs money, and Bolt is expected to give it": what the later name does.
    if let next = verbs.first(where: { chunks[$0].head >= b.tokens.upperBound }),
      chunks[next].tokens.lowerBound <= b.tokens.upperBound + 1, isTurned || chunks[next].flags.contains(.infinitive),
      !between.contains(where: { chunks[$0].flags.contains(.passive) })
    {
      binding.append(next)
      if kind(next + 1) == .verb, chunks[next + 1].flags.contains(.infinitive) { binding.append(next + 1) }
    }
    for verb in binding {
      let standing = standing(of: verb)
      guard standing.doubt < 1 else { return nil }
      result.isNegated = result.isNegated || standing.isNegated
      result.status = result.status ?? standing.status
      result.doubt = max(result.doubt, standing.doubt)
      result.isAnnounced = result.isAnnounced || standing.isAnnounced
    }
    return result
  }
}
