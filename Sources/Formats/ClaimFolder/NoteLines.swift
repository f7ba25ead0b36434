public import KnowledgeGraph

/// Notes as JSON Lines: what a note says of itself, with its passages and without its claims, one note a line.
///
/// Beside ``ClaimLines`` it is what the graph depends on: names, aliases and links come from notes that may make no
/// claim, and which sources are independent is seen in the whole text of passages.
public enum NoteLines {
  /// The line of a note.
  public static func value(_ record: NoteRecord) -> JSONValue {
    let role: String
    var kind: Kind?
    switch record.role {
    case .source: role = "source"
    case .plain: role = "plain"
    case .entity(let own): (role, kind) = ("entity", own)
    }
    return .record([
      "note": .string(record.path), "role": .string(role), "kind": kind.map { .string($0.rawValue) },
      "title": .string(record.title), "aliases": .strings(record.aliases),
      "source": .record([
        "id": .string(record.source.id.rawValue), "kind": .string(record.source.kind.rawValue),
        "title": .string(record.source.title), "authors": .strings(record.source.authors),
        "date": record.source.date.map { .string($0.edtf) }, "url": record.source.url.map { .string($0) },
        "tags": .strings(record.source.tags), "note": .string(record.source.note),
      ]),
      "passages": .array(record.passages.map { value($0) }),
    ])
  }

  private static func value(_ passage: Passage) -> JSONValue {
    .record([
      "id": .string(passage.id.rawValue), "text": .string(passage.text), "offset": .integer(passage.offset),
      "line": .integer(passage.line), "links": .strings(passage.links), "tags": .strings(passage.tags),
      "comment": passage.comment.map { .string($0) }, "heading": passage.heading.map { .string($0) },
      "added": passage.added.map { .string($0.edtf) },
    ])
  }

  /// The note of a line; nil where the line is none.
  ///
  /// - Throws: ``ImportFault`` where the line is JSON and no note.
  static func record(_ json: JSONValue) throws(ImportFault) -> NoteRecord {
    let path = try text(json, "note")
    guard !path.isEmpty else { throw ImportFault(message: "note is empty") }
    guard let sourceJSON = json["source"] else { throw ImportFault(message: "source is missing") }
    let role: NoteRecord.Role
    switch try text(json, "role") {
    case "source": role = .source
    case "plain": role = .plain
    case "entity": role = .entity(json["kind"]?.string.map { Kind($0) })
    case let other: throw ImportFault(message: "role is not known: \(other)")
    }
    let source = Source(
      id: SourceID(try text(sourceJSON, "id")), kind: Kind(try text(sourceJSON, "kind")),
      title: try text(sourceJSON, "title"), authors: texts(sourceJSON, "authors"), date: try date(sourceJSON, "date"),
      url: sourceJSON["url"]?.string, tags: texts(sourceJSON, "tags"), note: try text(sourceJSON, "note"))
    var record = NoteRecord(
      path: path, role: role, title: try text(json, "title"), aliases: texts(json, "aliases"), source: source)
    for passage in json["passages"]?.elements ?? [] {
      record.passages.append(
        Passage(
          id: PassageID(rawValue: try text(passage, "id")), source: source.id, note: path,
          text: try text(passage, "text"), offset: try number(passage, "offset"), line: try number(passage, "line"),
          links: texts(passage, "links"), tags: texts(passage, "tags"), comment: passage["comment"]?.string,
          heading: passage["heading"]?.string, added: try date(passage, "added")))
    }
    return record
  }

  private static func text(_ json: JSONValue, _ name: String) throws(ImportFault) -> String {
    guard let text = json[name]?.string else { throw ImportFault(message: "\(name) is missing") }
    return text
  }

  private static func texts(_ json: JSONValue, _ name: String) -> [String] {
    json[name]?.elements?.compactMap(\.string) ?? []
  }

  private static func number(_ json: JSONValue, _ name: String) throws(ImportFault) -> Int {
    guard case .integer(let number)? = json[name], number >= 0 else {
      throw ImportFault(message: "\(name) is no whole number")
    }
    return number
  }

  private static func date(_ json: JSONValue, _ name: String) throws(ImportFault) -> PartialDate? {
    guard let text = json[name]?.string else { return nil }
    guard let date = PartialDate(edtf: text) else { throw ImportFault(message: "\(text) is no date") }
    return date
  }
}

/// Why a line of JSON is not what it should be.
struct ImportFault: Error {
  var message: String
}
