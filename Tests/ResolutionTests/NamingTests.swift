import KnowledgeGraph
import Resolution
import TestSupport
import Testing

struct NamingTests {
  @Test(arguments: [
    // Names as two sources write them, and the entities that they are.
    (["Huawei", "Huawei"], ["Huawei"]),
    (["Huawei Technologies Co., Ltd.", "Huawei Technologies"], ["Huawei Technologies"]),
    (["Acme, Inc.", "Acme Inc", "Acme"], ["Acme"]),
    (["the Acme", "Acme's"], ["Acme"]),
    (["HUAWEI", "Huawei"], ["Huawei"]),
    // Counter-examples: nothing is merged because it looks alike.
    (["Tencent", "Tencent Cloud"], ["Tencent", "Tencent Cloud"]),
    (["Huawei", "Huawai"], ["Huawai", "Huawei"]),
    (["WHO", "Who"], ["WHO", "Who"]),
    (["apple", "Apple"], ["Apple", "apple"]),
    (["OPENAI", "OpenAI", "Openai"], ["OPENAI", "OpenAI", "Openai"]),
    (["Acme Group", "Acme"], ["Acme", "Acme Group"]),
    (["Inc.", "Acme"], ["Acme", "Inc."]),
  ])
  func names(_ written: [String], _ expected: [String]) {
    let notes = written.enumerated().map { index, name in
      note("Article \(index)", [Said(name, .launched, "Product:Thing \(index)")])
    }
    let found = resolve(notes).names.filter { !$0.hasPrefix("Thing") }
    #expect(found == expected)
  }

