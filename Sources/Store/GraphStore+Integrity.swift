import GRDB
import KnowledgeGraph

extension GraphStore {
  /// Looks for damage: in SQLite's pages, between tables, in the text indexes, and against the fingerprint.
  ///
  /// - Returns: What is wrong, a sentence each; empty where nothing is.
  /// - Complexity: reads the whole database.
  public func integrityCheck() throws(StoreError) -> [String] {
    var findings: [String] = []
    do {
      findings = try access { db in
        var findings = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
        let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
        if orphans > 0 { findings.append("\(orphans) rows refer to rows that are not there") }
        let lost = try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM relation_claims
            WHERE NOT EXISTS (SELECT 1 FROM claims WHERE claims.id = relation_claims.claim)
            """)
        if let lost, lost > 0, try Self.meta("graph_state", db) == (try Self.meta("notes_state", db)) {
          findings.append("\(lost) claims of relations are not among the claims of the notes")
        }
        return findings
      }
      if try isLoaded() {
        // The fingerprint of such a graph is that of its files, which need not be there any more.
        if try !hasAllThatWasLoaded() { findings.append("the graph is not the one that was imported") }
      } else {
        let kept: String = try fingerprint()
        let found = try recomputedFingerprint()
        if !kept.isEmpty, kept != found { findings.append("the graph is not the one that was built") }
      }
    } catch let error as StoreError {
      guard error.reason == .corrupt else { throw error }
      findings.append(error.message)
    } catch {
      findings.append("\(error)")
    }
    return findings
  }

  /// Whether there are as many entities and relations as were loaded, and those of the shape.
  private func hasAllThatWasLoaded() throws -> Bool {
    let counts = try statistics()
    let isWhole = try access { db in
      let entities = try Int.fetchOne(db, sql: "SELECT count(*) FROM entities")
      let relations = try Int.fetchOne(db, sql: "SELECT count(*) FROM relations")
      return entities == counts.entities && relations == counts.relations
    }
    return isWhole && adjacency?.isUndamaged() ?? true
  }

  /// The fingerprint of the rows that are there, rather than the one that was kept.
  private func recomputedFingerprint() throws(GraphError) -> String {
    func compute(_ graph: some GraphReading) throws(GraphError) -> String { try graph.fingerprint() }
    return try compute(self)
  }
}
