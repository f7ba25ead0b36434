/// Where the cards, edges and labels of a scene stand, in points from the upper left corner of the drawing.
public struct Placement: Hashable, Sendable {
  /// Which way the figure is read.
  public enum Direction: String, Sendable, Hashable { case down, right }

  /// How cards are laid out.
  public enum Layout: String, Sendable, Hashable, CaseIterable {
    /// In layers, so that arrows run one way.
    case layered
    /// By forces between cards that are tied.
    case force
    /// In rings around what was asked for, or what has most ties.
    case radial
  }

  public var direction: Direction
  public var size: Size
  /// The centre of each card of the scene.
  public var centers: [Point]
  /// The way of each edge of the scene.
  public var routes: [Route]
  /// The room of each edge's label; nil where it has none.
  public var labels: [Rect?]
  /// The edges whose label had no room: their number stands there alone, and the words are in the tooltip.
  public var shortLabels: Set<Int> = []

  public init(direction: Direction, size: Size, centers: [Point], routes: [Route], labels: [Rect?]) {
    self.direction = direction
    self.size = size
    self.centers = centers
    self.routes = routes
    self.labels = labels
  }

  /// The rectangle of a card, or nil where the placement is not of this scene.
  public func frame(of card: Int, in scene: Scene) -> Rect? {
    guard centers.indices.contains(card), scene.cards.indices.contains(card) else { return nil }
    return Rect(center: centers[card], size: scene.cards[card].size)
  }
}
