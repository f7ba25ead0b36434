import Notes
import KnowledgeGraph
import TestSupport
import Testing

/// The line reader is a short cut: on front matter that it reads alone it must say what YAML says.
@Suite struct FrontMatterYAMLTests {
  @Test func readsSimpleFrontMatterAsYAMLDoes() throws {
    var random = SplitMix64(seed: 3)
    let words = [
      "a", "Ada", "2024-10-07", "x:y", "b#c", "true", "3.14", "é", "it's", "a-b", "~", "null", "-x", "?y", "%z",
    ]
    func pick(_ choices: [String]) -> String { choices[Int.random(in: 0..<choices.count, using: &random)] }
    func scalar() -> String {
      let text = (0...Int.random(in: 0...2, using: &random)).map { _ in pick(words) }.joined(separator: " ")
      switch Int.random(in: 0...5, using: &random) {
      case 0: return "\"\(text)\""
      case 1: return "'\(text.replacing("'", with: ""))'"
      default: return text
      }
    }
    var compared = 0
    for _ in 0..<2_000 {
      var yaml = ""
      for key in 0...Int.random(in: 0...4, using: &random) {
        yaml += "k\(key):"
        switch Int.random(in: 0...4, using: &random) {
        case 0:
          let indent = pick(["", "  "])
          yaml += "\n"
          for _ in 0...Int.random(in: 0...2, using: &random) { yaml += "\(indent)- \(scalar())\n" }
        case 1:
          let items = (0...Int.random(in: 0...2, using: &random)).map { _ in scalar() }
          yaml += " [" + items.joined(separator: ", ") + "]\n"
        case 2: yaml += pick(["\n", " \n", " # comment\n"])
        default: yaml += " " + scalar() + pick(["\n", "  \n", " # comment\n", "\n\n"])
        }
      }
      let text = NoteText(path: "a.md", bytes: Array(yaml.utf8))
      guard case .success(let expected) = YAMLFields.read(text, text.lines.indices) else { continue }
      compared += 1
      let note = NoteParser(ontology: .builtIn).parse(path: "a.md", bytes: Array("---\n\(yaml)---\n".utf8))
      #expect(note.fields.map(\.values) == expected.map(\.values), "\(yaml)")
      #expect(note.fields.map(\.name) == expected.map(\.name), "\(yaml)")
      #expect(note.fields.map { $0.line - 1 } == expected.map(\.line), "\(yaml)")
      #expect(note.diagnostics.isEmpty, "\(yaml)")
    }
    #expect(compared > 1_000)
  }

  /// YAML 1.1 ends lines at characters where files end none, and where YAML 1.2 does not.
  @Test func linesEndWhereThoseOfTheFileDo() {
    let text = "---\nname: {of: Salt\u{2028}roads\u{85}and\u{2029}quays}\nkey: [a]\n---\nText"
    let note = NoteParser(ontology: .builtIn).parse(path: "a.md", bytes: Array(text.utf8))
    #expect(note.fields.map(\.name) == ["name.of", "key"])
    #expect(note.fields.map { $0.values.map(\.text) } == [["Salt roads and quays"], ["a"]])
    #expect(note.fields.map(\.line) == [2, 3])
    #expect(note.diagnostics.isEmpty)
  }

  @Test func leavesOutWhatHasNoKey() {
    let text = "---\n\"\": 1\nname: {\"\": 3, of: 4}\n---\nText"
    let note = NoteParser(ontology: .builtIn).parse(path: "a.md", bytes: Array(text.utf8))
    #expect(note.fields.map(\.name) == ["name.of"])
  }
}
