public import KnowledgeGraph

/// A script of openCypher statements, which Neo4j, Memgraph and others run; running it twice changes nothing.
///
/// openCypher 9. Rows come as literal lists of maps, some hundreds a statement, since one statement a row takes hours
/// where this takes seconds.
public struct CypherScript: GraphFormat {
  public let name = "cypher"
  public let abstract = "an openCypher script, for Neo4j, Memgraph and others"
  public let fileNames = ["graph.cypher"]

  public init() {}

  private static let batch = 500

  public func write<Graph: GraphReading>(
    _ export: GraphExport<Graph>, to output: inout ExportOutput
  ) throws(ExportError) {
    let content = try export.content()
    output.put(
      """
      // Of more than some thousand nodes, make an index first; in Neo4j:
      // CREATE CONSTRAINT weft_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.name IS UNIQUE;

      """)
    let nodeColumns = FlatColumn<Entity>.entity
    var members: [String: [Entity]] = [:]
    for entity in content.entities { members[CypherScript.symbol(entity.kind.rawValue), default: []].append(entity) }
    for label in members.keys.sorted() {
      try batches(members[label] ?? [], to: &output) { entity, output in
        output.put("{name: ")
        CypherScript.string(entity.name, to: &output.bytes)
        for column in nodeColumns { CypherScript.member(column.name, column.form, column.value(entity), to: &output) }
        output.put("}")
      } statement: { output in
        output.put("MERGE (n:`Entity` {name: row.name}) SET n += row SET n:")
        output.put(label)
      }
    }
    let edgeColumns = FlatColumn<RelationRow>.relation
    var rows: [Group: [RelationRow]] = [:]
    try content.forEachRow { row throws(ExportError) in
      let group = Group(
        type: CypherScript.symbol(row.relation.predicate.rawValue), isLiteral: row.relation.object == nil)
      rows[group, default: []].append(row)
    }
    for group in rows.keys.sorted(by: { ($0.type, $0.isLiteral ? 1 : 0) < ($1.type, $1.isLiteral ? 1 : 0) }) {
      try batches(rows[group] ?? [], to: &output) { row, output in
        output.put("{subject: ")
        CypherScript.string(content.name(row.relation.subject), to: &output.bytes)
        output.put(", object: ")
        let id = content.edge(row.relation.id)
        let object = row.relation.object.map { content.name($0) } ?? LiteralNode.id(edge: id)
        CypherScript.string(object, to: &output.bytes)
        if group.isLiteral {
          output.put(", text: ")
          CypherScript.string(LiteralNode.label(row.relation), to: &output.bytes)
        }
        output.put(", edge: {id: ")
        CypherScript.string(id, to: &output.bytes)
        for column in edgeColumns { CypherScript.member(column.name, column.form, column.value(row), to: &output) }
        output.put("}}")
      } statement: { output in
        output.put(
          group.isLiteral
            ? "MATCH (a:`Entity` {name: row.subject}) MERGE (b:`Value` {id: row.object}) SET b.text = row.text "
            : "MATCH (a:`Entity` {name: row.subject}), (b:`Entity` {name: row.object}) ")
        output.put("MERGE (a)-[r:\(group.type) {id: row.edge.id}]->(b) SET r += row.edge")
      }
    }
  }

  private struct Group: Hashable {
    var type: String
    var isLiteral: Bool
  }

  private func batches<Row>(
    _ rows: [Row], to output: inout ExportOutput, row: (Row, inout ExportOutput) -> Void,
    statement: (inout ExportOutput) -> Void
  ) throws(ExportError) {
    for start in stride(from: 0, to: rows.count, by: CypherScript.batch) {
      output.put("UNWIND [\n")
      let end = min(start + CypherScript.batch, rows.count)
      for index in start..<end {
        output.put("  ")
        row(rows[index], &output)
        output.put(index + 1 < end ? ",\n" : "\n")
        try output.flow()
      }
      output.put("] AS row ")
      statement(&output)
      output.put(";\n")
    }
  }

  private static func member(
    _ name: String, _ form: FlatForm, _ value: String?, to output: inout ExportOutput
  ) {
    guard let value else { return }
    output.put(", \(name): ")
    switch form {
    case .flag, .integer, .real: output.put(value)
    // As text: a number of Cypher is a binary fraction, and an integer of more than 64 bits none at all.
    case .text, .decimal: string(value, to: &output.bytes)
    case .list:
      output.put("[")
      for (position, text) in FlatList.texts(value).enumerated() {
        if position > 0 { output.put(", ") }
        string(text, to: &output.bytes)
      }
      output.put("]")
    }
  }

  /// A string literal.
  ///
  /// A backslash before `u` would be the beginning of a character's number even where another backslash stands before
  /// it, for programs that decode numbers before they look for strings (Neo4j up to 4), so the two are kept apart.
  private static func string(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "'"))
    var isAfterBackslash = false
    for byte in text.utf8 {
      if isAfterBackslash, byte | 0x20 == UInt8(ascii: "u") { bytes += "' + '".utf8 }
      isAfterBackslash = byte == UInt8(ascii: "\\")
      switch byte {
      case UInt8(ascii: "'"): bytes += #"\'"#.utf8
      case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
      case 0x0a: bytes += #"\n"#.utf8
      case 0x0d: bytes += #"\r"#.utf8
      case 0x09: bytes += #"\t"#.utf8
      case 0..<0x20: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "'"))
  }

  /// A label or a type: letters, digits and `_`, so that no back quote or number of a character can end it.
  static func symbol(_ text: String) -> String {
    var bytes: [UInt8] = [UInt8(ascii: "`")]
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
        bytes.append(byte)
      default: bytes.append(UInt8(ascii: "_"))
      }
    }
    if bytes.count == 1 { bytes.append(UInt8(ascii: "_")) }
    bytes.append(UInt8(ascii: "`"))
    return String(decoding: bytes, as: UTF8.self)
  }
}
