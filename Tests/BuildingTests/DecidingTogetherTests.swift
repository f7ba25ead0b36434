import Building
import Foundation
import KnowledgeGraph
import Store
import TestSupport
import Testing

/// Programs that decide beside each other, beside builds, on two branches, and are killed.
@Suite(.enabled(if: BuiltProgram.isThere, "needs the program, which swift test builds"))
struct DecidingTogetherTests {
  private static let kills = ProcessInfo.processInfo.environment["WEFT_KILLS"].flatMap { Int($0) } ?? 12

  private func vault() throws -> TestVault {
    let vault = try TestVault()
    try vault.write("a.md", "Acme Corp acquired Bolt Labs in 2023.\n\nAcme Corp acquired Dorn Energy in 2024.\n")
    try vault.build()
    return vault
  }

  private func claims(_ vault: TestVault) throws -> [Claim] {
    try GraphStore.open(at: vault.database).claims(withPrefix: "", limit: 100).filter { $0.predicate == .acquired }
  }

  private func decisions(_ vault: TestVault) throws -> DecisionFolder.Contents {
    try DecisionFolder(GraphFolder(at: vault.path)).read()
  }

  /// The graph equals one that is built from nothing.
  private func expectWhole(_ vault: TestVault) throws {
    let content = try vault.content()
    try FileManager.default.removeItem(atPath: vault.path + "/.weft")
    try vault.build()
    #expect(try vault.content() == content)
  }

  @Test func whoDecideAndBuildAtOnceLoseNothing() throws {
    let vault = try vault()
    var programs: [(BuiltProgram.Running, String)] = []
    for round in 0..<6 {
      for actor in ["Ada", "Bo"] {
        // The same file for both, too: the name of the file is that of the person.
        let text = "\(actor) \(round)"
        programs.append(
          (try BuiltProgram.start(["note", "Acme Corp", text, "--actor", actor.lowercased()], in: vault.url), text))
        programs.append(
          (try BuiltProgram.start(["note", "Acme Corp", text + "!", "--actor", "ADA"], in: vault.url), text + "!"))
      }
      programs.append((try BuiltProgram.start(["build", "--quiet"], in: vault.url), ""))
    }
    for (program, _) in programs {
      let outcome = program.wait()
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    let contents = try decisions(vault)
    #expect(contents.diagnostics.isEmpty)
    #expect(Set(contents.decisions.compactMap(\.detail)) == Set(programs.map(\.1)).subtracting([""]))
    #expect(contents.entries.count == 24)
    try vault.build()
    #expect(try GraphStore.open(at: vault.database).decisionCounts().byStanding == [.applied: 24])
    try expectWhole(vault)
  }

  /// Killed at any moment, a program that decides leaves a whole line, a broken one that costs nothing, or none; what
  /// it said to have kept is kept.
  @Test func aKilledDecisionIsThereOrIsNot() throws {
    var random = SplitMix64(seed: 21)
    let vault = try vault()
    var kept: Set<String> = []
    var killed = 0
    let start = ContinuousClock.now
    let sample = try BuiltProgram.run("note", "Acme Corp", "first", "--actor", "Ada", in: vault.url)
    let time = (ContinuousClock.now - start) / .seconds(1)
    #expect(sample.status == 0)
    kept.insert("first")
    for round in 0..<Self.kills {
      let text = "round \(round)"
      let program =
        round % 3 == 2
        ? try BuiltProgram.start(["build", "--quiet"], in: vault.url)
        : try BuiltProgram.start(["note", "Acme Corp", text, "--actor", "Ada"], in: vault.url)
      Thread.sleep(forTimeInterval: time * Double.random(in: 0..<1.2, using: &random))
      program.signal(SIGKILL)
      let outcome = program.wait()
      if outcome.isSignal { killed += 1 } else if round % 3 != 2 { kept.insert(text) }
      let there = Set(try decisions(vault).decisions.compactMap(\.detail))
      #expect(there.isSuperset(of: kept), "round \(round)")
      kept.formUnion(there)
    }
    #expect(killed > 0)
    #expect(try BuiltProgram.run("note", "Acme Corp", "last", "--actor", "Ada", in: vault.url).status == 0)
    let contents = try decisions(vault)
    #expect(Set(contents.decisions.compactMap(\.detail)) == kept.union(["last"]))
    try vault.build()
    try expectWhole(vault)
  }

  /// Two branches of one repository, of two people and of one, join without a conflict.
  @Test func twoBranchesJoin() throws {
    let git = "/usr/bin/git"
    guard FileManager.default.isExecutableFile(atPath: git) else { return }
    let vault = try vault()
    try FileManager.default.removeItem(atPath: vault.path + "/weft.yaml")
    #expect(try BuiltProgram.run("init", "notes", in: vault.url).status == 0)
    func run(_ arguments: String...) throws -> Int32 {
      let process = Process()
      process.executableURL = URL(filePath: git)
      process.arguments = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"] + arguments
      process.currentDirectoryURL = vault.url
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      return process.terminationStatus
    }
    func weft(_ arguments: [String]) throws {
      let outcome = try BuiltProgram.start(arguments, in: vault.url).wait()
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    let claims = try claims(vault)
    let ids = claims.map(\.id.rawValue)
    func keep(_ name: String) throws {
      #expect(try run("add", "-A") == 0)
      #expect(try run("commit", "-q", "-m", name) == 0)
    }
    #expect(try run("init", "-q", "-b", "main") == 0)
    try weft(["note", "Acme Corp", "before", "--actor", "Ada"])
    try keep("before")
    #expect(try run("checkout", "-q", "-b", "other") == 0)
    try weft(["accept", ids[0], "--actor", "Bo"])
    try weft(["note", "Acme Corp", "on the other", "--actor", "Ada"])
    try keep("other")
    #expect(try run("checkout", "-q", "main") == 0)
    try weft(["reject", ids[0], "--actor", "Ada"])
    try weft(["reject", ids[1], "--actor", "Ada"])
    try keep("main")
    #expect(try run("merge", "-q", "-m", "join", "other") == 0)

    let contents = try decisions(vault)
    #expect(contents.diagnostics.isEmpty)
    #expect(contents.entries.count == 5)
    let summary = try vault.build()
    #expect(summary.decisions.byStanding == [.contested: 2, .applied: 3])
    let store = try GraphStore.open(at: vault.database)
    #expect(try store.claim(claims[0].id)?.verdict == .contested)
    #expect(try store.relation(of: claims[0].id) != nil)
    #expect(try store.relation(of: claims[1].id) == nil)
  }
}
