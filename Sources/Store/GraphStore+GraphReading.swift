import GRDB
public import KnowledgeGraph

extension GraphStore: GraphReading {
  public func entity(_ id: EntityID) throws(GraphError) -> Entity? {
    try read { db in
      let statement = try db.cachedStatement(sql: "SELECT \(Columns.entity) FROM entities WHERE id = ?")
      guard let row = try Rows(statement, [id.rawValue]).next() else { return nil }
      return try EntityReader(db).entity(row)
    }
  }

  public func entities(named name: String) throws(GraphError) -> [Entity] {
    try read { db in
      let folded = FoldedName.fold(name)
      let statement = try db.cachedStatement(
        sql: """
          SELECT DISTINCT entity FROM names WHERE folded = ?1 AND position = 0
          UNION ALL
          SELECT DISTINCT entity FROM names WHERE folded = ?1 AND position > 0
            AND NOT EXISTS (SELECT 1 FROM names WHERE folded = ?1 AND position = 0)
          """)
      let ids = try Int32.fetchAll(statement, arguments: [folded])
      let one = try db.cachedStatement(sql: "SELECT \(Columns.entity) FROM entities WHERE id = ?")
      let reader = try EntityReader(db)
      return try ids.compactMap { id in try Rows(one, [id]).next().map { try reader.entity($0) } }
        .sorted(by: Entity.precedesByName)
    }
  }

  public func entities() throws(GraphError) -> [Entity] {
    try read { db in
      let reader = try EntityReader(db)
      var result: [Entity] = []
      let rows = try Rows(db, sql: "SELECT \(Columns.entity) FROM entities")
      while let row = try rows.next() { result.append(try reader.entity(row)) }
      return result.sorted(by: Entity.precedesByName)
    }
  }

  public func names(like name: String, limit: Int) throws(GraphError) -> [String] {
    try read { db in
      let matcher = NameMatcher(name)
      var found: [(distance: Int, name: String)] = []
      let rows = try Rows(db, sql: "SELECT name, folded FROM names")
      while let row = try rows.next() {
        var reader = row
        let candidate = try reader.text()
        if let distance = matcher.distance(toFolded: try reader.text()) { found.append((distance, candidate)) }
      }
      found.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
      var result: [String] = []
      for match in found where result.count < limit && result.last != match.name { result.append(match.name) }
      return result
    }
  }

  public func relation(_ id: RelationID) throws(GraphError) -> Relation? {
    try read { db in
      let statement = try db.cachedStatement(sql: "SELECT \(Columns.relation) FROM relations WHERE id = ?")
      guard let row = try Rows(statement, [id.rawValue]).next() else { return nil }
      return try RelationReader(db).relation(row)
    }
  }

  public func relations(of entity: EntityID, direction: Direction, predicates: Set<Predicate>?) throws(GraphError)
    -> [Relation]
  {
    try read { db in
      let reader = try RelationReader(db)
      var result: [Relation] = []
      func collect(_ condition: String) throws {
        if let predicates {
          let statement = try db.cachedStatement(
            sql: "SELECT \(Columns.relation) FROM relations WHERE \(condition) AND predicate = ?2")
          for predicate in predicates.sorted() {
            let rows = try Rows(statement, [entity.rawValue, predicate.rawValue])
            while let row = try rows.next() { result.append(try reader.relation(row)) }
          }
        } else {
          let statement = try db.cachedStatement(sql: "SELECT \(Columns.relation) FROM relations WHERE \(condition)")
          let rows = try Rows(statement, [entity.rawValue])
          while let row = try rows.next() { result.append(try reader.relation(row)) }
        }
      }
      switch direction {
      case .out: try collect("subject = ?1")
      case .in: try collect("object = ?1")
      case .both:
        try collect("subject = ?1")
        try collect("object = ?1 AND subject <> ?1")
      }
      func order(_ relation: Relation) -> (Predicate, Int32, RelationID) {
        (relation.predicate, relation.other(than: entity)?.rawValue ?? -1, relation.id)
      }
      return result.sorted { order($0) < order($1) }
    }
  }

