import ArgumentParser
import Formats
import KnowledgeGraph

/// `weft export`: the whole graph, or a part of it, for other programs.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the graph for other programs.",
    discussion: """
      FORMS:
      \(GraphFormats.all.map { "  \(TerminalText.padded($0.name, to: 9))\($0.abstract)" }.joined(separator: "\n"))

      EXAMPLES:
        weft export --as graphml -o graph.graphml
        weft export --as csv -o tables        tables/nodes.csv, tables/edges.csv
        weft export --as claims -o text/      many small files, for git and weft build --from-claims
        weft export --as claims | git diff --no-index yesterday.jsonl -
        weft export Huawei --as mermaid       what Huawei is tied to

      What each form holds and what it cannot: Documentation/FileFormats.md.
      """)

  /// A form by its name.
  struct Form: ExpressibleByArgument {
    let format: any GraphFormat

    init?(argument: String) {
      guard let format = GraphFormats.named(argument) else { return nil }
      self.format = format
    }

    static let allValueStrings = GraphFormats.all.map(\.name)
  }

  @ArgumentParser.Argument(
    help: "Write only what these names are tied to; without a name, the whole graph.", completion: NameCompletion.kind)
  var names: [String] = []

  @Option(name: .customLong("as"), help: ArgumentHelp("The form; one of those below.", valueName: "form"))
  var form: Form

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "The file to write, for csv and sharded claims the folder; - is standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Option(help: ArgumentHelp("The greatest number of steps from the names; without it, 1.", valueName: "n"))
  var depth: Int?

  @Flag(help: "In DOT, put the entities of each kind into a cluster.")
  var clusters = false

  @OptionGroup var graph: GraphOptions

  func validate() throws {
    guard (1...20).contains(depth ?? 1) else { throw ValidationError("--depth is 1 to 20") }
    guard depth == nil || !names.isEmpty else { throw ValidationError("--depth counts from names: give names") }
    guard !clusters || form.format is DOT else { throw ValidationError("--clusters is for --as dot") }
    guard form.format.fileNames.count == 1 || (output ?? "-") != "-" else {
      throw ValidationError("\(form.format.name) is several files: give a folder with -o")
    }
  }

  func run() throws {
    let opened = try graph.open()
    let store = opened.store
    let format: any GraphFormat = clusters ? DOT(clusters: true) : form.format
    if format is ClaimLines, let output, Export.isFolder(output) {
      guard names.isEmpty else {
        throw Failure("a folder of claims holds the whole graph", status: .usage, hint: "give a file: -o claims.jsonl")
      }
      return try ClaimFolderFiles(output).write(opened)
    }
    let export = GraphExport(store, part: try part(of: store))
    guard format.fileNames.count == 1 else { return try Export.write(export, as: format, into: output ?? ".") }
    try Files.write(to: output ?? "-") { (descriptor, name) throws(Failure) in
      try Export.run(export, as: format) { _, bytes throws(Failure) in try descriptor.writeAll(bytes, named: name) }
    }
  }

  /// Whether a path means a folder: one that is there, that ends in a slash, or that has no ending.
  private static func isFolder(_ path: String) -> Bool {
    guard path != "-", Files.identity(path) == nil || Files.isFolder(path) else { return false }
    return Files.isFolder(path) || path.hasSuffix("/") || !OutputFormat.hasEnding(path)
  }

  /// What the names are tied to, or nil for the whole graph.
  private func part(of graph: some GraphReading) throws(Failure) -> Subgraph? {
    guard !names.isEmpty else { return nil }
    let lookup = Lookup(graph: graph)
    var focus: [EntityID] = []
    for name in names { focus.append(try lookup.entity(name).id) }
    let selection = Selection(depth: depth ?? 1)
    return try reading { () throws(GraphError) in try graph.subgraph(around: focus, selection) }
  }

  /// Writes each file of a form into a folder, which is made where there is none.
  private static func write(
    _ export: GraphExport<some GraphReading>, as format: any GraphFormat, into folder: String
  ) throws(Failure) {
    var contents: [String: [UInt8]] = [:]
    try run(export, as: format) { file, bytes in contents[file ?? "", default: []] += bytes }
    try ReportFiles.makeFolder(folder)
    for name in format.fileNames { try Files.write(contents[name] ?? [], to: folder + "/" + name) }
  }

  private static func run(
    _ export: GraphExport<some GraphReading>, as format: any GraphFormat,
    _ sink: (_ file: String?, _ bytes: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var failure: Failure?
    do throws(ExportError) {
      try withoutActuallyEscaping(sink) { (sink) throws(ExportError) in
        var output = ExportOutput { file, bytes throws(ExportError) in
          do throws(Failure) {
            try sink(file, bytes)
          } catch {
            failure = error
            throw ExportError(error.message)
          }
        }
        try format.write(export, to: &output)
        try output.finish()
      }
    } catch {
      throw failure ?? Failure(error.message, hint: error.hint)
    }
  }
}
