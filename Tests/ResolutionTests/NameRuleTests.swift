import KnowledgeGraph
import Resolution
import TestSupport
import Testing

/// One rule of `Documentation/Resolution.md` at work: notes, and the facts and names that a reader of the rules expects.
struct Scenario: CustomTestStringConvertible {
  var rule: String
  var notes: [NoteRecord]
  var facts: [String]?
  var names: [String]?
  var deals: [String]?

  init(
    _ rule: String, _ notes: [NoteRecord], facts: [String]? = nil, names: [String]? = nil, deals: [String]? = nil
  ) {
    self.rule = rule
    self.notes = notes
    self.facts = facts
    self.names = names
    self.deals = deals
  }

  var testDescription: String { rule }

  func check(authority: (any NameAuthority)? = nil) {
    let graph = resolve(notes, authority: authority)
    if let facts { #expect(graph.facts == facts, "\(rule)") }
    if let names { #expect(graph.names == names, "\(rule)") }
    if let deals { #expect(graph.deals == deals, "\(rule)") }
    // No rule depends on the order in which notes come.
    #expect(resolve(notes.reversed(), authority: authority) == graph, "\(rule)")
  }
}

/// The section "Names" of the rules, one scenario and its counter-example after the other.
struct NameRuleTests {
  private static func uses(_ name: String, _ count: Int, from first: Int = 1) -> [NoteRecord] {
    (first..<first + count).map { note("\(name) \($0)", [Said(name, .launched, "Product:Loom")]) }
  }

  static let scenarios: [Scenario] = [
    Scenario(
      "1 a legal form is no part of a firm's name, wherever the firm stands",
      [
        note("A", [Said("Northwind Traders, Inc.", .launched, "Product:Loom")]),
        note("B", [Said("Fabrikam GmbH", .acquired, "Northwind Traders")]),
        note("C", [Said("Fabrikam", .acquired, "Northwind Traders Co., Ltd.")]),
      ], facts: ["Fabrikam ACQUIRED Northwind Traders x2", "Northwind Traders LAUNCHED Loom"]),
    Scenario(
      "1 but it is part of the name of a person, a place and a source",
      [
        note("A", [Said("Person:Marta Sa", .worksFor, "Acme"), Said("Person:Marta", .worksFor, "Acme")]),
        note("B", [Said("Acme", .basedIn, "City:Porto Co"), Said("Acme", .operatesIn, "City:Porto")]),
      ], names: ["Acme", "Marta", "Marta Sa", "Porto", "Porto Co"]),
    Scenario(
      "1 a possessive ending and a leading article are no part of a name",
      [
        note("A", [Said("Northwind's", .launched, "Product:Loom")]),
        note("B", [Said("the Northwind", .launched, "Product:Loom")]),
        note("C", [Said("Northwind’s", .launched, "Product:the Loom")]),
      ], facts: ["Northwind LAUNCHED Loom x3"]),
    Scenario(
      "2 four capitals are the one name of these letters",
      [
        note("A", [Said("CONTOSO", .launched, "Product:Loom")]),
        note("B", [Said("Contoso", .launched, "Product:Loom")]),
      ], facts: ["Contoso LAUNCHED Loom x2"]),
    Scenario(
      "2 three are a name of their own, and marks and case count",
      [
        note("A", [Said("ACM", .launched, "Product:Loom")]), note("B", [Said("Acm", .launched, "Product:Loom")]),
        note("C", [Said("Cáfe", .launched, "Product:Loom")]), note("D", [Said("Cafe", .launched, "Product:Loom")]),
      ], names: ["ACM", "Acm", "Cafe", "Cáfe", "Loom"]),
    Scenario(
      "3 a longer name is another name",
      [
        note("A", [Said("Contoso", .launched, "Product:Loom")]),
        note("B", [Said("Contoso Cloud", .launched, "Product:Loom Pro")]),
      ], names: ["Contoso", "Contoso Cloud", "Loom", "Loom Pro"]),
    Scenario(
      "4 an alias holds for every text of its source, and nowhere else",
      [
        note(
          "A", path: "a.md", url: "https://example.org/a",
          [Said("Northwind Traders", .alsoKnownAs, "NT"), Said("NT", .launched, "Product:Loom")]),
        // The same article, imported a second time into another note.
        note("A again", path: "a2.md", url: "https://example.org/a", [Said("NT", .launched, "Product:Shuttle")]),
        note("B", [Said("NT", .launched, "Product:Spool")]),
      ],
      facts: ["NT LAUNCHED Spool", "Northwind Traders LAUNCHED Loom", "Northwind Traders LAUNCHED Shuttle"]),
    Scenario(
      "4 aliases of aliases are followed",
      [
        note(
          "A",
          [
            Said("Northwind Traders", .alsoKnownAs, "Northwind"), Said("Northwind", .alsoKnownAs, "NT"),
            Said("NT", .launched, "Product:Loom"),
          ])
      ], facts: ["Northwind Traders LAUNCHED Loom"]),
    Scenario(
      "5 two independent sources make an alias hold everywhere",
      [
        note("A", [Said("Northwind Traders", .alsoKnownAs, "NT")]),
        note("B", [Said("Northwind Traders", .alsoKnownAs, "NT")]),
        note("C", [Said("NT", .launched, "Product:Loom")]),
      ], facts: ["Northwind Traders LAUNCHED Loom"]),
    Scenario(
      "5 a copy of the same words is no second source",
      [
        note("A", [Said("Northwind Traders", .alsoKnownAs, "NT", text: "Northwind Traders (NT) opened.")]),
        note("B", [Said("Northwind Traders", .alsoKnownAs, "NT", text: "Northwind  Traders (**NT**) opened.")]),
        note("C", [Said("NT", .launched, "Product:Loom")]),
      ], facts: ["NT LAUNCHED Loom"]),
    Scenario(
      "5 nor is what a source says that it is not",
      [
        note("A", [Said("Northwind Traders", .alsoKnownAs, "NT")]),
        note("B", [Said("Northwind Traders", .alsoKnownAs, "NT", isNegated: true)]),
        note("C", [Said("NT", .launched, "Product:Loom")]),
      ], facts: ["NT LAUNCHED Loom"]),
    Scenario(
      "5 the note about an entity needs no second source",
      [
        note("Northwind Traders", role: .entity(.company), aliases: ["NT"]),
        note("A", [Said("NT", .launched, "Product:Loom")]),
      ], facts: ["Northwind Traders LAUNCHED Loom"]),
    Scenario(
      "5 an alias that two notes list is neither's",
      [
        note("Crunchbase", role: .entity(.company), aliases: ["CB"]),
        note("Central Bank", role: .entity(.publicBody), aliases: ["CB"]),
        note("A", [Said("CB", .launched, "Product:Loom")]),
      ], facts: ["CB LAUNCHED Loom"]),
    Scenario(
      "5 an alias that is the title of another note is that note",
      [
        note("Crunchbase", role: .entity(.company), aliases: ["CB"]),
        note("CB", role: .entity(.publicBody)),
        note("A", [Said("CB", .launched, "Product:Loom")]),
      ], facts: ["CB LAUNCHED Loom"], names: ["CB", "Crunchbase", "Loom"]),
    Scenario(
      "6 an authority gives a place its name in every form",
      [
        note("A", [Said("Acme", .operatesIn, "Country:Norwegian")]),
        note("B", [Said("Acme", .operatesIn, "Country:Norway")]),
      ], facts: ["Acme OPERATES_IN Norway x2"]),
    Scenario(
      "6 a name that may mean several keeps its own entity beside them",
      [
        note("A", [Said("Acme", .operatesIn, "Country:Korea")]),
        note("B", [Said("Acme", .operatesIn, "Country:South Korea")]),
      ], facts: ["Acme OPERATES_IN Korea", "Acme OPERATES_IN South Korea"]),
    Scenario(
      "7 a name has one sense in a source, that of most of its mentions there",
      [
        note("A", [Said("Mercury", .launched, "Product:Card"), Said("Mercury", .raised, nil)]),
        note(
          "B",
          [
            Said("Acme", .basedIn, "City:Mercury"), Said("Beta", .basedIn, "City:Mercury"),
            // One slip in a text about the city is the city.
            Said("Gamma", .partnersWith, "Mercury"),
          ]),
      ],
      facts: [
        "Acme BASED_IN Mercury", "Beta BASED_IN Mercury", "Gamma PARTNERS_WITH Mercury",
        "Mercury (company) LAUNCHED Card", "Mercury (company) RAISED",
      ]),
    Scenario(
      "7 other kinds never divide a name",
      [
        note("A", [Said("Acme", .launched, "Product:Atlas")]),
        note("B", [Said("Company:Atlas", .partnersWith, "Beta")]),
      ], names: ["Acme", "Atlas", "Beta"]),
    Scenario(
      "link: a file name goes before a title, a title before an alias",
      [
        note("Loom", role: .plain, path: "x/Other.md"), note("Second", role: .plain, path: "y/Loom.md"),
        note("Third", role: .plain, path: "z/Third.md", aliases: ["Loom", "Warp"]),
        note("Warp", role: .plain, path: "z/Fourth.md"),
        note("A", [Said("Acme", .uses, "[[Topic:Loom]]"), Said("Acme", .uses, "[[Topic:warp]]")]),
      ], facts: ["Acme USES Second", "Acme USES Warp"]),
    Scenario(
      "link: to no note it is a name, and a text that uses the name means the same",
      [
        note("A", [Said("Acme", .uses, "[[Topic:tools/Loom]]")]), note("B", [Said("Acme", .uses, "Product:Loom")]),
      ], facts: ["Acme USES Loom x2"]),
    Scenario(
      "description: the same words of the same owner in one source are one thing",
      [
        note(
          "A",
          [
            Said("Huawei", .launched, "~Huawei/Initiative:its five-year plan"),
            Said("~Huawei/Initiative:the five-year plan", .targets, "Region:North Africa"),
          ]),
        note("B", [Said("Huawei", .launched, "~Huawei/Initiative:a five-year plan")]),
      ],
      names: [
        "Huawei", "Huawei's five-year plan", "Huawei's five-year plan (B)", "North Africa",
      ]),
    Scenario(
      "description: two in one source stay two even where one act names both",
      [
        note(
          "A",
          [
            Said("Acme", .investedIn, "~Acme/Initiative:plant", amount: Telling.dollars(50), act: 1),
            Said("Acme", .investedIn, "~Acme/Initiative:school", amount: Telling.dollars(50), act: 1),
          ]),
        note("B", [Said("Acme", .investedIn, "~Acme/Initiative:factory", amount: Telling.dollars(50))]),
      ], names: ["Acme", "Acme's factory", "Acme's plant", "Acme's school"]),
    Scenario(
      "shown: the form that most sources use, of equals the more frequent",
      [
        note("A", [Said("Acme Inc.", .launched, "Product:Loom"), Said("Acme Inc.", .launched, "Product:Spool")]),
        note("B", [Said("Acme", .launched, "Product:Loom")]),
      ], names: ["Acme Inc.", "Loom", "Spool"]),
    Scenario(
      "shown: of equally frequent ones the one not in capitals, then the shorter",
      [
        note("A", [Said("ACME", .launched, "Product:Loom")]), note("B", [Said("Acme", .launched, "Product:Loom")]),
        note("C", [Said("Beta Inc.", .launched, "Product:Loom")]), note("D", [Said("Beta", .launched, "Product:Loom")]),
      ], names: ["Acme", "Beta", "Loom"]),
    Scenario(
      "shown: an alias with three sources more is not enough where it is not three times as many",
      [
        note("A", [Said("Northwind Traders", .alsoKnownAs, "NT")]),
        note("B", [Said("Northwind Traders", .alsoKnownAs, "NT")]),
      ] + uses("NT", 4), names: ["Loom", "Northwind Traders"]),
  ]

  @Test(arguments: scenarios)
  func rule(_ scenario: Scenario) { scenario.check(authority: Places()) }

  struct Places: NameAuthority {
    func canonicalName(for surface: String, kind: Kind) -> CanonicalName? {
      switch surface {
      case "Norwegian", "Norway": CanonicalName("Norway", kind: .country)
      case "South Korea": CanonicalName("South Korea", kind: .country)
      case "Korea": CanonicalName("Korea", kind: .country, candidates: ["North Korea", "South Korea"])
      default: nil
      }
    }
  }

  @Test func aPlainNoteIsAnEntityOnlyWhereItIsLinkedOrClaims() {
    let graph = resolve([
      note("Linked", role: .plain), note("Alone", role: .plain),
      note("Speaker", role: .plain, [Said("@", .linksTo, "[[Topic:Linked]]")]),
    ])
    #expect(graph.entities.map(\.name) == ["Linked", "Speaker"])
  }

  @Test func discriminatorsAreTakenFromWhatIsKnown() {
    // Each pair shares a name; the better evidenced one keeps it, the other tells itself apart.
    let graph = resolve([
      note("Plan", role: .plain, path: "work/Plan.md", [Said("@", .linksTo, "[[Topic:home/Plan]]")]),
      note("Start", role: .plain, [Said("@", .linksTo, "[[Topic:work/Plan]]")]),
      note("Plan", role: .plain, path: "home/Plan.md"),
      note("Review", authors: ["Ann Lee"], path: "1.md", [Said("@", .mentions, "Acme")]),
      note("Review", authors: ["Bo Dahl", "Cy Fox"], path: "2.md"),
      note("Digest", path: "3.md", date: "2024-05-02"),
      note("Digest", path: "4.md", date: "2024-05-09", [Said("@", .mentions, "Acme")]),
    ])
    #expect(
      graph.entities.map(\.name) == [
        "Acme", "Digest", "Digest (2024-05-02)", "Plan", "Plan (home)", "Review", "Review (Bo Dahl)", "Start",
      ])
    // It is still found by the name that it shares.
    #expect(graph.entity("Plan (home)")?.aliases == ["Plan"])
  }

  @Test func aFactWeighsThreeMentions() {
    func kind(mentions: Int) -> Kind? {
      let graph = resolve(
        [note("F", [Said("Product:Atlas", .partOf, "Initiative:Plan")])]
          + (0..<mentions).map { note("M\($0)", [Said("@", .mentions, "Company:Atlas")]) })
      return graph.entity("Atlas")?.kind
    }
    #expect(kind(mentions: 2) == .product)
    #expect(kind(mentions: 4) == .company)
  }

  @Test func whatIsBelowTheThresholdSaysNothing() {
    let doubtful = Said("Acme", .acquired, "Beta").with { $0.confidence = 0.4 }
    let sure = Said("Acme", .acquired, "Gamma")
    let graph = resolve([note("A", [doubtful, sure])], threshold: 0.5)
    #expect(graph.facts == ["Acme ACQUIRED Gamma"])
    #expect(graph.names == ["Acme", "Gamma"])
    // It corroborates nothing either, and an alias at the threshold counts.
    let weak = Said("Acme", .acquired, "Gamma").with { $0.confidence = 0.49 }
    #expect(resolve([note("A", [sure]), note("B", [weak])], threshold: 0.5).facts == ["Acme ACQUIRED Gamma"])
    let exact = Said("Acme", .acquired, "Gamma").with { $0.confidence = 0.5 }
    #expect(resolve([note("A", [sure]), note("B", [exact])], threshold: 0.5).facts == ["Acme ACQUIRED Gamma x2"])
  }
}
