import KnowledgeGraph
import TestSupport
import Testing

struct GraphTests {
  @Test func conformance() throws {
    let failures = try GraphReadingConformance.failures { parts in
      Graph(
        ontology: .builtIn, entities: parts.entities.reversed(), relations: parts.relations.reversed(),
        acts: parts.acts, claims: parts.claims, passages: parts.passages, sources: parts.sources)
    }
    #expect(failures == [])
  }

  @Test(arguments: [
    ("Étihad  ETISALAT ", "etihad etisalat"), ("e\u{301}", "e"), ("Straße", "strasse"), ("Œuvre", "oeuvre"),
    ("Łódź", "lodz"), ("Nguyễn", "nguyen"), ("İstanbul", "istanbul"), ("O’Neil – x", "o'neil - x"),
    ("zero\u{200b}width", "zerowidth"), ("Москва", "москва"), ("й", "й"), ("東京", "東京"), ("  ", ""),
    ("soft\u{a0}space", "soft space"), ("\u{438}\u{306}", "\u{439}"), ("\u{1112}\u{1161}\u{11ab}", "\u{d55c}"),
    ("ＡＢＣ１", "abc1"), ("\u{202b}أرامكو\u{202c}", "أرامكو"),
  ])
  func folds(_ name: String, _ expected: String) {
    #expect(Array(FoldedName.fold(name).unicodeScalars) == Array(expected.unicodeScalars))
    #expect(FoldedName.fold(FoldedName.fold(name)) == expected)
  }

  @Test(
    arguments: [
      ("Huawei", "huawei", 0), ("Huawei", "huawai", 1), ("Huawei", "huwaei", 1), ("Huawei", "hawie", 2),
      ("Huawei", "haiewu", nil), ("Huawei", "huawei technologies", 1), ("cloud", "tencent cloud service", 2),
      ("abc", "abd", 1), ("ab", "ac", nil), ("ab", "abc", 1), ("", "abc", nil), ("a", "ab", nil),
    ] as [(String, String, Int?)])
  func distances(_ wanted: String, _ candidate: String, _ expected: Int?) {
    #expect(NameMatcher(wanted).distance(toFolded: candidate) == expected)
  }
}

/// Random graphs, and slow but obvious answers about them.
private struct RandomGraph {
  var count: Int
  var edges: [(Int, Int, Predicate)]

  init(_ random: inout SplitMix64) {
    count = Int.random(in: 2...9, using: &random)
    edges = []
    let predicates: [Predicate] = [.launched, .partnersWith, .acquired, .mentions]
    for _ in 0..<Int.random(in: 0...14, using: &random) {
      edges.append(
        (
          Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random),
          random.pick(predicates)
        ))
    }
  }

  var graph: Graph {
    var entities: [Entity] = []
    for number in 0..<Int32(count) {
      entities.append(Entity(id: EntityID(rawValue: number), name: "E\(number)", kind: .company))
    }
    var relations: [Relation] = []
    for (index, edge) in edges.enumerated() {
      let (subject, object) = (EntityID(rawValue: Int32(edge.0)), EntityID(rawValue: Int32(edge.1)))
      relations.append(
        Relation(
          id: RelationID(rawValue: Int64(index)), subject: subject, predicate: edge.2, object: object,
          claims: [ClaimID(rawValue: String(index))]))
    }
    return Graph(ontology: .builtIn, entities: entities, relations: relations, acts: [])
  }

  func isTied(_ a: Int, _ b: Int, withBackground: Bool) -> Bool {
    edges.contains { edge in
      ((edge.0 == a && edge.1 == b) || (edge.0 == b && edge.1 == a)) && (withBackground || edge.2 != .mentions)
    }
  }

  /// All ways without a repeated entity, by trying everything.
  func simplePaths(_ start: Int, _ end: Int, _ maximum: Int, withBackground: Bool) -> [[Int]] {
    var result: [[Int]] = []
    func extend(_ way: [Int]) {
      if way.last == end { return result.append(way) }
      guard way.count <= maximum, let last = way.last else { return }
      for next in 0..<count where !way.contains(next) && isTied(last, next, withBackground: withBackground) {
        extend(way + [next])
      }
    }
    extend([start])
    return result
  }
}

