import KnowledgeGraph

/// Makes relations of claims with the same parties and predicate, and acts of groups of them.
struct Agreement {
  let table: ClaimTable
  let ontology: Ontology
  let independence: Independence
  let naming: (entities: [Entity], numbers: [Int32])
  let nodes: [Int32]
  let groups: [ActGrouping.Group]
  let groupOfRow: [Int32]

  /// A claim's place among relations.
  private struct Place {
    var subject: Int32
    var predicate: Int32
    var object: Int32
    var isAgainst: Bool
    var group: Int32
    var row: Int32

    func isSameRelation(as other: Place) -> Bool {
      subject == other.subject && predicate == other.predicate && object == other.object
        && isAgainst == other.isAgainst && group == other.group
    }

    static func < (left: Place, right: Place) -> Bool {
      if left.subject != right.subject { return left.subject < right.subject }
      if left.predicate != right.predicate { return left.predicate < right.predicate }
      if left.object != right.object { return left.object < right.object }
      if left.isAgainst != right.isAgainst { return right.isAgainst }
      if left.group != right.group { return left.group < right.group }
      return left.row < right.row
    }
  }

  private struct Draft {
    var relation: Relation
    var group: Int32
    var isAgainst: Bool
    var rows: [Int32]
  }

  func graph() -> ResolvedGraph {
    var unrelated: [ClaimID] = []
    let places = self.places(unrelated: &unrelated)
    var drafts: [Draft] = []
    var start = 0
    while start < places.count {
      var end = start + 1
      while end < places.count, places[end].isSameRelation(as: places[start]) { end += 1 }
      drafts.append(draft(places[start..<end]))
      start = end
    }
    drafts.sort { left, right in
      let (l, r) = (left.relation, right.relation)
      if l.subject != r.subject { return l.subject < r.subject }
      if l.predicate != r.predicate { return l.predicate < r.predicate }
      if l.object != r.object { return (l.object?.rawValue ?? -1) < (r.object?.rawValue ?? -1) }
      if left.isAgainst != right.isAgainst { return right.isAgainst }
      switch (l.qualifiers.at?.date, r.qualifiers.at?.date) {
      case (nil, .some): return true
      case (.some, nil): return false
      case (.some(let leftDate), .some(let rightDate)) where leftDate != rightDate: return leftDate < rightDate
      default: return left.rows[0] < right.rows[0]
      }
    }
    for index in drafts.indices { drafts[index].relation.id = RelationID(rawValue: Int32(index)) }
    let acts = self.acts(&drafts)
    var relations = drafts.map(\.relation)
    let contest = Contest(ontology: ontology, entities: naming.entities)
    contest.mark(&relations, acts: acts, isAgainst: drafts.map(\.isAgainst)) { act in
      let rows = act.relations.flatMap { drafts[Int($0.rawValue)].rows }
      return Set(rows.map { table.rows[Int($0)].source })
    }
    return ResolvedGraph(
      entities: naming.entities, relations: relations, acts: acts, unrelated: unrelated.sorted())
  }

  private func places(unrelated: inout [ClaimID]) -> [Place] {
    let rank = Dictionary(
      uniqueKeysWithValues: table.predicates.values.sorted().enumerated().map { ($1, Int32($0)) })
    let ranks = table.predicates.values.map { rank[$0] ?? 0 }
    let isSymmetric = table.predicates.values.map { ontology.isSymmetric($0) }
    let alsoKnownAs = table.predicates.find(.alsoKnownAs)
    var result: [Place] = []
    result.reserveCapacity(table.rows.count)
    for (index, row) in table.rows.enumerated() {
      var subject = naming.numbers[Int(nodes[Int(row.subject)])]
      var object = row.object < 0 ? -1 : naming.numbers[Int(nodes[Int(row.object)])]
      guard row.predicate != alsoKnownAs, subject != object else {
        unrelated.append(table.claimID(row.id))
        continue
      }
      if isSymmetric[Int(row.predicate)], object >= 0, object < subject { swap(&subject, &object) }
      result.append(
        Place(
          subject: subject, predicate: ranks[Int(row.predicate)], object: object,
          isAgainst: table.qualifiers[row.qualifiers].isAgainst, group: groupOfRow[index], row: Int32(index)))
    }
    result.sort { $0 < $1 }
    return result
  }

