import KnowledgeGraph
import Testing

@testable import Drawing

@Suite("Safety of figures")
struct SafetyTests {
  @Test(
    "Only links that lead to a page, a letter or the vault are kept",
    arguments: [
      ("https://example.org/a?x=1&y=2", "https://example.org/a?x=1&y=2"), ("HTTP://example.org", "HTTP://example.org"),
      ("mailto:a@example.org", "mailto:a@example.org"), ("obsidian://open?vault=a", "obsidian://open?vault=a"),
      ("notes/My Note.md#line:3", "notes/My%20Note.md#line:3"), ("?q=a:b", "?q=a:b"),
      ("https://example.org/\"><script>", "https://example.org/%22%3E%3Cscript%3E"),
      ("https://example.org/Go_(game)", "https://example.org/Go_%28game%29"),
      ("javascript:alert(1)", nil), ("JaVaScRiPt:alert(1)", nil), ("java\nscript:alert(1)", nil),
      ("\u{1} javascript:alert(1)", nil), ("data:text/html,x", nil), ("vbscript:x", nil), ("file:///etc/passwd", nil),
      ("//evil.example", nil), ("\\\\evil.example", nil), ("", nil), (" ", nil),
    ] as [(String, String?)])
  func links(link: String, expected: String?) {
    #expect(LinkPolicy.allowed(link) == expected)
  }

  @Test("A link of no end is left out")
  func longLink() {
    #expect(LinkPolicy.allowed("https://example.org/" + String(repeating: "a", count: 10_000)) == nil)
  }

  @Test(
    "XML that is broken or could run is found",
    arguments: [
      "<svg><g></svg>", "<svg a=\"1\" a=\"2\"/>", "<svg>&nbsp;</svg>", "<svg><script>x</script></svg>",
      "<svg><foreignObject/></svg>", "<svg onload=\"x()\"/>", "<svg>]]></svg>", "<svg a='1'/>", "<svg/><svg/>", "text",
      "&#10;<svg/>",
      "<svg><!-- x --></svg>", "<!DOCTYPE svg><svg/>", "<svg>&#0;</svg>", "<svg>&#xFFFF;</svg>", "<svg a=\"<\"/>",
      "<svg",
      "<svg>\u{1}</svg>", "",
    ])
  func brokenXML(text: String) {
    #expect(XMLCheck.fault(in: text) != nil)
  }

  @Test("XML as Weft writes it passes")
  func goodXML() {
    #expect(
      XMLCheck.fault(in: "<svg a=\"1\" b-c=\"&quot;\"><g>a &lt; b &#39;&amp;&#10;</g><path d=\"M0 0\"/></svg>\n") == nil
    )
  }

  @Test("Nesting beyond all figures ends the check, not the program")
  func deepXML() {
    #expect(XMLCheck.fault(in: String(repeating: "<g>", count: 100_000)) != nil)
  }

  @Test(
    "Numbers have one decimal at most",
    arguments: [
      (0.0, "0"), (-0.04, "0"), (1.25, "1.3"), (-1.25, "-1.3"), (-0.5, "-0.5"), (1e300, "10000000"), (.nan, "0"),
      (.infinity, "0"), (99.95, "100"),
    ] as [(Double, String)])
  func numbers(value: Double, expected: String) {
    #expect(XMLText.number(value) == expected)
  }

  @Test("DOT strings cannot be left, and their escapes mean nothing")
  func dotStrings() {
    #expect(DOTWriter.quoted(["a\"b"]) == "\"a\\\"b\"")
    #expect(DOTWriter.quoted(["\\N \\G \\n"]) == "\"\\\\N \\\\G \\\\n\"")
    #expect(DOTWriter.quoted(["ends with \\"]) == "\"ends with \\\\\"")
    #expect(DOTWriter.quoted(["a&lt;b", "c"]) == "\"a&amp;lt;b\\nc\"")
    #expect(DOTWriter.quoted(["a\u{0}\u{7}b"]) == "\"ab\"")
  }

  @Test("A long link stands in DOT as a whole or not at all", arguments: [(2_900, true), (3_900, false)])
  func dotLinks(length: Int, isKept: Bool) throws {
    let url = "https://example.org/" + String(repeating: "a", count: length)
    let entity = Entity(id: EntityID(rawValue: 0), name: "Long", kind: .article, url: url)
    let dot = DOTWriter.text(try Scene(Subgraph(entities: [entity], relations: [])))
    #expect(dot.contains("URL=\"\(url)\"") == isKept)
    #expect(dot.contains("URL=") == isKept)
  }

  @Test("Ids are names of small letters, digits and hyphens, each given once")
  func identifiers() {
    var names = Identifiers()
    #expect(names.unique("Tencent Cloud!", else: "x") == "tencent-cloud")
    #expect(names.unique("tencent  cloud", else: "x") == "tencent-cloud-2")
    #expect(names.unique("", else: "entity") == "entity")
    let beijing = names.unique("北京", else: "entity")
    #expect(beijing.hasPrefix("entity-") && beijing.utf8.count == 15)
    var others = Identifiers()
    #expect(others.unique("東京", else: "entity") != beijing)
    #expect(others.unique("北京", else: "entity") == beijing)
    #expect(others.unique("北京", else: "entity") == beijing + "-2")
    #expect(names.unique(String(repeating: "a", count: 999), else: "x").utf8.count == 48)
    #expect(Identifiers.prefix("figure 1\"><script>") == "figure1script")
    #expect(Identifiers.prefix("1") == "f1")
    #expect(Identifiers.prefix("«»") == "weft")
  }
}
