import KnowledgeGraph

/// Turns a part of a graph into draft cards and edges: which acts are cards, which mentions are needed, what folds.
struct SceneBuilder {
  let subgraph: Subgraph
  let ontology: Ontology
  let options: FigureOptions

  private(set) var cards: [DraftCard] = []
  private(set) var edges: [DraftEdge] = []
  private var cardOf: [EntityID: Int] = [:]
  private let entityOf: [EntityID: Entity]
  private let relationOf: [RelationID: Relation]
  /// The act that a relation without a card of its own is part of.
  private var actOf: [RelationID: Act] = [:]

  init(_ subgraph: Subgraph, ontology: Ontology, options: FigureOptions) {
    self.subgraph = subgraph
    self.ontology = ontology
    self.options = options
    entityOf = Dictionary(subgraph.entities.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let known = entityOf
    let whole = subgraph.relations.filter { relation in
      known[relation.subject] != nil && relation.object.map { known[$0] != nil } ?? true
    }
    relationOf = Dictionary(whole.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    addEntities()
    let covered = addActs()
    addRelations(except: covered)
    addOmitted()
  }

  // MARK: Cards

  private mutating func addEntities() {
    let focus = Set(subgraph.focus)
    for entity in subgraph.entities where cardOf[entity.id] == nil {
      let definition = ontology.kinds[entity.kind]
      let kind = definition?.label ?? DisplayText.cleaned(entity.kind.rawValue)
      let label = entity.isAuthor ? "Author" : DisplayText.capped(kind, to: 32)
      let style = options.theme.style(of: entity.kind, in: ontology)
      let icon = entity.isAuthor ? Icon.person : style?.icon ?? Icon(named: definition?.icon ?? "")
      let tint = entity.isAuthor ? Tint.person : style?.tint ?? Tint(icon: definition?.icon ?? "")
      var tooltip = ["\(label): \(DisplayText.cleaned(entity.name))"]
      if !entity.aliases.isEmpty { tooltip.append("also: " + list(entity.aliases)) }
      if !entity.candidates.isEmpty { tooltip.append("may be: " + list(entity.candidates)) }
      if entity.sourceCount > 0 {
        tooltip.append(entity.sourceCount == 1 ? "1 source" : "\(entity.sourceCount) sources")
      }
      cardOf[entity.id] = cards.count
      cards.append(
        DraftCard(
          role: .entity, tint: tint, icon: icon, caption: label, legend: label,
          plural: entity.isAuthor ? "Authors" : definition?.plural ?? "of kind \(label)",
          name: DisplayText.cleaned(entity.name), details: entity.date.map { [DateText.text($0)] } ?? [],
          isDescribed: entity.isDescribed, isUncertain: !entity.candidates.isEmpty,
          isFocus: focus.contains(entity.id), tooltip: tooltip.joined(separator: "\n"),
          link: LinkPolicy.allowed(entity.url), entities: [entity.id]))
    }
  }

  private func list(_ names: [String]) -> String {
    let shown = names.prefix(8).map { DisplayText.capped(DisplayText.cleaned($0), to: DisplayText.labelLimit) }
    return shown.joined(separator: ", ") + (names.count > 8 ? ", and \(names.count - 8) more" : "")
  }

  /// Gives a card to every act that needs one; what they cover is returned.
  private mutating func addActs() -> Set<RelationID> {
    var covered: Set<RelationID> = []
    var drafts: [(act: Act, relations: [Relation])] = []
    for act in subgraph.acts.sorted(by: { $0.id < $1.id }) {
      let relations = act.relations.compactMap { relationOf[$0] }
      guard !relations.isEmpty else { continue }
      var act = act
      act.amount = act.amount ?? relations.lazy.compactMap(\.qualifiers.amount).first
      if needsCard(relations, amount: act.amount) {
        drafts.append((act, relations))
        covered.formUnion(relations.map(\.id))
      } else {
        for relation in relations { actOf[relation.id] = act }
      }
    }
    // A relation with money of its own, or a value, is an act that no one else has told of.
    for relation in relationOf.values.sorted(by: { $0.id < $1.id }) where !covered.contains(relation.id) {
      let amount = relation.qualifiers.amount
      guard actOf[relation.id] == nil, relation.object == nil || amount?.currency != nil else { continue }
      let act = Act(
        id: ActID(rawValue: 0), predicate: relation.predicate, relations: [relation.id], amount: amount,
        claims: relation.claims, sourceCount: relation.sourceCount)
      drafts.append((act, [relation]))
      covered.insert(relation.id)
    }
    let merged = mergedInitiatives(drafts)
    for (index, draft) in drafts.enumerated() { add(draft.act, draft.relations, merging: merged[index]) }
    return covered
  }

  private func needsCard(_ relations: [Relation], amount: Amount?) -> Bool {
    if amount?.currency != nil || relations.contains(where: { $0.object == nil }) { return true }
    let parties = Set(relations.flatMap { [$0.subject, $0.object].compactMap(\.self) })
    guard parties.count >= 3 else { return false }
    // Parties that all hang on one of them are joined by its card: two firms that launch one program.
    return !parties.contains { party in relations.allSatisfy { $0.subject == party || $0.object == party } }
  }

  /// For each act the initiative that is known only as the object of this one act of money ("five-year investment
  /// plan"): the amount's card stands for it.
  private func mergedInitiatives(_ drafts: [(act: Act, relations: [Relation])]) -> [EntityID?] {
    var uses: [EntityID: Int] = [:]
    let candidates = drafts.map { draft -> EntityID? in
      guard draft.act.amount?.currency != nil else { return nil }
      let described = draft.relations.compactMap(\.object).filter { object in
        guard let entity = entityOf[object], entity.isDescribed else { return false }
        return ontology.isKind(entity.kind, under: .initiative) && !draft.relations.contains { $0.subject == object }
      }
      guard let first = described.first else { return nil }
      uses[first, default: 0] += 1
      return first
    }
    return candidates.map { candidate in candidate.flatMap { uses[$0] == 1 ? $0 : nil } }
  }

  private mutating func add(_ act: Act, _ relations: [Relation], merging merged: EntityID?) {
    let caption = ActCaption.text(act)
    var details: [String] = []
    var tooltip: [String] = [caption + (act.amount.map { ": " + AmountText.exactText($0) } ?? "")]
    if let merged, let entity = entityOf[merged] {
      details.append(DisplayText.cleaned(entity.name))
      tooltip.append(DisplayText.cleaned(entity.name))
    }
    if let period = act.amount?.period { details.append(AmountText.text(period)) }
    let isValue = relations.contains { $0.object == nil }
    let parties = Set(relations.flatMap { [$0.subject, $0.object].compactMap(\.self) }).count
    var card = DraftCard(
      role: .act, tint: .deal, icon: .deal, caption: caption, legend: caption, plural: caption,
      name: act.amount.map(AmountText.text) ?? (isValue ? "not stated" : "\(parties) parties"),
      details: details, tooltip: tooltip.joined(separator: "\n"))
    if act.predicate == .employs { (card.tint, card.icon) = (.company, .organization) }
    let index: Int
    if let merged, let old = cardOf[merged] {
      card.entities = [merged]
      card.isFocus = cards[old].isFocus
      card.tooltip += "\n" + cards[old].tooltip
      cards[old] = card
      index = old
    } else {
      index = cards.count
      cards.append(card)
    }
    let label = ontology.label(act.predicate)
    let isSymmetric = ontology.isSymmetric(act.predicate)
    let (verb, link) = ActCaption.parts(of: label)
    let hasOtherObjects = relations.contains { $0.object != nil && $0.object != merged }
    var legs: [EntityID: Int] = [:]
    for relation in relations {
      let parties: [(EntityID, Bool)] =
        [(relation.subject, true)] + (relation.object.map { [($0, isSymmetric)] } ?? [])
      for (party, isGiver) in parties where party != merged {
        guard let end = cardOf[party], end != index else { continue }
        if let leg = legs[party] {
          if !edges[leg].relations.contains(relation) { edges[leg].relations.append(relation) }
          edges[leg].sourceCount = max(edges[leg].sourceCount, relation.sourceCount)
          continue
        }
        legs[party] = edges.count
        var qualifiers = relation.qualifiers
        qualifiers.at = qualifiers.at ?? act.at
        qualifiers.announced = qualifiers.announced ?? act.announced
        qualifiers.status = qualifiers.status ?? act.status
        edges.append(
          DraftEdge(
            tail: isGiver ? end : index, head: isGiver ? index : end, tint: card.tint,
            line: SceneBuilder.line(relation, qualifiers), isSymmetric: false,
            label: isGiver ? (hasOtherObjects ? verb : label) : link,
            details: isGiver ? edgeDetails(relation, qualifiers, amount: nil) : [], sourceCount: relation.sourceCount,
            relations: [relation], isContinuation: !isGiver))
      }
    }
  }

  /// How many "+12 more" cards a figure has beside those of what was asked for: where much is left out everywhere, a
  /// line in each card says so.
  private static let omittedCardLimit = 4

  private mutating func addOmitted() {
    let focus = Set(subgraph.focus)
    let left = subgraph.omitted.filter { $0.value.count > 0 && cardOf[$0.key] != nil }.sorted { first, second in
      let (isAsked, isOtherAsked) = (focus.contains(first.key), focus.contains(second.key))
      if isAsked != isOtherAsked { return isAsked }
      return first.value.count != second.value.count
        ? first.value.count > second.value.count : first.key < second.key
    }
    let shown = left.prefix(SceneBuilder.omittedCardLimit)
    for (id, omission) in shown.sorted(by: { $0.key < $1.key }) {
      guard let tail = cardOf[id] else { continue }
      let contents = OmissionText.contents(omission, ontology: ontology)
      edges.append(
        DraftEdge(
          tail: tail, head: cards.count, tint: .plain, line: .more, isSymmetric: false, label: "", details: [],
          sourceCount: 0, relations: []))
      let heading = "\(omission.count) more beside \(cards[tail].name)"
      cards.append(
        DraftCard(
          role: .more, tint: .plain, icon: .plain, caption: "", legend: nil, plural: "",
          name: "+\(omission.count) more", details: contents,
          tooltip: ([heading] + contents + [OmissionText.names(omission)].compactMap { $0 }).joined(separator: "\n")))
    }
    for (id, omission) in left.dropFirst(SceneBuilder.omittedCardLimit) {
      guard let index = cardOf[id] else { continue }
      cards[index].details.append("+\(omission.count) more")
      let words = OmissionText.contents(omission, ontology: ontology) + [OmissionText.names(omission)].compactMap { $0 }
      cards[index].tooltip += "\nnot drawn: " + words.joined(separator: "; ")
    }
  }

  // MARK: Changes

  /// Says in words what became of cards and edges: no meaning is carried by colour alone.
  mutating func mark(_ changes: FigureOptions.Changes) {
    for index in edges.indices {
      let marks = edges[index].relations.map { changes.relations[$0.id] }
      guard let first = marks.first(where: { $0 != nil }) ?? nil else { continue }
      // Of several relations that are one edge some may be as they were.
      let mark = marks.allSatisfy { $0 == first } ? first : .changed
      edges[index].change = mark
      if !edges[index].isContinuation { edges[index].details.insert(mark.rawValue, at: 0) }
    }
    for index in cards.indices {
      let marks = cards[index].entities.map { changes.entities[$0] }
      guard cards[index].role == .entity, let first = marks.first ?? nil else { continue }
      cards[index].change = first
      cards[index].details.insert(first.rawValue, at: 0)
      cards[index].tooltip += "\n" + first.rawValue
    }
  }

  // MARK: Edges

  private mutating func addRelations(except covered: Set<RelationID>) {
    let rest = relationOf.values.filter { !covered.contains($0.id) }.sorted { $0.id < $1.id }
    let shown = options.mentions == .all ? rest : neededMentions(rest)
    for relation in shown {
      guard let object = relation.object, let from = cardOf[relation.subject], let to = cardOf[object] else { continue }
      let act = actOf[relation.id]
      var qualifiers = relation.qualifiers
      qualifiers.at = qualifiers.at ?? act?.at
      qualifiers.announced = qualifiers.announced ?? act?.announced
      qualifiers.status = qualifiers.status ?? act?.status
      // People read "author wrote article", and a source stands below who made it.
      let isTurned = relation.predicate == .authoredBy || relation.predicate == .publishedBy
      let definition = ontology.predicates[relation.predicate]
      let isMention = relation.predicate == .mentions
      let words = isTurned ? definition?.inverseLabel : isMention ? "" : nil
      var label = DisplayText.cleaned(words ?? ontology.label(relation.predicate))
      if qualifiers.isNegated { label = "not " + label }
      edges.append(
        DraftEdge(
          tail: isTurned ? to : from, head: isTurned ? from : to,
          tint: options.theme.predicates[relation.predicate]?.tint ?? Tint(relation.predicate),
          line: SceneBuilder.line(relation, qualifiers), isSymmetric: ontology.isSymmetric(relation.predicate),
          label: label,
          details: isMention ? [] : edgeDetails(relation, qualifiers, amount: qualifiers.amount ?? act?.amount),
          sourceCount: relation.sourceCount, relations: [relation]))
    }
  }

  /// The relations without the mentions that are not needed: those of something that another relation leads to. A
  /// source that would be left without any keeps its first.
  private func neededMentions(_ relations: [Relation]) -> [Relation] {
    let facts = relations.filter { !ontology.isBackground($0.predicate) }
    var reached: Set<EntityID> = []
    var isTied: Set<EntityID> = []
    for relation in subgraph.relations where !ontology.isBackground(relation.predicate) {
      if let object = relation.object, object != relation.subject { reached.insert(object) }
      if relation.predicate != .authoredBy, relation.predicate != .publishedBy { isTied.insert(relation.subject) }
    }
    guard !facts.isEmpty || !reached.isEmpty else { return relations }
    let background = relations.filter { ontology.isBackground($0.predicate) }
    var kept = Set(background.filter { $0.object.map { !reached.contains($0) } ?? false }.map(\.id))
    isTied.formUnion(background.filter { kept.contains($0.id) }.map(\.subject))
    for relation in background where !isTied.contains(relation.subject) {
      kept.insert(relation.id)
      isTied.insert(relation.subject)
    }
    return relations.filter { !ontology.isBackground($0.predicate) || kept.contains($0.id) }
  }

  /// How the line of a relation is drawn, from what it and its act say.
  static func line(_ relation: Relation, _ qualifiers: Qualifiers) -> Scene.Line {
    if !relation.contestedBy.isEmpty { return .contested }
    if qualifiers.isNegated { return .ended }
    switch qualifiers.status {
    case .denied, .cancelled, .former: return .ended
    case .announced, .planned: return .planned
    case .signed, .active, .completed, nil: break
    }
    return relation.predicate == .mentions || relation.predicate == .linksTo ? .mention : .solid
  }

  private func edgeDetails(_ relation: Relation, _ qualifiers: Qualifiers, amount: Amount?) -> [String] {
    var parts: [String] = []
    if let role = qualifiers.role { parts.append(DisplayText.cleaned(role)) }
    if let amount, amount.currency == nil { parts.append(AmountText.text(amount)) }
    if let place = qualifiers.place { parts.append(DisplayText.cleaned(place)) }
    let date = DateText.text(qualifiers) ?? DateText.rivals((subgraph.proofs[relation.id] ?? []).map(\.at))
    parts += SceneBuilder.standing(qualifiers, date: date, proofs: subgraph.proofs[relation.id] ?? [])
    return parts.filter { !$0.isEmpty }
  }

  /// What a statement is but for its parties, in words: its status, its date, and that people alone say it.
  static func standing(_ qualifiers: Qualifiers, date: String?, proofs: [Proof]) -> [String] {
    var parts: [String] = []
    if let status = statusText(qualifiers.status), !(date?.hasPrefix(status) ?? false) {
      // "announced May 2024" says already that it is planned.
      if status != "planned" || !(date?.hasPrefix("announced") ?? false) { parts.append(status) }
    }
    if let date { parts.append(date) }
    // What people alone say is told from what sources do.
    if !proofs.isEmpty, proofs.allSatisfy(\.isAsserted) { parts.append("asserted") }
    return parts
  }

  /// The statuses worth a word; an act that is signed, active or done is simply drawn.
  private static func statusText(_ status: Qualifiers.Status?) -> String? {
    switch status {
    case .announced, .planned, .cancelled, .denied, .former: status?.rawValue
    case .signed, .active, .completed, nil: nil
    }
  }
}
