extension GraphReading {
  /// What a person should settle, what changes most first.
  ///
  /// Probable duplicates are entities of one sort whose names are alike, and of which, where the likeness is weak, a
  /// neighbour is shared. Nothing that is settled is asked again, and two that are kept apart never are.
  ///
  /// - Parameters:
  ///   - band: The confidence of claims that a person should look at.
  ///   - settled: What people decided already.
  ///   - unmatched: Decisions that match nothing.
  ///   - conflicts: Decisions that cannot hold together; asked about with what is contested and with decisions.
  ///   - sorts: The sorts of questions to ask.
  /// - Returns: The questions, in the same order for the same graph.
  /// - Throws: What the graph throws when it cannot be read.
  /// - Complexity: O(n log n) in the entities, relations and claims.
  public func review(
    band: Range<Double>, settled: SettledQuestions, unmatched: [DecisionTrace] = [],
    conflicts: [DecisionConflict] = [], sorts: Set<ReviewItem.Sort> = Set(ReviewItem.Sort.allCases)
  ) throws(GraphError) -> [ReviewItem] {
    var items: [ReviewItem] = []
    let needsRelations = !sorts.isDisjoint(with: [.duplicates, .ambiguous, .contested])
    let background = Set(ontology.predicates.keys.filter { ontology.isBackground($0) })
    let relations = needsRelations ? try self.relations(excluding: background) : []
    if sorts.contains(.duplicates) || sorts.contains(.ambiguous) {
      let ties = Ties(relations)
      let entities = try self.entities()
      if sorts.contains(.ambiguous) {
        for entity in entities where entity.isAmbiguous && !settled.hold(entity) {
          items.append(ReviewItem(.ambiguous(entity), weight: max(1, ties.count(entity.id))))
        }
      }
      if sorts.contains(.duplicates) { items += duplicates(entities, ties, settled) }
    }
    if sorts.contains(.contested) { items += contested(relations, settled) }
    if sorts.contains(.claims) { items += try uncertainClaims(band, settled) }
    if sorts.contains(.decisions) { items += unmatched.map { ReviewItem(.decision($0), weight: 1) } }
    if !sorts.isDisjoint(with: [.contested, .decisions]) {
      for conflict in conflicts {
        let item = ReviewItem(.conflict(conflict), weight: conflict.decisions.count)
        if !item.isSettled(by: settled) { items.append(item) }
      }
    }
    return items.sorted(by: ReviewItem.comesFirst)
  }

  private func duplicates(_ entities: [Entity], _ ties: Ties, _ settled: SettledQuestions) -> [ReviewItem] {
    // Sources are told apart by their address, what is only described by its owner, and an ambiguous name is asked about
    // by itself.
    let asked = entities.filter { entity in
      !entity.isDescribed && entity.candidates.isEmpty && !ontology.isKind(entity.kind, under: .source)
    }
    var items: [ReviewItem] = []
    for (left, right, reason) in LikeNames.pairs(asked.map { [$0.name] + $0.aliases }) {
      let (one, other) = (asked[left], asked[right])
      guard ontology.mayBeOne(one.kind, other.kind), !settled.hold(one, other) else { continue }
      // Two notes about two entities: a person has told them apart.
      guard one.note == nil || other.note == nil else { continue }
      // Only people's first names are shortened to a letter.
      guard reason != .initial || one.kind == .person && other.kind == .person else { continue }
      let shared = ties.shared(one.id, other.id)
      guard reason <= .slip || shared > 0 else { continue }
      var reasons: [String] = []
      switch reason {
      case .sameLetters: reasons.append("the names have the same letters")
      case .slip: reasons.append("the names differ by a letter or two")
      case .abbreviation: reasons.append("one name has the initials of the other")
      case .initial: reasons.append("one name has the initial of the other")
      case .longer: reasons.append("one name begins with the other")
      }
      if shared > 0 { reasons.append("both are tied to \(shared == 1 ? "one other name" : "\(shared) other names")") }
      let moved = min(ties.count(one.id), ties.count(other.id))
      items.append(ReviewItem(.duplicate(one, other, reasons: reasons), weight: max(1, moved) + shared))
    }
    return items
  }

  private func contested(_ relations: [Relation], _ settled: SettledQuestions) -> [ReviewItem] {
    let byNumber = Dictionary(relations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var items: [ReviewItem] = []
    for relation in relations {
      for id in relation.contestedBy where relation.id < id {
        guard let other = byNumber[id] else { continue }
        let item = ReviewItem(.contested(relation, other), weight: relation.claims.count + other.claims.count)
        if !item.isSettled(by: settled) { items.append(item) }
      }
    }
    return items
  }

  private func uncertainClaims(
    _ band: Range<Double>, _ settled: SettledQuestions
  ) throws(GraphError) -> [ReviewItem] {
    var items: [ReviewItem] = []
    let digits = Array("0123456789abcdef")
    for first in digits {
      for second in digits {
        for claim in try claims(withPrefix: String([first, second]), limit: .max)
        where band.contains(claim.confidence) && claim.verdict == nil && !settled.hold(claim.id) {
          items.append(ReviewItem(.claim(claim), weight: 1))
        }
      }
    }
    return items
  }
}

extension Entity {
  /// Whether it is not known which of several it means; one that may only mean what it is called is known.
  fileprivate var isAmbiguous: Bool {
    candidates.contains { FoldedName.fold($0) != FoldedName.fold(name) }
  }
}

/// What entities are tied to.
private struct Ties {
  private var counts: [EntityID: Int] = [:]
  private var neighbours: [EntityID: Set<EntityID>] = [:]

  init(_ relations: [Relation]) {
    for relation in relations {
      counts[relation.subject, default: 0] += 1
      guard let object = relation.object, object != relation.subject else { continue }
      counts[object, default: 0] += 1
      neighbours[relation.subject, default: []].insert(object)
      neighbours[object, default: []].insert(relation.subject)
    }
  }

  func count(_ entity: EntityID) -> Int { counts[entity] ?? 0 }

  /// How many others both are tied to.
  func shared(_ left: EntityID, _ right: EntityID) -> Int {
    guard let mine = neighbours[left], let theirs = neighbours[right] else { return 0 }
    return mine.intersection(theirs).count
  }
}
