import Formats
import KnowledgeGraph
import Query
import Store

extension QueryGraph {
  /// Answers the queries on the lines of standard input, one line of JSON each, until it ends: for programs that ask often.
  ///
  /// A line is a query, or an object with `query` and `parameters`. An answer has `columns` and `rows`; a fault has
  /// `error` with a message, and the next line is read.
  func answerLines(of store: GraphStore) throws(Failure) {
    let view: WovenGraph<GraphStore>
    do throws(QueryError) {
      view = try QueryGraph.view(of: store, asOf: asOf)
    } catch {
      throw Failure(error, query: "")
    }
    store.preload()
    let session = QuerySession(view)
    let limits = limits
    var lines = InputLines()
    while let line = try lines.next() {
      guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }) else { continue }
      let answer: JSONValue
      do throws(QueryError) {
        let (text, parameters) = try QueryGraph.request(line)
        let found = try session.answer(text, options: QueryOptions(parameters: parameters, limits: limits))
        answer = .record(["columns": .strings(found.columns), "rows": try AnswerRows.lists(found, in: view)])
      } catch {
        answer = .record([
          "error": .record([
            "message": .string(error.message), "kind": .string(error.kind.rawValue), "detail": .string(error.detail),
            "hint": error.hint.map { .string($0) },
          ])
        ])
      }
      try Descriptor.output.writeAll((answer.text() + "\n").utf8, named: "standard output")
    }
  }

  private static func request(_ line: [UInt8]) throws(QueryError) -> (String, [String: Value]) {
    guard line.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "{") else {
      return (String(decoding: line, as: UTF8.self), [:])
    }
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(parsing: line)
    } catch {
      throw QueryError(.syntax, "InvalidRequest", .compileTime, "the line is no JSON: \(error.message)")
    }
    guard let query = value["query"]?.string else {
      throw QueryError(
        .syntax, "InvalidRequest", .compileTime, "the object has no query",
        hint: "write {\"query\": \"…\", \"parameters\": {}}")
    }
    var parameters: [String: Value] = [:]
    if case .object(let members)? = value["parameters"] {
      for member in members { parameters[member.name] = QueryGraph.value(member.value) }
    }
    return (query, parameters)
  }

  private static func value(_ json: JSONValue) -> Value {
    switch json {
    case .null: .null
    case .bool(let truth): .boolean(truth)
    case .integer(let number): .integer(number)
    case .number(let number): .float(number)
    case .string(let text): .string(text)
    case .array(let elements): .list(elements.map { value($0) })
    case .object(let members):
      .map(MapValue(members.map { ($0.name, value($0.value)) }))
    }
  }
}

/// The lines of standard input, each as soon as it is there.
private struct InputLines {
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private static let longest = 16 << 20

  mutating func next() throws(Failure) -> [UInt8]? {
    var index = start
    while true {
      while index < buffer.count {
        if buffer[index] == 0x0a {
          defer { start = index + 1 }
          return Array(buffer[start..<index])
        }
        index += 1
      }
      let offset = index - start
      guard offset <= InputLines.longest else {
        throw Failure("a line is longer than \(Wording.grouped(InputLines.longest)) bytes", place: "standard input")
      }
      let more = isAtEnd ? [] : try Descriptor.input.readSome(named: "standard input", limit: 1 << 14)
      if more.isEmpty {
        isAtEnd = true
        defer { start = buffer.count }
        return offset > 0 ? Array(buffer[start...]) : nil
      }
      buffer.removeFirst(start)
      start = 0
      index = offset
      buffer += more
    }
  }
}
