package import KnowledgeGraph

/// Works out what a change of few notes makes of a kept graph, from what the change can reach.
///
/// The names that the notes had and have are closed over everything that could decide differently because of them;
/// the same code as for a whole vault then names what is closed and groups and agrees on the claims that are touched.
/// What lies beyond is pinned to what is kept. `Documentation/Resolution.md` says what is closed over.
package struct ChangeResolver {
  let ontology: Ontology
  let authority: (any NameAuthority)?
  let threshold: Double
  /// How many sides of claims may be looked at.
  let limit: Int

  package init(ontology: Ontology, authority: (any NameAuthority)?, threshold: Double, limit: Int) {
    self.ontology = ontology
    self.authority = authority
    self.threshold = threshold
    self.limit = limit
  }

  /// The change of the graph.
  ///
  /// - Parameters:
  ///   - kept: The graph before the change, with the notes after it.
  ///   - old: What the changed notes gave before, and every other note of a source that one of them had or has.
  ///   - new: What the same notes give now.
  /// - Returns: The change; nil where so much is reached that all is better resolved anew.
  /// - Throws: What `kept` throws.
  package func change(of kept: some ResolvedReading, from old: [NoteRecord], to new: [NoteRecord]) throws
    -> GraphChange?
  {
    var run = ChangeRun(self, kept, from: old, to: new)
    do { return try run.change() } catch is TooMuch { return nil }
  }
}

/// More is reached than is worth working out apart.
struct TooMuch: Error {}

/// One change being worked out.
struct ChangeRun {
  let resolver: ChangeResolver
  let kept: any ResolvedReading
  let keys: MentionKeys
  /// The claims of the changed notes before and after, one of each identity; all, and those that count.
  private let oldTable: ClaimTable
  private let newTable: ClaimTable
  private let oldClaims: [ClaimID: Claim]
  private let newClaims: [ClaimID: Claim]
  private let newTexts: [Hash128: UInt64]
  private let records: (old: [NoteRecord], new: [NoteRecord])
  private let oldNumbers: Set<Hash128>

  // What is closed.
  private var closedKeys: Set<String> = []
  private var headings: [String: NoteRecord] = [:]
  private var closed: [EntityID: (entity: Entity, base: ResolvedNames.Base)] = [:]
  private var keysOfClosed: [EntityID: Set<String>] = [:]
  private var keyQueue: [String] = []
  private var entityQueue: [EntityID] = []
  /// The sides of claims of other notes, and those that the changed notes had.
  private var sides: [(entity: EntityID, side: ClaimSide)] = []
  private var oldSides: [(entity: EntityID, side: ClaimSide)] = []

