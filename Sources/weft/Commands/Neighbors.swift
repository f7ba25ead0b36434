import ArgumentParser
import Drawing
import Formats
import KnowledgeGraph
import Store

/// `weft neighbors`: what an entity is tied to.
struct Neighbors: FigureCommand {
  static let configuration = CommandConfiguration(
    commandName: "neighbors",
    abstract: "List what an entity is tied to.",
    discussion: """
      EXAMPLES:
        weft neighbors Mobily
        weft neighbors Huawei --depth 2 --kind Country
        weft neighbors "Tencent Cloud" --predicate partners-with --since 2024
        weft neighbors Mobily --evidence
        weft neighbors Alibaba --as-of 2023 --json

      Mentions and bare links are left out unless --mentions asks for them or nothing else is there.
      """,
    aliases: ["neighbours"])

  @ArgumentParser.Argument(help: "The name or an alias.", completion: NameCompletion.kind)
  var name: String

  @Option(help: ArgumentHelp("The greatest number of steps from the entity.", valueName: "n"))
  var depth = 1

  @Option(help: ArgumentHelp("Walk this predicate only; may be given several times.", valueName: "predicate"))
  var predicate: [String] = []

  @Option(help: ArgumentHelp("List entities of this kind only; may be given several times.", valueName: "kind"))
  var kind: [String] = []

  @Option(
    help: ArgumentHelp("From subject to object (out), the other way (in), or both.", valueName: "direction"),
    completion: .list(Direction.allCases.map(\.rawValue)), transform: Neighbors.direction)
  var direction = Direction.both

  @Flag(help: "Walk mentions and bare links too.")
  var mentions = false

  @Flag(help: "Give the sentence behind every relation.")
  var evidence = false

  @OptionGroup var time: TimeOptions
  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  static func direction(_ text: String) throws -> Direction {
    guard let direction = Direction(rawValue: text) else {
      throw ValidationError("there are out, in and both")
    }
    return direction
  }

  func validate() throws {
    guard (1...20).contains(depth) else { throw ValidationError("--depth is 1 to 20") }
  }

  func run() throws {
    let format = try answer.format(of: OutputFormat.ofFigures)
    let opened = try graph.open()
    if format.isFigure {
      return try answer.write(try figure(of: opened).picture(as: format), as: format)
    }
    let (entity, found) = try neighbourhood(in: opened.store, opened.noteDates(time))
    try answer.write(
      try Neighbors.answer(
        entity, found, depth: depth, evidence: evidence, withDisagreement: format == .json || format == .jsonl,
        in: opened.store),
      as: format)
    guard !found.members.isEmpty else { throw Neighbors.nothing(entity) }
  }

  private static func nothing(_ entity: Entity) -> Failure {
    Failure("\(TerminalText.safe(entity.name)) has no neighbors that fit", status: .nothingFound)
  }

  func figure(of graph: OpenGraph) throws(Failure) -> Figure {
    let store = graph.store
    let (entity, found) = try neighbourhood(in: store, graph.noteDates(time))
    guard !found.members.isEmpty else { throw Neighbors.nothing(entity) }
    let part = try reading { () throws(GraphError) in try store.subgraph(of: found, around: entity) }
    let limits = [
      Neighbors.word("depth", depth == 1 ? nil : depth),
      Neighbors.word("direction", direction == .both ? nil : direction.rawValue),
      mentions ? "--mentions" : nil,
    ]
    let kinds = predicate.map { Neighbors.word("predicate", $0) } + kind.map { Neighbors.word("kind", $0) }
    var ranked = try reading { () throws(GraphError) in
      try store.rankedPart(of: part.relations, entities: part.entities.map(\.id), focus: [entity.id])
    }
    return Figure(
      part: { extent throws(Failure) in
        try reading { () throws(GraphError) in
          try ranked.subgraph(limit: extent.entities, statements: extent.statements, of: store)
        }
      }, ontology: store.ontology, options: try graph.dressed(FigureOptions(title: entity.name, mentions: .all)),
      arguments: Neighbors.words(limits + kinds + time.words, names: [entity]), fingerprint: graph.fingerprint)
  }

  private func neighbourhood(
    in graph: some GraphReading, _ noteDates: NoteDates
  ) throws(Failure) -> (Entity, Neighbourhood) {
    let lookup = Lookup(graph: graph)
    let entity = try lookup.entity(name)
    let predicates = try lookup.predicates(predicate)
    let kinds = try lookup.kinds(kind)
    let found = try reading { () throws(GraphError) in
      try graph.neighbourhood(
        of: entity.id, depth: depth, predicates: predicates, kinds: kinds, direction: direction, asOf: time.asOf,
        since: time.since, noteDates: noteDates, includingBackground: mentions)
    }
    return (entity, found)
  }

  static func answer(
    _ entity: Entity, _ found: Neighbourhood, depth: Int, evidence: Bool, withDisagreement: Bool,
    in graph: some GraphReading
  ) throws(Failure) -> Answer {
    var rows: [(steps: Int, statement: Statement, proofs: [Proof])] = []
    try reading { () throws(GraphError) in
      for member in found.members {
        for link in member.links {
          guard let near = link.relation.other(than: member.entity.id), let from = try graph.entity(near) else {
            continue
          }
          let statement = try graph.statement(
            link.relation, from: from, isUncertain: link.isUncertain, withDisagreement: withDisagreement)
          rows.append((member.distance, statement, evidence ? try graph.proofs(of: link.relation) : []))
        }
      }
    }
    var table = Table(
      [
        Table.Column("steps", alignment: .right), Table.Column("from", shrinks: true), Table.Column("relation"),
        Table.Column("name", shrinks: true), Table.Column("kind"),
      ] + Statement.columns)
    for (steps, statement, _) in rows {
      let way = depth > 1 ? [String(steps), statement.from.name] : ["", ""]
      table.append(
        way + [statement.label, statement.to?.name ?? "", statement.to?.kind.rawValue ?? ""] + statement.cells)
    }
    let lines = rows.map { row in
      row.statement.json([
        "steps": .integer(row.steps), "proofs": evidence ? .array(row.proofs.map { JSONValue($0) }) : nil,
      ])
    }
    return Answer(
      table: table,
      json: .record([
        "schemaVersion": .integer(1), "entity": JSONValue(entity), "backgroundOnly": .bool(found.isBackgroundOnly),
        "neighbors": .array(lines),
      ]), lines: lines,
      text: { style, columns in
        rows.isEmpty
          ? "" : table.text(width: columns, style: style) + ProofText.texts(rows.flatMap(\.proofs), style, columns)
      })
  }
}