struct PathTests {
  @Test func shortestPathsAreThoseOfTryingEverything() throws {
    var random = SplitMix64(seed: 11)
    for _ in 0..<300 {
      let sample = RandomGraph(&random)
      let graph = sample.graph
      let (start, end) = (
        Int.random(in: 0..<sample.count, using: &random), Int.random(in: 0..<sample.count, using: &random)
      )
      let maximum = Int.random(in: 0...5, using: &random)
      var expected: [[Int]] = []
      var usesBackground = false
      for withBackground in [false, true] where expected.isEmpty {
        let all: [[Int]] = sample.simplePaths(start, end, maximum, withBackground: withBackground)
        let shortest: Int = all.map { $0.count }.min() ?? 0
        expected = all.filter { $0.count == shortest }
        expected.sort { $0.lexicographicallyPrecedes($1) }
        usesBackground = withBackground
      }
      let (first, last) = (EntityID(rawValue: Int32(start)), EntityID(rawValue: Int32(end)))
      let found = try graph.shortestPaths(from: first, to: last, maximum: maximum)
      let ways: [[Int]] = found.map { path in path.entities.map { Int($0.rawValue) } }
      #expect(ways == expected)
      for path in found {
        #expect(path.usesBackground == usesBackground)
        #expect(path.steps.count == path.entities.count - 1)
        for step in path.steps { #expect(!step.isEmpty) }
      }
      let limited = try graph.shortestPaths(from: first, to: last, maximum: maximum, limit: 1)
      #expect(limited == Array(found.prefix(1)))
    }
  }

  @Test func longChainsNeedNoStack() throws {
    let count: Int32 = 20_000
    var entities: [Entity] = []
    var relations: [Relation] = []
    for number in 0..<count {
      entities.append(Entity(id: EntityID(rawValue: number), name: String(number), kind: .company))
      guard number > 0 else { continue }
      let (near, far) = (EntityID(rawValue: number - 1), EntityID(rawValue: number))
      relations.append(
        Relation(
          id: RelationID(rawValue: Int64(number) - 1), subject: near, predicate: .owns, object: far,
          claims: [ClaimID(rawValue: String(number))]))
    }
    let graph = Graph(ontology: .builtIn, entities: entities, relations: relations, acts: [])
    let (first, last) = (EntityID(rawValue: 0), EntityID(rawValue: count - 1))
    let paths = try graph.shortestPaths(from: first, to: last, maximum: Int(count))
    #expect(paths.map { $0.length } == [Int(count) - 1])
  }
}

struct NeighbourhoodTests {
  @Test func distancesAreThoseOfRelaxingEveryEdge() throws {
    var random = SplitMix64(seed: 12)
    for _ in 0..<300 {
      let sample = RandomGraph(&random)
      let center = Int.random(in: 0..<sample.count, using: &random)
      let depth = Int.random(in: 1...4, using: &random)
      func distances(withBackground: Bool) -> [Int: Int] {
        var result = [center: 0]
        for _ in 0..<sample.count {
          for a in 0..<sample.count {
            for b in 0..<sample.count where a != b && sample.isTied(a, b, withBackground: withBackground) {
              if let distance = result[a] { result[b] = min(result[b] ?? Int.max, distance + 1) }
            }
          }
        }
        return result.filter { $0.value > 0 && $0.value <= depth }
      }
      var expected = distances(withBackground: false)
      let isBackgroundOnly = expected.isEmpty && !distances(withBackground: true).isEmpty
      if isBackgroundOnly { expected = distances(withBackground: true) }
      let found = try sample.graph.neighbourhood(of: EntityID(rawValue: Int32(center)), depth: depth)
      #expect(found.isBackgroundOnly == isBackgroundOnly)
      var reached: [Int: Int] = [:]
      for member in found.members { reached[Int(member.entity.id.rawValue)] = member.distance }
      #expect(reached == expected)
    }
  }

