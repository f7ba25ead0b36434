import KnowledgeGraph

/// Four or more cards that hang on one card in the same way become one list card: five countries take the room of one.
struct LeafFolding {
  /// From how many on leaves fold.
  static let threshold = 4
  /// How many lines a list card shows.
  static let itemLimit = 12

  /// What leaves must share to fold.
  private struct Likeness: Hashable {
    var hub: Int
    var leafIsHead: Bool
    var label: String
    var details: [String]
    var line: Scene.Line
    var isSymmetric: Bool
    var plural: String
    /// Of the leaf itself; that of the edge stands in its details.
    var change: ChangeMark?
  }

  static func fold(_ cards: [DraftCard], _ edges: [DraftEdge]) -> (cards: [DraftCard], edges: [DraftEdge]) {
    var degrees = [Int](repeating: 0, count: cards.count)
    for edge in edges {
      degrees[edge.tail] += 1
      degrees[edge.head] += 1
    }
    func isLeaf(_ index: Int) -> Bool {
      let card = cards[index]
      return degrees[index] == 1 && card.role == .entity && !card.isFocus && !card.isDescribed
    }
    var groups: [Likeness: [Int]] = [:]
    for (index, edge) in edges.enumerated() where edge.tail != edge.head {
      // A contested statement stands for itself, beside the one that contests it.
      guard edge.line != .contested, edge.line != .more, isLeaf(edge.head) || isLeaf(edge.tail) else { continue }
      let leafIsHead = isLeaf(edge.head)
      let likeness = Likeness(
        hub: leafIsHead ? edge.tail : edge.head, leafIsHead: leafIsHead, label: edge.label, details: edge.details,
        line: edge.line, isSymmetric: edge.isSymmetric, plural: cards[leafIsHead ? edge.head : edge.tail].plural,
        change: cards[leafIsHead ? edge.head : edge.tail].change)
      groups[likeness, default: []].append(index)
    }
    var cards = cards
    var edges = edges
    var goneCards: Set<Int> = []
    var goneEdges: Set<Int> = []
    for (likeness, members) in groups where members.count >= threshold {
      let leaves = members.map { likeness.leafIsHead ? edges[$0].head : edges[$0].tail }
      guard let first = leaves.first, let firstEdge = members.first else { continue }
      let names = leaves.map { cards[$0].name }
      var card = cards[first]
      card.role = .list
      card.caption = "\(leaves.count) \(likeness.plural)"
      card.name = "\(leaves.count) \(likeness.plural.lowercased())"
      card.details = []
      card.isUncertain = false
      card.link = nil
      card.tooltip = leaves.map { cards[$0].tooltip.split(separator: "\n").joined(separator: " · ") }
        .joined(separator: "\n")
      card.items = zip(leaves, names).prefix(itemLimit).map { leaf, name in
        let lines = DisplayText.wrapped(name, at: DisplayText.lineLimit - 1)
        return Scene.Card.Item(
          text: lines.count > 1 ? lines[0] + "…" : lines.first ?? "", isUncertain: cards[leaf].isUncertain)
      }
      if names.count > itemLimit {
        card.items.append(Scene.Card.Item(text: "and \(names.count - itemLimit) more", isUncertain: false))
      }
      card.entities = leaves.flatMap { cards[$0].entities }
      edges[firstEdge].relations = members.flatMap { edges[$0].relations }
      edges[firstEdge].sourceCount = members.map { edges[$0].sourceCount }.max() ?? 1
      cards[first] = card
      goneCards.formUnion(leaves.dropFirst())
      goneEdges.formUnion(members.dropFirst())
    }
    guard !goneCards.isEmpty else { return (cards, edges) }
    var newIndex = [Int](repeating: 0, count: cards.count)
    var kept: [DraftCard] = []
    for (index, card) in cards.enumerated() where !goneCards.contains(index) {
      newIndex[index] = kept.count
      kept.append(card)
    }
    let left = edges.enumerated().filter { !goneEdges.contains($0.offset) }.map { _, edge in
      var edge = edge
      edge.tail = newIndex[edge.tail]
      edge.head = newIndex[edge.head]
      return edge
    }
    return (kept, left)
  }
}
