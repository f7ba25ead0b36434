import KnowledgeGraph
import Query
import TestSupport
import Testing

/// A graph that has its shape kept apart answers every query as one that has not.
@Suite struct ShapedGraphTests {
  /// A graph in memory with its shape at hand, as a store has it.
  private struct Shaped: GraphReading {
    var graph: Graph
    let adjacency: GraphAdjacency?

    init(_ graph: Graph) throws {
      self.graph = graph
      adjacency = try graph.shape()
    }

    var ontology: Ontology { graph.ontology }
    func entity(_ id: EntityID) -> Entity? { graph.entity(id) }
    func entities(named name: String) -> [Entity] { graph.entities(named: name) }
    func entities() -> [Entity] { graph.entities() }
    func names(like name: String, limit: Int) -> [String] { graph.names(like: name, limit: limit) }
    func relation(_ id: RelationID) -> Relation? { graph.relation(id) }
    func relations(of entity: EntityID, direction: Direction, predicates: Set<Predicate>?) -> [Relation] {
      graph.relations(of: entity, direction: direction, predicates: predicates)
    }
    func relation(of claim: ClaimID) -> Relation? { graph.relation(of: claim) }
    func relations() -> [Relation] { graph.relations() }
    func act(_ id: ActID) -> Act? { graph.act(id) }
    func acts() -> [Act] { graph.acts() }
    func claim(_ id: ClaimID) -> Claim? { graph.claim(id) }
    func claims(withPrefix prefix: String, limit: Int) -> [Claim] { graph.claims(withPrefix: prefix, limit: limit) }
    func shortID(of claim: ClaimID) -> String { graph.shortID(of: claim) }
    func passage(_ id: PassageID) -> Passage? { graph.passage(id) }
    func source(_ id: SourceID) -> Source? { graph.source(id) }
  }

  private static func graph(using random: inout SplitMix64) -> Graph {
    let kinds: [Kind] = [.company, .country, .person, .city]
    let predicates: [Predicate] = [.owns, .partnersWith, .basedIn, .raised]
    let entities = (0..<Int.random(in: 2...9, using: &random)).map { index in
      Entity(
        id: EntityID(rawValue: Int32(index * 3)), name: "N\(index)", kind: random.pick(kinds),
        aliases: ["alias \(index)"],
        isAuthor: Int.random(in: 0..<4, using: &random) == 0, sourceCount: index)
    }
    let relations = (0..<Int.random(in: 1...16, using: &random)).map { index in
      let predicate = random.pick(predicates)
      return Relation(
        id: RelationID(rawValue: Int64(index)), subject: random.pick(entities).id, predicate: predicate,
        object: predicate == .raised ? nil : random.pick(entities).id, claims: [ClaimID(rawValue: "c\(index)")],
        sourceCount: index)
    }
    return Graph(ontology: .builtIn, entities: entities, relations: relations, acts: [])
  }

  private static let queries = [
    "MATCH (n) RETURN n.name, labels(n), n.sourceCount",
    "MATCH (n:Agent) RETURN n.name", "MATCH (n:Author) RETURN n.name, n:Person", "MATCH (n:Value) RETURN labels(n)",
    "MATCH (n {name: 'N1'}) RETURN n.aliases", "MATCH (n {name: 'n1'}) RETURN n",
    "MATCH (n:Place {name: 'N0'}) RETURN n",
    "MATCH (n {name: 'alias 1'}) RETURN n",
    "MATCH (a)-[r]->(b) RETURN a.name, type(r), b.name, r.sourceCount, r.claims",
    "MATCH (a)<-[r:OWNS|BASED_IN]-(b) RETURN a.name, type(r), b.name",
    "MATCH (a {name: 'N0'})--(b) RETURN DISTINCT b.name",
    "MATCH (a)-[:OWNS]-(b)-[:OWNS]-(c) RETURN a.name, b.name, c.name",
    "MATCH (a {name: 'N0'})-[*1..2]-(c) WHERE c <> a RETURN count(DISTINCT c)",
    "MATCH (a {name: 'N0'})-[:!RAISED*0..3]->(c) RETURN DISTINCT c.name",
    "MATCH (a {name: 'N0'}), (b {name: 'N1'}) MATCH p = shortestPath((a)-[*]-(b)) RETURN length(p)",
    "MATCH (a {name: 'N0'}), (b {name: 'N1'}) MATCH p = allShortestPaths((a)-[*]-(b)) RETURN count(p)",
    "MATCH (a)-[r]->(b) RETURN labels(a), type(r), labels(b), count(*)",
    "MATCH (a)-[r]-(b) RETURN labels(a) AS l, type(r), count(r)", "MATCH (a:Agent)<-[r]-(b:Place) RETURN count(*)",
    "MATCH (a)-[r:OWNS]-(b) RETURN head(labels(b)), count(a)", "MATCH ()-[r]->() RETURN count(*), count(DISTINCT r)",
    "MATCH (a)-[:OWNS]->(b)-[:PARTNERS_WITH]-(c) RETURN c.name, count(*)",
    "MATCH (a:Company)-[:OWNS]-(b)-[:BASED_IN]->(c) RETURN b.name, count(*), min(b.sourceCount), count(DISTINCT b)",
    "MATCH (a)-[:OWNS]->(b)-[:OWNS]->(c) RETURN a.name, count(*)",
    "MATCH (a)-[:OWNS]-(b)-[:OWNS]-(c) RETURN c.name, count(*)",
    "MATCH (a)-[:OWNS]-(b), (b)-[]-(c) RETURN b.name, count(c)",
    "MATCH (a)-[:OWNS]-(b)-[:RAISED]->(v) WHERE b.name > 'N1' RETURN a.name, count(*)",
    "MATCH (a)-[:OWNS]-(b)-[:BASED_IN]-(c) RETURN DISTINCT c.name",
    "MATCH (v:Value)--(a)-[:OWNS]-(b) RETURN v, count(*)",
    "MATCH (a)-[:OWNS]->(b)-[:BASED_IN]->(c), (b)-[:PARTNERS_WITH]-(d:Company) RETURN count(*)",
    "MATCH (a:Company)-[:OWNS]-(b) MATCH (b)-[:OWNS]-(c:Agent) RETURN c.name, count(*) ORDER BY c.name LIMIT 2",
    "MATCH (a)--(b) RETURN a.name, sum(b.sourceCount)",
    "MATCH (a)-[]-(b), (c)-[:OWNS]->(d) RETURN count(*), count(b)",
    "MATCH (a)-->(b) WHERE b.name > 'N2' RETURN a.name, count(*) ORDER BY count(*) DESC, a.name LIMIT 3",
    "MATCH p = (a)-[:RAISED]->(v) RETURN nodes(p)[0].name, startNode(relationships(p)[0]).name",
    "MATCH (a)-[r]->(b) WITH a, count(r) AS n WHERE n > 1 RETURN a.name, n",
  ]

