import KnowledgeGraph
import TestSupport
import Testing

/// Ranking, parts, shared neighbours and simple paths, with values worked out by hand.
@Suite struct AnalysisTests {
  /// Firms A to H by letters: `"AB CD"` are two relations of one predicate.
  private static func graph(_ edges: String, _ predicate: Predicate = .owns, names: String = "ABCDEFGH") -> Graph {
    let letters = Array(names)
    let entities = letters.enumerated().map { index, letter in
      Entity(id: EntityID(rawValue: Int32(index)), name: String(letter), kind: letter == "H" ? .country : .company)
    }
    let relations = edges.split(separator: " ").enumerated().map { index, pair in
      let ends = pair.map { letter in letters.firstIndex(of: letter).map { EntityID(rawValue: Int32($0)) } }
      return Relation(
        id: RelationID(rawValue: Int64(index)), subject: ends[0] ?? EntityID(rawValue: 0),
        predicate: predicate, object: ends[1], claims: [ClaimID(rawValue: "c\(index)")])
    }
    return Graph(ontology: .builtIn, entities: entities, relations: relations, acts: [])
  }

  private static func name(_ id: EntityID, in graph: Graph) -> String { graph.entity(id)?.name ?? "?" }

  @Test func degreesAreCounted() throws {
    let graph = AnalysisTests.graph("AB AC AD BC AA", names: "ABCDE")
    let shape = try graph.shape()
    let ranked = try shape.ranked(
      by: .degree, predicates: shape.walked(nil, includingBackground: false, .builtIn), limit: 10,
      ontology: .builtIn
    ) { _ in true }
    // A relation of A with itself is one relation.
    #expect(
      ranked.map { "\(AnalysisTests.name($0.entity, in: graph))\(Int($0.score))" } == ["A4", "B2", "C2", "D1", "E0"])
  }

  /// Two that lead to one that leads nowhere: a = b = x, c = x + 0.85 · 2x, where nothing leaves c all get its share.
  @Test func pageRankIsThatOfTheArticle() throws {
    let graph = AnalysisTests.graph("AC BC", names: "ABC")
    let shape = try graph.shape()
    let ranked = try shape.ranked(
      by: .pagerank, predicates: [0], limit: 3, ontology: .builtIn
    ) { _ in true }
    #expect(ranked.map { AnalysisTests.name($0.entity, in: graph) } == ["C", "A", "B"])
    // a = 0.05 + 0.85c/3 and c = a + 2 · 0.85a = 2.7a, with 4.7a = 1.
    #expect(abs(ranked[1].score - 1 / 4.7) < 1e-8)
    #expect(abs(ranked[0].score - 2.7 / 4.7) < 1e-8)
    #expect(abs(ranked.reduce(0) { $0 + $1.score } - 1) < 1e-8)
  }

  @Test func symmetricRelationsLeadBothWays() throws {
    let graph = AnalysisTests.graph("AB", .partnersWith, names: "AB")
    let shape = try graph.shape()
    let ranked = try shape.ranked(by: .pagerank, predicates: [0], limit: 2, ontology: .builtIn) { _ in true }
    #expect(abs(ranked[0].score - 0.5) < 1e-9)
    #expect(AnalysisTests.name(ranked[0].entity, in: graph) == "A")
  }

  @Test func partsAreFound() throws {
    let graph = AnalysisTests.graph("BA BC DE", names: "ABCDEF")
    let shape = try graph.shape()
    let parts = try shape.components(predicates: [0]).map { part in
      part.map { AnalysisTests.name($0, in: graph) }.joined()
    }
    #expect(parts == ["ABC", "DE", "F"])
    #expect(try shape.components(predicates: []).count == 6)
  }

  @Test func sharedNeighborsAndTheSimilar() throws {
    // A and B share C and D; A has E besides. F shares D with both.
    let graph = AnalysisTests.graph("AC AD AE BC BD FD AB", names: "ABCDEF")
    let shape = try graph.shape()
    let (a, b) = (EntityID(rawValue: 0), EntityID(rawValue: 1))
    #expect(try shape.shared(a, b, predicates: [0]).map { AnalysisTests.name($0, in: graph) } == ["C", "D"])
    let similar = try shape.similar(to: a, predicates: [0], limit: 5) { _ in true }
    // B: C and D of C, D, E. C: B of B, D, E. D: B of B, C, E, F. F: D of B, C, D, E.
    #expect(
      similar.map { "\(AnalysisTests.name($0.entity, in: graph)) \(Int(($0.similarity * 100).rounded()))" }
        == ["B 67", "C 33", "D 25", "F 25"])
    #expect(try shape.similar(to: a, predicates: [0], limit: 5) { $0 == .country }.isEmpty)
  }

  private static func ways(_ graph: Graph, _ count: Int, _ maximum: Int = 6) throws -> [String] {
    try graph.shortestSimplePaths(
      from: EntityID(rawValue: 0), to: EntityID(rawValue: 7), count: count, maximum: maximum
    ).map { path in path.entities.map { name($0, in: graph) }.joined() }
  }

  @Test func simplePathsComeShortestFirst() throws {
    let graph = AnalysisTests.graph("AH AB BH AC CB CD DH")
    #expect(try AnalysisTests.ways(graph, 10) == ["AH", "ABH", "ACBH", "ACDH", "ABCDH"])
    #expect(try AnalysisTests.ways(graph, 2) == ["AH", "ABH"])
    #expect(try AnalysisTests.ways(graph, 10, 2) == ["AH", "ABH"])
    #expect(try AnalysisTests.ways(AnalysisTests.graph("AB CH"), 3).isEmpty)
  }

  /// Against all simple paths, found one by one.
  @Test func simplePathsAreAllOfThem() throws {
    var random = SplitMix64(seed: 71)
    let letters = Array("ABCDEFGH")
    for _ in 0..<150 {
      let edges = (0..<Int.random(in: 4...14, using: &random)).map { _ in
        String([random.pick(letters), random.pick(letters)])
      }
      let graph = AnalysisTests.graph(edges.joined(separator: " "))
      var all: [String] = []
      func walk(_ way: String) {
        guard way.last != "H" else { return all.append(way) }
        guard way.count <= 5 else { return }
        for next in letters where !way.contains(next) {
          let last = way.last.map { String($0) } ?? ""
          if edges.contains(last + String(next)) || edges.contains(String(next) + last) { walk(way + String(next)) }
        }
      }
      walk("A")
      all.sort { $0.count != $1.count ? $0.count < $1.count : $0 < $1 }
      let found = try AnalysisTests.ways(graph, 1000, 5)
      #expect(found.sorted { $0.count != $1.count ? $0.count < $1.count : $0 < $1 } == all, "\(edges)")
      #expect(found.map(\.count) == all.map(\.count), "\(edges)")
    }
  }
}
