/// Notes made to cost more than their length, of any size: what a parser, a grammar or the making of a graph might
/// look at again and again.
///
/// The tests read small ones and look at what comes of them; the benchmarks build large ones and look at the time.
public struct HostileNotes: Sendable, CustomStringConvertible {
  public struct File: Sendable {
    /// Relative to the vault.
    public var path: String
    public var bytes: [UInt8]
  }

  public let name: String
  private let make: @Sendable (Int) -> [File]

  public var description: String { name }

  /// The notes of this kind, of some `bytes` together.
  public func files(bytes: Int) -> [File] { make(bytes) }

  /// One note: `first`, then what `unit` gives for 0, 1, 2 … until there are `bytes`, then `last`.
  private init(
    _ name: String, first: String = "", last: String = "\n", _ unit: @escaping @Sendable (Int) -> String
  ) {
    self.name = name
    make = { bytes in
      var text = Array(first.utf8)
      var number = 0
      while text.count < bytes {
        text += unit(number).utf8
        number += 1
      }
      return [File(path: "note.md", bytes: text + last.utf8)]
    }
  }

  /// One note that says the same again and again.
  private init(_ name: String, first: String = "", last: String = "\n", _ unit: String) {
    self.init(name, first: first, last: last) { _ in unit }
  }

  /// Many notes: what `unit` gives for 0, 1, 2 … until there are `bytes`.
  private init(files name: String, _ unit: @escaping @Sendable (Int) -> (path: String, text: String)) {
    self.name = name
    make = { bytes in
      var files: [File] = []
      var size = 0
      while size < bytes {
        let (path, text) = unit(files.count)
        files.append(File(path: path, bytes: Array(text.utf8)))
        // A file costs its opening and its row however little it holds.
        size += max(512, path.utf8.count + text.utf8.count)
      }
      return files
    }
  }

  /// Bytes that are no text, again and again.
  private init(_ name: String, raw: [UInt8]) {
    self.name = name
    make = { bytes in
      [File(path: "note.md", bytes: (0..<bytes / raw.count).flatMap { _ in raw })]
    }
  }

  /// A name of two capitalised words, another for each number.
  private static func firm(_ number: Int) -> String { "\(word(number)) \(word(number / 7 &+ 3)) Labs" }

  private static func word(_ number: Int) -> String {
    let syllables = ["ba", "ce", "do", "fi", "gu", "ha", "je", "ko", "li", "mu"]
    var word = ""
    var rest = number
    repeat {
      word += syllables[rest % 10]
      rest /= 10
    } while rest > 0
    return word.prefix(1).uppercased() + word.dropFirst() + "ra"
  }

  private static func day(_ number: Int) -> String { "\(1 + number % 28) March \(1000 + number / 28 % 9000)" }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

  public static let all: [HostileNotes] = marks + blocks + frontMatter + text + facts + vaults

