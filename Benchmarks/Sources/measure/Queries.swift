import Foundation
import KnowledgeGraph
import Query
import Store

/// Asks a built graph one query after the other, as a program does that embeds the library.
enum Queries {
  private struct Request: Decodable {
    var query: String
    var parameters: [String: String]
  }

  /// Answers the queries on standard input, a line of JSON each, with the milliseconds of processor time and on the wall
  /// from the text to the rows.
  static func answer(graph: String) throws {
    let store = try GraphStore.open(at: graph + "/.weft/graph.sqlite")
    store.preload()
    let statistics = try store.statistics()
    let view = try WovenGraph(
      store,
      counts: WovenGraph.Counts(entities: statistics.entitiesByKind, relations: statistics.relationsByPredicate))
    let session = QuerySession(view)
    while let line = readLine() {
      let request = try JSONDecoder().decode(Request.self, from: Data(line.utf8))
      let options = QueryOptions(parameters: request.parameters.mapValues { .string($0) })
      let (time, begin) = (threadTime(), ContinuousClock.now)
      let answer = try session.answer(request.query, options: options)
      let (cpu, wall) = (threadTime() - time, begin.duration(to: .now) / .milliseconds(1))
      let rows = answer.rows.map { row in row.map(json) }
      let object: [String: Any] = ["cpu": cpu, "wall": wall, "rows": rows]
      FileHandle.standardOutput.write(try JSONSerialization.data(withJSONObject: object) + Data("\n".utf8))
    }
  }

  private static func json(_ value: Value) -> Any {
    switch value {
    case .string(let text): text
    case .integer(let number): number
    case .list(let values): values.map(json)
    default: "\(value)"
    }
  }

  /// The processor time of this thread so far, in milliseconds.
  private static func threadTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) / 1e6
  }
}
