/// Cards that no edge touches: a layered layout would string them out in one line, so they stand in rows below the
/// rest.
package enum LooseCards {
  private static let gap = Size(20, 18)

  /// The cards of a scene with an edge, and those without.
  package static func parted(_ scene: Scene) -> (tied: [Int], loose: [Int]) {
    var isTied = [Bool](repeating: false, count: scene.cards.count)
    for edge in scene.edges {
      isTied[edge.tail] = true
      isTied[edge.head] = true
    }
    return (isTied.indices.filter { isTied[$0] }, isTied.indices.filter { !isTied[$0] })
  }

  /// The centres of loose cards below a drawing of size `above`, in rows as wide as it is and at least 700 points;
  /// and the size of the whole.
  package static func rows(_ cards: [Int], in scene: Scene, below above: Size) -> (centers: [Point], size: Size) {
    guard !cards.isEmpty else { return ([], above) }
    let limit = max(above.width, 700)
    var centers: [Point] = []
    var (x, top, rowHeight) = (0.0, above.height > 0 ? above.height + 30 : 0, 0.0)
    var width = above.width
    for card in cards {
      let size = scene.cards[card].size
      if x > 0, x + size.width > limit {
        top += rowHeight + gap.height
        (x, rowHeight) = (0, 0)
      }
      centers.append(Point(x + size.width / 2, top + size.height / 2))
      width = max(width, x + size.width)
      x += size.width + gap.width
      rowHeight = max(rowHeight, size.height)
    }
    return (centers, Size(width, top + rowHeight))
  }
}
