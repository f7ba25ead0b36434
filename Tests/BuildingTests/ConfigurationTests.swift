import Building
import Foundation
import KnowledgeGraph
import Notes
import TestSupport
import Testing

@Suite struct ConfigurationTests {
  @Test func everyKeyIsRead() throws {
    let vault = try TestVault(
      """
      vault: notes
      include: [Readwise, "#reading"]
      exclude: Templates
      private:
        - Journal
        - "#private"
      thresholds: {accepted: 0.9, review: 0.25}
      theme: atlas
      cache: elsewhere/cache
      ontology:
        kinds:
          Mine: {super: Facility, label: Mine, plural: Mines, schema: Place}
          OpenPitMine: {super: Mine}
        predicates:
          MINES: {domain: [Agent], range: [Mine, OpenPitMine], functional: true, temporal: event, label: mines, inverse: mined by}
      """)
    let folder = try GraphFolder(at: vault.path)
    let configuration = folder.configuration
    #expect(configuration.vault == "notes")
    #expect(configuration.include == ["Readwise", "#reading"])
    #expect(configuration.exclude == ["Templates"])
    #expect(configuration.privateParts == ["Journal", "#private"])
    #expect(configuration.thresholds == Configuration.Thresholds(accepted: 0.9, review: 0.25))
    #expect(configuration.theme == "atlas")
    #expect(folder.databasePath == vault.path + "/elsewhere/cache/graph.sqlite")
    let pit = configuration.ontology.kinds[Kind("OpenPitMine")]
    #expect(pit?.label == "Open pit mine")
    #expect(pit?.parent == Kind("Mine"))
    let mines = configuration.ontology.predicates[Predicate("MINES")]
    #expect(mines?.range == [Kind("Mine"), Kind("OpenPitMine")])
    #expect(mines?.isFunctional == true)
    #expect(mines?.temporal == .event)
  }

  @Test(arguments: ["", "# only a comment\n", "include:\n"])
  func emptyIsTheDefault(text: String) throws {
    let vault = try TestVault(text)
    #expect(try GraphFolder(at: vault.path).configuration == Configuration())
  }

  @Test(arguments: [
    ("vualt: notes\n", 1, 1, "weft.yaml has no key \"vualt\"", "did you mean \"vault\"?"),
    ("vault: [a]\n", 1, 8, "vault is one text, not a list or a group of keys", "write vault: text"),
    ("include:\n  a: b\n", 2, 3, "include is a list of texts", "write include: [a, b]"),
    ("include: [../other]\n", 1, 11, "\"../other\" is no folder of the vault", "paths are relative to the vault"),
    ("theme: papper\n", 1, 8, "there is no theme \"papper\"", "did you mean \"paper\"?"),
    ("thresholds: {accepted: 2}\n", 1, 24, "accepted is a number from 0 to 1", "write accepted: 0.5"),
    ("thresholds: {accepted: high}\n", 1, 24, "accepted is a number from 0 to 1", "write accepted: 0.5"),
    ("vault: a\n\nvault: b\n", 3, 1, "the key \"vault\" stands twice", "leave one of the two"),
    (
      "vault: \"open\n", 2, 1, "this is no YAML: found unexpected end of stream",
      "look here and above for a quote or bracket that is not closed, or for wrong indentation"
    ),
    (
      "vault: notes\n\ttheme: paper\n", 2, 1,
      "this is no YAML: found a tab character that violates indentation", "indent with spaces, not with tabs"
    ),
    (
      "vault: notes: mine\n", 1, 13, "this is no YAML: mapping values are not allowed in this context",
      "put a text with a colon in quotes, and begin each key on a line of its own"
    ),
    ("- a\n", 1, 1, "weft.yaml needs keys with values", "write key: value"),
    (
      "ontology:\n  kinds:\n    Mine: {super: Facilty}\n", 3, 19, "there is no kind \"Facilty\"",
      "did you mean \"Facility\"?"
    ),
    (
      "ontology:\n  kinds:\n    A: {super: B}\n    B: {super: A}\n", 3, 5, "the kind A is above itself",
      "give one of these kinds another super:"
    ),
    (
      "ontology:\n  predicates:\n    MINES: {label: mines}\n", 3, 5, "MINES needs a label and an inverse",
      "how it reads from subject to object, and back: {label: mines, inverse: mined by}"
    ),
    (
      "ontology:\n  predicates:\n    MINES: {label: a, inverse: b, temporal: now}\n", 3, 45,
      "temporal is event or state, not \"now\"",
      "an event happens at a time, a state lasts for one: write temporal: state"
    ),
    (
      "ontology:\n  predicates:\n    MINES: {label: a, inverse: b, symmetric: 1}\n", 3, 46,
      "symmetric is true or false", "write symmetric: true"
    ),
  ])
  func errorsSayWhere(text: String, line: Int, column: Int, message: String, hint: String) throws {
    let vault = try TestVault(text)
    do {
      _ = try GraphFolder(at: vault.path)
      Issue.record("no error for \(text)")
    } catch {
      #expect(error.reason == .configuration)
      let first = try #require(error.diagnostics.first)
      #expect(first.message == message)
      #expect(first.line == line)
      #expect(first.column == column)
      #expect(first.hint == hint)
      #expect(first.path == vault.path + "/weft.yaml")
    }
  }

