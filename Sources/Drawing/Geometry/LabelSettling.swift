extension Placement {
  /// This placement with each label moved to the best place beside its edge: off cards, other edges and other labels,
  /// close to its own line but not on it, and near the room that the layout kept for it.
  ///
  /// - Complexity: O(labels × (edges + cards)); 28 places are tried for a label that does not stand well already.
  public func settlingLabels(in scene: Scene) -> Placement {
    let frames = frames(in: scene)
    let ways = routes.map(Polyline.init)
    var result = self
    var settled: [Rect] = []
    for (index, label) in labels.enumerated() {
      guard let label, ways.indices.contains(index) else { continue }
      let way = ways[index]
      // The labels that still wait keep the room that the layout gave them.
      let waiting = labels[(index + 1)...].compactMap(\.self)
      func cost(_ rect: Rect, isSecondary: Bool) -> Double {
        var cost = 0.0
        let core = rect.inset(by: 1)
        let wide = rect.inset(by: -2)
        let near = rect.inset(by: -4)
        for frame in frames where wide.overlap(with: frame) > 0 { cost += 60 + core.overlap(with: frame) }
        for (other, foreign) in ways.enumerated() where other != index {
          guard foreign.length(within: near) > 0 else { continue }
          let length = foreign.length(within: rect)
          // Beside another edge too, a label could be that one's.
          cost += length > 0 ? 40 + length : 6
        }
        for other in settled where wide.overlap(with: other) > 0 { cost += 60 + core.overlap(with: other) }
        for other in waiting where core.overlap(with: other) > 0 { cost += 15 }
        cost += way.length(within: core) * 1.2
        // A label farther off than the height of its own line is hardly seen to belong to it.
        cost += max(0, way.distance(to: rect) - 6) * 1.5
        if core.x < 0 || core.maxX > size.width || core.y < 0 || core.maxY > size.height { cost += 12 }
        let (dx, dy) = (rect.center.x - label.center.x, rect.center.y - label.center.y)
        cost += (dx * dx + dy * dy).squareRoot() * 0.06
        return isSecondary ? cost + 1 : cost
      }
      var best = beside(way, near: label)
      var least = cost(best, isSecondary: false)
      let over = above(way, near: label)
      let costOver = cost(over, isSecondary: true)
      if costOver < least { (best, least) = (over, costOver) }
      if least > 4 {
        for share in [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74] {
          guard let point = way.point(at: share) else { continue }
          let size = label.size
          let places = [
            Rect(x: point.x + 4, y: point.y - size.height / 2, width: size.width, height: size.height),
            Rect(x: point.x - 4 - size.width, y: point.y - size.height / 2, width: size.width, height: size.height),
            Rect(x: point.x - size.width / 2, y: point.y - 3 - size.height, width: size.width, height: size.height),
            Rect(x: point.x - size.width / 2, y: point.y + 3, width: size.width, height: size.height),
          ]
          for (side, place) in places.enumerated() {
            let moved = side < 2 ? beside(way, near: place) : above(way, near: place)
            let candidate = cost(moved, isSecondary: true)
            if candidate < least - 0.001 { (best, least) = (moved, candidate) }
          }
        }
      }
      settled.append(best)
      result.labels[index] = best
    }
    return result.includingLabels()
  }

  /// The rectangle moved sideways, where that takes little, until its own line passes it.
  private func beside(_ way: Polyline, near rect: Rect) -> Rect {
    guard let line = way.across(rect.y + 1...max(rect.y + 1, rect.maxY - 1)) else { return rect }
    let isRight = rect.center.x >= (line.lowerBound + line.upperBound) / 2
    let x = isRight ? line.upperBound + 3 : line.lowerBound - 3 - rect.width
    guard abs(x - rect.x) <= 26 else { return rect }
    return Rect(x: x, y: rect.y, width: rect.width, height: rect.height)
  }

  /// The rectangle moved up or down, where that takes little, until it stands over or under its own line.
  private func above(_ way: Polyline, near rect: Rect) -> Rect {
    guard let line = way.down(rect.x + 1...max(rect.x + 1, rect.maxX - 1)) else { return rect }
    let isUnder = rect.center.y >= (line.lowerBound + line.upperBound) / 2
    let y = isUnder ? line.upperBound + 3 : line.lowerBound - 2 - rect.height
    guard abs(y - rect.y) <= 40 else { return rect }
    return Rect(x: rect.x, y: y, width: rect.width, height: rect.height)
  }

  /// The placement moved and enlarged so that no label stands outside.
  private func includingLabels() -> Placement {
    let bounds = labels.compactMap(\.self).reduce(Rect(x: 0, y: 0, width: size.width, height: size.height)) {
      $0.union($1)
    }
    return moved(by: Point(-bounds.x, -bounds.y), size: bounds.size)
  }

  func moved(by offset: Point, size: Size) -> Placement {
    func moved(_ point: Point) -> Point { Point(point.x + offset.x, point.y + offset.y) }
    var result = self
    result.size = size
    result.centers = centers.map(moved)
    result.routes = routes.map { route in
      Route(points: route.points.map(moved), headTip: route.headTip.map(moved), tailTip: route.tailTip.map(moved))
    }
    result.labels = labels.map { label in
      label.map { Rect(x: $0.x + offset.x, y: $0.y + offset.y, width: $0.width, height: $0.height) }
    }
    return result
  }
}
