import ArgumentParser
import Building
import Formats
import KnowledgeGraph
import Layout
import Notes
import Reports
import Store

/// `weft report`: a report with its figures, tables and proofs.
struct FillReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Fill a report with figures, tables and quotes, each with its proof.",
    discussion: """
      EXAMPLES:
        weft report weekly.md -o out/              out/weekly.md, out/weekly.html and the figures
        weft report weekly.md -o out/ --format html --interactive
        weft new report -o weekly.md               a report to begin with

      A block of the report asks as a command line does, and its answer takes its place:

        ```weft
        draw Mobily --depth 2 --caption "Who is tied to Mobily"
        ```

      A block can draw, or list neighbors, a path, what show shows, a table, a timeline, evidence and changes since a \
      date. Within a sentence stand {{weft: count …}}, {{weft: amount …}}, {{weft: date …}} and {{weft: name …}}. \
      Footnotes quote the sentences and keep their numbers from run to run. The report itself is never written.
      """)

  enum Form: String, CaseIterable, ExpressibleByArgument { case md, html, all }

  @ArgumentParser.Argument(help: "The report, in Markdown.", completion: .file(extensions: ["md"]))
  var file: String

  @Option(
    name: [.short, .long], help: ArgumentHelp("The folder for the filled report.", valueName: "folder"),
    completion: .directory)
  var output: String

  @Option(help: ArgumentHelp("What to write: md, html or all.", valueName: "form"))
  var format = Form.all

  @Flag(help: "Let figures of the HTML file answer: search, filter by kind, pan and zoom, by a script within it.")
  var interactive = false

  @Flag(name: [.short, .long], help: "Do not list what was written.")
  var quiet = false

  @OptionGroup var graph: GraphOptions

  func run() throws {
    let bytes = try Files.read(file)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure("the report is not in UTF-8", place: ShownPath.text(file))
    }
    let folder = output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output
    let files = ReportFiles(filling: file, into: folder)
    guard !isSame(files.markdown, file) else {
      throw Failure(
        "the filled report would take the place of the report", status: .usage, place: ShownPath.text(file),
        hint: "give another folder: -o out/")
    }
    let opened = try graph.open()
    let ledger = try files.readLedger() ?? FootnoteLedger()
    let looks = try opened.figureLooks()
    let filled: FilledReport
    do throws(ReportError) {
      filled = try Report(text).filled(
        from: opened.store, version: Weft.version, name: files.name, ledger: ledger,
        cache: FigureFolder(cache: opened.folder.cachePath), isInteractive: interactive,
        noteDates: opened.noteDates(for: text),
        looks: looks, workers: .ofThisProgram)
    } catch {
      throw Failure(error, text: text, path: file)
    }
    try write(filled, to: files)
  }

  private func write(_ filled: FilledReport, to files: ReportFiles) throws(Failure) {
    let written = try files.write(filled, format)
    guard !quiet else { return }
    let text =
      written.isEmpty
      ? "nothing changed\n" : written.map { "wrote \(TerminalText.safe(ShownPath.text($0)))\n" }.joined()
    try Descriptor.output.writeAll(text.utf8, named: "standard output")
  }

  /// Whether two paths lead to one file.
  private func isSame(_ one: String, _ other: String) -> Bool {
    Files.identity(one) == Files.identity(other) && Files.identity(other) != nil
  }
}

extension Failure {
  /// The faults of a report, at their places in it.
  init(_ error: ReportError, text: String, path: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let findings = error.findings.map { finding in
      var hint = finding.hint
      if !finding.choices.isEmpty {
        let choices = finding.choices.joined(separator: "; ")
        hint = hint.map { "\($0): \(choices)" } ?? choices
      }
      let line = lines.indices.contains(finding.line - 1) ? lines[finding.line - 1] : ""
      return Diagnostic(
        .error, path: path, line: finding.line, column: finding.column, message: finding.message, hint: hint,
        excerpt: String(line.prefix { !$0.isNewline }.prefix(240)))
    }
    self.init(
      "the report has \(findings.count == 1 ? "a fault" : "\(findings.count) faults") and was not filled",
      place: ShownPath.text(path), findings: findings)
  }
}
