import Drawing
import KnowledgeGraph
import Layout
import Testing

@Suite("Figures of a difference")
struct DifferenceTests {
  private func graph(_ sketch: GraphSketch) -> Graph {
    let part = sketch.subgraph
    return Graph(
      ontology: .builtIn, entities: part.entities, relations: part.relations, acts: part.acts, claims: [], passages: [])
  }

  /// Relations without claims, since the graphs of these tests have none to prove them by.
  private func relations(_ sketch: GraphSketch) -> [Relation] {
    sketch.subgraph.relations.map { relation in
      var relation = relation
      relation.claims = []
      return relation
    }
  }

  private func part() throws -> DifferencePart {
    var before = GraphSketch()
    before.relation("Acme", .partnersWith, "Bolt", at: "2023")
    before.relation("Acme", .owns, "Lost Ltd")
    before.relation("Acme", .uses, "Tool")
    var after = GraphSketch()
    // Other numbers than before.
    after.entity("Newcomer", .company)
    after.entity("Tool", .company)
    after.relation("Acme", .partnersWith, "Bolt", at: "2023-05")
    after.relation("Acme", .acquired, "Newcomer", at: "2024")
    after.relation("Acme", .uses, "Tool")
    let (old, new) = (relations(before), relations(after))
    return try DifferencePart(
      later: graph(after), earlier: graph(before), added: [new[1]], changed: [new[0]], gone: [old[1]],
      context: [new[2]])
  }

  @Test("What is new, gone and changed stands in one part, entities of both graphs being the same by name")
  func parts() throws {
    let part = try part()
    #expect(part.subgraph.entities.map(\.name) == ["Acme", "Bolt", "Lost Ltd", "Newcomer", "Tool"])
    #expect(Set(part.subgraph.entities.map(\.id)).count == 5)
    #expect(part.subgraph.relations.count == 4)
    let marks = part.entities.compactMap { id, mark in
      part.subgraph.entities.first { $0.id == id }.map { "\($0.name) \(mark.rawValue)" }
    }
    #expect(marks.sorted() == ["Lost Ltd gone", "Newcomer new"])
    #expect(part.relations.values.map(\.rawValue).sorted() == ["changed", "gone", "new"])
  }

  @Test("Each change is said in words, has its colour, and the legend names it; what is as it was is grey")
  func scene() throws {
    let part = try part()
    let options = FigureOptions(changes: .init(relations: part.relations, entities: part.entities))
    let scene = try Scene(part.subgraph, options: options)
    let edges = scene.edges.map { edge in
      "\(scene.cards[edge.head].name[0]): \((edge.label + edge.details).joined(separator: ", "))"
    }
    #expect(
      Set(edges) == [
        "Bolt: partnered with, changed · May 2023", "Newcomer: acquired, new · 2024", "Lost Ltd: owns, gone",
        "Tool: uses",
      ])
    #expect(scene.edges.filter { $0.change == .same }.count == 1)
    #expect(scene.cards.first { $0.name == ["Newcomer"] }?.details == ["new"])
    #expect(scene.cards.first { $0.name == ["Lost Ltd"] }?.details == ["gone"])
    #expect(Set(ChangeMark.allCases.map { Scene.LegendEntry.change($0) }).isSubset(of: Set(scene.legend)))
    let svg = try #require(ParsedSVG(try SVGWriter.text(scene, LayoutEngine.shared.place(scene))))
    let dashed = svg.elements("path").filter { $0.attributes["stroke-dasharray"] == "8 3 2 3" }
    // The line of what is gone, and its sample in the legend.
    #expect(dashed.count == 2)
  }

  @Test("A figure of one graph has no marks")
  func plain() throws {
    let scene = try Scene(Stories.expansion.subgraph)
    #expect(scene.edges.allSatisfy { $0.change == nil })
  }
}
