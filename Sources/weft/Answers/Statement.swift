import Formats
import KnowledgeGraph

/// A relation as seen from one of its ends: what a row of an answer says.
struct Statement {
  var relation: Relation
  var from: Entity
  /// Nil for a value.
  var to: Entity?
  /// How the relation reads from `from` to `to`: "acquired", "acquired by".
  var label: String
  var amount: Amount?
  /// The dates that its claims disagree about, where the relation has none for that reason.
  var rivalDates: [PartialDate] = []
  /// The claims by the shortest prefix that is theirs alone, best first.
  var claims: [String]
  /// What people decided about the claims, each decision once.
  var decisions: [DecisionTrace] = []
  /// Whether people alone say so.
  var isAsserted = false
  /// The limits of time that were set can neither be said to hold nor to fail.
  var isUncertain = false
  /// What sources say for and against it, where it was asked for and there is more than one voice.
  var disagreement: Disagreement?
}

extension GraphReading {
  /// A relation as seen from one of its ends; with what sources say for and against it where that is asked for.
  func statement(
    _ relation: Relation, from near: Entity, isUncertain: Bool = false, withDisagreement: Bool = false
  ) throws(GraphError) -> Statement {
    var to: Entity?
    if let other = relation.other(than: near.id) { to = try entity(other) }
    let definition = ontology.predicates[relation.predicate]
    let isForward = relation.subject == near.id || definition?.isSymmetric == true
    let label = isForward ? ontology.label(relation.predicate) : definition?.inverseLabel
    var amount = relation.qualifiers.amount
    if amount == nil, let id = relation.act { amount = try act(id)?.amount }
    var claims: [String] = []
    var decisions: [DecisionTrace] = []
    for claim in relation.claims {
      claims.append(try shortID(of: claim))
      for decision in try self.decisions(on: claim) where !decisions.contains(decision) { decisions.append(decision) }
    }
    var dates: [PartialDate] = []
    if relation.qualifiers.at == nil, relation.qualifiers.from == nil, relation.claims.count > 1 {
      dates = try claimedDates(of: relation)
    }
    let rivals = PartialDate.rivals(among: dates)
    var disagreement: Disagreement?
    if withDisagreement { disagreement = try self.disagreement(about: relation, hasRivalDates: rivals.count > 1) }
    return Statement(
      relation: relation, from: near, to: to, label: label ?? "← " + ontology.label(relation.predicate),
      amount: amount, rivalDates: rivals.count > 1 ? rivals : [], claims: claims, decisions: decisions,
      isAsserted: try isAsserted(relation), isUncertain: isUncertain, disagreement: disagreement)
  }
}

extension Statement {
  /// "planned, contested", "asserted" where people alone say so, and what cannot be told of the time asked for.
  var standing: String {
    var words = Wording.standing(relation.qualifiers, isContested: !relation.contestedBy.isEmpty)
    if isAsserted { words += (words.isEmpty ? "" : ", ") + "asserted" }
    if isUncertain { words += (words.isEmpty ? "" : ", ") + "date unclear" }
    return words
  }

  /// "2024-03", or "2024-03-07 or 2024-04" where its sources disagree.
  var when: String {
    rivalDates.isEmpty ? Wording.when(relation.qualifiers) : rivalDates.map(\.edtf).joined(separator: " or ")
  }

  /// "Tencent Cloud partnered with Mobily, 2024-03, 2 sources".
  var sentence: String {
    let words = [from.name, label, to?.name].compactMap { $0 }.joined(separator: " ")
    let further = [
      amount.map { Wording.amount($0) }, when, standing,
      Wording.count(relation.sourceCount, "source"),
    ]
    return TerminalText.safe(([words] + further.compactMap { $0 }.filter { !$0.isEmpty }).joined(separator: ", "))
  }

  /// The first claims, and how many more there are: "c7f3 19ab +3".
  var claimList: String {
    let shown = claims.prefix(2).joined(separator: " ")
    return claims.count > 2 ? "\(shown) +\(claims.count - 2)" : shown
  }

  /// What a row says after its names.
  static let columns = [
    Table.Column("when"), Table.Column("amount", shrinks: true), Table.Column("status"),
    Table.Column("sources", alignment: .right), Table.Column("claims"),
  ]

  var cells: [String] {
    [
      when, amount.map { Wording.amount($0) } ?? "", standing,
      String(relation.sourceCount), claimList,
    ]
  }

  /// The statement as data, with the claims by their whole identities; `further` stand before all others.
  func json(_ further: KeyValuePairs<String, JSONValue?> = [:]) -> JSONValue {
    let own: JSONValue = .record([
      "from": .string(from.name),
      "predicate": .string(relation.predicate.rawValue),
      "direction": .string(relation.subject == from.id ? "out" : "in"),
      "label": .string(label),
      "to": to.map { .record(["name": .string($0.name), "kind": .string($0.kind.rawValue)]) },
      "qualifiers": JSONValue(relation.qualifiers),
      "amount": amount.map { JSONValue($0) },
      "sourceCount": .integer(relation.sourceCount),
      "asserted": isAsserted ? .bool(true) : nil,
      "confidence": .number(relation.confidence),
      "contested": .bool(!relation.contestedBy.isEmpty),
      "rivalDates": rivalDates.isEmpty ? nil : .array(rivalDates.map { .string($0.edtf) }),
      "dateUnclear": isUncertain ? .bool(true) : nil,
      "claims": .array(
        zip(relation.claims, claims).map { .record(["id": .string($0.rawValue), "shortID": .string($1)]) }),
      "decisions": decisions.isEmpty ? nil : .array(decisions.map { JSONValue($0) }),
    ])
    guard case .object(let members) = own, case .object(let first) = JSONValue.record(further) else { return own }
    return .object(first + members + (disagreement?.members ?? []))
  }
}
