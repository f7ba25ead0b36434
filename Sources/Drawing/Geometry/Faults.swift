/// What is wrong with a placement, counted.
public struct Faults: Hashable, Sendable {
  /// Edges that run through a card other than their own ends.
  public var edgesThroughCards = 0
  /// Pairs of cards that overlap.
  public var overlappingCards = 0
  /// Labels that touch a card.
  public var labelsOnCards = 0
  /// Labels that an edge other than their own runs through.
  public var labelsOnEdges = 0
  /// Pairs of labels that overlap.
  public var overlappingLabels = 0
  /// Labels more than ``labelReach`` points off their own edge.
  public var strayLabels = 0
  /// Crossings of two edges: not wrong, but the fewer the better.
  public var crossings = 0

  public init() {}

  /// How far a label may stand off its edge and still be seen to belong to it, in points.
  public static let labelReach = 12.0

  /// The faults that a reader would take for a mistake; crossings are none.
  public var count: Int {
    edgesThroughCards + overlappingCards + labelsOnCards + labelsOnEdges + overlappingLabels + strayLabels
  }
}

extension Placement {
  /// Measures a placement by its geometry, with half a point to two of tolerance.
  ///
  /// - Complexity: O(edges × (edges + cards)) in the worst case; most pairs are told apart by their rectangles.
  public func faults(in scene: Scene) -> Faults {
    measured(in: scene, frames: frames(in: scene), ways: routes.map(Polyline.init))
  }

  func frames(in scene: Scene) -> [Rect] {
    zip(centers, scene.cards).map { Rect(center: $0, size: $1.size) }
  }

  func measured(in scene: Scene, frames: [Rect], ways: [Polyline]) -> Faults {
    var faults = Faults()
    for (index, frame) in frames.enumerated() {
      for other in frames[(index + 1)...] where frame.inset(by: 0.5).overlap(with: other) > 1 {
        faults.overlappingCards += 1
      }
    }
    for (edge, way) in zip(scene.edges, ways) {
      for (card, frame) in frames.enumerated() where card != edge.tail && card != edge.head {
        if way.length(within: frame.inset(by: 1)) > 2 { faults.edgesThroughCards += 1 }
      }
    }
    for (index, way) in ways.enumerated() {
      for other in ways[(index + 1)...] { faults.crossings += way.crossings(with: other) }
    }
    for (index, label) in labels.enumerated() {
      guard let label else { continue }
      let core = label.inset(by: 2)
      if frames.contains(where: { core.overlap(with: $0) > 1 }) { faults.labelsOnCards += 1 }
      if ways.indices.contains(where: { $0 != index && ways[$0].length(within: core) > 2 }) {
        faults.labelsOnEdges += 1
      }
      if ways.indices.contains(index), ways[index].distance(to: label) > Faults.labelReach { faults.strayLabels += 1 }
      for other in labels[(index + 1)...] {
        if let other, core.overlap(with: other) > 1 { faults.overlappingLabels += 1 }
      }
    }
    return faults
  }
}