  init(_ resolver: ChangeResolver, _ kept: any ResolvedReading, from old: [NoteRecord], to new: [NoteRecord]) {
    self.resolver = resolver
    self.kept = kept
    keys = MentionKeys(ontology: resolver.ontology, authority: resolver.authority)
    records = (old, new)
    (oldTable, oldClaims) = ChangeRun.unified(old)
    (newTable, newClaims) = ChangeRun.unified(new)
    oldNumbers = Set(oldTable.rows.map(\.id))
    newTexts = Dictionary(newTable.rows.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
  }

  private static func unified(_ records: [NoteRecord]) -> (ClaimTable, [ClaimID: Claim]) {
    var table = ClaimTable()
    var claims: [ClaimID: Claim] = [:]
    for record in records.sorted(by: { $0.path < $1.path }) {
      table.append(record)
      for claim in record.claims where claims[claim.id] == nil { claims[claim.id] = claim }
    }
    table.sortAndUnify()
    return (table, claims)
  }

  private func counts(_ claim: Claim) -> Bool { claim.confidence >= resolver.threshold }

  // MARK: Closing

  private mutating func close(key: String) { if closedKeys.insert(key).inserted { keyQueue.append(key) } }

  private mutating func close(entity: EntityID) throws {
    guard closed[entity] == nil, let found = try kept.keptEntity(entity) else { return }
    closed[entity] = found
    entityQueue.append(entity)
  }

  private mutating func close(base: String) throws {
    for entity in try kept.entities(withBase: base) { try close(entity: entity) }
    for entity in try kept.entities(withBaseOn: base) { try close(entity: entity) }
    if let stem = ChangeRun.stem(ofBase: base) {
      for entity in try kept.entities(withBase: stem) { try close(entity: entity) }
    }
  }

  /// "Mercury" of "Mercury (city)".
  private static func stem(ofBase base: String) -> String? {
    let bytes = Array(base.utf8)
    guard bytes.last == UInt8(ascii: ")"), let open = bytes.lastIndex(of: UInt8(ascii: "(")), open > 0,
      bytes[open - 1] == UInt8(ascii: " ")
    else { return nil }
    return String(decoding: bytes[..<(open - 1)], as: UTF8.self)
  }

  /// Closes over all that is reached from what is queued.
  private mutating func closeAll() throws {
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

  private mutating func take(_ heading: NoteRecord) {
    guard headings.updateValue(heading, forKey: heading.path) == nil else { return }
    for key in keys.keys(of: heading) { close(key: key) }
  }

  private mutating func seed() throws {
    for record in records.old + records.new { for key in keys.keys(of: record) { close(key: key) } }
    for claim in oldClaims.values where counts(claim) {
      if let relation = try kept.relation(with: claim.id).flatMap({ try kept.keptRelation($0) }) {
        try close(entity: relation.subject)
        if let object = relation.object { try close(entity: object) }
      } else if let pair = try kept.unrelated(claim.id) {
        try close(entity: pair.subject)
        if let object = pair.object { try close(entity: object) }
      }
    }
    for claim in newClaims.values where counts(claim) {
      for argument in [claim.subject] + (claim.object.map { [$0] } ?? []) {
        for key in keys.keys(of: MentionForm(argument, note: claim.note)) { close(key: key) }
      }
    }
  }

  // MARK: Names

  /// The closed part of the vault, named.
  private struct Named {
    var table: ClaimTable
    var headings: [Heading]
    var independence: Independence
    var naming: Naming
    var entities: ResolvedEntities
    /// Numbers of the entities in the kept graph.
    var ids: [EntityID]
    /// The entities on the sides of each row in the kept graph; nil for a side that is not closed.
    var oldSubjects: [EntityID?]
    var oldObjects: [EntityID?]
    /// Rows of the changed notes, whose sides are written anew in any case.
    var isRewritten: [Bool]

    /// The row of a claim; rows are sorted by identity.
    func row(of claim: Hash128) -> ClaimTable.Row? {
      var (low, high) = (0, table.rows.count)
      while low < high {
        let middle = (low + high) / 2
        if table.rows[middle].id < claim { low = middle + 1 } else { high = middle }
      }
      return low < table.rows.count && table.rows[low].id == claim ? table.rows[low] : nil
    }

    func entity(_ mention: Int32) -> EntityID? {
      guard mention >= 0 else { return nil }
      // A mention of claims that do not count has no node.
      let node = naming.nodeOfMention[Int(mention)]
      guard node >= 0 else { return nil }
      let number = entities.numbers[Int(node)]
      return number < 0 ? nil : ids[Int(number)]
    }
  }

  private func closedTable() throws -> ClaimTable {
    var table = newTable
    table.drop(below: resolver.threshold)
    var sources: [Int32: Int32] = [:]
    struct Place: Hashable {
      var form: Int32
      var source: Int32
    }
    var mentions: [Place: Int32] = [:]
    var forms: [Int32: MentionForm] = [:]
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
        source = table.sources.number(of: try kept.source(numbered: side.source))
        sources[side.source] = source
      }
      let place = Place(form: side.form, source: source)
      let mention: Int32
      if let known = mentions[place] {
        mention = known
      } else {
        if forms[side.form] == nil { forms[side.form] = try kept.form(side.form) }
        guard let form = forms[side.form] else { continue }
        mention = table.mention(form, source: source)
        mentions[place] = mention
      }
      table.append(
        ClaimTable.Row(
          id: side.claim, subject: side.isObject ? -1 : mention, object: side.isObject ? mention : -1,
          predicate: predicates[side.sort.rawValue], qualifiers: side.sort == .deniedAlias ? negated : none,
          source: source, note: 0, act: 0, passage: 0, text: side.text, confidence: 1))
    }
    table.joinSides()
    for heading in headings.values { _ = table.sources.number(of: heading.source.id) }
    return table
  }

