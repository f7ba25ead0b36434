extension GraphReading {
  /// 32 hexadecimal digits that are equal for equal graphs, whatever their numbers and whoever made them.
  ///
  /// Made of the entities by name and the relations by their ends and claims, in an order of their own; passages and
  /// sources count through the claims that rest on them.
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
      let at = relation.qualifiers.at?.date.edtf ?? ""
      let row = [
        names[relation.subject] ?? "", relation.predicate.rawValue, relation.object.flatMap { names[$0] } ?? "", at,
      ]
      rows.append(row + relation.claims.map(\.rawValue))
    }
    rows.sort { $0.lexicographicallyPrecedes($1) }
    for row in rows {
      hash.update(field: "relation")
      for text in row { hash.update(field: text) }
    }
    return hash.hex128()
  }
}
