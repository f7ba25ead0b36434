import ArgumentParser
import Formats
import KnowledgeGraph
import Store

/// `weft stats`: how much the graph holds.
struct Stats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count what the graph holds.",
    discussion: """
      EXAMPLES:
        weft stats
        weft stats --json | jq .relationsByPredicate
        weft stats --coverage         what of the notes became no claim
      """)

  @Flag(help: "Count and list passages without claims, events without dates, and sums that no claim has.")
  var coverage = false

  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let format = try answer.format(of: [.table, .json, .csv])
    let store = try graph.open().store
    if coverage { return try answer.write(coverage(of: store).answer, as: format) }
    let statistics = try reading { () throws(GraphError) in try store.statistics() }
    try answer.write(Stats.answer(statistics), as: format)
  }

  private func coverage(of store: GraphStore) throws(Failure) -> Coverage {
    do throws(StoreError) { return try Coverage(store) } catch { throw Failure(error) }
  }

  static func answer(_ statistics: GraphStatistics) -> Answer {
    let totals = [
      ("notes", statistics.notes), ("sources", statistics.sources), ("passages", statistics.passages),
      ("claims", statistics.claims), ("claimsWithoutDate", statistics.claimsWithoutDate),
      ("claimsNotFactual", statistics.claimsNotFactual), ("entities", statistics.entities),
      ("relations", statistics.relations), ("acts", statistics.acts), ("contested", statistics.contested),
      ("corroborated", statistics.corroborated), ("diagnostics", statistics.diagnostics),
    ]
    let kinds = sorted(statistics.entitiesByKind.map { ($0.key.rawValue, $0.value) })
    let predicates = sorted(statistics.relationsByPredicate.map { ($0.key.rawValue, $0.value) })
    let claims = sorted(statistics.claimsByPredicate.map { ($0.key.rawValue, $0.value) })

    var table = Table([Table.Column("what"), Table.Column("name"), Table.Column("count", alignment: .right)])
    for (name, count) in totals { table.append(["total", name, String(count)]) }
    for (name, count) in kinds { table.append(["entities of kind", name, String(count)]) }
    for (name, count) in predicates { table.append(["relations", name, String(count)]) }
    for (name, count) in claims { table.append(["claims", name, String(count)]) }

    func object(_ counts: [(String, Int)]) -> [JSONValue.Member] {
      counts.map { JSONValue.Member($0, .integer($1)) }
    }
    return Answer(
      table: table,
      json: .object(
        [JSONValue.Member("schemaVersion", .integer(1))] + object(totals) + [
          JSONValue.Member("entitiesByKind", .object(object(kinds))),
          JSONValue.Member("relationsByPredicate", .object(object(predicates))),
          JSONValue.Member("claimsByPredicate", .object(object(claims))),
        ]), lines: [],
      text: { style, columns in
        func row(_ words: [String]) -> String { words.joined(separator: ", ") + "\n" }
        var text = row([
          Wording.count(statistics.notes, "note"), Wording.count(statistics.sources, "source"),
          Wording.count(statistics.passages, "passage"),
        ])
        text += row([
          Wording.count(statistics.claims, "claim"),
          "\(Wording.grouped(statistics.claimsWithoutDate)) of an event without a date",
          "\(Wording.grouped(statistics.claimsNotFactual)) planned, denied or cancelled",
        ])
        text += row([
          Wording.count(statistics.entities, "entity", "entities"), Wording.count(statistics.relations, "relation"),
          "\(Wording.grouped(statistics.corroborated)) told by several sources",
          "\(Wording.grouped(statistics.contested)) contested",
        ])
        if statistics.diagnostics > 0 {
          text += row(["\(Wording.count(statistics.diagnostics, "finding")) about the notes (weft build shows them)"])
        }
        for (title, counts) in [("kind", kinds), ("predicate", predicates)] where !counts.isEmpty {
          var list = Table([Table.Column(title), Table.Column("count", alignment: .right)])
          for (name, count) in counts { list.append([name, Wording.grouped(count)]) }
          text += "\n" + list.text(width: columns, style: style)
        }
        return text
      })
  }

  /// Most first, then by name.
  private static func sorted(_ counts: [(String, Int)]) -> [(String, Int)] {
    counts.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }
  }
}