  private mutating func name(joining joined: [(DescriptionKey, DescriptionKey)]) throws -> Named {
    let table = try closedTable()
    let headings = self.headings.values.map { Heading($0) }.sorted { $0.path < $1.path }
    var titles: [Int32: String] = [:]
    var voices: [[UInt64]] = []
    let oldVoices = try kept.allVoices()
    let changed = Set((records.old + records.new).map(\.source.id))
    for number in 0..<Int32(table.sources.count) {
      let source = table.sources[number]
      if changed.contains(source) {
        voices.append(Independence.keys(of: try kept.headings(of: source).map { Heading($0) }))
      } else {
        voices.append(oldVoices[source] ?? [])
      }
    }
    for mention in table.mentions.values where mention.reference == .description && titles[mention.source] == nil {
      let notes = try kept.headings(of: table.sources[mention.source]).map { Heading($0) }.sorted { $0.path < $1.path }
      titles[mention.source] = (notes.first { !$0.isEntity } ?? notes.first)?.title
    }
    let independence = Independence(voices: voices)
    var naming = Naming(
      table: table, headings: headings, ontology: resolver.ontology, authority: resolver.authority,
      independence: independence, titles: titles)
    if !joined.isEmpty {
      let nodes = descriptions(table, naming)
      for (left, right) in joined {
        guard let left = nodes[left], let right = nodes[right] else { throw TooMuch() }
        naming.join(left, right)
      }
    }
    let entities = naming.entities()
    var oldSubjects = [EntityID?](repeating: nil, count: table.rows.count)
    var oldObjects = oldSubjects
    var isRewritten = [Bool](repeating: false, count: table.rows.count)
    sides.sort { $0.side.claim < $1.side.claim }
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
      table: table, headings: headings, independence: independence, naming: naming, entities: entities, ids: [],
      oldSubjects: oldSubjects, oldObjects: oldObjects, isRewritten: isRewritten)
  }

  private func descriptions(_ table: ClaimTable, _ naming: Naming) -> [DescriptionKey: Int32] {
    var result: [DescriptionKey: Int32] = [:]
    for (number, mention) in table.mentions.values.enumerated() where mention.reference == .description {
      result[DescriptionKey(mention, table)] = naming.nodeOfMention[number]
    }
    return result
  }

  /// Numbers for the entities: those of the same name keep theirs.
  private func numbers(for entities: [Entity]) throws -> [EntityID] {
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
  private static func number(_ place: Int, of count: Int, above low: Int, below high: Int) -> Int? {
    let room = high - low - 1
    guard room >= count else { return nil }
    return low + (room + 1) * (place + 1) / (count + 1)
  }

  // MARK: Claims

  /// Relations that are worked out anew, with all claims of theirs.
  private struct Touched {
    var relations: [RelationID: Relation] = [:]
    var acts: [ActID: Act] = [:]
    /// The claims with their sides in the closed table (negative where the side is pinned) and their entities.
    var claims: [ClaimID: Sides] = [:]
  }

  private struct Sides {
    var claim: Claim
    var subject: EntityID
    var object: EntityID?
    var text: UInt64
  }

  private struct Triple: Hashable {
    var subject: EntityID
    var predicate: Predicate
    var object: EntityID?
  }

  private func triple(_ subject: EntityID, _ predicate: Predicate, _ object: EntityID?) -> Triple {
    if resolver.ontology.isSymmetric(predicate), let object, object < subject {
      return Triple(subject: object, predicate: predicate, object: subject)
    }
    return Triple(subject: subject, predicate: predicate, object: object)
  }

  /// The sides of a claim as they are now; nil for a claim that is no more or does not count.
  private func sides(of id: ClaimID, _ named: Named) throws -> Sides? {
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
  private func changedClaims(_ named: Named) throws -> Set<ClaimID> {
    var changed: Set<ClaimID> = []
    for (id, claim) in oldClaims where newClaims[id].map({ !claim.isSame(as: $0) }) ?? true || isTextChanged(id) {
      changed.insert(id)
    }
    for id in newClaims.keys where oldClaims[id] == nil { changed.insert(id) }
    // Whom a source speaks with decides how many voices there are of all that it tells.
    let voices = try kept.allVoices()
    let others = Set(
      try Set(newClaims.values.map(\.source)).filter { source in
        try Independence.keys(of: kept.headings(of: source).map { Heading($0) }) != voices[source] ?? []
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

  private struct Telling: Hashable {
    var passage: PassageID
    var act: Int
  }

  /// What claims of one telling share; a claim of none has its own.
  private struct TellingPart: Hashable {
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

  private func isTextChanged(_ id: ClaimID) -> Bool {
    let number = id.identity.hash
    guard let new = newTexts[number] else { return true }
    return oldTable.rows.first { $0.id == number }.map { $0.text != new } ?? true
  }

  /// Everything that the changed claims can touch.
  private func touched(by changed: Set<ClaimID>, _ named: Named) throws -> Touched {
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

  // MARK: Everything

  mutating func change() throws -> GraphChange {
    try seed()
    var joined: [(DescriptionKey, DescriptionKey)] = []
    for _ in 0..<12 {
      try closeAll()
      var named = try name(joining: joined)
      // Names that are new may be those of others.
      let before = closed.count
      let known = Set(closed.values.lazy.map(\.base.name))
      for base in named.entities.bases where !known.contains(base.name) { try close(base: base.name) }
      guard closed.count == before else { continue }
      named.ids = try numbers(for: named.entities.entities)
      guard named.ids.count == named.entities.entities.count else { throw TooMuch() }
      let touched = try touched(by: try changedClaims(named), named)
      guard let relations = try relations(touched, named, &joined) else { continue }
      return try change(named, touched, relations)
    }
    throw TooMuch()
  }

  /// Relations and acts of what is touched, by position.
  private struct Related {
    var table: ClaimTable
    var outcome: Agreement.Outcome
    var subjects: [Int32]
    var objects: [Int32]
    var rowsWithAmount: [Int32]
  }

  /// What the touched claims make; nil where that joins descriptions otherwise than they were named.
  private mutating func relations(
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
    let voices = try kept.allVoices()
    let changed = Set((records.old + records.new).map(\.source.id))
    let keys = try table.sources.values.map { source in
      changed.contains(source)
        ? Independence.keys(of: try kept.headings(of: source).map { Heading($0) }) : voices[source] ?? []
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
  private func isOfSeveralSources(_ entity: EntityID) throws -> Bool {
    var source: Int32?
    var isSeveral = false
    try kept.sides(of: entity) { side in
      isSeveral = isSeveral || (source ?? side.source) != side.source
      source = side.source
    }
    return isSeveral
  }

  /// Numbers for the relations, each between those that it stands between.
  private func numbers(for relations: [Relation], replacing old: Set<RelationID>) throws -> [RelationID] {
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

  private func change(_ named: Named, _ touched: Touched, _ related: Related) throws -> GraphChange {
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
  private func sidesAndKeys(_ named: Named, _ entities: [EntityID: Entity], _ change: inout GraphChange) {
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
