import KnowledgeGraph

extension WovenGraph {
  public func properties(of node: NodeID) throws(QueryError) -> MapValue {
    if let relation = try valueRelation(node) {
      return MapValue(try amount(of: relation).map { [("amount", .map(WovenGraph.map($0)))] } ?? [])
    }
    guard let entity = try entity(node) else { return MapValue() }
    return WovenGraph.properties(of: entity)
  }

  public func property(_ key: String, of node: NodeID) throws(QueryError) -> Value {
    // The one that is asked for most is not looked for in a map of all.
    if key == "name", node.rawValue >= 0, let shape { return .string(try shape.name(of: node)) }
    if key == "name", node.rawValue >= 0 { return try entity(node).map { .string($0.name) } ?? .null }
    return try properties(of: node)[key] ?? .null
  }

  private static func properties(of entity: Entity) -> MapValue {
    var pairs: [(String, Value)] = [
      ("name", .string(entity.name)), ("kind", .string(entity.kind.rawValue)),
      ("sourceCount", .integer(entity.sourceCount)),
    ]
    if !entity.aliases.isEmpty { pairs.append(("aliases", texts(entity.aliases))) }
    if !entity.candidates.isEmpty { pairs.append(("candidates", texts(entity.candidates))) }
    if entity.isDescribed { pairs.append(("described", .boolean(true))) }
    if let note = entity.note { pairs.append(("note", .string(note))) }
    if let url = entity.url { pairs.append(("url", .string(url))) }
    if let date = entity.date {
      pairs.append(("date", .string(date.edtf)))
      pairs += bounds(from: date, to: date)
    }
    return MapValue(pairs)
  }

  private static func texts(_ texts: [String]) -> Value { .list(texts.map { .string($0) }) }

  public func properties(of relationship: RelationshipID) throws(QueryError) -> MapValue {
    let relation = try relation(relationship)
    let qualifiers = relation.qualifiers
    var pairs: [(String, Value)] = [
      ("sourceCount", .integer(relation.sourceCount)), ("confidence", .float(relation.confidence)),
      ("claims", WovenGraph.texts(relation.claims.map(\.rawValue))),
    ]
    for (key, date) in [
      ("at", qualifiers.at), ("from", qualifiers.from), ("to", qualifiers.to), ("announced", qualifiers.announced),
    ] {
      if let date { pairs.append((key, .string(date.date.edtf))) }
    }
    pairs += WovenGraph.bounds(
      from: (qualifiers.at ?? qualifiers.from)?.date, to: (qualifiers.at ?? qualifiers.to)?.date)
    if let amount = try amount(of: relation) { pairs.append(("amount", .map(WovenGraph.map(amount)))) }
    for (key, text) in [
      ("role", qualifiers.role), ("place", qualifiers.place), ("status", qualifiers.status?.rawValue),
      ("accordingTo", qualifiers.accordingTo),
    ] {
      if let text { pairs.append((key, .string(text))) }
    }
    if qualifiers.isNegated { pairs.append(("negated", .boolean(true))) }
    if !relation.contestedBy.isEmpty { pairs.append(("contested", .boolean(true))) }
    return MapValue(pairs)
  }

  public func property(_ key: String, of relationship: RelationshipID) throws(QueryError) -> Value {
    try properties(of: relationship)[key] ?? .null
  }

  /// The first and the last day that dates may mean.
  private static func bounds(from first: PartialDate?, to last: PartialDate?) -> [(String, Value)] {
    var pairs: [(String, Value)] = []
    if let day = first.flatMap({ date($0.bounds.first) }) { pairs.append(("earliest", .date(day))) }
    if let day = last.flatMap({ date($0.bounds.last) }) { pairs.append(("latest", .date(day))) }
    return pairs
  }

  private static func date(_ date: PartialDate) -> CalendarDate? {
    CalendarDate(year: date.year, month: date.month ?? 1, day: date.day ?? 1)
  }

  /// The amount of a relation, or that of the act that it is a part of.
  func amount(of relation: Relation) throws(QueryError) -> Amount? {
    if let own = relation.qualifiers.amount { return own }
    guard let id = relation.act else { return nil }
    if let known = cache.amounts[id] { return known }
    let amount = try read { () throws(GraphError) in try base.act(id)?.amount }
    cache.amounts[id] = amount
    return amount
  }

  private static func map(_ amount: Amount) -> MapValue {
    var pairs: [(String, Value)] = [
      ("value", number(amount.value)), ("precision", .string(amount.precision.rawValue)),
    ]
    switch amount.unit {
    case .money(let currency):
      pairs += [("unit", .string("money")), ("currency", .string(currency))]
    case .count(let noun):
      pairs.append(("unit", .string("count")))
      if let noun { pairs.append(("of", .string(noun))) }
    case .percent: pairs.append(("unit", .string("percent")))
    }
    if let upper = amount.upper { pairs.append(("upper", number(upper))) }
    if let kind = amount.kind { pairs.append(("kind", .string(kind.rawValue))) }
    if let period = amount.period { pairs.append(("period", .string(period.description))) }
    return MapValue(pairs)
  }

  /// An integer where the number is one, else the nearest float.
  private static func number(_ decimal: ExactDecimal) -> Value {
    if decimal.exponent >= 0, let whole = Int(decimal.description) { return .integer(whole) }
    return .float(decimal.approximate)
  }
}
