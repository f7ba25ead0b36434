import GRDB
public import KnowledgeGraph

extension GraphStore {
  /// The identities, of some, that claims of the notes have.
  package func known(_ ids: Set<ClaimID>) throws(StoreError) -> Set<ClaimID> {
    guard !ids.isEmpty else { return [] }
    return try access { db in
      // Without its index, which a first build makes last, each look-up would read all claims.
      try db.execute(sql: Schema.noteIndexes)
      let statement = try db.cachedStatement(sql: "SELECT 1 FROM claims WHERE id = ? LIMIT 1")
      return try ids.filter { try Int.fetchOne(statement, arguments: [$0.rawValue]) != nil }
    }
  }

  /// Calls `body` with what each claim of some predicates says, as its note tells it.
  package func forEachAnchor(
    of predicates: Set<Predicate>, _ body: (ClaimAnchor) throws -> Void
  ) throws(StoreError) {
    try access { db in
      let places = Array(repeating: "?", count: predicates.count).joined(separator: ", ")
      let statement = try db.makeStatement(
        sql: """
          SELECT claims.id, notes.source, quote, predicate, subject, object
          FROM claims JOIN notes ON notes.id = claims.note WHERE predicate IN (\(places))
          """)
      let rows = try Rows(statement, StatementArguments(predicates.sorted().map(\.rawValue)))
      while var row = try rows.next() {
        try body(
          ClaimAnchor(
            id: ClaimID(rawValue: try row.text()), source: SourceID(try row.text()), quote: try row.text(),
            predicate: Predicate(try row.text()), subject: try row.text(), object: try row.optionalText()))
      }
    }
  }

  /// Keeps what decisions make of claims, in the place of what is kept: the claims are told so from now on, and the
  /// graph is to be made anew.
  package func setAmendments(_ amendments: [ClaimID: ClaimAmendment]) throws(StoreError) {
    try transaction { db in
      try db.execute(sql: "DELETE FROM amendments")
      let statement = try db.cachedStatement(sql: Columns.insert(into: "amendments", Columns.amendment))
      for (claim, amendment) in amendments.sorted(by: { $0.key < $1.key }) {
        var row = RowWriter(statement)
        row.text(claim.rawValue)
        row.text(amendment.verdict?.rawValue)
        row.text(amendment.predicate?.rawValue)
        row.flag(amendment.dates != nil)
        row.flag(amendment.hasAmount)
        row.qualifiers(
          Qualifiers(
            at: amendment.dates?.at.map { StatedDate($0) }, from: amendment.dates?.from.map { StatedDate($0) },
            to: amendment.dates?.to.map { StatedDate($0) }, amount: amendment.amount))
        try row.insert()
      }
      let state = try Self.meta("notes_state", db).flatMap { Int($0) } ?? 0
      try Self.setMeta("notes_state", String(state &+ 1), db)
    }
  }

  /// Keeps what became of decisions, which claims and entities they are about, and on which lines of their files asserted
  /// claims stand, in the place of what is kept.
  package func setDecisions(
    _ traces: [DecisionTrace], claims: [(claim: ClaimID, decision: DecisionID)],
    entities: [(entity: String, decision: DecisionID)], lines: [ClaimID: Int] = [:], stamp: String
  ) throws(StoreError) {
    try transaction { db in
      for table in ["decisions", "decision_claims", "decision_entities"] {
        try db.execute(sql: "DELETE FROM \(table)")
      }
      var numbers: [DecisionID: Int] = [:]
      let insert = try db.cachedStatement(sql: Columns.insert(into: "decisions", Columns.decision))
      for (number, trace) in traces.enumerated() {
        numbers[trace.id] = number
        var row = RowWriter(insert)
        row.number(number)
        row.text(trace.id.rawValue)
        row.text(trace.action.rawValue)
        row.text(trace.actor)
        row.text(trace.time)
        row.text(trace.reason)
        row.text(trace.detail)
        row.text(trace.standing.rawValue)
        row.flag(trace.isDrifted)
        try row.insert()
      }
      // In the order of their tables: a row is then put where the one before it was.
      let ofClaims = claims.compactMap { pair in numbers[pair.decision].map { (pair.claim, $0) } }.sorted { $0 < $1 }
      let intoClaims = try db.cachedStatement(sql: "INSERT OR IGNORE INTO decision_claims VALUES (?, ?)")
      for (claim, number) in ofClaims {
        var row = RowWriter(intoClaims)
        row.text(claim.rawValue)
        row.number(number)
        try row.insert()
      }
      let intoEntities = try db.cachedStatement(sql: "INSERT OR IGNORE INTO decision_entities VALUES (?, ?)")
      for (entity, decision) in entities {
        guard let number = numbers[decision] else { continue }
        var row = RowWriter(intoEntities)
        row.text(entity)
        row.number(number)
        try row.insert()
      }
      // The sign after the slash in ASCII is "0".
      try db.execute(sql: "DELETE FROM meta WHERE name >= 'line/' AND name < 'line0'")
      for (claim, line) in lines.sorted(by: { $0.key < $1.key }) {
        try Self.setMeta("line/" + claim.rawValue, String(line), db)
      }
      try Self.setMeta("decisions_stamp", stamp, db)
    }
  }

