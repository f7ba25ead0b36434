import KnowledgeGraph
import Resolution
import TestSupport
import Testing

/// Acts of one principal are found among many as if each were looked at.
struct ActSearchTests {
  private struct Deal {
    var millions: Int
    var precision: Amount.Precision
    var at: PartialDate?
    var object: String?
    var claims: Set<ClaimID>

    var openness: Int { precision == .exact ? 0 : precision == .approx ? 1 : 2 }
    var vagueness: Int { at.map { $0.day != nil ? 0 : $0.month == nil ? 3 : ($0.month ?? 0) > 12 ? 2 : 1 } ?? 4 }

    private var interval: ClosedRange<Double> {
      let value = Double(millions)
      return switch precision {
      case .exact: value...value
      case .approx: (value * 0.95 - 1e-9)...(value * 1.05 + 1e-9)
      case .min: value...(value * 1.1 + 1e-9)
      case .max: (value * 0.9 - 1e-9)...value
      }
    }

    func fits(_ other: Deal) -> Bool {
      if let at, let date = other.at, !at.overlaps(date) { return false }
      let digits = (String(millions).count, String(other.millions).count)
      return interval.overlaps(other.interval) && abs(digits.0 - digits.1) <= 1
    }
  }

  /// An act and the objects it was told with.
  private struct Group {
    var deal: Deal
    var objects: Set<String>
  }

  /// The claims of each act, every telling being held against every act.
  private static func grouped(_ deals: [Deal]) -> Set<Set<ClaimID>> {
    let order = deals.indices.sorted { left, right in
      let (l, r) = (deals[left], deals[right])
      if (l.openness, l.vagueness) != (r.openness, r.vagueness) {
        return (l.openness, l.vagueness) < (r.openness, r.vagueness)
      }
      return l.claims.lexicographicallyPrecedes(r.claims)
    }
    var groups: [Group] = []
    for deal in order.map({ deals[$0] }) {
      // What is done to one firm is not what is done to another.
      var found = groups.indices.filter { place in
        let isOther = deal.object.map { !groups[place].objects.contains($0) } ?? false
        return groups[place].deal.fits(deal) && (groups[place].objects.isEmpty || !isOther)
      }
      if found.count > 1 {
        found = found.filter { deal.object.map(groups[$0].objects.contains) ?? false }
        guard found.count == 1 else { continue }
      }
      if let place = found.first {
        groups[place].deal.claims.formUnion(deal.claims)
        if deal.vagueness < groups[place].deal.vagueness { groups[place].deal.at = deal.at }
        if let object = deal.object { groups[place].objects.insert(object) }
      } else {
        groups.append(Group(deal: deal, objects: Set(deal.object.map { [$0] } ?? [])))
      }
    }
    return Set(groups.map(\.deal.claims))
  }

  @Test("Random tellings fall into the acts that a search through all of them gives", arguments: 0..<60)
  func random(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let dates = [
      "2023", "2024", "2024-03", "2024-05", "2024-21", "2024-33", "2024-34", "2024-03-02", "2024-03-09", "2024-05-01",
      "2023-12-31", nil, nil,
    ]
    let amounts = [1, 9, 10, 11, 95, 99, 100, 101, 104, 105, 106, 110, 111, 500, 990, 999, 1000, 1010]
    let precisions: [Amount.Precision] = [.exact, .exact, .exact, .approx, .min, .max]
    var said: [Said] = []
    var deals: [Deal] = []
    for number in 0..<(5 + seed * 2) {
      let date = dates[Int(random.next() % UInt64(dates.count))]
      let millions = amounts[Int(random.next() % UInt64(amounts.count))]
      let precision = precisions[Int(random.next() % UInt64(precisions.count))]
      let object = [nil, "Beta", "Gamma", "Delta"][Int(random.next() % 4)]
      said.append(
        Said(
          "Acme", .investedIn, object, at: date, amount: Telling.dollars(millions, precision),
          text: "telling \(number)"))
      deals.append(
        Deal(
          millions: millions, precision: precision, at: date.flatMap { PartialDate(edtf: $0) }, object: object,
          claims: []))
    }
    let record = note("A", said)
    for index in deals.indices { deals[index].claims = [record.claims[index].id] }
    #expect(Set(resolve([record]).acts.map { Set($0.claims) }) == Self.grouped(deals))
  }

  @Test(
    "Thousands of tellings of one deal take no square of their number",
    arguments: ["amounts", "days", "firms", "vague"])
  func many(kind: String) {
    let said = (0..<2000).map { number in
      let day = "\(1000 + number / 28)-03-\(number % 28 < 9 ? "0" : "")\(1 + number % 28)"
      return switch kind {
      case "amounts": Said("Acme", .acquired, "Beta", amount: Telling.dollars(10_000 + number), text: "\(number)")
      case "firms": Said("Acme", .acquired, "Beta \(number)", at: "2024", amount: Telling.dollars(7), text: "\(number)")
      case "days": Said("Acme", .acquired, "Beta", at: day, amount: Telling.dollars(7), text: "\(number)")
      default:
        Said(
          "Acme", .acquired, "Beta", at: number % 2 == 0 ? day : nil,
          amount: Telling.dollars(7, number % 2 == 0 ? .exact : .approx), text: "\(number)")
      }
    }
    let graph = resolve([note("A", said)])
    #expect(graph.acts.count == (kind == "vague" ? 1000 : 2000))
  }
}
