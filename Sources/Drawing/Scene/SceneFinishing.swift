import KnowledgeGraph

/// Turns drafts into the cards and edges of a scene: order, lines of text, sizes, identities, numbers, legend.
struct SceneFinishing {
  let subgraph: Subgraph
  let options: FigureOptions
  let isPaper: Bool

  init(_ subgraph: Subgraph, options: FigureOptions, isPaper: Bool) {
    self.subgraph = subgraph
    self.options = options
    self.isPaper = isPaper
  }

  func scene(cards drafts: [DraftCard], edges draftEdges: [DraftEdge]) -> Scene {
    let (drafts, draftEdges) = ordered(drafts, draftEdges)
    var degrees = [Int](repeating: 0, count: drafts.count)
    for edge in draftEdges {
      degrees[edge.tail] += 1
      degrees[edge.head] += 1
    }
    let highlight = options.highlight
    func isHighlighted(_ edge: DraftEdge) -> Bool {
      highlight.map { chosen in edge.relations.contains { chosen.contains($0.id) } } ?? false
    }
    var isLit = drafts.map(\.isFocus)
    for edge in draftEdges where isHighlighted(edge) {
      isLit[edge.tail] = true
      isLit[edge.head] = true
    }

    var names = Identifiers()
    let cards = drafts.enumerated().map { index, draft in
      card(
        draft, id: names.unique(draft.name, else: draft.role.rawValue), degree: degrees[index],
        isDimmed: highlight != nil && !isLit[index])
    }
    var claimNames = Identifiers()
    var footnotes: [Scene.Footnote] = []
    let edges = draftEdges.map { draft -> Scene.Edge in
      let proofs = draft.relations.flatMap { subgraph.proofs[$0.id] ?? [] }
      let sentence = sentence(draft, cards: drafts)
      var number: Int?
      // Mentions are many and prove little: their quotes stay in the tooltip.
      if options.showsNumbers, isPaper, !draft.isContinuation, !proofs.isEmpty, !draft.label.isEmpty {
        number = footnotes.count + 1
        footnotes.append(
          Scene.Footnote(number: footnotes.count + 1, sentence: sentence, proofs: SceneFinishing.unique(proofs)))
      }
      let claims = SceneFinishing.unique(draft.relations.flatMap(\.claims))
      let label = isPaper ? DisplayText.wrapped(DisplayText.capped(draft.label, to: DisplayText.labelLimit)) : []
      let details = isPaper ? wrappedParts(draft.details, at: DisplayText.lineLimit) : []
      let isLit = isHighlighted(draft)
      return Scene.Edge(
        id: claimNames.unique(claims.first?.rawValue ?? "", else: "edge"), tail: draft.tail, head: draft.head,
        tint: draft.tint, line: draft.line, isSymmetric: draft.isSymmetric, width: width(draft, isHighlighted: isLit),
        dashes: draft.line == .solid ? edgeStyle(draft)?.dashes ?? [] : [], label: label, details: details,
        number: number, isDimmed: highlight != nil && !isLit, isHighlighted: isLit,
        change: options.changes.map { _ in draft.change.map { .marked($0) } ?? .same },
        sentence: sentence, tooltip: tooltip(draft, sentence: sentence, proofs: proofs),
        link: proofs.lazy.compactMap { LinkPolicy.allowed($0.link) }.first, claims: claims,
        relations: SceneFinishing.unique(draft.relations.map(\.id)),
        labelSize: CardMetrics.labelSize(label: label, details: details, number: number))
    }
    return Scene(
      figure: Identifiers.prefix(options.figure), style: isPaper ? .paper : .atlas,
      mode: options.theme.isMonochrome ? .light : options.mode, theme: options.theme,
      title: SceneFinishing.shown(options.title), question: SceneFinishing.shown(options.question), cards: cards,
      edges: edges,
      legend: legend(drafts, draftEdges), footnotes: footnotes)
  }

  static func shown(_ text: String?) -> String? {
    guard let text else { return nil }
    let line = DisplayText.capped(DisplayText.cleaned(text), to: DisplayText.labelLimit)
    return line.isEmpty ? nil : line
  }

