import KnowledgeGraph
import Store
import TestSupport
import Testing

@Suite struct SearchTests {
  let folder: TemporaryFolder
  let store: GraphStore

  init() throws {
    folder = try TemporaryFolder()
    store = try Sample.store(at: folder.path("graph.sqlite"))
  }

  @Test(arguments: [
    ("quebec", ["Québec Steel"], 1), ("QUÉBEC ste", ["Québec Steel"], 1), ("steel", ["Québec Steel"], 1),
    ("qs", ["Québec Steel"], 0), ("lee", ["Ann Lee"], 0), ("a", ["Ann Lee"], 0), ("march 2024", [], 1),
    ("2024 march", [], 1), ("march 2025", [], 0), ("søn", ["Fjord Wind & Søn"], 1), ("&", [], 0),
    ("the d", ["The deal"], 0),
    ("  ", [], 0), ("", [], 0),
  ])
  func finds(words: String, entities: [String], passages: Int) throws {
    let hits = try store.search(words, limit: 10)
    #expect(hits.compactMap { if case .entity(let entity) = $0.match { entity.name } else { nil } } == entities)
    #expect(hits.count { if case .passage = $0.match { true } else { false } } == passages)
  }

  @Test func aSnippetTellsWhereTheWordsAre() throws {
    let hits = try store.search("quebec MILLION", limit: 3)
    let hit = try #require(hits.last)
    let bytes = Array(hit.snippet.utf8)
    #expect(hit.ranges.map { String(decoding: bytes[$0], as: UTF8.self) } == ["Québec", "million"])
    let name = try #require(try store.search("steel", limit: 1).first)
    #expect(name.ranges.map { String(decoding: Array(name.snippet.utf8)[$0], as: UTF8.self) } == ["Steel"])
  }

  @Test func thereIsNoLimitTooHigh() throws {
    #expect(try store.search("steel", limit: .max) == store.search("steel", limit: 100))
    #expect(try store.search("steel", limit: .min).isEmpty)
  }

  @Test func nothingTypedIsAQueryOrAnError() throws {
    let pieces = [
      "\"", "'", "*", "(", ")", "AND", "OR", "NOT", "NEAR(", "text:", "{", "}", "^", "-", "+", ":", "steel", "\0", "%",
      "\\",
      " ", "é", "\u{301}", "日本", "🧵", ";", "--",
    ]
    var random = SplitMix64(seed: 7)
    for _ in 0..<500 {
      let words = (0..<Int.random(in: 1...6, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
      _ = try store.search(words.joined(), limit: 3)
    }
    #expect(try store.search("\"quebec\"", limit: 3).isEmpty == false)
  }
}
