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
  /// How many findings there are about the notes.
  public var diagnostics = 0

  public init() {}
}

extension GraphStore {
  /// Counts what the graph holds.
  ///
  /// - Complexity: O(size of the graph), by index where there is one.
  public func statistics() throws(GraphError) -> GraphStatistics {
    let ontology = ontology
    return try read { db in
      func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
      func counts(_ sql: String) throws -> [(String, Int)] {
        var result: [(String, Int)] = []
        let rows = try Row.fetchCursor(db, sql: sql)
        while let row = try rows.next() {
          var reader = RowReader(row)
          result.append((try reader.text(), try reader.number()))
        }
        return result
      }
      var result = GraphStatistics()
      result.notes = try count("SELECT count(*) FROM notes")
      result.sources = try count("SELECT count(DISTINCT source) FROM notes")
      result.passages = try count("SELECT count(DISTINCT id) FROM passages")
      result.claims = try count("SELECT count(DISTINCT id) FROM claims")
      result.claimsNotFactual = try count(
        """
        SELECT count(DISTINCT id) FROM claims
        WHERE negated OR status IN ('announced', 'planned', 'denied', 'cancelled')
        """)
      result.entities = try count("SELECT count(*) FROM entities")
      result.relations = try count("SELECT count(*) FROM relations")
      result.acts = try count("SELECT count(*) FROM acts")
      result.contested = try count("SELECT count(*) FROM relations WHERE contest_count > 0")
      result.corroborated = try count("SELECT count(*) FROM relations WHERE source_count > 1")
      result.diagnostics = try count("SELECT count(*) FROM diagnostics")
      for (name, number) in try counts("SELECT kind, count(*) FROM entities GROUP BY kind") {
        result.entitiesByKind[Kind(name)] = number
      }
      for (name, number) in try counts("SELECT predicate, count(*) FROM relations GROUP BY predicate") {
        result.relationsByPredicate[Predicate(name)] = number
      }
      for (name, number) in try counts("SELECT predicate, count(DISTINCT id) FROM claims GROUP BY predicate") {
        result.claimsByPredicate[Predicate(name)] = number
      }
      let undated = try counts(
        """
        SELECT predicate, count(DISTINCT id) FROM claims
        WHERE at_date IS NULL AND from_date IS NULL AND to_date IS NULL AND announced_date IS NULL GROUP BY predicate
        """)
      for (name, number) in undated where ontology.predicates[Predicate(name)]?.temporal == .event {
        result.claimsWithoutDate += number
      }
      return result
    }
  }

  /// How many different claims have at least a confidence.
  public func claimCount(from confidence: Double) throws(GraphError) -> Int {
    try read { db in
      try Int.fetchOne(
        db, sql: "SELECT count(DISTINCT id) FROM claims WHERE confidence >= ?", arguments: [confidence]) ?? 0
    }
  }
}
