import Building
import Foundation
import KnowledgeGraph
import Store
import TestSupport
import Testing

/// `weft build --watch` as a person has it: the program runs, files change, the graph follows.
@Suite(.enabled(if: BuiltProgram.isThere, "needs the program, which swift test builds"))
struct WatchTests {
  /// Long enough for a machine with other work.
  private static let patience: Duration = .seconds(60)

  private let vault: TestVault

  init() throws {
    vault = try TestVault()
    try vault.write("a.md", "Acme Corp acquired Bolt Labs in 2023.\n")
  }

  private var notes: URL { vault.url.appending(path: "notes") }

  /// Whether something comes to be so before patience ends.
  private func comes(_ condition: () throws -> Bool) rethrows -> Bool {
    let deadline = ContinuousClock.now + Self.patience
    while ContinuousClock.now < deadline {
      if try condition() { return true }
      usleep(20_000)
    }
    return false
  }

  /// Whether a name is or comes into the graph, asked as others ask while the watch runs.
  private func isKnown(_ name: String) throws -> Bool {
    try comes { try BuiltProgram.run("show", name, in: vault.url).status == 0 }
  }

  private func isForgotten(_ name: String) throws -> Bool {
    try comes { try BuiltProgram.run("show", name, in: vault.url).status == 1 }
  }

  private func start(_ arguments: String..., environment: [String: String] = [:]) throws -> BuiltProgram.Running {
    let watch = try BuiltProgram.start(["build", "--watch"] + arguments, in: vault.url, environment: environment)
    #expect(comes { watch.output.contains("\n") || !watch.process.isRunning })
    return watch
  }

  /// Ends a watch and sees that it ends as the signal would have ended it, leaving nothing half done.
  private func end(_ watch: BuiltProgram.Running, by number: Int32 = SIGTERM) throws {
    #expect(watch.process.isRunning)
    watch.signal(number)
    let outcome = watch.wait()
    #expect(outcome.isSignal && outcome.status == number, "\(outcome.errors)")
    let watched = try vault.content()
    try FileManager.default.removeItem(atPath: vault.path + "/.weft")
    try vault.build()
    #expect(try vault.content() == watched)
  }

