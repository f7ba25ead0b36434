import KnowledgeGraph
import Notes
import TestSupport
import Testing

@testable import weft

@Suite struct TextOnATerminal {
  @Test(arguments: [
    ("abc", 3), ("", 0), ("日本", 4), ("é", 1), ("e\u{301}", 1), ("😀", 2), ("❤️", 2), ("한국", 4), ("ｱ", 1), ("Ａ", 2),
    ("\u{200b}a", 1), ("🇸🇦", 2),
  ])
  func width(_ text: String, _ columns: Int) {
    #expect(TerminalText.width(text) == columns)
  }

  @Test(arguments: [("abcdef", 4, "abc…"), ("abc", 3, "abc"), ("日本語", 4, "日…"), ("日本語", 5, "日本…"), ("ab", 0, "")])
  func truncation(_ text: String, _ columns: Int, _ expected: String) {
    #expect(TerminalText.truncated(text, to: columns) == expected)
  }

  @Test func truncatedTextNeverIsWider() {
    var random = SplitMix64(seed: 3)
    let pieces = ["a", "日", "é", "😀", " ", "e\u{301}"]
    for _ in 0..<500 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      let columns = Int.random(in: 0...14, using: &random)
      #expect(TerminalText.width(TerminalText.truncated(text, to: columns)) <= columns)
    }
  }

  @Test func lines() {
    #expect(TerminalText.lines("one two  three four", columns: 9) == ["one two", "three", "four"])
    #expect(TerminalText.lines("incomprehensible x", columns: 5) == ["incomprehensible", "x"])
    #expect(TerminalText.lines(" ", columns: 5) == [])
  }

  @Test func notesCannotSteerTheTerminal() {
    #expect(TerminalText.safe("a\u{1b}[31mb\nc\u{9b}2Jd\u{202e}e") == "a[31mb c2Jde")
  }
}

@Suite struct Tables {
  var table: Table {
    var table = Table([
      Table.Column("name", shrinks: true), Table.Column("empty"), Table.Column("sources", alignment: .right),
    ])
    table.append(["Acme", "", "2"])
    table.append(["A very long name of a company", "", "11"])
    return table
  }

  @Test func asWideAsItIs() {
    #expect(
      table.text(width: nil, style: Style(isOn: false)) == """
        name                           sources
        Acme                                 2
        A very long name of a company       11

        """)
  }

  @Test func cutToTheTerminal() {
    #expect(
      table.text(width: 22, style: Style(isOn: false)) == """
        name           sources
        Acme                 2
        A very long …       11

        """)
  }

  @Test func forPrograms() {
    #expect(
      table.csv == [
        ["name", "empty", "sources"], ["Acme", "", "2"], ["A very long name of a company", "", "11"],
      ])
  }
}

@Suite struct Suggestions {
  @Test(arguments: [
    ("neigbors", "neighbors", 1), ("serach", "search", 1), ("show", "show", 0), ("", "abc", 3),
    ("kitten", "sitting", 3),
  ])
  func distance(_ left: String, _ right: String, _ expected: Int) {
    #expect(Suggestion.distance(left, right) == expected)
  }

  @Test func nearestFirstAndNoStrangers() {
    #expect(Suggestion.near("serach", in: ["show", "search", "stats"]) == ["search"])
    #expect(Suggestion.near("xyz", in: ["show", "search"]) == [])
    #expect(Suggestion.hint(["a", "b"]) == "did you mean 'a' or 'b'?")
    #expect(Suggestion.hint([]) == nil)
  }
}

@Suite struct Wordings {
  @Test(arguments: [
    (
      Amount(ExactDecimal(430_000_000), unit: .money(currency: "USD"), period: Period(5, .year)),
      "430,000,000 USD over 5 years"
    ),
    (Amount(ExactDecimal(significand: -12_345, exponent: -1), unit: .percent, precision: .approx), "about -1,234.5%"),
    (Amount(ExactDecimal(2), upper: ExactDecimal(3), unit: .count(of: "plants"), precision: .max), "up to 2–3 plants"),
    (Amount(ExactDecimal(100), unit: .count(of: nil), precision: .min), "at least 100"),
  ])
  func amounts(_ amount: Amount, _ expected: String) {
    #expect(Wording.amount(amount) == expected)
  }

  @Test func times() throws {
    let march = StatedDate(try #require(PartialDate(edtf: "2024-03")))
    let year = StatedDate(try #require(PartialDate(edtf: "2019")))
    #expect(Wording.when(Qualifiers(at: march)) == "2024-03")
    #expect(Wording.when(Qualifiers(from: year, to: march)) == "2019 to 2024-03")
    #expect(Wording.when(Qualifiers(to: march)) == "until 2024-03")
    #expect(Wording.when(Qualifiers(announced: march)) == "announced 2024-03")
    #expect(Wording.when(Qualifiers()) == "")
  }

  @Test func progress() {
    #expect(
      ProgressLine.text(1000, of: 5000, "notes", elapsed: .seconds(2))
        == "1,000 of 5,000 notes · 500 a second · 8 s left")
    #expect(ProgressLine.text(0, of: 10, "notes", elapsed: .seconds(2)) == "0 of 10 notes")
    #expect(ProgressLine.text(10, of: 10, "notes", elapsed: .seconds(1)) == "10 of 10 notes · 10 a second")
  }
}

@Suite struct Failures {
  @Test func placeMessageChoicesAndHint() {
    let failure = Failure(
      "'Mercury' may mean several", status: .usage, place: "a.md:1:2", choices: ["Mercury (city)"], hint: "choose one")
    #expect(
      failure.text(Style(isOn: false)) == """
        a.md:1:2: error: 'Mercury' may mean several
          Mercury (city)
        hint: choose one

        """)
    #expect(Failure("nothing", status: .nothingFound).text(Style(isOn: false)) == "nothing\n")
  }
}

