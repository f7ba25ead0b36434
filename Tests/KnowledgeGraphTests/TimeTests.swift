import KnowledgeGraph
import Testing

/// What had happened or held on a day, and what came into the vault since one.
struct TimeTests {
  private static func date(_ edtf: String) throws -> PartialDate { try #require(PartialDate(edtf: edtf)) }

  /// "at 2024-03", "from 2019 to 2021", "from 2019 former".
  private static func qualifiers(_ text: String) throws -> Qualifiers {
    var qualifiers = Qualifiers()
    var words = text.split(separator: " ")[...]
    while let word = words.popFirst() {
      guard word != "former" else {
        qualifiers.status = .former
        continue
      }
      let stated = StatedDate(try date(String(words.popFirst() ?? "")))
      switch word {
      case "at": qualifiers.at = stated
      case "from": qualifiers.from = stated
      case "to": qualifiers.to = stated
      default: qualifiers.announced = stated
      }
    }
    return qualifiers
  }

  @Test(
    arguments: [
      // An event has not come about before its date, and stands from then on.
      (.partnersWith, "at 2024-03", "2023", .no), (.partnersWith, "at 2024-03", "2024-02-29", .no),
      (.partnersWith, "at 2024-03", "2024-03", .yes), (.partnersWith, "at 2024-03", "2024-03-15", .unknown),
      (.partnersWith, "at 2024-03", "2030", .yes), (.partnersWith, "at 2024", "2024-03", .unknown),
      (.partnersWith, "from 2019 to 2021", "2022", .no), (.partnersWith, "from 2019 to 2021", "2020", .yes),
      (.builds, "announced 2024-05", "2024-04", .no), (.builds, "announced 2024-05", "2024-06", .yes),
      (.acquired, "", "2024", .unknown),
      // A state that is told for a time may have held before it; one with a beginning had not.
      (.worksFor, "at 2024", "2023", .unknown), (.worksFor, "at 2024", "2025", .yes),
      (.worksFor, "from 2019", "2018", .no), (.worksFor, "from 2019", "2019", .yes),
      // Open ends.
      (.worksFor, "from 2019", "2030", .yes), (.worksFor, "from 2019 former", "2030", .unknown),
      (.worksFor, "to 2021", "2020", .unknown), (.worksFor, "to 2021", "2022", .no),
      (.worksFor, "from 2019 to 2021", "2021", .yes), (.worksFor, "from 2019 to 2021-06", "2021-07", .no),
      (.worksFor, "from 2019 to 2021", "2021-06", .unknown), (.worksFor, "", "2024", .unknown),
      // A typed link of a vault tells of a state.
      (Predicate("INFLUENCED"), "at 2024", "2023", .unknown),
    ] as [(Predicate, String, String, Truth)])
  func holds(_ predicate: Predicate, _ told: String, _ asOf: String, _ expected: Truth) throws {
    let rule = Ontology.builtIn.temporal(predicate).rule
    let found = try TimeTests.qualifiers(told).holds(asOf: TimeTests.date(asOf), by: rule)
    #expect(found == expected, "\(predicate) \(told) as of \(asOf)")
  }

  @Test func truthsJoin() {
    for left in Truth.allCases {
      for right in Truth.allCases {
        #expect((left || right) == (right || left))
        #expect((left && right) == (right && left))
        #expect((left || .no) == left && (left && .yes) == left)
        #expect((left || .yes) == .yes && (left && .no) == .no)
      }
    }
  }

  /// Two firms and a relation with three claims: one of a highlight that was added in November, one of a note of 2023, one
  /// of a note without a date.
  private static func graph(_ claims: [Int]) throws -> Graph {
    let sources = try [
      Source(id: SourceID("a"), kind: .article, title: "A", date: date("2024-06-02"), note: "a.md"),
      Source(id: SourceID("b"), kind: .article, title: "B", date: date("2023"), note: "b.md"),
      Source(id: SourceID("c"), kind: .article, title: "C", note: "sub/c.md"),
    ]
    var passages: [Passage] = []
    var all: [Claim] = []
    for (number, source) in sources.enumerated() {
      var passage = Passage(
        id: PassageID(source: source.id, normalizedText: "X bought Y"), source: source.id, note: source.note,
        text: "X bought Y", offset: 0, line: 1)
      if number == 0 { passage.added = try date("2024-11-02") }
      passages.append(passage)
      all.append(
        Claim(
          subject: Argument("X", kind: .company), predicate: .acquired, object: Argument("Y", kind: .company),
          evidence: .passage(passage.id, quote: "X bought Y", range: 0..<10), source: source.id, note: source.note,
          origin: .rule("test"), confidence: 1, isSymmetric: false))
    }
    return Graph(
      ontology: .builtIn,
      entities: [
        Entity(id: EntityID(rawValue: 0), name: "X", kind: .company),
        Entity(id: EntityID(rawValue: 1), name: "Y", kind: .company),
      ],
      relations: [
        Relation(
          id: RelationID(rawValue: 0), subject: EntityID(rawValue: 0), predicate: .acquired,
          object: EntityID(rawValue: 1), qualifiers: Qualifiers(at: StatedDate(try date("2019"))),
          claims: claims.map { all[$0].id })
      ], acts: [], claims: all, passages: passages, sources: sources)
  }

  @Test(
    arguments: [
      // The heading of the highlight counts before the date of its note.
      ([0], "2024-11", nil, .yes), ([0], "2024-12", nil, .no), ([0], "2024-11-03", nil, .no),
      ([1], "2023", nil, .yes), ([1], "2023-05", nil, .unknown), ([1], "2024", nil, .no),
      // Without any date the history of the repository tells, and without that nothing does.
      ([2], "2024", nil, .unknown), ([2], "2024", "2024-02-01", .yes), ([2], "2025", "2024-02-01", .no),
      // One claim is enough.
      ([0, 1], "2024-11", nil, .yes), ([1, 2], "2024", nil, .unknown), ([1, 2], "2025", "2024-02-01", .no),
    ] as [([Int], String, String?, Truth)])
  func isAdded(_ claims: [Int], _ since: String, _ committed: String?, _ expected: Truth) throws {
    let graph = try TimeTests.graph(claims)
    let relation = try #require(graph.relations().first)
    var dates = NoteDates()
    if let committed { dates.byPath["sub/c.md"] = try TimeTests.date(committed) }
    #expect(try graph.isAdded(relation, since: TimeTests.date(since), dates) == expected)
    // When it happened plays no part; both limits must be kept.
    #expect(try graph.fits(relation, asOf: TimeTests.date("2018"), since: TimeTests.date(since), dates) == .no)
    #expect(try graph.fits(relation, asOf: TimeTests.date("2020"), since: TimeTests.date(since), dates) == expected)
  }

  @Test(arguments: [
    ("- It is so. ([Location 3](https://x.example/3))", "It is so."), ("  > It is  so. ^ref-1", "It is so."),
    ("* **It** is so.", "**It** is so."), ("It is so. [a](b) and more", "It is so. [a](b) and more"),
  ])
  func aLineIsKnownByItsText(_ line: String, _ text: String) {
    #expect(NoteDates.key(ofLine: line.utf8) == NoteDates.key(ofLine: text.utf8))
    #expect(NoteDates.key(ofLine: line.utf8) != NoteDates.key(ofLine: "It is not so.".utf8))
    #expect(NoteDates.key(ofLine: " \t".utf8) == nil)
  }

  @Test func timelineIsInOrder() throws {
    let dates = ["2024-03", "", "2023", "2024-03-05", "2024"]
    let entities = (0..<6).map { Entity(id: EntityID(rawValue: Int32($0)), name: "E\($0)", kind: .company) }
    let relations = try dates.enumerated().map { number, text in
      Relation(
        id: RelationID(rawValue: Int64(number)), subject: entities[0].id, predicate: .acquired,
        object: entities[number + 1].id,
        qualifiers: text.isEmpty ? Qualifiers() : Qualifiers(at: StatedDate(try TimeTests.date(text))), claims: [])
    }
    let graph = Graph(ontology: .builtIn, entities: entities, relations: relations, acts: [])
    let timeline = try graph.timeline(of: entities[0].id)
    #expect(timeline.entries.map(\.date.edtf) == ["2023", "2024", "2024-03", "2024-03-05"])
    #expect(timeline.undated.map(\.relation.id.rawValue) == [1])
    let until = try graph.timeline(of: entities[0].id, asOf: TimeTests.date("2024-03-04"))
    #expect(until.entries.map { $0.date.edtf + ($0.isUncertain ? "?" : "") } == ["2023", "2024?", "2024-03?"])
  }
}
