import KnowledgeGraph
import Resolution
import TestSupport
import Testing

/// What people's decisions make of names, each beside what is there without them.
@Suite struct NameDecisionTests {
  private static let notes = [
    note("One", [Said("Acme", .acquired, "Bolt"), Said("Korea", .operatesIn, "Country:Kenya")]),
    note("Two", [Said("Akme", .acquired, "Dorn"), Said("Bolt", .owns, "Mercury")]),
    note("Three", [Said("Mercury", .owns, "Egon"), Said("Acme", .owns, "Fjord")]),
  ]

  private static func resolve(
    _ contents: [Decision.Content], _ notes: [NoteRecord] = notes, by actors: [String] = [],
    authority: (any NameAuthority)? = nil
  ) -> (graph: ResolvedGraph, standings: [DecisionTrace.Standing?]) {
    let decisions = contents.enumerated().map { index, content in
      Deciding.decision(content, index, by: index < actors.count ? actors[index] : "Ada")
    }
    return resolve(decisions, notes, authority: authority)
  }

  private static func resolve(
    _ decisions: [Decision], _ notes: [NoteRecord] = notes, authority: (any NameAuthority)? = nil
  ) -> (graph: ResolvedGraph, standings: [DecisionTrace.Standing?]) {
    var resolver = Resolver(ontology: .builtIn, authority: authority)
    for note in notes { resolver.add(note) }
    let replay = DecisionReplay(decisions)
    let claims = replay.claims { ($0.id, false) }
    resolver.decide(NameDecisions(all: decisions, replay: replay, splits: claims.splits))
    let graph = resolver.resolve()
    return (graph, decisions.map { graph.decisions.standings[$0.id] ?? claims.standings[$0.id] })
  }

  private static func company(_ name: String) -> NameAnchor { NameAnchor(name, kind: .company) }

  @Test func aMergeMakesOneOfTwo() {
    let (graph, standings) = Self.resolve([.merge(Self.company("Akme"), into: Self.company("Acme"))])
    #expect(graph.names == ["Acme", "Bolt", "Dorn", "Egon", "Fjord", "Kenya", "Korea", "Mercury"])
    #expect(graph.entity("Acme")?.aliases == ["Akme"])
    #expect(graph.facts.contains("Acme ACQUIRED Dorn"))
    #expect(standings == [.applied])
    // The second is the preferred one.
    #expect(Self.resolve([.merge(Self.company("Acme"), into: Self.company("Akme"))]).graph.entity("Akme") != nil)
  }

  @Test func anUndoneMergeLeavesNoTrace() {
    let merge = Deciding.decision(.merge(Self.company("Akme"), into: Self.company("Acme")), 1)
    let undone = Self.resolve([merge, Deciding.decision(.undo(merge.id), 2)]).graph
    let plain = Self.resolve([Decision]()).graph
    #expect(undone.entities == plain.entities && undone.relations == plain.relations && undone.acts == plain.acts)
  }

  @Test func whatIsDistinctIsNeverMerged() {
    // Neither by a chain of merges, in any order, nor by another person's.
    let distinct = Decision.Content.distinct(Self.company("Acme"), Self.company("Dorn"))
    let first = Decision.Content.merge(Self.company("Akme"), into: Self.company("Acme"))
    let second = Decision.Content.merge(Self.company("Akme"), into: Self.company("Dorn"))
    let (graph, standings) = Self.resolve([distinct, first, second])
    #expect(graph.entity("Acme") != nil && graph.entity("Dorn") != nil && graph.entity("Akme") == nil)
    #expect(standings == [.applied, .applied, .contested])
    let chain = Self.resolve([first, second, distinct])
    #expect(chain.graph.entities == graph.entities)
  }

  @Test func mergingAgainstKeepingApartIsContested() {
    let contents: [Decision.Content] = [
      .merge(Self.company("Akme"), into: Self.company("Acme")), .distinct(Self.company("Acme"), Self.company("Akme")),
    ]
    #expect(Self.resolve(contents, by: ["Ada", "Bo"]).standings == [.contested, .contested])
    #expect(Self.resolve(contents, by: ["Ada", "Bo"]).graph.entity("Akme") != nil)
    #expect(Self.resolve(contents, by: ["Ada", "Ada"]).standings == [.superseded, .applied])
    // What is never to be one stays two until that is undone, whoever says otherwise later.
    #expect(Self.resolve(contents.reversed(), by: ["Ada", "Ada"]).standings == [.applied, .contested])
    #expect(Self.resolve(contents.reversed(), by: ["Ada", "Ada"]).graph.entity("Akme") != nil)
  }

