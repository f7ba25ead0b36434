import Foundation

/// A session at a terminal, as a text: what was typed after `$ `, and what came back.
///
/// Lines of standard error begin with `! `, an exit code other than 0 stands last as `[1]`; `#` begins a remark. The
/// commands run one after the other in one folder, through `sh`, with the built `weft` first in the path.
struct Transcript {
  struct Step: Equatable {
    var remarks: [String]
    var command: String
    var result: [String]
  }

  var steps: [Step] = []

  init(_ text: String) {
    var remarks: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("$ ") {
        steps.append(Step(remarks: remarks, command: String(line.dropFirst(2)), result: []))
        remarks = []
      } else if line.hasPrefix("# ") {
        remarks.append(line)
      } else if !steps.isEmpty {
        steps[steps.count - 1].result.append(line)
      }
    }
    for index in steps.indices {
      while steps[index].result.last == "" { steps[index].result.removeLast() }
    }
  }

  var text: String {
    steps.map { step in
      (step.remarks + ["$ " + step.command] + step.result).map { $0 + "\n" }.joined()
    }.joined(separator: "\n")
  }

  /// The same commands with what comes back now.
  func replayed(in folder: URL, weft: URL) throws -> Transcript {
    var replayed = self
    for index in steps.indices {
      replayed.steps[index].result = try Shell(folder: folder, weft: weft).run(steps[index].command)
    }
    return replayed
  }
}

/// Runs commands with an environment that says nothing of the machine.
struct Shell {
  var folder: URL
  var weft: URL

  func run(_ command: String) throws -> [String] {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "\(weft.deletingLastPathComponent().path):/usr/bin:/bin", "HOME": folder.path, "LC_ALL": "C.UTF-8",
    ]
    // Files rather than pipes: a full pipe would stop the program while nobody reads.
    let (output, errors) = (try scratchFile(), try scratchFile())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    var lines = try self.lines(of: output)
    lines += try self.lines(of: errors).map { "! " + $0 }
    if process.terminationStatus != 0 { lines.append("[\(process.terminationStatus)]") }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  private func scratchFile() throws -> URL {
    let url = FileManager.default.temporaryDirectory.appending(path: "weft-\(UUID().uuidString).out")
    try Data().write(to: url)
    return url
  }

  private func lines(of file: URL) throws -> [String] {
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    try FileManager.default.removeItem(at: file)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }
}

/// The program that the tests run: built beside them.
enum BuiltProgram {
  static let weft: URL = {
    let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appending(path: "weft")
  }()
}