  private func draft(_ places: ArraySlice<Place>) -> Draft {
    let rows = places.map { table.rows[Int($0.row)] }
    let order = rows.indices.sorted { isBetter(rows[$0], rows[$1]) }
    let best = rows[order[0]]
    let place = places[places.startIndex]
    let ranked = order.map { table.qualifiers[rows[$0].qualifiers] }
    let relation = Relation(
      id: RelationID(rawValue: 0), subject: EntityID(rawValue: place.subject),
      predicate: table.predicates[best.predicate],
      object: place.object < 0 ? nil : EntityID(rawValue: place.object),
      qualifiers: agreed(ranked), claims: order.map { table.claimID(rows[$0].id) },
      sourceCount: independence.count(rows), confidence: rows.map(\.confidence).max() ?? 0)
    return Draft(relation: relation, group: place.group, isAgainst: place.isAgainst, rows: places.map(\.row))
  }

  /// Facts before plans, then the more precise date, the surer claim, and by identity.
  private func isBetter(_ left: ClaimTable.Row, _ right: ClaimTable.Row) -> Bool {
    let (l, r) = (table.qualifiers[left.qualifiers], table.qualifiers[right.qualifiers])
    if l.isFactual != r.isFactual { return l.isFactual }
    let (leftDate, rightDate) = (l.beginning?.vagueness ?? 4, r.beginning?.vagueness ?? 4)
    if leftDate != rightDate { return leftDate < rightDate }
    return left.confidence != right.confidence ? left.confidence > right.confidence : left.id < right.id
  }

  /// What claims agree on; they come best first.
  private func agreed(_ claims: [Qualifiers]) -> Qualifiers {
    // A plan's date says nothing about when the act was done.
    let facts = claims.filter(\.isFactual)
    let dated = facts.isEmpty ? claims : facts
    var result = Qualifiers()
    result.at = StatedDate.agreed(dated.compactMap(\.at))
    result.from = StatedDate.agreed(dated.compactMap(\.from))
    result.to = StatedDate.agreed(dated.compactMap(\.to))
    result.announced = StatedDate.agreed(claims.compactMap(\.announced))
    result.amount = claims.first { $0.amount != nil }?.amount
    result.role = claims.first { $0.role != nil }?.role
    result.place = claims.first { $0.place != nil }?.place
    result.status = claims.max { Qualifiers.progress($0.status) < Qualifiers.progress($1.status) }?.status
    result.isNegated = claims.contains { $0.isNegated }
    // Where one source says it of itself, it is not only hearsay.
    let voices = Set(claims.map(\.accordingTo))
    result.accordingTo = voices.count == 1 ? claims.first?.accordingTo : nil
    return result
  }

  private func acts(_ drafts: inout [Draft]) -> [Act] {
    var members: [Int32: [Int]] = [:]
    var order: [Int32] = []
    for (index, draft) in drafts.enumerated() where draft.group >= 0 {
      if members[draft.group] == nil { order.append(draft.group) }
      members[draft.group, default: []].append(index)
    }
    var acts: [Act] = []
    for number in order {
      let group = groups[Int(number)]
      let predicate = table.predicates[group.predicate]
      guard let indices = members[number], ontology.predicates[predicate]?.temporal == .event else { continue }
      var parties: Set<EntityID> = []
      for index in indices {
        parties.insert(drafts[index].relation.subject)
        if let object = drafts[index].relation.object { parties.insert(object) }
      }
      guard group.amount != nil || parties.count >= 3 else { continue }
      let rows = indices.flatMap { drafts[$0].rows }.sorted().map { table.rows[Int($0)] }
        .sorted { isBetter($0, $1) }
      let agreed = self.agreed(rows.map { table.qualifiers[$0.qualifiers] })
      let id = ActID(rawValue: Int32(acts.count))
      for index in indices {
        drafts[index].relation.act = id
        drafts[index].relation.qualifiers.amount = nil
        if drafts[index].relation.qualifiers.at == nil, !hasDate(drafts[index]) {
          drafts[index].relation.qualifiers.at = agreed.at
        }
      }
      acts.append(
        Act(
          id: id, predicate: predicate, relations: indices.map { drafts[$0].relation.id }, amount: group.amount,
          at: agreed.at, announced: agreed.announced, status: agreed.status,
          claims: rows.map { table.claimID($0.id) }, sourceCount: independence.count(rows)))
    }
    return acts
  }

  private func hasDate(_ draft: Draft) -> Bool {
    draft.rows.contains { table.qualifiers[table.rows[Int($0)].qualifiers].at != nil }
  }
}
