import KnowledgeGraph

/// Makes relations of claims with the same parties and predicate, and acts of groups of them.
struct Agreement {
  let table: ClaimTable
  let ontology: Ontology
  let independence: Independence
  /// The entities on the sides of each row, numbered in the order of their names; a negative object is none.
  let subjects: [Int32]
  let objects: [Int32]
  let groups: [ActGrouping.Group]
  let groupOfRow: [Int32]
  let kind: (EntityID) -> Kind

  /// Relations and acts by position, and which rows are in none or the other way round.
  struct Outcome {
    var relations: [Relation] = []
    var acts: [Act] = []
    var unrelated: [Int] = []
    /// Rows whose subject is the object of their relation.
    var swapped: [Int] = []
    /// Of each relation, a row.
    var rows: [Int32] = []
  }

  /// Rows that are in no relation, and those whose subject is the object of theirs.
  struct Rows: Sendable {
    var unrelated: [Int]
    var swapped: [Int]
  }

  /// A claim's place among relations.
  private struct Place {
    var subject: Int32
    var predicate: Int32
    var object: Int32
    var isAgainst: Bool
    var group: Int32
    var row: Int32

    func hasSameParties(as other: Place) -> Bool {
      subject == other.subject && predicate == other.predicate && object == other.object
        && isAgainst == other.isAgainst
    }

    func isSameRelation(as other: Place) -> Bool { hasSameParties(as: other) && group == other.group }

    static func < (left: Place, right: Place) -> Bool {
      if left.subject != right.subject { return left.subject < right.subject }
      if left.predicate != right.predicate { return left.predicate < right.predicate }
      if left.object != right.object { return left.object < right.object }
      if left.isAgainst != right.isAgainst { return right.isAgainst }
      if left.group != right.group { return left.group < right.group }
      return left.row < right.row
    }
  }

  /// What a relation is made of, beside the relations and in their order.
  private struct Origin {
    var group: Int32
    var isAgainst: Bool
    /// Where its claims stand among the places.
    var places: Range<Int>
  }

  func outcome() -> Outcome {
    var outcome = Outcome()
    let places = self.places(&outcome)
    var relations: [Relation] = []
    var origins: [Origin] = []
    // Room for them all at once: while an array grows, it stands in memory twice.
    let count = places.indices.count { $0 == 0 || !places[$0].isSameRelation(as: places[$0 - 1]) }
    relations.reserveCapacity(count)
    origins.reserveCapacity(count)
    var start = 0
    while start < places.count {
      // Relations of the same parties stand together; among these the date decides.
      var stretch: [(relation: Relation, origin: Origin)] = []
      let first = places[start]
      while start < places.count, places[start].hasSameParties(as: first) {
        var end = start + 1
        while end < places.count, places[end].isSameRelation(as: places[start]) { end += 1 }
        let origin = Origin(group: places[start].group, isAgainst: first.isAgainst, places: start..<end)
        stretch.append((relation(places[start..<end]), origin))
        start = end
      }
      stretch.sort { left, right in
        switch (left.relation.qualifiers.at?.date, right.relation.qualifiers.at?.date) {
        case (nil, .some): true
        case (.some, nil): false
        case (.some(let leftDate), .some(let rightDate)) where leftDate != rightDate: leftDate < rightDate
        default: places[left.origin.places.lowerBound].row < places[right.origin.places.lowerBound].row
        }
      }
      for (made, origin) in stretch {
        var relation = made
        relation.id = RelationID(rawValue: Int64(relations.count))
        relations.append(relation)
        origins.append(origin)
      }
    }
    func rows(_ relation: Int) -> [ClaimTable.Row] { places[origins[relation].places].map { table.rows[Int($0.row)] } }
    let acts = self.acts(&relations, origins, rows: rows)
    let contest = Contest(ontology: ontology, kind: kind)
    contest.mark(&relations, acts: acts, isAgainst: origins.map(\.isAgainst)) { act in
      Set(act.relations.flatMap { rows(Int($0.rawValue)).map(\.source) })
    }
    swap(&outcome.relations, &relations)
    outcome.acts = acts
    outcome.rows = origins.map { places[$0.places.lowerBound].row }
    return outcome
  }

