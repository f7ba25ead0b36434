import KnowledgeGraph

extension ChangeRun {
  /// Relations that are worked out anew, with all claims of theirs.
  struct Touched {
    var relations: [RelationID: Relation] = [:]
    var acts: [ActID: Act] = [:]
    /// The claims with their sides in the closed table (negative where the side is pinned) and their entities.
    var claims: [ClaimID: Sides] = [:]
  }

  struct Sides {
    var claim: Claim
    var subject: EntityID
    var object: EntityID?
    var text: UInt64
  }

  struct Triple: Hashable {
    var subject: EntityID
    var predicate: Predicate
    var object: EntityID?
  }

  func triple(_ subject: EntityID, _ predicate: Predicate, _ object: EntityID?) -> Triple {
    if resolver.ontology.isSymmetric(predicate), let object, object < subject {
      return Triple(subject: object, predicate: predicate, object: subject)
    }
    return Triple(subject: subject, predicate: predicate, object: object)
  }

  /// The sides of a claim as they are now; nil for a claim that is no more or does not count.
  func sides(of id: ClaimID, _ named: Named) throws -> Sides? {
    let number = id.identity.hash
    let claim: Claim
    if let new = newClaims[id] {
      claim = new
    } else {
      guard oldClaims[id] == nil, let found = try kept.keptClaim(id) else { return nil }
      claim = found
    }
    guard counts(claim) else { return nil }
    let row = named.row(of: number)
    var subject = row.flatMap { named.entity($0.subject) }
    var object = row.flatMap { named.entity($0.object) }
    var text = row?.text
    if subject == nil || (claim.object != nil && object == nil) {
      var (keptSubject, keptObject): (EntityID?, EntityID?) = (nil, nil)
      if let relation = try kept.relation(with: id), let found = try kept.keptRelation(relation) {
        (keptSubject, keptObject) = (found.subject, found.object)
        if try kept.isSwapped(id, in: relation) { swap(&keptSubject, &keptObject) }
      } else if let pair = try kept.unrelated(id) {
        (keptSubject, keptObject) = (pair.subject, pair.object)
      }
      if subject == nil { subject = keptSubject }
      if claim.object != nil, object == nil { object = keptObject }
      if text == nil, let keptSubject { text = try kept.textOfSide(number, of: keptSubject) }
    }
    guard let subject else { throw TooMuch() }
    return Sides(claim: claim, subject: subject, object: object, text: text ?? 0)
  }

  /// The claims that changed, or one of whose sides is another entity now.
  func changedClaims(_ named: Named) throws -> Set<ClaimID> {
    var changed: Set<ClaimID> = []
    for (id, claim) in oldClaims where newClaims[id].map({ !claim.isSame(as: $0) }) ?? true || isTextChanged(id) {
      changed.insert(id)
    }
    for id in newClaims.keys where oldClaims[id] == nil { changed.insert(id) }
    // Whom a source speaks with decides how many voices there are of all that it tells.
    let others = Set(
      try Set(newClaims.values.map(\.source)).filter { source in
        try Independence.keys(of: kept.headings(of: source).map { Heading($0) }) != kept.voices(of: source)
      })
    for claim in newClaims.values where others.contains(claim.source) { changed.insert(claim.id) }
    // What a passage tells as one act is one telling.
    let tellings = Set(
      changed.compactMap { oldClaims[$0] }.compactMap { claim in
        claim.act.flatMap { act in claim.evidence.passage.map { Telling(passage: $0, act: act) } }
      })
    for claim in oldClaims.values {
      if let act = claim.act, let passage = claim.evidence.passage,
        tellings.contains(Telling(passage: passage, act: act))
      {
        changed.insert(claim.id)
      }
    }
    for (index, row) in named.table.rows.enumerated() {
      if let old = named.oldSubjects[index], named.entity(row.subject) != old {
        changed.insert(named.table.claimID(row.id))
      } else if let old = named.oldObjects[index], named.entity(row.object) != old {
        changed.insert(named.table.claimID(row.id))
      }
    }
    return changed
  }

  struct Telling: Hashable {
    var passage: PassageID
    var act: Int
  }

  /// What claims of one telling share; a claim of none has its own.
  struct TellingPart: Hashable {
    private var telling: Telling?
    private var predicate: Predicate?
    private var claim: ClaimID?

    init(_ claim: Claim) {
      if let act = claim.act, let passage = claim.evidence.passage {
        telling = Telling(passage: passage, act: act)
        predicate = claim.predicate
      } else {
        self.claim = claim.id
      }
    }
  }

  func isTextChanged(_ id: ClaimID) -> Bool {
    let number = id.identity.hash
    guard let new = newTexts[number] else { return true }
    return oldTable.position(of: number).map { oldTable.rows[$0].text != new } ?? true
  }

