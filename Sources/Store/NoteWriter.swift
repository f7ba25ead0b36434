import GRDB
import KnowledgeGraph

/// Writes and removes what notes gave.
struct NoteWriter {
  private let find: Statement
  private let insertNote: Statement
  private let insertNoteName: Statement
  private let insertDiagnostic: Statement
  private let insertPassage: Statement
  private let insertPassageName: Statement
  private let insertClaim: Statement
  private let insertText: Statement
  private let deleteText: Statement
  private let deletions: [Statement]
  private let isTextIndexed: Bool
  private let db: Database

  /// What `meta` calls whether the full text is indexed; "0" until a first build has read all notes.
  static let textIndex = "text_index"

  init(_ db: Database) throws {
    self.db = db
    isTextIndexed = try GraphStore.meta(NoteWriter.textIndex, db) != "0"
    find = try db.cachedStatement(sql: "SELECT id FROM notes WHERE path = ?")
    insertNote = try db.cachedStatement(sql: Columns.insert(into: "notes", Columns.note))
    insertNoteName = try db.cachedStatement(
      sql: Columns.insert(into: "note_names", "note, list, position, name"))
    insertDiagnostic = try db.cachedStatement(sql: Columns.insert(into: "diagnostics", Columns.diagnostic))
    insertPassage = try db.cachedStatement(sql: Columns.insert(into: "passages", Columns.passage))
    insertPassageName = try db.cachedStatement(
      sql: Columns.insert(into: "passage_names", "passage, list, position, name"))
    insertClaim = try db.cachedStatement(sql: Columns.insert(into: "claims", Columns.claim))
    insertText = try db.cachedStatement(sql: "INSERT INTO passage_text (rowid, text) VALUES (?, ?)")
    // The index has no copy of the text, so it must be told what to forget
    // (https://www.sqlite.org/fts5.html#external_content_tables).
    deleteText = try db.cachedStatement(
      sql: """
        INSERT INTO passage_text (passage_text, rowid, text) SELECT 'delete', number, text FROM passages WHERE note = ?
        """)
    // From the leaves to the root: foreign keys, which would do this, are off while a build writes.
    deletions = try [
      "passage_names WHERE passage IN (SELECT number FROM passages WHERE note = ?)", "passages WHERE note = ?",
      "claims WHERE note = ?", "diagnostics WHERE note = ?", "note_names WHERE note = ?", "note_keys WHERE note = ?",
      "notes WHERE id = ?",
    ].map { try db.cachedStatement(sql: "DELETE FROM " + $0) }
  }

  func remove(_ path: String) throws {
    guard let id = try Int64.fetchOne(find, arguments: [path]) else { return }
    if isTextIndexed { try deleteText.execute(arguments: [id]) }
    for statement in deletions { try statement.execute(arguments: [id]) }
  }

  func write(_ entry: NoteEntry) throws {
    let record = entry.record
    try writeNote(entry)
    let note = db.lastInsertedRowID
    try names(record.aliases, list: "alias", of: note, insertNoteName)
    try names(record.source.authors, list: "author", of: note, insertNoteName)
    try names(record.source.tags, list: "tag", of: note, insertNoteName)
    for (position, diagnostic) in entry.diagnostics.enumerated() {
      var row = RowWriter(insertDiagnostic)
      row.number(note)
      row.number(position)
      row.text(diagnostic.severity.rawValue)
      row.number(diagnostic.line)
      row.number(diagnostic.column)
      row.text(diagnostic.message)
      row.text(diagnostic.hint)
      row.text(diagnostic.excerpt)
      try row.insert()
    }
    for passage in record.passages {
      var row = RowWriter(insertPassage)
      row.number(note)
      row.text(passage.id.rawValue)
      row.text(passage.text)
      row.number(passage.offset)
      row.number(passage.line)
      row.text(passage.comment)
      row.text(passage.heading)
      row.text(passage.added?.edtf)
      try row.insert()
      let number = db.lastInsertedRowID
      if isTextIndexed {
        // As the row above binds it: what is forgotten later must be what was indexed, NUL bytes and what follows them
        // too.
        var words = RowWriter(insertText)
        words.number(number)
        words.text(passage.text)
        try words.insert()
      }
      try names(passage.links, list: "link", of: number, insertPassageName)
      try names(passage.tags, list: "tag", of: number, insertPassageName)
    }
    for claim in record.claims { try write(claim, note: note) }
  }

  private func names(_ names: [String], list: String, of owner: Int64, _ statement: Statement) throws {
    for (position, name) in names.enumerated() {
      var row = RowWriter(statement)
      row.number(owner)
      row.text(list)
      row.number(position)
      row.text(name)
      try row.insert()
    }
  }

  private func writeNote(_ entry: NoteEntry) throws {
    let record = entry.record
    var row = RowWriter(insertNote)
    row.text(record.path)
    row.number(entry.stamp.size)
    row.number(entry.stamp.modified)
    row.text(entry.stamp.hash)
    switch record.role {
    case .source:
      row.text("source")
      row.text(nil)
    case .entity(let kind):
      row.text("entity")
      row.text(kind?.rawValue)
    case .plain:
      row.text("plain")
      row.text(nil)
    }
    row.text(record.title)
    row.text(record.source.id.rawValue)
    row.text(record.source.kind.rawValue)
    row.text(record.source.title)
    row.text(record.source.date?.edtf)
    row.text(record.source.url)
    row.text(record.source.note)
    try row.insert()
  }

  private func write(_ claim: Claim, note: Int64) throws {
    var row = RowWriter(insertClaim)
    row.number(note)
    row.text(claim.id.rawValue)
    row.text(claim.predicate.rawValue)
    row.argument(claim.subject)
    row.argument(claim.object)
    row.qualifiers(claim.qualifiers)
    switch claim.evidence {
    case .passage(let passage, let quote, let range):
      row.text(passage.rawValue)
      row.text(quote)
      row.range(range)
      row.text(nil)
      row.number(nil as Int?)
    case .field(let name, let text, let line):
      row.text(nil)
      row.text(text)
      row.range(nil)
      row.text(name)
      row.number(line)
    }
    row.text(claim.origin.text)
    row.real(claim.confidence)
    row.number(claim.act)
    try row.insert()
  }
}
