import ArgumentParser
import Formats
import KnowledgeGraph
import Store

/// `weft common`: what two entities are both tied to.
struct CommonTies: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "common",
    abstract: "List what two entities are both tied to.",
    discussion: """
      EXAMPLES:
        weft common Huawei "Tencent Cloud"
        weft common Huawei Mobily --kind Country --evidence
        weft common Huawei Mobily --predicate operates-in --json

      Mentions and bare links are left out unless --mentions asks for them.
      """)

  @ArgumentParser.Argument(help: "The name or an alias of the one.", completion: NameCompletion.kind)
  var first: String

  @ArgumentParser.Argument(help: "The name or an alias of the other.", completion: NameCompletion.kind)
  var second: String

  @OptionGroup var ties: TieOptions
  @Flag(help: "Give the sentence behind every relation.")
  var evidence = false
  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  private struct Row {
    var entity: Entity
    var statement: Statement
    var proofs: [Proof]
  }

  func run() throws {
    let format = try answer.format(of: [.table, .json, .jsonl, .csv])
    let store = try graph.open().store
    let lookup = Lookup(graph: store)
    let (left, right) = (try lookup.entity(first), try lookup.entity(second))
    guard left.id != right.id else { throw Failure.sameEntity(left) }
    let (predicates, kinds) = (try lookup.predicates(ties.predicate), try lookup.kinds(ties.kind))
    let rows = try reading { () throws(GraphError) in
      let ontology = store.ontology
      let shape = try store.shape()
      let walked = shape.walked(predicates, includingBackground: ties.mentions, ontology)
      let names = Set(walked.map { shape.predicates[$0] })
      let shared = try shape.shared(left.id, right.id, predicates: walked)
      var rows: [Row] = []
      for id in shared {
        guard let entity = try store.entity(id) else { continue }
        if let kinds, !kinds.contains(where: { ontology.isKind(entity.kind, under: $0) }) { continue }
        for near in [left, right] {
          let relations = try store.relations(of: near.id, direction: .both, predicates: names)
            .filter { $0.other(than: near.id) == id }.sorted(by: Relation.isBetterProven)
          for relation in relations {
            rows.append(
              Row(
                entity: entity, statement: try store.statement(relation, from: near),
                proofs: evidence ? try store.proofs(of: relation) : []))
          }
        }
      }
      return rows
    }
    try answer.write(answer(rows, left, right), as: format)
    guard !rows.isEmpty else {
      throw Failure(
        "\(TerminalText.safe(left.name)) and \(TerminalText.safe(right.name)) have nothing in common",
        status: .nothingFound, hint: "'weft path' finds longer ways between them")
    }
  }

  private func answer(_ rows: [Row], _ left: Entity, _ right: Entity) -> Answer {
    var table = Table(
      [
        Table.Column("name", shrinks: true), Table.Column("kind"), Table.Column("from", shrinks: true),
        Table.Column("relation"),
      ] + Statement.columns)
    for row in rows {
      table.append(
        [row.entity.name, row.entity.kind.rawValue, row.statement.from.name, row.statement.label] + row.statement.cells)
    }
    let lines = rows.map { row in
      row.statement.json(["proofs": evidence ? .array(row.proofs.map { JSONValue($0) }) : nil])
    }
    return Answer(
      table: table,
      json: .record([
        "schemaVersion": .integer(1), "first": JSONValue(left), "second": JSONValue(right),
        "common": .integer(Set(rows.map(\.entity.id)).count), "relations": .array(lines),
      ]), lines: lines,
      text: { style, width in
        rows.isEmpty
          ? "" : table.text(width: width, style: style) + ProofText.texts(rows.flatMap(\.proofs), style, width)
      })
  }
}
