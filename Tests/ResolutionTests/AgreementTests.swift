import KnowledgeGraph
import Resolution
import TestSupport
import Testing

struct AgreementTests {
  @Test(
    arguments: [
      // The dates that claims of one relation give, and the one on which they agree.
      (["2024-03"], "2024-03"),
      (["2024", "2024-03"], "2024-03"),
      (["2024", "2024-03", "2024-03-07"], "2024-03-07"),
      (["2024-33", "2024-03"], "2024-03"),
      (["2024-03", "2024-05"], nil),
      (["2024", "2024-03", "2024-05"], nil),
      (["2023", "2024-03"], nil),
      (["2024-03-31", "2024-04"], nil),
      ([nil, "2024-03"], "2024-03"),
      ([nil], nil),
    ] as [([String?], String?)])
  func dates(_ stated: [String?], _ agreed: String?) {
    let graph = resolve(
      stated.enumerated().map { index, at in
        note("N\(index)", [Said("Tencent Cloud", .partnersWith, "Mobily", at: at)])
      })
    #expect(graph.relations.count == 1)
    #expect(graph.relations[0].qualifiers.at?.date.edtf == agreed)
    #expect(graph.relations[0].claims.count == stated.count)
  }

  @Test func symmetricPairsAreOneWay() {
    let graph = resolve([
      note("A", [Said("Tencent Cloud", .partnersWith, "Mobily")]),
      note("B", [Said("Mobily", .partnersWith, "Tencent Cloud")]),
      note("C", [Said("Mobily", .acquired, "Tencent Cloud"), Said("Tencent Cloud", .acquired, "Mobily")]),
    ])
    #expect(
      graph.facts == [
        "Mobily ACQUIRED Tencent Cloud", "Mobily PARTNERS_WITH Tencent Cloud x2", "Tencent Cloud ACQUIRED Mobily",
      ])
  }

  @Test func statusIsTheFarthest() {
    let plan = Said("Alibaba", .builds, "Country:Mexico", status: .planned)
    #expect(resolve([note("A", [plan])]).facts == ["Alibaba BUILDS Mexico planned"])
    #expect(
      resolve([note("A", [plan]), note("B", [Said("Alibaba", .builds, "Country:Mexico", status: .completed)])]).facts
        == ["Alibaba BUILDS Mexico completed x2"])
    #expect(
      resolve([note("A", [plan]), note("B", [Said("Alibaba", .builds, "Country:Mexico")])]).facts
        == ["Alibaba BUILDS Mexico x2"])
    #expect(
      resolve([note("A", [plan]), note("B", [Said("Alibaba", .builds, "Country:Mexico", status: .cancelled)])]).facts
        == ["Alibaba BUILDS Mexico cancelled x2"])
  }

  @Test func denialContests() {
    let graph = resolve([
      note("A", [Said("Acme", .acquired, "Beta")]),
      note("B", [Said("Acme", .acquired, "Beta", isNegated: true)]),
      note("C", [Said("Acme", .acquired, "Beta", status: .denied)]),
      note("D", [Said("Acme", .acquired, "Gamma", isNegated: true)]),
    ])
    #expect(
      graph.facts == [
        "Acme ACQUIRED Beta contested", "Acme ACQUIRED Beta not denied x2 contested", "Acme ACQUIRED Gamma not",
      ])
  }

  @Test(arguments: [
    // Two objects of a functional predicate, and whether they contest each other.
    (Said("Acme", .basedIn, "City:Oslo"), Said("Acme", .basedIn, "City:Bergen"), true),
    (Said("Acme", .basedIn, "City:Oslo"), Said("Acme", .basedIn, "Country:Norway"), false),
    (Said("Acme", .basedIn, "City:Oslo", to: "2019"), Said("Acme", .basedIn, "City:Bergen", from: "2020"), false),
    (Said("Acme", .basedIn, "City:Oslo", to: "2021"), Said("Acme", .basedIn, "City:Bergen", from: "2020"), true),
    (Said("Acme", .basedIn, "City:Oslo", status: .former), Said("Acme", .basedIn, "City:Bergen"), false),
    (Said("Acme", .basedIn, "City:Oslo", status: .planned), Said("Acme", .basedIn, "City:Bergen"), false),
    (Said("Acme", .operatesIn, "City:Oslo"), Said("Acme", .operatesIn, "City:Bergen"), false),
    (Said("Acme", .basedIn, "City:Oslo"), Said("Beta", .basedIn, "City:Bergen"), false),
  ])
  func functional(_ first: Said, _ second: Said, _ isContested: Bool) {
    let graph = resolve([note("A", [first]), note("B", [second])])
    #expect(graph.relations.map { !$0.contestedBy.isEmpty } == [isContested, isContested])
  }

  @Test func independentSourcesAreCounted() {
    let said = Said("Acme", .acquired, "Beta")
    func count(_ notes: [NoteRecord]) -> Int {
      resolve(notes).relations.first { $0.predicate == .acquired }?.sourceCount ?? 0
    }
    #expect(count([note("A", [said]), note("B", [said])]) == 2)
    // The same author, the same words, the same address.
    #expect(count([note("A", authors: ["Jo"], [said]), note("B", authors: ["Jo"], [said])]) == 1)
    #expect(count([note("A", authors: ["Jo", "Al"], [said]), note("B", authors: ["Al", "Jo"], [said])]) == 1)
    #expect(count([note("A", authors: ["Jo", "Al"], [said]), note("B", authors: ["Jo"], [said])]) == 2)
    let wired = Said("Acme", .acquired, "Beta", text: "Acme **acquired** Beta.")
    let copied = Said("Acme", .acquired, "Beta", text: "Acme acquired  Beta.")
    #expect(count([note("A", [wired]), note("B", [copied])]) == 1)
    #expect(
      count([
        note("A", path: "1.md", url: "https://x.org/1", [said]),
        note("B", path: "2.md", url: "http://www.x.org/1/", [said]),
      ]) == 1)
  }

  @Test func oneClaimInTwoCopiesOfANoteIsOne() {
    let said = [Said("Acme", .acquired, "Beta", text: "Acme acquired Beta.")]
    let graph = resolve([
      note("A", path: "1.md", url: "https://x.org/1", said), note("A", path: "2.md", url: "https://x.org/1", said),
    ])
    #expect(graph.relations[0].claims.count == 1)
    #expect(graph.entities.count == 3)
  }

  @Test func claimsOfAnEntityWithItselfAreUnrelated() {
    let graph = resolve([note("A", [Said("Acme Inc.", .partnersWith, "Acme")])])
    #expect(graph.relations.isEmpty)
    #expect(graph.unrelated.count == 1)
  }
}