  private static func rows(_ query: String, _ view: some PropertyGraph) throws -> [String] {
    try view.answer(query).rows.map { row in try row.map { try view.text(of: $0) }.joined(separator: " | ") }.sorted()
  }

  @Test func answersAreAlike() throws {
    var random = SplitMix64(seed: 5)
    for _ in 0..<25 {
      let graph = ShapedGraphTests.graph(using: &random)
      let shaped = try WovenGraph(Shaped(graph))
      let session = QuerySession(shaped)
      for query in ShapedGraphTests.queries {
        let expected = try ShapedGraphTests.rows(query, try WovenGraph(graph))
        #expect(try ShapedGraphTests.rows(query, shaped) == expected, "\(query)")
        // Planned once, asked twice.
        _ = try session.answer(query)
        let again = try session.answer(query).rows
        #expect(again.count == expected.count, "\(query)")
      }
    }
  }

  /// Paths by the shape are those by the relations.
  @Test func pathsAreAlike() throws {
    var random = SplitMix64(seed: 6)
    for _ in 0..<60 {
      let graph = ShapedGraphTests.graph(using: &random)
      let shaped = try Shaped(graph)
      let (start, end) = (EntityID(rawValue: 0), EntityID(rawValue: 3))
      #expect(try shaped.shortestPaths(from: start, to: end) == graph.shortestPaths(from: start, to: end))
      #expect(
        try shaped.shortestSimplePaths(from: start, to: end, count: 4)
          == graph.shortestSimplePaths(from: start, to: end, count: 4))
    }
  }

  @Test func plansCountWhereTheyCan() throws {
    var random = SplitMix64(seed: 5)
    let view = try WovenGraph(Shaped(ShapedGraphTests.graph(using: &random)))
    func steps(_ query: String) throws -> String {
      try view.answer("EXPLAIN " + query).rows.map { try view.text(of: $0[0]) }.joined(separator: "; ")
    }
    #expect(try steps("MATCH (a)-[r]->(b) RETURN labels(a), type(r), count(*)").contains("by labels and type"))
    #expect(try !steps("MATCH (a)-[r]->(b) RETURN a.name, type(r), count(*)").contains("by labels and type"))
    #expect(try steps("MATCH (a)-[:OWNS]->(b) RETURN a.name, count(*)").contains("add up ways"))
    #expect(try steps("MATCH (a)-[:OWNS]->(b)-[:OWNS]->(c) RETURN c.name, count(*)").contains("add up ways"))
    #expect(try steps("MATCH (a)-[:OWNS]->(b)-[:BASED_IN]->(c) RETURN DISTINCT c.name").contains("find nodes once"))
    #expect(try !steps("MATCH (a)-[:OWNS]->(b) RETURN DISTINCT a.name LIMIT 1").contains("find nodes once"))
    #expect(try !steps("MATCH (a)-[:OWNS]->(b) WHERE a.name < b.name RETURN a.name, count(*)").contains("add up"))
    #expect(try steps("MATCH (a)-[:OWNS]->(b) RETURN a.name, type(head([])), count(*)").contains("add up ways"))
    #expect(try steps("MATCH (a)-[r:OWNS]->(b) RETURN a.name, b.name, count(r)").contains("walk -[r:OWNS]->"))
    // A sum is not that of one row times their number, in floating point.
    #expect(try !steps("MATCH (a)-[:OWNS]->(b) RETURN sum(a.sourceCount)").contains("count -["))
  }
}