  /// A name that a person gave is the entity's: in what is asserted, in notes, and until something else is said.
  @Test func textsThatUseAGivenNameMeanTheEntity() {
    let rename = Decision.Content.rename(Self.company("Akme"), to: "Akme Group")
    let more = Self.notes + [note("Four", [Said("Akme Group", .owns, "Gale")])]
    let (graph, standings) = Self.resolve([rename], more)
    #expect(graph.entity("Akme") == nil && graph.entity("Akme Group")?.aliases == ["Akme"])
    #expect(graph.facts.contains("Akme Group OWNS Gale") && graph.facts.contains("Akme Group ACQUIRED Dorn"))
    #expect(standings == [.applied])
    let twice = Self.resolve([rename, .rename(Self.company("Akme Group"), to: "Akme Holding")], more)
    #expect(twice.graph.facts.contains("Akme Holding OWNS Gale"))
    #expect(twice.standings == [.superseded, .applied])
    // Two people who call it otherwise agree on nothing.
    let differ = Self.resolve([rename, .rename(Self.company("Akme"), to: "Akme AS")], more, by: ["Ada", "Bo"])
    #expect(differ.standings == [.contested, .contested])
    #expect(differ.graph.facts.contains("Akme ACQUIRED Dorn") && differ.graph.facts.contains("Akme Group OWNS Gale"))
  }

  @Test(arguments: [
    // What is decided in turn, what the whole is called then, and how each decision stands.
    (
      [
        Decision.Content.rename(company("Akme"), to: "Akme Group"),
        .merge(company("Akme Group"), into: company("Acme")),
      ], "Acme", [DecisionTrace.Standing.superseded, .applied]
    ),
    (
      [.rename(company("Acme"), to: "Acme Group"), .merge(company("Akme"), into: company("Acme Group"))],
      "Acme Group", [.applied, .applied]
    ),
    (
      [.merge(company("Akme"), into: company("Acme")), .rename(company("Acme"), to: "Acme Group")],
      "Acme Group", [.applied, .applied]
    ),
    (
      [
        .retypeEntity(company("Akme"), .organization), .rename(company("Akme"), to: "Akme Group"),
        .merge(company("Akme Group"), into: company("Acme")), .merge(company("Acme"), into: company("Bolt")),
      ], "Bolt", [.superseded, .superseded, .applied, .applied]
    ),
  ])
  func aMergeNamesTheWholeAsItsSecond(
    _ contents: [Decision.Content], _ name: String, _ expected: [DecisionTrace.Standing]
  ) {
    let (graph, standings) = Self.resolve(contents)
    #expect(graph.entity(name)?.kind == .company)
    #expect(graph.entity("Akme") == nil && graph.entity("Akme Group") == nil)
    #expect(graph.facts.contains("\(name) ACQUIRED Dorn"))
    #expect(standings == expected)
  }

  @Test func whatANoteJoinsIsKeptApart() {
    let notes = [
      note("Mobily", role: .entity(.company), aliases: ["Etihad Etisalat"]),
      note("One", [Said("Mobily", .acquired, "Bolt"), Said("Etihad Etisalat", .acquired, "Dorn")]),
    ]
    let plain = Self.resolve([Decision](), notes).graph
    #expect(plain.names == ["Bolt", "Dorn", "Mobily"])
    let (graph, standings) = Self.resolve(
      [.distinct(Self.company("Mobily"), Self.company("Etihad Etisalat"))], notes)
    #expect(graph.names == ["Bolt", "Dorn", "Etihad Etisalat", "Mobily"])
    #expect(graph.entity("Mobily")?.aliases == [])
    #expect(graph.facts.contains("Etihad Etisalat ACQUIRED Dorn"))
    #expect(standings == [.applied])
  }

  @Test func aSplitGivesClaimsOrWordsToAnother() throws {
    let claim = try #require(Self.notes[2].claims.first)
    let side = Split.Side(ClaimAnchor(claim), isObject: false)
    let (graph, standings) = Self.resolve([
      .split(Self.company("Mercury"), Split(sides: [side], name: "Mercury Systems", kind: .company))
    ])
    #expect(graph.facts.contains("Mercury Systems OWNS Egon"))
    #expect(graph.facts.contains("Bolt OWNS Mercury"))
    #expect(standings == [.applied])
    // The other may be there already.
    let known = Self.resolve([.split(Self.company("Mercury"), Split(sides: [side], name: "Acme"))]).graph
    #expect(known.facts.contains("Acme OWNS Egon"))
    // Words that are one entity's by a merge are told apart again.
    let words = Self.resolve([
      .split(Self.company("Acme"), Split(surfaces: ["Akme"], name: "Akme of Oslo", kind: .company))
    ])
    #expect(words.graph.facts.contains("Akme of Oslo ACQUIRED Dorn"))
    #expect(words.standings == [.applied])
  }

  @Test func anEntityIsRenamedRetypedAndGetsAliases() {
    let (graph, standings) = Self.resolve([
      .rename(Self.company("Acme"), to: "Acme of Norway"), .retypeEntity(Self.company("Acme of Norway"), .organization),
      .alias(Self.company("Acme of Norway"), "ACM"), .alias(Self.company("Acme"), "Akme"),
    ])
    let acme = graph.entity("Acme of Norway")
    #expect(acme?.kind == .organization)
    #expect(acme?.aliases == ["ACM", "Acme", "Akme"])
    #expect(graph.facts.contains("Acme of Norway ACQUIRED Dorn"))
    #expect(standings == [.applied, .applied, .applied, .applied])
  }

