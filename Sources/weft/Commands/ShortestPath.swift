import ArgumentParser
import Drawing
import Formats
import KnowledgeGraph
import Store

/// `weft path`: the shortest ways between two entities.
struct ShortestPath: FigureCommand {
  static let configuration = CommandConfiguration(
    commandName: "path",
    abstract: "Find how two entities are tied to each other.",
    discussion: """
      EXAMPLES:
        weft path Huawei "Saudi Arabia"
        weft path Huawei Mobily --all --evidence
        weft path Huawei Mobily --shortest 5 --max 4
        weft path Huawei Mobily --max 3 --json

      Relations are walked in either direction. Mentions and bare links are walked only where no other way exists.
      """)

  @ArgumentParser.Argument(help: "Where the way begins.", completion: NameCompletion.kind)
  var start: String

  @ArgumentParser.Argument(help: "Where the way ends.", completion: NameCompletion.kind)
  var end: String

  @Option(help: ArgumentHelp("The greatest number of steps.", valueName: "n"))
  var max = 6

  @Flag(help: "Give all shortest ways (at most 100), not only the first.")
  var all = false

  @Option(
    help: ArgumentHelp(
      "Give the n shortest ways on which no entity stands twice, also those longer than the shortest.",
      valueName: "n"))
  var shortest: Int?

  @Flag(help: "Give the sentence behind every step.")
  var evidence = false

  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard (1...100).contains(max) else { throw ValidationError("--max is 1 to 100") }
    guard shortest.map({ (1...100).contains($0) }) ?? true else { throw ValidationError("--shortest is 1 to 100") }
    guard shortest == nil || !all else { throw ValidationError("--all and --shortest ask for two things") }
  }

  func run() throws {
    let format = try answer.format(of: OutputFormat.ofFigures)
    let opened = try graph.open()
    if format.isFigure {
      return try answer.write(try figure(of: opened).picture(as: format), as: format)
    }
    let paths = try paths(in: opened.store, from: try ends(in: opened.store))
    try answer.write(try answer(paths, in: opened.store), as: format)
    guard !paths.isEmpty else { throw nothing }
  }

  private var nothing: Failure {
    Failure(
      "no way of \(Wording.count(max, "step")) or fewer leads from \(TerminalText.safe(start)) to "
        + TerminalText.safe(end), status: .nothingFound)
  }

  func figure(of graph: OpenGraph) throws(Failure) -> Figure {
    let store = graph.store
    let ends = try ends(in: store)
    let paths = try paths(in: store, from: ends)
    guard !paths.isEmpty else { throw nothing }
    let part = try reading { () throws(GraphError) in try store.subgraph(along: paths) }
    let limits = [
      ShortestPath.word("max", max == 6 ? nil : max), all ? "--all" : nil, ShortestPath.word("shortest", shortest),
    ]
    return Figure(
      part: { _ in part }, ontology: store.ontology,
      options: try graph.dressed(FigureOptions(title: "\(ends.first.name) to \(ends.last.name)", mentions: .all)),
      arguments: ShortestPath.words(limits, names: [ends.first, ends.last]), fingerprint: graph.fingerprint)
  }

  private struct Step {
    var path: Int
    var number: Int
    var statement: Statement
    var proofs: [Proof]
  }

  private func ends(in graph: some GraphReading) throws(Failure) -> (first: Entity, last: Entity) {
    let lookup = Lookup(graph: graph)
    let (first, last) = (try lookup.entity(start), try lookup.entity(end))
    guard first.id != last.id else {
      throw Failure.sameEntity(first)
    }
    return (first, last)
  }

  private func paths(
    in graph: some GraphReading, from ends: (first: Entity, last: Entity)
  ) throws(Failure) -> [Path] {
    try reading { () throws(GraphError) in
      if let shortest {
        return try graph.shortestSimplePaths(from: ends.first.id, to: ends.last.id, count: shortest, maximum: max)
      }
      return try graph.shortestPaths(from: ends.first.id, to: ends.last.id, maximum: max, limit: all ? 100 : 1)
    }
  }

  private func answer(_ paths: [Path], in graph: some GraphReading) throws(Failure) -> Answer {
    var steps: [Step] = []
    try reading { () throws(GraphError) in
      for (position, path) in paths.enumerated() {
        for (number, step) in path.steps.enumerated() {
          guard path.entities.indices.contains(number), let near = try graph.entity(path.entities[number]) else {
            continue
          }
          for relation in step {
            steps.append(
              Step(
                path: position + 1, number: number + 1, statement: try graph.statement(relation, from: near),
                proofs: evidence ? try graph.proofs(of: relation) : []))
          }
        }
      }
    }
    var table = Table(
      [
        Table.Column("path", alignment: .right), Table.Column("step", alignment: .right),
        Table.Column("from", shrinks: true), Table.Column("relation"), Table.Column("to", shrinks: true),
      ] + Statement.columns)
    for step in steps {
      table.append(
        [
          paths.count > 1 ? String(step.path) : "", String(step.number), step.statement.from.name,
          step.statement.label, step.statement.to?.name ?? "",
        ] + step.statement.cells)
    }
    let lines = steps.map { step in
      step.statement.json([
        "path": .integer(step.path), "step": .integer(step.number),
        "proofs": evidence ? .array(step.proofs.map { JSONValue($0) }) : nil,
      ])
    }
    return Answer(
      table: table,
      json: .record([
        "schemaVersion": .integer(1), "paths": .integer(paths.count),
        "backgroundOnly": .bool(paths.contains { $0.usesBackground }), "steps": .array(lines),
      ]), lines: lines,
      text: { style, columns in
        guard !steps.isEmpty else { return "" }
        var text = table.text(width: columns, style: style)
        for step in steps where evidence {
          for proof in step.proofs { text += "\n" + ProofText.text(proof, style: style, columns: columns) }
        }
        return text
      })
  }
}
