extension GraphReading {
  /// 32 hexadecimal digits that are equal for equal graphs, whatever their numbers and whoever made them.
  ///
  /// Made of the entities by name, the relations by their ends, claims and qualifiers, and the acts by their claims and
  /// amounts, in an order of their own. Qualifiers count beside the claims, whose identities say nothing of dates,
  /// amounts and status; passages and sources count through the claims that rest on them.
  ///
  /// - Complexity: O(n log n) in entities and relations.
  public func fingerprint() throws(GraphError) -> String {
    var hash = StableHash()
    let entities = try entities()
    var names: [EntityID: String] = [:]
    for entity in entities {
      names[entity.id] = entity.name
      hash.update(field: "entity")
      for text in [entity.name, entity.kind.rawValue] + entity.aliases { hash.update(field: text) }
    }
    var rows: [[String]] = []
    for relation in try relations() {
      let row = [
        names[relation.subject] ?? "", relation.predicate.rawValue, relation.object.flatMap { names[$0] } ?? "",
        relation.contestedBy.isEmpty ? "" : "contested",
      ]
      rows.append(row + relation.qualifiers.fingerprintFields + relation.claims.map(\.rawValue))
    }
    hash.update(rows, each: "relation")
    rows.removeAll(keepingCapacity: true)
    for act in try acts() {
      let row = [act.predicate.rawValue, act.at?.fingerprintField ?? "", act.announced?.fingerprintField ?? ""]
      rows.append(
        row + [act.status?.rawValue ?? "", act.amount?.fingerprintField ?? ""] + act.claims.map(\.rawValue))
    }
    hash.update(rows, each: "act")
    return hash.hex128()
  }
}

extension StableHash {
  /// Adds rows in an order of their own, each after the word that says what it is.
  fileprivate mutating func update(_ rows: [[String]], each word: String) {
    for row in rows.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      update(field: word)
      for text in row { update(field: text) }
    }
  }
}

extension Qualifiers {
  fileprivate var fingerprintFields: [String] {
    [
      at?.fingerprintField ?? "", from?.fingerprintField ?? "", to?.fingerprintField ?? "",
      announced?.fingerprintField ?? "", amount?.fingerprintField ?? "", role ?? "", place ?? "",
      status?.rawValue ?? "", isNegated ? "not" : "", accordingTo ?? "",
    ]
  }
}

extension StatedDate {
  fileprivate var fingerprintField: String { "\(date.edtf) \(inherited.rawValue)" }
}

extension Amount {
  fileprivate var fingerprintField: String {
    let unit =
      switch unit {
      case .money(let currency): currency
      case .count(let noun): "count \(noun ?? "")"
      case .percent: "%"
      }
    let parts = [value.description, upper?.description, unit, kind?.rawValue, precision.rawValue, period?.description]
    return parts.map { $0 ?? "" }.joined(separator: " ")
  }
}
