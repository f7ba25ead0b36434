import Extraction
import KnowledgeGraph
import Notes
import Testing

/// What a note of each shape says by its form, as claims.
@Suite("Claims of structure by shape")
struct StructureShapesTests {
  /// The claims of structure as `subject PREDICATE object`, with the kinds of both, in the order of the reader.
  private func claims(_ note: String, path: String = "Firms/Quorra.md") -> [String] {
    let record = Extractor().extract(NoteParser(ontology: .builtIn).parse(path: path, bytes: Array(note.utf8)))
    return record.claims.compactMap { claim in
      guard case .rule(let rule) = claim.origin, rule.hasPrefix("structure.") else { return nil }
      return "\(claim.subject.surface) \(claim.predicate.rawValue) \(claim.object?.surface ?? "")"
    }
  }

  @Test(
    "Typed links: on a line, in an item, in a quotation, in brackets, in front matter",
    arguments: [
      ("founder:: [[Ada Lind]]", ["Quorra FOUNDER Ada Lind"]),
      ("founder::[[Ada Lind]]", ["Quorra FOUNDER Ada Lind"]),
      ("**Partner of**:: [[Zelta]], [[Norvo]]", ["Quorra PARTNERS_WITH Zelta", "Quorra PARTNERS_WITH Norvo"]),
      ("- competitor:: [[Mexa|the rival]]", ["Quorra COMPETES_WITH Mexa"]),
      ("> [!info]\n> owner of:: [[Mexa]]", ["Quorra OWNS Mexa"]),
      ("Its seat is (based in:: [[Porto]]) today.", ["Quorra BASED_IN Porto"]),
      ("Its seat is [based in:: [[Porto]]] today.", ["Quorra BASED_IN Porto"]),
      ("[amount:: $430 million] `x:: [[y]]` Foo::bar std::vec", []),
      (
        "---\npartners: [\"[[Zelta]]\", \"[[Norvo]]\"]\n---\n",
        ["Quorra PARTNERS_WITH Zelta", "Quorra PARTNERS_WITH Norvo"]
      ),
      (
        "---\npartners:\n  - \"[[Zelta]]\"\n  - \"[[Norvo]]\"\n---\n",
        ["Quorra PARTNERS_WITH Zelta", "Quorra PARTNERS_WITH Norvo"]
      ),
      ("---\ninspired by: [[Norvo]]\n---\n", ["Quorra INSPIRED_BY Norvo"]),
      ("partner:: [[Zelta]] since 2020", ["Quorra LINKS_TO Zelta"]),
      ("основатель:: [[Ада Линд]]", ["Quorra ОСНОВАТЕЛЬ Ада Линд"]),
      ("创始人:: [[林雅]]", ["Quorra 创始人 林雅"]),
    ] as [(String, [String])])
  func typedLinks(_ note: String, _ expected: [String]) { #expect(claims(note) == expected) }

  @Test(
    "Inline triplets",
    arguments: [
      ("([[Ada Lind]] /[[Founder of]]/ [[Mexa]])", ["Ada Lind FOUNDED Mexa"]),
      ("So ([[Ada Lind|Ada]]/[[Works at]]/[[ Mexa ]]) it is.", ["Ada Lind WORKS_FOR Mexa"]),
      ("([[林雅]] /[[师从]]/ [[王伟]])", ["林雅 师从 王伟"]),
      ("([[Ada Lind]] /[[Founder of]]/ )", ["Quorra LINKS_TO Ada Lind", "Quorra LINKS_TO Founder of"]),
    ] as [(String, [String])])
  func triplets(_ note: String, _ expected: [String]) { #expect(claims(note) == expected) }

  @Test(
    "Links to notes, there or not, are claims; pictures, places in the note and addresses are none",
    arguments: [
      ("[[Mexa]] and [[Mexa]]", ["Quorra LINKS_TO Mexa"]), ("[[Ports/Quay.md|q]]", ["Quorra LINKS_TO Ports/Quay.md"]),
      ("[[Mexa#History|its history]]", ["Quorra LINKS_TO Mexa"]), ("[[#History]] ![[Mexa]]", []),
      ("[[plan.pdf]] [[map.PNG|map]] [[board.canvas]]", []), ("[[https://mexa.example|site]]", []),
      ("[[Node.js]] [[Vol. 2]]", ["Quorra LINKS_TO Node.js", "Quorra LINKS_TO Vol. 2"]),
      ("| [[Mexa\\|m]] | [[Zelta]] |", ["Quorra LINKS_TO Mexa", "Quorra LINKS_TO Zelta"]),
      (
        "[[中国移动]] [[Северсталь]] [[أرامكو]] [[टाटा]]",
        ["中国移动", "Северсталь", "أرامكو", "टाटा"].map { "Quorra LINKS_TO " + $0 }
      ),
    ] as [(String, [String])])
  func links(_ note: String, _ expected: [String]) { #expect(claims(note) == expected) }

  @Test("Each author is one claim, whatever the note writes them in")
  func authors() {
    func authors(_ field: String) -> [String] {
      claims("---\ntitle: T\n\(field)\n---\nText.").filter { $0.contains("AUTHORED_BY") }
    }
    #expect(authors("author: [[Ada Lind, Bo Tan]]") == ["T AUTHORED_BY Ada Lind", "T AUTHORED_BY Bo Tan"])
    #expect(authors("author: [[Pan, Xingang]]") == ["T AUTHORED_BY Pan, Xingang"])
    #expect(authors("authors:\n  - - Ada Lind\n    - Bo Tan") == ["T AUTHORED_BY Ada Lind", "T AUTHORED_BY Bo Tan"])
    #expect(authors("author: \"[[people/ada|Ada Lind]]\"") == ["T AUTHORED_BY people/ada"])
    #expect(authors("author: {{author}}") == [])
    // A link within the note leads to no other, and names whom it shows.
    #expect(authors("author: \"[[#Ada Lind]]\"") == ["T AUTHORED_BY Ada Lind"])
    #expect(authors("author: \"[[#\u{200b}|\u{200b}]]\"") == [])
    #expect(authors("author: [[王伟，李娜]]") == ["T AUTHORED_BY 王伟", "T AUTHORED_BY 李娜"])
  }

  @Test(
    "The form of an author's name in any script",
    arguments: [
      ("王伟", Kind.person), ("محمد نصر", .person), ("Анна Петрова", .person), ("राम कुमार", .person), ("김민준", .person),
      ("新华通讯社记者部", .organization), ("@ada on Twitter", .person),
    ])
  func authorKinds(_ name: String, _ kind: Kind) {
    let note = NoteParser(ontology: .builtIn).parse(
      path: "a.md", bytes: Array("---\ntitle: T\nauthor: \"\(name)\"\n---\nText.".utf8))
    let found = Extractor().extract(note).claims.first { $0.predicate == .authoredBy }
    #expect(found?.object?.surface == name)
    #expect(found?.object?.kind == kind)
  }

  @Test("A note exported into itself says everything once")
  func reimported() {
    let part =
      "---\nauthor: [[Ada Lind]]\ntags: [a]\n---\n## Highlights\n- See [[Mexa]]. ([View Highlight](https://e.example/1))\n"
    #expect(
      claims(part + part + part, path: "Salt.md")
        == ["Salt AUTHORED_BY Ada Lind", "Salt TAGGED a", "Salt LINKS_TO Mexa"])
  }

  @Test(
    "Places are found in every script, also where words have no spaces between them",
    arguments: [
      ("华为在沙特阿拉伯和阿联酋投资。", ["Saudi Arabia"]), ("中国与法国签署协议。", ["China", "France"]),
      ("日本政府宣布。", ["Japan"]), ("発表は日本とインドで行われた。", ["Japan", "India"]),
      ("インドネシアの会社。", ["Indonesia"]), ("مؤتمر في السعودية اليوم", []), ("مؤتمر في مصر اليوم", ["Egypt"]),
      ("भारत में निवेश", ["India"]), ("Инвестиции в Россия", ["Russia"]), ("ישראל חתמה", ["Israel"]),
      ("上海地铁很多哥哥。发展中国家。", []), ("マリオのゲーム", []), ("복귀 프랑스 대통령", ["France"]),
    ] as [(String, [String])])
  func places(_ text: String, _ expected: [String]) {
    let found = Extractor().extract(text: text).mentions.filter { [.country, .region, .city].contains($0.entity.kind) }
    #expect(found.map { Gazetteer.shared.places(named: $0.entity.surface).first?.name ?? "?" } == expected)
  }

  @Test("A line of nothing but places without spaces costs no more than its length")
  func manyPlaces() {
    let count = 2_000
    let found = Extractor().extract(text: String(repeating: "中国和法国、", count: count)).mentions
    #expect(found.count == 2 * count)
  }
}