struct ActTests {
  private func invest(
    _ title: String, _ millions: Int?, _ precision: Amount.Precision = .exact, at: String? = nil, by: String = "Acme",
    in object: String = "Beta"
  ) -> NoteRecord {
    note(
      title, [Said(by, .investedIn, object, at: at, amount: millions.map { Telling.dollars($0, precision) })])
  }

  @Test func dealToldFiveTimesCountsOnce() {
    let graph = resolve([
      invest("A", 430, at: "2024-05-07"), invest("B", 430, at: "2024-05"), invest("C", 430),
      invest("D", 425, .approx, at: "2024"), invest("E", nil, at: "2024-05"),
    ])
    #expect(graph.deals == ["INVESTED_IN 430000000 2024-05-07 x5 (1)"])
    #expect(graph.facts == ["Acme INVESTED_IN Beta 2024-05-07 x5"])
    #expect(graph.relations[0].act == graph.acts[0].id)
  }

  @Test func dealWithoutAPriceIsTheOneWithAPrice() {
    func buy(_ title: String, _ amount: Amount?, _ at: String) -> NoteRecord {
      note(title, [Said("Marlowe Cloud", .acquired, "Tembo Grid", at: at, amount: amount)])
    }
    let price = Telling.dollars(95)
    var paid = price
    paid.kind = .paid
    for exact in [price, paid] {
      let graph = resolve([
        buy("A", exact, "2024-06-12"), buy("B", Telling.dollars(95, .approx), "2024-06"), buy("C", nil, "2024-06"),
        buy("D", nil, "2024"), note("E", [Said("Marlowe Cloud", .acquired, "Tembo Grid")]),
      ])
      #expect(graph.deals == ["ACQUIRED 95000000 2024-06-12 x5 (1)"])
      #expect(graph.facts == ["Marlowe Cloud ACQUIRED Tembo Grid 2024-06-12 x5"])
    }
  }

