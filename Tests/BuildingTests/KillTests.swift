import Building
import Foundation
import Store
import TestSupport
import Testing

/// Builds that are killed, as a crash or `kill -9` does it: no handler runs, nothing is closed.
///
/// `WEFT_KILLS` says how many; few without it, since each waits for a process.
@Suite struct KillTests {
  /// The program, which the package's build puts beside the tests.
  private static let program: URL? = {
    var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    for _ in 0..<4 {
      let candidate = folder.appending(path: "weft")
      if FileManager.default.isExecutableFile(atPath: candidate.path), !candidate.hasDirectoryPath { return candidate }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  private static let count = ProcessInfo.processInfo.environment["WEFT_KILLS"].flatMap { Int($0) } ?? 10

  private func start(_ vault: TestVault) throws -> Process {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = ["build", "--graph", vault.path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func finish(_ vault: TestVault) throws -> Duration {
    let start = ContinuousClock.now
    let process = try self.start(vault)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 0)
    return ContinuousClock.now - start
  }

  @Test(.enabled(if: KillTests.program != nil, "needs the program, which swift test builds"))
  func aKilledBuildCostsNothingThatANextOneDoesNotMend() throws {
    var generator = NoteGenerator(seed: 9)
    let vault = try TestVault()
    let other = try TestVault()
    func write(_ path: String, _ text: String) throws {
      try vault.write(path, text)
      try other.write(path, text)
    }
    for number in 0..<60 { try write("Notes/\(number).md", generator.note()) }
    let whole = try finish(vault)
    var killed = 0
    for round in 0..<Self.count {
      // From nothing, or with a part of the notes changed.
      if round % 2 == 0 { try FileManager.default.removeItem(atPath: vault.path + "/.weft") }
      for _ in 0..<5 { try write("Notes/\(Int.random(in: 0..<60, using: &generator.random)).md", generator.note()) }
      let process = try start(vault)
      let share = Double.random(in: 0..<1.1, using: &generator.random)
      Thread.sleep(forTimeInterval: whole / .seconds(1) * share)
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { killed += 1 }
      // Half of the time one broken-off build comes after another.
      if round % 4 < 2 { continue }
      _ = try finish(vault)
      _ = try finish(other)
      #expect(try vault.content() == other.content(), "round \(round)")
      #expect(try GraphStore.open(at: vault.database).integrityCheck() == [])
      try FileManager.default.removeItem(atPath: other.path + "/.weft")
    }
    #expect(killed > 0)
    _ = try finish(vault)
    _ = try finish(other)
    #expect(try vault.content() == other.content())
  }
}
