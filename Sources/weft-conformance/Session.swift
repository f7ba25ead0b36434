import Formats
import Query

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the runner has done so far: a graph, and procedures that answer from tables.
struct Session {
  private var graph = MemoryGraph()

  mutating func answer(to line: String) -> JSONValue {
    let request: JSONValue
    do throws(JSONError) {
      request = try JSONValue(parsing: line.utf8)
    } catch {
      return Session.failure(QueryError(.syntax, "InvalidRequest", .compileTime, error.message))
    }
    if request["reset"] != nil {
      graph = MemoryGraph()
      return .record(["ok": .bool(true)])
    }
    if request["snapshot"] != nil { return snapshot() }
    if let signature = request["procedure"]?.string { return declare(signature, request["table"]) }
    guard let query = request["query"]?.string else {
      return Session.failure(QueryError(.syntax, "InvalidRequest", .compileTime, "the request is not known"))
    }
    return run(query, request["params"])
  }

  private mutating func run(_ query: String, _ parameters: JSONValue?) -> JSONValue {
    var options = QueryOptions()
    if case .object(let members)? = parameters {
      for member in members { options.parameters[member.name] = Value(conformance: member.value) }
    }
    do throws(QueryError) {
      let answer = try graph.run(query, options: options)
      var rows: [JSONValue] = []
      for row in answer.rows {
        var values: [JSONValue] = []
        for value in row { values.append(try json(value)) }
        rows.append(.array(values))
      }
      return .record(["columns": .strings(answer.columns), "rows": .array(rows)])
    } catch {
      return Session.failure(error)
    }
  }

  private static func failure(_ error: QueryError) -> JSONValue {
    .record([
      "error": .record([
        "type": .string(error.kind.rawValue), "detail": .string(error.detail), "phase": .string(error.phase.rawValue),
        "message": .string(error.message),
      ])
    ])
  }

  private func snapshot() -> JSONValue {
    do throws(QueryError) {
      var nodes: [JSONValue] = []
      for node in graph.nodes(label: nil) { nodes.append(try record(node)) }
      var relationships: [JSONValue] = []
      for id in graph.relationships() {
        relationships.append(
          .record(["id": .integer(id.rawValue), "props": try json(try graph.properties(of: id))]))
      }
      return .record(["nodes": .array(nodes), "rels": .array(relationships)])
    } catch {
      return Session.failure(error)
    }
  }

  // MARK: - Values

  private func record(_ node: NodeID) throws(QueryError) -> JSONValue {
    .record([
      "id": .integer(node.rawValue), "labels": .strings(try graph.labels(of: node)),
      "props": try json(try graph.properties(of: node)),
    ])
  }

  private func record(_ id: RelationshipID) throws(QueryError) -> JSONValue {
    let (source, target) = try graph.ends(of: id)
    return .record([
      "id": .integer(id.rawValue), "type": .string(try graph.type(of: id)), "src": .integer(source.rawValue),
      "dst": .integer(target.rawValue), "props": try json(try graph.properties(of: id)),
    ])
  }

  private func json(_ map: MapValue) throws(QueryError) -> JSONValue {
    var members: [JSONValue.Member] = []
    for entry in map.entries { members.append(JSONValue.Member(entry.key, try json(entry.value))) }
    return .object(members)
  }

  private func json(_ value: Value) throws(QueryError) -> JSONValue {
    switch value {
    case .null: return .null
    case .boolean(let truth): return .bool(truth)
    case .integer(let number): return .integer(number)
    case .float(let number):
      let text = number.isNaN ? "NaN" : (number.isInfinite ? (number < 0 ? "-Inf" : "Inf") : number.description)
      return .record(["$float": .string(text)])
    case .string(let text): return .string(text)
    case .list(let values):
      var elements: [JSONValue] = []
      for value in values { elements.append(try json(value)) }
      return .array(elements)
    case .map(let map): return .record(["$map": try json(map)])
    case .node(let node): return .record(["$node": try record(node)])
    case .relationship(let id): return .record(["$rel": try record(id)])
    case .path(let path):
      var nodes: [JSONValue] = []
      for node in path.nodes { nodes.append(.record(["$node": try record(node)])) }
      var relationships: [JSONValue] = []
      for id in path.relationships { relationships.append(.record(["$rel": try record(id)])) }
      return .record(["$path": .record(["nodes": .array(nodes), "rels": .array(relationships)])])
    case .date(let value): return .record(["$temporal": .string(value.description)])
    case .localTime(let value): return .record(["$temporal": .string(value.description)])
    case .time(let value): return .record(["$temporal": .string(value.description)])
    case .localDateTime(let value): return .record(["$temporal": .string(value.description)])
    case .dateTime(let value): return .record(["$temporal": .string(value.description)])
    case .duration(let value): return .record(["$temporal": .string(value.description)])
    }
  }

  // MARK: - Procedures

  private mutating func declare(_ text: String, _ table: JSONValue?) -> JSONValue {
    guard let (name, inputs, outputs) = ProcedureSignature.read(text) else {
      return Session.failure(QueryError(.procedure, "InvalidSignature", .compileTime, "cannot read `\(text)`"))
    }
    // The first row of the table names its columns.
    let rows = (table?.elements ?? []).dropFirst().map { row in (row.elements ?? []).map(Session.cell) }
    graph.procedures.append(
      Procedure(name, inputs: inputs, outputs: outputs) { arguments throws(QueryError) in
        rows.compactMap { row in
          // A row of the table tells what a call with its first values gives.
          guard row.count >= inputs.count, zip(row, arguments).allSatisfy({ $0 == $1 }) else { return nil }
          return Array(row.dropFirst(inputs.count))
        }
      })
    return .record(["ok": .bool(true)])
  }

  /// A value of a table, which is written as a query would write it.
  private static func cell(_ json: JSONValue) -> Value {
    guard let text = json.string else { return Value(conformance: json) }
    let answer = try? MemoryGraph().answer("RETURN \(text) AS value")
    return answer?.rows.first?.first ?? .string(text)
  }
}

/// Sends what was printed on its way, since the runner waits for each line.
func flushOutput() { fflush(nil) }
