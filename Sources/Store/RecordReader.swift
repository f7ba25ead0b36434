import GRDB
import KnowledgeGraph

/// Reads back what notes gave.
struct RecordReader {
  private let noteNames: Statement
  private let passages: Statement
  private let passageNames: Statement
  private let claims: Statement
  private let amendments: AmendmentReader

  init(_ db: Database) throws {
    noteNames = try db.cachedStatement(
      sql: "SELECT list, name FROM note_names WHERE note = ? ORDER BY list, position")
    passages = try db.cachedStatement(
      sql: "SELECT number, \(Columns.passage) FROM passages WHERE note = ? ORDER BY number")
    passageNames = try db.cachedStatement(
      sql: "SELECT list, name FROM passage_names WHERE passage = ? ORDER BY list, position")
    claims = try db.cachedStatement(sql: "SELECT \(Columns.claim) FROM claims WHERE note = ? ORDER BY number")
    amendments = try AmendmentReader(db)
  }

  /// The record of a row of `id` and ``Columns/note``.
  func record(_ row: RowReader) throws -> NoteRecord {
    var record = try heading(row)
    var reader = row
    let id = try reader.number()
    let passageRows = try Rows(passages, [id])
    while let row = try passageRows.next() {
      record.passages.append(try passage(row, path: record.path, source: record.source.id))
    }
    let claimRows = try Rows(claims, [id])
    while let row = try claimRows.next() {
      var reader = row
      record.claims.append(
        try amendments.amended(Self.claim(&reader, path: record.path, source: record.source.id)))
    }
    return record
  }

  /// The record of such a row without passages and claims.
  func heading(_ row: RowReader) throws -> NoteRecord {
    var reader = row
    let id = try reader.number()
    let path = try reader.text()
    for _ in 0..<3 { try reader.skip() }
    let roleName = try reader.text()
    let kind = try reader.optionalText()
    let role: NoteRecord.Role
    switch roleName {
    case "source": role = .source
    case "entity": role = .entity(kind.map { Kind($0) })
    case "plain": role = .plain
    default: throw DecodingFailure(message: "\"\(roleName)\" is no role of a note")
    }
    let title = try reader.text()
    var source = try Self.source(&reader)
    let lists = try Self.names(noteNames, of: id)
    source.authors = lists["author"] ?? []
    source.tags = lists["tag"] ?? []
    return NoteRecord(path: path, role: role, title: title, aliases: lists["alias"] ?? [], source: source)
  }

  /// The source in the columns from `source` to `source_note`, without its authors and tags.
  static func source(_ reader: inout RowReader) throws -> Source {
    Source(
      id: SourceID(try reader.text()), kind: Kind(try reader.text()), title: try reader.text(),
      date: try reader.partialDate(), url: try reader.optionalText(), note: try reader.text())
  }

  /// The passage of a row of `number` and ``Columns/passage``.
  func passage(_ row: RowReader, path: String, source: SourceID) throws -> Passage {
    var reader = row
    let number = try reader.number()
    try reader.skip()
    var passage = Passage(
      id: PassageID(rawValue: try reader.text()), source: source, note: path, text: try reader.text(),
      offset: try reader.number(), line: try reader.number(), comment: try reader.optionalText(),
      heading: try reader.optionalText(), added: try reader.partialDate())
    let lists = try Self.names(passageNames, of: number)
    passage.links = lists["link"] ?? []
    passage.tags = lists["tag"] ?? []
    return passage
  }

  /// The claim in ``Columns/claim``.
  static func claim(_ reader: inout RowReader, path: String, source: SourceID) throws -> Claim {
    try reader.skip()
    let id = ClaimID(rawValue: try reader.text())
    let predicate = Predicate(try reader.text())
    guard let subject = try reader.argument() else { throw DecodingFailure(message: "a claim has no subject") }
    let object = try reader.argument()
    let qualifiers = try reader.qualifiers()
    let passage = try reader.optionalText()
    let quote = try reader.text()
    let range = try reader.range()
    let field = try reader.optionalText()
    let line = try reader.optionalNumber()
    let evidence: Evidence
    if let passage, let range {
      evidence = .passage(PassageID(rawValue: passage), quote: quote, range: range)
    } else if let field, let line {
      evidence = .field(name: field, text: quote, line: line)
    } else {
      throw DecodingFailure(message: "a claim has no evidence")
    }
    return Claim(
      id: id, subject: subject, predicate: predicate, object: object, qualifiers: qualifiers, evidence: evidence,
      source: source, note: path, origin: Claim.Origin(text: try reader.text()), confidence: try reader.real(),
      act: try reader.optionalNumber())
  }

  /// The aliases, authors and tags of a note, by the list that they stand in.
  func names(ofNote note: Int) throws -> [String: [String]] { try Self.names(noteNames, of: note) }

  /// The names of a note or passage, by the list that they stand in.
  private static func names(_ statement: Statement, of owner: Int) throws -> [String: [String]] {
    var lists: [String: [String]] = [:]
    let rows = try Rows(statement, [owner])
    while let row = try rows.next() {
      var reader = row
      lists[try reader.text(), default: []].append(try reader.text())
    }
    return lists
  }
}
