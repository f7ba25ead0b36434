import Foundation
public import KnowledgeGraph

/// What the repository that a folder lies in knows of its files.
public enum GitHistory {
  /// When each file below `folder` was first committed, by its path from there; renames are followed.
  ///
  /// Nothing where the folder is in no repository, or git is not installed: the history only helps out where notes have
  /// no date.
  ///
  /// - Complexity: That of `git log` over the folder.
  public static func firstCommits(in folder: String) -> NoteDates {
    guard
      let output = Git.output([
        "-C", folder, "log", "-z", "--reverse", "-M", "--diff-filter=AR", "--name-status", "--format=%x01%as",
        "--relative", "--no-show-signature", "--", ".",
      ])
    else { return NoteDates() }
    var dates: [String: PartialDate] = [:]
    var date: PartialDate?
    var fields = output.split(separator: 0, omittingEmptySubsequences: false)[...]
    func next() -> String? { fields.popFirst().map { String(decoding: $0, as: UTF8.self) } }
    while var field = next() {
      if field.hasPrefix("\n") { field.removeFirst() }
      if field.hasPrefix("\u{1}") {
        date = PartialDate(edtf: field.dropFirst())
      } else if field.hasPrefix("R"), let old = next(), let new = next() {
        dates[new] = dates[old] ?? date
      } else if field == "A", let path = next(), dates[path] == nil {
        dates[path] = date
      }
    }
    return NoteDates(dates)
  }
}

/// The git of the machine.
enum Git {
  /// What a git command prints; nil where there is no git or the command fails.
  static func output(_ arguments: [String]) -> [UInt8]? { run("git", arguments) }

  /// What a program prints; nil where there is none of the name or it fails.
  static func run(_ program: String, _ arguments: [String]) -> [UInt8]? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"], uniquingKeysWith: { $1 })
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
      let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return process.terminationStatus == 0 ? Array(data) : nil
    } catch {
      return nil
    }
  }
}