  /// Cards in the order in which the edges come to them, those asked for first: layouts begin with what comes first.
  private func ordered(_ cards: [DraftCard], _ edges: [DraftEdge]) -> ([DraftCard], [DraftEdge]) {
    let sorted = edges.enumerated().sorted { left, right in
      // What a source says of itself comes first.
      let (first, second) = (left.element.tint == .article ? 0 : 1, right.element.tint == .article ? 0 : 1)
      return first != second ? first < second : left.offset < right.offset
    }.map(\.element)
    var newIndex = [Int?](repeating: nil, count: cards.count)
    var order: [Int] = []
    func take(_ index: Int) {
      guard newIndex[index] == nil else { return }
      newIndex[index] = order.count
      order.append(index)
    }
    for edge in sorted {
      take(edge.tail)
      take(edge.head)
    }
    for index in cards.indices { take(index) }
    let moved = sorted.map { edge -> DraftEdge in
      var edge = edge
      edge.tail = newIndex[edge.tail] ?? 0
      edge.head = newIndex[edge.head] ?? 0
      return edge
    }
    return (order.map { cards[$0] }, moved)
  }

  private func card(_ draft: DraftCard, id: String, degree: Int, isDimmed: Bool) -> Scene.Card {
    let name = DisplayText.capped(draft.name, to: DisplayText.labelLimit)
    let isCompany = draft.tint == .company || draft.tint == .organization
    let pillSize = isCompany ? 10.5 + min(Double(max(degree - 1, 0)) * 1.25, 7.5) : 10.5
    var card = Scene.Card(
      id: id, role: draft.role, tint: draft.tint, icon: draft.icon, caption: draft.caption.uppercased(),
      name: draft.role == .list && isPaper ? [] : DisplayText.wrapped(name, at: isPaper ? DisplayText.lineLimit : 22),
      isDescribed: draft.isDescribed, details: isPaper ? wrappedParts(draft.details, at: 42) : [], items: draft.items,
      isUncertain: draft.isUncertain, isFocus: draft.isFocus, isDimmed: isDimmed,
      tooltip: DisplayText.capped(draft.tooltip, to: DisplayText.quoteLimit), link: draft.link,
      nameSize: isPaper ? (draft.role == .act ? 15 : draft.isDescribed ? 12 : 13) : pillSize, size: Size(0, 0),
      entities: draft.entities)
    if card.name.isEmpty, draft.role != .list { card.name = ["(no name)"] }
    if draft.role == .more {
      card.name += draft.details.flatMap { DisplayText.wrapped($0) }
      card.details = []
    }
    card.size = CardMetrics.size(of: card, style: isPaper ? .paper : .atlas)
    return card
  }

  /// Parts joined by a dot where they fit a line, else on lines of their own.
  private func wrappedParts(_ parts: [String], at limit: Int) -> [String] {
    var lines: [String] = []
    for part in parts {
      let pieces = DisplayText.wrapped(DisplayText.capped(part, to: DisplayText.labelLimit), at: limit)
      guard let first = pieces.first else { continue }
      if let last = lines.last, pieces.count == 1, last.count + 3 + first.count <= limit {
        lines[lines.count - 1] = last + " · " + first
      } else {
        lines += pieces
      }
    }
    return lines
  }

  /// From 1.3 points for one source to 2.4 for four and more.
  private func width(_ draft: DraftEdge, isHighlighted: Bool) -> Double {
    let base =
      draft.line == .mention || draft.line == .more ? 1 : 1.3 + 0.37 * Double(max(0, min(draft.sourceCount, 4) - 1))
    return (isHighlighted ? base + 1.4 : base) * (edgeStyle(draft)?.width ?? 1)
  }

  private func edgeStyle(_ draft: DraftEdge) -> Theme.EdgeStyle? {
    draft.relations.first.flatMap { options.theme.predicates[$0.predicate] }
  }

