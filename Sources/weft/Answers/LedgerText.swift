import Formats
import KnowledgeGraph

/// A ledger as people and programs read it.
struct LedgerText {
  /// A deal in words, with its proofs where they are shown.
  private struct Told {
    var deal: Deal
    var sentence: String
    var parties: [String]
    var claims: [String]
    var proofs: [Proof]
  }

  private let axis: Ledger.Axis?
  private let isEvidenceShown: Bool
  private var totals: [(total: Ledger.Total, deals: [Told])] = []
  private var apart: [(reason: String, deal: Told)] = []

  init(
    _ ledger: Ledger, by axis: Ledger.Axis?, evidence: Bool, in graph: some GraphReading
  ) throws(Failure) {
    self.axis = axis
    isEvidenceShown = evidence
    try reading { () throws(GraphError) in
      for total in ledger.totals {
        var deals: [Told] = []
        for deal in total.deals { deals.append(try LedgerText.told(deal, in: graph)) }
        totals.append((total, deals))
      }
      for entry in ledger.apart { apart.append((entry.reason, try LedgerText.told(entry.deal, in: graph))) }
    }
  }

  private static func told(_ deal: Deal, in graph: some GraphReading) throws(GraphError) -> Told {
    var subjects: [String] = []
    var objects: [String] = []
    for relation in deal.relations {
      if let name = try graph.entity(relation.subject)?.name, !subjects.contains(name) { subjects.append(name) }
      if let id = relation.object, let name = try graph.entity(id)?.name, !objects.contains(name) {
        objects.append(name)
      }
    }
    let names = [subjects.joined(separator: " and "), graph.ontology.label(deal.predicate)]
    let when = deal.at?.edtf ?? deal.announced.map { "announced \($0.edtf)" }
    let words =
      [(names + [objects.joined(separator: ", ")]).filter { !$0.isEmpty }.joined(separator: " ")]
      + [deal.amounts.map { Wording.amount($0) }.joined(separator: " or "), when ?? "", deal.standing.rawValue]
      + [deal.isContested ? "contested" : "", Wording.count(deal.sourceCount, "source")]
    var claims: [String] = []
    var proofs: [Proof] = []
    for id in deal.claims {
      claims.append(try graph.shortID(of: id))
      if let claim = try graph.claim(id) { proofs.append(try graph.proof(of: claim)) }
    }
    return Told(
      deal: deal, sentence: TerminalText.safe(words.filter { !$0.isEmpty }.joined(separator: ", ")),
      parties: subjects + objects.filter { !subjects.contains($0) }, claims: claims, proofs: proofs)
  }

  /// "at least 2,000,000,000 USD", "about 430,000,000–450,000,000 USD".
  static func text(_ sum: MoneySum, _ currency: String) -> String {
    let zero = ExactDecimal(0)
    var text: String
    switch sum.high {
    case nil: text = sum.low == zero ? "an open sum of" : "at least \(Wording.grouped(sum.low))"
    case sum.low: text = Wording.grouped(sum.low)
    case let high? where sum.low == zero: text = "up to \(Wording.grouped(high))"
    case let high?: text = "\(Wording.grouped(sum.low))–\(Wording.grouped(high))"
    }
    if sum.isApproximate { text = "about \(text)" }
    return "\(text) \(currency)"
  }

  private static func list(_ claims: [String]) -> String {
    let shown = claims.prefix(3).joined(separator: " ")
    return claims.count > 3 ? "\(shown) +\(claims.count - 3)" : shown
  }

  private var table: Table {
    var table = Table([
      Table.Column(axis?.rawValue ?? "group", shrinks: true), Table.Column("standing"),
      Table.Column("sum", alignment: .right), Table.Column("deals", alignment: .right), Table.Column("claims"),
      Table.Column("apart", shrinks: true),
    ])
    for (total, deals) in totals {
      let row = [total.group, total.standing.rawValue, LedgerText.text(total.sum, total.currency)]
      table.append(row + [String(deals.count), LedgerText.list(deals.flatMap(\.claims)), ""])
    }
    return table
  }

  /// For programs also what stands apart, and all claims of a total.
  private var rows: Table {
    var rows = Table(table.columns)
    for (total, deals) in totals {
      let row = [total.group, total.standing.rawValue, LedgerText.text(total.sum, total.currency)]
      rows.append(row + [String(deals.count), deals.flatMap(\.claims).joined(separator: " "), ""])
    }
    for (reason, told) in apart {
      let row = ["", told.deal.standing.rawValue, LedgerText.text(told.deal.sum, told.deal.currency)]
      rows.append(row + ["1", told.claims.joined(separator: " "), reason])
    }
    return rows
  }

  var answer: Answer {
    let lines =
      totals.map { total, deals in
        JSONValue.record([
          axis?.rawValue ?? "group": axis == nil ? nil : .string(total.group),
          "standing": .string(total.standing.rawValue), "currency": .string(total.currency),
          "sum": LedgerText.json(total.sum), "deals": .array(deals.map { LedgerText.json($0) }),
        ])
      }
      + apart.map { reason, told in .record(["apart": .string(reason), "deal": LedgerText.json(told)]) }
    return Answer(
      table: rows,
      json: .record([
        "schemaVersion": .integer(1), "by": axis.map { .string($0.rawValue) },
        "totals": .array(Array(lines.prefix(totals.count))), "apart": .array(Array(lines.dropFirst(totals.count))),
      ]), lines: lines, text: text)
  }

  private static func json(_ sum: MoneySum) -> JSONValue {
    .record([
      "low": .string(sum.low.description), "high": sum.high.map { .string($0.description) },
      "approximate": sum.isApproximate ? .bool(true) : nil,
    ])
  }

  private static func json(_ told: Told) -> JSONValue {
    let deal = told.deal
    return .record([
      "predicate": .string(deal.predicate.rawValue), "parties": .strings(told.parties),
      "standing": .string(deal.standing.rawValue), "currency": .string(deal.currency), "sum": json(deal.sum),
      "amounts": .array(deal.amounts.map { JSONValue($0) }), "at": deal.at.map { .string($0.edtf) },
      "announced": deal.announced.map { .string($0.edtf) }, "contested": deal.isContested ? .bool(true) : nil,
      "sourceCount": .integer(deal.sourceCount), "proofs": .array(told.proofs.map { JSONValue($0) }),
    ])
  }

  private func text(_ style: Style, _ columns: Int?) -> String {
    var text = ""
    if isEvidenceShown {
      for (total, deals) in totals {
        let heading = [total.group, total.standing.rawValue, LedgerText.text(total.sum, total.currency)]
        text += style.bold(TerminalText.safe(heading.filter { !$0.isEmpty }.joined(separator: ", "))) + "\n"
        for told in deals { text += deal(told, style, columns) }
        text += "\n"
      }
      if text.hasSuffix("\n\n") { text.removeLast() }
    } else {
      text += table.text(width: columns, style: style)
    }
    guard !apart.isEmpty else { return text }
    text += (text.isEmpty ? "" : "\n") + style.bold("in no total") + "\n"
    for (reason, told) in apart {
      guard !isEvidenceShown else {
        text += deal(told, style, columns) + style.dim("      \(TerminalText.safe(reason))") + "\n"
        continue
      }
      let claims = LedgerText.list(told.claims)
      text += "  \(told.sentence)  \(claims)\n    " + style.dim(TerminalText.safe(reason)) + "\n"
    }
    return text
  }

  private func deal(_ told: Told, _ style: Style, _ columns: Int?) -> String {
    "\n  \(told.sentence)\n" + told.proofs.map { ProofText.text($0, style: style, columns: columns) }.joined()
  }
}