  @Test(arguments: [
    // The amounts in million dollars of two tellings, and how many acts they are.
    (430, Amount.Precision.exact, 430, Amount.Precision.exact, 1),
    (430, .exact, 431, .exact, 2),
    (430, .exact, 425, .approx, 1),
    (430, .exact, 400, .approx, 2),
    (430, .exact, 400, .min, 1),
    (430, .exact, 350, .min, 2),
    (430, .exact, 440, .min, 2),
    (430, .exact, 450, .max, 1),
    (430, .exact, 420, .max, 2),
  ])
  func amounts(_ a: Int, _ ap: Amount.Precision, _ b: Int, _ bp: Amount.Precision, _ count: Int) {
    let graph = resolve([invest("A", a, ap, at: "2024-05"), invest("B", b, bp, at: "2024-05")])
    #expect(graph.acts.count == count)
    #expect(graph.relations.map(\.contestedBy.isEmpty) == graph.relations.map { _ in count == 1 })
    #expect(graph.relations.compactMap(\.qualifiers.amount).isEmpty)
  }

  @Test func roundsOfDifferentDatesAreTwoActs() {
    let graph = resolve([invest("A", 10, at: "2019"), invest("B", 50, at: "2023"), invest("C", nil, at: "2023-04")])
    #expect(graph.deals == ["INVESTED_IN 10000000 2019 x1 (1)", "INVESTED_IN 50000000 2023-04 x2 (1)"])
    #expect(graph.relations.flatMap(\.contestedBy).isEmpty)
  }

  @Test func vaguerTellingThatFitsTwoActsIsNeither() {
    let graph = resolve([
      invest("A", 10, at: "2023-02"), invest("B", 10, at: "2023-09"), invest("C", 10, at: "2023"),
    ])
    #expect(graph.acts.count == 2)
    #expect(graph.relations.count == 3)
  }

  /// One sum for two firms is two deals, told in one text or in two; a region may be where the country is.
  @Test(arguments: [
    ("Beta", "Gamma", 2), ("Beta", "Beta", 1), ("Country:Brazil", "Country:Canada", 2),
    ("Region:North Africa", "Country:Egypt", 1), ("Country:Egypt", "Beta", 1), ("~Acme/Initiative:plan", "Beta", 1),
    ("Topic:Gamma", "Beta", 2),
  ])
  func whatIsDoneToTwoThingsIsTwoActs(_ one: String, _ other: String, _ count: Int) {
    let two = resolve([invest("A", 10, at: "2023", in: one), invest("B", 10, at: "2023", in: other)])
    #expect(two.acts.count == count)
    let telling = [one, other].map { Said("Acme", .investedIn, $0, at: "2023", amount: Telling.dollars(10)) }
    #expect(resolve([note("A", telling)]).acts.count == count)
    // One telling of both is one act.
    let both = [one, other].map { Said("Acme", .investedIn, $0, at: "2023", amount: Telling.dollars(10), act: 1) }
    #expect(resolve([note("A", both), invest("B", 10, at: "2023", in: other)]).acts.count == 1)
  }

  @Test func oneActHasAllItsParties() {
    let launch = [
      Said("Tencent Cloud", .launched, "Initiative:Go Saudi", at: "2024-03", act: 1),
      Said("Mobily", .launched, "Initiative:Go Saudi", at: "2024-03", act: 1),
    ]
    let graph = resolve([note("A", launch), note("B", [Said("Mobily", .launched, "Initiative:Go Saudi")])])
    #expect(graph.deals == ["LAUNCHED 2024-03 x2 (2)"])
    #expect(graph.facts == ["Mobily LAUNCHED Go Saudi 2024-03 x2", "Tencent Cloud LAUNCHED Go Saudi 2024-03"])
    // Two parties and no amount are an edge.
    #expect(resolve([note("A", [launch[0]])]).acts.isEmpty)
  }

