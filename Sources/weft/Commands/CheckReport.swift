import ArgumentParser
import Building
import Drawing
import Formats
import KnowledgeGraph
import Notes
import Raster
import Reports

/// `weft check`: whether filled reports still say what the graph says, and decisions still mean what they meant.
struct CheckReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check that what filled reports cite and figures show still stands, and that decisions do.",
    discussion: """
      EXAMPLES:
        weft check                                 the decisions of the graph
        weft check out/weekly.md
        weft check out/*.html --format github      annotations for GitHub's checks
        weft check story.svg map.png

      Ends with 1 and the place where a claim that is cited is gone, has drifted or is contested, a quote no longer \
      stands in its note, or figures are older than the graph; and where a claim was rejected. Without a file, the
      decisions are checked: those that match nothing any more, are contested, quote what is gone, or whose text was edited or
      moved.
      """)

  enum Form: String, CaseIterable, ExpressibleByArgument { case text, github, json }

  @ArgumentParser.Argument(
    help: "The filled reports, .md or .html, and figures, .svg, .png or .pdf; none for the decisions.",
    completion: .file(extensions: ["md", "html", "svg", "png", "pdf"]))
  var files: [String] = []

  @Option(help: ArgumentHelp("text, github (annotations) or json.", valueName: "form"))
  var format = Form.text

  @OptionGroup var graph: GraphOptions

  func run() throws {
    let check = ReportCheck(try graph.open())
    var found: [(path: String, finding: ReportCheck.Finding)] = []
    var cited = 0
    guard !files.isEmpty else { return try checkDecisions(check.opened) }
    for path in files {
      let bytes = try Files.read(path, limit: 256 << 20)
      // A page of one figure knows what it shows; a report in HTML has its footnotes beside it.
      if let form = FigureFile(bytes), form != .html || (try? FigureFile.record(in: bytes)) != nil {
        let record = try Self.record(in: bytes, path)
        cited += record.claims.count
        found += try check.findings(in: record).map { (path, $0) }
        continue
      }
      let text = String(decoding: bytes, as: UTF8.self)
      guard let ledger = try ReportFiles(of: path).readLedger() else {
        throw Failure(
          "there is no list of its footnotes beside this file", place: ShownPath.text(path),
          hint: "only what 'weft report' has filled can be checked")
      }
      cited += ledger.entries.count { !$0.citations.isEmpty }
      found += try check.findings(in: text, ledger).map { (path, $0) }
    }
    try Descriptor.output.writeAll(text(found, cited: cited).utf8, named: "standard output")
    if !found.isEmpty {
      throw Failure(
        "\(Wording.count(found.count, "finding")) in \(Wording.count(files.count, "file"))", status: .nothingFound)
    }
  }

  private func checkDecisions(_ opened: OpenGraph) throws(Failure) {
    let known = try KnownDecisions(graph)
    let found = (known.contents.diagnostics + known.findings()).map { finding in
      (
        path: opened.folder.filePath(of: finding.path),
        finding: ReportCheck.Finding(
          line: finding.line, column: finding.column, message: finding.message, hint: finding.hint ?? "")
      )
    }
    let count = known.contents.entries.count
    try Descriptor.output.writeAll(
      text(found, cited: count, noun: "decision").utf8, named: "standard output")
    if !found.isEmpty {
      throw Failure(
        "\(Wording.count(found.count, "finding")) about \(Wording.count(count, "decision"))", status: .nothingFound)
    }
  }

  private static func record(in bytes: [UInt8], _ path: String) throws(Failure) -> FigureRecord {
    do throws(FigureRecordError) {
      return try FigureFile.record(in: bytes)
    } catch {
      throw Failure(TerminalText.safe(error.message), place: ShownPath.text(path), hint: error.hint)
    }
  }

  private func text(
    _ found: [(path: String, finding: ReportCheck.Finding)], cited: Int, noun: String = "citation"
  ) -> String {
    switch format {
    case .text:
      guard !found.isEmpty else { return "\(Wording.count(cited, noun)), all in order\n" }
      return found.map { path, finding in
        DiagnosticText.text(
          Diagnostic(
            .error, path: path, line: finding.line, column: finding.column, message: finding.message,
            hint: finding.hint),
          style: Style(for: .output))
      }.joined()
    case .github:
      return found.map { path, finding in
        "::error file=\(Self.property(ShownPath.text(path))),line=\(finding.line),col=\(finding.column),title=weft check::"
          + Self.message("\(finding.message). Hint: \(finding.hint)") + "\n"
      }.joined()
    case .json:
      let list: [JSONValue] = found.map { path, finding in
        .record([
          "file": .string(ShownPath.text(path)), "line": .integer(finding.line), "column": .integer(finding.column),
          "message": .string(finding.message), "hint": .string(finding.hint),
        ])
      }
      let all: JSONValue = .record([
        "schemaVersion": .integer(1), noun + "s": .integer(cited), "findings": .array(list),
      ])
      return all.text(indented: true) + "\n"
    }
  }

  /// Text of a workflow command (GitHub's toolkit, `command.ts`).
  private static func message(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }
  private static func property(_ text: String) -> String {
    message(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
