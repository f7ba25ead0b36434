import KnowledgeGraph

/// A statement on its way into a figure of time.
struct TimelineStatement {
  var sentence: String
  /// Its status and its date.
  var standing: [String]
  var span: TimeSpan?
  var tint: Tint
  var line: Scene.Line
  var relations: [Relation]
  var claims: [ClaimID]
  var proofs: [Proof]
  private let contesting: [Proof]

  init(
    _ relations: [Relation], act: Act?, names: [EntityID: String], subgraph: Subgraph, ontology: Ontology, theme: Theme
  ) {
    func text(_ parties: [EntityID]) -> String {
      var seen: Set<EntityID> = []
      let shown = parties.filter { seen.insert($0).inserted }.map { id in
        DisplayText.capped(DisplayText.cleaned(names[id] ?? ""), to: 80)
      }
      guard shown.count > 6 else { return TimelineStatement.list(shown) }
      return shown.prefix(5).joined(separator: ", ") + " and \(shown.count - 5) more"
    }
    self.relations = relations
    let predicate = act?.predicate ?? relations.first?.predicate ?? .linksTo
    let qualifiers = TimelineStatement.qualifiers(relations, act)
    var label = DisplayText.cleaned(ontology.label(predicate))
    if qualifiers.isNegated { label = "not " + label }
    let amount = act?.amount ?? relations.lazy.compactMap(\.qualifiers.amount).first
    let subjects = relations.map(\.subject)
    let objects = relations.compactMap(\.object)
    let words = [text(subjects), label, text(objects.filter { !subjects.contains($0) || objects.count == 1 })]
    var sentence = words.filter { !$0.isEmpty }.joined(separator: " ")
    let asides = [amount.map(AmountText.text), qualifiers.role, qualifiers.place].compactMap { $0 }
      .map { DisplayText.capped(DisplayText.cleaned($0), to: 60) }.filter { !$0.isEmpty }
    if !asides.isEmpty { sentence += " (\(asides.joined(separator: ", ")))" }
    self.sentence = DisplayText.capped(sentence, to: DisplayText.labelLimit)

    var seenProofs: Set<Proof> = []
    let proofs = relations.flatMap { subgraph.proofs[$0.id] ?? [] }.filter { seenProofs.insert($0).inserted }
    self.proofs = proofs
    var seenClaims: Set<ClaimID> = []
    claims = relations.flatMap(\.claims).filter { seenClaims.insert($0).inserted }
    line =
      relations.lazy.map { SceneBuilder.line($0, qualifiers) }.first { $0 == .contested }
      ?? relations.first.map { SceneBuilder.line($0, qualifiers) } ?? .solid
    tint =
      theme.predicates[predicate]?.tint ?? (amount?.currency != nil ? .deal : Tint(predicate))
    let others = Set(relations.flatMap(\.contestedBy)).subtracting(relations.map(\.id)).sorted()
    contesting = others.flatMap { subgraph.proofs[$0] ?? [] }

    let rivals = PartialDate.rivals(among: proofs.compactMap { $0.at?.date })
    if let at = qualifiers.at?.date {
      span = TimeSpan(at)
    } else if let state = TimeSpan(from: qualifiers.from?.date, to: qualifiers.to?.date) {
      span = state
    } else if let first = rivals.first {
      var between = TimeSpan(first)
      for rival in rivals { between.include(rival) }
      span = between
    } else {
      span = qualifiers.announced.map { TimeSpan($0.date) }
    }
    let date = DateText.text(qualifiers) ?? DateText.rivals(proofs.map(\.at)) ?? rivals.first.map(DateText.text)
    standing = SceneBuilder.standing(qualifiers, date: date, proofs: proofs)
    // What nobody dates has no bar whose pattern would say it.
    if span == nil, line == .contested { standing.append("sources disagree") }
  }

  private static func list(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// What the relations say, and where they say nothing, the act.
  private static func qualifiers(_ relations: [Relation], _ act: Act?) -> Qualifiers {
    var result = relations.first?.qualifiers ?? Qualifiers()
    for relation in relations.dropFirst() {
      result.at = result.at ?? relation.qualifiers.at
      result.from = result.from ?? relation.qualifiers.from
      result.to = result.to ?? relation.qualifiers.to
      result.announced = result.announced ?? relation.qualifiers.announced
      result.status = result.status ?? relation.qualifiers.status
    }
    result.at = result.at ?? act?.at
    result.announced = result.announced ?? act?.announced
    result.status = result.status ?? act?.status
    return result
  }

  /// By the first day, then by the last, then by the words; what nobody dates comes last.
  static func comesFirst(_ left: TimelineStatement, _ right: TimelineStatement) -> Bool {
    switch (left.span, right.span) {
    case (let mine?, let theirs?):
      if mine.first != theirs.first { return mine.first < theirs.first }
      if mine.last != theirs.last { return mine.last < theirs.last }
    case (_?, nil): return true
    case (nil, _?): return false
    case (nil, nil): break
    }
    if left.sentence != right.sentence { return left.sentence < right.sentence }
    return left.relations.first?.id.rawValue ?? 0 < right.relations.first?.id.rawValue ?? 0
  }

  /// The sentence with its status and its date.
  var whole: String { ([sentence] + standing).joined(separator: ", ") }

  func edge(id: String, number: Int?) -> Scene.Edge {
    var lines = [whole] + SceneFinishing.quotes(proofs)
    if line == .contested {
      lines.append(contesting.isEmpty ? "contested by a statement that is not drawn" : "contested by:")
      lines += SceneFinishing.quotes(contesting)
    }
    return Scene.Edge(
      id: id, tail: 0, head: 0, tint: tint, line: line, isSymmetric: false, width: 1.3, dashes: [],
      label: DisplayText.wrapped(sentence, at: 110),
      details: standing.isEmpty ? [] : [standing.joined(separator: " · ")], number: number,
      isDimmed: false, isHighlighted: false, change: nil, sentence: whole,
      tooltip: lines.joined(separator: "\n"), link: proofs.lazy.compactMap { LinkPolicy.allowed($0.link) }.first,
      claims: claims, relations: relations.map(\.id))
  }
}
