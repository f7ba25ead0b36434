import Foundation
import TestSupport
import Testing

/// What the README shows of the program is what the program does: its sessions are run in a copy of the worked folder.
@Suite struct ReadmeTests {
  @Test func sessionsCameBackTheSame() throws {
    let file = Repository.root.appending(path: "README.md")
    let written = try String(contentsOf: file, encoding: .utf8)
    let scratch = try TemporaryFolder()
    let graph = scratch.url.appending(path: "gulf-ai")
    try FileManager.default.createDirectory(at: graph, withIntermediateDirectories: true)
    for part in ["weft.yaml", "notes"] {
      let original = Repository.root.appending(path: "Graphs/gulf-ai/\(part)")
      try FileManager.default.copyItem(at: original, to: graph.appending(path: part))
    }

    var lines: [String] = []
    var session: [String]?
    var sessions = 0
    for line in written.components(separatedBy: "\n") {
      if let body = session {
        guard line == "```" else {
          session?.append(line)
          continue
        }
        let replayed = try Transcript(body.joined(separator: "\n")).replayed(in: graph, weft: BuiltProgram.weft)
        lines += replayed.text.dropLast().components(separatedBy: "\n")
        session = nil
        sessions += 1
      } else if line == "```console" {
        session = []
      }
      lines.append(line)
    }
    #expect(session == nil, "a session of the README has no end")
    #expect(sessions > 0)
    let actual = lines.joined(separator: "\n")
    if Repository.isUpdating {
      try actual.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(actual == written, "run WEFT_UPDATE=1 swift test --filter Readme and read the difference")
    }
  }
}