  @Test func aNameThatADecisionGaveIsUnderstoodThoughItWasUndone() {
    let rename = Deciding.decision(.rename(Self.company("Acme"), to: "Acme of Norway"), 1)
    let retype = Deciding.decision(.retypeEntity(Self.company("Acme of Norway"), .organization), 2)
    let (graph, standings) = Self.resolve([rename, retype, Deciding.decision(.undo(rename.id), 3)])
    #expect(graph.entity("Acme")?.kind == .organization)
    #expect(standings[1] == .applied)
  }

  @Test func aHiddenEntityIsLeftOut() {
    let (graph, standings) = Self.resolve([.hide(.entity(Self.company("Mercury")))])
    #expect(graph.entity("Mercury") == nil && graph.entity("Egon") == nil)
    #expect(graph.entity("Bolt") != nil)
    #expect(!graph.facts.contains { $0.contains("Mercury") })
    #expect(standings == [.applied])
  }

  @Test func anAmbiguousNameIsSettledThoughNoTextNamesWhatItIs() {
    struct Koreas: NameAuthority {
      func canonicalName(for surface: String, kind: Kind) -> CanonicalName? {
        surface == "Korea" ? CanonicalName("Korea", kind: .country, candidates: ["North Korea", "South Korea"]) : nil
      }
    }
    let merge = Decision.Content.merge(NameAnchor("Korea"), into: NameAnchor("South Korea", kind: .country))
    let (graph, standings) = Self.resolve([merge], authority: Koreas())
    #expect(graph.entity("Korea") == nil)
    #expect(graph.entity("South Korea")?.candidates == [])
    #expect(graph.entity("South Korea")?.aliases == ["Korea"])
    #expect(standings == [.applied])
    // Of several answers of one person the last holds; of two people's none.
    let norway = Decision.Content.merge(NameAnchor("Korea"), into: Self.company("Dorn"))
    let changed = Self.resolve([merge, norway], authority: Koreas())
    #expect(changed.standings == [.superseded, .applied])
    #expect(changed.graph.entity("Korea") == nil && changed.graph.entity("South Korea") == nil)
    let differ = Self.resolve([merge, norway], by: ["Ada", "Bo"], authority: Koreas())
    #expect(differ.standings == [.contested, .contested])
    #expect(differ.graph.entity("Korea") != nil)
    // Once a text names it, they are one.
    let more = Self.notes + [note("Four", [Said("Country:South Korea", .owns, "Gale")])]
    let later = Self.resolve([merge], more, authority: Koreas()).graph
    #expect(later.facts.contains("South Korea OWNS Gale") && later.facts.contains("South Korea OPERATES_IN Kenya"))
  }

  @Test func whatNothingIsCalledMatchesNothing() {
    let (graph, standings) = Self.resolve([
      .merge(Self.company("Nobody"), into: Self.company("Acme")), .rename(Self.company("Nobody"), to: "X"),
      .hide(.entity(Self.company("Nobody"))),
    ])
    #expect(standings == [.unmatched, .unmatched, .unmatched])
    #expect(graph.relations == Self.resolve([Decision]()).graph.relations)
  }

  /// Of independent decisions every order gives one graph.
  @Test func theOrderMakesNoDifference() {
    var random = SplitMix64(seed: 11)
    let names = ["Acme", "Akme", "Bolt", "Dorn", "Mercury", "Egon", "Fjord", "Korea"].map { Self.company($0) }
    func name() -> NameAnchor { names.randomElement(using: &random) ?? names[0] }
    for round in 0..<60 {
      var decisions: [Decision] = []
      for minute in 0..<Int.random(in: 1...8, using: &random) {
        let content: Decision.Content
        switch Int.random(in: 0..<7, using: &random) {
        case 0, 1: content = .merge(name(), into: name())
        case 2: content = .distinct(name(), name())
        case 3: content = .rename(name(), to: "N\(Int.random(in: 0..<3, using: &random))")
        case 4: content = .retypeEntity(name(), .organization)
        case 5: content = .alias(name(), ["Bolt", "ZZ"].randomElement(using: &random) ?? "ZZ")
        default:
          content = .split(name(), Split(surfaces: [name().name], name: "S\(minute % 2)", kind: .company))
        }
        decisions.append(Deciding.decision(content, minute, by: ["Ada", "Bo"].randomElement(using: &random) ?? ""))
      }
      let first = Self.resolve(decisions)
      decisions.shuffle(using: &random)
      let second = Self.resolve(decisions, Self.notes.shuffled(using: &random))
      #expect(first.graph.entities == second.graph.entities, "round \(round)")
      #expect(first.graph.relations == second.graph.relations, "round \(round)")
      #expect(first.graph.decisions == second.graph.decisions, "round \(round)")
    }
  }
}
