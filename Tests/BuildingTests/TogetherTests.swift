import Building
import Foundation
import KnowledgeGraph
import Store
import Synchronization
import TestSupport
import Testing

/// Builds beside builds and readers beside builds.
@Suite(.enabled(if: BuiltProgram.isThere, "needs the program, which swift test builds"))
struct TogetherTests {
  @Test func manyBuildsAtOnceComeOneAfterTheOther() throws {
    let vault = try TestVault()
    var generator = NoteGenerator(seed: 5)
    for number in 0..<20 { try vault.write("\(number).md", generator.note()) }
    let builds = try (0..<5).map { _ in try BuiltProgram.start(["build", "--json"], in: vault.url) }
    let outcomes = builds.map { $0.wait() }
    #expect(outcomes.allSatisfy { $0.status == 0 && !$0.isSignal }, "\(outcomes.map(\.errors))")
    #expect(outcomes.count { $0.output.contains("\"read\": 20,") } == 1)
    #expect(outcomes.count { $0.output.contains("\"graphIsNew\": false") } == 4)
  }

  @Test func whoWaitsSaysForWhom() throws {
    let vault = try TestVault()
    try vault.write("a.md", "Acme Corp acquired Bolt Labs in 2023.\n")
    try vault.build()
    let lock = open(vault.path + "/.weft/lock", O_RDWR)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX) == 0)
    let build = try BuiltProgram.start(["build"], in: vault.url)
    let deadline = ContinuousClock.now + .seconds(30)
    while build.errors.isEmpty, ContinuousClock.now < deadline { usleep(50_000) }
    #expect(
      build.errors.hasPrefix(
        "note: waiting for another build (process \(ProcessInfo.processInfo.processIdentifier), for "))
    #expect(build.process.isRunning)
    #expect(flock(lock, LOCK_UN) == 0)
    #expect(build.wait().status == 0)
  }

  /// Readers open, read and close all the time while the graph changes to and fro between two.
  @Test func readersSeeOneGraphOrTheOther() throws {
    let vault = try TestVault()
    var generator = NoteGenerator(seed: 6)
    let states = (0..<2).map { _ in (0..<12).map { _ in generator.note() } }
    func put(_ state: [String]) throws {
      for (number, text) in state.enumerated() { try vault.write("\(number).md", text) }
    }
    var known: Set<String> = []
    for state in states {
      try put(state)
      known.insert(try vault.build().fingerprint)
    }
    #expect(known.count == 2)
    let fingerprints = known
    let isDone = Atomic<Bool>(false)
    let reads = Atomic<Int>(0)
    let problems = Mutex<[String]>([])
    let path = vault.database
    let group = DispatchGroup()
    for _ in 0..<2 {
      DispatchQueue.global().async(group: group) {
        while !isDone.load(ordering: .relaxed) {
          do {
            let store = try GraphStore.open(at: path)
            let kept = try store.fingerprint()
            let findings = try store.integrityCheck()
            if !fingerprints.contains(kept) { problems.withLock { $0.append("an unknown graph \(kept)") } }
            if !findings.isEmpty { problems.withLock { $0 += findings } }
          } catch {
            problems.withLock { $0.append("\(error)") }
          }
          reads.add(1, ordering: .relaxed)
        }
      }
    }
    for round in 0..<12 {
      try put(states[round % 2])
      let outcome = try BuiltProgram.run("build", "--quiet", in: vault.url)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    isDone.store(true, ordering: .relaxed)
    group.wait()
    #expect(problems.withLock { $0 } == [])
    #expect(reads.load(ordering: .relaxed) > 12)
  }
}

/// Vaults that go away, wholly or in the middle of a build.
@Suite struct VanishingTests {
  @Test(arguments: [1, 3, 6])
  func aVaultThatVanishesWhileItIsReadLeavesTheGraph(step: Int) throws {
    let vault = try TestVault()
    var generator = NoteGenerator(seed: 7)
    for number in 0..<12 { try vault.write("\(number).md", generator.note() + "\nNumber \(number).\n") }
    try vault.build()
    let before = try vault.content()
    for number in 0..<12 { try vault.write("\(number).md", generator.note() + "\nNumber \(number), later.\n") }
    let (notes, away) = (vault.path + "/notes", vault.path + "/away")
    var steps = 0
    #expect {
      try vault.build { _ in
        steps += 1
        if steps == step { rename(notes, away) }
        return true
      }
    } throws: { error in
      guard let error = error as? BuildError else { return false }
      return error.reason == .vault && error.path == notes && error.hint != nil
    }
    let store = try GraphStore.open(at: vault.database)
    #expect(try store.fingerprint() == before.fingerprint)
    #expect(try store.integrityCheck() == [])
    // Another folder in its place, as when a disk was taken out, is not the vault either.
    rename(away, notes)
    try vault.build()
    let after = try vault.content()
    try FileManager.default.removeItem(atPath: vault.path + "/.weft")
    try vault.build()
    #expect(try vault.content() == after)
  }

  @Test func aVaultThatIsReplacedWhileItIsReadIsNotTakenForIt() throws {
    let vault = try TestVault()
    for number in 0..<4 { try vault.write("\(number).md", "Acme Corp acquired Bolt Labs \(number) in 2023.\n") }
    try vault.build()
    let before = try vault.content()
    for number in 0..<4 { try vault.write("\(number).md", "Acme Corp acquired Dorn Energy \(number) in 2023.\n") }
    let (notes, away) = (vault.path + "/notes", vault.path + "/away")
    #expect {
      try vault.build { step in
        if step.phase == .reading, step.done == 0 {
          rename(notes, away)
          try? FileManager.default.createDirectory(atPath: notes, withIntermediateDirectories: true)
        }
        return true
      }
    } throws: { ($0 as? BuildError)?.message == "the vault went away while it was read; the graph before it stays" }
    #expect(try GraphStore.open(at: vault.database).fingerprint() == before.fingerprint)
  }
}