  public func relation(of claim: ClaimID) throws(GraphError) -> Relation? {
    try read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT \(Columns.relation) FROM relations
          WHERE id = (SELECT min(relation) FROM relation_claims WHERE claim = ?)
          """)
      if let row = try Rows(statement, [claim.rawValue]).next() { return try RelationReader(db).relation(row) }
      guard let loaded = LoadedClaim.relation(of: claim) else { return nil }
      let one = try db.cachedStatement(sql: "SELECT \(Columns.relation) FROM relations WHERE id = ?")
      return try Rows(one, [loaded.rawValue]).next().map { try RelationReader(db).relation($0) }
    }
  }

  public func relations() throws(GraphError) -> [Relation] { try relations(excluding: []) }

  public func relations(excluding predicates: Set<Predicate>) throws(GraphError) -> [Relation] {
    try read { db in
      let reader = try RelationReader(db)
      var result: [Relation] = []
      let excluded = predicates.sorted().map(\.rawValue)
      let places = Array(repeating: "?", count: excluded.count).joined(separator: ", ")
      let statement = try db.makeStatement(
        sql: "SELECT \(Columns.relation) FROM relations WHERE predicate NOT IN (\(places)) ORDER BY id")
      let rows = try Rows(statement, StatementArguments(excluded))
      // Both tables are walked once, side by side: a look-up for each relation would cost several times as much.
      let listed = try Rows(db, sql: "SELECT relation, claim FROM relation_claims ORDER BY relation, position")
      var next = try listed.next()
      while let row = try rows.next() {
        var start = row
        let id = try start.number()
        var claims: [ClaimID] = []
        while var claim = next {
          let owner = try claim.number()
          guard owner <= id else { break }
          if owner == id { claims.append(ClaimID(rawValue: try claim.text())) }
          next = try listed.next()
        }
        result.append(try reader.relation(row, claims: claims))
      }
      return result
    }
  }

  public func act(_ id: ActID) throws(GraphError) -> Act? {
    try read { db in
      let statement = try db.cachedStatement(sql: "SELECT \(Columns.act) FROM acts WHERE id = ?")
      guard let row = try Rows(statement, [id.rawValue]).next() else { return nil }
      return try ActReader(db).act(row)
    }
  }

  public func acts() throws(GraphError) -> [Act] {
    try read { db in
      let reader = try ActReader(db)
      var result: [Act] = []
      let rows = try Rows(db, sql: "SELECT \(Columns.act) FROM acts ORDER BY id")
      while let row = try rows.next() { result.append(try reader.act(row)) }
      return result
    }
  }

  public func claim(_ id: ClaimID) throws(GraphError) -> Claim? {
    try read { db in
      let statement = try db.cachedStatement(sql: Self.claims(where: "claims.id = ?") + " LIMIT 1")
      if let row = try Rows(statement, [id.rawValue]).next() { return try AmendmentReader(db).amended(Self.claim(row)) }
      return try Self.loadedClaim(id, db)
    }
  }

  public func claims(withPrefix prefix: String, limit: Int) throws(GraphError) -> [Claim] {
    guard limit > 0 else { return [] }
    return try read { db in
      // The last code point sorts after every text that has the prefix: the index is walked over just these.
      let statement = try db.cachedStatement(sql: Self.claims(where: "claims.id >= ? AND claims.id < ?"))
      let rows = try Rows(statement, [prefix, prefix + "\u{10FFFF}"])
      let amendments = try AmendmentReader(db)
      var result: [Claim] = []
      while result.count < limit, let row = try rows.next() {
        let claim = try Self.claim(row)
        if claim.id != result.last?.id { result.append(try amendments.amended(claim)) }
      }
      return result.isEmpty ? try Self.loadedClaims(withPrefix: prefix, limit: limit, db) : result
    }
  }

  public func shortID(of claim: ClaimID) throws(GraphError) -> String {
    try read { db in
      // Only the claims on both sides of it in the order of identities can have more digits in common with it than others.
      let before = try db.cachedStatement(sql: "SELECT max(id) FROM claims WHERE id < ?")
      let after = try db.cachedStatement(sql: "SELECT min(id) FROM claims WHERE id > ?")
      var others = try [before, after].compactMap { try String.fetchOne($0, arguments: [claim.rawValue]) }
        .map { ClaimID(rawValue: $0) }
      others += try Self.loadedClaims(beside: claim, sharing: ClaimID.shortestLength, db)
      return claim.prefix(tellingFrom: others)
    }
  }

  public func passage(_ id: PassageID) throws(GraphError) -> Passage? {
    try read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT number, passages.note, passages.id, text, offset, line, comment, heading, added,
            notes.path, notes.source
          FROM passages JOIN notes ON notes.id = passages.note
          WHERE passages.id = ? ORDER BY notes.path, number
          """)
      // One text may stand in several notes, under links of its own in each: it is one passage with all of them.
      var passage: Passage?
      let records = try RecordReader(db)
      let rows = try Rows(statement, [id.rawValue])
      while let row = try rows.next() {
        var ends = row
        for _ in 0..<9 { try ends.skip() }
        let copy = try records.passage(row, path: try ends.text(), source: SourceID(try ends.text()))
        if passage == nil { passage = copy }
        for link in copy.links where passage?.links.contains(link) == false { passage?.links.append(link) }
      }
      return passage
    }
  }

  public func source(_ id: SourceID) throws(GraphError) -> Source? {
    try read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT source, source_kind, source_title, source_date, source_url, source_note, id
          FROM notes WHERE source = ? ORDER BY path LIMIT 1
          """)
      guard let row = try Rows(statement, [id.rawValue]).next() else { return nil }
      var reader = row
      var source = try RecordReader.source(&reader)
      let lists = try RecordReader(db).names(ofNote: try reader.number())
      source.authors = lists["author"] ?? []
      source.tags = lists["tag"] ?? []
      return source
    }
  }

  // MARK: -

  func read<Value>(_ body: (Database) throws -> Value) throws(GraphError) -> Value {
    do {
      return try access(body)
    } catch {
      throw GraphError("\(error.path): \(error.message)", hint: error.hint)
    }
  }

  /// Made once: a report asks for thousands of claims, one at a time.
  private static let claimColumns =
    Columns.claim.split(separator: ", ").map { "claims." + $0 }.joined(separator: ", ")

  static func claims(where condition: String) -> String {
    """
    SELECT notes.path, notes.source, \(claimColumns) FROM claims JOIN notes ON notes.id = claims.note
    WHERE \(condition) ORDER BY claims.id, notes.path, claims.number
    """
  }

  static func claim(_ row: RowReader) throws -> Claim {
    var reader = row
    let path = try reader.text()
    let source = SourceID(try reader.text())
    return try RecordReader.claim(&reader, path: path, source: source)
  }
}

/// Reads entities with their lists.
struct EntityReader {
  private let aliases: Statement
  private let candidates: Statement

  init(_ db: Database) throws {
    aliases = try db.cachedStatement(
      sql: "SELECT name FROM names WHERE entity = ? AND position > 0 ORDER BY position")
    candidates = try db.cachedStatement(sql: "SELECT name FROM candidates WHERE entity = ? ORDER BY position")
  }

  func entity(_ row: RowReader) throws -> Entity {
    var reader = row
    let id = try reader.int32()
    let name = try reader.text()
    let kind = Kind(try reader.text())
    let aliasCount = try reader.number()
    let candidateCount = try reader.number()
    return Entity(
      id: EntityID(rawValue: id), name: name, kind: kind,
      aliases: aliasCount > 0 ? try String.fetchAll(aliases, arguments: [id]) : [],
      isDescribed: try reader.flag(), isAuthor: try reader.flag(),
      candidates: candidateCount > 0 ? try String.fetchAll(candidates, arguments: [id]) : [],
      source: try reader.optionalText().map { SourceID($0) }, date: try reader.partialDate(),
      url: try reader.optionalText(), note: try reader.optionalText(), sourceCount: try reader.number())
  }
}

/// Reads relations with their lists.
struct RelationReader {
  private let claims: Statement
  private let contests: Statement

  init(_ db: Database) throws {
    claims = try db.cachedStatement(
      sql: "SELECT claim FROM relation_claims WHERE relation = ? ORDER BY position")
    contests = try db.cachedStatement(sql: "SELECT other FROM contests WHERE relation = ? ORDER BY position")
  }

  /// The relation of a row, with `known` as its claims where they are at hand.
  func relation(_ row: RowReader, claims known: [ClaimID]? = nil) throws -> Relation {
    var reader = row
    let id = Int64(try reader.number())
    let subject = EntityID(rawValue: try reader.int32())
    let predicate = Predicate(try reader.text())
    let object = try reader.optionalInt32().map { EntityID(rawValue: $0) }
    let qualifiers = try reader.qualifiers()
    let contestCount = try reader.number()
    var claims = try known ?? String.fetchAll(self.claims, arguments: [id]).map { ClaimID(rawValue: $0) }
    // A relation that was loaded has the one claim of its row.
    if claims.isEmpty { claims = [LoadedClaim.id(of: RelationID(rawValue: id))] }
    return Relation(
      id: RelationID(rawValue: id), subject: subject, predicate: predicate, object: object, qualifiers: qualifiers,
      claims: claims,
      sourceCount: try reader.number(), confidence: try reader.real(),
      contestedBy: contestCount > 0
        ? try Int64.fetchAll(contests, arguments: [id]).map { RelationID(rawValue: $0) } : [],
      act: try reader.optionalNumber().map { ActID(rawValue: Int64($0)) })
  }
}

/// Reads acts with their lists.
struct ActReader {
  private let relations: Statement
  private let claims: Statement

  init(_ db: Database) throws {
    relations = try db.cachedStatement(sql: "SELECT relation FROM act_relations WHERE act = ? ORDER BY position")
    claims = try db.cachedStatement(sql: "SELECT claim FROM act_claims WHERE act = ? ORDER BY position")
  }

  func act(_ row: RowReader) throws -> Act {
    var reader = row
    let id = Int64(try reader.number())
    let predicate = Predicate(try reader.text())
    let amount = try reader.amount()
    return Act(
      id: ActID(rawValue: id), predicate: predicate,
      relations: try Int64.fetchAll(relations, arguments: [id]).map { RelationID(rawValue: $0) }, amount: amount,
      at: try reader.date(), announced: try reader.date(), status: try reader.choice(Qualifiers.Status.self),
      claims: try String.fetchAll(claims, arguments: [id]).map { ClaimID(rawValue: $0) },
      sourceCount: try reader.number())
  }
}