  @Test func editsRenamesAndRemovalsAreFollowed() throws {
    let watch = try start()
    #expect(
      watch.output == "read 1 note\n2 claims accepted, 0 to review, 0 doubtful\n2 entities, 2 relations, 0 acts\n"
        || watch.output.hasPrefix("read 1 note\n"))
    try vault.write("b.md", "Acme Corp acquired Dorn Energy in 2024.\n")
    #expect(try isKnown("Dorn Energy"))
    // As editors save: a new file takes the place of the old.
    try vault.write(".b.md.tmp", "Acme Corp acquired Fenmark Foods in 2024.\n")
    #expect(rename(notes.path + "/.b.md.tmp", notes.path + "/b.md") == 0)
    #expect(try isKnown("Fenmark Foods"))
    #expect(try isForgotten("Dorn Energy"))
    // A folder that is made and filled at once, and what happens in it later.
    try vault.write("x/y/z/c.md", "Acme Corp acquired Galwen Robotics in 2024.\n")
    #expect(try isKnown("Galwen Robotics"))
    try vault.write("x/y/z/c.md", "Acme Corp acquired Jorlam Networks in 2024.\n")
    #expect(try isKnown("Jorlam Networks"))
    #expect(rename(notes.path + "/x", notes.path + "/w") == 0)
    try vault.write("w/y/d.md", "Acme Corp acquired Norpel Systems in 2024.\n")
    #expect(try isKnown("Norpel Systems"))
    try FileManager.default.removeItem(at: notes.appending(path: "w"))
    #expect(try isForgotten("Norpel Systems"))
    #expect(watch.errors.isEmpty)
    #expect(watch.output.hasSuffix(" acts\n"))
    try end(watch, by: SIGINT)
  }

  @Test func whatIsNotANoteBringsNoBuild() throws {
    let watch = try start("--format", "jsonl")
    try vault.write("picture.png", "no note")
    try vault.write(".obsidian/workspace.md", "Acme Corp acquired Dorn Energy in 2024.\n")
    try vault.write("a.md~", "Acme Corp acquired Dorn Energy in 2024.\n")
    try FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: notes.path + "/a.md")
    usleep(700_000)
    try vault.write("b.md", "Acme Corp acquired Fenmark Foods in 2024.\n")
    #expect(comes { watch.output.split(separator: "\n").count >= 2 })
    let lines = watch.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasPrefix("{\"schemaVersion\":1,\"read\":1,") })
    try end(watch)
  }

  @Test func aFloodIsTakenInInFewBuilds() throws {
    let watch = try start()
    for number in 0..<3000 { try vault.write("flood/\(number % 40)/\(number).md", "Note \(number).\n") }
    try vault.write("flood/last.md", "Acme Corp acquired Dorn Energy in 2024.\n")
    #expect(try isKnown("Dorn Energy"))
    #expect(comes { (try? vault.content().records.count) == 3002 })
    #expect(watch.output.split(separator: "\n").count < 60)
    try end(watch)
  }

  /// While a program is stopped, the kernel keeps what happens for it until it has no more room (16,384 events).
  @Test func whatTheKernelLosesCountOfIsFound() throws {
    let watch = try start()
    watch.signal(SIGSTOP)
    let limit =
      (try? String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8))
      .flatMap { Int($0.filter(\.isNumber)) } ?? 16_384
    try #require(limit <= 100_000)
    for number in 0..<(limit / 2 + 10) { try Data().write(to: notes.appending(path: "\(number % 100).md")) }
    try vault.write("late/b.md", "Acme Corp acquired Dorn Energy in 2024.\n")
    watch.signal(SIGCONT)
    #expect(try isKnown("Dorn Energy"))
    try vault.write("late/b.md", "Acme Corp acquired Fenmark Foods in 2024.\n")
    #expect(try isKnown("Fenmark Foods"))
    try end(watch)
  }

  @Test func aVaultThatVanishesIsWaitedFor() throws {
    let watch = try start()
    let away = vault.path + "/away"
    #expect(rename(notes.path, away) == 0)
    #expect(comes { watch.errors.contains("notes: error: the vault is not there\nhint: ") })
    #expect(try isKnown("Bolt Labs"))
    try Data("Acme Corp acquired Dorn Energy in 2024.\n".utf8).write(to: URL(filePath: away + "/b.md"))
    #expect(rename(away, notes.path) == 0)
    #expect(try isKnown("Dorn Energy"))
    // Emptied, as by a service that synchronises: the graph stays until a person says so.
    for name in ["a.md", "b.md"] { #expect(rename(notes.path + "/" + name, vault.path + "/" + name) == 0) }
    #expect(comes { watch.errors.contains("there are no notes any more, but 2 are in the graph") })
    #expect(try isKnown("Dorn Energy"))
    for name in ["a.md", "b.md"] { #expect(rename(vault.path + "/" + name, notes.path + "/" + name) == 0) }
    // Deleted and made anew.
    try FileManager.default.removeItem(at: notes)
    try vault.write("c.md", "Acme Corp acquired Fenmark Foods in 2024.\n")
    #expect(try isKnown("Fenmark Foods"))
    try vault.write("c.md", "Acme Corp acquired Galwen Robotics in 2024.\n")
    #expect(try isKnown("Galwen Robotics"))
    try end(watch)
  }

  @Test func anotherConfigurationIsTakenUp() throws {
    try vault.write("Drafts/b.md", "Acme Corp acquired Dorn Energy in 2024.\n")
    let watch = try start()
    #expect(try isKnown("Dorn Energy"))
    let file = vault.url.appending(path: "weft.yaml")
    try Data("vault: notes\nexclude: [Drafts\n".utf8).write(to: file, options: .atomic)
    #expect(comes { watch.errors.contains("weft.yaml:3:1: error: this is no YAML") })
    try Data("vault: notes\nexclude: [Drafts]\n".utf8).write(to: file, options: .atomic)
    #expect(try isForgotten("Dorn Energy"))
    try end(watch)
  }

  @Test func othersBuildBetweenTheBuilds() throws {
    let watch = try start()
    try vault.write("b.md", "Acme Corp acquired Dorn Energy in 2024.\n")
    #expect(try BuiltProgram.run("build", "--quiet", in: vault.url).status == 0)
    #expect(try isKnown("Dorn Energy"))
    try end(watch)
  }

  @Test func whatIsWrongAtTheStartEndsIt() throws {
    try FileManager.default.removeItem(at: notes)
    let outcome = try BuiltProgram.run("build", "--watch", in: vault.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("notes: error: the vault is not there\nhint: "))
    #expect(try BuiltProgram.run("build", "--watch", "-o", "a.txt", in: vault.url).status == 64)
    #expect(try BuiltProgram.run("build", "--watch", "--json", in: vault.url).status == 64)
  }

  /// A user may watch so many folders; a namespace of its own has a limit of its own.
  @Test(.enabled(if: BuiltProgram.canMount, "needs a namespace of its own (unshare -rm)"))
  func withoutLeaveToWatchFilesAreLookedAt() throws {
    for number in 0..<8 { try vault.write("\(number)/n.md", "Note \(number).\n") }
    let outcome = try BuiltProgram.runWithMounts(
      """
      echo 4 > /proc/sys/user/max_inotify_watches || exit 77
      weft build --watch >out 2>errors &
      watch=$!
      for i in $(seq 300); do [ -s out ] && break; sleep 0.1; done
      echo "Acme Corp acquired Dorn Energy in 2024." > notes/7/n.md
      for i in $(seq 300); do weft show "Dorn Energy" >/dev/null 2>&1 && break; sleep 0.1; done
      weft show "Dorn Energy" | head -1
      kill $watch; wait $watch; echo $?
      """, in: vault.url)
    #expect(outcome.output == "Dorn Energy · Company\n143\n", "\(outcome.errors)")
    let errors = try String(contentsOf: vault.url.appending(path: "errors"), encoding: .utf8)
    #expect(errors.hasPrefix("warning: changes are looked for once a second or more seldom: "))
    #expect(errors.contains("max_user_watches"))
  }

  @Test(.enabled(if: BuiltProgram.canMount, "needs leave to mount in a namespace of its own (unshare -rm)"))
  func aFullDiskIsTriedAgain() throws {
    try FileManager.default.createDirectory(at: vault.url.appending(path: ".weft"), withIntermediateDirectories: true)
    let outcome = try BuiltProgram.runWithMounts(
      """
      mount -t tmpfs -o size=4m tmpfs .weft
      weft build --watch >out 2>errors &
      watch=$!
      for i in $(seq 300); do [ -s out ] && break; sleep 0.1; done
      dd if=/dev/zero of=.weft/fill bs=4096 2>/dev/null
      echo "Acme Corp acquired Dorn Energy in 2024." > notes/b.md
      for i in $(seq 300); do [ -s errors ] && break; sleep 0.1; done
      weft show "Bolt Labs" | head -1
      rm .weft/fill
      for i in $(seq 300); do weft show "Dorn Energy" >/dev/null 2>&1 && break; sleep 0.1; done
      weft show "Dorn Energy" | head -1
      kill $watch; wait $watch
      """, in: vault.url)
    #expect(outcome.output == "Bolt Labs · Company\nDorn Energy · Company\n", "\(outcome.errors)")
    let errors = try String(contentsOf: vault.url.appending(path: "errors"), encoding: .utf8)
    #expect(errors == ".weft/graph.sqlite: error: the disk is full\nhint: free some space and run weft build again\n")
  }
}
