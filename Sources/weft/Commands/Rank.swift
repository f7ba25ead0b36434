import ArgumentParser
import Formats
import KnowledgeGraph
import Store

/// `weft rank`: who counts most.
struct Rank: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "List the entities that count most.",
    discussion: """
      EXAMPLES:
        weft rank
        weft rank --by pagerank --kind Company --limit 10
        weft rank --predicate partners-with --json

      By degree an entity counts as many relations as it has; by pagerank it counts where those lead to it that count
      themselves (damping 0.85). Mentions and bare links are left out unless --mentions asks for them.
      """)

  @Option(
    help: ArgumentHelp("degree or pagerank.", valueName: "measure"),
    completion: .list(RankMeasure.allCases.map(\.rawValue)), transform: Rank.measure)
  var by = RankMeasure.degree

  @Option(help: ArgumentHelp("List at most so many.", valueName: "n"))
  var limit = 20

  @OptionGroup var ties: TieOptions
  @Flag(help: "Give the relation that is best proven behind each, with its sentences.")
  var evidence = false
  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  private static func measure(_ text: String) throws -> RankMeasure {
    guard let measure = RankMeasure(rawValue: text) else { throw ValidationError("there are degree and pagerank") }
    return measure
  }

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit is 1 or more") }
  }

  func run() throws {
    let format = try answer.format(of: [.table, .json, .jsonl, .csv])
    let store = try graph.open().store
    let lookup = Lookup(graph: store)
    let (predicates, kinds) = (try lookup.predicates(ties.predicate), try lookup.kinds(ties.kind))
    let (rows, proofs) = try reading { () throws(GraphError) in
      let shape = try store.shape()
      let ontology = store.ontology
      let walked = shape.walked(predicates, includingBackground: ties.mentions, ontology)
      let ranked = try shape.ranked(by: by, predicates: walked, limit: limit, ontology: ontology) { kind in
        kinds?.contains { ontology.isKind(kind, under: $0) } ?? true
      }
      var rows: [(entity: Entity, score: Double)] = []
      var proofs: [[Proof]] = []
      for item in ranked where item.score > 0 {
        guard let entity = try store.entity(item.entity) else { continue }
        rows.append((entity, item.score))
        guard evidence else { continue }
        let own = try store.relations(
          of: entity.id, direction: .both, predicates: Set(walked.map { shape.predicates[$0] }))
        proofs.append(
          try own.sorted(by: Relation.isBetterProven).first.map { (relation) throws(GraphError) in
            try store.proofs(of: relation)
          } ?? [])
      }
      return (rows, proofs)
    }
    try answer.write(Rank.answer(rows, proofs, by: by), as: format)
    guard !rows.isEmpty else { throw Failure("the graph has nothing that fits", status: .nothingFound) }
  }

  /// A whole number as it is, a share with six digits.
  private static func text(_ score: Double, by measure: RankMeasure) -> String {
    guard measure == .pagerank else { return String(Int(score)) }
    let millionths = Int((score * 1e6).rounded())
    let digits = String(millionths % 1_000_000)
    return "\(millionths / 1_000_000)." + String(repeating: "0", count: 6 - digits.count) + digits
  }

  private static func answer(
    _ rows: [(entity: Entity, score: Double)], _ proofs: [[Proof]], by measure: RankMeasure
  ) -> Answer {
    var table = Table([
      Table.Column("rank", alignment: .right), Table.Column("name", shrinks: true), Table.Column("kind"),
      Table.Column(measure.rawValue, alignment: .right),
    ])
    var lines: [JSONValue] = []
    for (place, row) in rows.enumerated() {
      table.append([
        String(place + 1), row.entity.name, row.entity.kind.rawValue, text(row.score, by: measure),
      ])
      lines.append(
        .record([
          "rank": .integer(place + 1), "name": .string(row.entity.name), "kind": .string(row.entity.kind.rawValue),
          measure.rawValue: measure == .degree ? .integer(Int(row.score)) : .number(row.score),
          "proofs": proofs.isEmpty ? nil : .array(proofs[place].map { JSONValue($0) }),
        ]))
    }
    return Answer(
      table: table,
      json: .record([
        "schemaVersion": .integer(1), "by": .string(measure.rawValue), "entities": .array(lines),
      ]), lines: lines,
      text: { style, width in
        rows.isEmpty
          ? "" : table.text(width: width, style: style) + ProofText.texts(proofs.flatMap { $0 }, style, width)
      })
  }
}
