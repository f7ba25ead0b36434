import KnowledgeGraph
import Resolution
import TestSupport
import Testing

/// The sections "Relations", "Acts", "Contested" and "Independent sources" of the rules.
struct RelationRuleTests {
  private static func deal(
    _ title: String, _ millions: Int?, at: String? = nil, in object: String = "Beta", authors: [String] = [],
    _ precision: Amount.Precision = .exact
  ) -> NoteRecord {
    note(
      title, authors: authors,
      [Said("Acme", .investedIn, object, at: at, amount: millions.map { Telling.dollars($0, precision) })])
  }
  private static func kind(_ kind: Amount.Kind, _ millions: Int) -> Amount {
    var amount = Telling.dollars(millions)
    amount.kind = kind
    return amount
  }

  static let scenarios: [Scenario] = [
    Scenario(
      "relations: what is said of two forms of one name is one relation",
      [
        note("A", [Said("Acme Inc.", .acquired, "Beta", at: "2024")]),
        note("B", [Said("Acme", .acquired, "BETA", at: "2024-03")]),
        note("C", [Said("Acme", .acquired, "Beta")]),
      ], facts: ["Acme ACQUIRED Beta 2024-03 x3"]),
    Scenario(
      "date: that of a plan does not count where a fact is told",
      [
        note("A", [Said("Acme", .builds, "Facility:Plant", at: "2026", status: .planned)]),
        note("B", [Said("Acme", .builds, "Facility:Plant", at: "2024")]),
      ], facts: ["Acme BUILDS Plant 2024 x2"]),
    Scenario(
      "date: that of a plan counts where only plans are told",
      [
        note("A", [Said("Acme", .builds, "Facility:Plant", at: "2026", status: .planned)]),
        note("B", [Said("Acme", .builds, "Facility:Plant", status: .announced)]),
      ], facts: ["Acme BUILDS Plant 2026 planned x2"]),
    Scenario(
      "status: a state that is over is over",
      [
        note("A", [Said("Person:Ida Berg", .worksFor, "Acme")]),
        note("B", [Said("Person:Ida Berg", .worksFor, "Acme", status: .former)]),
      ], facts: ["Ida Berg WORKS_FOR Acme former x2"]),
    Scenario(
      "status: signed after planned, cancelled after both",
      [
        note("A", [Said("Acme", .acquired, "Beta", status: .planned)]),
        note("B", [Said("Acme", .acquired, "Beta", status: .signed)]),
        note("C", [Said("Acme", .acquired, "Beta", status: .cancelled)]),
      ], facts: ["Acme ACQUIRED Beta cancelled x3"]),
    Scenario(
      "denial: it stands beside what it denies, and contests that alone",
      [
        note("A", [Said("Acme", .acquired, "Beta", at: "2024"), Said("Acme", .acquired, "Gamma")]),
        note("B", [Said("Acme", .acquired, "Beta", status: .denied)]),
      ],
      facts: ["Acme ACQUIRED Beta 2024 contested", "Acme ACQUIRED Beta denied contested", "Acme ACQUIRED Gamma"]),
    Scenario(
      "acts: a precise, a rounded and an undated telling are one, counted once",
      [deal("A", 430, at: "2024-05"), deal("B", 425, at: "2024", .approx), deal("C", 430)],
      facts: ["Acme INVESTED_IN Beta 2024-05 x3"], deals: ["INVESTED_IN 430000000 2024-05 x3 (1)"]),
    Scenario(
      "acts: another year is another act",
      [deal("A", 430, at: "2023"), deal("B", 430, at: "2024")],
      deals: ["INVESTED_IN 430000000 2023 x1 (1)", "INVESTED_IN 430000000 2024 x1 (1)"]),
    Scenario(
      "acts: another currency is another act",
      [
        deal("A", 430, at: "2024"),
        note(
          "B",
          [
            Said(
              "Acme", .investedIn, "Beta", at: "2024",
              amount: Amount(ExactDecimal(significand: 430, exponent: 6), unit: .money(currency: "EUR")))
          ]),
      ], deals: ["INVESTED_IN 430000000 2024 x1 (1)", "INVESTED_IN 430000000 2024 x1 (1)"]),
    Scenario(
      "acts: what is committed and what is paid are two, never added up",
      [
        note("A", [Said("Acme", .investedIn, "Beta", at: "2024", amount: kind(.committed, 430))]),
        note("B", [Said("Acme", .investedIn, "Beta", at: "2024", amount: kind(.paid, 430))]),
      ], deals: ["INVESTED_IN 430000000 2024 x1 (1)", "INVESTED_IN 430000000 2024 x1 (1)"]),
    Scenario(
      "acts: one sum may go to several places in several tellings",
      [deal("A", 430, at: "2024", in: "Beta"), deal("B", 430, at: "2024-05", in: "Country:Norway")],
      facts: ["Acme INVESTED_IN Beta 2024", "Acme INVESTED_IN Norway 2024-05"],
      deals: ["INVESTED_IN 430000000 2024-05 x2 (2)"]),
    Scenario(
      "acts: without an amount a telling joins only with the same object",
      [deal("A", 430, at: "2024"), deal("B", nil, at: "2024"), deal("C", nil, at: "2024", in: "Gamma")],
      facts: ["Acme INVESTED_IN Beta 2024 x2", "Acme INVESTED_IN Gamma 2024"],
      deals: ["INVESTED_IN 430000000 2024 x2 (1)"]),
    Scenario(
      "acts: of a symmetric predicate the parties are told in any order",
      [
        note("A", [Said("Acme", .mergedWith, "Beta", at: "2024", amount: Telling.dollars(90))]),
        note("B", [Said("Beta", .mergedWith, "Acme", at: "2024-02", amount: Telling.dollars(90))]),
      ], facts: ["Acme MERGED_WITH Beta 2024-02 x2"], deals: ["MERGED_WITH 90000000 2024-02 x2 (1)"]),
    Scenario(
      "acts: three parties and no amount are an act, two are an edge",
      [
        note(
          "A",
          [
            Said("Acme", .launched, "Initiative:Go", at: "2024", act: 1),
            Said("Beta", .launched, "Initiative:Go", at: "2024", act: 1),
          ]),
        note("B", [Said("Gamma", .launched, "Initiative:Run", at: "2024", act: 1)]),
      ], deals: ["LAUNCHED 2024 x1 (2)"]),
    Scenario(
      "contested: two seats of one kind, but not a city and its country",
      [
        note("A", [Said("Acme", .basedIn, "City:Oslo")]), note("B", [Said("Acme", .basedIn, "City:Bergen")]),
        note("C", [Said("Acme", .basedIn, "Country:Norway")]),
      ],
      facts: ["Acme BASED_IN Bergen contested", "Acme BASED_IN Norway", "Acme BASED_IN Oslo contested"]),
    Scenario(
      "contested: two values at one date, but not at two",
      [
        note("A", [Said("Acme", .valuedAt, nil, at: "2024", amount: Telling.dollars(900))]),
        note("B", [Said("Acme", .valuedAt, nil, at: "2024", amount: Telling.dollars(700))]),
        note("C", [Said("Acme", .valuedAt, nil, at: "2021", amount: Telling.dollars(100))]),
      ],
      facts: [
        "Acme VALUED_AT 2021 100000000", "Acme VALUED_AT 2024 700000000 contested",
        "Acme VALUED_AT 2024 900000000 contested",
      ].sorted()),
    Scenario(
      "contested: one sum on two days of one year",
      [deal("A", 430, at: "2024-05-02"), deal("B", 430, at: "2024-06-02")],
      facts: ["Acme INVESTED_IN Beta 2024-05-02 contested", "Acme INVESTED_IN Beta 2024-06-02 contested"]),
    Scenario(
      "contested: not where one source tells of both",
      [
        note(
          "A",
          [
            Said("Acme", .investedIn, "Beta", at: "2024-05-02", amount: Telling.dollars(430)),
            Said("Acme", .investedIn, "Beta", at: "2024-06-02", amount: Telling.dollars(430)),
          ])
      ], facts: ["Acme INVESTED_IN Beta 2024-05-02", "Acme INVESTED_IN Beta 2024-06-02"]),
    Scenario(
      "independent: all authors alike are one voice, some alike are two",
      [
        deal("A", 430, authors: ["Ann", "Bo"]), deal("B", 430, authors: ["bo", "Ann"]),
        deal("C", 430, authors: ["Ann"]),
      ], deals: ["INVESTED_IN 430000000 x2 (1)"]),
    Scenario(
      "independent: the same words elsewhere are one voice in what they say",
      [
        note("A", [Said("Acme", .acquired, "Beta", text: "Acme acquired Beta.")]),
        note("B", [Said("Acme", .acquired, "Beta", text: "Acme _acquired_ Beta."), Said("Acme", .raised, nil)]),
        note("C", [Said("Acme", .raised, nil)]),
      ], facts: ["Acme ACQUIRED Beta", "Acme RAISED x2"]),
  ]

