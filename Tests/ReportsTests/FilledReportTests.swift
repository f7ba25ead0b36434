import Drawing
import Foundation
import Formats
import KnowledgeGraph
import Reports
import TestSupport
import Testing

struct FilledReportTests {
  /// What the Markdown of a report begins with, so that no build takes it for a note.
  static let mark = "<!-- made by weft -->\n\n"

  private func fill(_ text: String, _ shelf: Shelf = .cloud, _ ledger: FootnoteLedger = .init()) throws -> FilledReport
  {
    try Report(text).filled(from: shelf.graph, version: "1", name: "weekly", ledger: ledger)
  }

  @Test func valuesStandInTheirSentences() throws {
    let report = try fill(
      "Huawei plans {{weft: amount Huawei 'Saudi Arabia'}}; {{weft: count Mobily}} ties of {{weft: name mobily}}, "
        + "since {{weft: date Mobily \"Go Saudi\"}}.\n")
    #expect(
      report.markdown == Self.mark + """
        Huawei plans \\$430M[^1]; 2 ties of Mobily, since Mar 2024[^2].

        [^1]: “Huawei plans to invest \\$430 million in Saudi Arabia.” — *Plans \\| of \\*Huawei\\**, 7 Oct 2024. [Read it](<https://read.example/h/1>). `\(Self.id("Huawei plans to invest $430 million in Saudi Arabia."))` in notes/Plans \\| of \\*Huawei\\*.md:9
        [^2]: “Mobily launched Go Saudi.” — *Cloud firms go abroad*, 7 Oct 2024. [Read it](<https://read.example/h/1>). `\(Self.id("Mobily launched Go Saudi."))` in notes/Cloud firms go abroad.md:9

        """)
  }

  private static func id(_ quote: String) -> String {
    String(Shelf.cloud.claim(quote)?.id.rawValue.prefix(8) ?? "?")
  }

  @Test func tablesHaveOneRowAStatement() throws {
    let report = try fill("Before\n```weft\nneighbors Mobily --caption 'Who with'\n```\nAfter\n")
    #expect(
      report.markdown.hasPrefix(
        Self.mark + """
          Before

          | relation | name | kind | when | proof |
          | --- | --- | --- | --- | --- |
          | launched | Go Saudi | Initiative | Mar 2024 | [^1] |
          | partnered with | Tencent Cloud | Company | Mar 2024 | [^2] |

          *Who with*

          After

          [^1]: “Mobily launched
          """))
  }

  @Test(arguments: [
    (
      "timeline Mobily",
      ["| Mar 2024 | Mobily launched Go Saudi | [^1] |", "| Mar 2024 | Tencent Cloud partnered with Mobily | [^2] |"]
    ),
    ("path Huawei 'Saudi Arabia'", ["| 1 | Huawei invested in Saudi Arabia | \\$430M | planned | [^1] |"]),
    ("path Huawei Mobily", ["*No way leads from Huawei to Mobily.*"]),
    ("changes --since 2024-11", ["| 2 Nov 2024 | Mobily launched Go Saudi | new | Mar 2024 | [^1] |"]),
    ("changes --since 2025", ["*Nothing new since 2025.*"]),
    ("table --predicate invested-in", ["| Huawei invested in Saudi Arabia | \\$430M | planned | [^1] |"]),
    ("table --kind company --limit 1", ["*and 2 more*"]),
    ("show Huawei", ["| invested in | Saudi Arabia | Country | \\$430M | planned | [^1] |"]),
    ("evidence Mobily 'Go Saudi'", ["> “Mobily launched Go Saudi.” — *Cloud firms go abroad*, 7 Oct 2024.[^1]"]),
    ("evidence Huawei Mobily", ["*There is no evidence of that.*"]),
  ])
  func blocks(_ directive: String, _ lines: [String]) throws {
    let markdown = try fill("```weft\n\(directive)\n```\n").markdown
    for line in lines { #expect(markdown.split(separator: "\n").contains(Substring(line)), "\(markdown)") }
  }

  @Test func figuresCarryTheNumbersOfTheFootnotes() throws {
    let report = try fill(
      "{{weft: date Mobily 'Go Saudi'}}\n\n```weft\ndraw Mobily --caption Ties\n```\n\n~~~weft\ndraw Mobily\n~~~\n")
    #expect(report.figures.map(\.name) == ["figure-mobily.svg", "figure-mobily-2.svg"])
    #expect(report.markdown.contains("](weekly-figures/figure-mobily.svg)\n"))
    #expect(report.markdown.contains("\n![Mobily: "))
    #expect(report.markdown.contains("*Ties* Proof: [^1] [^2]"))
    // The launch was cited before the figure, and has its number on its edge too.
    for figure in report.figures {
      #expect(figure.svg.contains(">1<") && figure.svg.contains(">2<"))
      // The file knows what it shows; the page needs it not said again.
      let record = try FigureRecord(findingIn: Array(figure.svg.utf8))
      #expect(record.arguments.prefix(3) == ["report", "draw", "Mobily"])
      let fingerprint = try Shelf.cloud.graph.fingerprint()
      #expect(record.fingerprint == fingerprint)
      #expect(record.claims.count == 2)
      #expect(report.html.contains(figure.svg.split(separator: "</metadata>\n")[1]))
    }
    #expect(XMLCheck.fault(in: report.figures[0].svg) == nil)
  }

  @Test func theSameBytesComeTwice() throws {
    let text = "# Title\n\n```weft\ndraw Mobily Huawei\n```\n\n```weft\nshow Mobily\n```\n"
    let first = try fill(text)
    #expect(try fill(text) == first)
    let again = try fill(text, .cloud, first.ledger)
    #expect(again == first)
  }

  @Test func aFootnoteKeepsItsNumber() throws {
    let first = try fill("{{weft: date Mobily 'Go Saudi'}} {{weft: amount Huawei}}\n")
    #expect(first.ledger.entries.map(\.number) == [1, 2])
    // Read back from its file; another claim is cited before, the first no longer.
    let kept = try #require(FootnoteLedger(first.ledger.json))
    #expect(kept.entries == first.ledger.entries)
    let second = try fill("{{weft: date Mobily 'Tencent Cloud'}} {{weft: amount Huawei}}\n", .cloud, kept)
    #expect(second.markdown.hasPrefix(Self.mark + "Mar 2024[^3] \\$430M[^2]\n"))
    #expect(
      second.ledger.entries.map { $0.citations.count } == [0, 1, 1]
        && second.ledger.entries[0].quote.isEmpty)
    // The number of what is no longer cited is given to nothing else, and it gets it back.
    let third = try fill("{{weft: date Mobily 'Go Saudi'}}\n", .cloud, second.ledger)
    #expect(third.markdown.hasPrefix(Self.mark + "Mar 2024[^1]\n"))
  }

  @Test func theAuthorsOwnFootnotesKeepTheirNumbers() throws {
    let report = try fill("Mine[^1]. {{weft: amount Huawei}}\n\n[^1]: My own.\n")
    #expect(report.markdown.contains("\\$430M[^2]\n"))
  }

  @Test func aSentenceHasOneNumberWhateverIsMadeOfIt() throws {
    var shelf = Shelf.cloud
    shelf.state("Tencent Cloud", .launched, "Go Saudi", at: "2024-03", quote: "Mobily launched Go Saudi.")
    let report = try fill("{{weft: date Mobily 'Go Saudi'}} {{weft: date 'Tencent Cloud' 'Go Saudi'}}\n", shelf)
    #expect(report.markdown.hasPrefix(Self.mark + "Mar 2024[^1] Mar 2024[^1]\n"))
    #expect(report.ledger.entries.map { $0.citations.count } == [2])
    #expect(report.markdown.contains("`\(Self.id("Mobily launched Go Saudi."))`, `"))
    // A better rule gives the claim another identity: the sentence keeps its number.
    let old = try #require(report.ledger.entries.first?.citations.first?.claim.rawValue)
    let text = report.ledger.json.text().replacingOccurrences(of: old, with: String(repeating: "0", count: 32))
    let ledger = try #require(FootnoteLedger(try JSONValue(parsing: text.utf8)))
    let second = try fill("{{weft: amount Huawei}} {{weft: date Mobily 'Go Saudi'}}\n", shelf, ledger)
    #expect(second.markdown.hasPrefix(Self.mark + "\\$430M[^2] Mar 2024[^1]\n"))
  }

  @Test func htmlIsOneFileThatRunsNothing() throws {
    let report = try fill(
      """
      ---
      title: "Weekly <report>"
      ---
      # Heading

      Some *text* with {{weft: amount Huawei}} and <script>alert(1)</script> and [a](javascript:alert).

      - a point

        ```weft
        show Huawei
        ```

      | own | table |
      | --- | --- |
      | a | b |

      ```weft
      evidence Huawei
      ```
      """)
    let html = report.html
    #expect(html.contains("<title>Weekly &lt;report&gt;</title>"))
    #expect(html.contains("<h1>Heading</h1>"))
    #expect(html.contains("$430M<sup class=\"ref\"><a href=\"#note-1\" id=\"ref-1-1\">1</a></sup>"))
    #expect(html.contains("<li id=\"note-1\" value=\"1\">"))
    #expect(html.contains("<td>own</td>") || html.contains("<th>own</th>"))
    #expect(html.contains("id=\"ref-1-3\""))
    #expect(!html.contains("<script") && !html.contains("javascript:"))
    #expect(!html.contains("weftmark"))
    #expect(report.markdown.hasPrefix("---\nweft: generated\ntitle: \"Weekly <report>\"\n---\n# Heading\n"))
  }

  /// Nothing that a note holds closes a footnote, a table or an element.
  @Test func hostileTextStaysText() throws {
    var random = SplitMix64(seed: 41)
    let pieces = [
      "|", "\n\n", "\n[^1]: ", "]", "[^2]", "](javascript:x)", "<script>alert(1)</script>", "--></svg>", "&lt;", "&#0;",
      "\"><img src=x onerror=y>", "`", "```", "~~~", "*", "_", "$x$", "==", "%%", "{{weft: x}}", "weftmark", "\u{0}",
      "\u{202E}", "\u{2028}", "Ω", "<!--", "]]>", "\\", "#", "http://a b\"c", "'", " ", "word",
    ]
    func text() -> String { (0..<Int.random(in: 1...6, using: &random)).map { _ in random.pick(pieces) }.joined() }
    for _ in 0..<60 {
      var shelf = Shelf()
      let (one, two) = (text() + "A", text() + "B")
      shelf.state(
        one, .launched, two, at: "2024", quote: text() + "q", title: text() + "t", link: "https://x/" + text())
      shelf.state(one, .partnersWith, two, quote: text() + "r", title: text() + "u", link: text())
      let graph = shelf.graph
      let report = try Report(
        "Text\n\n```weft\ntable --predicate launched\n```\n\n```weft\ndraw --all\n```\n\n```weft\ntable --predicate partners-with\n```\n\nEnd\n"
      ).filled(from: graph, version: "1", name: "r")
      let lines = report.markdown.split(separator: "\n", omittingEmptySubsequences: false)
      // Two footnotes, each on one line, and nothing after them.
      #expect(lines.filter { $0.hasPrefix("[^") }.count == 2, "\(report.markdown)")
      #expect(lines.dropLast().suffix(2).allSatisfy { $0.hasPrefix("[^") }, "\(report.markdown)")
      // Every row has as many cells as its head.
      for row in lines where row.hasPrefix("| ") && !row.hasPrefix("| ---") {
        let bars = row.replacingOccurrences(of: "\\\\", with: "").replacingOccurrences(of: "\\|", with: "")
        #expect(bars.count { $0 == "|" } == 4 || bars.count { $0 == "|" } == 3, "\(row)")
      }
      let body = report.html
      #expect(!body.lowercased().contains("<script"))
      #expect(!body.contains("<img"))
      #expect(body.components(separatedBy: "</main>").count == 2)
      for figure in report.figures { #expect(XMLCheck.fault(in: figure.svg) == nil) }
    }
  }
}
