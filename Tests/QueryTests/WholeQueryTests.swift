import Foundation
import Query
import TestSupport
import Testing

/// Random queries of several clauses, planned and run, against the same queries answered by trying everything.
@Suite struct WholeQueryTests {
  /// How many; `WEFT_QUERIES` asks for more, `WEFT_SEED` for others.
  private static let count = number("WEFT_QUERIES") ?? 600
  private static let seed = UInt64(number("WEFT_SEED") ?? 0)

  private static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }

  private static func value(_ value: Value) -> ObviousQuery.Value? {
    switch value {
    case .null: .null
    case .boolean(let truth): .truth(truth)
    case .integer(let number): .number(number)
    case .node(let node): .node(node.rawValue)
    case .relationship(let relationship): .edge(relationship.rawValue)
    default: nil
    }
  }

  @Test func answersAreThoseOfTryingEverything() throws {
    var random = SplitMix64(seed: 80_000 + WholeQueryTests.seed)
    var withRows = 0
    for _ in 0..<WholeQueryTests.count {
      let sketch = ObviousGraph(using: &random)
      let query = ObviousQuery(using: &random)
      var graph = try sketch.built()
      var expected = query.answer(on: sketch)
      var found = try graph.run(query.text).rows.map { row in row.map(WholeQueryTests.value) }
      if !query.isOrdered {
        found.sort { "\($0)" < "\($1)" }
        expected.sort { "\($0.map(Optional.some))" < "\($1.map(Optional.some))" }
      }
      #expect(found == expected.map { $0.map(Optional.some) }, "\(query.text) on \(sketch)")
      if !expected.isEmpty { withRows += 1 }
    }
    // Most graphs are too small for most queries; some must have answers.
    #expect(withRows > WholeQueryTests.count / 4)
  }
}
