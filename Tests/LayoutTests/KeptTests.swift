import Drawing
import KnowledgeGraph
import Layout
import TestSupport
import Testing

@Suite("Positions that stay")
struct KeptTests {
  /// Cards by their identities where a placement has them.
  private func known(_ scene: Scene, _ placement: Placement) -> [String: Point] {
    Dictionary(uniqueKeysWithValues: zip(scene.cards.map(\.id), placement.centers))
  }

  /// A view of so many firms and places, all tied together, each with a name of its own.
  private func view(_ count: Int, seed: UInt64) -> GraphSketch {
    var generator = SplitMix64(seed: seed)
    var sketch = GraphSketch()
    let kinds: [Kind] = [.company, .person, .country, .product]
    for index in 0..<count {
      sketch.entity("Name \(index)", kinds[Int.random(in: 0..<kinds.count, using: &generator)])
      guard index > 0 else { continue }
      sketch.relation(
        "Name \(Int.random(in: 0..<index, using: &generator))", .owns, "Name \(index)", at: String(1_900 + index))
    }
    return sketch
  }

  @Test(
    "An entity more moves no other card of a view of 25 by 5 % of its width", arguments: 1...40 as ClosedRange<UInt64>)
  func oneMore(seed: UInt64) throws {
    var sketch = view(24, seed: seed)
    let before = try Scene(sketch.subgraph, options: FigureOptions(style: .paper))
    let first = try LayoutEngine.shared.place(before)
    var generator = SplitMix64(seed: seed &* 31)
    for _ in 0..<(1 + Int(seed % 3)) {
      sketch.relation("Newcomer", .partnersWith, "Name \(Int.random(in: 0..<24, using: &generator))", at: "2024")
    }
    let after = try Scene(sketch.subgraph, options: FigureOptions(style: .paper))
    #expect(after.cards.count == before.cards.count + 1)
    let (placement, added) = try LayoutEngine.shared.place(after, keeping: known(before, first))
    #expect(added.map { after.cards[$0].name } == [["Newcomer"]])
    let (old, new) = (known(before, first), known(after, placement))
    for (id, center) in old {
      let moved = try #require(new[id])
      let (dx, dy) = (moved.x - center.x, moved.y - center.y)
      #expect((dx * dx + dy * dy).squareRoot() < placement.size.width * 0.05, "\(id) moved by \(dx), \(dy)")
    }
    let faults = placement.faults(in: after)
    #expect(faults.overlappingCards == 0 && faults.edgesThroughCards == 0)
    #expect(faults.labelsOnCards + faults.labelsOnEdges + faults.overlappingLabels == 0)
  }

  @Test("Drawn again, a view is the same to the byte")
  func again() throws {
    let scene = try Scene(Stories.expansion.subgraph)
    let first = try LayoutEngine.shared.place(scene)
    let kept = try LayoutEngine.shared.place(scene, keeping: known(scene, first))
    #expect(kept.added.isEmpty)
    let text = try SVGWriter.text(scene, kept.placement)
    #expect(try SVGWriter.text(scene, LayoutEngine.shared.place(scene, keeping: known(scene, first)).placement) == text)
    #expect(kept.placement.faults(in: scene).count == 0)
  }

  @Test("A list that has grown is the same card")
  func lists() throws {
    func scene(_ count: Int) throws -> Scene {
      var sketch = GraphSketch()
      for index in 0..<count {
        sketch.entity("Land \(index)", .country)
        sketch.relation("Hub", .operatesIn, "Land \(index)")
      }
      return try Scene(sketch.subgraph)
    }
    let (five, six) = (try scene(5), try scene(6))
    let positions = KeptPositions(of: six, known: known(five, try LayoutEngine.shared.place(five)))
    #expect(positions.added.isEmpty)
  }

  @Test("Without any card that stood, and with cards on top of each other, all are given a place")
  func strange() throws {
    let scene = try Scene(Stories.manners.subgraph)
    let spots = [[:], Dictionary(uniqueKeysWithValues: scene.cards.map { ($0.id, Point(-300, 7)) })]
    for known in spots {
      let placement = try LayoutEngine.shared.place(scene, keeping: known).placement
      #expect(placement.faults(in: scene).overlappingCards == 0)
      #expect(placement.centers.allSatisfy { $0.x >= 0 && $0.y >= 0 })
    }
  }
}