@Suite struct WritingFiles {
  @Test func theNewFileTakesThePlaceOfTheOld() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("out.txt")
    try Files.write("old".utf8, to: path)
    try Files.write("new".utf8, to: path)
    #expect(try Files.read(path) == Array("new".utf8))
    #expect(try folder.contents() == ["out.txt"])
  }

  @Test func aFolderThatIsNotThereIsSaid() throws {
    let folder = try TemporaryFolder()
    let failure = #expect(throws: Failure.self) { try Files.write("x".utf8, to: folder.path("none/out.txt")) }
    #expect(failure?.status == .failed)
    #expect(failure?.message == "cannot write the file: No such file or directory")
  }
}

@Suite struct Endings {
  @Test(
    arguments: [
      ("a.svg", .svg), ("A.SVG", .svg), ("out/rows.ndjson", .jsonl), ("a.gv", .dot), ("a.txt", .table), ("a.png", .png),
      ("a.PDF", .pdf), ("a.gif", nil), ("/dev/stdout", nil), (".json", nil), ("v1.2/answer", nil),
    ] as [(String, OutputFormat?)])
  func form(_ path: String, _ expected: OutputFormat?) {
    #expect(OutputFormat(ending: path) == expected)
    #expect(OutputFormat.hasEnding(path) == (expected != nil || path == "a.gif"))
  }
}

@Suite struct Scales {
  @Test(
    arguments: [
      ("2", "2"), ("2.0", "2"), ("1.50", "1.5"), ("0.05", "0.05"), ("20", "20"), ("0.3333", "0.333"), ("1e1", "10"),
    ])
  func haveOneForm(_ text: String, _ form: String) throws {
    let scale = try PictureOptions.scale(text)
    #expect(scale.description == form)
    #expect(try PictureOptions.scale(form).thousandths == scale.thousandths)
  }

  @Test(arguments: ["", "0", "-1", "20.1", "nan", "inf", "two", "0.049"])
  func areBetweenTheirLimits(_ text: String) {
    #expect(throws: (any Error).self) { try PictureOptions.scale(text) }
  }
}

@Suite struct ManualText {
  @Test func paragraphsAreFilledAndExamplesAreNot() {
    var page = Roff()
    page.discussion("EXAMPLES:\n  weft a\n  weft b\n\nOne.\n\nTwo.")
    #expect(page.text == ".PP\n.nf\n  weft a\n  weft b\n.fi\n.PP\nOne.\n.PP\nTwo.\n")
  }

  @Test func nothingIsReadAsARequest() {
    #expect(Roff.escaped(".a-b \\ 'c\"") == "\\&.a\\-b \\e 'c\\(dq")
    #expect(Roff.escaped("'x") == "\\&'x")
  }
}

@Suite struct Diagnostics {
  @Test func caretStandsUnderTheColumn() {
    let finding = Diagnostic(
      .error, path: "notes/a.md", line: 12, column: 5, message: "no end", hint: "close it", excerpt: "日本: [a")
    #expect(
      DiagnosticText.text(finding, style: Style(isOn: false)) == """
        notes/a.md:12:5: error: no end
        日本: [a
              ^
        hint: close it

        """)
  }

  @Test func theTextOfANoteCannotSteerTheTerminal() {
    let finding = Diagnostic(
      .warning, path: "a\u{1b}.md", message: "there are two \"k\ty\u{7}\"", hint: "choose\u{202e} one",
      excerpt: "k\u{9b}")
    #expect(
      DiagnosticText.text(finding, style: Style(isOn: false)) == """
        a.md:1:1: warning: there are two "k y"
        k
        ^
        hint: choose one

        """)
  }

  @Test func longLinesAreCutAroundTheCaret() throws {
    let line = String(repeating: "a", count: 5000) + "X" + String(repeating: "b", count: 5000)
    let finding = Diagnostic(.warning, path: "a.md", line: 1, column: 5001, message: "m", excerpt: line)
    let lines = DiagnosticText.text(finding, style: Style(isOn: false)).split(separator: "\n")
    try #require(lines.count == 3)
    #expect(lines[1].count <= 100)
    let caret = try #require(lines[2].firstIndex(of: "^"))
    #expect(Array(lines[1])[lines[2].distance(from: lines[2].startIndex, to: caret)] == "X")
  }
}
