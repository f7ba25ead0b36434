import Foundation
import TestSupport
import Testing

/// Filled reports in the programs in which people read them. Slow, so only where `WEFT_READERS` is set (`make verify`),
/// and only where the program is installed.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["WEFT_READERS"] != nil, "set WEFT_READERS=1"))
struct Readers {
  /// The worked folder with its report filled into `out`.
  private static func filled() throws -> TemporaryFolder {
    let scratch = try TemporaryFolder()
    for part in ["weft.yaml", "notes", "report.md"] {
      try FileManager.default.copyItem(
        at: Repository.root.appending(path: "Graphs/gulf-ai/\(part)"), to: scratch.url.appending(path: part))
    }
    let lines = try Shell(folder: scratch.url, weft: BuiltProgram.weft).run(
      "weft build --quiet >/dev/null 2>&1; weft report report.md -o out --quiet")
    #expect(lines == [])
    return scratch
  }

  private static func installed(_ program: String) -> Bool {
    ["/usr/bin/", "/usr/local/bin/", "/bin/"].contains {
      FileManager.default.isExecutableFile(atPath: $0 + program)
    }
  }

  @Test(.enabled(if: installed("pandoc"), "needs pandoc"))
  func pandocFindsEveryFootnote() throws {
    let scratch = try Self.filled()
    let shell = Shell(folder: scratch.url, weft: BuiltProgram.weft)
    // pandoc writes a note for each time that one is cited.
    let notes = try shell.run("sed 's/^\\[^[0-9]*\\]://' out/report.md | grep -o '\\[^[0-9]*\\]' | wc -l")
    #expect(notes != ["0"])
    #expect(
      try shell.run("pandoc -f gfm+footnotes out/report.md -t html | grep -o 'role=\"doc-endnote\"' | wc -l") == notes)
    #expect(try shell.run("pandoc -f gfm+footnotes out/report.md -t html | grep -o '<table>' | wc -l") == ["3"])
    #expect(
      try shell.run("pandoc -f gfm+footnotes out/report.md -t html | grep -o '<img src=\"report-figures/' | wc -l") == [
        "1"
      ])
    // A document of a word processor has them as footnotes too; two more separate them from the text.
    #expect(
      try shell.run(
        "cd out && pandoc -f gfm+footnotes report.md -o r.docx 2>/dev/null && unzip -p r.docx word/footnotes.xml | grep -o '<w:footnote ' | wc -l"
      ).first.flatMap { Int($0) } == notes.first.flatMap { Int($0) }.map { $0 + 2 })
  }

  /// A vault whose every text tries to run, seen by a browser: nothing did, and everything is text.
  @Test(.enabled(if: installed("chromium"), "needs chromium"))
  func aBrowserRunsNothing() throws {
    let scratch = try TemporaryFolder()
    let notes = scratch.url.appending(path: "notes")
    try FileManager.default.createDirectory(at: notes, withIntermediateDirectories: true)
    let payload = "<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">"
    try Data("vault: notes\n".utf8).write(to: scratch.url.appending(path: "weft.yaml"))
    try Data(
      """
      ---
      title: "Deals \(payload.replacingOccurrences(of: "\"", with: "\\\""))"
      author: "[[Jo </svg></main>\(payload.replacingOccurrences(of: "\"", with: "'"))]]"
      url: "javascript:document.title='ran'"
      ---

      ## Highlights
      - Acme acquired Beta for $5 million in 2024 \(payload). ([View Highlight](javascript:document.title='ran'))
      - Acme partnered with Gamma in 2023 </q></li></section></main>\(payload) ]]> --> [^1]: | x | y |.
      """.utf8
    ).write(to: notes.appending(path: "a.md"))
    let report = "# Report\n\n```weft\ndraw Acme\n```\n\n```weft\nneighbors Acme\n```\n\n```weft\nevidence Acme\n```\n"
    try Data(report.utf8).write(to: scratch.url.appending(path: "r.md"))
    let shell = Shell(folder: scratch.url, weft: BuiltProgram.weft)
    #expect(try shell.run("weft build --quiet >/dev/null 2>&1; weft report r.md -o out --quiet") == [])
    let page = try shell.run(
      "chromium --headless=new --no-sandbox --disable-gpu --user-data-dir=browser --dump-dom file://$PWD/out/r.html 2>/dev/null"
    ).joined(separator: "\n")
    #expect(page.contains("<title>Report</title>"))
    #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("href=\"javascript"))
    #expect(page.components(separatedBy: "</main>").count == 2)
    #expect(page.components(separatedBy: "</svg>").count == 2)
    #expect(page.contains("&lt;script&gt;"))
    // With the script that is asked for, that one runs, let by its hash, and still nothing of the notes does.
    #expect(try shell.run("weft report r.md -o live --quiet --interactive && weft draw Acme -o figure.html") == [])
    for file in ["live/r.html", "figure.html"] {
      let live = try shell.run(
        "chromium --headless=new --no-sandbox --disable-gpu --user-data-dir=browser --dump-dom file://$PWD/\(file) 2>/dev/null"
      ).joined(separator: "\n")
      #expect(live.contains("class=\"weft-bar\"") && live.contains("type=\"search\""))
      #expect(live.contains("</label>") && live.contains("aria-label=\"Zoom in\""))
      #expect(!live.contains("<title>ran") && !live.contains("<img") && !live.contains("href=\"javascript"))
      #expect(live.components(separatedBy: "<script").count == 2)
    }
    // A script with another letter in it does not run.
    let other = try shell.run(
      "sed 's/use strict/use  strict/' figure.html > other.html; chromium --headless=new --no-sandbox --disable-gpu "
        + "--user-data-dir=browser --dump-dom file://$PWD/other.html 2>/dev/null"
    ).joined(separator: "\n")
    #expect(other.contains("<svg") && !other.contains("class=\"weft-bar\""))
  }

  /// Every line of a card stays within it in a browser, with the fonts that a figure asks for and with wider ones.
  @Test(.enabled(if: installed("chromium"), "needs chromium"), arguments: ["story", "all", "map"])
  func linesStayInTheirCards(figure: String) throws {
    let scratch = try Self.filled()
    let shell = Shell(folder: scratch.url, weft: BuiltProgram.weft)
    #expect(try shell.run("weft draw --all --theme atlas --mode light --quiet -o map.svg") == [])
    let files = [
      "all": Repository.root.appending(path: "Graphs/reading/all.svg"),
      "story": Repository.root.appending(path: "Graphs/gulf-ai/story.svg"),
      "map": scratch.url.appending(path: "map.svg"),
    ]
    let svg = try String(contentsOf: try #require(files[figure]), encoding: .utf8)
    let fonts = "Helvetica, Arial, &#39;Liberation Sans&#39;, sans-serif"
    try #require(svg.contains(fonts))
    for other in [fonts, "DejaVu Sans", "Verdana, DejaVu Sans"] {
      let found = try Self.outside([svg.replacingOccurrences(of: fonts, with: other)], in: scratch, shell)
      #expect(found.outside == [], "\(other)")
      #expect(found.seen > 20)
    }
  }

  /// The same for a figure of each entity of the worked graph that has one.
  @Test(.enabled(if: installed("chromium"), "needs chromium"))
  func linesStayInEveryCard() throws {
    let scratch = try Self.filled()
    let shell = Shell(folder: scratch.url, weft: BuiltProgram.weft)
    let query = "MATCH (e)-[r]-() WHERE NOT e:Source AND e.name IS NOT NULL RETURN DISTINCT e.name AS name"
    let names = try shell.run("weft query '\(query)' --format jsonl").map { line in
      try #require(try JSONDecoder().decode([String: String].self, from: Data(line.utf8))["name"])
    }
    let blocks = names.enumerated().map { index, name in
      "```weft\ndraw \"\(name.replacing("\"", with: "\\\""))\" --depth \(1 + index % 2)\n```\n"
    }
    try Data(blocks.joined(separator: "\n").utf8).write(to: scratch.url.appending(path: "many.md"))
    #expect(try shell.run("weft report many.md -o many --quiet") == [])
    let folder = scratch.url.appending(path: "many/many-figures")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .sorted { $0.path < $1.path }
    try #require(files.count > 20)
    let figures = try files.map { try String(contentsOf: $0, encoding: .utf8) }
    let fonts = "Helvetica, Arial, &#39;Liberation Sans&#39;, sans-serif"
    for other in [fonts, "DejaVu Sans", "Verdana, DejaVu Sans"] {
      let found = try Self.outside(figures.map { $0.replacingOccurrences(of: fonts, with: other) }, in: scratch, shell)
      #expect(found.outside == [], "\(other)")
      #expect(found.seen > 5 * files.count)
    }
  }

  /// The lines that a browser draws outside of their cards, and how many lines it draws.
  private static func outside(
    _ figures: [String], in scratch: TemporaryFolder, _ shell: Shell
  ) throws -> (outside: [String], seen: Int) {
    let page = """
      <!doctype html><body>\(figures.joined(separator: "\n"))<p id="found">?</p><script>
      var out = [], seen = 0;
      document.querySelectorAll("g[class*='-card ']").forEach(function (card) {
        var box = card.querySelector("rect").getBBox();
        card.querySelectorAll("text").forEach(function (line) {
          var text = line.getBBox();
          seen += 1;
          if (text.x < box.x || text.x + text.width > box.x + box.width) out.push(line.textContent);
        });
      });
      document.getElementById("found").textContent = [seen].concat(out).join("|");
      </script>
      """
    try Data(page.utf8).write(to: scratch.url.appending(path: "page.html"))
    let dom = try shell.run(
      "chromium --headless=new --no-sandbox --disable-gpu --user-data-dir=browser --dump-dom file://$PWD/page.html 2>/dev/null"
    ).joined(separator: "\n")
    let text = dom.components(separatedBy: "<p id=\"found\">").last?.components(separatedBy: "</p>").first ?? ""
    let parts = text.components(separatedBy: "|")
    return (Array(parts.dropFirst()), Int(parts[0]) ?? 0)
  }
}
