import KnowledgeGraph

/// Finds relations that cannot hold together; both are kept.
struct Contest {
  let ontology: Ontology
  let kind: (EntityID) -> Kind

  private struct Pair: Hashable {
    var subject: EntityID
    var predicate: Predicate
    var object: EntityID?
  }

  /// Marks the relations, which are sorted by subject and predicate and numbered by position.
  ///
  /// - Parameters:
  ///   - relations: What to mark.
  ///   - acts: The acts of the relations.
  ///   - isAgainst: Of each relation, whether it says that something is not so.
  ///   - sources: Gives the sources of an act.
  func mark(
    _ relations: inout [Relation], acts: [Act], isAgainst: [Bool], sources: (Act) -> Set<Int32>
  ) {
    var contests: [(Int, Int)] = []
    var start = 0
    while start < relations.count {
      var end = start + 1
      while end < relations.count, relations[end].subject == relations[start].subject,
        relations[end].predicate == relations[start].predicate
      {
        end += 1
      }
      if end - start > 1 {
        let range = start..<end
        contestDenials(relations, range, isAgainst, &contests)
        if ontology.predicates[relations[start].predicate]?.isFunctional == true {
          contestFunctional(relations, range, isAgainst, &contests)
        }
      }
      start = end
    }
    contestAmounts(relations, acts, sources, &contests)
    for (left, right) in contests {
      relations[left].contestedBy.append(relations[right].id)
      relations[right].contestedBy.append(relations[left].id)
    }
    for index in Set(contests.flatMap { [$0, $1] }) {
      relations[index].contestedBy = Set(relations[index].contestedBy).sorted()
    }
  }

  /// What one claim states and another denies. Relations with one object stand together, those that deny last.
  ///
  /// Above 4,096 pairs of one object each relation names one of the other side in turn, so that all are contested and
  /// the list stays as long as the relations are many.
  private func contestDenials(
    _ relations: [Relation], _ range: Range<Int>, _ isAgainst: [Bool], _ contests: inout [(Int, Int)]
  ) {
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start + 1
      while end < range.upperBound, relations[end].object == relations[start].object { end += 1 }
      let statements = (start..<end).filter { !isAgainst[$0] }
      let denials = (start..<end).filter { isAgainst[$0] }
      start = end
      guard !statements.isEmpty, !denials.isEmpty else { continue }
      if statements.count <= 4096 / denials.count {
        for denial in denials { for statement in statements.reversed() { contests.append((statement, denial)) } }
      } else {
        for turn in 0..<max(statements.count, denials.count) {
          contests.append((statements[turn % statements.count], denials[turn % denials.count]))
        }
      }
    }
  }

  /// Two objects where there can be one at a time: of one kind, since the seat of a firm is in a city and in a
  /// country at once.
  private func contestFunctional(
    _ relations: [Relation], _ range: Range<Int>, _ isAgainst: [Bool], _ contests: inout [(Int, Int)]
  ) {
    let facts = range.filter { !isAgainst[$0] && relations[$0].qualifiers.isFactual }
    // A subject with hundreds of objects tells of a wrong ontology, not of a hundred thousand contests.
    guard facts.count <= 64 else { return }
    for (position, left) in facts.enumerated() {
      for right in facts[(position + 1)...] {
        let (l, r) = (relations[left], relations[right])
        if let leftObject = l.object, let rightObject = r.object {
          guard leftObject != rightObject, kind(leftObject) == kind(rightObject) else { continue }
          if overlaps(l.qualifiers, r.qualifiers) { contests.append((left, right)) }
        } else if let leftAmount = l.qualifiers.amount, let rightAmount = r.qualifiers.amount {
          guard let leftDate = l.qualifiers.beginning, let rightDate = r.qualifiers.beginning else { continue }
          if !leftAmount.fits(rightAmount), leftDate.overlaps(rightDate) { contests.append((left, right)) }
        }
      }
    }
  }

  /// Whether two states may hold on one day; without dates they may, but what is over does not meet what is not.
  private func overlaps(_ left: Qualifiers, _ right: Qualifiers) -> Bool {
    func isBefore(_ first: Qualifiers, _ second: Qualifiers) -> Bool {
      guard let end = first.to?.date, let start = second.beginning else { return false }
      return end.isNotAfter(start) == .yes
    }
    if isBefore(left, right) || isBefore(right, left) { return false }
    return (left.status == .former) == (right.status == .former)
  }

  /// Acts that are alike in all but the amount, or in all but the date, as different sources tell them.
  private func contestAmounts(
    _ relations: [Relation], _ acts: [Act], _ sources: (Act) -> Set<Int32>, _ contests: inout [(Int, Int)]
  ) {
    var byPair: [Pair: [(relation: Int, act: Act)]] = [:]
    var order: [Pair] = []
    for act in acts where act.amount != nil {
      for id in act.relations {
        let relation = relations[Int(id.rawValue)]
        let pair = Pair(subject: relation.subject, predicate: relation.predicate, object: relation.object)
        if byPair[pair] == nil { order.append(pair) }
        byPair[pair, default: []].append((Int(id.rawValue), act))
      }
    }
    for pair in order {
      guard let found = byPair[pair], (2...64).contains(found.count) else { continue }
      for (position, left) in found.enumerated() {
        for right in found[(position + 1)...] where disagree(left.act, right.act) {
          if sources(left.act).isDisjoint(with: sources(right.act)) {
            contests.append((left.relation, right.relation))
          }
        }
      }
    }
  }

  private func disagree(_ left: Act, _ right: Act) -> Bool {
    guard let amount = left.amount, let other = right.amount, amount.unit == other.unit else { return false }
    if let kind = amount.kind, let otherKind = other.kind, kind != otherKind { return false }
    guard let date = left.at?.date, let otherDate = right.at?.date else {
      return left.at == nil && right.at == nil && !amount.fits(other)
    }
    if date.overlaps(otherDate) { return !amount.fits(other) }
    return amount.fits(other) && date.year == otherDate.year && date.vagueness == otherDate.vagueness
  }
}
