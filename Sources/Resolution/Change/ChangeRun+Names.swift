import KnowledgeGraph

extension ChangeRun {
  /// The closed part of the vault, named.
  struct Named {
    var table: ClaimTable
    var headings: [Heading]
    var independence: Independence
    var naming: Naming
    var entities: ResolvedEntities
    /// Which of the entities each mention means; negative for one of claims that do not count.
    var numberOfMention: [Int32]
    /// The entities as they would be without decisions.
    var undecided: ResolvedEntities?
    var outcome: NameOutcome
    /// Numbers of the entities in the kept graph.
    var ids: [EntityID]
    /// The entities on the sides of each row in the kept graph; nil for a side that is not closed.
    var oldSubjects: [EntityID?]
    var oldObjects: [EntityID?]
    /// Rows of the changed notes, whose sides are written anew in any case.
    var isRewritten: [Bool]

    func row(of claim: Hash128) -> ClaimTable.Row? { table.position(of: claim).map { table.rows[$0] } }

    func entity(_ mention: Int32) -> EntityID? {
      guard mention >= 0 else { return nil }
      let number = numberOfMention[Int(mention)]
      return number < 0 ? nil : ids[Int(number)]
    }
  }

  /// The claims of the changed notes, and what is kept of the sides of all others that tell of what is closed; with the
  /// voices of the sources that these come from.
  mutating func closedTable() throws -> (table: ClaimTable, voices: [Int32: [UInt64]]) {
    var table = newTable
    table.drop(below: resolver.threshold)
    var sources: [Int32: Int32] = [:]
    var voices: [Int32: [UInt64]] = [:]
    var shapes: [Int32: ClaimTable.Mention] = [:]
    // In the order of the table's rows.
    sides.sort { $0.side.claim < $1.side.claim }
    let predicates = [ClaimSide.Sort.fact, .structure, .authorship, .alias, .deniedAlias].map {
      table.predicates.number(of: ClaimSorts.predicate(of: $0))
    }
    let none = table.number(of: Qualifiers())
    let negated = table.number(of: Qualifiers(isNegated: true))
    for (_, side) in sides {
      let source: Int32
      if let known = sources[side.source] {
        source = known
      } else {
        let found = try kept.source(numbered: side.source)
        source = table.sources.number(of: found.id)
        sources[side.source] = source
        voices[source] = found.voices
      }
      var shape: ClaimTable.Mention
      if let known = shapes[side.form] {
        shape = known
      } else {
        shape = table.shape(of: try kept.form(side.form))
        shapes[side.form] = shape
      }
      shape.source = source
      let mention = table.mentions.number(of: shape)
      table.append(
        ClaimTable.Row(
          id: side.claim, subject: side.isObject ? -1 : mention, object: side.isObject ? mention : -1,
          predicate: predicates[side.sort.rawValue], qualifiers: side.sort == .deniedAlias ? negated : none,
          source: source, note: 0, act: 0, passage: 0, text: side.text, confidence: 1))
    }
    table.joinSides()
    for heading in headings.values { _ = table.sources.number(of: heading.source.id) }
    return (table, voices)
  }

