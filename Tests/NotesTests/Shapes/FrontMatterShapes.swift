import KnowledgeGraph
import Notes
import Testing

/// Front matter as people, templates and programs write it.
@Suite("Shapes of front matter")
struct FrontMatterShapes {
  /// Front matter of a note `Plain.md` with the text "Words.", and what is read but for that text.
  @Test("Each reads as a person would read it", arguments: authors + tags + damaged + templates)
  func reads(_ shape: Shape) {
    let note = NoteParser(ontology: .builtIn).parse(
      path: "Notes/Plain.md", bytes: Array("---\n\(shape.note)\n---\nWords.\n".utf8))
    #expect(note.passages.map(\.text) == ["Words."])
    var lines = Reading(note).text.split(separator: "\n").map(String.init)
    lines.removeAll { $0.hasSuffix(": Words.") }
    #expect(lines.joined(separator: "\n") == shape.reading)
  }

  static let authors: [Shape] = [
    Shape("a link without quotes", "author: [[Ines Halvorsen]]", "Source “Plain”\nby Ines Halvorsen"),
    Shape("a link in quotes", "author: \"[[Ines Halvorsen]]\"", "Source “Plain”\nby Ines Halvorsen"),
    Shape("a link with a label", "author: \"[[people/ines|Ines Halvorsen]]\"", "Source “Plain”\nby Ines Halvorsen"),
    Shape("two in one link", "author: [[Ines Halvorsen, Bo Tan]]", "Source “Plain”\nby Ines Halvorsen | Bo Tan"),
    Shape(
      "three in one link over three lines", "author: [[Ines Halvorsen,\nBo Tan,\nCy Diaz]]\ntags: [a]",
      "Source “Plain”\nby Ines Halvorsen | Bo Tan | Cy Diaz\ntags a"),
    Shape("family name first", "author: [[Pan, Xingang]]", "Source “Plain”\nby Pan, Xingang"),
    Shape(
      "two with the family name first", "author: Pan, Xingang and Li, Wei",
      "Source “Plain”\nby Pan, Xingang | Li, Wei"),
    Shape("single letters are no family name", "author: [[A, B]]", "Source “Plain”\nby A | B"),
    Shape(
      "links in a row", "author: [[Ines Halvorsen]], [[Bo Tan]]",
      "Source “Plain”\nby Ines Halvorsen | Bo Tan\n"
        + "note 2:9 a list of links without quotes is not valid YAML; it was read as links"),
    Shape(
      "a list of links", "authors:\n  - \"[[Ines Halvorsen]]\"\n  - [[Bo Tan]]",
      "Source “Plain”\nby Ines Halvorsen | Bo Tan"),
    Shape(
      "lists in lists", "authors:\n  - - Ines Halvorsen\n    - Bo Tan\n  - [Cy Diaz]",
      "Source “Plain”\nby Ines Halvorsen | Bo Tan | Cy Diaz"),
    Shape(
      "a list in a list on one line", "author: [[\"Ines Halvorsen\", \"Bo Tan\"]]",
      "Source “Plain”\nby Ines Halvorsen | Bo Tan"),
    Shape(
      "lists of one on one line", "author: [[Ines Halvorsen], [Bo Tan]]", "Source “Plain”\nby Ines Halvorsen | Bo Tan"),
    Shape(
      "maps in a list", "authors:\n  - name: Ines Halvorsen\n    site: https://ines.example\n  - name: Bo Tan",
      "Source “Plain”\nby Ines Halvorsen | Bo Tan"),
    Shape("a map", "author:\n  name: Ines Halvorsen", "Source “Plain”\nby Ines Halvorsen"),
    Shape("and", "author: Ines Halvorsen and Bo Tan", "Source “Plain”\nby Ines Halvorsen | Bo Tan"),
    Shape("and in German", "author: Ines Halvorsen und Bo Tan", "Source “Plain”\nby Ines Halvorsen | Bo Tan"),
    Shape("a firm of two", "author: Harlan and Harlan", "Source “Plain”\nby Harlan and Harlan"),
    Shape("a firm with its form", "author: Norrland Steel, Inc.", "Source “Plain”\nby Norrland Steel, Inc."),
    Shape("Chinese commas", "author: [[王伟，李娜、张敏]]", "Source “Plain”\nby 王伟 | 李娜 | 张敏"),
    Shape("Chinese names with a Latin comma", "author: 王伟, 李娜", "Source “Plain”\nby 王伟 | 李娜"),
    Shape("the Arabic comma", "author: ليلى حداد، عمر نصر", "Source “Plain”\nby ليلى حداد | عمر نصر"),
    Shape("Cyrillic, family name first", "author: Петрова, Анна", "Source “Plain”\nby Петрова, Анна"),
    Shape(
      "a no-break space and what nobody sees", "author: Ines\u{a0}Hal\u{200b}vorsen",
      "Source “Plain”\nby Ines Halvorsen"),
    Shape("an account", "author: \"@ines on Mastodon\"", "Source “Plain”\nby @ines on Mastodon"),
  ]