  private func sentence(_ draft: DraftEdge, cards: [DraftCard]) -> String {
    func name(_ index: Int) -> String {
      let card = cards[index]
      let details = card.role == .act && !card.details.isEmpty ? " (\(card.details.joined(separator: ", ")))" : ""
      let items = card.role == .list ? " (\(card.items.map(\.text).joined(separator: ", ")))" : ""
      return DisplayText.capped(card.name, to: 80) + details + items
    }
    let verb = draft.label.isEmpty ? (draft.line == .mention ? "mentions" : "–") : draft.label
    let details = draft.details.isEmpty ? "" : ", " + draft.details.joined(separator: ", ")
    return DisplayText.capped(
      "\(name(draft.tail)) \(verb) \(name(draft.head))\(details)", to: 2 * DisplayText.labelLimit)
  }

  private func tooltip(_ draft: DraftEdge, sentence: String, proofs: [Proof]) -> String {
    var lines = [sentence] + SceneFinishing.quotes(proofs)
    let others = Set(draft.relations.flatMap(\.contestedBy)).subtracting(draft.relations.map(\.id)).sorted()
    let contesting = others.flatMap { subgraph.proofs[$0] ?? [] }
    if draft.line == .contested {
      lines.append(contesting.isEmpty ? "contested by a statement that is not drawn" : "contested by:")
      lines += SceneFinishing.quotes(contesting)
    }
    return lines.joined(separator: "\n")
  }

  /// Each quote once, with its source, date and the claims that rest on it; at most six.
  static func quotes(_ proofs: [Proof]) -> [String] {
    var order: [String] = []
    var claims: [String: [String]] = [:]
    for proof in SceneFinishing.unique(proofs) {
      let quote = DisplayText.capped(DisplayText.cleaned(QuoteText.text(proof.quote)), to: DisplayText.quoteLimit)
      let date = proof.sourceDate.map { ", " + DateText.text($0) } ?? ""
      let title = DisplayText.capped(DisplayText.cleaned(proof.sourceTitle), to: DisplayText.labelLimit)
      let key =
        proof.isQuoted
        ? "“\(quote)” – \(title)\(date)"
        : proof.isPersonsOwn ? quote : "\(quote) – \(title)\(date)"
      if claims[key] == nil { order.append(key) }
      claims[key, default: []].append(DisplayText.cleaned(proof.shortID))
    }
    var lines = order.prefix(6).map { "\($0) · \((claims[$0] ?? []).joined(separator: " "))" }
    if order.count > 6 { lines.append("and \(order.count - 6) more quotes") }
    return lines
  }

  private func legend(_ cards: [DraftCard], _ edges: [DraftEdge]) -> [Scene.LegendEntry] {
    var entries: [Scene.LegendEntry] = []
    var seen: Set<String> = []
    for card in cards {
      guard let label = card.legend, seen.insert(label).inserted else { continue }
      let text = DisplayText.capped(label, to: 40)
      entries.append(.kind(card.tint, card.icon, label: text))
    }
    let lines = Set(edges.map(\.line))
    let faint = edges.filter { $0.line == .mention }
    let hasMentions = faint.contains { $0.label.isEmpty }
    let hasLinks = faint.contains { !$0.label.isEmpty }
    let words: [(Scene.Line, String)] = [
      (.planned, "planned"), (.contested, "sources disagree"), (.ended, "denied, cancelled or over"),
      (.mention, hasMentions && hasLinks ? "mentioned or linked" : hasLinks ? "linked" : "mentioned"),
    ]
    for (line, label) in words where lines.contains(line) { entries.append(.line(line, label: label)) }
    for mark in ChangeMark.allCases where edges.contains(where: { $0.change == mark }) { entries.append(.change(mark)) }
    if edges.contains(where: \.isSymmetric) { entries.append(.symmetric(label: "mutual")) }
    let counts = Set(edges.filter { $0.line != .mention && $0.line != .more }.map { min($0.sourceCount, 4) })
    if (counts.max() ?? 0) > 1 { entries.append(.weight(label: "more sources")) }
    return entries
  }

  private static func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }
}