  @Test func valuesOfStatesAreNoActs() {
    let graph = resolve([
      note("A", [Said("Acme", .valuedAt, nil, at: "2024", amount: Telling.dollars(900))]),
      note("B", [Said("Acme", .valuedAt, nil, at: "2024", amount: Telling.dollars(700))]),
      note("C", [Said("Acme", .raised, nil, at: "2024", amount: Telling.dollars(70))]),
    ])
    #expect(graph.deals == ["RAISED 70000000 2024 x1 (1)"])
    #expect(
      Set(graph.facts) == [
        "Acme RAISED 2024", "Acme VALUED_AT 2024 700000000 contested", "Acme VALUED_AT 2024 900000000 contested",
      ])
  }

  @Test func amountsThatDifferContest() {
    let graph = resolve([
      invest("A", 430, at: "2024-05"), invest("B", 340, at: "2024-05"), invest("C", 340, at: "2020"),
    ])
    #expect(
      graph.facts == [
        "Acme INVESTED_IN Beta 2020", "Acme INVESTED_IN Beta 2024-05 contested",
        "Acme INVESTED_IN Beta 2024-05 contested",
      ])
  }

  @Test func plansAndDoneActsAreOne() {
    let graph = resolve([
      note("A", [Said("Acme", .investedIn, "Beta", amount: Telling.dollars(5), status: .planned)]),
      note("B", [Said("Acme", .investedIn, "Beta", at: "2024", amount: Telling.dollars(5))]),
    ])
    #expect(graph.deals == ["INVESTED_IN 5000000 2024 x2 (1)"])
  }
}

struct OrderTests {
  /// Random notes over a few names, so that every rule meets every other.
  private func notes(_ random: inout SplitMix64) -> [NoteRecord] {
    let names = [
      "Acme", "ACME", "Acme Inc.", "Beta", "City:Beta", "BT", "Gamma", "Gamma Group", "~Acme/Initiative:plan",
      "[[Acme]]", "[[ACME]]", "[[Gamma]]",
    ]
    let predicates: [Predicate] = [.partnersWith, .investedIn, .basedIn, .launched, .alsoKnownAs, .mentions, .raised]
    let dates: [String?] = [nil, "2023", "2024", "2024-03", "2024-05", "2024-03-07"]
    let authors = [[], ["Jo"], ["Al", "Jo"]]
    return (0..<Int.random(in: 2...9, using: &random)).map { number in
      var said: [Said] = []
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        let predicate = random.pick(predicates)
        let amount = Bool.random(using: &random) ? nil : Telling.dollars(Int.random(in: 9...11, using: &random) * 10)
        said.append(
          Said(
            predicate == .mentions ? "@" : random.pick(names), predicate,
            predicate == .raised ? nil : random.pick(names),
            at: random.pick(dates), amount: amount,
            isNegated: Int.random(in: 0..<9, using: &random) == 0,
            act: random.pick([nil, 1, 2])))
      }
      let role = random.pick([NoteRecord.Role.source, .source, .plain, .entity(.company)])
      return note(
        random.pick(["Acme", "Beta", "Weekly"]), role: role,
        authors: random.pick(authors), path: "n/\(number).md",
        aliases: Bool.random(using: &random) ? ["BT"] : [], said)
    }
  }

  @Test func orderOfAddingMakesNoDifference() {
    var random = SplitMix64(seed: 2)
    for _ in 0..<60 {
      let notes = notes(&random)
      let expected = resolve(notes)
      #expect(resolve(notes.reversed()) == expected)
      #expect(resolve(notes.shuffled(using: &random)) == expected)
    }
  }

  @Test func graphsAreWellFormed() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<60 {
      let notes = notes(&random)
      let graph = resolve(notes)
      #expect(Set(graph.entities.map(\.name)).count == graph.entities.count)
      #expect(graph.entities.map(\.name) == graph.entities.map(\.name).sorted())
      #expect(graph.entities.map(\.id.rawValue) == graph.entities.indices.map(Int32.init))
      #expect(graph.relations.map(\.id.rawValue) == graph.relations.indices.map(Int64.init))
      // Every claim stands in one place.
      let claims = Set(notes.flatMap(\.claims).map(\.id))
      let placed = graph.relations.flatMap(\.claims) + graph.unrelated
      #expect(placed.count == claims.count)
      #expect(Set(placed) == claims)
      for relation in graph.relations {
        #expect(relation.sourceCount >= 1 && relation.sourceCount <= relation.claims.count)
        for other in relation.contestedBy {
          #expect(other != relation.id && graph.relations[Int(other.rawValue)].contestedBy.contains(relation.id))
        }
        if let act = relation.act { #expect(graph.acts[Int(act.rawValue)].relations.contains(relation.id)) }
      }
      for act in graph.acts {
        let parties = act.relations.map { graph.relations[Int($0.rawValue)] }
        for party in parties { #expect(party.act == act.id && party.predicate == act.predicate) }
        #expect(Set(parties.flatMap(\.claims)) == Set(act.claims))
      }
    }
  }
}
