import Notes
import TestSupport
import Testing

@Suite struct InlineTextTests {
  /// Markdown and what a reader sees of it.
  @Test(arguments: [
    ("plain words", "plain words"),
    ("**Tencent Cloud** partnered with *them*", "Tencent Cloud partnered with them"),
    ("with **Cognition A**I, closed", "with Cognition AI, closed"),
    ("***both*** and __bold__ and _it_", "both and bold and it"),
    ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
    ("**never closed", "**never closed"),
    ("a round (~~$2M~~) of ==$3M==", "a round ($2M) of $3M"),
    ("[Homemove](https://homemove.example/), closed", "Homemove, closed"),
    ("[a **b** c](<x y> \"title\") d", "a b c d"),
    ("[no link] and [none](a b", "[no link] and [none](a b"),
    ("a ([[View](https://e.org/1)](https://e.org/1))", "a (View)"),
    ("[[Ada Example|Ada]] met [[Bo Sample]]", "Ada met Bo Sample"),
    ("[[note#part]] [[#part]] [[a\\|b]]", "note part b"),
    ("[[unclosed and ![[picture.png|300]] text", "[[unclosed and  text"),
    ("[[x [[y]] z]]", "[[x y z]]"),
    ("text ![alt](i.png) more![](j.png)", "text  more"),
    ("KE Holdings*[^1] &amp; friends&#39;&#x2019;", "KE Holdings* & friends'’"),
    ("`code *here*` and ``a ` b``", "code *here* and a ` b"),
    ("Vision\u{a0}2030 strategy\u{200b} by Ac\u{ad}me\u{200d} and", "Vision 2030 strategy by Acme and"),
    ("family \u{1f468}\u{200d}\u{1f469}", "family \u{1f468}\u{200d}\u{1f469}"),
    ("a <b>b</b> c<br>d <!-- e --> %%f%% <https://e.org>", "a b c d   https://e.org"),
    ("1 < 2 and AT&T &unknown;", "1 < 2 and AT&T &unknown;"),
    ("one\n  two\r\n  > - three\rfour", "one\ntwo\nthree\nfour"),
    ("\\*not\\* \\a", "*not* \\a"),
    ("end ^2da607", "end "),
    ("nul\u{0}and\u{8}bell", "nulandbell"),
  ])
  func showsWhatAReaderSees(markdown: String, plain: String) {
    #expect(InlineText(markdown).text == plain)
  }

  /// Markdown, and its marks as kind, plain text and Markdown.
  @Test(arguments: [
    ("**Tencent Cloud** and _it_", ["bold|Tencent Cloud|**Tencent Cloud**", "italic|it|_it_"]),
    (
      "the \"Go Saudi\" program, “Model **Studio**”.",
      ["quoted|Go Saudi|Go Saudi", "quoted|Model Studio|Model **Studio**", "bold|Studio|**Studio**"]
    ),
    ("[[A b|c]] [d](e)", ["wikilink A b|c|[[A b|c]]", "link e|d|[d](e)"]),
    ("see https://e.org/a_b_(c). Then", ["link https://e.org/a_b_(c)|https://e.org/a_b_(c)|https://e.org/a_b_(c)"]),
    ("#tag/sub, a#b #12 (#x1)", ["tag|#tag/sub|#tag/sub", "tag|#x1|#x1"]),
    ("`x` ~~y~~ ==z==", ["code|x|`x`", "struck|y|~~y~~", "highlighted|z|==z=="]),
    ("5\" by 6\" and it's", []),
  ])
  func marksWhatIsSetApart(markdown: String, marks: [String]) {
    let inline = InlineText(markdown)
    let source = Array(markdown.utf8)
    let found = inline.marks.map { mark in
      let kind: String =
        switch mark.kind {
        case .wikilink(let target): "wikilink \(target)"
        case .link(let url): "link \(url)"
        case .bold: "bold"
        case .italic: "italic"
        case .code: "code"
        case .struck: "struck"
        case .highlighted: "highlighted"
        case .quoted: "quoted"
        case .tag: "tag"
        }
      let plain = String(decoding: inline.plain[mark.range], as: UTF8.self)
      return "\(kind)|\(plain)|\(String(decoding: source[mark.source], as: UTF8.self))"
    }
    #expect(found == marks)
  }

  @Test func mapsPlainRangesBackToMarkdown() {
    let markdown = "In **March 2024**, [Acme &amp; Co](https://e.org) met\u{200b} *Bo*."
    let inline = InlineText(markdown)
    let source = Array(markdown.utf8)
    func markdownOf(_ words: String) -> String? {
      let needle = Array(words.utf8)
      let starts = inline.plain.indices.dropLast(needle.count - 1)
      guard let start = starts.first(where: { Array(inline.plain[$0..<$0 + needle.count]) == needle }) else {
        return nil
      }
      return String(decoding: source[inline.range(inMarkdown: start..<start + needle.count)], as: UTF8.self)
    }
    #expect(inline.text == "In March 2024, Acme & Co met Bo.")
    #expect(markdownOf("March 2024") == "**March 2024**")
    #expect(markdownOf("March") == "March")
    #expect(markdownOf("In March 2024,") == "In **March 2024**,")
    #expect(markdownOf("Acme & Co met") == "[Acme &amp; Co](https://e.org) met")
    #expect(markdownOf("& Co") == "&amp; Co")
    #expect(inline.range(inMarkdown: 0..<9_999) == 0..<source.count)
    #expect(inline.range(inMarkdown: 500..<600).isEmpty)
  }

  /// Every plain range maps to Markdown that holds its bytes in their order, and the whole maps to the whole.
  @Test func mapsBackWhateverTheMarkdown() {
    var random = SplitMix64(seed: 7)
    let parts = [
      "word", " ", "a", "*", "**", "_", "`", "[", "]", "(", ")", "[[", "]]", "|", "![", "~~", "==", "&amp;", "\n",
      "\r\n",
      "\\", "<b>", "<", ">", "\u{200b}", "é", "董", "\"", "“", "”", "#tag", "%%", "https://e.org", "](x)", "\u{a0}",
      "^id",
    ]
    for _ in 0..<3_000 {
      let count = Int.random(in: 0...14, using: &random)
      let markdown = (0..<count).map { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }.joined()
      let source = Array(markdown.utf8)
      let inline = InlineText(markdown)
      #expect(String(validating: inline.plain, as: UTF8.self) != nil, "\(markdown.debugDescription)")
      let upper = Int.random(in: 0...inline.plain.count, using: &random)
      let lower = Int.random(in: 0...upper, using: &random)
      let range = inline.range(inMarkdown: lower..<upper)
      #expect(range.lowerBound >= 0 && range.upperBound <= source.count, "\(markdown.debugDescription)")
      let whole = inline.range(inMarkdown: 0..<inline.plain.count)
      // A zero-width character before the first word is cut off, and with it what it kept from being syntax.
      if !markdown.hasPrefix("\u{200b}") {
        #expect(
          InlineText(String(decoding: source[whole], as: UTF8.self)).plain == inline.plain,
          "\(markdown.debugDescription)"
        )
      }
      // ASCII letters stand for themselves, so they must be found in order within the Markdown.
      var remaining = source[range][...]
      for byte in inline.plain[lower..<upper] where (0x61...0x7a).contains(byte) {
        guard let found = remaining.firstIndex(of: byte) else {
          Issue.record("\(markdown.debugDescription) \(lower..<upper)")
          break
        }
        remaining = remaining[(found + 1)...]
      }
    }
  }
}
