import GRDB
import KnowledgeGraph

/// A graph within a transaction, as far as a change of few notes needs to know it.
final class KeptGraph: ResolvedReading {
  private let db: Database
  private let entityReader: EntityReader
  private let relationReader: RelationReader
  private let actReader: ActReader
  private let records: RecordReader
  private let amendments: AmendmentReader
  private var relations: [RelationID: Relation?] = [:]
  private var relationOfClaim: [ClaimID: RelationID?] = [:]

  init(_ db: Database) throws {
    self.db = db
    entityReader = try EntityReader(db)
    relationReader = try RelationReader(db)
    actReader = try ActReader(db)
    records = try RecordReader(db)
    amendments = try AmendmentReader(db)
  }

  private func ids(_ sql: String, _ arguments: StatementArguments) throws -> [Int] {
    let rows = try Rows(db.cachedStatement(sql: sql), arguments)
    var result: [Int] = []
    while var row = try rows.next() { result.append(try row.number()) }
    return result
  }

  private func entities(_ sql: String, _ arguments: StatementArguments) throws -> [EntityID] {
    try ids(sql, arguments).map { EntityID(rawValue: Int32(clamping: $0)) }
  }

  private func relations(_ sql: String, _ arguments: StatementArguments) throws -> [RelationID] {
    try ids(sql, arguments).map { RelationID(rawValue: Int64($0)) }
  }

  // MARK: Names

  func entities(withKey key: String) throws -> [EntityID] {
    try entities("SELECT entity FROM entity_keys WHERE key = ?", [key])
  }

  func keys(of entity: EntityID) throws -> [String] {
    try String.fetchAll(
      db.cachedStatement(sql: "SELECT key FROM entity_keys WHERE entity = ?"), arguments: [entity.rawValue])
  }

  func headings(withKey key: String) throws -> [NoteRecord] {
    try headings(
      """
      SELECT id, \(Columns.note) FROM notes WHERE id IN (SELECT note FROM note_keys WHERE key = ?)
      """, key)
  }

  func headings(of source: SourceID) throws -> [NoteRecord] {
    try headings("SELECT id, \(Columns.note) FROM notes WHERE source = ?", source.rawValue)
  }

  private func headings(_ sql: String, _ argument: String) throws -> [NoteRecord] {
    let rows = try Rows(db.cachedStatement(sql: sql), [argument])
    var result: [NoteRecord] = []
    while let row = try rows.next() { result.append(try records.heading(row)) }
    return result
  }

  func sides(of entity: EntityID, _ body: (ClaimSide) throws -> Void) throws {
    let rows = try Rows(
      db.cachedStatement(
        sql: "SELECT high, low, is_object, form, source, text, sort FROM claim_sides WHERE entity = ?"),
      [entity.rawValue])
    while var row = try rows.next() {
      let claim = Hash128(
        high: UInt64(bitPattern: Int64(try row.number())), low: UInt64(bitPattern: Int64(try row.number())))
      let (isObject, form, source) = (try row.flag(), try row.int32(), try row.int32())
      let text = UInt64(bitPattern: Int64(try row.number()))
      guard let sort = ClaimSide.Sort(rawValue: try row.number()) else {
        throw DecodingFailure(message: "a claim is of no known sort")
      }
      try body(ClaimSide(claim: claim, isObject: isObject, form: form, source: source, text: text, sort: sort))
    }
  }

  func textOfSide(_ claim: Hash128, of entity: EntityID) throws -> UInt64? {
    try ids(
      "SELECT text FROM claim_sides WHERE entity = ? AND high = ? AND low = ? LIMIT 1",
      [entity.rawValue, Int64(bitPattern: claim.high), Int64(bitPattern: claim.low)]
    ).first.map { UInt64(bitPattern: Int64($0)) }
  }

  func form(_ number: Int32) throws -> MentionForm {
    let rows = try Rows(
      db.cachedStatement(sql: "SELECT reference, surface, kind, owner, folder FROM mention_forms WHERE number = ?"),
      [number])
    guard var row = try rows.next(), let reference = try row.choice(Argument.Reference.self) else {
      throw DecodingFailure(message: "a claim refers to words that are not there")
    }
    return MentionForm(
      reference: reference, surface: try row.text(), kind: Kind(try row.text()), owner: try row.optionalText(),
      folder: try row.optionalText())
  }

  func source(numbered number: Int32) throws -> (id: SourceID, voices: [UInt64]) {
    let rows = try Rows(db.cachedStatement(sql: "SELECT source, voices FROM voices WHERE number = ?"), [number])
    guard var row = try rows.next() else {
      throw DecodingFailure(message: "a claim refers to a source that is not there")
    }
    return (SourceID(try row.text()), NamesWriter.voices(try row.text()))
  }

  func voices(of source: SourceID) throws -> [UInt64] {
    let rows = try Rows(db.cachedStatement(sql: "SELECT voices FROM voices WHERE source = ?"), [source.rawValue])
    guard var row = try rows.next() else { return [] }
    return NamesWriter.voices(try row.text())
  }

  // MARK: Entities

  func keptEntity(_ id: EntityID) throws -> (entity: Entity, base: ResolvedNames.Base)? {
    let rows = try Rows(
      db.cachedStatement(sql: "SELECT \(Columns.entity), base_name, proper FROM entities WHERE id = ?"),
      [id.rawValue])
    guard let row = try rows.next() else { return nil }
    let entity = try entityReader.entity(row)
    var ends = row
    for _ in 0..<12 { try ends.skip() }
    return (entity, ResolvedNames.Base(name: try ends.text(), isProper: try ends.flag()))
  }

  func entities(named name: String) throws -> [EntityID] {
    try entities(
      "SELECT entity FROM names WHERE folded = ? AND position = 0 AND name = ?", [FoldedName.fold(name), name])
  }

