import Foundation
import Query
import TestSupport
import Testing

/// Random patterns over random graphs, planned and searched as queries are, against all ways tried one by one.
@Suite struct PlannedPatternTests {
  /// How many of each; `WEFT_PATTERNS` asks for more, `WEFT_SEED` for others.
  private static let count = number("WEFT_PATTERNS") ?? 400
  private static let seed = UInt64(number("WEFT_SEED") ?? 0)

  private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }

  private static func places(_ query: String, on graph: MemoryGraph) throws -> [[Int]] {
    var graph = graph
    return try graph.run(query).rows.map { row in
      row.map { value in
        if case .integer(let number) = value { number } else { -1 }
      }
    }
  }

  private static func sorted(_ rows: [[Int]]) -> [[Int]] { rows.sorted { $0.lexicographicallyPrecedes($1) } }

  @Test func patternsAreFoundInEveryWay() throws {
    var random = SplitMix64(seed: 8 + PlannedPatternTests.seed)
    for _ in 0..<PlannedPatternTests.count {
      let sketch = ObviousGraph(using: &random)
      let pattern = ObviousPattern(using: &random)
      let graph = try sketch.built()
      let names = pattern.names
      let query = "MATCH \(pattern.text) RETURN " + names.map { "\($0).i AS \($0)" }.joined(separator: ", ")
      let expected = PlannedPatternTests.sorted(pattern.found(in: sketch))
      #expect(PlannedPatternTests.sorted(try PlannedPatternTests.places(query, on: graph)) == expected, "\(query)")
    }
  }

  /// DISTINCT, count(DISTINCT) and exists let a walk look for each node once.
  @Test func duplicatesAreLeftOutAlike() throws {
    var random = SplitMix64(seed: 88 + PlannedPatternTests.seed)
    for _ in 0..<PlannedPatternTests.count {
      let sketch = ObviousGraph(using: &random)
      let pattern = ObviousPattern(using: &random)
      let graph = try sketch.built()
      let names = pattern.names
      let found = Set(pattern.found(in: sketch))
      let columns = names.map { "\($0).i AS \($0)" }.joined(separator: ", ")
      let distinct = "MATCH \(pattern.text) RETURN DISTINCT \(columns)"
      #expect(
        PlannedPatternTests.sorted(try PlannedPatternTests.places(distinct, on: graph))
          == PlannedPatternTests.sorted(Array(found)), "\(distinct)")
      let counted = "MATCH \(pattern.text) RETURN count(DISTINCT [\(names.joined(separator: ", "))]) AS n"
      #expect(try PlannedPatternTests.places(counted, on: graph) == [[found.count]], "\(counted)")
      let first = names[0]
      let exists = "MATCH (\(first)) WHERE exists { \(pattern.text) } RETURN \(first).i AS i"
      let starts = Set(found.map { [$0[0]] })
      #expect(
        PlannedPatternTests.sorted(try PlannedPatternTests.places(exists, on: graph))
          == PlannedPatternTests.sorted(Array(starts)), "\(exists)")
    }
  }

  /// Rows that are counted where they are found are as many as those that are found one by one.
  @Test func countsAreThoseOfTheRows() throws {
    var random = SplitMix64(seed: 8888 + PlannedPatternTests.seed)
    for _ in 0..<PlannedPatternTests.count {
      let sketch = ObviousGraph(using: &random)
      let pattern = ObviousPattern(using: &random)
      let graph = try sketch.built()
      let found = pattern.found(in: sketch)
      for (place, name) in pattern.names.enumerated() {
        let query = "MATCH \(pattern.text) RETURN \(name).i AS i, count(*) AS n, count(DISTINCT \(name)) AS d"
        let counts = found.reduce(into: [Int: Int]()) { $0[$1[place], default: 0] += 1 }
        let expected = PlannedPatternTests.sorted(counts.map { [$0.key, $0.value, 1] })
        #expect(PlannedPatternTests.sorted(try PlannedPatternTests.places(query, on: graph)) == expected, "\(query)")
      }
      let all = "MATCH \(pattern.text) RETURN count(*) AS n"
      #expect(try PlannedPatternTests.places(all, on: graph) == [[found.count]], "\(all)")
    }
  }

  /// The shortest of all trails, and how many there are of that length.
  @Test func shortestPathsAreTheShortestTrails() throws {
    var random = SplitMix64(seed: 888 + PlannedPatternTests.seed)
    for _ in 0..<PlannedPatternTests.count {
      let sketch = ObviousGraph(using: &random)
      let graph = try sketch.built()
      let arrow = random.pick(["-[*]-", "-[*]->", "<-[:R*]-", "-[:R|S*..3]-"])
      let trails = """
        MATCH p = (a)\(arrow)(b) WHERE a <> b WITH a, b, length(p) AS l
        WITH a, b, collect(l) AS ls WITH a, b, ls, reduce(m = 99, x IN ls | CASE WHEN x < m THEN x ELSE m END) AS m
        RETURN a.i AS a, b.i AS b, m, size([x IN ls WHERE x = m]) AS n
        """
      let searched = """
        MATCH (a), (b) WHERE a <> b MATCH p = allShortestPaths((a)\(arrow)(b))
        RETURN a.i AS a, b.i AS b, min(length(p)) AS m, count(*) AS n
        """
      let expected = PlannedPatternTests.sorted(try PlannedPatternTests.places(trails, on: graph))
      #expect(
        PlannedPatternTests.sorted(try PlannedPatternTests.places(searched, on: graph)) == expected, "\(searched)")
      let one = """
        MATCH (a), (b) WHERE a <> b MATCH p = shortestPath((a)\(arrow)(b)) RETURN a.i AS a, b.i AS b, length(p) AS m
        """
      #expect(
        PlannedPatternTests.sorted(try PlannedPatternTests.places(one, on: graph))
          == expected.map { Array($0.prefix(3)) }, "\(one)")
    }
  }
}
