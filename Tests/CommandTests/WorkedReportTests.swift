import Foundation
import TestSupport
import Testing

/// The filled report in `Graphs/gulf-ai/report` is what `weft report` makes of the report and the notes beside it.
///
/// The figures are for ``WorkedFigureTests`` to compare: where things stand in them is for Graphviz to say.
@Suite struct WorkedReportTests {
  @Test func isWhatTheNotesGive() throws {
    let original = Repository.root.appending(path: "Graphs/gulf-ai")
    let scratch = try TemporaryFolder()
    for part in ["weft.yaml", "notes", "report.md"] {
      try FileManager.default.copyItem(at: original.appending(path: part), to: scratch.url.appending(path: part))
    }
    let kept = original.appending(path: "report")
    let filled = scratch.url.appending(path: "report")
    if FileManager.default.fileExists(atPath: kept.path) {
      // The numbers of the footnotes go on from those that are kept.
      try FileManager.default.createDirectory(at: filled, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: kept.appending(path: "report.footnotes.json"), to: filled.appending(path: "report.footnotes.json"))
    }
    let shell = Shell(folder: scratch.url, weft: BuiltProgram.weft)
    #expect(try shell.run("weft build --quiet >/dev/null 2>&1; weft report report.md -o report --quiet") == [])
    #expect(try shell.run("weft check report/report.md report/report.html | grep -c error").first == "0")
    if Repository.isUpdating {
      if FileManager.default.fileExists(atPath: kept.path) { try FileManager.default.removeItem(at: kept) }
      try FileManager.default.copyItem(at: filled, to: kept)
      return
    }
    for file in ["report.md", "report.footnotes.json"] {
      let now = try String(contentsOf: filled.appending(path: file), encoding: .utf8)
      let then = try String(contentsOf: kept.appending(path: file), encoding: .utf8)
      #expect(now == then, "run WEFT_UPDATE=1 swift test --filter WorkedReport")
    }
    let pages = try [filled, kept].map { folder in
      try String(contentsOf: folder.appending(path: "report.html"), encoding: .utf8).components(separatedBy: "<svg")
    }
    // All but the figure is the same; the page is small enough to be sent.
    #expect(pages[0].first == pages[1].first)
    #expect(
      pages[0].last?.components(separatedBy: "</svg>").last == pages[1].last?.components(separatedBy: "</svg>").last)
    #expect(pages[0].joined(separator: "<svg").utf8.count < 300_000)
  }
}