  @Test func allErrorsAreTold() throws {
    let vault = try TestVault("themes: x\ninclud: y\ncache: [z]\n")
    #expect { try GraphFolder(at: vault.path) } throws: { ($0 as? BuildError)?.diagnostics.count == 3 }
  }

  @Test func aFolderIsFoundUpwards() throws {
    let vault = try TestVault()
    let below = vault.url.appending(path: "notes/deep/er")
    try FileManager.default.createDirectory(at: below, withIntermediateDirectories: true)
    #expect(try GraphFolder.find(from: below.path).path == vault.path)
    #expect(try GraphFolder.find(from: vault.path).vaultPath == vault.path + "/notes")
    #expect { try GraphFolder.find(from: "/") } throws: { ($0 as? BuildError)?.reason == .noFolder }
    #expect { try GraphFolder(at: below.path) } throws: { ($0 as? BuildError)?.reason == .noFolder }
  }

  @Test func initializationWritesAFileThatCanBeRead() throws {
    let vault = try TestVault()
    try vault.write("Readwise/Articles/a.md", "# A\n")
    try vault.write("Readwise/Articles/b.md", "# B\n")
    try vault.write("Readwise/Books/c.md", "# C\n")
    try vault.write("Templates/t.md", "# T\n")
    try vault.write("my: \"odd\" folder/Templates/t.md", "# T\n")
    let notes = vault.path + "/notes"
    let initialization = Initialization(folder: vault.path, vault: notes)
    #expect { try initialization.run() } throws: { ($0 as? BuildError)?.reason == .configuration }
    try FileManager.default.removeItem(atPath: vault.path + "/weft.yaml")
    let summary = try initialization.run()
    #expect(summary.notes == 5)
    #expect(summary.readwiseFolders == ["Readwise/Articles": 2, "Readwise/Books": 1])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: vault.path).sorted()
        == [".gitattributes", "notes", "weft.yaml"])
    #expect(
      try String(contentsOfFile: vault.path + "/.gitattributes", encoding: .utf8) == "decisions/*.jsonl merge=union\n")
    let folder = try GraphFolder(at: vault.path)
    #expect(folder.configuration.vault == "notes")
    #expect(folder.configuration.exclude == ["Templates/", "my: \"odd\" folder/Templates"])
    #expect(try vault.build().read == 3)
    #expect { try Initialization(folder: vault.path, vault: vault.path + "/nowhere").run() } throws: {
      $0 is BuildError
    }
  }
}
