import GRDB

/// The SQLite that this program runs with, for those who look why something does not work.
public struct SQLiteEngine: Hashable, Sendable {
  /// `3.40.1`
  public var version: String
  /// It has FTS5 with the trigram tokenizer, which search needs (SQLite 3.34 or later).
  public var hasFullText: Bool

  /// Asks SQLite itself, by a database in memory.
  public static func current() throws(StoreError) -> SQLiteEngine {
    do {
      return try DatabaseQueue().write { db in
        let version = try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? ""
        do {
          try db.execute(sql: "CREATE VIRTUAL TABLE trial USING fts5(text, tokenize = 'trigram')")
          return SQLiteEngine(version: version, hasFullText: true)
        } catch is DatabaseError {
          return SQLiteEngine(version: version, hasFullText: false)
        }
      }
    } catch {
      throw StoreError(error, path: ":memory:")
    }
  }
}
