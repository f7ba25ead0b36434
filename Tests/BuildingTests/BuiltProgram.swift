import Foundation

/// The program, which the package's build puts beside the tests.
enum BuiltProgram {
  static let weft: URL? = {
    var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    for _ in 0..<4 {
      let candidate = folder.appending(path: "weft")
      if FileManager.default.isExecutableFile(atPath: candidate.path), !candidate.hasDirectoryPath { return candidate }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  static var isThere: Bool { weft != nil }

  /// What came of a command.
  struct Outcome {
    var status: Int32
    /// Whether a signal ended it; `status` is its number then.
    var isSignal: Bool
    var output: String
    var errors: String
  }

  /// A command that runs, with what it writes going to files: a full pipe would stop it while nobody reads.
  final class Running {
    let process = Process()
    private let folder: URL

    fileprivate init(_ command: URL, _ arguments: [String], in place: URL, environment: [String: String]) throws {
      folder = FileManager.default.temporaryDirectory.appending(path: "weft-run-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for name in ["output", "errors"] { try Data().write(to: folder.appending(path: name)) }
      process.executableURL = command
      process.arguments = arguments
      process.currentDirectoryURL = place
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try FileHandle(forWritingTo: folder.appending(path: "output"))
      process.standardError = try FileHandle(forWritingTo: folder.appending(path: "errors"))
      try process.run()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func signal(_ number: Int32) { if process.isRunning { kill(process.processIdentifier, number) } }

    /// What it has written to standard output so far.
    var output: String { text("output") }
    var errors: String { text("errors") }

    func wait() -> Outcome {
      process.waitUntilExit()
      return Outcome(
        status: process.terminationStatus, isSignal: process.terminationReason == .uncaughtSignal, output: output,
        errors: errors)
    }

    private func text(_ name: String) -> String {
      String(decoding: (try? Data(contentsOf: folder.appending(path: name))) ?? Data(), as: UTF8.self)
    }
  }

  static func start(_ arguments: [String], in place: URL, environment: [String: String] = [:]) throws -> Running {
    guard let weft else { throw CocoaError(.fileNoSuchFile) }
    return try Running(weft, arguments, in: place, environment: environment)
  }

  /// Runs the program to its end in the folder of a vault.
  static func run(_ arguments: String..., in place: URL) throws -> Outcome { try start(arguments, in: place).wait() }

  /// Runs a shell script as the superuser of a namespace of its own, where it may mount what nobody else sees; `weft`
  /// is in its path, `$1` is `place`.
  static func runWithMounts(_ script: String, in place: URL) throws -> Outcome {
    let path = (weft?.deletingLastPathComponent().path ?? "") + ":/usr/sbin:/usr/bin:/sbin:/bin"
    return try Running(
      URL(filePath: "/usr/bin/unshare"), ["-rm", "/bin/sh", "-c", script, "sh", place.path], in: place,
      environment: ["PATH": path, "LC_ALL": "C.UTF-8"]
    ).wait()
  }

  /// Whether this machine lets a program mount in a namespace of its own.
  static let canMount: Bool = {
    guard isThere, FileManager.default.isExecutableFile(atPath: "/usr/bin/unshare") else { return false }
    let folder = FileManager.default.temporaryDirectory.appending(path: "weft-mount-\(UUID().uuidString)")
    guard (try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)) != nil else {
      return false
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    return (try? runWithMounts("mount -t tmpfs -o size=64k tmpfs .", in: folder))?.status == 0
  }()
}