  /// Marks of Markdown and wikilinks within a line.
  private static let marks: [HostileNotes] = [
    HostileNotes("open brackets", "["),
    HostileNotes("open wikilinks", "[["),
    HostileNotes("open wikilinks with text", "[[a "),
    HostileNotes("open embeds", "![["),
    HostileNotes("nested images", "![[]()"),
    HostileNotes("nested links", "[a]("),
    HostileNotes("open destinations", "[a](<b"),
    HostileNotes("open titles", "[a](b \""),
    HostileNotes("closing brackets", "]("),
    HostileNotes("brackets that close", first: String(repeating: "[", count: 4096), "]"),
    HostileNotes("emphasis that opens", "*a **b "),
    HostileNotes("emphasis that nests", "*a_b"),
    HostileNotes("emphasis of three", "***a* b** "),
    HostileNotes("stars", "*"),
    HostileNotes("underscores", "_a*_"),
    HostileNotes("strikes", "~~a ~"),
    HostileNotes("code of growing runs") { String(repeating: "`", count: $0 % 1500 + 1) + "a" },
    HostileNotes("backticks", "`a``b "),
    HostileNotes("angle brackets", "<a "),
    HostileNotes("open attributes", "<a b=\""),
    HostileNotes("open comments", "<!-- a "),
    HostileNotes("autolinks", "<https://a.b/"),
    HostileNotes("ampersands", "&amp;&#1;&a"),
    HostileNotes("open percent comments", "%% a "),
    HostileNotes("dollars", "$a $$b "),
    HostileNotes("open quotes", "“a "),
    HostileNotes("straight quotes", "\"a "),
    HostileNotes("parentheses", "(a "),
    HostileNotes("closing parentheses", "a) "),
    HostileNotes("open fields", "(a:: [b:: "),
    HostileNotes("fields", "[a:: b] "),
    HostileNotes("fields with other keys") { "[k\($0):: [[\(word($0))]]] " },
    HostileNotes("wikilinks") { "[[\(firm($0))]] " },
    HostileNotes("one wikilink", "[[Barara]] "),
    HostileNotes("wikilinks with parts") { "[[a/b/\(word($0))#c^d|e \($0)]] " },
    HostileNotes("links") { "[a](https://example.com/\($0)) " },
    HostileNotes("bare addresses") { "https://example.com/\($0)?utm_source=a&b=\($0) " },
    HostileNotes("one long address", first: "https://example.com/?", "utm_a=b&"),
    HostileNotes("references", last: "\n\n[a]: b\n", "[a][a] "),
    HostileNotes("footnotes") { "a[^\($0)] " },
    HostileNotes("tags") { "#tag\($0) " },
    HostileNotes("one tag", "#tag "),
    HostileNotes("nested tags", first: "#a", "/a"),
    HostileNotes("triplets of open brackets", "([[A]] /[[B]]/ "),
    HostileNotes("carets", "^a "),
    HostileNotes("escapes", "\\*\\["),
  ]

  /// Blocks: what stands at the beginnings of lines.
  private static let blocks: [HostileNotes] = [
    HostileNotes("quotes in one line", ">"),
    HostileNotes("quotes that deepen") { String(repeating: "> ", count: $0) + "a\n" },
    HostileNotes("quotes and lists", "> - "),
    HostileNotes("list marks in one line", "- "),
    HostileNotes("numbers in one line", "1. "),
    HostileNotes("lists that deepen") { spaces(2 * $0) + "- a\n" },
    HostileNotes("lists that deepen and end") { spaces(2 * ($0 % 1000)) + "- a\n" },
    HostileNotes("deep lists with text", first: (0..<500).map { spaces(2 * $0) + "- a\n" }.joined()) {
      spaces(1000) + "b \($0)\n"
    },
    HostileNotes("tabs", "\t"),
    HostileNotes("spaces", " "),
    HostileNotes("empty lines", "\n"),
    HostileNotes("lone carriage returns", "a\r"),
    HostileNotes("short lines", "a\n"),
    HostileNotes("short paragraphs", "a\n\n"),
    HostileNotes("short items", "- a\n"),
    HostileNotes("empty items", "-\n"),
    HostileNotes("tasks", "- [ ] a #b\n"),
    HostileNotes("headings") { "# a \($0)\n" },
    HostileNotes("one heading", "## a\n"),
    HostileNotes("hashes", "#"),
    HostileNotes("underlined headings", "a\n=\n"),
    HostileNotes("rules", "---\n"),
    HostileNotes("rules of underscores", "_ "),
    HostileNotes("tables", "|a|b|\n|-|-|\n|c|d|\n\n"),
    HostileNotes("a long table", first: "|a|b|\n|-|-|\n") { "| [[\(word($0))]] | d |\n" },
    HostileNotes(
      "a wide table", first: String(repeating: "|a", count: 9000) + "\n" + String(repeating: "|-", count: 9000) + "\n",
      "|b"),
    HostileNotes(
      "a wide and long table",
      first: String(repeating: "|a", count: 900) + "\n" + String(repeating: "|-", count: 900) + "\n", "|\n"),
    HostileNotes("fences that never close", "````\n```\n"),
    HostileNotes("fences", "```\na\n```\n"),
    HostileNotes("tildes", "~~~\n"),
    HostileNotes("math blocks", "$$\na\n"),
    HostileNotes("comments over lines", "<!--\n"),
    HostileNotes("percent comments over lines", "%%a\n"),
    HostileNotes("open tags over lines", "<div>\n"),
    HostileNotes("callouts", "> [!note]- a\n"),
    HostileNotes("fields in lines") { "key \($0):: [[\(word($0))]]\n" },
    HostileNotes("one field in lines", "key:: a\n"),
    HostileNotes("definitions") { "[a\($0)]: b\n" },
    HostileNotes("footnote definitions") { "[^\($0)]: b\n" },
    HostileNotes("highlights", first: "## Highlights\n") {
      "- a \($0) ([View Highlight](https://read.readwise.io/read/\($0)))\n"
    },
    HostileNotes(
      "one highlight", first: "## Highlights\n", "- a ([View Highlight](https://read.readwise.io/read/1))\n"),
    HostileNotes(
      "highlight with notes", first: "- a ([View Highlight](https://read.readwise.io/read/1))\n", "    - Note: b\n"),
    HostileNotes("highlight with tags", first: "- a ([View Highlight](https://read.readwise.io/read/1))\n") {
      "    - Tags: #b\($0)\n"
    },
    HostileNotes("one highlight of many lines", first: "## Highlights\n- a\n") { "  b \($0)\n" },
    HostileNotes("authors", first: "## Metadata\n- Author: ") { "[[\(firm($0))]], " },
    HostileNotes("metadata") { "- Key \($0): a\n" },
    HostileNotes("block marks") { "a ^b\($0)\n\n" },
    HostileNotes("new highlights", "## New highlights added January 1, 2024 at 1:00 PM\n- a\n"),
  ]

