import Formats
import Foundation
import KnowledgeGraph
import TestSupport
import Testing

/// The graph of the examples in `Documentation/FileFormats.md`: one deal, one head count, the article that tells of both.
enum Example {
  static let graph: Graph = {
    let source = Source(
      id: SourceID("url:https://example.org/cloud"), kind: .article, title: "Cloud deals in the Gulf",
      authors: ["Ann Lee"], date: PartialDate(edtf: "2024-10-07"), url: "https://example.org/cloud",
      note: "Articles/Cloud.md")
    let text = "In March 2024, Tencent Cloud partnered with Mobily, which employs 1,500 people."
    let passage = Passage(
      id: PassageID(source: source.id, normalizedText: text), source: source.id, note: source.note, text: text,
      offset: 120, line: 9, links: ["https://example.org/h/1"])
    let tencent = Entity(id: EntityID(rawValue: 1), name: "Tencent Cloud", kind: .company, sourceCount: 1)
    let mobily = Entity(
      id: EntityID(rawValue: 0), name: "Mobily", kind: .company, aliases: ["EEC", "Etihad Etisalat"], sourceCount: 1)
    let staff = Qualifiers(amount: Amount(ExactDecimal(1500), unit: .count(of: "people")))
    let deal = Qualifiers(at: PartialDate(edtf: "2024-03").map { StatedDate($0) })
    func claim(
      _ subject: Argument, _ predicate: KnowledgeGraph.Predicate, _ object: Argument?, _ qualifiers: Qualifiers
    ) -> Claim {
      Claim(
        subject: subject, predicate: predicate, object: object, qualifiers: qualifiers,
        evidence: .passage(passage.id, quote: text, range: 0..<text.utf8.count), source: source.id, note: source.note,
        origin: .rule(predicate == .employs ? "trigger.employ" : "trigger.partner"), confidence: 0.9,
        isSymmetric: predicate == .partnersWith)
    }
    let claims = [
      claim(
        Argument("Tencent Cloud", kind: .company, range: 15..<28), .partnersWith,
        Argument("Mobily", kind: .company, range: 44..<50), deal),
      claim(Argument("Mobily", kind: .company, range: 44..<50), .employs, nil, staff),
    ]
    return Graph(
      ontology: .builtIn, entities: [mobily, tencent],
      relations: [
        Relation(
          id: RelationID(rawValue: 0), subject: tencent.id, predicate: .partnersWith, object: mobily.id,
          qualifiers: deal, claims: [claims[0].id], confidence: 0.9),
        Relation(
          id: RelationID(rawValue: 1), subject: mobily.id, predicate: .employs, object: nil, qualifiers: staff,
          claims: [claims[1].id], confidence: 0.9),
      ], acts: [], claims: claims, passages: [passage], sources: [source])
  }()
}

/// What the documentation shows of a form is what the form writes.
@Suite struct Examples {
  @Test func everyExampleStandsInItsForm() throws {
    let file = Repository.root.appending(path: "Documentation/FileFormats.md")
    var shown: Set<String> = []
    var form: String?
    var block: [String]?
    for line in try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n") {
      if line.hasPrefix("<!-- example: "), let name = line.split(separator: " ").dropFirst(2).first {
        form = String(name)
      } else if form != nil, block == nil, line.hasPrefix("```") {
        block = []
      } else if let lines = block, let name = form, line == "```" {
        let format = try #require(GraphFormats.named(name))
        let text = try format.texts(of: GraphExport(Example.graph)).map(\.text).joined(separator: "\n")
        // What is left out stands as a line of three dots.
        for part in lines.split(separator: "…") {
          #expect(
            text.contains(part.joined(separator: "\n") + "\n"), "\(name) writes otherwise than its example:\n\(text)")
        }
        shown.insert(name)
        (form, block) = (nil, nil)
      } else {
        block?.append(line)
      }
    }
    #expect(shown == Set(GraphFormats.all.map(\.name)))
  }
}
