import ArgumentParser
import Building
import Formats
import KnowledgeGraph
import Layout
import Reports
import Store

/// `weft publish`: what may leave the house.
struct Publish: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Write reports and the graph without anything private.",
    discussion: """
      EXAMPLES:
        weft publish weekly.md -o public/          the report, filled from what is public
        weft publish --as json --as claims -o public/

      What private: in weft.yaml names is left out: notes in its folders, notes and highlights with its tags, and what \
      links to such a note; personal comments are left out everywhere. An edge that only private sources tell of is \
      gone with them. What was left out is told on standard error, and in nothing that is written.
      """)

  @ArgumentParser.Argument(help: "The reports to fill, in Markdown.", completion: .file(extensions: ["md"]))
  var reports: [String] = []

  @Option(
    name: [.short, .long], help: ArgumentHelp("The folder for what is public.", valueName: "folder"),
    completion: .directory)
  var output: String

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "Write the public graph too, in a form of 'weft export'; may be given several times.", valueName: "form"))
  var forms: [Export.Form] = []

  @Flag(name: [.short, .long], help: "Do not tell what was left out.")
  var quiet = false

  @OptionGroup var graph: GraphOptions

  func validate() throws {
    guard !reports.isEmpty || !forms.isEmpty else { throw ValidationError("give a report, or --as with a form") }
  }

  func run() throws {
    let opened = try graph.open()
    let open: PublicGraph
    do throws(StoreError) {
      open = try PublicGraph(of: opened.folder, in: opened.store)
    } catch {
      throw Failure(error)
    }
    let folder = output.count > 1 && output.hasSuffix("/") ? String(output.dropLast()) : output
    var written: [String] = []
    let looks = try opened.figureLooks()
    for report in reports {
      let text = String(decoding: try Files.read(report), as: UTF8.self)
      let files = ReportFiles(filling: report, into: folder)
      guard Files.identity(files.markdown) != Files.identity(report) || Files.identity(report) == nil else {
        throw Failure(
          "the filled report would take the place of the report", status: .usage, place: ShownPath.text(report),
          hint: "give another folder: -o public/")
      }
      let ledger = try files.readLedger() ?? FootnoteLedger()
      let filled: FilledReport
      do throws(ReportError) {
        // Figures of the whole graph may be in the cache: what is public is drawn anew.
        filled = try Report(text).filled(
          from: open.graph, version: Weft.version, name: files.name, ledger: ledger,
          noteDates: opened.noteDates(for: text), looks: looks, workers: .ofThisProgram)
      } catch {
        throw Failure(error, text: text, path: report)
      }
      written += try files.write(filled)
    }
    try ReportFiles.makeFolder(folder)
    for format in GraphFormats.all where forms.contains(where: { $0.format.name == format.name }) {
      written += try write(format, open.graph, folder)
    }
    try tell(written, open.omissions)
  }

  private func write(_ format: any GraphFormat, _ graph: Graph, _ folder: String) throws(Failure) -> [String] {
    let texts: [(file: String, text: String)]
    do throws(ExportError) {
      texts = try format.texts(of: GraphExport(graph))
    } catch {
      throw Failure(error.message, hint: error.hint)
    }
    var written: [String] = []
    for (name, text) in zip(format.fileNames, texts.map(\.text)) {
      let path = "\(folder)/\(name)"
      if try ReportFiles.update(path, text) { written.append(path) }
    }
    return written
  }

  private func tell(_ written: [String], _ omissions: PublicGraph.Omissions) throws(Failure) {
    let text =
      written.isEmpty
      ? "nothing changed\n" : written.map { "wrote \(TerminalText.safe(ShownPath.text($0)))\n" }.joined()
    try Descriptor.output.writeAll(text.utf8, named: "standard output")
    guard !quiet else { return }
    var lines = omissions.notes.map { "left out: \(TerminalText.safe($0))\n" }.joined()
    let counts = [
      (omissions.passages, "highlight"), (omissions.comments, "comment"), (omissions.claims, "claim"),
      (omissions.relations, "relation"),
    ]
    let told = counts.filter { $0.0 > 0 }.map { Wording.count($0.0, $0.1) }
    if !told.isEmpty { lines += "left out: \(told.joined(separator: ", "))\n" }
    if lines.isEmpty { lines = "nothing is private: weft.yaml names no private: folder or tag\n" }
    try Descriptor.errors.writeAll(lines.utf8, named: "standard error")
  }
}
