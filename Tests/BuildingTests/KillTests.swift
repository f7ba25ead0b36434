import Building
import Foundation
import KnowledgeGraph
import Store
import TestSupport
import Testing

/// Builds that are killed, as a crash or `kill -9` does it: no handler runs, nothing is closed.
///
/// `WEFT_KILLS` says how many; few without it, since each waits for a process.
@Suite(.enabled(if: BuiltProgram.isThere, "needs the program, which swift test builds"))
struct KillTests {
  private static let count = ProcessInfo.processInfo.environment["WEFT_KILLS"].flatMap { Int($0) } ?? 12

  /// What is built before the kill.
  private enum Case: CaseIterable { case fromNothing, severalNotes, oneNote }

  /// Kills a build at a random moment, or when its log has grown to a random size: while a batch or a graph is
  /// written. Returns whether the build was still there to be killed.
  private func killABuild(_ vault: TestVault, within time: Duration, _ random: inout SplitMix64) throws -> Bool {
    let build = try BuiltProgram.start(["build", "--quiet", "--graph", vault.path], in: vault.url)
    if Bool.random(using: &random) {
      Thread.sleep(forTimeInterval: time / .seconds(1) * Double.random(in: 0..<1.1, using: &random))
    } else {
      let size = Int.random(in: 1...600_000, using: &random)
      while build.process.isRunning, (logSize(vault) ?? 0) < size { usleep(100) }
    }
    build.signal(SIGKILL)
    let outcome = build.wait()
    #expect(outcome.isSignal || outcome.status == 0, "\(outcome.errors)")
    return outcome.isSignal
  }

  private func logSize(_ vault: TestVault) -> Int? {
    var status = stat()
    return stat(vault.database + "-wal", &status) == 0 ? Int(status.st_size) : nil
  }

  private func finish(_ vault: TestVault) throws -> Duration {
    let start = ContinuousClock.now
    let outcome = try BuiltProgram.run("build", "--quiet", "--graph", vault.path, in: vault.url)
    #expect(outcome.status == 0 && !outcome.isSignal, "\(outcome.errors)")
    return ContinuousClock.now - start
  }

  /// What a reader finds: nothing before the first graph, else a graph that is whole.
  private func fingerprint(_ vault: TestVault) throws -> String? {
    let store: GraphStore
    do {
      store = try GraphStore.open(at: vault.database)
    } catch  where error.reason == .missing {
      return nil
    }
    let kept = try store.fingerprint()
    #expect(try store.integrityCheck() == [])
    return kept.isEmpty ? nil : kept
  }

  @Test func aKilledBuildCostsNothingThatTheNextOneDoesNotMend() throws {
    var generator = NoteGenerator(seed: 9)
    let vault = try TestVault()
    let other = try TestVault()
    func change(_ number: Int) throws {
      let text = generator.note()
      try vault.write("Notes/\(number).md", text)
      try other.write("Notes/\(number).md", text)
    }
    for number in 0..<60 { try change(number) }
    let whole = try finish(vault)
    var old = try fingerprint(vault)
    var killed = 0
    for round in 0..<Self.count {
      switch Case.allCases[round % Case.allCases.count] {
      case .fromNothing:
        try FileManager.default.removeItem(atPath: vault.path + "/.weft")
        old = nil
      case .severalNotes:
        for _ in 0..<8 { try change(Int.random(in: 0..<60, using: &generator.random)) }
      case .oneNote: try change(Int.random(in: 0..<60, using: &generator.random))
      }
      let before = try NoteTimes(of: vault.url.appending(path: "notes"))
      var kills = 0
      for _ in 0..<Int.random(in: 1...2, using: &generator.random) {
        if try killABuild(vault, within: whole, &generator.random) { kills += 1 }
      }
      killed += kills
      let left = try fingerprint(vault)

      _ = try finish(vault)
      let mended = try fingerprint(vault)
      #expect(left == old || left == mended, "round \(round): a reader found neither the old nor the new graph")
      old = mended
      #expect(try NoteTimes(of: vault.url.appending(path: "notes")) == before, "round \(round)")
      try? FileManager.default.removeItem(atPath: other.path + "/.weft")
      _ = try finish(other)
      #expect(try vault.content() == other.content(), "round \(round)")
    }
    #expect(killed > 0)
    _ = try finish(vault)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: vault.path + "/.weft").sorted()
        == [".gitignore", "graph.adjacency", "graph.sqlite", "lock"])
  }
}
