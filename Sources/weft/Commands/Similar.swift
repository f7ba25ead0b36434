import ArgumentParser
import Formats
import KnowledgeGraph
import Store

/// `weft similar`: entities that are tied to the same things.
struct Similar: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "similar",
    abstract: "List the entities that share most ties with one.",
    discussion: """
      EXAMPLES:
        weft similar Mobily
        weft similar Huawei --kind Company --limit 5
        weft similar Huawei --predicate operates-in --json

      Two are similar by the neighbours that both have, of all that one of them has (Jaccard). Entities of the same kind
      are listed, or of those that --kind names. Mentions and bare links are left out unless --mentions asks for them.
      """)

  @ArgumentParser.Argument(help: "The name or an alias.", completion: NameCompletion.kind)
  var name: String

  @Option(help: ArgumentHelp("List at most so many.", valueName: "n"))
  var limit = 10

  @OptionGroup var ties: TieOptions
  @Flag(help: "Give the best proven relation to each shared neighbour, with its sentences.")
  var evidence = false
  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit is 1 or more") }
  }

  private struct Row {
    var entity: Entity
    var similarity: Double
    var shared: [String]
    var proofs: [Proof]
  }

  func run() throws {
    let format = try answer.format(of: [.table, .json, .jsonl, .csv])
    let store = try graph.open().store
    let lookup = Lookup(graph: store)
    let center = try lookup.entity(name)
    let (predicates, kinds) = (try lookup.predicates(ties.predicate), try lookup.kinds(ties.kind))
    let rows = try reading { () throws(GraphError) in
      let ontology = store.ontology
      let shape = try store.shape()
      let walked = shape.walked(predicates, includingBackground: ties.mentions, ontology)
      let found = try shape.similar(to: center.id, predicates: walked, limit: limit) { kind in
        kinds?.contains { ontology.isKind(kind, under: $0) } ?? (kind == center.kind)
      }
      let predicates = Set(walked.map { shape.predicates[$0] })
      var rows: [Row] = []
      for item in found {
        guard let entity = try store.entity(item.entity) else { continue }
        var row = Row(entity: entity, similarity: item.similarity, shared: [], proofs: [])
        let own = evidence ? try store.relations(of: entity.id, direction: .both, predicates: predicates) : []
        for id in item.shared {
          row.shared.append(try store.entity(id)?.name ?? "")
          let between = own.filter { $0.other(than: entity.id) == id }
          if let best = between.min(by: Relation.isBetterProven) { row.proofs += try store.proofs(of: best) }
        }
        rows.append(row)
      }
      return rows
    }
    try answer.write(answer(rows, center), as: format)
    guard !rows.isEmpty else {
      throw Failure("nothing shares a tie with \(TerminalText.safe(center.name))", status: .nothingFound)
    }
  }

  private func answer(_ rows: [Row], _ center: Entity) -> Answer {
    var table = Table([
      Table.Column("name", shrinks: true), Table.Column("kind"), Table.Column("similarity", alignment: .right),
      Table.Column("shared", shrinks: true),
    ])
    var lines: [JSONValue] = []
    for row in rows {
      let hundredths = Int((row.similarity * 100).rounded())
      let similarity = "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + String(hundredths % 100)
      table.append([row.entity.name, row.entity.kind.rawValue, similarity, row.shared.joined(separator: ", ")])
      lines.append(
        .record([
          "name": .string(row.entity.name), "kind": .string(row.entity.kind.rawValue),
          "similarity": .number(row.similarity), "shared": .strings(row.shared),
          "proofs": evidence ? .array(row.proofs.map { JSONValue($0) }) : nil,
        ]))
    }
    return Answer(
      table: table,
      json: .record([
        "schemaVersion": .integer(1), "entity": JSONValue(center), "similar": .array(lines),
      ]), lines: lines,
      text: { style, width in
        rows.isEmpty
          ? "" : table.text(width: width, style: style) + ProofText.texts(rows.flatMap(\.proofs), style, width)
      })
  }
}