  /// Everything that the changed claims can touch.
  func touched(by changed: Set<ClaimID>, _ named: Named) throws -> Touched {
    var result = Touched()
    var triples: Set<Triple> = []
    var queue: [Triple] = []
    var stretches: Set<Triple> = []
    var tellings: Set<Triple> = []
    let toldAmounts = Set(
      oldClaims.values.filter { $0.qualifiers.amount != nil && counts($0) }.map { TellingPart($0) })
    func touch(_ triple: Triple) { if triples.insert(triple).inserted { queue.append(triple) } }
    func touch(_ relations: [RelationID]) throws {
      for id in relations where result.relations[id] == nil {
        guard let relation = try kept.keptRelation(id) else { continue }
        touch(Triple(subject: relation.subject, predicate: relation.predicate, object: relation.object))
      }
    }
    /// What a telling with an amount may be one act with.
    func touchTellings(_ predicate: Predicate, subject: EntityID, object: EntityID?) throws {
      let isSymmetric = resolver.ontology.isSymmetric(predicate)
      for party in [subject] + (isSymmetric ? [object].compactMap { $0 } : [])
      where tellings.insert(Triple(subject: party, predicate: predicate, object: nil)).inserted {
        try touch(kept.relationsWithAmount(of: party, predicate: predicate, isSubject: true))
        if isSymmetric { try touch(kept.relationsWithAmount(of: party, predicate: predicate, isSubject: false)) }
      }
    }
    func touch(claim id: ClaimID) throws {
      guard result.claims[id] == nil else { return }
      guard resolver.decisions?.splitClaims.contains(id) != true else { throw TooMuch() }
      if let relation = try kept.relation(with: id) {
        try touch([relation])
        // What it was one act with, or might have been, may be one with something else without it.
        if changed.contains(id), oldClaims[id].map({ toldAmounts.contains(TellingPart($0)) }) ?? true,
          let relation = try kept.keptRelation(relation),
          ActGrouping.mayBeAct(resolver.ontology.predicates[relation.predicate])
        {
          try touchTellings(relation.predicate, subject: relation.subject, object: relation.object)
        }
      }
      guard let sides = try sides(of: id, named) else { return }
      result.claims[id] = sides
      guard result.claims.count <= resolver.limit else { throw TooMuch() }
      let predicate = sides.claim.predicate
      guard predicate != .alsoKnownAs, sides.subject != sides.object else { return }
      touch(triple(sides.subject, predicate, sides.object))
      guard ActGrouping.mayBeAct(resolver.ontology.predicates[predicate]), !sides.claim.qualifiers.isAgainst else {
        return
      }
      var partners: [Claim] = [sides.claim]
      if let passage = sides.claim.evidence.passage, sides.claim.act != nil {
        for other in try kept.claims(ofActsIn: passage) where other != id {
          guard let found = try newClaims[other] ?? kept.keptClaim(other), found.act == sides.claim.act,
            found.predicate == predicate, counts(found)
          else { continue }
          partners.append(found)
          try touch(claim: other)
        }
      }
      guard partners.contains(where: { $0.qualifiers.amount != nil }) else { return }
      try touchTellings(predicate, subject: sides.subject, object: sides.object)
    }
    for id in changed.sorted() { try touch(claim: id) }
    // What a description is joined with is decided by all acts that it is the object of.
    for row in named.table.rows
    where row.object >= 0 && named.table.mentions[row.object].reference == .description {
      try touch(claim: named.table.claimID(row.id))
    }
    // Which objects contest each other depends on their kinds.
    let functional = resolver.ontology.predicates.values.filter(\.isFunctional).map(\.predicate).sorted()
    let newKinds = Dictionary(
      zip(named.ids, named.entities.entities).map { ($0, $1.kind) }, uniquingKeysWith: { first, _ in first })
    for (id, found) in closed where newKinds[id] != nil && newKinds[id] != found.entity.kind {
      for predicate in functional { try touch(kept.relations(object: id, predicate: predicate)) }
    }
    while let triple = queue.popLast() {
      let ids = try kept.relations(subject: triple.subject, predicate: triple.predicate, object: triple.object)
      for id in ids where result.relations[id] == nil {
        guard let relation = try kept.keptRelation(id) else { continue }
        result.relations[id] = relation
        for claim in relation.claims { try touch(claim: claim) }
        if let act = relation.act, result.acts[act] == nil, let found = try kept.keptAct(act) {
          result.acts[act] = found
          try touch(found.relations)
        }
      }
      if resolver.ontology.predicates[triple.predicate]?.isFunctional == true,
        stretches.insert(Triple(subject: triple.subject, predicate: triple.predicate, object: nil)).inserted
      {
        try touch(kept.relations(subject: triple.subject, predicate: triple.predicate))
      }
    }
    return result
  }
}
