import Query
import Testing

@Suite struct ChangeTests {
  @Test func mergeFindsWhatItMade() throws {
    let graph = try graph("UNWIND [1, 2, 1, 2] AS i MERGE (:N {i: i})", "MATCH (n:N) SET n.j = n.i * 10, n:Seen")
    #expect(try rows("MATCH (n:Seen) RETURN n.i, n.j ORDER BY n.i", on: graph) == ["1 | 10", "2 | 20"])
  }

  @Test func aQueryDoesNotSeeWhatItMakes() throws {
    let graph = try graph("CREATE (:N), (:N)", "MATCH (:N) CREATE (:N)")
    #expect(try rows("MATCH (n:N) RETURN count(*)", on: graph) == ["4"])
  }

  @Test(arguments: [
    "MATCH (t {name: 'Tencent'}) SET t.name = 'x' REMOVE t:Agent CREATE (t)-[:R]->(:New {p: 1}) WITH t RETURN 1 / 0",
    "MATCH (t {name: 'Tencent'}) DELETE t",
    "MATCH (n) DETACH DELETE n WITH n RETURN n.name",
    "MATCH (t {name: 'Tencent'}) SET t += {a: 1, name: null} SET t.b = {c: 1}",
  ])
  func aFailureLeavesNothingBehind(_ query: String) throws {
    var changed = try graph(firms)
    let look = """
      MATCH (n) OPTIONAL MATCH (n)-[r]->(m)
      RETURN labels(n), properties(n), type(r), properties(r), m.name ORDER BY n.name, m.name
      """
    let before = try rows(look, on: changed)
    #expect(throws: QueryError.self) { try changed.run(query) }
    #expect(try rows(look, on: changed) == before)
    #expect(changed.nodeCount(label: "Company") == 3)
    #expect(changed.nodeCount(label: nil) == 4)
    #expect(changed.relationshipCount(type: nil) == 4)
  }

  @Test func deletionOfANodeWithRelationshipsSaysHow() throws {
    var graph = try graph(firms)
    let error = #expect(throws: QueryError.self) { try graph.run("MATCH (n:Place) DELETE n") }
    #expect(error?.detail == "DeleteConnectedNode")
    _ = try graph.run("MATCH (n:Place) DETACH DELETE n")
    #expect(try rows("MATCH ()-[r]->() RETURN count(r)", on: graph) == ["2"])
  }
}
