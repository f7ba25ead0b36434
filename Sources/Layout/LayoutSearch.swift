import Drawing

/// Tries settings of the layered layout and keeps the placement that reads best.
struct LayoutSearch {
  /// The page that a figure is shrunk to fit: a report's column, and about a screen and a half in height.
  static let page = Size(900, 1_150)

  private let scene: Scene

  init(_ scene: Scene) { self.scene = scene }

  private struct Candidate {
    let placement: Placement
    let faults: Faults
    /// How large text is on the page, 0...1.
    let scale: Double
    /// Bent lines are a last resort: they avoid cards that curves cannot, and look broken.
    let isBent: Bool

    /// What makes a placement worse: text that shrinks, faults, then crossings and empty room.
    var cost: Double {
      let shrinking = (1 - scale) * 100
      let area = placement.size.width * placement.size.height / 100_000
      return shrinking + Double(faults.count) * 6 + Double(faults.edgesThroughCards) * 6
        + Double(faults.crossings) * 0.8 + area * 0.25 + (isBent ? 14 : 0)
    }
  }

  func best() throws(LayoutError) -> Placement {
    let isAtlas = scene.style == .atlas
    let (near, far) = isAtlas ? (0.12, 1.1) : (0.28, 0.62)
    typealias Settings = GraphvizGraph.Settings
    let down = Settings(direction: .down, nodeSeparation: near, rankSeparation: isAtlas ? 0.7 : far)
    let right = Settings(direction: .right, nodeSeparation: near, rankSeparation: far)
    var best = try candidate(isAtlas ? right : down)
    // Of a figure that fits the page as it is the other direction cannot have larger text.
    if best.scale < 0.97 || best.faults.count > 0 {
      let other = try candidate(isAtlas ? down : right)
      if other.cost < best.cost { best = other }
    }
    let isCrossed = best.faults.crossings > 2 && !isAtlas
    guard best.faults.count > 0 || isCrossed || best.scale < 0.9 else { return best.placement }
    // Of a crowded figure each layout takes tens of milliseconds, and another setting seldom saves it.
    let tries = scene.edges.count > (isAtlas ? 120 : 60) ? 3 : 9
    let settings = best.placement.direction == .down ? down : right
    for variation in variations(of: settings, isSmall: best.scale < 0.9).prefix(tries) {
      // What cannot be laid out in one way is left to the others.
      guard let other = try? candidate(variation) else { continue }
      if other.cost < best.cost { best = other }
      if best.faults.count == 0, best.faults.crossings <= 2, best.scale >= 0.9 { break }
    }
    return best.placement
  }

  private func variations(of settings: GraphvizGraph.Settings, isSmall: Bool) -> [GraphvizGraph.Settings] {
    var result: [GraphvizGraph.Settings] = []
    func add(_ change: (inout GraphvizGraph.Settings) -> Void) {
      var variation = settings
      change(&variation)
      result.append(variation)
    }
    if isSmall {
      let hasPartners = scene.edges.contains { $0.isSymmetric }
      if hasPartners {
        for direction in [Placement.Direction.down, .right] {
          add {
            $0.levelsPartners = true
            $0.direction = direction
          }
        }
      }
      add { $0.rankSeparation *= 0.7 }
      if hasPartners {
        add {
          $0.levelsPartners = true
          $0.rankSeparation *= 0.7
        }
      }
    }
    add { $0.isReversed = true }
    for (isReversed, near, far) in [(false, 1.4, 1.25), (true, 1.4, 1.25), (false, 1.0, 1.5)] {
      add {
        $0.isReversed = isReversed
        $0.nodeSeparation *= near
        $0.rankSeparation *= far
      }
    }
    add { $0.splines = "polyline" }
    return result
  }

  private func candidate(_ settings: GraphvizGraph.Settings) throws(LayoutError) -> Candidate {
    let placement = try GraphvizGraph.place(scene, settings).settlingLabels(in: scene)
    let scale = min(
      1, LayoutSearch.page.width / (placement.size.width + 36), LayoutSearch.page.height / (placement.size.height + 36))
    return Candidate(
      placement: placement, faults: placement.faults(in: scene), scale: scale, isBent: settings.splines != "true")
  }
}
