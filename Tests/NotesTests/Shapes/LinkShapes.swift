import KnowledgeGraph
import Notes
import Testing

/// Links in every form in which vaults have them.
@Suite("Shapes of links")
struct LinkShapes {
  @Test(
    "Each link by its target, heading, block and label",
    arguments: [
      ("[[Quay]]", ["Quay"]), ("[[Quay|the quay]]", ["Quay|the quay"]), ("[[Quay#Stones]]", ["Quay#Stones"]),
      ("[[Quay#Stones#Old]]", ["Quay#Old"]), ("[[Quay#^a1b2]]", ["Quay^a1b2"]), ("[[#Stones]]", ["#Stones"]),
      ("[[Ports/Quay.md|x]]", ["Ports/Quay.md|x"]), ("[[../Ports/Quay]]", ["../Ports/Quay"]),
      ("[[ Quay ]]", ["Quay"]), ("![[Quay]]", ["!Quay"]), ("![[quay.png|300]]", ["!quay.png|300"]),
      ("| [[Quay\\|q]] | [[Salt]] |\n|---|---|", ["Quay|q", "Salt"]), ("# On [[Quay]]", ["Quay"]),
      ("> [[Quay]]", ["Quay"]), ("- [ ] [[Quay]]", ["Quay"]), ("[[Two\nlines]]", ["Two lines"]),
      ("[[Salt [[Quay]] Roads]]", ["Quay"]), ("[[]] [[|]] [[ ]]", []), ("[[Quay]", []), ("[[unclosed\n\n]]", []),
      ("[[https://quay.example|site]]", []), ("`[[Quay]]` %%[[Quay]]%% <!-- [[Quay]] -->", []),
      ("```\n[[Quay]]\n```", []), ("\\[[Quay]]", []),
      ("[md](../Ports/Old%20Quay.md#Top)", ["../Ports/Old Quay.md#Top|md"]),
      ("[web](https://quay.example/a.md) [x](y.png)", []), ("[[Ines\u{a0}Hal\u{200b}vorsen]]", ["Ines Halvorsen"]),
      ("[[中国|China]] [[Северсталь]] [[أرامكو]] [[टाटा]]", ["中国|China", "Северсталь", "أرامكو", "टाटा"]),
      ("[[F^{1} x]] [[a[b]c]]", ["F^{1} x", "a[b]c"]),
    ] as [(String, [String])])
  func links(_ markdown: String, _ expected: [String]) {
    let note = NoteParser(ontology: .builtIn).parse(path: "a.md", bytes: Array(markdown.utf8))
    let shown = note.links.map { link in
      (link.isEmbed ? "!" : "") + link.target + (link.heading.map { "#" + $0 } ?? "")
        + (link.block.map { "^" + $0 } ?? "") + (link.label.map { "|" + $0 } ?? "")
    }
    #expect(shown == expected)
  }

  @Test("A link that is not closed is told with its place, the first five of a note one by one")
  func unclosed() {
    let note = NoteParser(ontology: .builtIn).parse(
      path: "a.md", bytes: Array(String(repeating: "é [[open\n\n", count: 9).utf8))
    #expect(note.diagnostics.map(\.line) == [1, 3, 5, 7, 9, 18])
    #expect(note.diagnostics.first?.column == 3)
    #expect(note.diagnostics.last?.message == "4 more links are not closed")
    #expect(note.diagnostics.allSatisfy { $0.hint != nil })
  }
}
