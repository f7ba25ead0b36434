/// A place in a figure, in points; x grows to the right and y downwards, as in SVG.
public struct Point: Hashable, Sendable {
  public var x: Double
  public var y: Double

  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }
}

/// A width and a height in points.
public struct Size: Hashable, Sendable {
  public var width: Double
  public var height: Double

  public init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }
}

/// An upright rectangle in points, from its upper left corner.
public struct Rect: Hashable, Sendable {
  public var x: Double
  public var y: Double
  public var width: Double
  public var height: Double

  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  public init(center: Point, size: Size) {
    self.init(x: center.x - size.width / 2, y: center.y - size.height / 2, width: size.width, height: size.height)
  }

  public var maxX: Double { x + width }
  public var maxY: Double { y + height }
  public var center: Point { Point(x + width / 2, y + height / 2) }
  public var size: Size { Size(width, height) }

  /// The rectangle with each side moved inwards by `amount`, or outwards where it is negative.
  public func inset(by amount: Double) -> Rect {
    Rect(x: x + amount, y: y + amount, width: width - 2 * amount, height: height - 2 * amount)
  }

  /// The area that both rectangles cover.
  public func overlap(with other: Rect) -> Double {
    let across = min(maxX, other.maxX) - max(x, other.x)
    let down = min(maxY, other.maxY) - max(y, other.y)
    return across > 0 && down > 0 ? across * down : 0
  }

  /// The smallest rectangle that holds both.
  public func union(_ other: Rect) -> Rect {
    let left = min(x, other.x)
    let top = min(y, other.y)
    return Rect(x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
  }

  /// How much of the straight line from `start` to `end` lies within, in points.
  ///
  /// Clips by the method of Liang and Barsky, "A new concept and method for line clipping" (1984).
  func length(ofLineFrom start: Point, to end: Point) -> Double {
    let dx = end.x - start.x
    let dy = end.y - start.y
    var enter = 0.0
    var leave = 1.0
    for (step, room) in [(-dx, start.x - x), (dx, maxX - start.x), (-dy, start.y - y), (dy, maxY - start.y)] {
      if step == 0 {
        if room < 0 { return 0 }
      } else if step < 0 {
        enter = max(enter, room / step)
      } else {
        leave = min(leave, room / step)
      }
      if enter >= leave { return 0 }
    }
    return (leave - enter) * (dx * dx + dy * dy).squareRoot()
  }

  /// How far the straight line from `start` to `end` passes, in points; 0 where it touches the rectangle.
  func distance(toLineFrom start: Point, to end: Point) -> Double {
    if length(ofLineFrom: start, to: end) > 0 { return 0 }
    func distance(of point: Point) -> Double {
      let (dx, dy) = (max(x - point.x, 0, point.x - maxX), max(y - point.y, 0, point.y - maxY))
      return (dx * dx + dy * dy).squareRoot()
    }
    // Apart from each other, the two are nearest at an end of the line or at a corner of the rectangle.
    var least = min(distance(of: start), distance(of: end))
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let square = dx * dx + dy * dy
    guard square > 0 else { return least }
    for corner in [Point(x, y), Point(maxX, y), Point(x, maxY), Point(maxX, maxY)] {
      let share = min(1, max(0, ((corner.x - start.x) * dx + (corner.y - start.y) * dy) / square))
      let (ox, oy) = (start.x + dx * share - corner.x, start.y + dy * share - corner.y)
      least = min(least, (ox * ox + oy * oy).squareRoot())
    }
    return least
  }
}
