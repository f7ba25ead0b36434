extension Placement {
  /// This placement with every label that still stands on a card, a foreign edge or another label cut to its number, and
  /// where not even that has room, taken away: what it says is in the tooltip and in the footnote.
  ///
  /// - Complexity: O(labels × (edges + cards)) for each label that is cut.
  public func shorteningLabels(in scene: Scene) -> Placement {
    let frames = frames(in: scene)
    let ways = routes.map(Polyline.init)
    var result = self
    func isFaulty(_ index: Int, _ rect: Rect) -> Bool {
      let core = rect.inset(by: 2)
      if frames.contains(where: { core.overlap(with: $0) > 1 }) { return true }
      if ways.indices.contains(where: { $0 != index && ways[$0].length(within: core) > 2 }) { return true }
      if ways.indices.contains(index), ways[index].distance(to: rect) > Faults.labelReach { return true }
      for (other, label) in result.labels.enumerated() where other != index {
        if let label, core.overlap(with: label) > 1 { return true }
      }
      return false
    }
    for (index, edge) in scene.edges.enumerated() {
      guard result.labels.indices.contains(index), let label = result.labels[index], isFaulty(index, label) else {
        continue
      }
      result.labels[index] = nil
      guard let number = edge.number, ways.indices.contains(index) else { continue }
      let size = Size(CardMetrics.numberWidth(number) + 4, 9)
      let shares = [0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.15, 0.85]
      for share in shares {
        guard let point = ways[index].point(at: share) else { continue }
        let rect = Rect(center: point, size: size)
        let places = [
          Rect(center: Point(point.x + size.width / 2 + 3, point.y), size: size),
          Rect(center: Point(point.x - size.width / 2 - 3, point.y), size: size),
          Rect(center: Point(point.x, point.y - 8), size: size), Rect(center: Point(point.x, point.y + 8), size: size),
          rect,
        ]
        if let place = places.first(where: { !isFaulty(index, $0) }) {
          result.labels[index] = place
          result.shortLabels.insert(index)
          break
        }
      }
    }
    return result
  }
}
