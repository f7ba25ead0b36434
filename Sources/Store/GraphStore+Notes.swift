import CHeap
import GRDB
public import KnowledgeGraph

extension GraphStore {
  /// The files that were read, by their path.
  public func stamps() throws(StoreError) -> [String: FileStamp] {
    try access { db in
      let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM notes")
      var result = [String: FileStamp](minimumCapacity: count ?? 0)
      let rows = try Rows(db, sql: "SELECT path, size, modified, hash FROM notes")
      while let row = try rows.next() {
        var reader = row
        let path = try reader.text()
        result[path] = FileStamp(
          size: Int64(try reader.number()), modified: Int64(try reader.number()), hash: try reader.text())
      }
      return result
    }
  }

  /// Keeps what changed notes gave and forgets removed ones, in one transaction.
  ///
  /// The graph stays as it was until ``replaceGraph(entities:relations:acts:additions:claims:)``, and what the first
  /// notes of a store say cannot be searched before that.
  public func apply(changed: [NoteEntry], removed: [String] = []) throws(StoreError) {
    guard !(changed.isEmpty && removed.isEmpty) else { return }
    try transaction { db in
      if try Int.fetchOne(db, sql: "SELECT 1 FROM notes LIMIT 1") == nil {
        for index in Schema.noteIndexNames { try db.execute(sql: "DROP INDEX IF EXISTS \(index)") }
        try Self.setMeta(NoteWriter.textIndex, "0", db)
      }
      try Self.write(changed: changed, removed: removed, db)
    }
  }

  /// Makes the indexes of what the notes gave, where a first build has done without them: once for all of it, they
  /// cost less than half of what each batch of notes would add to them.
  package func indexNotes() throws(StoreError) { try transaction { db in try Self.indexNotes(db) } }

  static func indexNotes(_ db: Database) throws {
    try db.execute(sql: Schema.noteIndexes)
    guard try meta(NoteWriter.textIndex, db) == "0" else { return }
    // What they were sorted in is not to stay with this thread while others make the graph.
    weft_heap_release()
    try db.execute(sql: "INSERT INTO passage_text (passage_text) VALUES ('rebuild')")
    try db.execute(sql: "DELETE FROM meta WHERE name = ?", arguments: [NoteWriter.textIndex])
  }

  static func write(changed: [NoteEntry], removed: [String], _ db: Database) throws {
    let writer = try NoteWriter(db)
    for path in removed { try writer.remove(path) }
    for entry in changed {
      try writer.remove(entry.record.path)
      try writer.write(entry)
    }
    let state = try meta("notes_state", db).flatMap { Int($0) } ?? 0
    try setMeta("notes_state", String(state &+ 1), db)
  }

  /// Keeps new stamps of files that were touched without a change of their bytes.
  public func restamp(_ stamps: [String: FileStamp]) throws(StoreError) {
    guard !stamps.isEmpty else { return }
    try transaction { db in
      let statement = try db.makeStatement(sql: "UPDATE notes SET size = ?, modified = ?, hash = ? WHERE path = ?")
      for (path, stamp) in stamps.sorted(by: { $0.key < $1.key }) {
        try statement.execute(arguments: [stamp.size, stamp.modified, stamp.hash, path])
      }
    }
  }

  /// Calls `body` with what each note gave, in the order of their paths; holds one record at a time.
  ///
  /// Notes at the paths in `known` are left out.
  public func forEachRecord(except known: Set<String> = [], _ body: (NoteRecord) throws -> Void) throws(StoreError) {
    try access { db in
      let reader = try RecordReader(db)
      let notes = try Rows(db, sql: "SELECT id, \(Columns.note) FROM notes ORDER BY path")
      while let row = try notes.next() {
        var columns = row
        try columns.skip()
        if !known.isEmpty, known.contains(try columns.text()) { continue }
        try body(try reader.record(row))
      }
    }
  }

  /// What one note gave, or nil where there is none at `path`.
  public func record(at path: String) throws(StoreError) -> NoteRecord? {
    try access { db in
      let statement = try db.cachedStatement(sql: "SELECT id, \(Columns.note) FROM notes WHERE path = ?")
      guard let row = try Rows(statement, [path]).next() else { return nil }
      return try RecordReader(db).record(row)
    }
  }

  /// The findings about the notes, by path.
  public func diagnostics() throws(StoreError) -> [String: [NoteDiagnostic]] {
    try access { db in
      var result: [String: [NoteDiagnostic]] = [:]
      let rows = try Rows(
        db,
        sql: """
          SELECT path, severity, line, column, message, hint, excerpt
          FROM diagnostics JOIN notes ON notes.id = diagnostics.note ORDER BY note, position
          """)
      while let row = try rows.next() {
        var reader = row
        let path = try reader.text()
        let severity = try reader.choice(NoteDiagnostic.Severity.self) ?? .note
        result[path, default: []].append(
          NoteDiagnostic(
            severity, line: try reader.number(), column: try reader.number(), message: try reader.text(),
            hint: try reader.optionalText(), excerpt: try reader.optionalText()))
      }
      return result
    }
  }
}
