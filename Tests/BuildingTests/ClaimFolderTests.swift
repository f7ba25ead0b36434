import Building
import Formats
import Foundation
import KnowledgeGraph
import Notes
import Store
import TestSupport
import Testing

/// The graph as text: out of a store, and back into one.
@Suite struct ClaimFolderTests {
  /// The files of the text of a folder's graph.
  private static func text(of vault: TestVault) throws -> [String: [UInt8]] {
    let store = try GraphStore.open(at: vault.database)
    var files: [String: [UInt8]] = [:]
    try ClaimFolder.write(
      store,
      records: { body in try store.forEachRecord { if !DecisionFolder.holds($0.path) { body($0) } } },
      claims: { try store.claimsAsTold(withPrefix: $0).filter { !DecisionFolder.holds($0.note) } },
      sink: { files[$0] = $1 })
    return files
  }

  private static func put(_ files: [String: [UInt8]], _ folder: URL) throws {
    for (name, bytes) in files {
      let file = folder.appending(path: name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
  }

  private static func exports(of vault: TestVault) throws -> [String: String] {
    let store = try GraphStore.open(at: vault.database)
    var texts: [String: String] = [:]
    for format in GraphFormats.all {
      texts[format.name] = try format.texts(of: GraphExport(store)).map { $0.file + "\n" + $0.text }.joined()
    }
    return texts
  }

  private static func vault(seed: UInt64) throws -> TestVault {
    var notes = NoteGenerator(seed: seed)
    let vault = try TestVault()
    for _ in 0..<Int.random(in: 1...8, using: &notes.random) { try vault.write(notes.path(), notes.note()) }
    // An entity note, and copies of one source.
    try vault.write("Fjord Wind.md", "---\naliases: [FW]\ntype: company\n---\nA firm.\n")
    let copy =
      "---\nurl: https://example.org/x\n---\n\n## Highlights\n- In May 2024, FW acquired Norrland Steel for $5 million.\n"
    try vault.write("Copy 1.md", copy)
    try vault.write("Later/Copy 2.md", copy)
    return vault
  }

  @Test(arguments: 0..<12)
  func aGraphComesBackByteForByte(_ seed: UInt64) throws {
    let vault = try ClaimFolderTests.vault(seed: seed)
    try vault.build()
    let text = try ClaimFolderTests.text(of: vault)
    let other = try TestVault()
    let folder = other.url.appending(path: "text")
    try ClaimFolderTests.put(text, folder)
    let summary = try Build(GraphFolder(at: other.path)).run(fromClaims: folder.path)
    #expect(summary.diagnostics == [])
    #expect(try ClaimFolderTests.text(of: other) == text)
    #expect(try ClaimFolderTests.exports(of: other) == ClaimFolderTests.exports(of: vault))
    let (before, after) = (try vault.content(), try other.content())
    #expect(after.fingerprint == before.fingerprint && summary.fingerprint == before.fingerprint)
    #expect(after.entities == before.entities && after.relations == before.relations && after.acts == before.acts)
    // Between the two there is no difference, whichever way they are kept.
    let versions = try [vault.path, folder.path, other.path].map { try GraphVersion($0, of: nil).graph }
    for version in versions {
      for another in versions {
        #expect(try version.difference(from: another, includingBackground: true).isEmpty)
      }
    }
  }

  @Test func claimsAloneComeBackByteForByte() throws {
    let vault = try ClaimFolderTests.vault(seed: 3)
    try vault.build()
    let claims = try ClaimLines().text(of: GraphExport(GraphStore.open(at: vault.database)))
    let other = try TestVault()
    let file = other.url.appending(path: "claims.jsonl")
    try Data(claims.utf8).write(to: file)
    let summary = try Build(GraphFolder(at: other.path)).run(fromClaims: file.path)
    #expect(summary.diagnostics.count == 1 && summary.diagnostics[0].message.contains("not in this text"))
    #expect(try ClaimLines().text(of: GraphExport(GraphStore.open(at: other.database))) == claims)
  }

  @Test func theNotesAreReadAgainAfterwards() throws {
    let vault = try ClaimFolderTests.vault(seed: 4)
    try vault.build()
    let before = try vault.content()
    try ClaimFolderTests.put(ClaimFolderTests.text(of: vault), vault.url.appending(path: "text"))
    _ = try Build(GraphFolder(at: vault.path)).run(fromClaims: vault.url.appending(path: "text").path)
    let summary = try vault.build()
    #expect(summary.unchanged == 0 && summary.read == before.records.count)
    #expect(try vault.content() == before)
  }

  @Test func linesOfTwoBranchesMergeInAnyOrder() throws {
    let vault = try ClaimFolderTests.vault(seed: 5)
    try vault.build()
    let one = try ClaimFolderTests.text(of: vault)
    try vault.write(
      "Copy 1.md",
      "---\nurl: https://example.org/x\ntags: [new]\n---\n\n## Highlights\n- FW acquired Kenya Steel in 2023.\n")
    try vault.write("Fresh.md", "FW partnered with Norrland Steel in June 2024.\n")
    try vault.build()
    let two = try ClaimFolderTests.text(of: vault)
    var results: [TestVault.Content] = []
    for isSwapped in [false, true] {
      let other = try TestVault()
      var union: [String: [UInt8]] = [:]
      for name in Set(one.keys).union(two.keys) {
        let parts = isSwapped ? [two[name] ?? [], one[name] ?? []] : [one[name] ?? [], two[name] ?? []]
        union[name] = parts[0] + parts[1]
      }
      try ClaimFolderTests.put(union, other.url.appending(path: "text"))
      let summary = try Build(GraphFolder(at: other.path)).run(fromClaims: other.url.appending(path: "text").path)
      #expect(summary.diagnostics.map(\.message) == ["there are two versions of the note Copy 1.md"])
      results.append(try other.content())
    }
    #expect(results[0] == results[1])
    #expect(results[0].records.contains { $0.path == "Fresh.md" })
  }

  @Test func whatCannotBeReadIsToldWithItsPlace() throws {
    let vault = try ClaimFolderTests.vault(seed: 6)
    try vault.build()
    var text = try ClaimFolderTests.text(of: vault)
    let name = try #require(text.keys.filter { $0.hasPrefix("claims/") }.min())
    text[name] =
      Array("<<<<<<< HEAD\n".utf8) + (text[name] ?? []) + Array("{\"id\":\"x\"}\n{\"role\":\"source\"}\n".utf8)
    let other = try TestVault()
    try ClaimFolderTests.put(text, other.url.appending(path: "text"))
    let found = try Build(GraphFolder(at: other.path)).run(fromClaims: other.url.appending(path: "text").path)
      .diagnostics
    #expect(found.map(\.line).sorted().first == 1)
    #expect(found.contains { $0.hint?.contains("git left a mark") ?? false })
    #expect(found.contains { $0.message == "the line is no claim: id is not 32 hexadecimal digits" })
    #expect(found.contains { $0.message == "the line is no note: note is missing" })
    #expect(throws: BuildError.self) {
      _ = try Build(GraphFolder(at: other.path)).run(fromClaims: other.url.appending(path: "nothing").path)
    }
  }
}