  public func line(ofAsserted claim: ClaimID) throws(GraphError) -> Int? {
    try read { db in try Self.meta("line/" + claim.rawValue, db).flatMap { Int($0) } }
  }

  /// What told the files of decisions apart when they were replayed; nil before that.
  package func decisionsStamp() throws(StoreError) -> String? {
    try access { db in try Self.meta("decisions_stamp", db) }
  }

  /// Forgets the files of decisions, so that the next build replays them.
  package func forgetDecisionsStamp() throws(StoreError) {
    try transaction { db in try db.execute(sql: "DELETE FROM meta WHERE name = 'decisions_stamp'") }
  }

  /// How many decisions there are of each standing, and how many were found by words alone.
  public func decisionCounts() throws(StoreError) -> DecisionCounts {
    try access { db in
      var counts = DecisionCounts()
      let rows = try Rows(db, sql: "SELECT standing, drifted, count(*) FROM decisions GROUP BY standing, drifted")
      while var row = try rows.next() {
        let standing = try row.choice(DecisionTrace.Standing.self)
        let isDrifted = try row.flag()
        let number = try row.number()
        if isDrifted { counts.drifted += number }
        if let standing { counts.byStanding[standing, default: 0] += number }
      }
      return counts
    }
  }

  /// What became of all decisions, in the order in which they were made.
  public func decisionTraces() throws(GraphError) -> [DecisionTrace] {
    try read { db in
      try Self.traces(db.cachedStatement(sql: "SELECT \(Columns.decision) FROM decisions ORDER BY number"), [])
    }
  }

  /// Which decisions are about which claims and entities.
  package func decisionTargets() throws(StoreError) -> (
    claims: [(claim: ClaimID, decision: DecisionID)], entities: [(entity: String, decision: DecisionID)]
  ) {
    try access { db in
      func pairs(_ column: String, of table: String) throws -> [(String, DecisionID)] {
        let rows = try Rows(
          db,
          sql: """
            SELECT target.\(column), decisions.id FROM \(table) AS target
            JOIN decisions ON decisions.number = target.decision
            """)
        var pairs: [(String, DecisionID)] = []
        while var row = try rows.next() { pairs.append((try row.text(), DecisionID(rawValue: try row.text()))) }
        return pairs
      }
      return (
        try pairs("claim", of: "decision_claims").map { (ClaimID(rawValue: $0), $1) },
        try pairs("entity", of: "decision_entities").map { (entity: $0, decision: $1) }
      )
    }
  }

  public func decisions(on claim: ClaimID) throws(GraphError) -> [DecisionTrace] {
    try read { db in try Self.traces(try Self.traces(of: "decision_claims WHERE claim", db), [claim.rawValue]) }
  }

  public func decisions(onEntity name: String) throws(GraphError) -> [DecisionTrace] {
    try read { db in try Self.traces(try Self.traces(of: "decision_entities WHERE entity", db), [name]) }
  }

  private static func traces(of target: String, _ db: Database) throws -> Statement {
    try db.cachedStatement(
      sql: """
        SELECT \(Columns.decision) FROM decisions WHERE number IN (SELECT decision FROM \(target) = ?)
        ORDER BY number
        """)
  }

  private static func traces(_ statement: Statement, _ arguments: StatementArguments) throws -> [DecisionTrace] {
    var result: [DecisionTrace] = []
    let rows = try Rows(statement, arguments)
    while var row = try rows.next() {
      try row.skip()
      let id = DecisionID(rawValue: try row.text())
      guard let action = try row.choice(Decision.Action.self) else {
        throw DecodingFailure(message: "a decision has no action")
      }
      result.append(
        DecisionTrace(
          id: id, action: action, actor: try row.text(), time: try row.text(), reason: try row.optionalText(),
          detail: try row.optionalText(), standing: try row.choice(DecisionTrace.Standing.self) ?? .unmatched,
          isDrifted: try row.flag()))
    }
    return result
  }
}

/// How many decisions there are.
public struct DecisionCounts: Hashable, Sendable {
  public var byStanding: [DecisionTrace.Standing: Int] = [:]
  /// Those whose claims were found by their words, the identity being gone.
  public var drifted = 0

  public init() {}

  public subscript(standing: DecisionTrace.Standing) -> Int { byStanding[standing] ?? 0 }
}

extension GraphStore {
  /// The texts of all passages that notes have of a source, in the order of the notes; those that only decisions quote
  /// are not among them.
  public func texts(ofSource source: SourceID) throws(GraphError) -> [String] {
    try read { db in
      // The files of decisions end with .jsonl, where they give more than one record with #2 after that.
      let statement = try db.cachedStatement(
        sql: """
          SELECT passages.text FROM notes JOIN passages ON passages.note = notes.id
          WHERE notes.source = ? AND notes.path NOT LIKE 'decisions/%.jsonl%' ORDER BY notes.path, passages.offset
          """)
      var texts: [String] = []
      let rows = try Rows(statement, [source.rawValue])
      while var row = try rows.next() { texts.append(try row.text()) }
      return texts
    }
  }
}
