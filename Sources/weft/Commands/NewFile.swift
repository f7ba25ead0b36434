import ArgumentParser
import KnowledgeGraph
import Store

/// `weft new`: files to begin with.
struct NewFile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a file to begin with.",
    discussion: """
      EXAMPLES:
        weft new report -o weekly.md
      """, subcommands: [NewReport.self])
}

/// `weft new report`: a report to begin with.
struct NewReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a report to begin with, with names of this graph.",
    discussion: """
      EXAMPLES:
        weft new report -o weekly.md
        weft report weekly.md -o out/
      """)

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write; without it or with -, standard output.", valueName: "file"),
    completion: .file(extensions: ["md"]))
  var output: String?

  @OptionGroup var graph: GraphOptions

  func run() throws {
    if let output, output != "-", Files.identity(output) != nil {
      throw Failure("the file is there already", place: ShownPath.text(output), hint: "give another name")
    }
    let store = try graph.open().store
    let names = try reading { () throws(GraphError) in try NewReport.names(in: store) }
    guard !names.isEmpty else {
      throw Failure(
        "the graph has no facts to report", status: .nothingFound, hint: "'weft stats' shows what it holds")
    }
    try Files.write(NewReport.text(names).utf8, to: output ?? "-")
  }

  /// The names that most facts speak for, at most three.
  private static func names(in graph: some GraphReading) throws(GraphError) -> [String] {
    let facts = try graph.subgraph(Selection(limit: 40, includesProofs: false))
    var ties: [EntityID: Int] = [:]
    for relation in facts.relations {
      guard let object = relation.object, relation.qualifiers.isFactual else { continue }
      for end in [relation.subject, object] { ties[end, default: 0] += 1 }
    }
    let named = facts.entities.filter { entity in
      !entity.isDescribed && !graph.ontology.isKind(entity.kind, under: .source)
        && !graph.ontology.isKind(entity.kind, under: .place) && entity.kind != .topic && ties[entity.id] != nil
    }
    return named.sorted { left, right in
      let (l, r) = (ties[left.id] ?? 0, ties[right.id] ?? 0)
      return l != r ? l > r : left.name < right.name
    }.prefix(3).map(\.name)
  }

  private static func text(_ names: [String]) -> String {
    func quoted(_ name: String) -> String { name.contains("\"") ? "'\(name)'" : "\"\(name)\"" }
    let first = quoted(names[0])
    let heading = Set("\\`*_[]<>#{}").union(["\n", "\r"])
    let plain = names[0].filter { !heading.contains($0) }
    // The mark in front keeps the report itself out of the next build, should it lie among the notes.
    var text = """
      ---
      weft: report
      ---
      # What is known of \(plain)

      <!-- Fill this report with: weft report THIS-FILE -o out/ -->

      \(plain) has {{weft: count \(first)}} ties, {{weft: count \(first) --kind Company}} of them with companies.

      ```weft
      draw \(first) --caption "What ties them"
      ```

      ## In the order of time

      ```weft
      timeline \(first)
      ```

      ## Who and what, and who says so

      ```weft
      neighbors \(first)
      ```

      """
    if names.count > 1 {
      text += """

        ## How \(plain) is tied to \(names[1].filter { !heading.contains($0) })

        ```weft
        path \(first) \(quoted(names[1]))
        ```

        """
    }
    return text + """

      ## In their words

      ```weft
      evidence \(first) --limit 5
      ```

      """
  }
}
