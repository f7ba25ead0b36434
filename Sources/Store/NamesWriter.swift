import GRDB
import KnowledgeGraph

/// Writes what is kept beside a graph about how it came of its claims.
struct NamesWriter {
  private let db: Database
  private let insertKey: Statement
  private let insertNoteKey: Statement
  private let insertForm: Statement
  private let insertVoices: Statement
  private let insertSide: Statement
  private let insertUnrelated: Statement

  init(_ db: Database) throws {
    self.db = db
    insertKey = try db.makeStatement(sql: Columns.insert(into: "entity_keys", "key, entity"))
    insertNoteKey = try db.makeStatement(
      sql: "INSERT OR IGNORE INTO note_keys (key, note) SELECT ?, id FROM notes WHERE path = ?")
    insertForm = try db.makeStatement(
      sql: Columns.insert(into: "mention_forms", "number, reference, surface, kind, owner, folder"))
    insertVoices = try db.makeStatement(sql: Columns.insert(into: "voices", "number, source, voices"))
    insertSide = try db.makeStatement(
      sql: Columns.insert(into: "claim_sides", "entity, high, low, is_object, form, source, text, sort"))
    insertUnrelated = try db.makeStatement(sql: Columns.insert(into: "unrelated_claims", "claim, subject, object"))
  }

  func write(_ names: ResolvedNames) throws {
    for pair in names.unrelated { try write(pair) }
    let mentions = names.mentions.value()
    for key in mentions.keys.sorted(byBytesOf: \.key) { try write(key: key.key, of: key.entity) }
    for (path, keys) in mentions.noteKeys { for key in keys { try write(key: key, ofNoteAt: path) } }
    for (number, form) in mentions.forms.enumerated() { try write(form, number: Int64(number)) }
    for (number, source) in mentions.sources.enumerated() {
      try write(mentions.voices[number], of: source, number: Int64(number))
    }
    try mentions.forEachSide { entity, side in
      try write(side, form: Int64(side.form), source: Int64(side.source), of: entity)
    }
  }

  func write(key: String, of entity: EntityID) throws {
    var row = RowWriter(insertKey)
    row.text(key)
    row.number(entity.rawValue)
    try row.insert()
  }

  func write(key: String, ofNoteAt path: String) throws {
    var row = RowWriter(insertNoteKey)
    row.text(key)
    row.text(path)
    try row.insert()
  }

  func write(_ form: MentionForm, number: Int64) throws {
    var row = RowWriter(insertForm)
    row.number(number)
    row.text(form.reference.rawValue)
    row.text(form.surface)
    row.text(form.kind.rawValue)
    row.text(form.owner)
    row.text(form.folder)
    try row.insert()
  }

  func write(_ voices: [UInt64], of source: SourceID, number: Int64) throws {
    var row = RowWriter(insertVoices)
    row.number(number)
    row.text(source.rawValue)
    row.text(NamesWriter.text(voices))
    try row.insert()
  }

  func write(_ side: ClaimSide, form: Int64, source: Int64, of entity: EntityID) throws {
    var row = RowWriter(insertSide)
    row.number(entity.rawValue)
    row.number(Int64(bitPattern: side.claim.high))
    row.number(Int64(bitPattern: side.claim.low))
    row.flag(side.isObject)
    row.number(form)
    row.number(source)
    row.number(Int64(bitPattern: side.text))
    row.number(side.sort.rawValue)
    try row.insert()
  }

  func write(_ pair: ResolvedNames.Unrelated) throws {
    var row = RowWriter(insertUnrelated)
    row.text(pair.claim.rawValue)
    row.number(pair.subject.rawValue)
    row.number(pair.object?.rawValue)
    try row.insert()
  }

  static func text(_ voices: [UInt64]) -> String { voices.map { String($0) }.joined(separator: " ") }

  /// The voices that ``text(_:)`` wrote.
  static func voices(_ text: String) -> [UInt64] {
    text.utf8.split(separator: 0x20).compactMap { UInt64(Substring($0)) }
  }
}
