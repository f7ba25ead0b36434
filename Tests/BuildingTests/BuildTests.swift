import Building
import Foundation
import KnowledgeGraph
import Notes
import Store
import TestSupport
import Testing

@Suite struct BuildTests {
  private let note =
    "---\nauthor: Ann Lee\ntags: [energy]\n---\n# The deal\n\nFjord Wind is based in Oslo. See [[Bo Tan]].\n"

  @Test(arguments: [1, 2, 3, 4, 5, 6])
  func anIncrementalBuildEqualsOneFromNothing(seed: UInt64) throws {
    var generator = NoteGenerator(seed: seed)
    let vault = try TestVault()
    var present: Set<String> = []
    for _ in 0..<8 {
      for _ in 0..<Int.random(in: 0...4, using: &generator.random) {
        let path = generator.path()
        switch Int.random(in: 0..<10, using: &generator.random) {
        case 0..<6:
          try vault.write(path, generator.note())
          present.insert(path)
        case 6..<8:
          guard present.remove(path) != nil else { continue }
          try vault.remove(path)
        default:
          let other = generator.path()
          guard !present.contains(other), present.remove(path) != nil else { continue }
          try vault.move(path, to: other)
          present.insert(other)
        }
      }
      if present.isEmpty {
        try vault.write("First.md", note)
        present.insert("First.md")
      }
      let summary = try vault.build()
      #expect(summary.read + summary.unchanged == present.count)
      let incremental = try vault.content()
      try FileManager.default.removeItem(atPath: vault.url.appending(path: ".weft").path)
      let whole = try vault.build()
      #expect(try vault.content() == incremental)
      #expect(summary.diagnostics == whole.diagnostics)
      #expect(summary.fingerprint == whole.fingerprint)
      #expect(Set(incremental.records.map(\.path)) == present)
    }
  }

  @Test func whereNothingChangedNothingIsRead() throws {
    let vault = try TestVault()
    try vault.write("a.md", note)
    try vault.write("b.md", "---\ntitle: open\n# no end\n")
    let first = try vault.build()
    #expect(first.read == 2)
    #expect(first.isGraphNew)
    let before = try FileManager.default.attributesOfItem(atPath: vault.database)[.modificationDate] as? Date
    let second = try vault.build()
    #expect(second.read == 0)
    #expect(second.unchanged == 2)
    #expect(!second.isGraphNew)
    #expect(second.generation == first.generation)
    #expect(second.diagnostics == first.diagnostics)
    #expect(second.fingerprint == first.fingerprint)
    #expect(try FileManager.default.attributesOfItem(atPath: vault.database)[.modificationDate] as? Date == before)
  }

