import KnowledgeGraph
import Query
import Testing

/// Kinds as labels, predicates as types, qualifiers as properties.
@Suite struct WovenGraphTests {
  private static func date(_ text: String) -> StatedDate? { PartialDate(edtf: text).map { StatedDate($0) } }

  private static let graph: Graph = {
    let source = SourceID("title:Clouds of the Gulf")
    let passage = Passage(
      id: PassageID(source: source, normalizedText: "p"), source: source, note: "notes/gulf.md",
      text: "In March 2024 Tencent partnered with Mobily.", offset: 0, line: 7, links: ["https://example.org/h/1"])
    let claim = Claim(
      subject: Argument("Tencent", kind: .company), predicate: .partnersWith,
      object: Argument("Mobily", kind: .company), qualifiers: Qualifiers(at: date("2024-03")),
      evidence: .passage(passage.id, quote: passage.text, range: 0..<44), source: source, note: passage.note,
      origin: .rule("trigger.partner"), confidence: 0.9, isSymmetric: true)
    func entity(_ number: Int32, _ name: String, _ kind: Kind, isAuthor: Bool = false) -> Entity {
      Entity(id: EntityID(rawValue: number), name: name, kind: kind, isAuthor: isAuthor, sourceCount: 1)
    }
    func relation(
      _ number: Int64, _ subject: Int32, _ predicate: Predicate, _ object: Int32?, _ qualifiers: Qualifiers
    ) -> Relation {
      Relation(
        id: RelationID(rawValue: number), subject: EntityID(rawValue: subject), predicate: predicate,
        object: object.map { EntityID(rawValue: $0) }, qualifiers: qualifiers, claims: [claim.id], confidence: 0.9)
    }
    let money = Amount(ExactDecimal(significand: 430, exponent: 6), unit: .money(currency: "USD"), kind: .raised)
    return Graph(
      ontology: .builtIn,
      entities: [
        entity(0, "Tencent", .company), entity(1, "Mobily", .company), entity(2, "Saudi Arabia", .country),
        entity(3, "Ann Example", .person, isAuthor: true),
      ],
      relations: [
        relation(0, 0, .partnersWith, 1, Qualifiers(at: date("2024-03"))),
        relation(1, 1, .basedIn, 2, Qualifiers(from: date("2004"), to: date("2010-06"))),
        relation(2, 0, .raised, nil, Qualifiers(at: date("2023"), amount: money, status: .announced)),
        relation(3, 3, .worksFor, 1, Qualifiers()),
      ], acts: [], claims: [claim], passages: [passage],
      sources: [Source(id: source, kind: .article, title: "Clouds of the Gulf", note: passage.note)])
  }()

  private static func rows(_ query: String, asOf: String? = nil) throws -> [String] {
    let view = try WovenGraph(graph, asOf: asOf.flatMap { PartialDate(edtf: $0) })
    return try view.answer(query).rows.map { row in
      try row.map { try view.text(of: $0) }.joined(separator: " | ")
    }
  }

  @Test(arguments: [
    ("MATCH (n:Company) RETURN n ORDER BY n.name", ["Mobily", "Tencent"]),
    ("MATCH (n:Agent) RETURN count(n)", ["3"]),
    ("MATCH (n:Place) RETURN labels(n)", ["[Country, Place]"]),
    ("MATCH (n:Author) RETURN n.name, n:Person", ["Ann Example | true"]),
    (
      "MATCH (n {name: 'Mobily'})-[r:PARTNERS_WITH]-(m) RETURN m, r.at, r.earliest, r.latest",
      ["Tencent | 2024-03 | 2024-03-01 | 2024-03-31"]
    ),
    (
      "MATCH ()-[r:BASED_IN]->() RETURN r.from, r.to, r.earliest, r.latest",
      ["2004 | 2010-06 | 2004-01-01 | 2010-06-30"]
    ),
    (
      "MATCH (c)-[r:RAISED]->(v:Value) RETURN c, r.amount.value, r.amount.currency, r.status, v.amount.kind",
      ["Tencent | 430000000 | USD | announced | raised"]
    ),
    ("MATCH (v:Value)<-[r]-(c) RETURN c.name", ["Tencent"]),
    (
      "MATCH p = shortestPath((a {name: 'Ann Example'})-[*]-(b {name: 'Tencent'})) RETURN p",
      ["Ann Example -[WORKS_FOR]-> Mobily <-[PARTNERS_WITH]- Tencent"]
    ),
    (
      "MATCH ()-[r:PARTNERS_WITH]->() RETURN weft.evidence(r)[0].quote, weft.evidence(r)[0].link, weft.evidence(r)[0].line",
      ["In March 2024 Tencent partnered with Mobily. | https://example.org/h/1 | 7"]
    ),
    (
      "MATCH ()-[r:PARTNERS_WITH]->() RETURN weft.during(r, '2024'), weft.during(r, '2024-03-07'), weft.during(r, '2023')",
      ["true |  | false"]
    ),
    (
      "MATCH ()-[r:BASED_IN]->() RETURN weft.during(r, '2007'), weft.during(r, '2011'), weft.during(r, '2004-02')",
      ["true | false | "]
    ),
    ("MATCH ()-[r:WORKS_FOR]->() RETURN weft.during(r, date('2024-01-01')), weft.during(r, null)", [" | "]),
  ])
  func reading(_ query: String, _ expected: [String]) throws {
    #expect(try WovenGraphTests.rows(query) == expected)
  }

  @Test func relationsOutsideOfTheDateAreNotSeen() throws {
    let query = "MATCH (:Company)-[r]->() RETURN type(r) ORDER BY type(r)"
    #expect(try WovenGraphTests.rows(query, asOf: "2008") == ["BASED_IN"])
    #expect(try WovenGraphTests.rows(query, asOf: "2025") == ["PARTNERS_WITH", "RAISED"])
  }

  @Test(arguments: [
    "CREATE (n)", "MATCH (n) SET n.x = 1", "MATCH (n) DETACH DELETE n", "MERGE (n)", "MATCH (n) REMOVE n.x",
  ])
  func queriesDoNotChangeIt(_ query: String) throws {
    let error = #expect(throws: QueryError.self) { try WovenGraphTests.rows(query) }
    #expect(error?.kind == .readOnly)
    #expect(error?.phase == .compileTime)
  }

  @Test func namesThatNothingHasAreTold() throws {
    let view = try WovenGraph(WovenGraphTests.graph)
    let answer = try view.answer(
      "MATCH (a:Compny)-[:PARTNERS_WIHT|OWNS]-(b) WHERE exists { (b:Author:Nowhere) } RETURN a")
    #expect(answer.unknownNames.map(\.name) == ["Compny", "Nowhere", "PARTNERS_WIHT"])
    #expect(answer.unknownNames.map(\.suggestion) == ["Company", nil, "PARTNERS_WITH"])
  }

  @Test func plansAreToldAndCounted() throws {
    let query = "MATCH (a {name: 'Mobily'})-[:PARTNERS_WITH*]-(b:Company) RETURN DISTINCT b.name"
    #expect(
      try WovenGraphTests.rows("EXPLAIN " + query) == [
        "look up a by name", "keep where name = …", "reach once each -[:PARTNERS_WITH*1..]-, ask for :Company",
        "compute b.name", "keep each row once",
      ])
    #expect(
      try WovenGraphTests.rows("PROFILE " + query).map { $0.split(separator: "|").last.map(String.init) }
        == [" 1", " 1", " 1", " 1", " 1"])
  }
}
