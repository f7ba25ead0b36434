import Query
import Testing

@Suite struct LanguageTests {
  @Test(arguments: [
    ("RETURN 1 + 2 * 3 ^ 2", "19.0"),
    ("RETURN 7 / 2, -7 / 2, 7 % -2, 7.0 / 2", "3 | -3 | 1 | 3.5"),
    ("RETURN 1 < 2 < 3, 1 < 3 < 2, null = null, [1, null] = [1, 2]", "true | false | null | null"),
    ("RETURN true AND null, false AND null, true OR null, NOT null", "null | false | true | null"),
    ("RETURN [1, 2, 3][-1], [1, 2, 3][0..2], [1, 2, 3][1..], {a: 1}['a']", "3 | [1, 2] | [2, 3] | 1"),
    ("RETURN [x IN range(1, 6) WHERE x % 2 = 0 | x * x]", "[4, 16, 36]"),
    ("RETURN reduce(sum = 0, x IN [1, 2, 3] | sum + x)", "6"),
    ("RETURN any(x IN [1, null] WHERE x = 2), none(x IN [] WHERE x = 2)", "null | true"),
    ("RETURN CASE 3 WHEN 1 THEN 'a' WHEN 3 THEN 'c' END, CASE WHEN false THEN 1 ELSE 2 END", "'c' | 2"),
    ("RETURN 'Straße' CONTAINS 'aß', 'abc' STARTS WITH 'ab', 'abc' ENDS WITH null", "true | true | null"),
    (
      "RETURN size('naïve'), reverse('abc'), split('a,b', ','), substring('abcdef', 2, 3)",
      "5 | 'cba' | ['a', 'b'] | 'cde'"
    ),
    ("RETURN toInteger('0x1'), toInteger('2.9'), toFloat('1e3'), toBoolean('TRUE')", "null | 2 | 1000.0 | true"),
    ("RETURN 1 = 1.0, 9007199254740993 = 9007199254740992.0", "true | false"),
    ("UNWIND [3, null, 1.5, 'a', true, [1]] AS x WITH x ORDER BY x RETURN collect(x)", "[[1], 'a', true, 1.5, 3]"),
    (
      "UNWIND [1, 1.0, 2] AS x RETURN count(DISTINCT x), sum(x), avg(x), min(x), max(x)",
      "2 | 4.0 | 1.3333333333333333 | 1 | 2"
    ),
    ("UNWIND [10, 20, 30, 40] AS x RETURN percentileCont(x, 0.5), percentileDisc(x, 0.5)", "25.0 | 20"),
    ("WITH 1 AS x RETURN x AS y ORDER BY x + y", "1"),
    ("RETURN $list[1] + $n", "12"),
    // A number that limits is not the column that holds the same number.
    ("RETURN 1 AS x ORDER BY x SKIP 0 LIMIT 1", "1"),
    ("UNWIND [5, 6] AS x WITH 1 AS y, x ORDER BY x SKIP 1 RETURN x", "6"),
  ])
  func expressions(_ query: String, _ expected: String) throws {
    let parameters: [String: Value] = ["list": .list([.integer(1), .integer(2)]), "n": .integer(10)]
    #expect(try rows(query, parameters: parameters) == [expected])
  }

  @Test(arguments: [
    ("MATCH (c:Company) RETURN c.name ORDER BY c.name", ["'Huawei'", "'Mobily'", "'Tencent'"]),
    ("MATCH (a {name: 'Mobily'})--(b) RETURN b.name ORDER BY b.name", ["'Saudi Arabia'", "'Tencent'"]),
    (
      "MATCH (a {name: 'Tencent'})-[r]->(b) RETURN type(r), b.name ORDER BY type(r)",
      ["'COMPETES_WITH' | 'Huawei'", "'PARTNERS_WITH' | 'Mobily'"]
    ),
    (
      "MATCH (c:Company) OPTIONAL MATCH (c)-[:OPERATES_IN]->(p) RETURN c.name, p.name ORDER BY c.name",
      ["'Huawei' | 'Saudi Arabia'", "'Mobily' | 'Saudi Arabia'", "'Tencent' | null"]
    ),
    (
      "MATCH (p:Place)<-[:OPERATES_IN]-(c) RETURN p.name, count(*), collect(c.name)",
      ["'Saudi Arabia' | 2 | ['Mobily', 'Huawei']"]
    ),
    (
      "MATCH (t {name: 'Tencent'})-[*1..2]->(x) RETURN DISTINCT x.name ORDER BY x.name",
      ["'Huawei'", "'Mobily'", "'Saudi Arabia'"]
    ),
    ("MATCH (c:Company) WHERE NOT exists { (c)-[:OPERATES_IN]->() } RETURN c.name", ["'Tencent'"]),
    ("MATCH (c:Company) WHERE (c)-[:PARTNERS_WITH]-() RETURN c.name ORDER BY c.name", ["'Mobily'", "'Tencent'"]),
    ("MATCH (n:Country|Company&!Place) RETURN count(*)", ["4"]),
    ("MATCH (n:!Company) RETURN n.name", ["'Saudi Arabia'"]),
    (
      "MATCH (c:Company) RETURN [(c)-[r]->(x) WHERE x:Company | x.name] AS names ORDER BY c.name",
      ["[]", "[]", "['Mobily', 'Huawei']"]
    ),
    ("MATCH (c:Company) RETURN c.name ORDER BY c.founded DESC LIMIT 2", ["'Huawei'", "'Mobily'"]),
    ("MATCH (a {name: 'Tencent'}), (b:Place) MATCH p = shortestPath((a)-[*]-(b)) RETURN length(p)", ["2"]),
    (
      "MATCH p = ALL SHORTEST (a {name: 'Tencent'})-[*]-(b:Place) RETURN [n IN nodes(p) | n.name] AS way ORDER BY way",
      ["['Tencent', 'Huawei', 'Saudi Arabia']", "['Tencent', 'Mobily', 'Saudi Arabia']"]
    ),
    (
      "MATCH (n:Company) RETURN n.name AS x UNION MATCH (n:Place) RETURN n.name AS x",
      ["'Tencent'", "'Mobily'", "'Huawei'", "'Saudi Arabia'"]
    ),
  ])
  func reading(_ query: String, _ expected: [String]) throws {
    #expect(try rows(query, on: graph(firms)) == expected)
  }

  @Test func aRelationshipIsNotUsedTwice() throws {
    let graph = try graph("CREATE (:A)-[:R]->(:B)")
    #expect(try rows("MATCH (a)-[r]-(b)-[s]-(c) RETURN r", on: graph).isEmpty)
    #expect(try rows("MATCH (a)-[r]-(b) MATCH (b)-[s]-(c) RETURN count(*)", on: graph) == ["2"])
  }
}