  @Test func aTouchedNoteIsNotReadAgain() throws {
    let vault = try TestVault()
    try vault.write("a.md", note)
    try vault.build()
    try vault.write("a.md", note)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000)],
      ofItemAtPath: vault.url.appending(path: "notes/a.md").path)
    let summary = try vault.build()
    #expect(summary.read == 0)
    #expect(summary.unchanged == 1)
    #expect(!summary.isGraphNew)
    let stamp = try GraphStore.open(at: vault.database).stamps()["a.md"]
    #expect(stamp?.modified == 1_000_000_000_000_000)
  }

  @Test func aBuildThatIsBrokenOffGoesOn() throws {
    var generator = NoteGenerator(seed: 11)
    let vault = try TestVault()
    for number in 0..<12 { try vault.write("\(number).md", generator.note() + "\nNumber \(number).\n") }
    try vault.build()
    let before = try vault.content()
    for number in 0..<12 { try vault.write("\(number).md", generator.note() + "\nNumber \(number), later.\n") }
    for stop in 1...8 {
      var step = 0
      do {
        try vault.build { _ in
          step += 1
          return step <= stop
        }
      } catch let error as BuildError {
        #expect(error.reason == .stopped)
        // The graph is still the one before, and no page is damaged.
        let store = try GraphStore.open(at: vault.database)
        #expect(try vault.content().entities == before.entities)
        #expect(try store.fingerprint() == before.fingerprint)
        #expect(try store.integrityCheck() == [])
      }
    }
    try vault.build()
    let content = try vault.content()
    #expect(content != before)
    try FileManager.default.removeItem(atPath: vault.url.appending(path: ".weft").path)
    try vault.build()
    #expect(try vault.content() == content)
  }

  @Test func theNotesStayAsTheyAre() throws {
    let vault = try TestVault()
    try vault.write("a.md", note)
    let file = vault.url.appending(path: "notes/a.md")
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file.path)
    let before = try FileManager.default.attributesOfItem(atPath: file.path)
    try vault.build()
    let after = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(before[.modificationDate] as? Date == after[.modificationDate] as? Date)
    #expect(try Data(contentsOf: file) == Data(note.utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: vault.url.appending(path: "notes").path) == ["a.md"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: vault.url.appending(path: ".weft").path).sorted()
        == [".gitignore", "graph.adjacency", "graph.sqlite", "lock"])
  }

  @Test func aVaultThatVanishedCostsNothing() throws {
    let vault = try TestVault()
    try vault.write("a.md", note)
    try vault.build()
    let before = try vault.content()
    let notes = vault.url.appending(path: "notes")
    try FileManager.default.moveItem(at: notes, to: vault.url.appending(path: "away"))
    #expect { try vault.build() } throws: { ($0 as? BuildError)?.reason == .vault }
    try FileManager.default.createDirectory(at: notes, withIntermediateDirectories: true)
    #expect { try vault.build() } throws: { ($0 as? BuildError)?.reason == .vault }
    #expect(try vault.content() == before)
  }

  @Test func filesThatAreNoNotesAreSkipped() throws {
    let vault = try TestVault()
    try vault.write("a.md", note)
    try vault.write("report.md", "---\nweft: generated\n---\nFjord Wind acquired everything.\n")
    try vault.write("big.md", String(repeating: "x", count: 17 << 20))
    let summary = try vault.build()
    #expect(summary.read == 1)
    #expect(summary.skipped == 2)
    #expect(summary.diagnostics.map(\.path) == ["big.md"])
    // A note that becomes too large is no longer evidence.
    try vault.write("a.md", String(repeating: "y", count: 17 << 20))
    try vault.write("b.md", note)
    #expect(try vault.build().removed == 1)
    #expect(try vault.content().records.map(\.path) == ["b.md"])
  }

  @Test func aNoteGivesNoMoreClaimsThanItMay() throws {
    let vault = try TestVault()
    try vault.write("a.md", "First.\n\n" + (0..<12_002).map { "[[\($0)]]" }.joined(separator: " ") + "\n")
    let summary = try vault.build()
    #expect(summary.diagnostics.map(\.line) == [3])
    #expect(summary.diagnostics.map(\.message) == ["the note says more than 12000 things; the rest is left out"])
    #expect(try vault.content().records.map(\.claims.count) == [12_000])
  }

  @Test func tagsLeaveNotesOut() throws {
    let vault = try TestVault("vault: notes\nexclude: [\"#Draft\", Old]\n")
    try vault.write("a.md", note)
    try vault.write("b.md", note.replacing("energy", with: "draft"))
    try vault.write("Old/c.md", note)
    #expect(try vault.build().read == 1)
    try vault.write("a.md", note.replacing("energy", with: "dräft"))
    try vault.write("b.md", note)
    let summary = try vault.build()
    #expect(summary.removed == 1)
    #expect(try vault.content().records.map(\.path) == ["b.md"])
    // What is left out is not read again until it changes.
    var suspects = -1
    let again = try vault.build { step in
      if step.phase == .reading { suspects = max(suspects, step.total) }
      return true
    }
    #expect(suspects == 0)
    #expect(again.skipped == 1)
    #expect(again.unchanged == 1)
    try Data("vault: notes\ninclude: [\"#steel\"]\n".utf8).write(to: vault.url.appending(path: "weft.yaml"))
    try vault.write("c.md", note.replacing("energy", with: "steel"))
    #expect(try vault.build().removed == 1)
    #expect(try vault.content().records.map(\.path) == ["c.md"])
  }

  @Test func findingsAreCountedAsTheBuildTellsThem() throws {
    let vault = try TestVault()
    try vault.write("a.md", note)
    try vault.write("torn.md", "---\ntitle: open\n# no end\n")
    try FileManager.default.createSymbolicLink(
      atPath: vault.path + "/notes/nowhere.md", withDestinationPath: "gone.md")
    #expect(try vault.build().diagnostics.count == 2)
    #expect(try vault.content().statistics.diagnostics == 2)
    try vault.remove("nowhere.md")
    let summary = try vault.build()
    #expect(summary.diagnostics.count == 1)
    #expect(!summary.isGraphNew)
    #expect(try vault.content().statistics.diagnostics == 1)
  }

  @Test func onlyAcceptedClaimsMakeRelations() throws {
    let vault = try TestVault("vault: notes\nthresholds: {accepted: 0.99, review: 0.5}\n")
    try vault.write("a.md", "Acme Corp acquired Bolt Labs in 2023.\n")
    let careful = try vault.build()
    #expect(careful.claims.review > 0)
    #expect(try !vault.content().relations.contains { $0.predicate == .acquired })
    try Data("vault: notes\nthresholds: {accepted: 0.5}\n".utf8).write(to: vault.url.appending(path: "weft.yaml"))
    let bold = try vault.build()
    #expect(bold.claims.accepted > careful.claims.accepted)
    #expect(try vault.content().relations.contains { $0.predicate == .acquired })
  }

  @Test func anotherOntologyReadsTheNotesAgain() throws {
    let vault = try TestVault()
    try vault.write("a.md", note)
    try vault.build()
    try Data("vault: notes\nontology:\n  kinds:\n    Mine: {super: Facility}\n".utf8)
      .write(to: vault.url.appending(path: "weft.yaml"))
    let summary = try vault.build()
    #expect(summary.read == 1)
    #expect(summary.isGraphNew)
    #expect(try GraphStore.open(at: vault.database).ontology.kinds[Kind("Mine")]?.plural == "Mines")
  }

  @Test func oneBuildAtATime() throws {
    let vault = try TestVault()
    try vault.write("a.md", note)
    var inner: BuildError?
    try vault.build { step in
      guard step.phase == .listing else { return true }
      do { try vault.build(whenLocked: .fail) } catch { inner = error as? BuildError }
      return true
    }
    let error = try #require(inner)
    #expect(error.reason == .locked)
    #expect(error.message.contains("process \(ProcessInfo.processInfo.processIdentifier)"))
    // Waiting is told, and may be given up.
    var waited: [BuildProgress.Phase] = []
    try vault.build { step in
      guard step.phase == .listing else { return true }
      _ = try? vault.build(whenLocked: .wait) { step in
        waited.append(step.phase)
        return waited.count < 3
      }
      return true
    }
    #expect(waited.count == 3)
    #expect(waited.allSatisfy { if case .waiting = $0 { true } else { false } })
    #expect(try vault.build().unchanged == 1)
  }

  @Test func aDamagedDatabaseIsMovedAside() throws {
    let vault = try TestVault()
    try vault.write("a.md", note)
    try vault.build()
    let before = try vault.content()
    var data = try Data(contentsOf: URL(filePath: vault.database))
    data.replaceSubrange(100..<4096, with: Data(repeating: 0xa5, count: 3996))
    try data.write(to: URL(filePath: vault.database))
    let summary = try vault.build()
    #expect(summary.setAside?.hasSuffix("graph.sqlite.damaged-1") == true)
    #expect(try Data(contentsOf: URL(filePath: #require(summary.setAside))) == data)
    #expect(try vault.content() == before)
  }
}
