import KnowledgeGraph

extension ChangeRun {
  /// Relations and acts of what is touched, by position.
  struct Related {
    var table: ClaimTable
    var outcome: Agreement.Outcome
    var subjects: [Int32]
    var objects: [Int32]
    var rowsWithAmount: [Int32]
  }

  /// What the touched claims make; nil where that joins descriptions otherwise than they were named.
  mutating func relations(
    _ touched: Touched, _ named: Named, _ joined: inout [(DescriptionKey, DescriptionKey)]
  ) throws -> Related? {
    var table = ClaimTable()
    for sides in touched.claims.values { table.append(sides.claim, text: sides.text) }
    table.sortAndUnify()
    // A description is one thing in its source alone, until acts join it with others.
    var pinned = Interner<EntityID>()
    var described = Interner<DescriptionKey>()
    var owners: [DescriptionKey: EntityID] = [:]
    func number(_ mention: Int32, _ entity: EntityID) -> Int32 {
      if table.mentions[mention].reference == .description {
        let key = DescriptionKey(table.mentions[mention], table)
        owners[key] = entity
        return described.number(of: key) * 2
      }
      return pinned.number(of: entity) * 2 + 1
    }
    var subjects: [Int32] = []
    var objects: [Int32] = []
    var subjectIDs: [Int32] = []
    var objectIDs: [Int32] = []
    for row in table.rows {
      guard let sides = touched.claims[table.claimID(row.id)] else { throw TooMuch() }
      subjects.append(number(row.subject, sides.subject))
      subjectIDs.append(sides.subject.rawValue)
      if row.object >= 0, let object = sides.object {
        objects.append(number(row.object, object))
        objectIDs.append(object.rawValue)
      } else {
        objects.append(-1)
        objectIDs.append(-1)
      }
    }
    var grouping = ActGrouping(
      table: table, ontology: resolver.ontology, subjects: subjects, objects: objects)
    grouping.group()
    let joins = grouping.sameDescriptions.map { (described[$0.0 / 2], described[$0.1 / 2]) }
    var isClosed = true
    // What acts made one before may be several now, and nothing else of it need have changed.
    for (row, object) in zip(table.rows, objectIDs)
    where row.object >= 0 && table.mentions[row.object].reference == .description {
      let owner = EntityID(rawValue: object)
      guard closed[owner] == nil, try isOfSeveralSources(owner) else { continue }
      try close(entity: owner)
      isClosed = false
    }
    for key in joins.flatMap({ [$0.0, $0.1] }) {
      if let owner = owners[key], closed[owner] == nil, try kept.keptEntity(owner) != nil {
        try close(entity: owner)
        isClosed = false
      }
    }
    guard isClosed, joins.elementsEqual(joined, by: ==) else {
      joined = joins
      return nil
    }
    let changed = Set((records.old + records.new).map(\.source.id))
    let keys = try table.sources.values.map { source in
      changed.contains(source)
        ? Independence.keys(of: try kept.headings(of: source).map { Heading($0) }) : try kept.voices(of: source)
    }
    var kinds = Dictionary(
      zip(named.ids, named.entities.entities).map { ($0, $1.kind) }, uniquingKeysWith: { first, _ in first })
    for id in Set(objectIDs) where id >= 0 && kinds[EntityID(rawValue: id)] == nil {
      kinds[EntityID(rawValue: id)] = try kept.keptEntity(EntityID(rawValue: id))?.entity.kind
    }
    let outcome = Agreement(
      table: table, ontology: resolver.ontology, independence: Independence(voices: keys), subjects: subjectIDs,
      objects: objectIDs, groups: grouping.groups, groupOfRow: grouping.groupOfRow, kind: { kinds[$0] ?? .topic }
    ).outcome()
    return Related(
      table: table, outcome: outcome, subjects: subjectIDs, objects: objectIDs,
      rowsWithAmount: grouping.rowsWithAmount)
  }

  /// Whether claims of several sources tell of an entity, which those of a description do only where an act joined it.
  func isOfSeveralSources(_ entity: EntityID) throws -> Bool {
    var source: Int32?
    var isSeveral = false
    try kept.sides(of: entity) { side in
      isSeveral = isSeveral || (source ?? side.source) != side.source
      source = side.source
    }
    return isSeveral
  }

  /// Numbers for the relations, each between those that it stands between.
  func numbers(for relations: [Relation], replacing old: Set<RelationID>) throws -> [RelationID] {
    var ids: [RelationID] = []
    var start = 0
    while start < relations.count {
      let subject = relations[start].subject
      var end = start
      while end < relations.count, relations[end].subject == subject { end += 1 }
      func place(_ relation: (Predicate, Int32)) -> (Predicate, Int32) { relation }
      var run = start
      let first = Int(subject.rawValue) << 32
      var low = first
      // Numbers that are free now and stood where the run stands.
      var free: [Int] = []
      func finish(before high: Int, at end: Int) throws {
        for index in run..<end {
          if free.count == end - run {
            ids.append(RelationID(rawValue: Int64(free[index - run])))
          } else {
            guard let number = ChangeRun.number(index - run, of: end - run, above: low, below: high) else {
              throw TooMuch()
            }
            ids.append(RelationID(rawValue: Int64(number)))
          }
        }
        run = end
        free = []
        low = high
      }
      var next = start
      for entry in try kept.order(of: subject) {
        if old.contains(entry.id) {
          free.append(Int(entry.id.rawValue))
          continue
        }
        let here = (entry.predicate, entry.object?.rawValue ?? -1)
        while next < end, (relations[next].predicate, relations[next].object?.rawValue ?? -1) < here { next += 1 }
        try finish(before: Int(entry.id.rawValue), at: next)
      }
      try finish(before: first + 1 << 32, at: end)
      start = end
    }
    return ids
  }
}
