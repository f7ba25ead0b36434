extension Graph: GraphReading {
  public func entity(_ id: EntityID) -> Entity? {
    Graph.position(of: id, in: entityList).map { entityList[$0] }
  }

  public func entities(named name: String) -> [Entity] {
    let folded = FoldedName.fold(name)
    let positions = byName[folded] ?? byAlias[folded] ?? []
    return positions.map { entityList[Int($0)] }.sorted(by: Entity.precedesByName)
  }

  public func entities() -> [Entity] { entityList.sorted(by: Entity.precedesByName) }

  public func names(like name: String, limit: Int) -> [String] {
    let matcher = NameMatcher(name)
    var found: [(distance: Int, name: String)] = []
    for entity in entityList {
      for candidate in [entity.name] + entity.aliases {
        if let distance = matcher.distance(toFolded: FoldedName.fold(candidate)) { found.append((distance, candidate)) }
      }
    }
    found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
    var result: [String] = []
    for match in found where result.count < limit && result.last != match.name { result.append(match.name) }
    return result
  }

  public func relation(_ id: RelationID) -> Relation? {
    Graph.position(of: id, in: relationList).map { relationList[$0] }
  }

  public func relations(of entity: EntityID, direction: Direction, predicates: Set<Predicate>?) -> [Relation] {
    guard let position = Graph.position(of: entity, in: entityList) else { return [] }
    func chosen(_ positions: ArraySlice<Int32>) -> [Relation] {
      var result: [Relation] = []
      result.reserveCapacity(positions.count)
      for index in positions {
        let relation = relationList[Int(index)]
        if predicates?.contains(relation.predicate) ?? true { result.append(relation) }
      }
      return result
    }
    switch direction {
    case .out: return chosen(outgoing[position])
    case .in: return chosen(incoming[position])
    case .both:
      let (out, into) = (chosen(outgoing[position]), chosen(incoming[position]))
      if out.isEmpty { return into }
      if into.isEmpty { return out }
      // A relation of an entity with itself stands in both lists.
      return (out + into.filter { $0.subject != $0.object }).sorted { left, right in
        if left.predicate != right.predicate { return left.predicate < right.predicate }
        let (leftEnd, rightEnd) = (left.other(than: entity), right.other(than: entity))
        if leftEnd != rightEnd { return (leftEnd?.rawValue ?? -1) < (rightEnd?.rawValue ?? -1) }
        return left.id < right.id
      }
    }
  }

  /// - Complexity: O(*n*) in the number of relations: a graph in memory keeps no index of their claims.
  public func relation(of claim: ClaimID) -> Relation? { relationList.first { $0.claims.contains(claim) } }

  public func relations() -> [Relation] { relationList }

  public func act(_ id: ActID) -> Act? { Graph.position(of: id, in: actList).map { actList[$0] } }
  public func acts() -> [Act] { actList }

  public func claim(_ id: ClaimID) -> Claim? {
    let position = firstClaim(notBefore: id.rawValue)
    return position < claimList.count && claimList[position].id == id ? claimList[position] : nil
  }

  public func claims(withPrefix prefix: String, limit: Int) -> [Claim] {
    Array(claimList[firstClaim(notBefore: prefix)...].prefix { $0.id.rawValue.hasPrefix(prefix) }.prefix(max(0, limit)))
  }

  public func shortID(of claim: ClaimID) -> String {
    // Only its neighbours in the order of identities can have more digits in common with it than others.
    var position = firstClaim(notBefore: claim.rawValue)
    var others: [ClaimID] = []
    if position > 0 { others.append(claimList[position - 1].id) }
    if position < claimList.count, claimList[position].id == claim { position += 1 }
    if position < claimList.count { others.append(claimList[position].id) }
    return claim.prefix(tellingFrom: others)
  }

  public func passage(_ id: PassageID) -> Passage? { passageIndex[id] }
  public func source(_ id: SourceID) -> Source? { sourceIndex[id] }

  private func firstClaim(notBefore text: String) -> Int {
    var (low, high) = (0, claimList.count)
    while low < high {
      let middle = (low + high) / 2
      if claimList[middle].id.rawValue < text { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Entity {
  /// The order in which entities are listed: by name, then by number.
  public static func precedesByName(_ left: Entity, _ right: Entity) -> Bool {
    (left.name, left.id) < (right.name, right.id)
  }
}
