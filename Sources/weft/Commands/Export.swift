import ArgumentParser
import Drawing
import Formats
import KnowledgeGraph
import Store

/// `weft export`: the whole graph for other programs.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the whole graph for other programs.",
    discussion: """
      EXAMPLES:
        weft export --as json -o graph.json        nodes and links, for NetworkX, D3 and others
        weft export --as claims | git diff --no-index yesterday.jsonl -
        weft export --as dot | sfdp -Tsvg -o graph.svg

      claims has one claim a line, sorted, with all that it says and rests on: two exports can be compared.
      """)

  enum Form: String, CaseIterable, ExpressibleByArgument { case dot, json, claims }

  @Option(name: .customLong("as"), help: ArgumentHelp("The form: dot, json or claims.", valueName: "form"))
  var form: Form

  @Option(
    name: [.short, .long], help: ArgumentHelp("The file to write; - is standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @OptionGroup var graph: GraphOptions

  func run() throws {
    let store = try graph.open().store
    switch form {
    case .json:
      let whole = try Export.whole(store)
      try Files.write((NodeLink.json(whole).text(indented: true) + "\n").utf8, to: output ?? "-")
    case .claims: try writeClaims(of: store)
    case .dot:
      let whole = try Export.whole(store)
      let scene: Scene
      do throws(DrawingError) {
        scene = try Scene(whole, ontology: store.ontology, options: Export.everything)
      } catch {
        throw Failure(error)
      }
      try Files.write(DOTWriter.text(scene).utf8, to: output ?? "-")
    }
  }

  /// For other programs nothing is folded and nothing is too much.
  private static let everything = FigureOptions(
    mode: .light, style: .paper, limit: .max, foldsLeaves: false, mentions: .all)

  /// Everything that the graph holds, mentions and all.
  private static func whole(_ graph: some GraphReading) throws(Failure) -> Subgraph {
    try reading { () throws(GraphError) in
      var whole = try graph.subgraph(Selection(includesBackground: true))
      // Those without any relation stand in the graph too.
      whole.entities = try graph.entities()
      return whole
    }
  }

  private func writeClaims(of graph: some GraphReading) throws(Failure) {
    func text(_ prefix: String) throws(Failure) -> String {
      try reading { () throws(GraphError) in try ClaimLines.text(of: graph, withPrefix: prefix) }
    }
    guard let output, output != "-" else {
      for prefix in ClaimLines.prefixes { try Files.write(text(prefix).utf8, to: "-") }
      return
    }
    try Files.write(text("").utf8, to: output)
  }
}