  @Test(arguments: scenarios)
  func rule(_ scenario: Scenario) { scenario.check() }

  @Test func roleAndPlaceAreThoseOfTheBestClaimAndHearsayNeedsAllToAgree() {
    let vague = Said("Person:Ida Berg", .worksFor, "Acme").with {
      $0.qualifiers.role = "director"
      $0.qualifiers.accordingTo = "Feifan Research"
    }
    let precise = Said("Person:Ida Berg", .worksFor, "Acme", from: "2021-04").with {
      $0.qualifiers.role = "finance director"
      $0.qualifiers.accordingTo = "Feifan Research"
    }
    func agreed(_ notes: [NoteRecord]) -> Qualifiers? { resolve(notes).relations.first?.qualifiers }
    let both = agreed([note("A", [vague]), note("B", [precise])])
    #expect(both?.role == "finance director")
    #expect(both?.from?.date.edtf == "2021-04")
    #expect(both?.accordingTo == "Feifan Research")
    let direct = agreed([note("A", [vague]), note("B", [precise.with { $0.qualifiers.accordingTo = nil }])])
    #expect(direct?.accordingTo == nil)
  }

  @Test(arguments: [
    // The confidence of each telling, with "=" before one by the author of the one before, and that of all.
    ("0.9", 0.9), ("0.9 0.6", 0.96), ("0.6 =0.9", 0.9), ("0.5 0.5 0.5", 0.875), ("0.9 0.9 =0.5", 0.99), ("1 0.5", 1),
    ("0.77 0.77", 0.9471),
  ])
  func independentSourcesMakeSurer(_ tellings: String, _ expected: Double) {
    var author = 0
    let notes = tellings.split(separator: " ").enumerated().map { index, telling in
      author += telling.hasPrefix("=") ? 0 : 1
      let confidence = Double(telling.drop { $0 == "=" }) ?? 0
      return note(
        "Note \(index)", authors: ["Author \(author)"],
        [Said("Acme", .acquired, "Beta", text: "telling \(index)").with { $0.confidence = confidence }])
    }
    for notes in [notes, notes.reversed()] { #expect(resolve(notes).relations.map(\.confidence) == [expected]) }
  }

  @Test func claimsAreListedBestFirst() {
    let graph = resolve([
      note("Plan", [Said("Acme", .acquired, "Beta", at: "2024-03-07", status: .planned)]),
      note("Vague", [Said("Acme", .acquired, "Beta", at: "2024")]),
      note("Precise", [Said("Acme", .acquired, "Beta", at: "2024-03").with { $0.confidence = 0.6 }]),
      note("Sure", [Said("Acme", .acquired, "Beta", at: "2024-03")]),
    ])
    let notes = ["Plan", "Vague", "Precise", "Sure"].map { title in
      note(
        title,
        [
          title == "Plan"
            ? Said("Acme", .acquired, "Beta", at: "2024-03-07", status: .planned) : Said("Acme", .acquired, "Beta")
        ])
    }
    let titles = Dictionary(uniqueKeysWithValues: notes.map { ($0.claims[0].id, $0.title) })
    #expect(graph.relations[0].claims.compactMap { titles[$0] } == ["Sure", "Precise", "Vague", "Plan"])
    // Four voices: 1 − 0.1 × 0.1 × 0.4 × 0.1.
    #expect(graph.relations[0].confidence == 0.9996)
  }

  @Test(
    "Many statements and many denials are all contested, and the list stays short", arguments: [(60, 60), (70, 900)])
  func manyDenials(statements: Int, denials: Int) {
    func told(_ number: Int, _ isNegated: Bool) -> Said {
      // Acts of other amounts are relations of their own.
      Said(
        "Acme", .acquired, "Beta", at: "\(1000 + number)",
        amount: isNegated ? nil : Telling.dollars(1 + number), isNegated: isNegated, text: "\(isNegated) \(number)")
    }
    let graph = resolve([
      note("A", (0..<statements).map { told($0, false) } + (0..<denials).map { told($0, true) })
    ])
    let against = graph.relations.filter(\.qualifiers.isNegated)
    let stated = graph.relations.filter { !$0.qualifiers.isNegated }
    #expect(stated.count == statements)
    let named = stated.reduce(0) { $0 + $1.contestedBy.count }
    #expect(against.allSatisfy { !$0.contestedBy.isEmpty } && stated.allSatisfy { !$0.contestedBy.isEmpty })
    let pairs = stated.count * against.count
    #expect(named == (pairs <= 4096 ? pairs : max(stated.count, against.count)))
  }
}
