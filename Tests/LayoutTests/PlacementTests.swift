import Drawing
import KnowledgeGraph
import Layout
import Testing

@Suite("Placements")
struct PlacementTests {
  /// Three cards in a row, 100 points apart, joined from the first to the third.
  private func row() throws -> (Scene, Placement) {
    var sketch = GraphSketch()
    for name in ["A", "B", "C"] { sketch.entity(name, .company) }
    sketch.relation("A", .acquired, "C")
    sketch.relation("B", .acquired, "C")
    let scene = try Scene(sketch.subgraph)
    let centers = scene.cards.map { card -> Point in
      Point(card.name == ["A"] ? 50 : card.name == ["B"] ? 250 : 450, 50)
    }
    let placement = Placement(
      direction: .right, size: Size(500, 100), centers: centers,
      routes: scene.edges.map { Route(from: centers[$0.tail], to: centers[$0.head]) }, labels: [nil, nil])
    return (scene, placement)
  }

  @Test("An edge through a card is counted once, and its own ends are none")
  func edgeThroughCard() throws {
    let (scene, placement) = try row()
    #expect(placement.faults(in: scene).edgesThroughCards == 1)
    #expect(placement.faults(in: scene).overlappingCards == 0)
  }

  @Test("Cards that overlap are counted by pairs")
  func overlap() throws {
    var (scene, placement) = try row()
    placement.centers = placement.centers.map { _ in Point(50, 50) }
    #expect(placement.faults(in: scene).overlappingCards == 3)
    scene.edges = []
    placement.routes = []
    placement.labels = []
    #expect(placement.faults(in: scene).count == 3)
  }

  @Test("Labels on cards, on foreign edges and on each other are counted")
  func labels() throws {
    var (scene, placement) = try row()
    placement.labels = [Rect(x: 140, y: 40, width: 30, height: 20), Rect(x: 150, y: 42, width: 30, height: 20)]
    scene.edges[0].tail = scene.edges[1].tail
    let faults = placement.faults(in: scene)
    #expect(faults.overlappingLabels == 1)
    #expect(faults.labelsOnEdges == 1)
    placement.labels = [Rect(center: placement.centers[0], size: Size(30, 20)), nil]
    #expect(placement.faults(in: scene).labelsOnCards == 1)
  }

  @Test("A label that stands on a card is moved beside its edge")
  func settling() throws {
    var sketch = GraphSketch()
    for name in ["A", "B", "C"] { sketch.entity(name, .company) }
    sketch.relation("A", .acquired, "B")
    sketch.relation("B", .acquired, "C")
    let scene = try Scene(sketch.subgraph)
    let centers = [Point(100, 30), Point(100, 230), Point(100, 430)]
    let size = try #require(scene.edges[0].labelSize)
    let placement = Placement(
      direction: .down, size: Size(200, 460), centers: centers,
      routes: [Route(from: Point(100, 50), to: Point(100, 210)), Route(from: Point(100, 250), to: Point(100, 410))],
      labels: [Rect(center: Point(100, 230), size: size), Rect(center: Point(100, 330), size: size)])
    #expect(placement.faults(in: scene).labelsOnCards == 1)
    let settled = placement.settlingLabels(in: scene)
    #expect(settled.faults(in: scene).count == 0)
    let label = try #require(settled.labels[0])
    #expect(label.y > 50 && label.maxY < 210)
    #expect(label.x > 100 && label.x < 110 || label.maxX < 100 && label.maxX > 90)
  }

  @Test("A label far from its own edge is counted, and brought to it")
  func stray() throws {
    let (scene, row) = try row()
    var placement = row
    let size = try #require(scene.edges[0].labelSize)
    // Twelve points above the line are near enough, thirteen are not.
    placement.labels = [Rect(x: 120, y: 50 - 12 - size.height, width: size.width, height: size.height), nil]
    #expect(placement.faults(in: scene).strayLabels == 0)
    placement.labels = [Rect(x: 120, y: 50 - 13 - size.height, width: size.width, height: size.height), nil]
    #expect(placement.faults(in: scene).strayLabels == 1)
    placement.labels = [Rect(x: 120, y: 50 - 38 - size.height, width: size.width, height: size.height), nil]
    #expect(placement.settlingLabels(in: scene).faults(in: scene).strayLabels == 0)
  }

  @Test("In stories every label stands by its own edge", arguments: [Stories.expansion, Stories.manners])
  func labelsOfStories(sketch: GraphSketch) throws {
    let scene = try Scene(sketch.subgraph)
    #expect(try LayoutEngine.shared.place(scene).faults(in: scene).strayLabels == 0)
  }

  @Test("Positions of another scene are refused")
  func otherScene() throws {
    let (scene, placement) = try row()
    var other = scene
    other.cards.removeLast()
    other.edges = []
    #expect(throws: DrawingError.self) { try SVGWriter.text(other, placement) }
  }
}
