import KnowledgeGraph
import Notes
import Testing

/// Notes as the programs write them from which highlights come.
@Suite("Shapes of exports")
struct ExportShapes {
  @Test("Each export reads as a person would read it", arguments: readwise + others)
  func reads(_ shape: Shape) { #expect(Reading(shape.note).text == shape.reading) }

  static let readwise: [Shape] = [
    Shape(
      "the newer template of Readwise",
      """
      ---
      author: [[Ines Halvorsen]]
      title: "Salt Roads"
      date: 2024-10-07
      tags:
      - articles
      - trade
      ---
      ![rw-book-cover](https://pictures.example/salt.png)

      ## Metadata
      - Author: [[Ines Halvorsen]]
      - Full Title: Salt Roads: A History
      - URL: https://salt.example/roads

      ## Highlights
      - Caravans paid in salt. ([View Highlight](https://read.readwise.io/read/01sa))
      """,
      """
      Article “Salt Roads: A History”
      by Ines Halvorsen
      url https://salt.example/roads
      date 2024-10-07
      tags articles | trade
      17: Caravans paid in salt. <https://read.readwise.io/read/01sa>
      """),
    Shape(
      "highlights added later, with their date",
      """
      ## Metadata
      - Author: [[Ines Halvorsen]]
      - Full Title: Salt Roads
      - Category: #articles

      ## Highlights
      - First. ([View Highlight](https://read.readwise.io/read/01a))
      ## New highlights added October 7, 2024 at 5:05 PM
      - Second. ([View Highlight](https://read.readwise.io/read/01b))
      ## New highlights added [[2024-11-02]] at 9:00 AM
      ### A chapter
      - Third. ([View Highlight](https://read.readwise.io/read/01c))
      """,
      """
      Article “Salt Roads”
      by Ines Halvorsen
      7: First. <https://read.readwise.io/read/01a>
      9: Second. +2024-10-07 <https://read.readwise.io/read/01b>
      12: Third. {A chapter} +2024-11-02 <https://read.readwise.io/read/01c>
      """),
    Shape(
      "a highlight of many lines, with tags and a note; a picture alone is none",
      """
      ## Metadata
      - Author: [[Ines Halvorsen]]

      ## Highlights
      - First line.
        • A bullet with **Norrland Steel**
        > quoted
        ![](https://pictures.example/i.png)
        last line ([View Highlight](https://read.readwise.io/read/01d))
          - Tags: [[favorite]] #[[long tag]]
          - Note: my own remark
      - ![](https://pictures.example/only.png) ([View Highlight](https://read.readwise.io/read/01e))
      """,
      """
      Source “Plain”
      by Ines Halvorsen
      5: First line.⏎  • A bullet with **Norrland Steel**⏎  > quoted⏎  ![](https://pictures.example/i.png)⏎  last line \
      #favorite #long tag <https://read.readwise.io/read/01d> (my own remark)
      """),
    Shape(
      "the highlights of an article whose text is in another file",
      """
      # Harbour Lights

      ## Metadata
      - Author: [[Tomas Brandl]]
      - Full Title: Harbour Lights
      - Category: #articles
      - URL: https://harbour.example/lights

      ## Full Document
      [[Full Document Contents/Articles/Harbour Lights.md|See full document content →]]

      ## Highlights
      - Ships wait outside. ([View Highlight](https://read.readwise.io/read/01f))
      """,
      """
      Article “Harbour Lights”
      by Tomas Brandl
      url https://harbour.example/lights
      13: Ships wait outside. <https://read.readwise.io/read/01f>
      """),
    Shape(
      "the text of an article: every paragraph, with its headings, links by reference and HTML",
      """
      # Harbour Lights

      ![rw-book-cover](https://pictures.example/h.png)

      ## Metadata
      - Author: [[Tomas Brandl]]
      - Full Title: Harbour Lights
      - Category: #articles
      - URL: https://harbour.example/lights

      ## Full Document
      The harbour was dark (p. 12).

      It had [one lamp][1] and [more][].

      ### The keepers
      <div class="box"><p>Two <b>keepers</b></p><p>lived there.</p></div>

      <script>
      var lamp = "lit";
      </script>

      - Note: they left in May. ([source](https://harbour.example/may))

      [1]: https://harbour.example/lamp "The lamp"
      """,
      """
      Article “Harbour Lights”
      by Tomas Brandl
      url https://harbour.example/lights
      12: The harbour was dark (p. 12).
      14: It had [one lamp][1] and [more][].
      17: <div class="box"><p>Two <b>keepers</b></p><p>lived there.</p></div> {The keepers}
      23: Note: they left in May. ([source](https://harbour.example/may)) {The keepers}
      """),
    Shape(
      "Kindle: a place with a link, without one, and a page",
      """
      ---
      author: [[Mira Castellan]]
      title: "The Long Quay"
      ---
      ## Highlights
      - Old stones. ([Location 191](https://readwise.io/to_kindle?action=open&asin=B0000&location=191))
      - On paper. (Page 8)
      - Bare. (Location 12-14)
      """,
      """
      Book “The Long Quay”
      by Mira Castellan
      6: Old stones. <https://readwise.io/to_kindle?action=open&asin=B0000&location=191>
      7: On paper.
      8: Bare.
      """),
    Shape(
      "tweets",
      """
      ---
      author: [[@mira on Twitter]]
      title: "Tweets From Mira"
      ---
      ## Metadata
      - Category: #tweets

      ## Highlights
      - The quay is open. ([View Tweet](https://twitter.com/mira/status/1))
      """,
      """
      Post “Tweets From Mira”
      by @mira on Twitter
      9: The quay is open. <https://twitter.com/mira/status/1>
      """),
    Shape(
      "a note that was exported into itself three times",
      Array(
        repeating: """
          ---
          author: [[Ines Halvorsen]]
          title: "Salt Roads"
          ---
          ## Highlights
          - Caravans paid in salt. ([View Highlight](https://read.readwise.io/read/01sa))
          """, count: 3
      ).joined(separator: "\n"),
      """
      Source “Salt Roads”
      by Ines Halvorsen
      6: Caravans paid in salt. <https://read.readwise.io/read/01sa>
      note 7:1 front matter stands 2 more times within the note; only the first counts
      """),
    Shape(
      "one text under several ids",
      """
      ## Highlights
      - The same words. ([View Highlight](https://read.readwise.io/read/01a))
      - Other words. ([View Highlight](https://read.readwise.io/read/01b))
      - The **same**  words. ([View Highlight](https://read.readwise.io/read/01c))
      """,
      """
      Source “Plain”
      2: The same words. <https://read.readwise.io/read/01a> <https://read.readwise.io/read/01c>
      3: Other words. <https://read.readwise.io/read/01b>
      """),
    Shape(
      "highlights without metadata; what the reader wrote around them is not one",
      """
      # Quay Notes

      ## Summary
      Short.
      - Ropes hold. ([View Highlight](https://read.readwise.io/read/01a))
      """,
      """
      Source “Quay Notes”
      5: Ropes hold. {Summary} <https://read.readwise.io/read/01a>
      """),
    Shape(
      "links of highlights on any host, and one link in another",
      """
      ## Highlights
      - One. ([View Highlight](https://reader.example/h/1))
      - Two. ([Ver destaque](https://notas.example/2))
      - Three. ([[View Highlight](https://read.readwise.io/read/01b)](https://read.readwise.io/read/01b))
      - Four. [View Highlight](https://reader.example/h/4) ^h4
      """,
      """
      Source “Plain”
      2: One. <https://reader.example/h/1>
      3: Two. <https://notas.example/2>
      4: Three. <https://read.readwise.io/read/01b>
      5: Four. <https://reader.example/h/4>
      """),
  ]

  static let others: [Shape] = [
    Shape(
      "highlights as quotations with a block id",
      """
      ---
      author: Mira Castellan
      aliases:
        - Quay
      tags:
        - readwise/articles
      created: 2024-11-22
      ---
      # The Long Quay

      > quoted words
      > go on
      > [View Highlight](https://read.readwise.io/read/01a)
      ^2da607

      > another ([View Highlight](https://read.readwise.io/read/01b))
      - Note: mine
      """,
      """
      Article “The Long Quay”
      by Mira Castellan
      date 2024-11-22
      tags readwise/articles
      aliases Quay
      11: quoted words⏎> go on <https://read.readwise.io/read/01a>
      16: another <https://read.readwise.io/read/01b> (mine)
      """),
    Shape(
      "Kindle's notebook as a plugin writes it",
      """
      ---
      kindle-sync:
        bookId: '3850'
        title: 'The Long Quay: A Novel'
        author: Mira Castellan
        highlightsCount: 2
      ---
      # The Long Quay
      ## Metadata
      * ASIN: B000QUAY00
      * [Kindle link](kindle://book?action=open&asin=B000QUAY00)

      ## Highlights
      Old stones speak. — location: [72](kindle://book?action=open&asin=B000QUAY00&location=72) ^ref-59594

      ---
      Ropes hold. — location: [81](kindle://book?action=open&asin=B000QUAY00&location=81) ^ref-1

      ---
      """,
      """
      Book “The Long Quay: A Novel”
      by Mira Castellan
      14: Old stones speak. <kindle://book?action=open&asin=B000QUAY00&location=72>
      17: Ropes hold. <kindle://book?action=open&asin=B000QUAY00&location=81>
      """),
    Shape(
      "a page of Logseq: its own properties, those of its blocks, references to blocks",
      """
      title:: The Long Quay (highlights)
      author:: [[Mira Castellan]]
      full-title:: "The Long Quay"
      category:: #books

      - ![](https://pictures.example/q.png)
      - Highlights first synced by [[Readwise]] [[Nov 18th, 2022]]
        id:: 636f3b7a-0000-4000-8000-000000000000
        collapsed:: true
      \t- Delta bought Epsilon. ([Location 4994](https://readwise.io/to_kindle?location=4994))
      \t\t- **Tags**: #[[favorite]] #orange
      \t\t- **Note**: mine ((636f3b7a-0000-4000-8000-000000000001))
      - New highlights added [[Nov 20th, 2022]] at 5:05 PM
      \t- Ropes hold.
      #+BEGIN_NOTE
      #+END_NOTE
      """,
      """
      Book “The Long Quay”
      by Mira Castellan
      10: Delta bought Epsilon. +2022-11-18 #favorite #orange <https://readwise.io/to_kindle?location=4994> (mine)
      14: Ropes hold. +2022-11-20
      """),
    Shape(
      "a note of one's own: paragraphs, items, quotations; a table, code and comments are no text",
      """
      # Harbours

      A paragraph about #harbours.

      - [x] done
      > said

      | a | b |
      |---|---|
      ```
      code
      ```
      %% for me %%
      Last. %% also for me %%
      """,
      """
      plain “Harbours”
      tags harbours
      3: A paragraph about #harbours. #harbours
      5: done
      6: said
      14: Last. %% also for me %%
      """),
    Shape(
      "a rule, words in brackets and a key in prose are text",
      """
      Before.

      ---
      Remark: this is no front matter
      ---
      [Note]: the words stay
      [3][4] and list[a][b]
      """,
      """
      plain “Plain”
      1: Before.
      6: [Note]: the words stay⏎[3][4] and list[a][b] {Remark: this is no front matter}
      """),
    Shape("nothing", "", "plain “Plain”"), Shape("white space", " \n\t\n", "plain “Plain”"),
    Shape("only front matter", "---\n---\n# Quay", "plain “Quay”"),
  ]

  @Test("196 imports of the same notes are one, under one remark")
  func manyImports() {
    let part = """
      ---
      author: [[Ines Halvorsen]]
      title: "Salt Roads"
      ---
      ## Highlights
      - Caravans paid in salt. ([View Highlight](https://read.readwise.io/read/01sa))

      """
    let note = NoteParser(ontology: .builtIn).parse(
      path: "a.md", bytes: Array(String(repeating: part, count: 196).utf8))
    #expect(note.passages.map(\.text) == ["Caravans paid in salt."])
    #expect(note.links.map(\.target) == ["Ines Halvorsen"])
    #expect(
      note.diagnostics == [
        Diagnostic(
          .note, path: "a.md", line: 7, column: 1,
          message: "front matter stands 195 more times within the note; only the first counts",
          hint: "the note seems to have been exported into itself; delete the copies", excerpt: "---")
      ])
  }

  @Test("The words of HTML and of links by reference stand apart and without their marks")
  func plainWords() {
    func words(_ markdown: String) -> String {
      InlineText(markdown).text.split(separator: " ").joined(separator: " ")
    }
    #expect(words("It had [one lamp][1] and [more][].") == "It had one lamp and more.")
    #expect(words("[**Bold** lamp][a b]![picture][c]") == "Bold lamp")
    #expect(words("[3][4], list[a][b], [sic]") == "[3][4], list[a][b], [sic]")
    #expect(words("<p>Two <b>keep</b>ers</p><p>lived<br/>there.</p>") == "Two keepers lived there.")
    #expect(words("<td>Norrland</td><td>5</td>") == "Norrland 5")
    #expect(words("<img\n src=\"x\"\n alt='y'>lamp, a <b c") == "lamp, a <b c")
    #expect(words("mine ((636f3b7a-0000-4000-8000-000000000001)) ((not one))") == "mine ((not one))")
  }
}