  func entities(withBase name: String) throws -> [EntityID] {
    try entities("SELECT id FROM entities WHERE base = ?", [BaseName.normal(name)])
  }

  func entities(withBaseOn name: String) throws -> [EntityID] {
    let prefix = BaseName.normal(name) + " ("
    return try entities("SELECT id FROM entities WHERE base >= ? AND base < ?", [prefix, prefix + "\u{10FFFF}"])
  }

  func neighbours(_ precedes: (String) -> Bool) throws -> (EntityID?, EntityID?) {
    let statement = try db.cachedStatement(sql: "SELECT id, name FROM entities WHERE id >= ? ORDER BY id LIMIT 1")
    var (low, high) = (0, 1 << 31)
    var (before, after): (EntityID?, EntityID?)
    while low < high {
      let middle = (low + high) / 2
      if var row = try Rows(statement, [middle]).next() {
        let id = try row.int32()
        if precedes(try row.text()) {
          before = EntityID(rawValue: id)
          low = Int(id) + 1
        } else {
          after = EntityID(rawValue: id)
          high = middle
        }
      } else {
        high = middle
      }
    }
    return (before, after)
  }

  // MARK: Relations

  func keptRelation(_ id: RelationID) throws -> Relation? {
    if let known = relations[id] { return known }
    let rows = try Rows(
      db.cachedStatement(sql: "SELECT \(Columns.relation) FROM relations WHERE id = ?"), [id.rawValue])
    let relation = try rows.next().map { try relationReader.relation($0) }
    relations[id] = relation
    return relation
  }

  func relations(subject: EntityID, predicate: Predicate) throws -> [RelationID] {
    try relations(
      "SELECT id FROM relations WHERE subject = ? AND predicate = ?", [subject.rawValue, predicate.rawValue])
  }

  func relations(object: EntityID, predicate: Predicate) throws -> [RelationID] {
    try relations(
      "SELECT id FROM relations WHERE object = ? AND predicate = ?", [object.rawValue, predicate.rawValue])
  }

  func relations(subject: EntityID, predicate: Predicate, object: EntityID?) throws -> [RelationID] {
    guard let object else {
      return try relations(
        "SELECT id FROM relations WHERE subject = ? AND predicate = ? AND object IS NULL",
        [subject.rawValue, predicate.rawValue])
    }
    return try relations(
      "SELECT id FROM relations WHERE subject = ? AND predicate = ? AND object = ?",
      [subject.rawValue, predicate.rawValue, object.rawValue])
  }

  func relationsWithAmount(of entity: EntityID, predicate: Predicate, isSubject: Bool) throws -> [RelationID] {
    try relations(
      "SELECT id FROM relations WHERE \(isSubject ? "subject" : "object") = ? AND predicate = ? AND with_amount",
      [entity.rawValue, predicate.rawValue])
  }

  func order(of subject: EntityID) throws -> [(id: RelationID, predicate: Predicate, object: EntityID?)] {
    let rows = try Rows(
      db.cachedStatement(sql: "SELECT id, predicate, object FROM relations WHERE subject = ? ORDER BY id"),
      [subject.rawValue])
    var result: [(id: RelationID, predicate: Predicate, object: EntityID?)] = []
    while var row = try rows.next() {
      result.append(
        (
          RelationID(rawValue: Int64(try row.number())), Predicate(try row.text()),
          try row.optionalInt32().map { EntityID(rawValue: $0) }
        ))
    }
    return result
  }

  func relation(with claim: ClaimID) throws -> RelationID? {
    if let known = relationOfClaim[claim] { return known }
    let relation = try relations("SELECT relation FROM relation_claims WHERE claim = ? LIMIT 1", [claim.rawValue]).first
    relationOfClaim[claim] = relation
    return relation
  }

  func isSwapped(_ claim: ClaimID, in relation: RelationID) throws -> Bool {
    try ids(
      "SELECT swapped FROM relation_claims WHERE relation = ? AND claim = ?", [relation.rawValue, claim.rawValue]
    ).first == 1
  }

  func unrelated(_ claim: ClaimID) throws -> ResolvedNames.Unrelated? {
    let rows = try Rows(
      db.cachedStatement(sql: "SELECT subject, object FROM unrelated_claims WHERE claim = ?"), [claim.rawValue])
    guard var row = try rows.next() else { return nil }
    return ResolvedNames.Unrelated(
      claim: claim, subject: EntityID(rawValue: try row.int32()),
      object: try row.optionalInt32().map { EntityID(rawValue: $0) })
  }

  func keptAct(_ id: ActID) throws -> Act? {
    let rows = try Rows(db.cachedStatement(sql: "SELECT \(Columns.act) FROM acts WHERE id = ?"), [id.rawValue])
    return try rows.next().map { try actReader.act($0) }
  }

  // MARK: Claims

  func keptClaim(_ id: ClaimID) throws -> Claim? {
    let rows = try Rows(db.cachedStatement(sql: GraphStore.claims(where: "claims.id = ?")), [id.rawValue])
    var first: Claim?
    while let row = try rows.next() {
      let claim = try GraphStore.claim(row)
      if first.map({ claim.note < $0.note }) ?? true { first = claim }
    }
    return try first.map { try amendments.amended($0) }
  }

  func claims(ofActsIn passage: PassageID) throws -> [ClaimID] {
    try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT DISTINCT claims.id FROM passages JOIN claims ON claims.note = passages.note
          WHERE passages.id = ?1 AND claims.passage = ?1 AND claims.act IS NOT NULL
          """), arguments: [passage.rawValue]
    ).map { ClaimID(rawValue: $0) }
  }
}
