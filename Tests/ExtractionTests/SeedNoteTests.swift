import Extraction
import Foundation
import KnowledgeGraph
import Notes
import TestSupport
import Testing

@Suite("The seed note")
struct SeedNoteTests {
  @Test(
    "All its claims and no other",
    .enabled(if: Repository.shared != nil, "needs ../shared"))
  func claims() throws {
    let folder = try #require(Repository.shared).appending(path: "data/vault-seed")
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).first { $0.hasSuffix(".md") })
    let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
    let record = Extractor().extract(NoteParser(ontology: .builtIn).parse(path: name, bytes: bytes))
    let structure: Set<KnowledgeGraph.Predicate> = [.mentions, .tagged, .authoredBy, .linksTo]
    let accepted = record.claims.filter {
      $0.confidence >= ConfidenceBand.acceptance && !structure.contains($0.predicate)
    }
    // The initiative has no name; it is what the text calls it.
    let whole = try #require(accepted.first { $0.subject.surface == "Galaxy AI" && $0.predicate == .partOf }?.object)
    #expect(whole.reference == .description)
    #expect(whole.surface.hasPrefix("larger initiative") && whole.surface.hasSuffix("North Africa"))
    let initiative = whole.surface
    let expected: Set<String> = [
      "Etihad Etisalat ALSO_KNOWN_AS Mobily",
      "Huawei BASED_IN Chinese", "Tencent BASED_IN Chinese", "Alibaba BASED_IN Chinese",
      "Tencent Cloud PARTNERS_WITH Etihad Etisalat at=2024-03",
      "Etihad Etisalat OPERATES_IN Saudi Arabia",
      "Tencent Cloud LAUNCHED Go Saudi at=2024-03*", "Etihad Etisalat LAUNCHED Go Saudi at=2024-03*",
      "Go Saudi PART_OF Vision 2030", "Go Saudi TARGETS Saudi Arabia",
      "Huawei LAUNCHED Galaxy AI at=2024-05*", "Galaxy AI PART_OF \(initiative)",
      "\(initiative) TARGETS North Africa", "\(initiative) PART_OF five-year investment plan",
      "Huawei LAUNCHED five-year investment plan 430000000 USD P5Y", "five-year investment plan TARGETS North Africa",
      "Alibaba BUILDS Korea announced=2024-05* (data center) planned",
      "Alibaba BUILDS Malaysia announced=2024-05* (data center) planned",
      "Alibaba BUILDS Philippines announced=2024-05* (data center) planned",
      "Alibaba BUILDS Thailand announced=2024-05* (data center) planned",
      "Alibaba BUILDS Mexico announced=2024-05* (data center) planned",
      "Alibaba LAUNCHED Model Studio at=2024-05*",
    ]
    #expect(Set(accepted.map(line)) == expected)
    #expect(accepted.count == expected.count)
    let launches = accepted.filter { $0.object?.surface == "Go Saudi" && $0.predicate == .launched }
    #expect(Set(launches.map(\.act)).count == 1)
    let plan = try #require(
      accepted.first { $0.object?.surface == "five-year investment plan" && $0.predicate == .launched })
    #expect(plan.object?.reference == .description)
    #expect(plan.object?.owner == "Huawei")
    #expect(plan.qualifiers.amount?.kind == .committed)
    let author = try #require(record.claims.first { $0.predicate == .authoredBy })
    #expect(author.object?.surface == "Hugging Face - Blog")
    #expect(author.object?.kind == .organization)
    #expect(record.source.date == PartialDate(edtf: "2024-10-07"))
  }
}
