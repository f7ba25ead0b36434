import Query
import Testing

/// Three firms and what ties them, as a query makes it.
let firms = """
  CREATE (t:Company:Agent {name: 'Tencent', founded: 1998}), (m:Company:Agent {name: 'Mobily', founded: 2004}),
    (h:Company:Agent {name: 'Huawei'}), (s:Country:Place {name: 'Saudi Arabia'}),
    (t)-[:PARTNERS_WITH {at: '2024-03'}]->(m), (m)-[:OPERATES_IN]->(s), (h)-[:OPERATES_IN]->(s),
    (t)-[:COMPETES_WITH]->(h)
  """

/// A graph that some statements have made.
func graph(_ statements: String...) throws -> MemoryGraph {
  var graph = MemoryGraph()
  for statement in statements { _ = try graph.run(statement) }
  return graph
}

/// The rows of an answer as a query would write them, one a line.
func rows(_ query: String, on graph: MemoryGraph = MemoryGraph(), parameters: [String: Value] = [:]) throws -> [String]
{
  var graph = graph
  let answer = try graph.run(query, options: QueryOptions(parameters: parameters, now: (1_700_000_000, 0)))
  return answer.rows.map { row in row.map(\.text).joined(separator: " | ") }
}
