import Foundation
import Query
import TestSupport
import Testing

/// Queries cut up and put together anew: each is answered or refused, and none stops the program.
@Suite struct MutatedQueryTests {
  private static let seeds = [
    "MATCH (a:Company {name: 'Tencent'})-[r:PARTNERS_WITH*1..3]-(b) WHERE b.founded > 2000 RETURN a, r, b ORDER BY b.name",
    "OPTIONAL MATCH p = shortestPath((a)-[*..4]->(b)) WITH p, length(p) AS l WHERE l > 1 RETURN nodes(p), l SKIP 1 LIMIT 2",
    "UNWIND range(1, 5) AS x WITH x, x % 2 AS k RETURN k, count(*), collect(DISTINCT x), percentileCont(x, 0.5)",
    "RETURN [x IN [1, 2.5, null, 'a'] WHERE x IS NOT NULL | x], any(y IN [1] WHERE y = 1), reduce(s = 0, z IN [1] | s + z)",
    "RETURN date({year: 2024, week: 10}) + duration('P1M2DT3H'), datetime.truncate('month', datetime(), {day: 2}).epochMillis",
    "RETURN duration.between(date('2024-01-31'), datetime('2024-03-31T02:30[Europe/Berlin]')) * -9223372036854775807",
    "MERGE (a:X {i: 1}) ON CREATE SET a.n = 1 ON MATCH SET a += {n: 2} WITH a CREATE (a)-[:R {p: [1]}]->(:Y) RETURN a",
    "MATCH (n) WHERE exists { (n)--(:Place) } OR NOT (n)-->() SET n:Seen, n.x = size(n.name) REMOVE n.x DETACH DELETE n",
    "RETURN CASE 1 WHEN 1 THEN 'a' ELSE {k: [1, {l: null}]}['k'][0..-1] END, -9223372036854775808 / -1, 2 ^ 0.5 % 0",
    "MATCH (a)-[r]->(b) RETURN [(a)-->(c) WHERE c <> b | c.name + type(r)] AS l UNION ALL RETURN substring('abc', 1) AS l",
    "RETURN toInteger('9e99'), toFloat('x'), split('a,b', ','), left('abc', 9), $p, $q.a, keys({a: 1}), abs(-1), round(2.5, 1)",
    "MATCH (n:Company|Place&!X) WITH n ORDER BY n.name DESC LIMIT 3 RETURN n.name, count { (n)--() }, collect { MATCH (m) RETURN m }",
  ]

  /// How many queries; `WEFT_MUTATIONS` asks for more.
  private static let count = ProcessInfo.processInfo.environment["WEFT_MUTATIONS"].flatMap { Int($0) } ?? 1500

  @Test func mutationsAreAnsweredOrRefused() throws {
    var random = SplitMix64(seed: 2024)
    let words = MutatedQueryTests.seeds.map(MutatedQueryTests.words)
    let odd = [
      "0", "-1", "9223372036854775807", "1e308", "null", "''", "[]", "{}", "*", "..", "(", ")", "NaN", "'\\u0000'",
    ]
    let start = try graph(firms)
    let options = QueryOptions(
      parameters: ["p": .integer(.min), "q": .map(MapValue([("a", .float(.nan))]))],
      limits: QueryLimits(time: .seconds(2), rows: 1000, storedValues: 200_000), now: (1_700_000_000, 0))
    var answered = 0
    for _ in 0..<MutatedQueryTests.count {
      var query = random.pick(words)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<query.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: query.remove(at: place)
        case 1: query.insert(query[place], at: place)
        case 2: query[place] = random.pick(odd)
        case 3: query[place] = random.pick(random.pick(words))
        default: query.swapAt(place, Int.random(in: 0..<query.count, using: &random))
        }
        if query.isEmpty { query = ["RETURN"] }
      }
      var graph = start
      do throws(QueryError) {
        _ = try graph.run(query.joined(), options: options)
        answered += 1
      } catch {
        #expect(graph.nodeCount(label: nil) == 4, "what failed left something behind: \(query.joined())")
      }
    }
    // Most mutations are no queries; some must be, or nothing but the parser would be tried.
    #expect(answered > MutatedQueryTests.count / 50)
  }

  private static func words(_ query: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in query {
      if character == "'" { isQuoted.toggle() }
      if isQuoted || character == "'" || character.isLetter || character.isNumber || character == "_" {
        word.append(character)
      } else {
        if !word.isEmpty { words.append(word) }
        word = ""
        words.append(String(character))
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}
