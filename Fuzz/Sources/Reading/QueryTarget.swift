import Fuzzing
import Query

/// Queries of any bytes over a small graph: answered or refused with a place in the text, the same each time, and what
/// fails leaves nothing behind.
enum QueryTarget {
  private static let start: MemoryGraph = {
    var graph = MemoryGraph()
    _ = try? graph.run(
      """
      CREATE (a:Company:Agent {name: 'Tencent', founded: 1998}), (b:Company {name: 'Mobily', tags: ['x', 'y']}),
        (c:Country {name: 'Saudi Arabia'}), (d {i: 1}), (a)-[:PARTNERS_WITH {at: '2024-03'}]->(b),
        (b)-[:BASED_IN]->(c), (a)-[:OPERATES_IN]->(c), (b)-[:PARTNERS_WITH]->(b), (a)-[:PARTNERS_WITH]->(b)
      """)
    return graph
  }()

  private static var options: QueryOptions {
    QueryOptions(
      parameters: ["p": .integer(3), "name": .string("Mobily")],
      limits: QueryLimits(time: .milliseconds(60), rows: 500, storedValues: 20_000), now: (1_700_000_000, 5))
  }

  static func test(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    var graph = start
    let nodes = graph.nodeCount(label: nil)
    do throws(QueryError) {
      let answer = try graph.run(text, options: options)
      check(answer.rows.allSatisfy { $0.count == answer.columns.count }, "a row has a value a column")
      check(answer.rows.count <= 500, "no more rows than are allowed")
    } catch {
      check(!error.message.isEmpty, "a fault says what it is")
      check(graph.nodeCount(label: nil) == nodes, "what failed left something behind")
      if let place = error.place(in: text) {
        check(place.line >= 1 && place.column >= 1, "a fault has its place: \(place)")
      }
      return
    }
    // What only reads gives the same again, planned once or twice; chance and the limit of time apart.
    let lower = text.lowercased()
    guard !lower.contains("rand"), !lower.contains("profile"), !lower.contains("explain"),
      let first = try? start.answer(text, options: options)
    else { return }
    let session = QuerySession(start)
    for _ in 0..<2 {
      guard let again = try? session.answer(text, options: options) else { continue }
      check(again == first, "a query gives the same again")
    }
  }
}
