import Building
import Foundation
import KnowledgeGraph
import Store
import TestSupport
import Testing

/// Versions of a graph folder that git keeps.
@Suite struct GraphVersionTests {
  private func git(_ vault: TestVault, _ arguments: [String], date: String = "2024-03-05") throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org"] + arguments
    process.currentDirectoryURL = vault.url
    process.environment = ProcessInfo.processInfo.environment.merging(
      [
        "GIT_AUTHOR_DATE": "\(date)T12:00:00Z", "GIT_COMMITTER_DATE": "\(date)T12:00:00Z",
        "GIT_CONFIG_GLOBAL": "/dev/null",
      ],
      uniquingKeysWith: { $1 })
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }

  private func statements(_ relations: [Relation], _ graph: Graph) -> [String] {
    relations.map { relation in
      let object = relation.object.flatMap { graph.entity($0)?.name }
      return [graph.entity(relation.subject)?.name, relation.predicate.rawValue, object].compactMap { $0 }
        .joined(separator: " ")
    }
  }

  @Test func twoRevisionsAreCompared() throws {
    let vault = try TestVault("vault: notes\ncache: /nowhere/at/all\n")
    try vault.write(
      "a.md", "Alpha Corp acquired Beta Labs in 2023.\n\nAlpha Corp partnered with Gamma Group in 2024.\n")
    try git(vault, ["init", "-q"])
    try git(vault, ["add", "."])
    try git(vault, ["commit", "-q", "-m", "one"])
    try vault.write("a.md", "Alpha Corp acquired Beta Labs in 2023.\n\nAlpha Corp acquired Delta Works in 2025.\n")
    try vault.write("b.md", "In May 2023, Alpha Corp acquired Beta Labs.\n")
    try git(vault, ["add", "."])
    try git(vault, ["commit", "-q", "-m", "two"])
    let folder = try GraphFolder(at: vault.path)
    let (before, after) = (try GraphVersion("HEAD~1", of: folder).graph, try GraphVersion("HEAD", of: folder).graph)
    let difference = try after.difference(from: before)
    #expect(statements(difference.added, after) == ["Alpha Corp ACQUIRED Delta Works"])
    #expect(statements(difference.gone, before) == ["Alpha Corp PARTNERS_WITH Gamma Group"])
    #expect(difference.changed.map(\.parts) == [[.date, .sources, .claims]])
    // The other way round what was added is gone.
    let back = try before.difference(from: after)
    #expect(back.gone.count == 1 && back.added.count == 1 && back.changed.count == 1)
    #expect(try after.difference(from: after, includingBackground: true).isEmpty)
    // The folder is as it was.
    #expect(try FileManager.default.contentsOfDirectory(atPath: vault.path).sorted() == [".git", "notes", "weft.yaml"])
    for name in ["HEAD~7", "--output=x", "nothing"] {
      #expect(throws: BuildError.self) { _ = try GraphVersion(name, of: folder) }
    }
  }

  @Test("What an edited sentence says as before is the same statement; another date or sum is another")
  func editedWords() throws {
    let vault = try TestVault("vault: notes\ncache: /nowhere/at/all\n")
    try vault.write(
      "a.md",
      "Alpha Corp acquired Beta Labs in May 2023, analysts noted.\n\nAlpha Corp acquired Delta Works in 2024.\n")
    try git(vault, ["init", "-q"])
    try git(vault, ["add", "."])
    try git(vault, ["commit", "-q", "-m", "one"])
    try vault.write(
      "a.md",
      "Alpha Corp acquired Beta Labs in May 2023, some analysts noted.\n\nAlpha Corp acquired Delta Works in 2025.\n")
    try git(vault, ["add", "."])
    try git(vault, ["commit", "-q", "-m", "two"])
    let folder = try GraphFolder(at: vault.path)
    let (before, after) = (try GraphVersion("HEAD~1", of: folder).graph, try GraphVersion("HEAD", of: folder).graph)
    let difference = try after.difference(from: before)
    #expect(statements(difference.changed.map(\.after), after) == ["Alpha Corp ACQUIRED Beta Labs"])
    #expect(difference.changed.map(\.parts) == [[.claims]])
    #expect(statements(difference.gone, before) == ["Alpha Corp ACQUIRED Delta Works"])
    #expect(statements(difference.added, after) == ["Alpha Corp ACQUIRED Delta Works"])
  }

  @Test func theHistoryKnowsWhenNotesCame() throws {
    let vault = try TestVault()
    try vault.write("a.md", "One note that is long enough to be known again after it was moved.\n")
    try git(vault, ["init", "-q"])
    try git(vault, ["add", "."])
    try git(vault, ["commit", "-q", "-m", "one"], date: "2024-03-05")
    try vault.move("a.md", to: "sub/é b.md")
    try vault.write("c.md", "Another\n")
    try git(vault, ["add", "-A"])
    try git(vault, ["commit", "-q", "-m", "two"], date: "2024-06-01")
    try vault.write("not committed.md", "x\n")
    let dates = GitHistory.noteDates(in: vault.url.appending(path: "notes").path).byPath
    #expect(dates["sub/é b.md"]?.edtf == "2024-03-05")
    #expect(dates["c.md"]?.edtf == "2024-06-01")
    #expect(dates["not committed.md"] == nil)
    #expect(GitHistory.noteDates(in: NSTemporaryDirectory()).byPath.isEmpty)
  }

  @Test func theHistoryKnowsWhenALineCameIntoItsNote() throws {
    let vault = try TestVault()
    let (first, second) = ("Acme Corp acquired Bolt Labs in 2019.", "Acme Corp acquired Dorn Energy in 2018.")
    let head = "---\ndate: 2020-01-01\n---\n\n# Deals\n\n"
    try vault.write("a \"b\" é.md", head + "- \(first)\n")
    try git(vault, ["init", "-q"])
    try git(vault, ["add", "."])
    try git(vault, ["commit", "-q", "-m", "one"], date: "2024-03-05")
    try vault.write("a \"b\" é.md", head + "- \(second)\n\n- \(first)\n--- not a header\n")
    try git(vault, ["add", "-A"])
    try git(vault, ["commit", "-q", "-m", "two"], date: "2024-06-01")
    try vault.build()
    let dates = GitHistory.noteDates(in: vault.url.appending(path: "notes").path)
    let store = try GraphStore.open(at: vault.database)
    var added: [String: String] = [:]
    for claim in try store.claims(withPrefix: "", limit: 100) where claim.predicate == .acquired {
      added[claim.evidence.quote] = try store.added(claim, dates)?.edtf
    }
    // The line that came with the note has its date, and the one that came later that of its commit.
    #expect(added == [first: "2020-01-01", second: "2024-06-01"])
  }
}
