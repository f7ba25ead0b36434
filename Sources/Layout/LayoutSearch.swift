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
    let line: Line

    /// What speaks against a manner of drawing where another is as good.
    enum Line {
      case curved
      /// Bent lines are a last resort: they avoid cards that curves cannot, and look broken.
      case bent
      /// A map has no direction that its arrows run in.
      case map

      var cost: Double {
        switch self {
        case .curved: 0
        case .bent: 14
        case .map: 6
        }
      }
    }

    /// What makes a placement worse: text that shrinks, faults, then crossings and empty room.
    var cost: Double {
      let shrinking = (1 - scale) * 100
      let area = placement.size.width * placement.size.height / 100_000
      return shrinking + Double(faults.count) * 6 + Double(faults.edgesThroughCards) * 6
        + Double(faults.crossings) * 0.8 + area * 0.25 + line.cost
    }
  }

  func best(_ layout: Placement.Layout) throws(LayoutError) -> Placement {
    switch layout {
    case .layered: try mended(layered())
    case .force: try mended(forced())
    case .radial:
      try mended(best(of: [2.4, 3.2, 4.4, 6].map { .radial(center: middle, rings: $0) }))
    }
  }

  /// By forces: an atlas, which has no labels that need room, as a map of a page's shape too.
  private func forced() throws(LayoutError) -> Candidate {
    let free = try best(of: [14, 24, 36, 52, 76].map { .force(gap: $0) })
    guard scene.style == .atlas, let map = try? mapped(), map.cost < free.cost else { return free }
    return map
  }

  /// The card in the middle of rings: the first that was asked for, else the one with most edges.
  private var middle: Int {
    var degrees = [Int](repeating: 0, count: scene.cards.count)
    for edge in scene.edges {
      degrees[edge.tail] += 1
      degrees[edge.head] += 1
    }
    func weight(_ index: Int) -> Int { (scene.cards[index].isFocus ? 1_000_000 : 0) + degrees[index] }
    return scene.cards.indices.max { (weight($0), -$0) < (weight($1), -$1) } ?? 0
  }

  private func best(of methods: [GraphvizGraph.Method]) throws(LayoutError) -> Candidate {
    var best: Candidate?
    var failure: LayoutError?
    for method in methods {
      do throws(LayoutError) {
        let other = try candidate(GraphvizGraph.place(scene, method))
        if best.map({ other.cost < $0.cost }) ?? true { best = other }
      } catch {
        failure = error
      }
      if let best, best.faults.count == 0 { break }
    }
    guard let best else { throw failure ?? LayoutError("there is nothing to lay out") }
    return best
  }

  /// The placement without the faults that can be helped: edges that run through cards are led around them, and labels
  /// that have no room are cut to their number.
  private func mended(_ best: Candidate) throws(LayoutError) -> Placement {
    var best = best
    if best.faults.edgesThroughCards > 0 {
      let led = try? candidate(GraphvizGraph.place(scene, .routing(best.placement.centers)), best.line)
      if let led, led.cost < best.cost { best = led }
    }
    return best.faults.count == 0 ? best.placement : best.placement.shorteningLabels(in: scene)
  }

  private func layered() throws(LayoutError) -> Candidate {
    let isAtlas = scene.style == .atlas
    let (near, far) = isAtlas ? (0.12, 1.1) : (0.28, 0.62)
    typealias Settings = GraphvizGraph.Settings
    let down = Settings(direction: .down, nodeSeparation: near, rankSeparation: isAtlas ? 0.7 : far)
    let right = Settings(direction: .right, nodeSeparation: near, rankSeparation: far)
    var best = try candidate(isAtlas ? right : down)
    // Where most are tied to many there are no layers worth the name, and a map of them is smaller.
    if isAtlas, best.scale < 0.9 || best.faults.count > 0 || best.faults.crossings > 12, let map = try? mapped() {
      if map.cost < best.cost { best = map }
      if best.faults.count == 0, best.scale >= 0.8 { return best }
    }
    // Of a figure that fits the page as it is the other direction cannot have larger text.
    if best.scale < 0.97 || best.faults.count > 0 {
      let other = try candidate(isAtlas ? down : right)
      if other.cost < best.cost { best = other }
    }
    let isCrossed = best.faults.crossings > 2 && !isAtlas
    guard best.faults.count > 0 || isCrossed || best.scale < 0.9 else { return best }
    // Of a crowded figure each layout takes tens of milliseconds, and another setting seldom saves it.
    let tries = scene.edges.count > (isAtlas ? 120 : 60) ? 3 : 9
    let settings = best.placement.direction == .down ? down : right
    for variation in variations(of: settings, isSmall: best.scale < 0.9).prefix(tries) {
      // What cannot be laid out in one way is left to the others.
      guard let other = try? candidate(variation) else { continue }
      if other.cost < best.cost { best = other }
      if best.faults.count == 0, best.faults.crossings <= 2, best.scale >= 0.9 { break }
    }
    return best
  }

  /// The cards where forces between them and the shape of a page bring them, whatever their edges' direction.
  private func mapped() throws(LayoutError) -> Candidate {
    let (tied, loose) = LooseCards.parted(scene)
    let drawn = try GraphvizGraph.place(scene, .ties).centers
    var best: Candidate?
    for share in [2.4, 3, 2.1] {
      let map = PageMap(of: scene, cards: tied, from: drawn, width: LayoutSearch.page.width - 36, share: share)
      var centers = drawn
      for (card, center) in zip(tied, map.centers) { centers[card] = center }
      for (card, center) in zip(loose, LooseCards.rows(loose, in: scene, below: map.size).centers) {
        centers[card] = center
      }
      let other = candidate(try GraphvizGraph.place(scene, .routing(centers)), .map)
      if best.map({ other.cost < $0.cost }) ?? true { best = other }
      if other.faults.count == 0 { break }
    }
    guard let best else { throw LayoutError("there is nothing to lay out") }
    return best
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
    candidate(try GraphvizGraph.place(scene, settings), settings.splines == "true" ? .curved : .bent)
  }

  private func candidate(_ placed: Placement, _ line: Candidate.Line = .curved) -> Candidate {
    let placement = placed.settlingLabels(in: scene)
    let scale = min(
      1, LayoutSearch.page.width / (placement.size.width + 36), LayoutSearch.page.height / (placement.size.height + 36))
    return Candidate(
      placement: placement, faults: placement.faults(in: scene), scale: scale, line: line)
  }
}
