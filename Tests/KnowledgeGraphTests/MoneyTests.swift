import KnowledgeGraph
import TestSupport
import Testing

struct MoneyTests {
  private static func number(_ text: String) throws -> ExactDecimal { try #require(ExactDecimal(text)) }

  @Test(arguments: [
    ("430000000", "1000000000", "1430000000"), ("4.35", "0.65", "5"), ("0.1", "0.2", "0.3"), ("0", "-7.5", "-7.5"),
    ("100", "-100", "0"), ("9000000000000000000", "0.5", nil), ("9223372036854775807", "1", nil),
    ("1e", "1", nil),
  ])
  func adds(_ left: String, _ right: String, _ expected: String?) throws {
    guard let left = ExactDecimal(left), let right = ExactDecimal(right) else { return #expect(expected == nil) }
    #expect(left.adding(right)?.description == expected)
    #expect(right.adding(left)?.description == expected)
  }

  /// "approx 430", "min 2", "max 5", "2-3" as amounts, and "low high" of their sum; "-" is an open end.
  @Test(arguments: [
    (["430"], "430 430"), (["430", "20"], "450 450"), (["approx 430", "20"], "about 450 450"),
    (["min 2"], "2 -"), (["min 2", "5"], "7 -"), (["max 5"], "0 5"), (["max 5", "5"], "5 10"),
    (["2-3", "10"], "12 13"), (["approx 2-3"], "about 2 3"), (["min 2", "max 5"], "2 -"), ([], "0 0"),
  ])
  func sumsSayNoMoreThanTheirParts(_ parts: [String], _ expected: String) throws {
    var sum = MoneySum()
    for part in parts {
      let words = part.split(separator: " ")
      let ends = try #require(words.last).split(separator: "-")
      let precision = words.count > 1 ? try #require(Amount.Precision(rawValue: String(words[0]))) : .exact
      let amount = Amount(
        try MoneyTests.number(String(ends[0])), upper: ends.count > 1 ? try MoneyTests.number(String(ends[1])) : nil,
        unit: .money(currency: "USD"), precision: precision)
      sum = try #require(sum.adding(MoneySum(amount)))
    }
    let text = "\(sum.isApproximate ? "about " : "")\(sum.low) \(sum.high?.description ?? "-")"
    #expect(text == expected)
  }

  @Test(
    arguments: [
      (nil, .investedIn, nil, false, .unspecified), (.committed, .investedIn, nil, false, .committed),
      (.committed, .investedIn, .planned, false, .planned), (.paid, .acquired, nil, false, .paid),
      (.paid, .acquired, .announced, false, .planned), (.paid, .acquired, .cancelled, false, .cancelled),
      (.paid, .acquired, nil, true, .cancelled), (nil, .investedIn, .signed, false, .committed),
      (.raised, .raised, nil, false, .raised), (nil, .raised, nil, false, .raised),
      (nil, .valuedAt, nil, false, .valuation), (.valuation, .raised, .planned, false, .valuation),
      (.budget, .launched, nil, false, .budget), (nil, .owns, nil, false, .stake),
    ] as [(Amount.Kind?, Predicate, Qualifiers.Status?, Bool, MoneyStanding)])
  func standings(
    _ kind: Amount.Kind?, _ predicate: Predicate, _ status: Qualifiers.Status?, _ isNegated: Bool,
    _ expected: MoneyStanding
  ) {
    #expect(MoneyStanding(kind, of: predicate, status: status, isNegated: isNegated) == expected)
  }

  // MARK: Graphs

  /// A graph that is written as text: entities by name and kind, deals with their parties.
  private struct Sketch {
    var entities: [Entity] = []
    var relations: [Relation] = []
    var acts: [Act] = []

    mutating func entity(_ name: String, _ kind: Kind) -> EntityID {
      if let known = entities.first(where: { $0.name == name }) { return known.id }
      let id = EntityID(rawValue: Int32(entities.count))
      entities.append(Entity(id: id, name: name, kind: kind))
      return id
    }

    @discardableResult mutating func relate(
      _ subject: EntityID, _ predicate: Predicate, _ object: EntityID?, _ qualifiers: Qualifiers = Qualifiers()
    ) -> Int {
      let number = relations.count
      relations.append(
        Relation(
          id: RelationID(rawValue: Int64(number)), subject: subject, predicate: predicate, object: object,
          qualifiers: qualifiers, claims: [ClaimID(rawValue: "c\(number)")]))
      return number
    }

    /// An act of relations that are there.
    mutating func act(
      _ members: [Int], _ value: Int, _ currency: String = "USD", kind: Amount.Kind? = .committed,
      status: Qualifiers.Status? = nil, at: String? = nil
    ) {
      let id = ActID(rawValue: Int64(acts.count))
      for member in members { relations[member].act = id }
      acts.append(
        Act(
          id: id, predicate: relations[members[0]].predicate, relations: members.map { relations[$0].id },
          amount: Amount(ExactDecimal(value), unit: .money(currency: currency), kind: kind),
          at: at.flatMap { PartialDate(edtf: $0) }.map { StatedDate($0) }, status: status,
          claims: members.flatMap { relations[$0].claims }))
    }

    var graph: Graph { Graph(ontology: .builtIn, entities: entities, relations: relations, acts: acts) }
  }

  private static func text(_ ledger: Ledger) -> [String] {
    ledger.totals.map { total in
      "\(total.group)|\(total.standing) \(total.sum.low)\(total.sum.high == total.sum.low ? "" : "–\(total.sum.high?.description ?? "")")"
        + " \(total.currency) of \(total.deals.count)"
    } + ledger.apart.map { "apart: \($0.reason)" }
  }

  private static func sketch() -> Sketch {
    var sketch = Sketch()
    let (alpha, beta, gamma) = (
      sketch.entity("Alpha", .company), sketch.entity("Beta", .company), sketch.entity("Gamma", .company)
    )
    let (kenya, egypt) = (sketch.entity("Kenya", .country), sketch.entity("Egypt", .country))
    let (cairo, plan) = (sketch.entity("Cairo", .city), sketch.entity("Nile plan", .initiative))
    sketch.relate(cairo, .locatedIn, egypt)
    sketch.relate(beta, .basedIn, kenya)
    sketch.relate(plan, .targets, egypt)
    sketch.relate(plan, .targets, kenya)
    // One deal with two relations counts once; a planned one and one in euros stay by themselves.
    let joint = [sketch.relate(alpha, .investedIn, beta), sketch.relate(gamma, .investedIn, beta)]
    sketch.act(joint, 100, at: "2024-03")
    sketch.act([sketch.relate(alpha, .investedIn, cairo)], 40, at: "2024")
    sketch.act([sketch.relate(alpha, .investedIn, kenya)], 7, status: .planned, at: "2025")
    sketch.act([sketch.relate(alpha, .investedIn, kenya)], 9, "EUR")
    sketch.act([sketch.relate(alpha, .launched, plan)], 5, at: "2024-06")
    let valuation = Qualifiers(amount: Amount(ExactDecimal(1000), unit: .money(currency: "USD"), kind: .valuation))
    sketch.relate(beta, .valuedAt, nil, valuation)
    // Counts of heads are no money.
    sketch.relate(beta, .employs, nil, Qualifiers(amount: Amount(ExactDecimal(50), unit: .count(of: "people"))))
    return sketch
  }

  @Test(
    arguments: [
      (
        nil,
        [
          "|planned 7 USD of 1", "|committed 9 EUR of 1", "|committed 145 USD of 3",
          "apart: a valuation is no money that moves",
        ]
      ),
      (
        .country,
        [
          "Egypt|committed 40 USD of 1", "Kenya|planned 7 USD of 1", "Kenya|committed 9 EUR of 1",
          "Kenya|committed 100 USD of 1", "apart: several countries share it: Egypt and Kenya",
          "apart: a valuation is no money that moves",
        ]
      ),
      (
        .year,
        [
          "2024|committed 145 USD of 3", "2025|planned 7 USD of 1", "apart: no date is known",
          "apart: a valuation is no money that moves",
        ]
      ),
      (
        .kind,
        [
          "invested in|planned 7 USD of 1", "invested in|committed 9 EUR of 1",
          "invested in|committed 140 USD of 2", "launched|committed 5 USD of 1",
          "apart: a valuation is no money that moves",
        ]
      ),
      (
        .company,
        [
          "Alpha|planned 7 USD of 1", "Alpha|committed 9 EUR of 1", "Alpha|committed 45 USD of 2",
          "apart: several companies share it: Alpha and Gamma", "apart: a valuation is no money that moves",
        ]
      ),
    ] as [(Ledger.Axis?, [String])])
  func totals(_ axis: Ledger.Axis?, _ expected: [String]) throws {
    #expect(try MoneyTests.text(MoneyTests.sketch().graph.ledger(by: axis)) == expected)
  }

  @Test func accountsThatContestEachOtherAreOneDeal() throws {
    var sketch = Sketch()
    let (alpha, beta) = (sketch.entity("Alpha", .company), sketch.entity("Beta", .company))
    let (one, other) = (sketch.relate(alpha, .acquired, beta), sketch.relate(alpha, .acquired, beta))
    sketch.act([one], 100, kind: .paid, at: "2023")
    sketch.act([other], 130, kind: .paid, at: "2023")
    sketch.relations[one].contestedBy = [sketch.relations[other].id]
    sketch.relations[other].contestedBy = [sketch.relations[one].id]
    let ledger = try sketch.graph.ledger(by: .year)
    #expect(MoneyTests.text(ledger) == ["2023|paid 100–130 USD of 1"])
    let deal = try #require(ledger.totals.first?.deals.first)
    #expect(deal.isContested && deal.claims.count == 2 && deal.amounts.count == 2)
  }

  /// "Alpha put 10 into Beta" beside two deals of that sum is told of one of them, and is no third.
  @Test(arguments: [
    // The sum and the year of the vaguer telling, and into what.
    (10, nil, "Beta", ["|committed 20 USD of 2", "apart: it may be one of 2 deals that fit it"]),
    (10, "2024", "Beta", ["|committed 30 USD of 3"]), (11, nil, "Beta", ["|committed 31 USD of 3"]),
    (10, nil, "Gamma", ["|committed 30 USD of 3"]),
  ])
  func whatMayBeOneOfTwoDealsIsNoThird(_ sum: Int, _ year: String?, _ object: String, _ expected: [String]) throws {
    var sketch = Sketch()
    let (alpha, beta) = (sketch.entity("Alpha", .company), sketch.entity("Beta", .company))
    sketch.act([sketch.relate(alpha, .investedIn, beta)], 10, at: "2022")
    sketch.act([sketch.relate(alpha, .investedIn, beta)], 10, at: "2023")
    let amount = Amount(ExactDecimal(sum), unit: .money(currency: "USD"), kind: .committed)
    let at = year.flatMap { PartialDate(edtf: $0) }.map { StatedDate($0) }
    sketch.relate(alpha, .investedIn, sketch.entity(object, .company), Qualifiers(at: at, amount: amount))
    #expect(try MoneyTests.text(sketch.graph.ledger()) == expected)
  }

  @Test(arguments: [
    // What the plan aims at, and by how much the sums differ.
    ("Egypt", 430, ["|committed 430 USD of 1"]), ("Egypt", 900, ["|committed 1330 USD of 2"]),
    ("Kenya", 430, ["|committed 860 USD of 2"]),
  ])
  func aPlanAndItsDeedAreOneDeal(_ aim: String, _ sum: Int, _ expected: [String]) throws {
    var sketch = Sketch()
    let (alpha, egypt) = (sketch.entity("Alpha", .company), sketch.entity("Egypt", .country))
    let plan = sketch.entity("Alpha's plan", .initiative)
    sketch.relate(plan, .targets, sketch.entity(aim, .country))
    sketch.act([sketch.relate(alpha, .launched, plan)], 430, at: "2024-03")
    sketch.act([sketch.relate(alpha, .investedIn, egypt)], sum)
    #expect(try MoneyTests.text(sketch.graph.ledger()) == expected)
  }

  /// Whatever the totals are by, every deal is in exactly one place, and the parts make up the whole.
  @Test(arguments: 0..<60)
  func everyPartitionMakesUpTheWhole(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var sketch = Sketch()
    let kinds: [Kind] = [.company, .company, .country, .city, .initiative, .person]
    let ids = (0..<9).map { sketch.entity("E\($0)", kinds[Int.random(in: 0..<kinds.count, using: &random)]) }
    let predicates: [Predicate] = [.investedIn, .acquired, .launched, .raised, .partnersWith]
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      sketch.relate(random.pick(ids), random.pick([.basedIn, .locatedIn, .targets]), random.pick(ids))
    }
    for _ in 0..<Int.random(in: 1...14, using: &random) {
      let predicate = random.pick(predicates)
      let members = (0..<Int.random(in: 1...2, using: &random)).map { _ in
        sketch.relate(random.pick(ids), predicate, predicate == .raised ? nil : random.pick(ids))
      }
      sketch.act(
        members, Int.random(in: 1...1000, using: &random), random.pick(["USD", "EUR"]),
        kind: random.pick([nil, .committed, .paid, .raised]), status: random.pick([nil, .planned, .cancelled]),
        at: random.pick([nil, "2023", "2024-05", "2024-33"]))
    }
    let graph = sketch.graph
    let whole = try graph.ledger()
    #expect(whole.apart.isEmpty)
    func sums(_ ledger: Ledger) throws -> [String: MoneySum] {
      var sums: [String: MoneySum] = [:]
      func add(_ sum: MoneySum, _ key: String) throws {
        let whole: MoneySum = try #require((sums[key] ?? MoneySum()).adding(sum))
        sums[key] = whole
      }
      for total in ledger.totals { try add(total.sum, "\(total.standing) \(total.currency)") }
      for entry in ledger.apart { try add(entry.deal.sum, "\(entry.deal.standing) \(entry.deal.currency)") }
      return sums
    }
    for axis in Ledger.Axis.allCases {
      let ledger = try graph.ledger(by: axis)
      let deals = try graph.deals().count
      #expect(ledger.totals.map(\.deals.count).reduce(0, +) + ledger.apart.count == deals && deals <= sketch.acts.count)
      #expect(try sums(ledger) == sums(whole), "by \(axis)")
    }
  }
}
