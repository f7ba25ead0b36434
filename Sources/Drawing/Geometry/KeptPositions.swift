/// Where the cards of a scene stand when those that were there before stay where they were.
public struct KeptPositions: Hashable, Sendable {
  /// The centre of each card of the scene.
  public private(set) var centers: [Point]
  /// The cards that had no place, in the order in which they were given one.
  public private(set) var added: [Int]

  /// The room between a new card and the others, in points.
  private static let gap = 18.0

  /// Keeps the cards that `known` names by their identity, and stands each other beside what it is tied to, where it
  /// covers no card and few edges; one that is tied to nothing goes below the rest.
  ///
  /// A list and a "+12 more" card are known by their words without the number, so that a sixth country does not make
  /// another card of the list.
  ///
  /// - Complexity: O(new cards × places tried × (cards + edges)); some 300 places are tried.
  public init(of scene: Scene, known: [String: Point]) {
    var places = [Point?](repeating: nil, count: scene.cards.count)
    var unused = known
    for (index, card) in scene.cards.enumerated() {
      if let point = unused.removeValue(forKey: card.id) { places[index] = point }
    }
    for (index, card) in scene.cards.enumerated() where places[index] == nil {
      guard card.role == .list || card.role == .more else { continue }
      let words = KeptPositions.words(card.id)
      let likely = unused.keys.filter { KeptPositions.words($0) == words }.min()
      if let likely { places[index] = unused.removeValue(forKey: likely) }
    }
    // A card that has grown over another is stood anew.
    var accepted: [Rect] = []
    for (index, center) in places.enumerated() {
      guard let center else { continue }
      let frame = Rect(center: center, size: scene.cards[index].size)
      if accepted.contains(where: { $0.overlap(with: frame.inset(by: 0.5)) > 0 }) {
        places[index] = nil
      } else {
        accepted.append(frame)
      }
    }
    added = []
    var neighbours = [[Int]](repeating: [], count: scene.cards.count)
    for edge in scene.edges where edge.tail != edge.head {
      neighbours[edge.tail].append(edge.head)
      neighbours[edge.head].append(edge.tail)
    }
    while true {
      let missing = places.indices.filter { places[$0] == nil }
      // The one with most neighbours that stand already comes first.
      func standing(_ index: Int) -> Int { neighbours[index].count { places[$0] != nil } }
      guard let next = missing.max(by: { (standing($0), -$0) < (standing($1), -$1) }) else { break }
      let near = neighbours[next].compactMap { places[$0] }
      places[next] = KeptPositions.place(for: next, near: near, in: scene, places)
      added.append(next)
    }
    centers = places.map { $0 ?? Point(0, 0) }
  }

  /// "5-countries" without its number.
  private static func words(_ id: String) -> Substring {
    id.drop { $0.isNumber || $0 == "-" }
  }

  private static func place(for card: Int, near: [Point], in scene: Scene, _ places: [Point?]) -> Point {
    let size = scene.cards[card].size
    let frames = places.enumerated().compactMap { index, center in
      center.map { Rect(center: $0, size: scene.cards[index].size) }
    }
    guard let first = frames.first else { return Point(size.width / 2, size.height / 2) }
    let bounds = frames.dropFirst().reduce(first) { $0.union($1) }
    guard !near.isEmpty else {
      return below(bounds, size, frames)
    }
    let lines = scene.edges.compactMap { edge -> (Point, Point)? in
      guard let tail = places[edge.tail], let head = places[edge.head] else { return nil }
      return (tail, head)
    }
    let middle = Point(near.map(\.x).reduce(0, +) / Double(near.count), near.map(\.y).reduce(0, +) / Double(near.count))
    var best: (cost: Double, point: Point)?
    for ring in 1...24 {
      for (dx, dy) in directions {
        let point = Point(middle.x + dx * Double(ring) * 34, middle.y + dy * Double(ring) * 26)
        let frame = Rect(center: point, size: size)
        let room = frame.inset(by: -gap)
        if frames.contains(where: { room.overlap(with: $0) > 0 }) { continue }
        var cost = near.reduce(0) { $0 + distance($1, point) } / Double(near.count)
        // Lines that it would stand on, and lines of its own that would run over others.
        for (tail, head) in lines { cost += frame.length(ofLineFrom: tail, to: head) > 0 ? 90 : 0 }
        for target in near {
          cost += Double(frames.count { $0.center != target && $0.length(ofLineFrom: point, to: target) > 0 }) * 60
        }
        // A figure that grows to the left or upwards moves all that stands there.
        let grown = max(0, bounds.x - frame.x) + max(0, bounds.y - frame.y)
        cost += grown * 2 + max(0, frame.maxX - bounds.maxX) * 0.5 + max(0, frame.maxY - bounds.maxY) * 0.5
        if best.map({ cost < $0.cost - 0.001 }) ?? true { best = (cost, point) }
      }
    }
    return best?.point ?? below(bounds, size, frames)
  }

  private static func below(_ bounds: Rect, _ size: Size, _ frames: [Rect]) -> Point {
    Point(bounds.x + size.width / 2, bounds.maxY + gap + size.height / 2)
  }

  private static func distance(_ one: Point, _ other: Point) -> Double {
    let (dx, dy) = (one.x - other.x, one.y - other.y)
    return (dx * dx + dy * dy).squareRoot()
  }

  /// Sixteen ways out, by whole numbers, since the standard library has no sine.
  private static let directions: [(Double, Double)] = [
    (0, 1), (1, 0), (-1, 0), (0, -1), (0.71, 0.71), (-0.71, 0.71), (0.71, -0.71), (-0.71, -0.71), (0.38, 0.92),
    (-0.38, 0.92), (0.92, 0.38), (-0.92, 0.38), (0.92, -0.38), (-0.92, -0.38), (0.38, -0.92), (-0.38, -0.92),
  ]
}
