import KnowledgeGraph

extension ChangeRun {
  mutating func close(key: String) { if closedKeys.insert(key).inserted { keyQueue.append(key) } }

  mutating func close(entity: EntityID) throws {
    // Which claims tell of what people hid, the kept graph does not know.
    guard entity != ResolvedNames.leftOut else { throw TooMuch() }
    guard closed[entity] == nil, let found = try kept.keptEntity(entity) else { return }
    closed[entity] = found
    entityQueue.append(entity)
    try reach(found.entity, found.base)
  }

  mutating func close(base: String) throws {
    for entity in try kept.entities(withBase: base) { try close(entity: entity) }
    for entity in try kept.entities(withBaseOn: base) { try close(entity: entity) }
    if let stem = MentionKeys.stem(of: base) {
      for entity in try kept.entities(withBase: stem) { try close(entity: entity) }
    }
  }

  /// Closes over all that is reached from what is queued.
  mutating func closeAll() throws {
    while true {
      if let key = keyQueue.popLast() {
        for entity in try kept.entities(withKey: key) { try close(entity: entity) }
        for heading in try kept.headings(withKey: key) { take(heading) }
      } else if let entity = entityQueue.popLast() {
        guard let base = closed[entity]?.base else { continue }
        let entityKeys = try kept.keys(of: entity)
        keysOfClosed[entity] = Set(entityKeys)
        for key in entityKeys { close(key: key) }
        try close(base: base.name)
        try kept.sides(of: entity) { side in
          if oldNumbers.contains(side.claim) { oldSides.append((entity, side)) } else { sides.append((entity, side)) }
          guard sides.count <= resolver.limit else { throw TooMuch() }
        }
      } else {
        return
      }
    }
  }

  mutating func take(_ heading: NoteRecord) {
    guard headings.updateValue(heading, forKey: heading.path) == nil else { return }
    for key in keys.keys(of: heading) { close(key: key) }
  }

  private mutating func close(sidesOf claim: Claim) {
    for argument in [claim.subject] + (claim.object.map { [$0] } ?? []) {
      for key in keys.keys(of: MentionForm(argument, note: claim.note)) { close(key: key) }
    }
  }

  mutating func seed() throws {
    for record in records.old + records.new { for key in keys.keys(of: record) { close(key: key) } }
    for claim in oldClaims.values where counts(claim) {
      if let relation = try kept.relation(with: claim.id).flatMap({ try kept.keptRelation($0) }) {
        try close(entity: relation.subject)
        if let object = relation.object { try close(entity: object) }
      } else if let pair = try kept.unrelated(claim.id) {
        try close(entity: pair.subject)
        if let object = pair.object { try close(entity: object) }
      } else {
        // A side of it is hidden, and known by its keys alone.
        close(sidesOf: claim)
      }
    }
    for claim in newClaims.values where counts(claim) {
      close(sidesOf: claim)
    }
  }
}
