import Drawing
import KnowledgeGraph

/// How a report words what a relation says.
struct Sentence<Graph: GraphReading> {
  let graph: Graph

  /// When it happened or holds: "Mar 2024", or the dates that sources disagree about.
  func when(_ relation: Relation) throws(GraphError) -> String {
    if let text = DateText.text(relation.qualifiers) { return text }
    var dates: [StatedDate?] = []
    for claim in try claims(of: relation) { dates.append(claim.qualifiers.at ?? claim.qualifiers.from) }
    return DateText.rivals(dates) ?? ""
  }

  /// The amount of a relation, or of the act that it is part of.
  func amount(_ relation: Relation) throws(GraphError) -> Amount? {
    if let amount = relation.qualifiers.amount { return amount }
    guard let act = relation.act else { return nil }
    return try graph.act(act)?.amount
  }

  func amountText(_ relation: Relation) throws(GraphError) -> String {
    try amount(relation).map { amount in
      AmountText.text(amount) + (amount.period.map { " " + AmountText.text($0) } ?? "")
    } ?? ""
  }

  /// "planned, contested", "asserted" where people alone say so: how far it holds; empty for what simply is so.
  func standing(_ relation: Relation) throws(GraphError) -> String {
    var words: [String] = []
    if relation.qualifiers.isNegated { words.append("not so") }
    if let status = relation.qualifiers.status { words.append(status.rawValue) }
    if !relation.contestedBy.isEmpty { words.append("contested") }
    if try graph.isAsserted(relation) { words.append("asserted") }
    return words.joined(separator: ", ")
  }

  /// "Tencent Cloud partnered with Mobily".
  func text(_ relation: Relation) throws(GraphError) -> String {
    let subject = try graph.entity(relation.subject)?.name
    var object: String?
    if let id = relation.object { object = try graph.entity(id)?.name }
    return [subject, graph.ontology.label(relation.predicate), object].compactMap { $0 }.joined(separator: " ")
  }

  /// How the relation reads from one end: "acquired", "acquired by".
  func label(_ relation: Relation, from near: EntityID) -> String {
    guard let definition = graph.ontology.predicates[relation.predicate], !definition.isSymmetric,
      relation.subject != near
    else { return graph.ontology.label(relation.predicate) }
    return definition.inverseLabel
  }

  func claims(of relation: Relation) throws(GraphError) -> [Claim] {
    var result: [Claim] = []
    for id in relation.claims {
      if let claim = try graph.claim(id) { result.append(claim) }
    }
    return result
  }

  /// The claims that a row shows: the best ones.
  func proof(of relation: Relation) throws(GraphError) -> [Claim] {
    var result: [Claim] = []
    for id in relation.claims.prefix(3) {
      if let claim = try graph.claim(id) { result.append(claim) }
    }
    return result
  }
}
