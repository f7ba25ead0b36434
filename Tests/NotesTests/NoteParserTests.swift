import KnowledgeGraph
import Notes
import TestSupport
import Testing

@Suite struct NoteParserTests {
  private func parse(_ text: String, path: String = "notes/a.md") -> Note {
    NoteParser(ontology: .builtIn).parse(path: path, bytes: Array(text.utf8))
  }

  /// Each passage as its text, after checking that it stands in the file where it says.
  private func texts(_ note: Note, of text: String) -> [String] {
    let bytes = Array(text.utf8)
    for passage in note.passages {
      let end = passage.offset + passage.text.utf8.count
      #expect(end <= bytes.count)
      if end <= bytes.count {
        #expect(String(decoding: bytes[passage.offset..<end], as: UTF8.self) == passage.text)
      }
      let lines = String(decoding: bytes[..<passage.offset], as: UTF8.self).unicodeScalars
        .split(separator: "\n", omittingEmptySubsequences: false).count
      #expect(passage.line == lines)
    }
    return note.passages.map(\.text)
  }

  @Test func readsTheOldReadwiseTemplate() {
    let text = """
      # Rivers of Glass

      ![rw-book-cover](https://example.org/c.png)

      ## Metadata
      - Author: [[Ada Example]]
      - Full Title: Rivers of Glass: A *Short* Story
      - Category: #books
      - Document Tags: #history #[[glass work]]
      - URL: https://Example.org/a?utm_source=x&id=7#part
      - Summary: It is
        about glass.

      ## Highlights
      - First words
        go on. ([Location 12](https://readwise.io/to_kindle?action=open&asin=B0&location=12))
          - Tags: [[favorite]] #blue
          - Note: My own
            remark.
      ### The *Second* Chapter
      - **Bold** claim with (parentheses). ([View Highlight](https://read.readwise.io/read/01b))
      ## New highlights added March 5, 2024 at 3:12 PM
      - > Quoted words
        > on two lines ([View Highlight](https://read.readwise.io/read/01c))
      - ![](https://example.org/only.png) ([View Highlight](https://read.readwise.io/read/01d))
      - First words go on. ([View Highlight](https://read.readwise.io/read/01e)) ^rw1
      """
    let note = parse(text)
    #expect(note.role == .source)
    #expect(note.title == "Rivers of Glass: A Short Story")
    #expect(note.source.kind == .book)
    #expect(note.source.authors == ["Ada Example"])
    #expect(note.source.tags == ["history", "glass work"])
    #expect(note.source.url == "https://Example.org/a?utm_source=x&id=7#part")
    #expect(note.source.id.rawValue == "url:https://example.org/a?id=7")
    #expect(note.fields.first { $0.name == "summary" }?.values == [FieldValue(text: "It is about glass.")])
    #expect(
      texts(note, of: text) == [
        "First words\n  go on.", "**Bold** claim with (parentheses).", "> Quoted words\n  > on two lines",
      ])
    #expect(
      note.passages.map(\.links) == [
        [
          "https://readwise.io/to_kindle?action=open&asin=B0&location=12", "https://read.readwise.io/read/01e",
        ], ["https://read.readwise.io/read/01b"], ["https://read.readwise.io/read/01c"],
      ])
    #expect(note.passages.map(\.heading) == [nil, "The Second Chapter", nil])
    #expect(note.passages.map { $0.added?.edtf } == [nil, nil, "2024-03-05"])
    #expect(note.passages.first?.tags == ["favorite", "blue"])
    #expect(note.passages.first?.comment == "My own remark.")
    #expect(note.diagnostics.isEmpty)
  }

  @Test func readsBlockQuoteHighlights() {
    let text = """
      ---
      author: Ada Example
      aliases:
        - T
      tags:
        - readwise/articles
      created: 2024-11-22
      ---
      # T

      > quoted highlight
      > goes on
      > [View Highlight](https://read.readwise.io/read/01a)
      ^2da607

      > another ([View Highlight](https://read.readwise.io/read/01b))
      - Note: mine
      """
    let note = parse(text)
    #expect(note.role == .source)
    #expect(note.source.kind == .article)
    #expect(note.source.date?.edtf == "2024-11-22")
    #expect(note.source.id.rawValue == "path:notes/a.md")
    #expect(texts(note, of: text) == ["quoted highlight\n> goes on", "another"])
    #expect(
      note.passages.map(\.links) == [["https://read.readwise.io/read/01a"], ["https://read.readwise.io/read/01b"]])
    #expect(note.passages.last?.comment == "mine")
  }

  @Test func readsLogseqPages() {
    let text = """
      title:: T (highlights)
      author:: [[Ada Example]]
      full-title:: "The Title"
      category:: #books

      - ![](https://example.org/c.png)
      - Highlights first synced by [[Readwise]] [[Nov 18th, 2022]]
      \t- Delta bought Epsilon. ([Location 4994](https://readwise.io/to_kindle?location=4994))
      \t\t- **Tags**: #[[favorite]] #orange
      \t\t- **Note**: mine
      \t- No link
      """
    let note = parse(text)
    #expect(note.title == "The Title")
    #expect(note.source.kind == .book)
    #expect(note.source.authors == ["Ada Example"])
    #expect(note.source.id.rawValue == "title:The Title / Ada Example")
    #expect(texts(note, of: text) == ["Delta bought Epsilon.", "No link"])
    #expect(note.passages.first?.tags == ["favorite", "orange"])
    #expect(note.passages.first?.comment == "mine")
    #expect(note.passages.first?.added?.edtf == "2022-11-18")
  }

  @Test func readsPlainMarkdown() {
    let text = """
      # Title

      A paragraph
      on two lines with #Idea.

      ## Part *one*
      - [ ] a task
        - nested item
      1. numbered

      > a quotation

      ```
      code
      ```
      <!-- comment
      goes on -->
      %% note
      to self %%
      | a | b |
      |---|---|
      $$
      x
      $$
      ![](i.png)
      [^1]: a footnote

      Underlined
      ---
      [ref]: https://example.org
      last
      """
    let note = parse(text, path: "x/Some note.md")
    #expect(note.role == .plain)
    #expect(note.title == "Title")
    #expect(note.source.kind == .note)
    #expect(note.source.id.rawValue == "path:x/Some note.md")
    #expect(note.source.tags == ["idea"])
    #expect(
      texts(note, of: text) == [
        "A paragraph\non two lines with #Idea.", "a task", "nested item", "numbered", "a quotation", "last",
      ])
    #expect(note.passages.map(\.heading) == [nil, "Part one", "Part one", "Part one", "Part one", "Underlined"])
  }

  @Test func readsEntityNotes() {
    let note = parse("---\ntype: public body\naliases: [PIF, \"The Fund\"]\nurl: https://example.org\n---\nText.")
    #expect(note.role == .entity(.publicBody))
    #expect(note.aliases == ["PIF", "The Fund"])
    #expect(note.title == "a")
    #expect(parse("---\nkind: Companies\n---\n").role == .entity(.company))
    #expect(parse("---\naliases: X\n---\n").role == .entity(nil))
    #expect(parse("---\ntype: paper\n---\n").source.kind == .paper)
    #expect(parse("").role == .plain)
  }

  @Test func findsEveryLink() {
    let text = """
      ---
      author: "[[Ada]]"
      ---
      [[a|b]] [[a#h]] [[a#^id]] [[#h]] ![[img.png|300]] [[ spaced ]] [[a\\|c]] [[x [[y]] z]] [[]] `[[code]]`

      [md](../x%20y/z.md#h) [web](https://e.org/z.md) \\[[no]]
      ```
      [[fence]]
      ```
      %% [[comment]] %% [[last]]
      """
    let note = parse(text)
    let bytes = Array(text.utf8)
    let shown = note.links.map { link in
      "\(link.isEmbed ? "!" : "")\(link.target)#\(link.heading ?? "")^\(link.block ?? "")|\(link.label ?? "")@\(link.line)"
    }
    #expect(
      shown == [
        "Ada#^|@2", "a#^|b@4", "a#h^|@4", "a#^id|@4", "#h^|@4", "!img.png#^|300@4", "spaced#^|@4", "a#^|c@4", "y#^|@4",
        "../x y/z.md#h^|md@6", "last#^|@10",
      ])
    for link in note.links { #expect([0x5b, 0x21].contains(bytes[link.offset])) }
    #expect(note.links.map { $0.passage != nil } == [false] + Array(repeating: true, count: 10))
  }

  @Test func readsFieldsWithinText() {
    let note = parse(
      "Founder:: [[Ada Example]]\n- (located in:: [[Saudi Arabia]]) and [amount:: $430 million]\n`x::y` Foo::bar std::vec"
    )
    #expect(
      note.fields == [
        Field(name: "founder", values: [FieldValue(text: "Ada Example", link: "Ada Example")], line: 1),
        Field(name: "located in", values: [FieldValue(text: "Saudi Arabia", link: "Saudi Arabia")], line: 2),
        Field(name: "amount", values: [FieldValue(text: "$430 million")], line: 2),
      ])
  }

  /// Front matter and the values of its first field.
  @Test(arguments: [
    ("author: [[Hugging Face - Blog]]", ["Hugging Face - Blog"]),
    ("author: [[Ada Example,\nBo Sample]]", ["Ada Example, Bo Sample"]),
    ("link: [[one]], [[two words]], [[three]]", ["one", "two words", "three"]),
    ("tags: #a #b/c", ["#a #b/c"]),
    ("tags: [\"#Type/Readme\", x, 'y z']", ["#Type/Readme", "x", "y z"]),
    ("tags:\n- a\n  # comment\n- 'b'\n- [[C|d]]", ["a", "b", "d"]),
    ("tags:\n  - a\n\n  - b", ["a", "b"]),
    ("title: 'It''s'", ["It's"]),
    ("title: \"a \\\"b\\\" \\u00e9\"", ["a \"b\" é"]),
    ("title: >\n  folded\n  lines", ["folded lines"]),
    ("title: two\n  lines", ["two lines"]),
    ("date: 2024-10-07", ["2024-10-07"]),
    ("zip: 00123", ["00123"]),
    ("a:\nb: x", []),
    ("a: ~", []),
    ("url: https://e.org/a?b=c#d", ["https://e.org/a?b=c#d"]),
    ("subtitle: Mixed signals: how it works", ["Mixed signals: how it works"]),
    ("created: {{date}}", []),
    ("mod: <% tp.date.now() %>", []),
    ("author: @ada", ["@ada"]),
    ("a: [x, [y, z]]", ["x", "y", "z"]),
  ])
  func readsFrontMatter(yaml: String, values: [String]) {
    let note = parse("---\n\(yaml)\n---\nText.")
    #expect(note.fields.first?.values.map(\.text) == values)
    #expect(note.passages.map(\.text) == ["Text."])
  }

  @Test func readsNestedMaps() {
    let note = parse("---\nsource:\n  url: https://e.org\n  by: {name: Ada}\n---\n")
    #expect(note.fields.map(\.name) == ["source.url", "source.by.name"])
    #expect(note.fields.map(\.line) == [3, 4])
  }

  @Test(arguments: [
    "author: [[Ada", "author: [[A]b:0]", "author:\n  - [[Ada\n  - [[B", "author: [[Ada,\n  Brisk",
    "author: [[A\nb: [[C]]",
  ])
  func aLinkThatIsNotClosedTakesNoOtherField(lines: String) {
    let note = parse("---\n\(lines)\ntitle: Tide\n---\nText")
    #expect(note.title == "Tide")
    #expect(note.fields.first?.name == "author")
    #expect(note.passages.map(\.text) == ["Text"])
  }

  @Test func tellsWhatItCouldNotRead() {
    let open = parse("---\ntitle: x\n\n# Body\nText")
    #expect(open.title == "x")
    #expect(open.passages.map(\.text) == ["Text"])
    #expect(
      open.diagnostics == [
        Diagnostic(
          .error, path: "notes/a.md", line: 1, column: 1, message: "front matter is not closed",
          hint: "add a line \"---\" after its last field", excerpt: "---")
      ])
    let colon = parse("---\nsubtitle: Mixed: how\ndate: 2024\n---\n")
    #expect(colon.source.date?.edtf == "2024")
    #expect(colon.diagnostics.map(\.line) == [2])
    let twice = parse("---\ndate: 2024\nDate: 2023\n---\n")
    #expect(twice.source.date?.edtf == "2024")
    #expect(twice.diagnostics.map(\.line) == [3])
    #expect(parse("ok\n\n```\ncode").diagnostics.map(\.line) == [3])
    #expect(parse("é [[open\n\nx").diagnostics.map { [$0.line, $0.column] } == [[1, 3]])
    // A byte order mark is no letter before the brackets.
    #expect(parse("\u{feff}[[open\n\nx").diagnostics.map { [$0.line, $0.column] } == [[1, 1]])
    #expect(parse("---\nprose\n---\nmore").diagnostics.isEmpty)
    let binary = NoteParser(ontology: .builtIn).parse(
      path: "b.md", bytes: Array("caf".utf8) + [0xe9, 0x20, 0x0a, 0x00, 0x78])
    #expect(binary.diagnostics.map { [$0.line, $0.column] } == [[1, 4], [2, 1]])
    #expect(binary.passages.first?.text == "caf\u{fffd} \n\0x")
    let large = NoteParser(ontology: .builtIn).parse(
      path: "c.md", bytes: [UInt8](repeating: 0x20, count: NoteParser.sizeLimit + 1))
    #expect(large.diagnostics.map(\.severity) == [.error])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func readsEveryLineEnd(end: String) {
    let text = "\u{feff}\n---\ntitle: T\ntags:\n- a\n---\nOne\ntwo\n\n- three".split(
      separator: "\n", omittingEmptySubsequences: false
    ).joined(separator: end)
    let note = parse(text)
    #expect(note.title == "T")
    #expect(note.source.tags == ["a"])
    #expect(note.passages.map(\.text) == ["One\(end)two", "three"])
    #expect(note.passages.map(\.line) == [7, 10])
    let bytes = Array(text.utf8)
    for passage in note.passages {
      #expect(bytes[passage.offset...].starts(with: passage.text.utf8))
    }
  }

  @Test func countsEqualTextsOnce() {
    let note = parse(
      "## Highlights\n- **Acme** e\u{301} ([View Highlight](https://e.org/1))\n- Acme\u{200b}  \u{e9} ([View Highlight](https://e.org/2))"
    )
    #expect(note.passages.map(\.links) == [["https://e.org/1", "https://e.org/2"]])
  }

  /// A link over many lines is as long with one kind of line end as with another.
  @Test(arguments: ["\n", "\r\n"])
  func longLinks(_ end: String) {
    func links(_ lines: Int) -> Int {
      parse("a [[b" + String(repeating: end + "x", count: lines) + "]] c" + end).links.count
    }
    #expect(links(1_000) == 1)
    #expect(links(1_100) == 0)
  }

  /// Whatever the bytes, the note has offsets within the file.
  @Test func survivesAnyBytes() {
    var random = SplitMix64(seed: 11)
    let parts =
      [
        "---\n", "a: ", "key:: v", "- ", "> ", "# ", "## Highlights\n", "## Metadata\n", "\n", "\r", "\t", " ", "[[",
        "]]",
        "[x](y)", "([View Highlight](https://e.org))", "```\n", "%%", "<!--", "-->", "$$", "|", "`", "\u{feff}", "{",
        "&a ",
        "*a ", "word", "Note: ", "Tags: #x", "(Page 8)", "^id", "1. ", "===\n", ":", "'", "\"", "!", "{{x}}", "<% y %>",
        "<pre>", "</pre>\n", "[a][b]", "((", "、", "::[[",
        "## Full Document\n", "title: t\n", "(636f3b7a-0000-4000-8000-000000000000))",
      ].map { Array($0.utf8) } + [[0xff], [0xc3], [0x00], [0xe2, 0x80]]
    let parser = NoteParser(ontology: .builtIn)
    for _ in 0..<3_000 {
      let count = Int.random(in: 0...40, using: &random)
      let bytes = (0..<count).flatMap { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }
      let note = parser.parse(path: "r.md", bytes: bytes)
      for passage in note.passages {
        #expect(passage.offset >= 0 && passage.offset < bytes.count)
        let lossless = String(validating: bytes, as: UTF8.self) != nil
        if lossless { #expect(bytes[passage.offset...].starts(with: passage.text.utf8)) }
      }
      for link in note.links { #expect(bytes[link.offset...].starts(with: "[".utf8) || bytes[link.offset] == 0x21) }
      for diagnostic in note.diagnostics { #expect(diagnostic.line >= 1 && diagnostic.column >= 1) }
    }
  }
}
