import Formats
import Query

/// The answer of a query in the forms that all answers have.
struct AnswerRows {
  private let columns: [String]
  private let cells: [[String]]
  private let records: [JSONValue]

  init(_ answer: QueryAnswer, in graph: some PropertyGraph) throws(QueryError) {
    columns = answer.columns
    var cells: [[String]] = []
    var records: [JSONValue] = []
    for row in answer.rows {
      var texts: [String] = []
      var members: [JSONValue.Member] = []
      for (column, value) in zip(answer.columns, row) {
        texts.append(try graph.text(of: value))
        members.append(JSONValue.Member(column, try AnswerRows.json(value, in: graph)))
      }
      cells.append(texts)
      records.append(.object(members))
    }
    self.cells = cells
    self.records = records
  }

  var answer: Answer {
    var table = Table(columns.map { Table.Column($0, shrinks: true) })
    for row in cells { table.append(row) }
    return Answer(
      table: table,
      json: .record([
        "schemaVersion": .integer(1), "columns": .strings(columns), "rows": .array(records),
      ]), lines: records, text: { style, width in table.text(width: width, style: style) })
  }

  var isEmpty: Bool { records.isEmpty }

  /// Columns are named as the query names them, also where that is not in lower case.
  var csv: [[String]] { [columns] + cells }

  /// The rows as lists of values, in the order of the columns.
  static func lists(_ answer: QueryAnswer, in graph: some PropertyGraph) throws(QueryError) -> JSONValue {
    var rows: [JSONValue] = []
    for row in answer.rows {
      var values: [JSONValue] = []
      for value in row { values.append(try json(value, in: graph)) }
      rows.append(.array(values))
    }
    return .array(rows)
  }

  private static func json(_ value: Value, in graph: some PropertyGraph) throws(QueryError) -> JSONValue {
    switch value {
    case .null: return .null
    case .boolean(let truth): return .bool(truth)
    case .integer(let number): return .integer(number)
    case .float(let number): return .number(number)
    case .string(let text): return .string(text)
    case .list(let values):
      var elements: [JSONValue] = []
      for value in values { elements.append(try json(value, in: graph)) }
      return .array(elements)
    case .map(let map): return try json(map, in: graph)
    case .node(let node):
      return .record([
        "labels": .strings(try graph.labels(of: node)),
        "properties": try json(try graph.properties(of: node), in: graph),
      ])
    case .relationship(let relationship):
      let (source, target) = try graph.ends(of: relationship)
      return .record([
        "type": .string(try graph.type(of: relationship)), "from": .string(try graph.text(of: .node(source))),
        "to": .string(try graph.text(of: .node(target))),
        "properties": try json(try graph.properties(of: relationship), in: graph),
      ])
    case .path(let path):
      var nodes: [JSONValue] = []
      for node in path.nodes { nodes.append(try json(.node(node), in: graph)) }
      var relationships: [JSONValue] = []
      for relationship in path.relationships { relationships.append(try json(.relationship(relationship), in: graph)) }
      return .record(["nodes": .array(nodes), "relationships": .array(relationships)])
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration: return .string(try graph.text(of: value))
    }
  }

  private static func json(_ map: MapValue, in graph: some PropertyGraph) throws(QueryError) -> JSONValue {
    var members: [JSONValue.Member] = []
    for entry in map.entries { members.append(JSONValue.Member(entry.key, try json(entry.value, in: graph))) }
    return .object(members)
  }
}
