import GRDB
public import KnowledgeGraph

extension GraphStore {
  /// Entities whose names hold the words, then passages whose texts hold them all, best first.
  ///
  /// Upper and lower case and marks over letters make no difference; the last word may be the beginning of one.
  /// Whatever is typed is words: there is no query language, so nothing typed is an error.
  ///
  /// `limit` is how many entities there are at most, and how many passages.
  public func search(_ words: String, limit: Int) throws(GraphError) -> [SearchHit] {
    guard limit > 0 else { return [] }
    // More is looked at than is given, and the product must be a number that SQLite has.
    let limit = min(limit, Int(Int32.max))
    return try read { db in
      try Self.entities(matching: words, limit: limit, db) + Self.passages(matching: words, limit: limit, db)
    }
  }

  // MARK: - Names

  private static func entities(matching words: String, limit: Int, _ db: Database) throws -> [SearchHit] {
    let folded = FoldedName.fold(words)
    let parts = folded.split(separator: " ").map(String.init)
    guard !parts.isEmpty else { return [] }
    // The names that are or begin with what was typed come from the index of folded names, those that hold its words
    // from the index of their trigrams, which knows no word of fewer than three characters.
    var candidates: [(entity: Int, name: String, folded: String)] = []
    func collect(_ rows: Rows) throws {
      while var row = try rows.next() { candidates.append((try row.number(), try row.text(), try row.text())) }
    }
    try collect(
      Rows(
        db.cachedStatement(
          sql: """
            SELECT names.entity, names.name, names.folded FROM names
            JOIN entities ON entities.id = names.entity
            WHERE folded >= ?1 AND folded < ?1 || char(1114111)
            ORDER BY folded <> ?1, source_count DESC, folded, entity LIMIT ?2
            """), [folded, limit * 4]))
    let long = parts.filter { $0.unicodeScalars.count >= 3 }
    if !long.isEmpty {
      try collect(
        Rows(
          db.cachedStatement(
            sql: """
              SELECT names.entity, names.name, names.folded FROM name_text
              JOIN names ON names.number = name_text.rowid JOIN entities ON entities.id = names.entity
              WHERE name_text MATCH ?1
              ORDER BY source_count DESC, names.folded, names.entity LIMIT ?2
              """), [long.map(quoted).joined(separator: " "), limit * 8]))
    }
    let one = try db.cachedStatement(sql: "SELECT \(Columns.entity) FROM entities WHERE id = ?")
    let reader = try EntityReader(db)
    var seen: Set<Int> = []
    var hits: [SearchHit] = []
    for (entity, name, foldedName) in candidates where hits.count < limit {
      guard parts.allSatisfy({ foldedName.contains($0) }), !seen.contains(entity) else { continue }
      guard let found = try Rows(one, [entity]).next() else { continue }
      seen.insert(entity)
      hits.append(
        SearchHit(match: .entity(try reader.entity(found)), snippet: name, ranges: ranges(of: parts, in: name)))
    }
    return hits
  }

  /// Where words stand in a name, in bytes; each where it first does.
  private static func ranges(of words: [String], in name: String) -> [Range<Int>] {
    // Folding changes lengths, so each folded byte knows the character that it is from.
    var folded: [UInt8] = []
    var origins: [Range<Int>] = []
    var offset = 0
    for character in name {
      let length = character.utf8.count
      for byte in character.isWhitespace ? " " : FoldedName.fold(String(character)) {
        folded.append(contentsOf: byte.utf8)
        origins.append(contentsOf: repeatElement(offset..<offset + length, count: byte.utf8.count))
      }
      offset += length
    }
    var found: [Range<Int>] = []
    for word in words.map({ Array($0.utf8) }) where !word.isEmpty && word.count <= folded.count {
      let start = (0...folded.count - word.count).first { folded[$0..<$0 + word.count].elementsEqual(word) }
      if let start { found.append(origins[start].lowerBound..<origins[start + word.count - 1].upperBound) }
    }
    found.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    var result: [Range<Int>] = []
    for range in found {
      if let last = result.last, range.lowerBound < last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }

  // MARK: - Texts

  private static func passages(matching words: String, limit: Int, _ db: Database) throws -> [SearchHit] {
    let terms = words.split(whereSeparator: \.isWhitespace).map(String.init)
      .filter { $0.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil } }
    guard !terms.isEmpty else { return [] }
    let query = terms.map(quoted).joined(separator: " ") + "*"
    // Noncharacters, which text for interchange does not have (Unicode 23.7), mark the words in the snippet.
    let rows = try Rows(
      db.cachedStatement(
        sql: """
          SELECT passages.number, passages.note, passages.id, passages.text, passages.offset, passages.line,
            passages.comment, passages.heading, passages.added, notes.path, notes.source,
            snippet(passage_text, 0, char(64976), char(64977), '…', 24)
          FROM passage_text JOIN passages ON passages.number = passage_text.rowid
          JOIN notes ON notes.id = passages.note
          WHERE passage_text MATCH ?1 ORDER BY bm25(passage_text), notes.path, passages.offset, passages.id LIMIT ?2
          """), [query, limit * 2])
    let records = try RecordReader(db)
    var seen: Set<PassageID> = []
    var hits: [SearchHit] = []
    while hits.count < limit, let row = try rows.next() {
      var ends = row
      for _ in 0..<9 { try ends.skip() }
      let path = try ends.text()
      let passage = try records.passage(row, path: path, source: SourceID(try ends.text()))
      guard seen.insert(passage.id).inserted else { continue }
      let (snippet, ranges) = marked(try ends.text())
      hits.append(SearchHit(match: .passage(passage), snippet: snippet, ranges: ranges))
    }
    return hits
  }

  /// A word as FTS5 takes it for itself, whatever it holds (https://www.sqlite.org/fts5.html#fts5_strings).
  private static func quoted(_ word: String) -> String {
    var result = "\""
    for scalar in word.unicodeScalars where scalar.value != 0 {
      if scalar == "\"" { result.unicodeScalars.append(scalar) }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  /// A snippet without its marks, and where they stood.
  private static func marked(_ text: String) -> (snippet: String, ranges: [Range<Int>]) {
    var snippet = String.UnicodeScalarView()
    var length = 0
    var start: Int?
    var ranges: [Range<Int>] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xfdd0: start = length
      case 0xfdd1:
        if let begin = start, begin < length { ranges.append(begin..<length) }
        start = nil
      default:
        snippet.append(scalar)
        length += UTF8.width(scalar)
      }
    }
    return (String(snippet), ranges)
  }
}
