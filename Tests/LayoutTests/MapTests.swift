import Drawing
import Foundation
import KnowledgeGraph
import Layout
import TestSupport
import Testing

/// `WEFT_MAPS` says how many maps are drawn, which takes seconds each in a build for tests.
@Suite("Maps")
struct MapTests {
  private static let count = ProcessInfo.processInfo.environment["WEFT_MAPS"].flatMap { UInt64($0) } ?? 3

  @Test(
    "A map of sixty that all do business with each other is read at the width of a page, without a fault",
    arguments: 1...count)
  func market(seed: UInt64) throws {
    let scene = try Scene(
      Stories.market(30 + Int(seed * 10 % 31), seed: seed).subgraph, options: FigureOptions(style: .atlas))
    let placement = try LayoutEngine.shared.place(scene)
    let faults = placement.faults(in: scene)
    #expect(faults.count == 0)
    // Text of 10.5 points is at least 9 points high at the width of a page.
    #expect(placement.size.width <= 1_000 && placement.size.height <= 1_350, "\(placement.size)")
    let frames = scene.cards.indices.compactMap { placement.frame(of: $0, in: scene) }
    let cards = frames.reduce(0) { $0 + $1.width * $1.height }
    #expect(cards / (placement.size.width * placement.size.height) > 0.14, "the page is used")
    // No quarter of the page is left empty.
    for (left, top) in [(0.0, 0.0), (0.5, 0), (0, 0.5), (0.5, 0.5)] {
      let quarter = Rect(
        x: placement.size.width * left, y: placement.size.height * top, width: placement.size.width / 2,
        height: placement.size.height / 2)
      let covered = frames.reduce(0) { $0 + $1.overlap(with: quarter) }
      #expect(covered > cards * 0.08, "\(left), \(top)")
    }
  }

  @Test("Cards on a page stand apart and keep their order where nothing mends it")
  func pair() throws {
    var sketch = GraphSketch()
    sketch.relation("A", .acquired, "B")
    let scene = try Scene(sketch.subgraph, options: FigureOptions(style: .atlas))
    let map = PageMap(of: scene, cards: [0, 1], from: [Point(0, 0), Point(1, 1)], width: 400)
    #expect(map.centers.count == 2)
    let frames = zip(map.centers, scene.cards).map { Rect(center: $0, size: $1.size) }
    #expect(frames[0].inset(by: -5).overlap(with: frames[1]) == 0)
    #expect(frames.allSatisfy { $0.x >= -0.01 && $0.maxX <= 400.01 })
  }

  @Test("One card, and cards of one place, are stood too")
  func few() throws {
    var sketch = GraphSketch()
    for index in 0..<6 { sketch.relation("Hub", .owns, "N\(index)") }
    let scene = try Scene(sketch.subgraph, options: FigureOptions(style: .atlas, foldsLeaves: false))
    let all = Array(scene.cards.indices)
    let map = PageMap(of: scene, cards: all, from: all.map { _ in Point(3, 3) }, width: 860)
    for one in all {
      for other in all where other > one {
        let frame = Rect(center: map.centers[one], size: scene.cards[one].size)
        #expect(frame.overlap(with: Rect(center: map.centers[other], size: scene.cards[other].size)) == 0)
      }
    }
    #expect(PageMap(of: scene, cards: [2], from: all.map { _ in Point(3, 3) }, width: 860).centers.count == 1)
    #expect(PageMap(of: scene, cards: [], from: [], width: 860).centers.isEmpty)
  }
}
