import Building
import Foundation
import KnowledgeGraph
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
    let dates = GitHistory.firstCommits(in: vault.url.appending(path: "notes").path).byPath
    #expect(dates["sub/é b.md"]?.edtf == "2024-03-05")
    #expect(dates["c.md"]?.edtf == "2024-06-01")
    #expect(dates["not committed.md"] == nil)
    #expect(GitHistory.firstCommits(in: NSTemporaryDirectory()).byPath.isEmpty)
  }
}
