/// Cards on a page by what ties them: a layout by forces, which is wide and ragged, drawn together into a rectangle of a
/// page's shape, and mended card by card where edges cross or run through others.
///
/// It stands between a layout that knows no sizes and the router, and knows edges as straight lines only.
package struct PageMap {
  /// What is kept free between two cards, in points.
  private static let gap = Size(16, 17)

  /// The centres of the cards, in the order in which they were given.
  package private(set) var centers: [Point]
  /// The room that the cards take.
  package var size: Size {
    var size = Size(0, 0)
    for (center, card) in zip(centers, sizes) {
      size.width = max(size.width, center.x + card.width / 2)
      size.height = max(size.height, center.y + card.height / 2)
    }
    return size
  }
  /// What is wrong with them, in crossings.
  package private(set) var cost = 0.0

  private let sizes: [Size]
  private let ends: [(tail: Int, head: Int)]
  private let edgesOf: [[Int]]
  private var room: Size

  /// Stands cards on a page.
  ///
  /// - Parameters:
  ///   - scene: What is drawn.
  ///   - cards: The cards to stand there, by their indices in the scene: those that edges tie.
  ///   - points: Where a layout by forces has the cards of the scene, on whatever scale.
  ///   - width: The width of the page in points.
  ///   - share: The height follows from the room that the cards need, times this.
  /// - Complexity: O(cards × edges × (cards + edges)) for each of few rounds: some 50 ms for 60 cards.
  package init(of scene: Scene, cards: [Int], from points: [Point], width: Double, share: Double = 2.4) {
    sizes = cards.map { scene.cards[$0].size }
    var number = [Int?](repeating: nil, count: scene.cards.count)
    for (index, card) in cards.enumerated() { number[card] = index }
    var ends: [(tail: Int, head: Int)] = []
    var edgesOf = [[Int]](repeating: [], count: cards.count)
    var seen: Set<[Int]> = []
    for edge in scene.edges {
      guard let tail = number[edge.tail], let head = number[edge.head], tail != head else { continue }
      guard seen.insert([min(tail, head), max(tail, head)]).inserted else { continue }
      edgesOf[tail].append(ends.count)
      edgesOf[head].append(ends.count)
      ends.append((tail, head))
    }
    let points = cards.map { points[$0] }
    self.ends = ends
    self.edgesOf = edgesOf
    let need = sizes.reduce(0) { $0 + ($1.width + PageMap.gap.width) * ($1.height + PageMap.gap.height) }
    let widest = sizes.map(\.width).max() ?? 0
    room = Size(max(width, widest), max(need * share / max(width, 1), 160))
    centers = points
    var starts: [PageMap] = []
    for (cosine, sine) in PageMap.turns {
      var start = self
      start.spread(points.map { Point($0.x * cosine - $0.y * sine, $0.x * sine + $0.y * cosine) })
      start.cost = start.total()
      starts.append(start)
    }
    // The best ways to turn the figure are mended, and the best of those is kept.
    var best: PageMap?
    for var start in starts.sorted(by: { $0.cost < $1.cost }).prefix(2) {
      start.separate()
      start.mend()
      if best.map({ start.cost < $0.cost }) ?? true { best = start }
    }
    if let best { (centers, room, cost) = (best.centers, best.room, best.cost) }
  }

  /// Eight ways to turn a figure by half a circle: the page is not square, and cards are wider than high.
  private static let turns: [(Double, Double)] = [
    (1, 0), (0.924, 0.383), (0.707, 0.707), (0.383, 0.924), (0, 1), (-0.383, 0.924), (-0.707, 0.707), (-0.924, 0.383),
  ]

  // MARK: Spreading

  /// Fills the room: the place of a card is half that of the layout, half that of its rank from left to right and from
  /// above downwards, which spreads what stands in a heap and fetches what stands far out.
  private mutating func spread(_ points: [Point]) {
    let across = PageMap.shares(points.map(\.x))
    let down = PageMap.shares(points.map(\.y))
    for index in points.indices {
      let size = sizes[index]
      centers[index] = Point(
        size.width / 2 + across[index] * (room.width - size.width),
        size.height / 2 + down[index] * (room.height - size.height))
    }
  }

  private static func shares(_ values: [Double]) -> [Double] {
    guard let least = values.min(), let most = values.max(), values.count > 1 else { return values.map { _ in 0.5 } }
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var result = values.map { most > least ? ($0 - least) / (most - least) : 0.5 }
    for (rank, index) in order.enumerated() {
      result[index] = result[index] * 0.4 + Double(rank) / Double(values.count - 1) * 0.6
    }
    return result
  }

  /// Pushes cards apart until none is nearer to another than the gap; the room grows downwards where it is too small.
  private mutating func separate() {
    for round in 1...400 {
      var isApart = true
      for one in centers.indices {
        for other in centers.indices where other > one {
          let (dx, dy) = (centers[other].x - centers[one].x, centers[other].y - centers[one].y)
          let across = (sizes[one].width + sizes[other].width) / 2 + PageMap.gap.width - abs(dx)
          let down = (sizes[one].height + sizes[other].height) / 2 + PageMap.gap.height - abs(dy)
          guard across > 0.01, down > 0.01 else { continue }
          isApart = false
          // The shorter way out, and a little more each round, so that no push goes on for ever.
          let push = 0.5 + Double(round) * 0.0005
          if down <= across {
            let sign: Double = dy < 0 ? -1 : 1
            centers[one].y -= sign * down * push
            centers[other].y += sign * down * push
          } else {
            let sign: Double = dx < 0 ? -1 : 1
            centers[one].x -= sign * across * push
            centers[other].x += sign * across * push
          }
        }
        keepInside(one)
      }
      if isApart { return }
      if round % 40 == 0 { room.height *= 1.06 }
    }
  }

  private mutating func keepInside(_ card: Int) {
    let size = sizes[card]
    centers[card].x = min(max(centers[card].x, size.width / 2), room.width - size.width / 2)
    centers[card].y = min(max(centers[card].y, size.height / 2), room.height - size.height / 2)
  }

  // MARK: Mending

  /// Moves cards to where their edges are shorter and cross less: to the middle of what they are tied to, or to the place
  /// of another card that takes theirs.
  private mutating func mend() {
    for _ in 0..<4 {
      let before = cost
      for card in centers.indices where !edgesOf[card].isEmpty {
        move(card)
        exchange(card)
      }
      cost = total()
      if cost > before * 0.99 { break }
    }
    separate()
    cost = total()
  }

  /// The middle of the cards that a card is tied to; there is one at least.
  private func middle(ofTiesTo card: Int) -> Point {
    let near = edgesOf[card].map { centers[ends[$0].tail == card ? ends[$0].head : ends[$0].tail] }
    let count = Double(near.count)
    return Point(near.reduce(0) { $0 + $1.x } / count, near.reduce(0) { $0 + $1.y } / count)
  }

  private mutating func move(_ card: Int) {
    let home = centers[card]
    var least = cost(of: [card])
    var best = home
    let middle = middle(ofTiesTo: card)
    for ring in [0.0, 1, 2, 3.2, 4.6] {
      for (dx, dy) in PageMap.turns.flatMap({ [$0, (-$0.0, -$0.1)] }) {
        centers[card] = Point(middle.x + dx * ring * 52, middle.y + dy * ring * 38)
        keepInside(card)
        let other = cost(of: [card])
        if other < least - 0.01 { (least, best) = (other, centers[card]) }
        if ring == 0 { break }
      }
    }
    centers[card] = best
  }

  private mutating func exchange(_ card: Int) {
    let middle = middle(ofTiesTo: card)
    func distance(_ other: Int) -> Double {
      let (dx, dy) = (centers[other].x - middle.x, centers[other].y - middle.y)
      return dx * dx + dy * dy
    }
    let others = centers.indices.filter { $0 != card }.map { (distance($0), $0) }.sorted(by: <).prefix(14)
    for (_, other) in others {
      let before = cost(of: [card, other])
      centers.swapAt(card, other)
      keepInside(card)
      keepInside(other)
      if cost(of: [card, other]) < before - 0.05 { continue }
      centers.swapAt(card, other)
      keepInside(card)
      keepInside(other)
    }
  }

  // MARK: Measuring

  /// What an edge through a card costs, in crossings: it has to be led around it.
  private static let throughCard = 1.8

  private func total() -> Double {
    var cost = 0.0
    for card in centers.indices { cost += crowding(card) / 2 }
    for edge in ends.indices { cost += self.cost(ofEdge: edge) }
    return cost
  }

  /// What cards, the edges through them and their own edges cost.
  private func cost(of cards: [Int]) -> Double {
    var cost = 0.0
    for card in cards {
      cost += crowding(card) + passing(card)
      for edge in edgesOf[card] { cost += self.cost(ofEdge: edge) }
    }
    return cost
  }

  /// What it costs that a card stands over others, or too near.
  private func crowding(_ card: Int) -> Double {
    var cost = 0.0
    for other in centers.indices where other != card {
      let (dx, dy) = (abs(centers[other].x - centers[card].x), abs(centers[other].y - centers[card].y))
      let across = (sizes[card].width + sizes[other].width) / 2 + PageMap.gap.width - dx
      let down = (sizes[card].height + sizes[other].height) / 2 + PageMap.gap.height - dy
      if across > 0, down > 0 { cost += 1.5 + min(across, down) * 0.12 }
    }
    return cost
  }

  /// What the edges through a card cost that are none of its own.
  private func passing(_ card: Int) -> Double {
    var cost = 0.0
    for edge in ends where edge.tail != card && edge.head != card {
      if runs(from: centers[edge.tail], to: centers[edge.head], through: card) { cost += PageMap.throughCard }
    }
    return cost
  }

  /// What an edge costs by its length, the cards it runs through and its crossings.
  private func cost(ofEdge edge: Int) -> Double {
    let (tail, head) = ends[edge]
    let (from, to) = (centers[tail], centers[head])
    let (dx, dy) = (to.x - from.x, to.y - from.y)
    var cost = (dx * dx + dy * dy).squareRoot() / 240
    for card in centers.indices where card != tail && card != head {
      if runs(from: from, to: to, through: card) { cost += PageMap.throughCard }
    }
    for other in ends where other.tail != tail && other.tail != head && other.head != tail && other.head != head {
      if PageMap.cross(from, to, centers[other.tail], centers[other.head]) { cost += 1 }
    }
    return cost
  }

  private func runs(from: Point, to: Point, through card: Int) -> Bool {
    let (center, size) = (centers[card], sizes[card])
    let (halfWidth, halfHeight) = (size.width / 2 + 7, size.height / 2 + 7)
    if max(from.x, to.x) < center.x - halfWidth || min(from.x, to.x) > center.x + halfWidth { return false }
    if max(from.y, to.y) < center.y - halfHeight || min(from.y, to.y) > center.y + halfHeight { return false }
    let wide = Rect(center: center, size: Size(halfWidth * 2, halfHeight * 2))
    return wide.length(ofLineFrom: from, to: to) > 2
  }

  private static func cross(_ a: Point, _ b: Point, _ c: Point, _ d: Point) -> Bool {
    if max(a.x, b.x) < min(c.x, d.x) || max(c.x, d.x) < min(a.x, b.x) { return false }
    if max(a.y, b.y) < min(c.y, d.y) || max(c.y, d.y) < min(a.y, b.y) { return false }
    func side(_ p: Point, _ q: Point, _ r: Point) -> Double { (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x) }
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
  }
}