  @Test func noDepthIsTooGreat() throws {
    let found = try NeighbourhoodTests.graph().neighbourhood(of: EntityID(rawValue: 0), depth: .max)
    #expect(found.members.count == 4)
    let part = try NeighbourhoodTests.graph().subgraph(around: [EntityID(rawValue: 0)], Selection(limit: -1))
    #expect(part.entities.map(\.name) == ["E0"])
  }

  private static func graph() -> Graph {
    func relation(_ number: Int32, _ subject: Int32, _ predicate: Predicate, _ object: Int32, _ qualifiers: Qualifiers)
      -> Relation
    {
      Relation(
        id: RelationID(rawValue: Int64(number)), subject: EntityID(rawValue: subject), predicate: predicate,
        object: EntityID(rawValue: object), qualifiers: qualifiers, claims: [ClaimID(rawValue: String(number))])
    }
    func on(_ edtf: String) -> StatedDate? { PartialDate(edtf: edtf).map { StatedDate($0) } }
    let kinds: [Kind] = [.company, .company, .initiative, .country, .person]
    return Graph(
      ontology: .builtIn,
      entities: kinds.enumerated().map { Entity(id: EntityID(rawValue: Int32($0)), name: "E\($0)", kind: $1) },
      relations: [
        relation(0, 0, .partnersWith, 1, Qualifiers(at: on("2024-03"))),
        relation(1, 0, .launched, 2, Qualifiers(at: on("2024"))),
        relation(2, 2, .targets, 3, Qualifiers()),
        relation(3, 4, .worksFor, 0, Qualifiers(from: on("2019"), to: on("2021"))),
      ], acts: [])
  }

  @Test(
    arguments: [
      // Direction, as of, since, kind: the neighbours of E0 within two steps, `?` where a date leaves it open.
      (Direction.both, nil, nil, nil, "E1 E2? E4? E3?"),
      (.out, nil, nil, nil, "E1 E2 E3"),
      (.in, nil, nil, nil, "E1 E4"),
      (.both, "2020", nil, nil, "E4"),
      (.both, "2024-05", nil, nil, "E1 E2? E3?"),
      (.both, "2023", nil, nil, ""),
      // Of claims that the graph does not hold nobody knows when they were added.
      (.both, nil, "2025", nil, "E1? E2? E4? E3?"),
      (.out, nil, nil, Kind.place, "E3"),
      (.out, nil, nil, Kind.agent, "E1"),
    ] as [(Direction, String?, String?, Kind?, String)])
  func filters(_ direction: Direction, _ asOf: String?, _ since: String?, _ kind: Kind?, _ expected: String) throws {
    let found = try NeighbourhoodTests.graph().neighbourhood(
      of: EntityID(rawValue: 0), depth: 2, kinds: kind.map { [$0] }, direction: direction,
      asOf: asOf.flatMap { PartialDate(edtf: $0) }, since: since.flatMap { PartialDate(edtf: $0) })
    let isOpen = asOf != nil || since != nil
    let text = found.members.map { $0.entity.name + (isOpen && $0.links.contains(where: \.isUncertain) ? "?" : "") }
    #expect(text.joined(separator: " ") == (isOpen ? expected : expected.filter { $0 != "?" }))
  }
}

struct SubgraphTests {
  private func graph() -> Graph {
    let parts = GraphReadingConformance.parts
    return Graph(
      ontology: .builtIn, entities: parts.entities, relations: parts.relations, acts: parts.acts, claims: parts.claims,
      passages: parts.passages, sources: parts.sources)
  }

  private func text(_ part: Subgraph) -> String {
    part.entities.map(\.name).joined(separator: ", ") + ": "
      + part.relations.map { String($0.id.rawValue) }.joined(separator: " ")
  }

