import KnowledgeGraph
import Notes
import Testing

/// Input made to cost more than its length. Anything that is not linear runs into the time limit: one pass that looks
/// back over 60 KB at each of its bytes takes minutes in a debug build.
@Suite struct HostileNoteTests {
  @Test(
    arguments: [
      "![[]()", "[", "[[", "[[a", "![", "](", "[](", "[a](<b", "*a **a ", "**a_b*", "_a *", "`", "`a ``b ", "<", "<!--",
      "%%", "\"", "“", "(a:: ", "[a:: b", ">", "> ", "- ", "-\n", "\n", "---\n", "a: b\n", "a:: b\n", "---\na: b\n",
      "````\n```\n", "$$\n", "<!--\n", "%%a\n", "- a\n    - Note: b\n", "- a ([V](b))\n  - Tags: #x\n", "x)\n", ")",
      "\t- a\n", "![[a", "<a", "([a](", "\r", "#a ", "^", "::", "a\n\n", "- [ ] #t\n", "[^", "1. ", "|a|\n",
      "[a][", "[a][b]", "((", "{{", "<pre>\n", "<script>\n</script>\n", "---\ntitle: x\n---\n", "甲，", "A B and ",
      "<a b=\"\n", "Pan, Xi and ", "\u{200b}",
    ])
  func costsLinearTime(unit: String) {
    let body = String(repeating: unit, count: 60_000 / unit.utf8.count)
    let parser = NoteParser(ontology: .builtIn)
    for prefix in ["", "---\na: ", "## Highlights\n- "] {
      let bytes = Array((prefix + body).utf8)
      let note = parser.parse(path: "a.md", bytes: bytes)
      #expect(note.passages.allSatisfy { $0.offset < bytes.count })
      #expect(note.diagnostics.count < 100)
    }
  }

  @Test func readsHostileYAML() {
    let parser = NoteParser(ontology: .builtIn)
    let bomb = "abcdefghi".unicodeScalars.reduce("a0: &a0 [x,x,x,x,x,x,x,x,x]\n") { text, letter in
      let last = text.split(separator: "\n").last.map { $0.prefix { $0 != ":" } } ?? ""
      return text + "\(letter)1: &\(letter)1 [" + Array(repeating: "*\(last)", count: 9).joined(separator: ",") + "]\n"
    }
    let levels = (1...20).map { "b\($0): &b\($0) [*b\($0 - 1), *b\($0 - 1), *b\($0 - 1)]\n" }.joined()
    let values = [
      bomb, "b0: &b0 [x, y]\n\(levels){*b20 : z}",
      "a: " + String(repeating: "[", count: 50_000), "a:\n" + String(repeating: "- ", count: 50_000),
      "a: {" + String(repeating: "{", count: 50_000), "a: \"" + String(repeating: "\\\"", count: 30_000),
      "a: [" + String(repeating: "'x', ", count: 20_000) + "]",
      (0..<300).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      (0..<20_000).map { "k\($0): v\n" }.joined(),
    ]
    for value in values {
      let note = parser.parse(path: "a.md", bytes: Array("---\n\(value)\n---\nText".utf8))
      #expect(note.passages.map(\.text) == ["Text"])
      #expect(note.fields.reduce(0) { $0 + $1.values.count } <= 50_000)
      #expect(note.diagnostics.count < 100)
    }
  }
}
