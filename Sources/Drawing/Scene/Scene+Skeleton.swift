extension Scene {
  /// A card as a layout sees it.
  package struct CardSkeleton: Hashable, Sendable {
    package var size: Size
    package var isFocus: Bool

    package init(size: Size, isFocus: Bool) {
      self.size = size
      self.isFocus = isFocus
    }
  }

  /// An edge as a layout sees it.
  package struct EdgeSkeleton: Hashable, Sendable {
    package var tail: Int
    package var head: Int
    package var line: Line
    package var isSymmetric: Bool
    package var number: Int?
    package var labelSize: Size?

    package init(tail: Int, head: Int, line: Line, isSymmetric: Bool, number: Int?, labelSize: Size?) {
      self.tail = tail
      self.head = head
      self.line = line
      self.isSymmetric = isSymmetric
      self.number = number
      self.labelSize = labelSize
    }
  }

  /// A scene without words, which is laid out as the one that it is of.
  package init(skeletonOf style: FigureOptions.Style, cards: [CardSkeleton], edges: [EdgeSkeleton]) {
    self.init(
      figure: "", style: style, mode: .light,
      cards: cards.map { card in
        Card(
          id: "", role: .entity, tint: .plain, icon: .plain, caption: "", name: [], isDescribed: false, details: [],
          items: [], isUncertain: false, isFocus: card.isFocus, isDimmed: false, tooltip: "", nameSize: 0,
          size: card.size, entities: [])
      },
      edges: edges.map { edge in
        Edge(
          id: "", tail: edge.tail, head: edge.head, tint: .plain, line: edge.line, isSymmetric: edge.isSymmetric,
          width: 1, dashes: [], label: [], details: [], number: edge.number, isDimmed: false, isHighlighted: false,
          sentence: "", tooltip: "", claims: [], relations: [], labelSize: edge.labelSize)
      })
  }
}