  static let tags: [Shape] = [
    Shape("tags with # and no quotes", "tags: #trade #old/salt", "plain “Plain”\ntags trade | old/salt"),
    Shape("a flow list with #", "tags: [\"#trade\", '#Old/Salt', x]", "plain “Plain”\ntags trade | old/salt | x"),
    Shape(
      "a flow list with # and no quotes", "tags: [#trade, #salt]",
      "plain “Plain”\ntags trade | salt\n"
        + "warning 2:1 front matter is not valid YAML: did not find expected node content"),
    Shape("a list with #", "tags:\n- #trade\n- salt", "plain “Plain”\ntags trade | salt"),
    Shape("one word", "tags: trade", "plain “Plain”\ntags trade"),
    Shape("words", "tags: trade salt", "plain “Plain”\ntags trade | salt"),
    Shape("words with commas", "tags: old trade, salt", "plain “Plain”\ntags old | trade | salt"),
    Shape("links", "tags:\n- \"[[Old Trade]]\"", "plain “Plain”\ntags old trade"),
    Shape("none", "tags:\nrating: 3", "plain “Plain”"), Shape("an empty list", "tags: []", "plain “Plain”"),
    Shape("Chinese", "tags: 技术，人工智能", "plain “Plain”\ntags 技术 | 人工智能"),
    Shape("any script", "tags: [Технологии, اقتصاد, व्यापार]", "plain “Plain”\ntags технологии | اقتصاد | व्यापार"),
    Shape(
      "aliases: one text, a list, a firm", "aliases: Quay, Old Quay\nalias: x",
      "entity ? “Plain”\naliases Quay | Old Quay"),
    Shape(
      "aliases in a list keep their commas", "aliases:\n- Norrland Steel, Inc.\n- Quay, the old one",
      "entity ? “Plain”\naliases Norrland Steel, Inc. | Quay, the old one"),
  ]

  static let damaged: [Shape] = [
    Shape(
      "a colon in a value", "subtitle: Mixed signals: how it works\ntitle: Quay",
      "plain “Quay”\nwarning 2:24 front matter is not valid YAML: mapping values are not allowed in this context"),
    Shape(
      "quotes within quotes", "title: \"The \"Long\" Quay\"\nauthor: Bo Tan",
      "Source “The \"Long\" Quay”\nby Bo Tan\n"
        + "warning 2:14 front matter is not valid YAML: did not find expected key"),
    Shape(
      "a quotation mark that was never closed", "title: \"The Long Quay\nauthor: Bo Tan",
      "Source “The Long Quay”\nby Bo Tan\n"
        + "warning 3:15 front matter is not valid YAML: found unexpected end of stream"),
    Shape(
      "a bracket that was never closed", "author: [Ines Halvorsen, \"Bo Tan\"\ntitle: Quay",
      "Source “Quay”\nby Ines Halvorsen | Bo Tan\n"
        + "warning 3:1 front matter is not valid YAML: did not find expected ',' or ']'"),
    Shape(
      "a link that was never closed", "author: [[Ines Halvorsen]\ntitle: Quay",
      "Source “Quay”\nby Ines Halvorsen\n"
        + "warning 3:1 front matter is not valid YAML: did not find expected ',' or ']'"),
    Shape(
      "two quotations", "title: \"Salt\" and \"Stone\"\nauthor: Bo Tan",
      "Source “\"Salt\" and \"Stone\"”\nby Bo Tan\n"
        + "warning 2:15 front matter is not valid YAML: did not find expected key"),
    Shape(
      "a tab before a value's line", "title: Quay\nauthor:\n\t- Bo Tan",
      "Source “Quay”\nby Bo Tan\n"
        + "warning 4:1 front matter is not valid YAML: found character that cannot start any token"),
    Shape(
      "keys that stand twice", "date: 2024-10-07\nauthor: Bo Tan\ndate: 2023-01-01\nDate: 2022-01-01",
      """
      Source “Plain”
      by Bo Tan
      date 2024-10-07
      warning 4:1 "date" stands twice in the front matter, first on line 2; where there can be one value, the first counts
      warning 5:1 "date" stands twice in the front matter, first on line 2; where there can be one value, the first counts
      """),
  ]

  static let templates: [Shape] = [
    Shape(
      "placeholders that were never filled",
      "title: {{title}}\nauthor: \"[[{{author}}]]\"\ncreated: <% tp.date.now() %>\ntags: [{{tags}}]\nurl: https://quay.example",
      """
      Article “Plain”
      url https://quay.example
      note 2:1 a template's placeholder was never filled; it is read as nothing
      """),
    Shape("braces in a title that says something", "title: \"What {{x}} means\"", "plain “What {{x}} means”"),
  ]

  @Test("Where front matter stands", arguments: positions)
  func places(_ shape: Shape) { #expect(Reading(shape.note).text == shape.reading) }

  static let positions: [Shape] = [
    Shape(
      "behind blank lines", "\n\n---\ntitle: Quay\n---\nWords.", "plain “Quay”\n6: Words."),
    Shape(
      "never closed", "---\ntitle: Quay\n\n# Body\nWords.",
      "plain “Quay”\n5: Words.\nerror 1:1 front matter is not closed"),
    Shape(
      "in the middle of a note that has none before",
      "# Quay\n\nFirst words.\n\n---\nauthor: [[Bo Tan]]\nurl: https://quay.example\ntags: [a]\n---\nMore words.",
      """
      Article “Quay”
      by Bo Tan
      url https://quay.example
      tags a
      3: First words.
      10: More words.
      note 5:1 front matter stands within the note; it was read as if it stood at its beginning
      """),
    Shape(
      "a rule above prose", "---\nprose: and more\n---\nWords.\n\n---\nKey: prose\n\n---\nEnd.",
      "plain “Plain”\n4: Words.\n7: Key: prose\n10: End."),
    Shape(
      "a template's own note", "# {{title}}\n\n{{content}}\n\nWords.",
      "plain “Plain”\n5: Words.\nnote 3:1 a template's placeholder was never filled; it is read as nothing"),
    Shape(
      "cards that hide a word are text", "{{c1::Oslo}} is in {{c2::Norway}}\n\n{{c1::Quay}}",
      "plain “Plain”\n1: {{c1::Oslo}} is in {{c2::Norway}}\n3: {{c1::Quay}}"),
  ]
}
