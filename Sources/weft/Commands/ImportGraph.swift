import ArgumentParser
import Building
import Formats
import Notes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `weft import`: a large graph from files rather than from notes.
struct ImportGraph: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Load a large graph from files of nodes and edges.",
    discussion: """
      EXAMPLES:
        weft import csv nodes.csv edges.csv --graph big
        weft import jsonl graph.jsonl --graph big
        zcat edges.csv.gz | weft import csv nodes.csv - --graph big
        weft import graphml network.graphml --graph big

      The folder gets a graph of its own, in place of one that was imported before: names are taken as they are written,
      and the evidence of a relation is the row that it stood in. Small tables beside notes are named under imports: in
      weft.yaml instead.
      """)

  @Argument(
    help: ArgumentHelp("csv, jsonl or graphml.", valueName: "form"), completion: .list(["csv", "jsonl", "graphml"]),
    transform: ImportGraph.form)
  var form: GraphImport.Form

  @Argument(
    help: ArgumentHelp("The files, those of nodes first; - is standard input.", valueName: "file"), completion: .file())
  var files: [String]

  @Option(
    help: ArgumentHelp("The folder for the graph; it is made where there is none.", valueName: "folder"),
    completion: .directory)
  var graph: String

  @OptionGroup var answer: AnswerOptions

  private static func form(_ text: String) throws -> GraphImport.Form {
    guard let form = GraphImport.Form(rawValue: text) else {
      throw ValidationError("there are csv, jsonl and graphml")
    }
    return form
  }

  func validate() throws {
    guard files.count(where: { $0 == "-" }) <= 1 else { throw ValidationError("- can be named once") }
  }

  func run() throws {
    let format = try answer.format(of: [.table, .json])
    var inputs: [GraphImport.Input] = []
    for file in files { inputs.append(try ImportGraph.input(file)) }
    let summary: GraphImport.Summary
    do throws(BuildError) {
      summary = try GraphImport(into: graph, form: form).run(inputs)
    } catch {
      throw Failure(error)
    }
    try tell(summary)
    try answer.write(ImportGraph.answer(summary), as: format)
  }

  private func tell(_ summary: GraphImport.Summary) throws(Failure) {
    let style = Style(for: .errors)
    var text = ""
    for (file, finding) in summary.findings.map({ ($0.file, $0.finding) }) {
      text +=
        style.bold(TerminalText.safe("\(file):\(finding.line):\(finding.column)")) + ": "
        + TerminalText.safe(finding.message) + "\n"
      if let hint = finding.hint { text += style.cyan("hint:") + " \(TerminalText.safe(hint))\n" }
    }
    if summary.findingCount > summary.findings.count {
      text += "\(Wording.grouped(summary.findingCount - summary.findings.count)) more findings are not shown\n"
    }
    for (file, columns) in summary.unreadColumns.sorted(by: { $0.key < $1.key }) {
      text += TerminalText.safe("\(file): not read: \(columns.joined(separator: ", "))") + "\n"
    }
    guard !text.isEmpty else { return }
    try Descriptor.errors.writeAll(text.utf8, named: "standard error")
  }

  private static func answer(_ summary: GraphImport.Summary) -> Answer {
    let lines = [
      ("entities", summary.entities), ("relations", summary.relations),
      ("named by edges only", summary.namedByEdgesOnly), ("findings", summary.findingCount),
    ]
    return Answer(
      json: .record([
        "schemaVersion": .integer(1), "entities": .integer(summary.entities),
        "relations": .integer(summary.relations), "namedByEdgesOnly": .integer(summary.namedByEdgesOnly),
        "findings": .integer(summary.findingCount),
      ]), lines: [],
      text: { style, width in
        var table = Table([Table.Column("what"), Table.Column("count", alignment: .right)])
        for (name, count) in lines { table.append([name, Wording.grouped(count)]) }
        return table.text(width: width, style: style)
      })
  }

  /// A file that is read a megabyte at a time.
  private static func input(_ path: String) throws(Failure) -> GraphImport.Input {
    var descriptor = Descriptor.input
    if path != "-" {
      let number = open(path, O_RDONLY | O_CLOEXEC)
      guard number >= 0 else { throw Failure("cannot read the file: \(SystemError.last)", place: path) }
      descriptor = Descriptor(number: number)
    }
    var status = stat()
    let size = fstat(descriptor.number, &status) == 0 && path != "-" ? Int(status.st_size) : 0
    let name = path == "-" ? "standard input" : path.split(separator: "/").last.map(String.init) ?? path
    return GraphImport.Input(
      name: name, size: size,
      source: ByteSource { [descriptor] in try descriptor.readSome(named: path) })
  }
}

extension Descriptor {
  /// Reads at most `limit` bytes; nothing at the end.
  func readSome(named name: String, limit: Int = 1 << 20) throws(Failure) -> [UInt8] {
    while true {
      var failure: Int32 = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
        let got = read(number, buffer.baseAddress, buffer.count)
        if got < 0 { failure = errno }
        count = max(0, got)
      }
      if failure == 0 { return bytes }
      guard failure == EINTR else { throw Failure("cannot read: \(String(cString: strerror(failure)))", place: name) }
    }
  }
}