  mutating func name(joining joined: [(DescriptionKey, DescriptionKey)]) throws -> Named {
    let (table, oldVoices) = try closedTable()
    let headings = self.headings.values.map { Heading($0) }.sorted { $0.path < $1.path }
    var titles: [Int32: String] = [:]
    var voices: [[UInt64]] = []
    let changed = Set((records.old + records.new).compactMap { table.sources.find($0.source.id) })
    for number in 0..<Int32(table.sources.count) {
      if changed.contains(number) {
        voices.append(Independence.keys(of: try kept.headings(of: table.sources[number]).map { Heading($0) }))
      } else {
        voices.append(try oldVoices[number] ?? kept.voices(of: table.sources[number]))
      }
    }
    for mention in table.mentions.values where mention.reference == .description && titles[mention.source] == nil {
      let notes = try kept.headings(of: table.sources[mention.source]).map { Heading($0) }.sorted { $0.path < $1.path }
      titles[mention.source] = (notes.first { !$0.isEntity } ?? notes.first)?.title
    }
    let independence = Independence(voices: voices)
    func makeNaming(apart: [(String, String)]) -> Naming {
      Naming(
        table: table, headings: headings, ontology: resolver.ontology, authority: resolver.authority,
        independence: independence, titles: titles, apart: apart)
    }
    var naming = makeNaming(apart: [])
    var settled = NameSettlement()
    var undecided: ResolvedEntities?
    if let decisions = resolver.decisions {
      undecided = naming.entities()
      let reached = decisions.names.only(reachedDecisions, givenNames: reachedNames)
      if !reached.isEmpty {
        settled = NameSettlement(reached, &naming) { makeNaming(apart: $0) }
      }
    }
    if !joined.isEmpty {
      let nodes = descriptions(table, naming)
      for (left, right) in joined {
        guard let left = nodes[left], let right = nodes[right] else { throw TooMuch() }
        naming.join(left, right)
      }
    }
    let entities = naming.entities(settled.decided(&naming))
    let outcome = settled.outcome(&naming, entities)
    var oldSubjects = [EntityID?](repeating: nil, count: table.rows.count)
    var oldObjects = oldSubjects
    var isRewritten = [Bool](repeating: false, count: table.rows.count)
    oldSides.sort { $0.side.claim < $1.side.claim }
    for (list, isOld) in [(sides, false), (oldSides, true)] {
      var row = 0
      for (entity, side) in list {
        while row < table.rows.count, table.rows[row].id < side.claim { row += 1 }
        guard row < table.rows.count, table.rows[row].id == side.claim else { continue }
        if side.isObject { oldObjects[row] = entity } else { oldSubjects[row] = entity }
        isRewritten[row] = isOld
      }
    }
    return Named(
      table: table, headings: headings, independence: independence, naming: naming, entities: entities,
      numberOfMention: naming.nodeOfMention.map { $0 < 0 ? -1 : entities.numbers[Int($0)] }, undecided: undecided,
      outcome: outcome, ids: [], oldSubjects: oldSubjects, oldObjects: oldObjects, isRewritten: isRewritten)
  }

  func descriptions(_ table: ClaimTable, _ naming: Naming) -> [DescriptionKey: Int32] {
    var result: [DescriptionKey: Int32] = [:]
    for (number, mention) in table.mentions.values.enumerated() where mention.reference == .description {
      // One that no claim has, since another note tells the same claim in its own words, has no node.
      let node = naming.nodeOfMention[number]
      if node >= 0 { result[DescriptionKey(mention, table)] = node }
    }
    return result
  }

  /// Numbers for the entities: those of the same name keep theirs.
  func numbers(for entities: [Entity]) throws -> [EntityID] {
    var known: [[UInt8]: EntityID] = [:]
    for (id, found) in closed { known[Array(found.entity.name.utf8)] = id }
    var ids = [EntityID?](repeating: nil, count: entities.count)
    struct Gap: Hashable {
      var low: Int
      var high: Int
    }
    var gaps: [Gap: [Int]] = [:]
    for (index, entity) in entities.enumerated() {
      if let id = known[Array(entity.name.utf8)] {
        ids[index] = id
      } else {
        let (before, after) = try kept.neighbours { $0 < entity.name }
        let gap = Gap(low: before.map { Int($0.rawValue) } ?? 0, high: after.map { Int($0.rawValue) } ?? 1 << 31)
        gaps[gap, default: []].append(index)
      }
    }
    for (gap, indices) in gaps {
      // Entities come sorted by name.
      for (place, index) in indices.enumerated() {
        guard let number = ChangeRun.number(place, of: indices.count, above: gap.low, below: gap.high) else {
          throw TooMuch()
        }
        ids[index] = EntityID(rawValue: Int32(clamping: number))
      }
    }
    return ids.compactMap { $0 }
  }

  /// A number between two, apart from those of the other places.
  static func number(_ place: Int, of count: Int, above low: Int, below high: Int) -> Int? {
    let room = high - low - 1
    guard room >= count else { return nil }
    return low + (room + 1) * (place + 1) / (count + 1)
  }
}
