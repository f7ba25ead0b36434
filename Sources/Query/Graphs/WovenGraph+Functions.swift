import KnowledgeGraph

extension WovenGraph {
  /// `weft.evidence(r)`: the claims of a relation with quote, source and link; `weft.during(r, '2024-03')`: whether it
  /// was so in that time.
  public var functions: [HostFunction] {
    [
      HostFunction("weft.evidence", arguments: 1...1) { [base, shape] arguments throws(QueryError) in
        guard let relation = try WovenGraph.relation(arguments[0], "weft.evidence", base, shape) else { return .null }
        let proofs = try read { () throws(GraphError) in try base.proofs(of: relation) }
        return .list(proofs.map { .map(WovenGraph.map($0)) })
      },
      HostFunction("weft.during", arguments: 2...2) { [base, shape] arguments throws(QueryError) in
        guard let relation = try WovenGraph.relation(arguments[0], "weft.during", base, shape) else { return .null }
        let period: PartialDate
        switch arguments[1] {
        case .null: return .null
        case .string(let text):
          guard let date = PartialDate(edtf: text) else {
            throw QueryError(
              .argument, "InvalidArgumentValue", .runtime, "`\(text)` is no date",
              hint: "write 2024, 2024-03, 2024-33 (first quarter) or 2024-03-07")
          }
          period = date
        case .date(let day):
          let (year, month, day) = day.parts
          guard let date = PartialDate(year: year, month: month, day: day) else { return .null }
          period = date
        default:
          throw QueryError.type("InvalidArgumentType", "weft.during takes a date, not \(arguments[1].typeText)")
        }
        return switch relation.qualifiers.overlap(with: period) {
        case .yes: .boolean(true)
        case .no: .boolean(false)
        case .unknown: .null
        }
      },
    ]
  }

  private static func relation(
    _ value: Value, _ function: String, _ base: Base, _ shape: WovenShape?
  ) throws(QueryError) -> Relation? {
    switch value {
    case .null: return nil
    case .relationship(let relationship):
      let id = try shape?.relation(relationship) ?? RelationID(rawValue: Int64(relationship.rawValue))
      return try read { () throws(GraphError) in try base.relation(id) }
    default: throw QueryError.type("InvalidArgumentType", "\(function) takes a relationship, not \(value.typeText)")
    }
  }

  private static func map(_ proof: Proof) -> MapValue {
    var pairs: [(String, Value)] = [
      ("claim", .string(proof.shortID)), ("quote", .string(proof.quote)), ("source", .string(proof.sourceTitle)),
      ("note", .string(proof.note)), ("line", .integer(proof.line)), ("confidence", .float(proof.confidence)),
    ]
    if let date = proof.sourceDate { pairs.append(("date", .string(date.edtf))) }
    if let link = proof.link { pairs.append(("link", .string(link))) }
    if let at = proof.at { pairs.append(("at", .string(at.date.edtf))) }
    return MapValue(pairs)
  }
}

extension Qualifiers {
  /// Whether it happened, or was so on some day, within a period.
  func overlap(with period: PartialDate) -> Truth {
    let (first, last) = period.bounds
    if let at = at?.date {
      if period.contains(at) { return .yes }
      return period.overlaps(at) ? .unknown : .no
    }
    let begun = from?.date.isNotAfter(last) ?? .unknown
    let notOver = to?.date.isNotBefore(first) ?? (from == nil || status == .former ? .unknown : .yes)
    return begun && notOver
  }
}
