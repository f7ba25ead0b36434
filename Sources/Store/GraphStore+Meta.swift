import GRDB

extension GraphStore {
  /// The number of the graph: one more with each that was put in place; 0 before the first.
  public func generation() throws(StoreError) -> Int {
    try access { db in try Self.meta("generation", db).flatMap { Int($0) } ?? 0 }
  }

  /// Whether the graph was made from the notes as they are kept; a build that was broken off leaves it behind them.
  public func isCurrent() throws(StoreError) -> Bool {
    try access { db in
      try Self.meta("graph_state", db) == (try Self.meta("notes_state", db)) && (try Self.meta("generation", db)) != nil
    }
  }

  /// What read the notes: a text that the build chooses and compares, so that another version of the program reads
  /// them again; nil before the first build.
  public func reader() throws(StoreError) -> String? { try access { db in try Self.meta("reader", db) } }

  /// Keeps what read the notes.
  public func setReader(_ reader: String) throws(StoreError) {
    try transaction { db in try Self.setMeta("reader", reader, db) }
  }

  static func meta(_ name: String, _ db: Database) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT value FROM meta WHERE name = ?"), arguments: [name])
  }

  static func setMeta(_ name: String, _ value: String, _ db: Database) throws {
    // Kept, since a graph has a count for each of its predicates.
    let statement = try db.cachedStatement(
      sql: "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
    try statement.execute(arguments: [name, value])
  }
}
