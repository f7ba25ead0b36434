import Foundation
public import KnowledgeGraph

/// What the repository that a folder lies in knows of its files.
public enum GitHistory {
  /// When each note below `folder` was first committed, by its path from there, and when each of its lines; renames are
  /// followed.
  ///
  /// Nothing where the folder is in no repository, or git is not installed: the history only helps out where notes have
  /// no date, and tells what came into them later.
  ///
  /// - Complexity: That of one `git log -p` over the notes; memory for each line that ever stood in one.
  public static func noteDates(in folder: String) -> NoteDates {
    var history = NoteHistory()
    let isRead = Git.lines([
      "-C", folder, "-c", "core.quotePath=false", "log", "--reverse", "-M", "-p", "-U0", "--diff-filter=AMR",
      "--format=%x01%as", "--relative", "--no-show-signature", "--no-color", "--no-ext-diff", "--no-textconv",
      "--src-prefix=a/", "--dst-prefix=b/", "--", "*.md", "*.MD", "*.Md",
    ]) { history.read($0) }
    return isRead ? history.dates : NoteDates()
  }
}

/// Reads what `git log -p` tells of notes, the earliest commit first.
private struct NoteHistory {
  private(set) var dates = NoteDates()
  private var date: PartialDate?
  private var path: String?
  private var oldPath: String?
  private var isNew = false
  /// How many lines of the hunk are left that were there, and that are there: within it a line may begin with anything.
  private var left = (old: 0, new: 0)

  mutating func read(_ line: ArraySlice<UInt8>) {
    if left.old > 0 || left.new > 0 { return readChange(line) }
    if line.first == 0x01 {
      date = PartialDate(edtf: String(decoding: line.dropFirst(), as: UTF8.self))
    } else if line.starts(with: "diff --git ".utf8) {
      (path, oldPath, isNew) = (nil, nil, false)
    } else if line.starts(with: "new file mode".utf8) {
      isNew = true
    } else if line.starts(with: "rename from ".utf8) {
      oldPath = Self.path(line.dropFirst(12))
    } else if line.starts(with: "rename to ".utf8) {
      let new = Self.path(line.dropFirst(10))
      if let oldPath {
        dates.byPath[new] = dates.byPath[oldPath] ?? date
        dates.byLine[new] = dates.byLine[oldPath]
      }
      path = new
    } else if line.starts(with: "+++ ".utf8), path == nil {
      let name = Self.path(line.dropFirst(4))
      guard name.hasPrefix("b/") else { return }
      let found = String(name.dropFirst(2))
      if isNew, dates.byPath[found] == nil { dates.byPath[found] = date }
      path = found
    } else if line.starts(with: "@@ ".utf8) {
      left = Self.counts(line)
    }
  }

  private mutating func readChange(_ line: ArraySlice<UInt8>) {
    switch line.first {
    case UInt8(ascii: "-"): left.old -= 1
    case UInt8(ascii: "+"):
      left.new -= 1
      guard let path, let date, let key = NoteDates.key(ofLine: line.dropFirst()) else { return }
      // A line that was moved, or came back, is as old as when it came first.
      if dates.byLine[path]?[key] == nil { dates.byLine[path, default: [:]][key] = date }
    // "\\ No newline at end of file" stands behind its line and is none.
    case UInt8(ascii: "\\"): break
    default: (left.old, left.new) = (left.old - 1, left.new - 1)
    }
  }

  /// How many lines a hunk takes out and puts in: `@@ -3,2 +3 @@`.
  private static func counts(_ line: ArraySlice<UInt8>) -> (old: Int, new: Int) {
    let parts = String(decoding: line, as: UTF8.self).split(separator: " ")
    func count(_ part: Int) -> Int {
      guard parts.indices.contains(part) else { return 0 }
      let numbers = parts[part].dropFirst().split(separator: ",")
      return numbers.count > 1 ? Int(numbers[1]) ?? 0 : 1
    }
    return (count(1), count(2))
  }

  /// A path as git writes it: in double quotes, with `\\` before what they would end, where it has such characters.
  private static func path(_ bytes: ArraySlice<UInt8>) -> String {
    // Git ends a name with a space in it with a tab.
    let bytes = bytes.last == 0x09 ? bytes.dropLast() : bytes
    guard bytes.count >= 2, bytes.first == UInt8(ascii: "\""), bytes.last == UInt8(ascii: "\"") else {
      return String(decoding: bytes, as: UTF8.self)
    }
    var result: [UInt8] = []
    var rest = bytes.dropFirst().dropLast()
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let mark = rest.popFirst() else {
        result.append(byte)
        continue
      }
      switch mark {
      case UInt8(ascii: "n"): result.append(0x0a)
      case UInt8(ascii: "t"): result.append(0x09)
      case 0x30...0x37:
        let digits = String(decoding: [mark] + rest.prefix(2), as: UTF8.self)
        rest = rest.dropFirst(2)
        result.append(UInt8(digits, radix: 8) ?? 0x3f)
      default: result.append(mark)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// The git of the machine.
enum Git {
  /// What a git command prints; nil where there is no git or the command fails.
  static func output(_ arguments: [String]) -> [UInt8]? { run("git", arguments) }

  /// Calls `body` with each line that a git command prints, as they come; whether there is a git and it succeeds.
  static func lines(_ arguments: [String], _ body: (ArraySlice<UInt8>) -> Void) -> Bool {
    let (process, pipe) = prepared("git", arguments)
    do {
      try process.run()
      var rest: [UInt8] = []
      while let data = try pipe.fileHandleForReading.read(upToCount: 1 << 16), !data.isEmpty {
        rest += data
        var start = rest.startIndex
        while let end = rest[start...].firstIndex(of: 0x0a) {
          body(rest[start..<end])
          start = end + 1
        }
        rest.removeSubrange(..<start)
      }
      if !rest.isEmpty { body(rest[...]) }
      process.waitUntilExit()
      return process.terminationStatus == 0
    } catch {
      return false
    }
  }

  /// What a program prints; nil where there is none of the name or it fails.
  static func run(_ program: String, _ arguments: [String]) -> [UInt8]? {
    let (process, pipe) = prepared(program, arguments)
    do {
      try process.run()
      let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return process.terminationStatus == 0 ? Array(data) : nil
    } catch {
      return nil
    }
  }

  private static func prepared(_ program: String, _ arguments: [String]) -> (Process, Pipe) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"], uniquingKeysWith: { $1 })
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    return (process, pipe)
  }
}