  /// Front matter.
  private static let frontMatter: [HostileNotes] = [
    HostileNotes("front matter that never closes", first: "---\n", "a: b\n"),
    HostileNotes("front matter, keys", first: "---\n", last: "\n---\na\n") { "k\($0): v\n" },
    HostileNotes("front matter, one key", first: "---\n", last: "\n---\na\n", "key: v\n"),
    HostileNotes("front matter, aliases", first: "---\naliases:\n", last: "\n---\na\n") { "  - \(firm($0))\n" },
    HostileNotes("front matter, tags", first: "---\ntags: [", last: "]\n---\na\n") { "t\($0), " },
    HostileNotes("front matter, tags as text", first: "---\ntags: ", last: "\n---\na\n", "#a "),
    HostileNotes("front matter, authors", first: "---\nauthor: ", last: "\n---\na\n") { "[[\(firm($0))]], " },
    HostileNotes("front matter, one link of authors", first: "---\nauthor: \"[[", last: "]]\"\n---\na\n") {
      "\(firm($0)) and "
    },
    HostileNotes("front matter, a long value", first: "---\ntitle: ", last: "\n---\na\n", "word "),
    HostileNotes("front matter, a quoted value", first: "---\ntitle: \"", last: "\"\n---\na\n", "\\\"a "),
    HostileNotes("front matter, a block of text", first: "---\ntitle: |\n", last: "\n---\na\n", "  word\n"),
    HostileNotes("front matter, brackets", first: "---\na: ", last: "\n---\na\n", "["),
    HostileNotes("front matter, braces", first: "---\na: ", last: "\n---\na\n", "{a: "),
    HostileNotes("front matter, dashes", first: "---\na:\n", last: "\n---\na\n", "- "),
    HostileNotes("front matter, questions", first: "---\n", last: "\n---\na\n", "? "),
    HostileNotes("front matter, anchors", first: "---\na: &a x\nb: [", last: "]\n---\na\n", "*a, "),
    HostileNotes("front matter that deepens", first: "---\n", last: "\n---\na\n") { spaces($0) + "a:\n" },
    HostileNotes("front matter, comments", first: "---\n", last: "\n---\na\n", "# a\n"),
    HostileNotes("front matter, colons", first: "---\ntitle: ", last: "\n---\na\n", "a: "),
    HostileNotes("front matter, links", first: "---\nrelated:\n", last: "\n---\na\n") { "  - \"[[\(word($0))]]\"\n" },
    HostileNotes("front matter again and again", "---\na: b\n---\n"),
  ]