  /// So many notes of one title, linked by it, that nothing may look at each of them for each.
  @Test func manyNotesOfOneTitleAreLinkedAndNumbered() {
    let count = 3_000
    var notes = (1...count).map { index in
      note("Idea", path: "Inbox/\(10_000 + index).md", [Said("Acme", .launched, "[[Topic:Idea]]", text: "\(index)")])
    }
    notes.append(note("Idea (article 3)", path: "Inbox/Taken.md"))
    notes.append(note("Idea", path: "Other/One.md", [Said("Beta", .launched, "[[Topic:Idea]]")]))
    let graph = resolve(notes)
    let ideas = graph.entities.map(\.name).filter { $0.hasPrefix("Idea") }
    // The first of the folder is what all notes there link to: the best evidenced keeps the name.
    let expected = ["Idea", "Idea (article)", "Idea (article 2)"] + (3...count + 1).map { "Idea (article \($0))" }
    #expect(ideas.count == expected.count)
    #expect(Set(ideas).symmetricDifference(expected).isEmpty)
    #expect(graph.entity("Idea")?.note == "Inbox/10001.md")
    #expect(graph.entity("Idea (article 3)")?.note == "Inbox/Taken.md")
    let launched = graph.relations.filter { $0.predicate == .launched }
    #expect(launched.map(\.sourceCount).sorted() == [1, count])
    #expect(
      Set(launched.compactMap { $0.object.flatMap { graph.entities[Int($0.rawValue)].note } })
        == ["Inbox/10001.md", "Other/One.md"])
  }

  @Test(arguments: [
    ("Home", "A/Deep/Home.md"), ("deep/home", "A/Deep/Home.md"), ("b/home", "B/Home.md"),
    ("B/Deep/Home", "B/Deep/Home.md"),
    ("../B/Home.md", "B/Home.md"),
  ])
  func aLinkMeansTheNearestNoteThatItsPathFits(_ target: String, _ expected: String) {
    let paths = ["A/Deep/Home.md", "B/Deep/Home.md", "B/Home.md"]
    let homes = paths.map { path in note("Page at \(path)", role: .plain, path: path) }
    let graph = resolve(homes + [note("X", path: "A/X.md", [Said("Acme", .launched, "[[Topic:\(target)]]")])])
    #expect(graph.facts.contains("Acme LAUNCHED Page at \(expected)"))
  }

  @Test func aliasHoldsWithinItsSource() {
    let graph = resolve([
      note(
        "A",
        [
          Said("Crunchbase", .alsoKnownAs, "CB"), Said("CB", .launched, "Product:Scout"),
        ]),
      note(
        "B",
        [
          Said("PublicBody:Central Bank", .alsoKnownAs, "CB"), Said("CB", .accused, "Acme"),
        ]),
      note("C", [Said("CB", .partnersWith, "Acme")]),
    ])
    #expect(graph.facts == ["Acme PARTNERS_WITH CB", "Central Bank ACCUSED Acme", "Crunchbase LAUNCHED Scout"])
    #expect(graph.entity("Crunchbase")?.aliases == ["CB"])
  }

  @Test func aliasOfTwoSourcesHoldsEverywhere() {
    let alias = Said("Etihad Etisalat", .alsoKnownAs, "Mobily")
    let graph = resolve([
      note("A", [alias]), note("B", [alias]), note("C", [Said("Mobily", .launched, "Initiative:Go Saudi")]),
    ])
    #expect(graph.facts == ["Etihad Etisalat LAUNCHED Go Saudi"])
    #expect(graph.names == ["Etihad Etisalat", "Go Saudi"])
    #expect(graph.unrelated.count == 2)
  }

  @Test func oneAuthorIsNoSecondSource() {
    let alias = Said("Etihad Etisalat", .alsoKnownAs, "Mobily")
    let graph = resolve([
      note("A", authors: ["Jo"], [alias]), note("B", authors: ["jo"], [alias]),
      note("C", [Said("Mobily", .launched, "Initiative:Go Saudi")]),
    ])
    #expect(graph.names == ["Etihad Etisalat", "Go Saudi", "Mobily"])
  }

  @Test func aliasGivenToTwoNamesStaysLocal() {
    let first = Said("Crunchbase", .alsoKnownAs, "CB")
    let second = Said("PublicBody:Central Bank", .alsoKnownAs, "CB")
    let graph = resolve([
      note("A", [first]), note("B", [first]), note("C", [second]), note("D", [second]),
      note("E", [Said("CB", .launched, "Product:X")]),
    ])
    #expect(graph.facts == ["CB LAUNCHED X"])
  }

  @Test func circleOfAliasesEnds() {
    let graph = resolve([
      note("A", [Said("X", .alsoKnownAs, "Y"), Said("Y", .alsoKnownAs, "X"), Said("Y", .launched, "Product:Z")])
    ])
    #expect(graph.names.count == 2)
    #expect(graph.relations.count == 1)
  }

  @Test func entityNoteGivesNameKindAndAliases() {
    let graph = resolve([
      note("Etihad Etisalat", role: .entity(.company), aliases: ["Mobily", "EEC"]),
      note("A", [Said("Organization:Mobily", .launched, "Initiative:Go Saudi")]),
      note("B", [Said("[[etihad etisalat]]", .partnersWith, "EEC")]),
    ])
    #expect(graph.facts == ["Etihad Etisalat LAUNCHED Go Saudi"])
    let entity = graph.entity("Etihad Etisalat")
    #expect(entity?.kind == .company)
    #expect(entity?.aliases == ["EEC", "Mobily"])
    #expect(entity?.note == "notes/Etihad Etisalat.md")
    #expect(entity?.source == nil)
  }

  @Test func shortFormWinsOnlyWhenMuchMoreFrequent() {
    let alias = Said("International Business Machines", .alsoKnownAs, "IBM")
    func graph(_ uses: Int) -> ResolvedGraph {
      resolve(
        [note("A", [alias]), note("B", [alias])]
          + (0..<uses).map { note("Use \($0)", [Said("IBM", .launched, "Product:Thing")]) })
    }
    #expect(graph(2).names == ["International Business Machines", "Thing"])
    #expect(graph(9).names == ["IBM", "Thing"])
  }

  @Test func placeAndFirmOfOneNameStayTwo() {
    let graph = resolve([
      note("A", [Said("Mercury", .launched, "Product:Card")]), note("B", [Said("Mercury", .raised, nil)]),
      note("C", [Said("Acme", .basedIn, "City:Mercury")]),
    ])
    #expect(graph.names == ["Acme", "Card", "Mercury", "Mercury (city)"])
    #expect(graph.entity("Mercury")?.kind == .company)
    #expect(graph.facts.contains("Acme BASED_IN Mercury (city)"))
    #expect(graph.entity("Mercury (city)")?.aliases == ["Mercury"])
  }

  @Test func topicIsTheKindOfLastResort() {
    let graph = resolve([
      note("A", [Said("@", .authoredBy, "Person:Ada Moss")]),
      note("B", [Said("Person:Jo Ann", Predicate("INFLUENCED"), "[[Topic:Ada Moss]]")]),
      note("C", [Said("@", .tagged, "Topic:gardening")]),
    ])
    #expect(graph.entity("Ada Moss")?.kind == .person)
    #expect(graph.entity("gardening")?.kind == .topic)
  }

  @Test func kindIsVotedAndSuperKindsAreNone() {
    let graph = resolve([
      note("A", [Said("Product:Atlas", .partOf, "Initiative:Plan"), Said("@", .mentions, "Company:Atlas")]),
      note("B", [Said("@", .authoredBy, "Agent:Jo Ann")]),
      note("C", [Said("@", .mentions, "Person:Jo Ann")]),
    ])
    #expect(graph.entity("Atlas")?.kind == .product)
    #expect(graph.entity("Jo Ann")?.kind == .person)
    #expect(graph.entity("Jo Ann")?.isAuthor == true)
    #expect(graph.entity("Atlas")?.isAuthor == false)
  }

  struct Places: NameAuthority {
    func canonicalName(for surface: String, kind: Kind) -> CanonicalName? {
      switch surface {
      case "Chinese", "PRC": CanonicalName("China", kind: .country)
      case "Korea": CanonicalName("Korea", kind: .country, candidates: ["South Korea", "North Korea"])
      default: nil
      }
    }
  }

  @Test func authorityNamesPlaces() {
    let graph = resolve(
      [
        note("A", [Said("Huawei", .basedIn, "Country:Chinese"), Said("Alibaba", .builds, "Country:Korea")]),
        note("B", [Said("Huawei", .basedIn, "Country:China")]),
      ], authority: Places())
    #expect(graph.facts == ["Alibaba BUILDS Korea", "Huawei BASED_IN China x2"])
    #expect(graph.entity("Korea")?.candidates == ["North Korea", "South Korea"])
  }

  @Test func descriptionsAreTheirOwners() {
    let graph = resolve([
      note(
        "A",
        [
          Said("Huawei Technologies Co., Ltd.", .launched, "~Huawei Technologies/Initiative:its five-year plan"),
          Said("Acme", .launched, "~Initiative:a new plan"),
        ]),
      note("B", [Said("Beta", .launched, "~Initiative:new plan"), Said("Huawei Technologies", .uses, "Product:X")]),
    ])
    // Equally well told, so the description of the claim with the lesser identity keeps the plain name.
    let described = graph.entities.filter(\.isDescribed)
    #expect(described.map(\.name).first == "Huawei Technologies' five-year plan")
    #expect(described.count == 3)
    #expect(described[1].name == "new plan")
    #expect(["new plan (A)", "new plan (B)"].contains(described[2].name))
  }

  /// Claims from elsewhere may hold one; texts do not.
  @Test func aDescriptionWithoutWordsHasANameAllTheSame() {
    let graph = resolve([
      note("A", [Said("Acme", .launched, "~Initiative: "), Said("Beta", .launched, "~Beta/Initiative: ")])
    ])
    #expect(graph.entities.filter(\.isDescribed).map(\.name) == ["?", "? (A)"])
  }

  @Test func oneActMakesDescriptionsOne() {
    func telling(_ title: String, _ description: String, _ amount: Amount) -> NoteRecord {
      note(title, [Said("Huawei", .launched, "~Huawei/Initiative:\(description)", amount: amount)])
    }
    let same = resolve([
      telling("A", "five-year investment plan", Telling.dollars(430)),
      telling("B", "African programme", Telling.dollars(425, .approx)),
    ])
    #expect(same.entities.count { $0.isDescribed } == 1)
    #expect(same.deals == ["LAUNCHED 430000000 x2 (1)"])
    let other = resolve([
      telling("A", "five-year investment plan", Telling.dollars(430)),
      telling("B", "African programme", Telling.dollars(500)),
    ])
    #expect(other.entities.count { $0.isDescribed } == 2)
  }

  @Test func linksFindNotesAsObsidianDoes() {
    let graph = resolve([
      note("Plan", role: .plain, path: "b/Plan.md"), note("Plan", role: .plain, path: "a/Plan.md"),
      note("Deep Plan", role: .plain, path: "c/x.md"),
      note(
        "Start", role: .plain, path: "a/Start.md",
        [
          Said("@", .linksTo, "[[plan]]"), Said("@", .linksTo, "[[b/Plan]]"), Said("@", .linksTo, "[[deep plan]]"),
          Said("@", .linksTo, "[[Topic:Nowhere]]"),
        ]),
      note("Lonely", role: .plain),
    ])
    #expect(graph.entities.filter { $0.note?.hasSuffix("Plan.md") ?? false }.count == 2)
    let linked = Set(graph.relations.compactMap { $0.object }.map { graph.entities[Int($0.rawValue)] })
    #expect(linked.compactMap(\.note).sorted() == ["a/Plan.md", "b/Plan.md", "c/x.md"])
    #expect(linked.map(\.name).sorted() == ["Deep Plan", "Nowhere", "Plan", "Plan (b)"])
    #expect(graph.entity("Lonely") == nil)
    #expect(graph.entity("Nowhere")?.kind == .topic)
  }

  @Test func sourcesOfOneTitleAreToldApart() {
    let graph = resolve([
      note(
        "Weekly", authors: ["Ann"], path: "1.md", [Said("Acme", .launched, "Product:X"), Said("@", .mentions, "Acme")]),
      note("Weekly", authors: ["Bob"], path: "2.md"),
      note("Weekly", path: "3.md", date: "2024-05"),
    ])
    #expect(graph.entities.filter { $0.source != nil }.map(\.name) == ["Weekly", "Weekly (2024-05)", "Weekly (Bob)"])
  }
}
