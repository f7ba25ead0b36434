import Drawing
import KnowledgeGraph
import Layout
import Testing

@Suite("Layouts")
struct LayoutKindTests {
  @Test(
    """
    In no random figure does an edge run through a card, or a label stand on a card, a foreign edge or a label, or \
    farther from its own edge than a reader sees
    """,
    arguments: Placement.Layout.allCases, 1...70 as ClosedRange<UInt64>)
  func noFaults(layout: Placement.Layout, seed: UInt64) throws {
    let words = ["Acme", "Long Name of a Company That Wraps", "北京智谱华章科技", "Ωmega", "a-b-c/d"]
    let sketch = Stories.random(2 + Int(seed * 7 % 24), seed: seed) { index, generator in
      "\(words[Int.random(in: 0..<words.count, using: &generator)]) \(index)"
    }
    let scene: Scene
    do {
      scene = try Scene(sketch.subgraph, options: FigureOptions(style: seed % 4 == 0 ? .atlas : .paper))
    } catch {
      return
    }
    let faults = try LayoutEngine.shared.place(scene, by: layout).faults(in: scene)
    #expect(faults.overlappingCards == 0)
    #expect(faults.edgesThroughCards == 0)
    #expect(faults.labelsOnCards == 0 && faults.labelsOnEdges == 0 && faults.overlappingLabels == 0)
    #expect(faults.strayLabels == 0)
  }

  @Test("The same scene has the same places by forces and in rings, whatever was laid out before")
  func repeatable() throws {
    let scene = try Scene(Stories.expansion.subgraph)
    for layout in Placement.Layout.allCases {
      let first = try LayoutEngine.shared.place(scene, by: layout)
      _ = try LayoutEngine.shared.place(try Scene(Stories.manners.subgraph), by: .force)
      #expect(try LayoutEngine.shared.place(scene, by: layout) == first)
    }
    // A map is mended by what may be decided by the last bit.
    let atlas = try Scene(Stories.market(32, seed: 3).subgraph, options: FigureOptions(style: .atlas))
    #expect(try LayoutEngine.shared.place(atlas) == LayoutEngine.shared.place(atlas))
  }

  @Test("In rings what was asked for stands in the middle")
  func middle() throws {
    var sketch = GraphSketch()
    for index in 0..<9 { sketch.relation("Hub", .owns, "N\(index)", at: String(2_000 + index)) }
    sketch.relation("N0", .owns, "Far", at: "2024")
    sketch.focus = ["Hub"]
    let scene = try Scene(sketch.subgraph)
    let placement = try LayoutEngine.shared.place(scene, by: .radial)
    let hub = try #require(scene.cards.firstIndex { $0.name == ["Hub"] })
    let center = placement.centers[hub]
    #expect(abs(center.x - placement.size.width / 2) < placement.size.width * 0.25)
    #expect(abs(center.y - placement.size.height / 2) < placement.size.height * 0.25)
  }

  @Test("A label without room is cut to its number, and its words stay in the tooltip")
  func shortLabels() throws {
    var sketch = GraphSketch()
    sketch.relation("A", .acquired, "B", at: "2024")
    let scene = try Scene(sketch.subgraph)
    // Two cards so near that no word fits between them.
    let gap = 12.0
    let centers = [Point(scene.cards[0].size.width / 2, 40), Point(scene.cards[0].size.width * 1.5 + gap, 40)]
    let size = try #require(scene.edges[0].labelSize)
    let route = Route(
      from: Point(scene.cards[0].size.width, 40), to: Point(scene.cards[0].size.width + gap, 40))
    let placement = Placement(
      direction: .right, size: Size(300, 80), centers: centers, routes: [route],
      labels: [Rect(center: Point(scene.cards[0].size.width + gap / 2, 40), size: size)])
    #expect(placement.faults(in: scene).labelsOnCards == 1)
    let short = placement.shorteningLabels(in: scene)
    #expect(short.faults(in: scene).count == 0)
    #expect(short.shortLabels == [0] || short.labels == [nil])
    let svg = try #require(ParsedSVG(try SVGWriter.text(scene, short)))
    #expect(!svg.elements("text").contains { $0.text == "acquired" })
    #expect(svg.elements("title").contains { $0.text.hasPrefix("A acquired B, 2024") })
  }
}
