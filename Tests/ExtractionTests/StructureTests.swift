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

  @Test("A link to a heading of the note itself names nothing")
  func headingLink() {
    let found = claims("See [[#The Fleet|Brisk Lines]] and [[#^block]] of [[Zelta]].")
    #expect(found.contains { $0.object?.surface == "Zelta" })
    #expect(!found.contains { $0.object?.surface.isEmpty == true || $0.subject.surface.isEmpty })
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

  @Test("A note of very many authors, tags, aliases, links and triplets comes to its end, and all of them are told")
  func manyOfEach() {
    let count = 5_000
    let id = SourceID("path:Many.md")
    let triplets = (0..<count).map { "([[A\($0)]] /[[Founder of]]/ [[B\($0)]])" }
    var passages: [Passage] = []
    var links: [Wikilink] = []
    for (number, text) in triplets.enumerated() {
      let passage = PassageID(source: id, normalizedText: text)
      passages.append(
        Passage(id: passage, source: id, note: "Many.md", text: text, offset: 0, line: number + 10))
      links += ["A\(number)", "Founder of", "B\(number)"].map {
        Wikilink(target: $0, offset: 0, line: number + 10, passage: passage)
      }
    }
    let names = (0..<count).map { "Name \($0)" }
    func field(_ name: String, line: Int, _ link: (String) -> String?) -> Field {
      Field(name: name, values: names.map { FieldValue(text: $0, link: link($0)) }, line: line)
    }
    let padding = (0..<count).map {
      Field(name: "key \($0)", values: [FieldValue(text: "Zelta", link: "Zelta")], line: 1)
    }
    let note = Note(
      path: "Many.md", role: .source, title: "Many", aliases: names,
      source: Source(id: id, kind: .article, title: "Many", authors: names, tags: names, note: "Many.md"),
      fields: padding + [
        field("author", line: 2) { _ in nil }, field("tags", line: 3) { _ in nil },
        field("aliases", line: 4) { _ in nil }, field("partner of", line: 5) { $0 },
      ], passages: passages, links: links, diagnostics: [])
    let found = Extractor().extract(note).claims
    func number(of predicate: Predicate, line: Int) -> Int {
      found.count { claim in
        guard claim.predicate == predicate, case .field(_, _, line) = claim.evidence else { return false }
        return true
      }
    }
    #expect(number(of: .authoredBy, line: 2) == count)
    #expect(number(of: .tagged, line: 3) == count)
    #expect(number(of: .alsoKnownAs, line: 4) == count)
    #expect(number(of: .partnersWith, line: 5) == count)
    #expect(found.count { $0.origin == .rule("structure.triplet") } == count)
    #expect(!found.contains { $0.predicate == .linksTo })
  }
}