  private func places(_ outcome: inout Outcome) -> [Place] {
    let rank = Dictionary(
      uniqueKeysWithValues: table.predicates.values.sorted().enumerated().map { ($1, Int32($0)) })
    let ranks = table.predicates.values.map { rank[$0] ?? 0 }
    let isSymmetric = table.predicates.values.map { ontology.isSymmetric($0) }
    let alsoKnownAs = table.predicates.find(.alsoKnownAs)
    var result: [Place] = []
    result.reserveCapacity(table.rows.count)
    for (index, row) in table.rows.enumerated() {
      var (subject, object) = (subjects[index], objects[index])
      guard row.predicate != alsoKnownAs, subject != object else {
        outcome.unrelated.append(index)
        continue
      }
      if isSymmetric[Int(row.predicate)], object >= 0, object < subject {
        swap(&subject, &object)
        outcome.swapped.append(index)
      }
      result.append(
        Place(
          subject: subject, predicate: ranks[Int(row.predicate)], object: object,
          isAgainst: table.qualifiers[row.qualifiers].isAgainst, group: groupOfRow[index], row: Int32(index)))
    }
    result.sort { $0 < $1 }
    return result
  }

  private func relation(_ places: ArraySlice<Place>) -> Relation {
    let place = places[places.startIndex]
    var rows = places.map { table.rows[Int($0.row)] }
    // Most relations are told once.
    if rows.count > 1 { rows.sort { isBetter($0, $1) } }
    return Relation(
      id: RelationID(rawValue: 0), subject: EntityID(rawValue: place.subject),
      predicate: table.predicates[rows[0].predicate],
      object: place.object < 0 ? nil : EntityID(rawValue: place.object),
      qualifiers: agreed(rows.map { table.qualifiers[$0.qualifiers] }), claims: rows.map { table.claimID($0.id) },
      sourceCount: rows.count == 1 ? 1 : independence.count(rows), confidence: independence.confidence(rows))
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
    if claims.count == 1 { return claims[0] }
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
    let isDenied = claims.contains { $0.status == .denied }
    result.status =
      isDenied ? .denied : claims.max { Qualifiers.progress($0.status) < Qualifiers.progress($1.status) }?.status
    result.isNegated = claims.contains { $0.isNegated }
    // Where one source says it of itself, it is not only hearsay.
    let voices = Set(claims.map(\.accordingTo))
    result.accordingTo = voices.count == 1 ? claims.first?.accordingTo : nil
    return result
  }

  private func acts(
    _ relations: inout [Relation], _ origins: [Origin], rows rowsOf: (Int) -> [ClaimTable.Row]
  ) -> [Act] {
    var members: [Int32: [Int]] = [:]
    var order: [Int32] = []
    for (index, origin) in origins.enumerated() where origin.group >= 0 {
      if members[origin.group] == nil { order.append(origin.group) }
      members[origin.group, default: []].append(index)
    }
    var acts: [Act] = []
    for number in order {
      let group = groups[Int(number)]
      let predicate = table.predicates[group.predicate]
      guard let indices = members[number], ontology.predicates[predicate]?.temporal == .event else { continue }
      var parties: Set<EntityID> = []
      for index in indices {
        parties.insert(relations[index].subject)
        if let object = relations[index].object { parties.insert(object) }
      }
      guard group.amount != nil || parties.count >= 3 else { continue }
      let rows = indices.flatMap(rowsOf).sorted { isBetter($0, $1) }
      let agreed = self.agreed(rows.map { table.qualifiers[$0.qualifiers] })
      let id = ActID(rawValue: Int64(acts.count))
      for index in indices {
        relations[index].act = id
        relations[index].qualifiers.amount = nil
        // A telling without a date has that of the act; one with dates that do not agree keeps none.
        if relations[index].qualifiers.at == nil,
          rowsOf(index).allSatisfy({ table.qualifiers[$0.qualifiers].at == nil })
        {
          relations[index].qualifiers.at = agreed.at
        }
      }
      acts.append(
        Act(
          id: id, predicate: predicate, relations: indices.map { relations[$0].id }, amount: group.amount,
          at: agreed.at, announced: agreed.announced, status: agreed.status,
          claims: rows.map { table.claimID($0.id) }, sourceCount: independence.count(rows)))
    }
    return acts
  }
}
