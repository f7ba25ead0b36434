import Extraction
import KnowledgeGraph
import Notes
import Testing

@Suite("Claims of structure")
struct StructureTests {
  private func claims(_ note: String, path: String = "notes/a.md") -> [Claim] {
    Extractor().extract(NoteParser(ontology: .builtIn).parse(path: path, bytes: Array(note.utf8))).claims
  }

  @Test(
    "An author's form says who it is",
    arguments: [
      ("Jane Doyle", Kind.person), ("Ana de la Cruz", .person), ("Quorra Blog", .organization),
      ("quorra.com", .organization),
      ("Quorra Inc.", .company), ("The Daily Lark", .organization), ("Quorra", .organization),
    ])
  func authors(name: String, kind: Kind) throws {
    let claim = try #require(
      claims("---\ntitle: T\nauthor: \(name)\nurl: https://x.example/a\n---\nText.\n").first {
        $0.predicate == .authoredBy
      })
    #expect(claim.object?.surface == name)
    #expect(claim.object?.kind == kind)
    #expect(claim.evidence.passage == nil)
  }

  @Test("Tags, links, typed links and triplets")
  func note() {
    let text = """
      ---
      title: T
      url: https://x.example/a
      tags: [reading]
      ---
      partner of:: [[Zelta]]
      inspired by:: [[Norvo]]

      See [[Mexa]] and ([[Jane Doyle]] /[[Founder of]]/ [[Quorra]]).
      """
    let found = claims(text)
    func has(_ predicate: String, _ object: String) -> Bool {
      found.contains { $0.predicate == Predicate(predicate) && $0.object?.surface == object }
    }
    #expect(has("TAGGED", "reading"))
    #expect(has("PARTNERS_WITH", "Zelta"))
    #expect(has("INSPIRED_BY", "Norvo"))
    #expect(has("LINKS_TO", "Mexa"))
    #expect(has("FOUNDED", "Quorra"))
    #expect(!has("LINKS_TO", "Zelta"))
    #expect(!has("LINKS_TO", "Quorra"))
  }

  @Test("The aliases of an entity note")
  func aliases() throws {
    let claim = try #require(
      claims("---\naliases: [Zenova]\ntype: Company\n---\nText.\n", path: "Zelta Norvana.md").first {
        $0.predicate == .alsoKnownAs
      })
    #expect(claim.subject.surface == "Zelta Norvana")
    #expect(claim.object?.surface == "Zenova")
    #expect(claim.subject.kind == .company)
  }

  @Test("The publisher only where it is stated")
  func publisher() {
    #expect(
      claims("---\ntitle: T\nurl: https://x.example/a\nsite: Lark News\n---\nText.\n").contains {
        $0.predicate == .publishedBy
      })
    #expect(!claims("---\ntitle: T\nurl: https://x.example/a\n---\nText.\n").contains { $0.predicate == .publishedBy })
  }
}
