import GRDB
public import KnowledgeGraph

/// How much a graph holds.
public struct GraphStatistics: Hashable, Sendable {
  public var notes = 0
  /// Different sources, however many notes tell of one.
  public var sources = 0
  /// Different texts, however many notes hold one.
  public var passages = 0
  /// Different claims.
  public var claims = 0
  /// Claims that carry no date of any sort, of those whose predicate tells of an event.
  public var claimsWithoutDate = 0
  /// Claims that tell of something planned, denied, negated or cancelled.
  public var claimsNotFactual = 0
  public var entities = 0
  public var relations = 0
  public var acts = 0
  /// Relations that cannot hold together with another.
  public var contested = 0
  /// Relations that at least two independent sources tell of.
  public var corroborated = 0
  /// How many entities there are of each kind that has some.
  public var entitiesByKind: [Kind: Int] = [:]
  /// How many relations there are of each predicate that has some.
  public var relationsByPredicate: [Predicate: Int] = [:]
  /// How many claims there are of each predicate that has some.
  public var claimsByPredicate: [Predicate: Int] = [:]
  /// How many claims there are of each confidence that some have.
  public var claimsByConfidence: [Double: Int] = [:]
  /// How many findings there are about the notes.
  public var diagnostics = 0

  public init() {}

  /// How many claims have at least a confidence.
  public func claims(from confidence: Double) -> Int {
    claimsByConfidence.reduce(0) { $1.key >= confidence ? $0 + $1.value : $0 }
  }
}

extension GraphStore {
  /// What the graph holds, as it was counted when it was put in place; counted now where the notes have changed since.
  ///
  /// - Complexity: O(kinds and predicates) for a graph that is up to date, else O(size of the graph).
  public func statistics() throws(GraphError) -> GraphStatistics {
    let ontology = ontology
    return try read { db in
      if try Self.meta("graph_state", db) == (try Self.meta("notes_state", db)),
        try Self.meta("count/notes", db) != nil
      {
        return try Self.keptStatistics(db)
      }
      return try GraphStatistics(db, Self.claimCensus(ontology, db))
    }
  }

  /// The numbers that were kept with the graph.
  static func keptStatistics(_ db: Database) throws -> GraphStatistics {
    var kept = GraphStatistics()
    // The sign after the slash in ASCII is "0".
    let rows = try Rows(db, sql: "SELECT name, value FROM meta WHERE name >= 'count/' AND name < 'count0'")
    while let row = try rows.next() {
      var reader = row
      let name = try reader.text()
      guard let count = Int(try reader.text()) else { throw DecodingFailure(message: "\(name) is no number") }
      kept.set(String(name.dropFirst(6)), count)
    }
    return kept
  }

  /// Counts the graph and keeps the numbers.
  static func keepCounts(_ claims: ClaimCensus?, _ ontology: Ontology, _ db: Database) throws {
    try keepCounts(GraphStatistics(db, claims ?? claimCensus(ontology, db)), db)
  }

  static func keepCounts(_ statistics: GraphStatistics, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM meta WHERE name >= 'count/' AND name < 'count0'")
    for (name, count) in statistics.counts { try setMeta("count/" + name, String(count), db) }
  }
}

extension GraphStore {
  /// Counts the claims, each as the first note that has it tells it.
  fileprivate static func claimCensus(_ ontology: Ontology, _ db: Database) throws -> ClaimCensus {
    var census = ClaimCensus()
    // Beside min(), the other columns are those of its row (https://www.sqlite.org/lang_select.html#bareagg).
    let rows = try Rows(
      db,
      sql: """
        SELECT predicate, confidence, dated, factual, count(*) FROM (
          SELECT predicate, confidence, min(notes.path),
            coalesce(at_date, from_date, to_date, announced_date) IS NOT NULL AS dated,
            NOT negated AND ifnull(status, '') NOT IN ('announced', 'planned', 'denied', 'cancelled') AS factual
          FROM claims JOIN notes ON notes.id = claims.note GROUP BY claims.id
        ) GROUP BY predicate, confidence, dated, factual
        """)
    while var row = try rows.next() {
      let predicate = Predicate(try row.text())
      let confidence = try row.real()
      let (isDated, isFactual) = (try row.flag(), try row.flag())
      let isEvent = ontology.predicates[predicate]?.temporal == .event
      census.add(
        predicate, isUndatedEvent: isEvent && !isDated, isFactual: isFactual, confidence: confidence,
        number: try row.number())
    }
    return census
  }
}

