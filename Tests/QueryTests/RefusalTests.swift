import Query
import Testing

@Suite struct RefusalTests {
  @Test(
    arguments: [
      ("MATCH (person) RETURN persn.name", "UndefinedVariable", "did you mean `person`?", 22),
      ("RETURN tolwer('A')", "UnknownFunction", "did you mean `toLower`?", 7),
      ("MATCH (n) WITH n.name RETURN 1", "NoExpressionAlias", "add AS and a name", 15),
      ("MATCH (n)\nRETURN n.name,, n", "UnexpectedSyntax", nil, 24),
      ("MATCH (n)", "InvalidClauseComposition", "add RETURN", 0),
      ("RETURN 1 — 2", "InvalidUnicodeCharacter", "write `-`", 9),
      ("MATCH (a)-[:R*-2]->(b) RETURN a", "InvalidRelationshipPattern", nil, 14),
      ("MATCH (a)-[:R*1..-2]->(b) RETURN a", "InvalidRelationshipPattern", nil, 17),
      ("RETURN {1b: 2} AS map", "UnexpectedSyntax", "write `1b` in backquotes", 8),
      ("RETURN 1b AS number", "InvalidNumberLiteral", nil, 7),
    ] as [(String, String, String?, Int)])
  func errorsHaveAPlaceAndAHint(_ query: String, _ detail: String, _ hint: String?, _ offset: Int) throws {
    let error = #expect(throws: QueryError.self) { try rows(query) }
    #expect(error?.detail == detail)
    #expect(error?.hint == hint)
    #expect(error?.offset == offset)
  }

  @Test func errorsForPeopleShowTheLine() throws {
    let query = "MATCH (note)\nWHERE note.größe > 3 RETURN nite"
    let error = try #require(#expect(throws: QueryError.self) { try rows(query) })
    #expect(
      error.text(query: query) == """
        query:2:29: error: no variable is named `nite` here
          WHERE note.größe > 3 RETURN nite
                                      ^
        hint: did you mean `note`?
        """)
  }

  /// Texts that would exhaust a parser without limits.
  enum Hostile: String, CaseIterable {
    case parentheses, brackets, maps, negations, minuses, lookUps, sums, conjunctions, comprehensions
    case patternComprehensions, labelNegations, labelConjunctions, labelAlternatives, cases, subqueries, calls

    var query: String {
      func many(_ text: String, _ count: Int = 20_000) -> String { String(repeating: text, count: count) }
      return switch self {
      case .parentheses: "RETURN " + many("(")
      case .brackets: "RETURN " + many("[")
      case .maps: "RETURN " + many("{a: ")
      case .negations: "RETURN " + many("NOT ") + "true"
      case .minuses: "RETURN " + many("-") + "1"
      case .lookUps: "RETURN a" + many(".a")
      case .sums: "RETURN 1" + many(" + 1")
      case .conjunctions: "RETURN true" + many(" AND true")
      case .comprehensions: "RETURN " + many("[x IN ", 40) + "[]" + many(", 1]", 40)
      case .patternComprehensions: "RETURN " + many("[(a)-->(b {x: ", 30) + "1" + many("})]", 30)
      case .labelNegations: "MATCH (a:" + many("!") + "A) RETURN a"
      case .labelConjunctions: "MATCH (a:A" + many("&A") + ") RETURN a"
      case .labelAlternatives: "MATCH (a:A" + many("|A") + ") RETURN a"
      case .cases: "RETURN CASE " + many("WHEN CASE ")
      case .subqueries: "RETURN exists { " + many("MATCH (a) WHERE exists { ")
      case .calls: "RETURN " + many("size(")
      }
    }
  }

  @Test(arguments: Hostile.allCases)
  func hostileTextsAreAnsweredOrRefused(_ hostile: Hostile) throws {
    do {
      _ = try rows(hostile.query)
    } catch let error as QueryError {
      #expect(error.phase == .compileTime)
    }
  }

  @Test func whatIsNotTooDeepIsAnswered() throws {
    let depth = 40
    let lists = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(try rows("RETURN \(lists) AS list") == [lists])
    let calls = String(repeating: "abs(", count: depth) + "-1" + String(repeating: ")", count: depth)
    #expect(try rows("RETURN \(calls) AS one") == ["1"])
  }

  @Test(arguments: [
    "RETURN '\\u12", "RETURN '\\", "RETURN `a", "RETURN 1 /*", "RETURN $", "RETURN \u{0}", "",
    "MATCH (a)-[*9223372036854775808]->(b) RETURN a", "RETURN 'a", "RETURN )", "RETURN [x IN", "MATCH (", "CALL",
    "UNION",
  ])
  func unfinishedTextsAreRefused(_ query: String) throws {
    #expect(throws: QueryError.self) { try rows(query) }
  }

  @Test(arguments: [
    "RETURN reduce(l = [], x IN range(1, 100000) | [l])", "RETURN reduce(l = {}, x IN range(1, 100000) | {l: l})",
    "WITH [] AS l " + String(repeating: "WITH [l] AS l ", count: 2000) + "RETURN l",
    "WITH [] AS l " + String(repeating: "WITH collect(l) AS l ", count: 2000) + "RETURN l",
  ])
  func valuesAreNotNestedWithoutEnd(_ query: String) throws {
    let error = #expect(throws: QueryError.self) { try rows(query) }
    #expect(error?.detail == "ValueTooDeep")
  }

  @Test func limitsEndAQuery() throws {
    var graph = MemoryGraph()
    let slow = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a + b AS c WHERE c < 0 RETURN c"
    var options = QueryOptions(limits: QueryLimits(time: .milliseconds(50)))
    #expect(throws: QueryError.self) { try graph.run(slow, options: options) }
    options.limits = QueryLimits(rows: 10)
    let error = #expect(throws: QueryError.self) {
      try graph.run("UNWIND range(1, 11) AS a RETURN a", options: options)
    }
    #expect(error?.detail == "TooManyRows")
    options.limits = QueryLimits(storedValues: 1000)
    let memory = #expect(throws: QueryError.self) {
      try graph.run("UNWIND range(1, 500) AS a RETURN collect(a), collect(a) AS b", options: options)
    }
    #expect(memory?.detail == "OutOfMemory")
  }
}
