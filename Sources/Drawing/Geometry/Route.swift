/// The way of an edge through a figure: cubic Bézier curves, one after the other, and the tips of its arrow heads.
public struct Route: Hashable, Sendable {
  /// A start and three points for each curve; empty where the layout found no way.
  public var points: [Point]
  /// The tip of the arrow head at the end; the head's base is the last of ``points``.
  public var headTip: Point?
  /// The tip of the arrow head at the start, for an edge with two heads.
  public var tailTip: Point?

  public init(points: [Point], headTip: Point? = nil, tailTip: Point? = nil) {
    self.points = points
    self.headTip = headTip
    self.tailTip = tailTip
  }

  /// A straight way from one place to another, with an arrow head of `length` points at its end.
  public init(from start: Point, to end: Point, headLength length: Double = 6.5) {
    let dx = end.x - start.x
    let dy = end.y - start.y
    let distance = max((dx * dx + dy * dy).squareRoot(), 0.001)
    let share = max(0, 1 - length / distance)
    let base = Point(start.x + dx * share, start.y + dy * share)
    points = [
      start, Point(start.x + (base.x - start.x) / 3, start.y + (base.y - start.y) / 3),
      Point(start.x + (base.x - start.x) * 2 / 3, start.y + (base.y - start.y) * 2 / 3), base,
    ]
    headTip = end
    tailTip = nil
  }

  /// The way as straight lines, eight a curve, from tip to tip.
  func flattened() -> [Point] {
    guard let first = points.first else { return [] }
    var result: [Point] = []
    result.reserveCapacity(points.count / 3 * 8 + 3)
    if let tailTip { result.append(tailTip) }
    result.append(first)
    var index = 0
    while index + 3 < points.count {
      let (a, b, c, d) = (points[index], points[index + 1], points[index + 2], points[index + 3])
      for step in 1...8 {
        let t = Double(step) / 8
        let s = 1 - t
        let (wa, wb, wc, wd) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
        result.append(
          Point(wa * a.x + wb * b.x + wc * c.x + wd * d.x, wa * a.y + wb * b.y + wc * c.y + wd * d.y))
      }
      index += 3
    }
    if let headTip { result.append(headTip) }
    return result
  }
}

/// A way as straight lines with the rectangle around it, for the questions of where it runs.
struct Polyline {
  let points: [Point]
  let bounds: Rect

  init(_ route: Route) {
    points = route.flattened()
    var bounds = Rect(x: points.first?.x ?? 0, y: points.first?.y ?? 0, width: 0, height: 0)
    for point in points.dropFirst() { bounds = bounds.union(Rect(x: point.x, y: point.y, width: 0, height: 0)) }
    self.bounds = bounds
  }

  /// How much of the way lies within a rectangle, in points.
  func length(within rect: Rect) -> Double {
    guard bounds.x < rect.maxX, bounds.maxX > rect.x, bounds.y < rect.maxY, bounds.maxY > rect.y else { return 0 }
    var sum = 0.0
    for index in points.indices.dropFirst() {
      let (a, b) = (points[index - 1], points[index])
      if max(a.x, b.x) < rect.x || min(a.x, b.x) > rect.maxX || max(a.y, b.y) < rect.y || min(a.y, b.y) > rect.maxY {
        continue
      }
      sum += rect.length(ofLineFrom: a, to: b)
    }
    return sum
  }

  /// From where to where the way runs sideways between two heights, or nil where it does not come there.
  func across(_ heights: ClosedRange<Double>) -> ClosedRange<Double>? {
    extent(heights, isTurned: false)
  }

  /// From where to where the way runs up and down between two places from left to right.
  func down(_ places: ClosedRange<Double>) -> ClosedRange<Double>? {
    extent(places, isTurned: true)
  }

  /// The range across of the way where its range along meets `range`; along is down the page, or to the right where
  /// `isTurned`.
  private func extent(_ range: ClosedRange<Double>, isTurned: Bool) -> ClosedRange<Double>? {
    var result: ClosedRange<Double>?
    func see(_ value: Double) {
      result = min(result?.lowerBound ?? value, value)...max(result?.upperBound ?? value, value)
    }
    for index in points.indices.dropFirst() {
      let (a, b) = (points[index - 1], points[index])
      let isAscending = isTurned ? a.x <= b.x : a.y <= b.y
      let (first, last) = isAscending ? (a, b) : (b, a)
      let (start, end) = isTurned ? (first.x, last.x) : (first.y, last.y)
      let from = max(start, range.lowerBound)
      let to = min(end, range.upperBound)
      guard from <= to else { continue }
      let (near, far) = isTurned ? (first.y, last.y) : (first.x, last.x)
      guard end - start >= 0.001 else {
        see(near)
        see(far)
        continue
      }
      for place in [from, to] { see(near + (far - near) * (place - start) / (end - start)) }
    }
    return result
  }

  /// How far the way passes a rectangle, in points; 0 where it touches it.
  func distance(to rect: Rect) -> Double {
    var least = Double.infinity
    for index in points.indices.dropFirst() {
      least = min(least, rect.distance(toLineFrom: points[index - 1], to: points[index]))
      if least == 0 { break }
    }
    return least.isFinite ? least : 0
  }

  /// The place at a share 0...1 of the whole length.
  func point(at share: Double) -> Point? {
    guard let first = points.first else { return nil }
    var lengths: [Double] = []
    var total = 0.0
    for index in points.indices.dropFirst() {
      let (dx, dy) = (points[index].x - points[index - 1].x, points[index].y - points[index - 1].y)
      lengths.append((dx * dx + dy * dy).squareRoot())
      total += lengths[index - 1]
    }
    var left = total * share
    for (index, length) in lengths.enumerated() {
      if left <= length, length > 0 {
        let part = left / length
        let (a, b) = (points[index], points[index + 1])
        return Point(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part)
      }
      left -= length
    }
    return points.last ?? first
  }

  /// How often two ways cross.
  func crossings(with other: Polyline) -> Int {
    let (mine, theirs) = (bounds, other.bounds)
    guard mine.x <= theirs.maxX, mine.maxX >= theirs.x, mine.y <= theirs.maxY, mine.maxY >= theirs.y else { return 0 }
    func side(_ a: Point, _ b: Point, _ c: Point) -> Double { (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) }
    var count = 0
    for i in points.indices.dropFirst() {
      let (a, b) = (points[i - 1], points[i])
      let (left, right) = (min(a.x, b.x), max(a.x, b.x))
      let (top, bottom) = (min(a.y, b.y), max(a.y, b.y))
      if left > theirs.maxX || right < theirs.x || top > theirs.maxY || bottom < theirs.y { continue }
      for j in other.points.indices.dropFirst() {
        let (c, d) = (other.points[j - 1], other.points[j])
        if left > max(c.x, d.x) || right < min(c.x, d.x) || top > max(c.y, d.y) || bottom < min(c.y, d.y) { continue }
        if side(a, b, c) * side(a, b, d) < 0, side(c, d, a) * side(c, d, b) < 0 { count += 1 }
      }
    }
    return count
  }
}
