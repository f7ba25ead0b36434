import GRDB
import KnowledgeGraph

extension GraphStore {
  /// The claim of a relation that was loaded, whose evidence is the row that it stood in; nil where it is of none.
  static func loadedClaim(_ id: ClaimID, _ db: Database) throws -> Claim? {
    guard let number = LoadedClaim.relation(of: id) else { return nil }
    let statement = try db.cachedStatement(sql: "SELECT \(Columns.relation) FROM relations WHERE id = ?")
    guard let row = try Rows(statement, [number.rawValue]).next() else { return nil }
    let relation = try RelationReader(db).relation(row)
    guard relation.claims == [id] else { return nil }
    let (file, line) = LoadedClaim.place(of: number)
    let notes = try Rows(db.cachedStatement(sql: "SELECT path, source FROM notes WHERE id = ?"), [file + 1])
    guard var note = try notes.next() else {
      throw DecodingFailure(message: "a relation is of a file that is not there")
    }
    let (path, source) = (try note.text(), SourceID(try note.text()))
    func argument(_ entity: EntityID) throws -> Argument {
      let rows = try Rows(db.cachedStatement(sql: "SELECT name, kind FROM entities WHERE id = ?"), [entity.rawValue])
      guard var row = try rows.next() else { throw DecodingFailure(message: "a relation has an end that is no entity") }
      return Argument(try row.text(), kind: Kind(try row.text()))
    }
    let (subject, object) = (try argument(relation.subject), try relation.object.map { try argument($0) })
    // The row itself is not kept: what was read of it is written anew.
    let text = [subject.surface, relation.predicate.rawValue, object?.surface].compactMap { $0 }.joined(separator: " ")
    return Claim(
      id: id, subject: subject, predicate: relation.predicate, object: object, qualifiers: relation.qualifiers,
      evidence: .field(name: "row", text: text, line: line), source: source, note: path,
      origin: .rule("import.table"), confidence: relation.confidence, act: nil)
  }

  /// The claims of a graph that was loaded whose identity begins with `prefix`, at most `limit`, in their order.
  ///
  /// - Complexity: O(n log n) in relations / 16^(digits of the prefix), and as many look-ups as claims are given and lines
  ///   without a relation passed.
  static func loadedClaims(withPrefix prefix: String, limit: Int, _ db: Database) throws -> [Claim] {
    var found: [Claim] = []
    for (_, relation) in try loadedLines(withPrefix: prefix, db) where found.count < limit {
      let id = LoadedClaim.id(of: relation)
      if id.rawValue.hasPrefix(prefix), try isLoaded(relation, db), let claim = try loadedClaim(id, db) {
        found.append(claim)
      }
    }
    return found
  }

  /// The claims just before and just after an identity in the order of identities, among those of a graph that was loaded
  /// with the first `length` digits in common.
  static func loadedClaims(beside claim: ClaimID, sharing length: Int, _ db: Database) throws -> [ClaimID] {
    let lines = try loadedLines(withPrefix: String(claim.rawValue.prefix(length)), db)
    guard !lines.isEmpty, let place = LoadedClaim.order(of: claim) else { return [] }
    let own = LoadedClaim.relation(of: claim)
    let before = try lines.last { line in
      try line.order <= place && line.relation != own && isLoaded(line.relation, db)
    }
    let after = try lines.first { line in
      try line.order >= place && line.relation != own && isLoaded(line.relation, db)
    }
    return [before, after].compactMap { $0.map { LoadedClaim.id(of: $0.relation) } }
  }

  private static func isLoaded(_ relation: RelationID, _ db: Database) throws -> Bool {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT 1 FROM relations WHERE id = ?"), arguments: [relation.rawValue]) != nil
  }

  /// The lines of loaded files whose claims may begin with `prefix`, in the order of these; none where nothing was loaded.
  private static func loadedLines(
    withPrefix prefix: String, _ db: Database
  ) throws -> [(order: UInt64, relation: RelationID)] {
    let loaded = try db.cachedStatement(sql: "SELECT 1 FROM meta WHERE name = 'loaded' AND value = '1'")
    guard try Int.fetchOne(loaded) != nil, let (first, stride) = LoadedClaim.lines(withPrefix: prefix) else {
      return []
    }
    let files = try db.cachedStatement(sql: "SELECT count(*) FROM notes")
    let last = try db.cachedStatement(sql: "SELECT max(id) FROM relations WHERE id >= ? AND id < ?")
    var lines: [(order: UInt64, relation: RelationID)] = []
    for file in 0..<(try Int.fetchOne(files) ?? 0) {
      let start = Int64(file) << 40
      guard let end = try Int64.fetchOne(last, arguments: [start, start + 1 << 40]) else { continue }
      for line in Swift.stride(from: first, through: Int(end - start), by: stride) {
        let relation = RelationID(rawValue: start + Int64(line))
        lines.append((LoadedClaim.order(of: relation), relation))
      }
    }
    return lines.sorted { $0.order < $1.order }
  }
}
