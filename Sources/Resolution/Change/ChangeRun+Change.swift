import KnowledgeGraph

extension ChangeRun {
  func change(_ named: Named, _ touched: Touched, _ related: Related) throws -> GraphChange {
    var change = GraphChange()
    var relations = related.outcome.relations
    var acts = related.outcome.acts
    let ids = try numbers(for: relations, replacing: Set(touched.relations.keys))
    Numbering.renumber(&relations, &acts, ids)

    // Entities.
    var names: [EntityID: String] = [:]
    var newEntities: [EntityID: Entity] = [:]
    for (index, id) in named.ids.enumerated() {
      var entity = named.entities.entities[index]
      entity.id = id
      newEntities[id] = entity
      change.bases[id] = named.entities.bases[index]
    }
    for (id, found) in closed.sorted(by: { $0.key < $1.key }) {
      if let new = newEntities[id] {
        if new.isSame(as: found.entity), change.bases[id].map({ $0.isSame(as: found.base) }) == true {
          change.bases[id] = nil
        } else {
          change.oldEntities.append(found.entity)
        }
      } else {
        change.removedEntities.append(found.entity)
      }
    }
    for id in named.ids where change.bases[id] != nil {
      if let entity = newEntities[id] { change.entities.append(entity) }
    }

    // Relations and acts, without those that are as they were.
    for id in touched.relations.values.flatMap({ [$0.subject, $0.object].compactMap { $0 } })
      + relations.flatMap({ [$0.subject, $0.object].compactMap { $0 } }) where names[id] == nil
    {
      names[id] = try closed[id]?.entity.name ?? newEntities[id]?.name ?? kept.keptEntity(id)?.entity.name
    }
    let oldRelations = touched.relations.values.sorted { $0.id < $1.id }
    let oldActs = touched.acts.values.sorted { $0.id < $1.id }
    change.oldFingerprint = GraphFingerprint.of(
      entities: change.oldEntities + change.removedEntities, relations: oldRelations, acts: oldActs, names: names)
    change.fingerprint = GraphFingerprint.of(
      entities: change.entities, relations: relations, acts: acts, names: names)
    let withAmount = Set(related.rowsWithAmount.map { related.table.claimID(related.table.rows[Int($0)].id) })
    let swapped = Set(related.outcome.swapped.map { related.table.claimID(related.table.rows[$0].id) })
    change.oldRelations = oldRelations
    change.relations = relations
    change.oldActs = oldActs
    change.acts = acts
    change.withAmount = withAmount
    change.swapped = swapped

    // Claims that are in no relation.
    for id in Set(oldClaims.keys).union(touched.claims.keys).sorted() where try kept.unrelated(id) != nil {
      change.removedUnrelated.append(id)
    }
    for index in related.outcome.unrelated {
      change.unrelated.append(
        ResolvedNames.Unrelated(
          claim: related.table.claimID(related.table.rows[index].id),
          subject: EntityID(rawValue: related.subjects[index]),
          object: related.objects[index] < 0 ? nil : EntityID(rawValue: related.objects[index])))
    }
    // A claim of the changed notes that is as it was is as unrelated as it was.
    let written = Set(change.unrelated.map(\.claim))
    for id in change.removedUnrelated where !written.contains(id) && touched.claims[id] == nil {
      guard newClaims[id] != nil, let pair = try kept.unrelated(id) else { continue }
      change.unrelated.append(pair)
    }
    sidesAndKeys(named, newEntities, &change)
    for source in Set((records.old + records.new).map(\.source.id)) {
      change.voices[source] = Independence.keys(of: try kept.headings(of: source).map { Heading($0) })
    }
    change.oldClaims = oldTable.census(resolver.ontology)
    change.claims = newTable.census(resolver.ontology)
    return change
  }

  /// What is kept with the closed entities, where it is not as it was.
  func sidesAndKeys(_ named: Named, _ entities: [EntityID: Entity], _ change: inout GraphChange) {
    let table = named.table
    let sorts = ClaimSorts(table)
    var newKeys: [EntityID: Set<String>] = [:]
    var seen: Set<UInt64> = []
    var shapes = Interner<ClaimTable.Mention>()
    var keysOfShape: [Set<String>] = []
    /// Which keys an entity has from a mention, apart from those of its source.
    func see(_ mention: Int32, _ entity: EntityID?) {
      guard mention >= 0, let entity else { return }
      var shape = table.mentions[mention]
      if shape.reference == .source {
        newKeys[entity, default: []].insert(MentionKeys.key(of: table.sources[shape.source]))
      }
      shape.source = -1
      let number = shapes.number(of: shape)
      if keysOfShape.count <= Int(number) { keysOfShape.append(keys.keys(of: table.form(shape))) }
      guard seen.insert(UInt64(UInt32(number)) << 32 | UInt64(UInt32(bitPattern: entity.rawValue))).inserted else {
        return
      }
      newKeys[entity, default: []].formUnion(keysOfShape[Int(number)])
    }
    // One mention means one entity wherever it stands.
    for mention in 0..<Int32(table.mentions.count) { see(mention, named.entity(mention)) }
    for (index, row) in table.rows.enumerated() {
      let (subject, object) = (named.entity(row.subject), named.entity(row.object))
      let sort = sorts.sort(of: row, in: table)
      if sort == .alias || sort == .deniedAlias {
        see(row.subject, object)
        see(row.object, subject)
      }
      for (mention, entity, isObject) in [(row.subject, subject, false), (row.object, object, true)] {
        guard mention >= 0, let entity else { continue }
        let old =
          named.isRewritten[index] ? nil : isObject ? named.oldObjects[index] : named.oldSubjects[index]
        guard old != entity else { continue }
        if let old { change.removedSides.append(.init(entity: old, claim: row.id, isObject: isObject)) }
        change.sides.append(
          GraphChange.Side(
            entity: entity,
            side: ClaimSide(claim: row.id, isObject: isObject, form: -1, source: -1, text: row.text, sort: sort),
            form: table.form(table.mentions[mention]), source: table.sources[row.source]))
      }
    }
    for (entity, side) in oldSides {
      change.removedSides.append(.init(entity: entity, claim: side.claim, isObject: side.isObject))
    }
    for (index, heading) in named.headings.enumerated() {
      let number = named.entities.numbers[Int(named.naming.node(ofHeading: index))]
      if number >= 0 { newKeys[named.ids[Int(number)], default: []].formUnion(keys.keys(of: heading)) }
    }
    for id in entities.keys where newKeys[id] ?? [] != keysOfClosed[id] {
      change.keys[id] = (newKeys[id] ?? []).sorted()
    }
  }
}
