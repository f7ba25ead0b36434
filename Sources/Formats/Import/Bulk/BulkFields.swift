public import KnowledgeGraph

/// A node or an edge of a large file, as it is read.
public struct BulkRow: Sendable {
  public enum Part: Sendable {
    case node(key: String, name: String, kind: String?)
    /// Without a target where it states a value.
    case edge(source: String, target: String?, predicate: String?)
  }

  public var part: Part
  /// The other fields that have a value, by ``GraphTable/key(_:)`` of their names.
  public var fields: [(key: String, value: String)]
  /// Counted from 1.
  public var line: Int

  init(part: Part, fields: [(key: String, value: String)], line: Int) {
    self.part = part
    self.fields = fields
    self.line = line
  }

  /// A node of a table, with what edges call it.
  init(_ node: GraphTable.Node, key: String) {
    let kind = BulkFields.kinds.prefix(3).lazy.compactMap { node.fields[$0] }.first
    self.init(
      part: .node(key: key, name: node.name, kind: kind),
      fields: node.fields.filter { BulkFields.properties.contains($0.key) }.sorted { $0.key < $1.key }
        .map { ($0.key, $0.value) }, line: node.place.line)
  }

  /// An edge of a table.
  init(_ edge: GraphTable.Edge) {
    let named = BulkFields.predicates.lazy.compactMap { edge.fields[$0] }.first
    self.init(
      part: .edge(source: edge.source, target: edge.target, predicate: named),
      fields: edge.fields.filter { BulkFields.qualifiers.contains($0.key) }.sorted { $0.key < $1.key }
        .map { ($0.key, $0.value) }, line: edge.place.line)
  }

  /// The qualifiers and the confidence that the fields of an edge say, with what is no value among them.
  public func qualifiers() -> (qualifiers: Qualifiers, confidence: Double, findings: [ImportFinding]) {
    if let simple = simpleQualifiers() { return (simple, 1, []) }
    var reader = FieldReader(
      Dictionary(fields, uniquingKeysWith: { first, _ in first }), line: line)
    var qualifiers = reader.qualifiers()
    if qualifiers.at == nil { qualifiers.at = reader.date("date", inherited: []) }
    let confidence = reader.confidence() ?? 1
    return (qualifiers, confidence, reader.findings)
  }

  /// The qualifiers of a row that says nothing more than a date and a number, as most do; nil for any other.
  private func simpleQualifiers() -> Qualifiers? {
    var qualifiers = Qualifiers()
    for (key, value) in fields {
      switch key {
      case "date" where qualifiers.at == nil, "at" where qualifiers.at == nil:
        guard let date = PartialDate(edtf: value) else { return nil }
        qualifiers.at = StatedDate(date)
      case "value" where qualifiers.amount == nil:
        guard let number = ExactDecimal(value) else { return nil }
        qualifiers.amount = Amount(number, unit: .count(of: nil))
      default: return nil
      }
    }
    return qualifiers
  }

  /// The entity that a node is, without a number.
  public func entity(name: String, kind: Kind) -> (entity: Entity, findings: [ImportFinding]) {
    var entity = Entity(id: EntityID(rawValue: 0), name: name, kind: kind, sourceCount: 1)
    var findings: [ImportFinding] = []
    for (key, value) in fields {
      switch key {
      case "date":
        entity.date = PartialDate(edtf: value)
        if entity.date == nil {
          findings.append(
            ImportFinding(
              .warning, line: line, "date is not known: \(value)", hint: "a date is 2024, 2024-03 or 2024-03-07"))
        }
      case "url": entity.url = value
      case "aliases": entity.aliases = Set(FlatList.texts(value)).subtracting([name]).sorted()
      default: break
      }
    }
    return (entity, findings)
  }
}

/// What the columns of a table, or the members of an object, are called.
struct BulkFields {
  /// The names of the two ends, pair by pair.
  static let ends = [
    ("source", "target"), ("subject", "object"), ("src", "dst"), ("from", "to"), ("start", "end"),
    (":startid", ":endid"), ("startnode", "endnode"),
  ]
  static let predicates = ["predicate", "relation", "relationship", "type", ":type", "label"]
  static let kinds = ["kind", "type", "category", ":label", "labels", "label"]
  static let names = ["name", "title", "label", "id"]
  static let keys = ["id", ":id", "name", "label"]
  /// What an edge may say besides.
  static let qualifiers: Set<String> = [
    "at", "date", "announced", "value", "upper", "unit", "currency", "counted", "amountkind", "precision", "period",
    "role", "place", "status", "negated", "accordingto", "confidence", "inherited",
  ]
  static let properties: Set<String> = ["date", "url", "aliases"]

  /// The first of some names that is there.
  static func first(_ names: [String], among keys: [String], except taken: Set<Int> = []) -> Int? {
    for name in names {
      if let place = keys.firstIndex(of: name), !taken.contains(place) { return place }
    }
    return nil
  }
}

/// Bytes that come piece by piece.
public struct ByteSource {
  /// Gives the next bytes, or none at the end.
  package let more: () throws -> [UInt8]
  /// A row of a table, a line of JSON, a tag or text of GraphML that is longer than so many bytes is not read.
  let longest: Int

  public init(_ more: @escaping () throws -> [UInt8]) { self.init(longest: 64 << 20, more) }

  package init(longest: Int, _ more: @escaping () throws -> [UInt8]) {
    self.longest = longest
    self.more = more
  }

  /// `64 MiB`
  static func size(_ bytes: Int) -> String { bytes >= 1 << 20 ? "\(bytes >> 20) MiB" : "\(bytes) bytes" }
}