  /// Text that is read for names, dates and amounts.
  private static let text: [HostileNotes] = [
    HostileNotes("one word", "a"),
    HostileNotes("one capital word", first: "A", "b"),
    HostileNotes("one sentence", "the garden rewards the reader and "),
    HostileNotes("one sentence of commas", "a, "),
    HostileNotes("one sentence of names") { "\(word($0)) " },
    HostileNotes("one sentence of listed names") { "\(firm($0)), " },
    HostileNotes("one sentence of joined names") { "\(firm($0)) and " },
    HostileNotes("one sentence of possessives") { "\(firm($0))'s " },
    HostileNotes("one sentence of roles") { "\(word($0)), the chief executive of \(firm($0)), " },
    HostileNotes("one sentence of aliases") { "\(firm($0)) (\(word($0))) " },
    HostileNotes("aliases in a ring") { "\(word($0)) Group (\(word($0 + 1)) Group). " },
    HostileNotes("one name in many sentences", "Barara Labs grew. "),
    HostileNotes("capitals", "A B C "),
    HostileNotes("initials", "A. B. "),
    HostileNotes("abbreviations", "Mr. Dr. Inc. "),
    HostileNotes("full stops", "."),
    HostileNotes("sentences of one word", "Yes. "),
    HostileNotes("of", "of the "),
    HostileNotes("hyphens", "a-"),
    HostileNotes("capital hyphens", "A-B-"),
    HostileNotes("slashes", "A/B "),
    HostileNotes("ampersands of firms", "A & B "),
    HostileNotes("dates") { "on \(day($0)) and " },
    HostileNotes("one date", "in March 2024, "),
    HostileNotes("years") { "in \(1900 + $0 % 200) " },
    HostileNotes("months", "March "),
    HostileNotes("relative dates", "that same month, in May, "),
    HostileNotes("numbers") { "\($0) " },
    HostileNotes("one number", "1"),
    HostileNotes("one grouped number", first: "1", ",000"),
    HostileNotes("number words", "twenty hundred million and "),
    HostileNotes("amounts") { "$\($0) million and " },
    HostileNotes("ranges of amounts") { "$\($0) to " },
    HostileNotes("currency signs", "$"),
    HostileNotes("millions", "million "),
    HostileNotes("periods", "over five years for "),
    HostileNotes("percent", "5% of "),
    HostileNotes("combining marks", "e\u{301}\u{323}"),
    HostileNotes("combining marks on one letter", first: "e", "\u{301}\u{323}"),
    HostileNotes("joined emoji", "👩\u{200d}"),
    HostileNotes("flags", "🇳"),
    HostileNotes("zero width", "\u{200b}a\u{feff}"),
    HostileNotes("right to left", "\u{202e}א "),
    HostileNotes("no-break spaces", "\u{a0}A"),
    HostileNotes("line separators", "a\u{2028}"),
    HostileNotes("Chinese", "阅读的人在冬天回来"),
    HostileNotes("Arabic", "القارئ يعود في الشتاء "),
    HostileNotes("Hangul parts", "\u{1112}\u{1161}\u{11ab}"),
    HostileNotes("NUL", raw: [0]),
    HostileNotes("no UTF-8", raw: [0xff]),
    HostileNotes("cut UTF-8", raw: [0xe2, 0x82, 0x20]),
  ]