  @Test func aroundNamesWithProofs() throws {
    let part = try graph().subgraph(around: [EntityID(rawValue: 2)])
    #expect(text(part) == "Go Saudi, Tencent Cloud, Étihad Etisalat: 2 3 4 6")
    #expect(part.acts.map(\.relations) == [[RelationID(rawValue: 2), RelationID(rawValue: 6)]])
    let proof = try #require(part.proofs[RelationID(rawValue: 4)]?.first)
    #expect(proof.link == "https://read.example/1")
    #expect(proof.line == 8)
    #expect(proof.sourceTitle == "An Article")
    #expect(proof.claim.rawValue.hasPrefix(proof.shortID) && proof.shortID.utf8.count >= 4)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func aProofStandsOnItsLine(end: String) throws {
    let parts = GraphReadingConformance.parts
    var passage = try #require(parts.passages.first)
    passage.text = "One.\(end)Two.\(end)\(end)Three."
    passage.line = 10
    var claim = try #require(parts.claims.first { $0.evidence.passage == passage.id })
    for (quote, line) in [("One.", 10), ("Two.", 11), ("Three.", 13)] {
      let start = try #require(passage.text.utf8.firstRange(of: Array(quote.utf8))).lowerBound
      let offset = passage.text.utf8.distance(from: passage.text.startIndex, to: start)
      claim.evidence = .passage(passage.id, quote: quote, range: offset..<offset + quote.utf8.count)
      let graph = Graph(
        ontology: .builtIn, entities: [], relations: [], acts: [], claims: [claim], passages: [passage])
      #expect(try graph.proof(of: claim).line == line)
    }
  }

  @Test func limitCountsWhatIsLeftOut() throws {
    let part = try graph().subgraph(around: [EntityID(rawValue: 5)], Selection(limit: 1, includesProofs: false))
    #expect(part.entities.count == 2)
    let omission = try #require(part.omitted[EntityID(rawValue: 5)])
    #expect(part.omitted.count == 1)
    #expect(omission.neighbours == 2 && omission.count == 2)
    #expect(omission.kinds.values.reduce(0, +) == 2 && omission.names.count == 2 && omission.statements.isEmpty)
    #expect(part.proofs.isEmpty)
  }

  @Test func sourcesAreTiedToWhatWasAsked() throws {
    let part = try graph().subgraph(around: [EntityID(rawValue: 5)], Selection(sourceLimit: 1))
    #expect(text(part) == "An Article, Go Saudi, Korea, Tencent Cloud, Étihad Etisalat: 1 2 3 4 5 6")
  }

  @Test func factsOfASourceAreThoseOfWhatItMentions() throws {
    // Its only relations are mentions, so these are what is there.
    let part = try graph().subgraph(around: [EntityID(rawValue: 0)])
    #expect(text(part) == "An Article, Tencent Cloud, Étihad Etisalat: 0 1 3 4")
  }

  @Test func alongPathsOnlyTheirSteps() throws {
    let graph = graph()
    let paths = try graph.shortestPaths(from: EntityID(rawValue: 3), to: EntityID(rawValue: 2))
    let part = try graph.subgraph(along: paths)
    #expect(text(part) == "Go Saudi, Korea, Tencent Cloud: 5 6")
    #expect(part.focus == [EntityID(rawValue: 3), EntityID(rawValue: 2)])
  }

  @Test func partsOfOneOrderAreThoseThatTheGraphGives() throws {
    let graph = self.graph()
    let focus = [EntityID(rawValue: 5)]
    for selection in [Selection(), Selection(includesBackground: true), Selection(depth: 2, sourceLimit: 1)] {
      var whole = try graph.rankedPart(selection)
      var around = try graph.rankedPart(around: focus, selection)
      for limit in [9, 3, 2, 1, 0, 4] {
        var limited = selection
        limited.limit = limit
        #expect(try whole.subgraph(limit: limit, of: graph) == graph.subgraph(limited))
        #expect(try around.subgraph(limit: limit, of: graph) == graph.subgraph(around: focus, limited))
      }
    }
  }

  @Test func wholeGraph() throws {
    #expect(text(try graph().subgraph()) == "Go Saudi, Korea, Tencent Cloud, Étihad Etisalat: 2 3 4 5 6")
    let all = try graph().subgraph(Selection(includesBackground: true))
    #expect(all.relations.count == 7)
  }
}
