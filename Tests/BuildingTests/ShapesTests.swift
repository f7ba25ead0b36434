import Building
import Foundation
import KnowledgeGraph
import Notes
import Store
import TestSupport
import Testing

/// Whole builds over notes of every shape.
@Suite("Builds over notes of every shape")
struct ShapesTests {
  private func names(_ vault: TestVault) throws -> [String] { try vault.content().entities.map(\.name).sorted() }

  @Test("Links name entities, whether a note is there or not, one for all forms of a link")
  func links() throws {
    let vault = try TestVault()
    try vault.write("Ports/Cafe\u{301} Quay.md", "Words.")
    try vault.write(
      "a.md",
      """
      [[Mexa]] [[Mexa|the rival]] [[Mexa#History]] [[Firms/Mexa.md]] [[Mexa^x]]
      [[Ines\u{a0}Halvorsen]] [[Ines Hal\u{200b}vorsen]] [[caf\u{e9} quay]] [[plan.pdf]] [[#Here]] [[https://x.example|x]]
      [[中国移动]] [[Северсталь]]
      """)
    try vault.build()
    #expect(
      try names(vault) == ["Caf\u{e9} Quay", "Ines Halvorsen", "Mexa", "Mexa^x", "a", "Северсталь", "中国移动"])
  }

  @Test("The highlights of an article and its whole text are one source")
  func fullDocument() throws {
    let vault = try TestVault()
    let head = """
      # Harbour Lights

      ## Metadata
      - Author: [[Tomas Brandl]]
      - Full Title: Harbour Lights
      - Category: #articles
      - URL: https://harbour.example/lights

      ## Full Document

      """
    try vault.write(
      "Articles/Harbour Lights.md",
      head + "[[Full Document Contents/Articles/Harbour Lights.md|See full document content →]]\n\n## Highlights\n"
        + "- In March 2024, Fjord Wind partnered with Norrland Steel. ([View Highlight](https://read.readwise.io/read/01f))\n"
    )
    try vault.write(
      "Full Document Contents/Articles/Harbour Lights.md",
      head + "It was dark. In March 2024, Fjord Wind partnered with Norrland Steel. Nobody saw it.\n")
    try vault.build()
    let content = try vault.content()
    #expect(content.entities.count { $0.name.hasPrefix("Harbour Lights") } == 1)
    #expect(!content.entities.contains { $0.name.contains("full document") })
    let relation = try #require(content.relations.first { $0.predicate == .partnersWith })
    #expect(relation.sourceCount == 1)
    #expect(content.relations.allSatisfy { $0.subject != $0.object })
  }

  @Test("Two authors in one link are two people with that article")
  func authors() throws {
    let vault = try TestVault()
    try vault.write("a.md", "---\nauthor: [[Ines Halvorsen, Bo Tan]]\ntitle: Salt\n---\nWords.")
    try vault.write("b.md", "---\nauthor: [[Pan, Xingang]]\ntitle: Stone\n---\nWords.")
    try vault.build()
    #expect(try names(vault) == ["Bo Tan", "Ines Halvorsen", "Pan, Xingang", "Salt", "Stone"])
  }

  @Test("A note that cannot be read today keeps what was read of it, and is read when it can be")
  func unreadable() throws {
    let vault = try TestVault()
    try vault.write("a.md", "[[Mexa]]")
    try vault.build()
    let place = vault.url.appending(path: "notes/a.md")
    try FileManager.default.removeItem(at: place)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try vault.write("b.md", "[[Zelta]]")
    try vault.build()
    try FileManager.default.removeItem(at: place)
    try vault.write("a.md", "[[Norvo]]")
    try vault.build()
    #expect(try names(vault) == ["Norvo", "Zelta", "a", "b"])
  }

  @Test(
    "The torture vault is read or explained, makes a graph, and a second build changes nothing",
    .enabled(if: Repository.shared != nil, "needs ../shared"))
  func torture() throws {
    let archive = try #require(Repository.shared).appending(path: "data/vault-torture.tar.gz").path
    let vault = try TestVault("vault: torture\n")
    let tar = Process()
    tar.executableURL = URL(filePath: "/usr/bin/env")
    tar.arguments = ["tar", "xzf", archive, "-C", vault.path]
    try tar.run()
    tar.waitUntilExit()
    try #require(tar.terminationStatus == 0)
    let first = try vault.build()
    #expect(first.read == 52)
    #expect(first.skipped == 0)
    #expect(first.isGraphNew && first.entities > 20 && first.relations > 20)
    // One remark a fault, however often it stands in a note: 19 for 54 files.
    #expect(first.diagnostics.count < 24)
    for diagnostic in first.diagnostics {
      #expect(diagnostic.line >= 1 && diagnostic.column >= 1 && diagnostic.hint != nil, "\(diagnostic)")
    }
    let broken = try #require(first.diagnostics.first { $0.path.hasPrefix("11 ") })
    #expect(broken.line == 8 && broken.column == 24)
    let content: TestVault.Content = try vault.content()
    let second = try vault.build()
    #expect(second.read == 0)
    #expect(second.unchanged == 52)
    #expect(!second.isGraphNew)
    #expect(second.diagnostics == first.diagnostics)
    #expect(second.fingerprint == first.fingerprint)
    let after: TestVault.Content = try vault.content()
    #expect(after == content)
  }
}
