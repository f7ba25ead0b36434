import KnowledgeGraph
import Testing

/// Which decisions cannot hold together, and what each side of them wants.
struct DecisionConflictTests {
  private let claim = ClaimAnchor(
    id: ClaimID(rawValue: "c1"), source: SourceID("path:a.md"), quote: "A owns B.", predicate: .owns, subject: "A",
    object: "B")

  private func decision(_ id: String, _ actor: String, _ content: Decision.Content) -> Decision {
    Decision(id: DecisionID(rawValue: id), actor: actor, time: "2026-11-27T00:00:00.000Z", content: content)
  }

  /// The conflicts as text: sides by the identities of their decisions.
  private func conflicts(
    _ decisions: [Decision], applied: Set<String> = [], superseded: Set<String> = [], pending: Set<String> = [],
    _ targets: DecisionConflict.Targets = .init()
  ) -> [String] {
    var standings: [DecisionID: DecisionTrace.Standing] = [:]
    for decision in decisions where !pending.contains(decision.id.rawValue) {
      let id = decision.id.rawValue
      standings[decision.id] = applied.contains(id) ? .applied : superseded.contains(id) ? .superseded : .contested
    }
    return DecisionConflict.all(among: decisions, standings: standings, targets: targets).map { conflict in
      conflict.sides.map { $0.decisions.map(\.id.rawValue).joined(separator: "+") }.joined(separator: "/")
    }
  }

  private var contents: [(Decision.Content, Decision.Content)] {
    let dates = (ClaimDates(at: PartialDate(year: 2023)), ClaimDates(at: PartialDate(year: 2024)))
    let (a, b) = (NameAnchor("A"), NameAnchor("B"))
    let amount = Amount(ExactDecimal(5), unit: .money(currency: "USD"))
    return [
      (.accept([claim]), .reject([claim])), (.redate([claim], dates.0), .redate([claim], dates.1)),
      (.retypeClaims([claim], .uses), .retypeClaims([claim], .supplies)), (.merge(a, into: b), .distinct(b, a)),
      (.reamount([claim], amount), .reamount([claim], nil)), (.rename(a, to: "X"), .rename(a, to: "Y")),
      (.retypeEntity(a, .city), .retypeEntity(a, .company)),
      (
        .split(a, Split(sides: [.init(claim, isObject: false)], name: "C")),
        .split(a, Split(sides: [.init(claim, isObject: false)], name: "D"))
      ),
      (.split(a, Split(surfaces: ["A"], name: "C")), .split(a, Split(surfaces: ["A"], name: "D"))),
    ]
  }

  @Test func twoPeopleWhoDecideDifferentlyAreTwoSides() {
    for (left, right) in contents {
      let pair = [decision("d1", "Ada", left), decision("d2", "Bob", right)]
      #expect(conflicts(pair) == ["d1/d2"], "\(left)")
      // Nothing is contested: there is nothing to ask.
      #expect(conflicts(pair, applied: ["d1", "d2"]).isEmpty, "\(left)")
    }
  }

  @Test func thoseWhoWantTheSameAreOneSide() {
    let three = [
      decision("d1", "Ada", .accept([claim])), decision("d2", "Bob", .reject([claim])),
      decision("d3", "Cy", .accept([claim])),
    ]
    #expect(conflicts(three) == ["d1+d3/d2"])
    // What was superseded, or will be, takes no part.
    let four = three + [decision("d4", "Bob", .accept([claim]))]
    #expect(conflicts(four, applied: ["d1", "d3", "d4"], superseded: ["d2"]).isEmpty)
    #expect(conflicts(four, pending: ["d4"]).isEmpty)
    // One side was undone since the last build.
    #expect(
      DecisionConflict.all(
        among: [three[0]], standings: [three[0].id: .contested, three[1].id: .contested], targets: .init()
      ).isEmpty)
  }

  @Test func aChainOfMergesIsAgainstWhatKeepsItsEndsApart() {
    // A is B, and B is C, by one person, who says too that A is not C: the last merge does not hold.
    let chain = [
      decision("d1", "Ada", .distinct(NameAnchor("A"), NameAnchor("C"))),
      decision("d2", "Ada", .merge(NameAnchor("A"), into: NameAnchor("B"))),
      decision("d3", "Ada", .merge(NameAnchor("B"), into: NameAnchor("C"))),
    ]
    let targets = DecisionConflict.Targets(entities: [
      DecisionID(rawValue: "d1"): ["B", "C"], DecisionID(rawValue: "d2"): ["B"],
      DecisionID(rawValue: "d3"): ["B", "C"],
    ])
    #expect(conflicts(chain, applied: ["d1", "d2"], targets) == ["d1/d3"])
  }

  @Test func whatIsFoundByItsWordsIsKnownByItsClaim() {
    var other = claim
    other.id = ClaimID(rawValue: "c2")
    let pair = [decision("d1", "Ada", .accept([claim])), decision("d2", "Bob", .reject([other]))]
    let found = DecisionConflict.Targets(claims: [
      DecisionID(rawValue: "d1"): [ClaimID(rawValue: "c3")], DecisionID(rawValue: "d2"): [ClaimID(rawValue: "c3")],
    ])
    #expect(conflicts(pair, found) == ["d1/d2"])
    // Each is told of, though nobody can say what is against it.
    #expect(conflicts(pair) == ["d1", "d2"])
  }

  @Test func aConflictIsSettledWhenOneSideIsLeft() throws {
    let sides = [
      DecisionConflict.Side([decision("d1", "Ada", .accept([claim])), decision("d3", "Cy", .accept([claim]))]),
      DecisionConflict.Side([decision("d2", "Bob", .reject([claim]))]),
    ]
    let item = ReviewItem(.conflict(DecisionConflict(sides)), weight: 3)
    func settled(_ ids: [String]) -> Bool {
      item.isSettled(
        by: SettledQuestions(ids.map { decision("u" + $0, "Dan", .undo(DecisionID(rawValue: $0))) }))
    }
    #expect(!settled([]) && !settled(["d1"]) && settled(["d2"]) && settled(["d1", "d3"]))
    let graph = Graph(ontology: .builtIn, entities: [], relations: [], acts: [])
    for (sorts, count) in [(Set([ReviewItem.Sort.contested]), 1), ([.decisions], 1), ([.claims], 0)] {
      let asked = try graph.review(
        band: 0.3..<0.5, settled: SettledQuestions(), conflicts: [DecisionConflict(sides)], sorts: sorts)
      #expect(asked.count == count)
    }
  }
}