  /// Sentences that give claims.
  private static let facts: [HostileNotes] = [
    HostileNotes("acquisitions") { "\(firm($0)) acquired \(firm($0 + 1)) for $\($0 + 1) million in 2024. " },
    HostileNotes("acquisitions that close later") {
      "\(firm($0)) acquired \(firm($0 + 1)). The deal is worth $\($0 + 1) million, and it expects the deal to close in 2024. "
    },
    HostileNotes(
      "deals without an act", "Barara Labs acquired Cerara Labs. It rained. The deal, the deal, the deal closed. "),
    HostileNotes("acquisitions in passages") { "\(firm($0)) acquired \(firm($0 + 1)) in 2024.\n\n" },
    HostileNotes("one acquisition in passages", "Barara Labs acquired Cerara Labs in 2024.\n\n"),
    HostileNotes("one acquisition on many days") { "Barara Labs acquired Cerara Labs on \(day($0)).\n\n" },
    HostileNotes("one acquisition for many amounts") { "Barara Labs acquired Cerara Labs for $\($0 + 1) million.\n\n" },
    HostileNotes("one round of many amounts on many days") {
      "Barara Labs raised $\($0 + 1) million on \(day($0)).\n\n"
    },
    HostileNotes("denials and statements") {
      "Barara Labs \($0 % 2 == 0 ? "acquired" : "did not acquire") Cerara Labs on \(day($0)).\n\n"
    },
    HostileNotes("one buyer") { "Barara Labs acquired \(firm($0)).\n\n" },
    HostileNotes("one seat in many cities") { "Barara Labs is headquartered in \(word($0)).\n\n" },
    HostileNotes("shares") { "\(firm($0)) owns \($0 % 90 + 1)% of \(firm($0 + 1)). " },
    HostileNotes("a list of objects", first: "Barara Labs operates in ") { "\(word($0)), " },
    HostileNotes("lists of two sides", first: (0..<900).map { firm($0) + ", " }.joined() + "and Huawei partnered with ")
    {
      "\(firm($0)), "
    },
    HostileNotes("passive acquisitions") { "\(firm($0)) was acquired by \(firm($0 + 1)) on \(day($0)). " },
    HostileNotes("verbs", "acquired launched partnered with "),
    HostileNotes("verbs between names") { "\(word($0)) acquired " },
    HostileNotes("pronouns", "The company acquired it. It acquired them. "),
    HostileNotes("plans") { "\(firm($0)) plans to build data centers in Kenya, Norway and Chile. " },
    HostileNotes("places", "Kenya, Norway, Chile, "),
    HostileNotes("speakers") { "According to \(firm($0)), " },
    HostileNotes("launches", "Barara Labs launched “Cera”, a service for shops, "),
    HostileNotes("triplets") { "([[\(word($0))]] /[[founder of]]/ [[\(firm($0))]])\n" },
    HostileNotes("triplets with other predicates") { "([[A]] /[[p\($0)]]/ [[B]])\n" },
    HostileNotes("one note again and again") {
      "# A note\n\n- Barara Labs acquired \(firm($0 % 20)) in 2024. ([View Highlight](https://a.b/\($0 % 20)))\n"
    },
  ]

  /// Vaults of many notes.
  private static let vaults: [HostileNotes] = [
    HostileNotes(files: "notes of one name") { ("\($0)/Same.md", "a [[Same]] b\n") },
    HostileNotes(files: "notes of one name, linked by path") { ("\($0)/x/y/Same.md", "a [[x/y/Same]] b\n") },
    HostileNotes(files: "notes of one name, linked by other paths") {
      ("\($0)/x/y/Same.md", (0..<10).map { "[[z\($0)/x/y/Same]] " }.joined() + "[[\($0 + 1)/x/y/Same]]\n")
    },
    HostileNotes(files: "notes of one name, linked in all cases") { number in
      let same = String("samename".enumerated().map { number >> $0 & 1 == 0 ? $1 : Character($1.uppercased()) })
      return ("\(number)/samename.md", "a [[\(same)]] b\n")
    },
    HostileNotes(files: "notes of one title") { ("\($0).md", "---\ntitle: Same\n---\na [[Same]] b\n") },
    HostileNotes(files: "notes with one alias") { ("\($0).md", "---\naliases: [Same]\n---\na [[Same]] b\n") },
    HostileNotes(files: "pages of one name") {
      ("\($0)/Barara Labs.md", "---\ntype: company\naliases: [B\($0)]\n---\nBarara Labs acquired B\($0).\n")
    },
    HostileNotes(files: "notes in deep folders") {
      ("\(String(repeating: "a/", count: 900))\($0).md", "a [[\($0 + 1)]] b\n")
    },
    HostileNotes(files: "notes of one source") {
      ("\($0).md", "---\nurl: https://example.com/1\n---\nBarara Labs acquired Cerara Labs in 2024.\n")
    },
    HostileNotes(files: "notes of one author") {
      (
        "\($0).md",
        "---\nauthor: A B\nurl: https://example.com/\($0)\n---\nBarara Labs acquired \(firm($0 % 9)) for $\($0) million.\n"
      )
    },
    HostileNotes(files: "notes that tell one thing") {
      (
        "\($0).md",
        "---\nurl: https://example.com/\($0)\n---\nBarara Labs acquired Cerara Labs on \(day($0)), note \($0).\n"
      )
    },
    HostileNotes(files: "empty notes") { ("\($0).md", " ") },
    HostileNotes(files: "aliases that two sources give") {
      ("\($0).md", "---\nurl: https://a.b/\($0)\n---\n\(word($0 / 2)) Group (\(word($0 / 2 + 1)) Group) grew.\n")
    },
  ]
}