extension GraphStatistics {
  /// Counts what a change takes out and puts in.
  mutating func apply(_ change: GraphChange) {
    func count<Key: Hashable>(_ counts: inout [Key: Int], _ key: Key, _ number: Int) {
      let sum = (counts[key] ?? 0) + number
      counts[key] = sum == 0 ? nil : sum
    }
    entities += change.entities.count - change.oldEntities.count - change.removedEntities.count
    for entity in change.entities { count(&entitiesByKind, entity.kind, 1) }
    for entity in change.oldEntities + change.removedEntities { count(&entitiesByKind, entity.kind, -1) }
    for (parts, number) in [(change.relations, 1), (change.oldRelations, -1)] {
      relations += number * parts.count
      for relation in parts {
        count(&relationsByPredicate, relation.predicate, number)
        if !relation.contestedBy.isEmpty { contested += number }
        if relation.sourceCount > 1 { corroborated += number }
      }
    }
    acts += change.acts.count - change.oldActs.count
    for (census, number) in [(change.claims, 1), (change.oldClaims, -1)] {
      claims += number * census.total
      claimsWithoutDate += number * census.withoutDate
      claimsNotFactual += number * census.notFactual
      for (predicate, claims) in census.byPredicate { count(&claimsByPredicate, predicate, number * claims) }
      for (confidence, claims) in census.byConfidence { count(&claimsByConfidence, confidence, number * claims) }
    }
  }

  /// Counts what a database holds beside claims.
  fileprivate init(_ db: Database, _ census: ClaimCensus) throws {
    claims = census.total
    claimsWithoutDate = census.withoutDate
    claimsNotFactual = census.notFactual
    claimsByPredicate = census.byPredicate
    claimsByConfidence = census.byConfidence
    for (path, sql) in Self.numbers { self[keyPath: path] = try Int.fetchOne(db, sql: sql) ?? 0 }
    for (name, number) in try Self.groups("SELECT kind, count(*) FROM entities GROUP BY kind", db) {
      entitiesByKind[Kind(name)] = number
    }
    for (name, number) in try Self.groups("SELECT predicate, count(*) FROM relations GROUP BY predicate", db) {
      relationsByPredicate[Predicate(name)] = number
    }
  }

  private static func groups(_ sql: String, _ db: Database) throws -> [(String, Int)] {
    var result: [(String, Int)] = []
    let rows = try Rows(db, sql: sql)
    while let row = try rows.next() {
      var reader = row
      result.append((try reader.text(), try reader.number()))
    }
    return result
  }

  private static var numbers: [(WritableKeyPath<GraphStatistics, Int>, String)] {
    [
      (\.notes, "SELECT count(*) FROM notes"),
      (\.sources, "SELECT count(DISTINCT source) FROM notes"),
      (\.passages, "SELECT count(DISTINCT id) FROM passages"),
      (\.entities, "SELECT count(*) FROM entities"),
      (\.relations, "SELECT count(*) FROM relations"),
      (\.acts, "SELECT count(*) FROM acts"),
      (\.contested, "SELECT count(*) FROM relations WHERE contest_count > 0"),
      (\.corroborated, "SELECT count(*) FROM relations WHERE source_count > 1"),
      (\.diagnostics, "SELECT count(*) FROM diagnostics"),
    ]
  }

  /// The numbers by the names under which they are kept.
  fileprivate var counts: [(name: String, count: Int)] {
    var result = Self.names.map { (name: $0.name, count: self[keyPath: $0.path]) }
    result += entitiesByKind.map { ("kind/" + $0.key.rawValue, $0.value) }
    result += relationsByPredicate.map { ("relation/" + $0.key.rawValue, $0.value) }
    result += claimsByPredicate.map { ("claim/" + $0.key.rawValue, $0.value) }
    result += claimsByConfidence.map { ("confidence/\($0.key)", $0.value) }
    return result.sorted { $0.name < $1.name }
  }

  /// Takes a number that was kept under a name; a name that is not known is of another version.
  fileprivate mutating func set(_ name: String, _ count: Int) {
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      if let path = Self.names.first(where: { $0.name == name })?.path { self[keyPath: path] = count }
      return
    }
    switch parts[0] {
    case "kind": entitiesByKind[Kind(parts[1])] = count
    case "relation": relationsByPredicate[Predicate(parts[1])] = count
    case "claim": claimsByPredicate[Predicate(parts[1])] = count
    case "confidence": if let confidence = Double(parts[1]) { claimsByConfidence[confidence] = count }
    default: break
    }
  }

  private static var names: [(name: String, path: WritableKeyPath<GraphStatistics, Int>)] {
    [
      ("acts", \.acts), ("claims", \.claims), ("claims-not-factual", \.claimsNotFactual),
      ("claims-without-date", \.claimsWithoutDate), ("contested", \.contested), ("corroborated", \.corroborated),
      ("diagnostics", \.diagnostics), ("entities", \.entities), ("notes", \.notes), ("passages", \.passages),
      ("relations", \.relations), ("sources", \.sources),
    ]
  }
}
