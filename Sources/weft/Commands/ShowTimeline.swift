import ArgumentParser
import Formats
import KnowledgeGraph

/// `weft timeline`: what is told of an entity in the order of time.
struct ShowTimeline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "List what is told of a name in the order of time.",
    discussion: """
      EXAMPLES:
        weft timeline Huawei
        weft timeline Mobily --as-of 2024-03          what had happened or held by then
        weft timeline Alibaba --since 2024-10 --json  what notes added since then say

      Events stand at their date, states at their beginning. What has no date is listed last.
      """)

  @ArgumentParser.Argument(help: "The name or an alias.", completion: NameCompletion.kind)
  var name: String

  @Option(help: ArgumentHelp("List this predicate only; may be given several times.", valueName: "predicate"))
  var predicate: [String] = []

  @OptionGroup var time: TimeOptions
  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let format = try answer.format(of: [.table, .json, .jsonl, .csv])
    let opened = try graph.open()
    let store = opened.store
    let lookup = Lookup(graph: store)
    let entity = try lookup.entity(name)
    let predicates = try lookup.predicates(predicate)
    let timeline = try reading { () throws(GraphError) in
      try store.timeline(
        of: entity.id, predicates: predicates, asOf: time.asOf, since: time.since, noteDates: opened.noteDates(time))
    }
    try answer.write(try ShowTimeline.answer(entity, timeline, in: store), as: format)
    guard !timeline.entries.isEmpty || !timeline.undated.isEmpty else {
      throw Failure("nothing that fits is told of \(TerminalText.safe(entity.name))", status: .nothingFound)
    }
  }

  static func answer(_ entity: Entity, _ timeline: Timeline, in graph: some GraphReading) throws(Failure) -> Answer {
    var dated: [(date: PartialDate, statement: Statement)] = []
    var undated: [Statement] = []
    try reading { () throws(GraphError) in
      for entry in timeline.entries {
        let statement = try graph.statement(entry.relation, from: entity, isUncertain: entry.isUncertain)
        dated.append((entry.date, statement))
      }
      for link in timeline.undated {
        undated.append(try graph.statement(link.relation, from: entity, isUncertain: link.isUncertain))
      }
    }
    let columns = [
      Table.Column("when"), Table.Column("relation"), Table.Column("name", shrinks: true), Table.Column("kind"),
    ]
    var table = Table(columns + Statement.columns.dropFirst())
    for statement in dated.map(\.statement) + undated {
      let names = [statement.label, statement.to?.name ?? "", statement.to?.kind.rawValue ?? ""]
      table.append([statement.when] + names + statement.cells.dropFirst())
    }
    let lines = dated.map { $0.statement.json(["date": .string($0.date.edtf)]) } + undated.map { $0.json() }
    return Answer(
      table: table,
      json: .record([
        "schemaVersion": .integer(1), "entity": JSONValue(entity),
        "timeline": .array(Array(lines.prefix(dated.count))), "undated": .array(Array(lines.dropFirst(dated.count))),
      ]), lines: lines, text: { style, columns in table.text(width: columns, style: style) })
  }
}
