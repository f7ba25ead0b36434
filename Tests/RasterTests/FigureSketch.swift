import Drawing
import KnowledgeGraph
import Layout
import TestSupport

/// A small figure for tests: two companies that are partners, with a quote and a link.
struct FigureSketch {
  var names = ["Tencent Cloud", "Mobily"]
  var title: String? = "Partners (2024)"
  var mode = FigureOptions.Mode.light
  var link = "https://example.org/highlight/1"
  var record: FigureRecord?
  var style: FigureOptions.Style?

  var scene: Scene {
    get throws {
      let entities = names.enumerated().map { number, name in
        Entity(id: EntityID(rawValue: Int32(number)), name: name, kind: .company, sourceCount: 1)
      }
      let claim = ClaimID(rawValue: "c7f31b0a5d2e4f60718293a4b5c6d7e8")
      let relation = Relation(
        id: RelationID(rawValue: 0), subject: entities[0].id, predicate: .partnersWith, object: entities[1].id,
        claims: [claim])
      let proof = Proof(
        claim: claim, shortID: "c7f3", quote: "They became partners.", sourceTitle: "AI goes abroad",
        sourceDate: PartialDate(year: 2024, month: 10, day: 7), link: link, note: "AI.md", line: 3,
        origin: .rule("test"), confidence: 0.9)
      let part = Subgraph(
        entities: entities.sorted { $0.name < $1.name }, relations: [relation], proofs: [relation.id: [proof]])
      return try Scene(part, options: FigureOptions(title: title, mode: mode, style: style))
    }
  }

  func svg(for medium: SVGWriter.Medium = .page) throws -> String {
    let scene = try scene
    return try SVGWriter.text(scene, try LayoutEngine.shared.place(scene), for: medium, record: record)
  }

  static func record(using generator: inout SplitMix64) -> FigureRecord {
    let arguments = (0..<Int.random(in: 0...5, using: &generator)).map { _ in HostileText.text(using: &generator) }
    let claims = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
      ClaimID(rawValue: String(generator.next(), radix: 16))
    }
    return FigureRecord(
      version: HostileText.text(using: &generator), arguments: ["draw"] + arguments,
      fingerprint: "f" + HostileText.text(using: &generator), claims: claims)
  }
}
