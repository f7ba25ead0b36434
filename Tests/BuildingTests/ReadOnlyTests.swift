import Building
import Foundation
import KnowledgeGraph
import Testing

/// Folders and files that may not be written, by mounts that the superuser cannot write to either.
@Suite(.enabled(if: BuiltProgram.canMount, "needs leave to mount in a namespace of its own (unshare -rm)"))
struct ReadOnlyTests {
  private let vault: TestVault

  init() throws {
    vault = try TestVault()
    try vault.write("a.md", "Acme Corp acquired Bolt Labs in 2023.\n")
  }

  private func run(_ script: String) throws -> BuiltProgram.Outcome {
    try BuiltProgram.runWithMounts(
      """
      protect() { mount --bind "$1" "$1" && mount -o remount,ro,bind "$1"; }

      """ + script, in: vault.url)
  }

  @Test func aVaultMayBeReadOnly() throws {
    try Data("vault: notes\ncache: ../\(vault.url.lastPathComponent)-cache\n".utf8)
      .write(to: vault.url.appending(path: "weft.yaml"))
    defer { try? FileManager.default.removeItem(atPath: vault.path + "-cache") }
    // The graph folder as a whole: nothing is written beside the notes either.
    let outcome = try run("protect . && cd \"$1\" && touch x 2>/dev/null; weft build && weft show 'bolt labs'")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.hasPrefix("read 1 note\n"))
    #expect(outcome.errors.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: vault.path).sorted() == ["notes", "weft.yaml"])
  }

  @Test func aCacheThatCannotBeMadeIsSaid() throws {
    let outcome = try run("protect . && cd \"$1\" && weft build")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors == """
        .weft: error: the folder for the database cannot be written
        hint: set cache: in weft.yaml to a folder that can

        """)
  }

  @Test func aCacheThatIsReadOnlyCanBeReadAndNotBuilt() throws {
    try vault.build()
    let outcome = try run("protect .weft && weft show 'bolt labs' | head -1 && weft build --quiet")
    #expect(outcome.status == 2)
    #expect(outcome.output == "Bolt Labs · Company\n")
    #expect(
      outcome.errors == """
        .weft/lock: error: the lock file cannot be opened: Read-only file system
        hint: check who may write it and its folder, or set cache: in weft.yaml to another folder

        """)
  }

  @Test func whatABrokenOffBuildLeftIsSaidWhereItCannotBeMended() throws {
    try vault.build()
    try vault.write("a.md", "Acme Corp acquired Dorn Energy in 2024.\n")
    try vault.buildKeepingTheLog()
    try? FileManager.default.removeItem(atPath: vault.database + "-shm")
    let outcome = try run("protect .weft && weft show 'bolt labs'")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix(".weft/graph.sqlite: error: a build was broken off"))
    #expect(outcome.errors.contains("\nhint: run weft build where the folder may be written"))
    #expect(try run("weft show 'dorn energy' | head -1").output == "Dorn Energy · Company\n")
  }

  @Test func aDatabaseThatIsReadOnlyIsSaid() throws {
    try vault.build()
    try vault.write("a.md", "Acme Corp acquired Dorn Energy in 2024.\n")
    let outcome = try run("protect .weft/graph.sqlite && weft show 'bolt labs' | head -1 && weft build --quiet")
    #expect(outcome.status == 2)
    #expect(outcome.output == "Bolt Labs · Company\n")
    #expect(outcome.errors.hasPrefix(".weft/graph.sqlite: error: the database cannot be written"))
    #expect(outcome.errors.contains("\nhint: check who may write the file"))
  }

  @Test func aLockThatCannotBeWrittenIsSaid() throws {
    try vault.build()
    try FileManager.default.removeItem(atPath: vault.path + "/.weft/lock")
    try FileManager.default.createDirectory(atPath: vault.path + "/.weft/lock", withIntermediateDirectories: true)
    let outcome = try run("weft build")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix(".weft/lock: error: the lock file cannot be opened: Is a directory\nhint: "))
  }
}
