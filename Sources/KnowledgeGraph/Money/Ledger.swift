/// What money is told of, added up as far as it can be.
public struct Ledger: Hashable, Sendable {
  /// What the deals of a total have in common.
  public enum Axis: String, Hashable, Sendable, CaseIterable {
    /// The country that the money goes to.
    case country
    /// The year in which it happened or, for what is to come, was announced.
    case year
    /// What is done with it: invested, acquired, raised.
    case kind
    /// The firm that gives, raises or, where no firm gives, gets it.
    case company
  }

  /// Deals of one group, standing and currency.
  public struct Total: Hashable, Sendable {
    /// The country, the year, the verb or the company; empty where nothing was asked for.
    public var group: String
    public var standing: MoneyStanding
    public var currency: String
    public var sum: MoneySum
    /// In the order of the graph.
    public var deals: [Deal]
  }

  /// A deal that stands in no total, and why.
  public struct Apart: Hashable, Sendable {
    public var deal: Deal
    public var reason: String
  }

  /// Sorted by group, then by standing and currency.
  public var totals: [Total] = []
  public var apart: [Apart] = []
}

extension GraphReading {
  /// Adds up the deals of the graph.
  ///
  /// Each deal stands in exactly one total, or apart with the reason. Standings and currencies are never added
  /// together. A deal that several countries or companies share is in none of their totals, since no text says how it is
  /// divided.
  ///
  /// - Parameters:
  ///   - axis: What the totals are by; nil for one total a standing and currency.
  ///   - asOf: Only what had happened or held by this date.
  ///   - since: Only what highlights or notes that came into the vault on this date or later tell of.
  ///   - noteDates: When notes without a date came into the vault.
  /// - Returns: The totals, and what stands in none.
  /// - Throws: What the graph throws when it cannot be read.
  /// - Complexity: O(relations + acts).
  public func ledger(
    by axis: Ledger.Axis? = nil, asOf: PartialDate? = nil, since: PartialDate? = nil,
    noteDates: NoteDates = NoteDates()
  ) throws(GraphError) -> Ledger {
    var ledger = Ledger()
    var totals: [TotalKey: Ledger.Total] = [:]
    for deal in try deals(asOf: asOf, since: since, noteDates: noteDates) {
      if deal.standing == .valuation {
        ledger.apart.append(.init(deal: deal, reason: "a valuation is no money that moves"))
        continue
      }
      guard !deal.isUncertain else {
        ledger.apart.append(.init(deal: deal, reason: "its date does not tell whether it fits"))
        continue
      }
      guard deal.mayRetell == 0 else {
        ledger.apart.append(.init(deal: deal, reason: "it may be one of \(deal.mayRetell) deals that fit it"))
        continue
      }
      let place = try axis.map { (axis) throws(GraphError) in try group(of: deal, by: axis) } ?? .group("")
      switch place {
      case .none(let reason): ledger.apart.append(.init(deal: deal, reason: reason))
      case .group(let group):
        let key = TotalKey(group: group, standing: deal.standing, currency: deal.currency)
        var total =
          totals[key]
          ?? Ledger.Total(
            group: group, standing: deal.standing, currency: deal.currency, sum: MoneySum(), deals: [])
        guard let sum = total.sum.adding(deal.sum) else {
          ledger.apart.append(.init(deal: deal, reason: "the number is too long to be added"))
          continue
        }
        total.sum = sum
        total.deals.append(deal)
        totals[key] = total
      }
    }
    ledger.totals = totals.values.sorted { left, right in
      if left.group != right.group { return left.group < right.group }
      return left.standing != right.standing ? left.standing < right.standing : left.currency < right.currency
    }
    return ledger
  }

  private func group(of deal: Deal, by axis: Ledger.Axis) throws(GraphError) -> Placing {
    switch axis {
    case .kind: return .group(ontology.label(deal.predicate))
    case .year:
      if let year = (deal.at ?? deal.announced)?.year { return .group(String(year)) }
      var dates: [PartialDate] = []
      for relation in deal.relations { dates += try claimedDates(of: relation) }
      let years = Set(dates.map(\.year)).sorted()
      if years.count == 1 { return .group(String(years[0])) }
      return .none(
        years.isEmpty ? "no date is known" : "its sources disagree about the year: \(listed(years.map(String.init)))")
    case .country:
      var countries: Set<String> = []
      var unplaced: [String] = []
      for party in try recipients(of: deal) {
        let found = try self.countries(of: party)
        if found.isEmpty { unplaced.append(party.name) }
        countries.formUnion(found)
      }
      guard let country = countries.first else { return .none("no country is known of \(listed(unplaced))") }
      return countries.count == 1
        ? .group(country) : .none("several countries share it: \(listed(countries.sorted()))")
    case .company:
      let givers = try parties(of: deal) { $0.subject }
      let firms = givers.filter { ontology.isKind($0.kind, under: .company) }
      let others = try parties(of: deal) { $0.object }.filter { ontology.isKind($0.kind, under: .company) }
      let isShared = ontology.isSymmetric(deal.predicate)
      let found = isShared ? firms + others : firms.isEmpty ? others : firms
      let names = Set(found.map(\.name)).sorted()
      guard let name = names.first else { return .none("no company is a party to it") }
      return names.count == 1 ? .group(name) : .none("several companies share it: \(listed(names))")
    }
  }

  /// Who or what the money goes to: the objects, for a value the subject, for a symmetric predicate both.
  private func recipients(of deal: Deal) throws(GraphError) -> [Entity] {
    let objects = try parties(of: deal) { $0.object ?? $0.subject }
    guard ontology.isSymmetric(deal.predicate) else { return objects }
    return try parties(of: deal) { $0.subject } + objects
  }

  private func parties(
    of deal: Deal, _ end: (Relation) -> EntityID?
  ) throws(GraphError) -> [Entity] {
    var seen: Set<EntityID> = []
    var result: [Entity] = []
    for relation in deal.relations {
      guard let id = end(relation), seen.insert(id).inserted, let entity = try entity(id) else { continue }
      result.append(entity)
    }
    return result
  }

  /// The countries in which an entity is told to be: itself where it is one, else what it is based, located or, for a
  /// plan, aimed at; a city or region by what it lies in.
  private func countries(of entity: Entity, steps: Int = 3) throws(GraphError) -> Set<String> {
    if ontology.isKind(entity.kind, under: .country) { return [entity.name] }
    guard steps > 0 else { return [] }
    let ways: [Set<Predicate>] = [[.locatedIn, .basedIn], [.targets], [.partOf]]
    for predicates in ways {
      var found: Set<String> = []
      for relation in try relations(of: entity.id, direction: .out, predicates: predicates) {
        guard !relation.qualifiers.isNegated, let id = relation.object, let place = try self.entity(id) else {
          continue
        }
        guard ontology.isKind(place.kind, under: .place) else { continue }
        found.formUnion(try countries(of: place, steps: steps - 1))
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// "A, B and C".
  private func listed(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}

private struct TotalKey: Hashable {
  var group: String
  var standing: MoneyStanding
  var currency: String
}

private enum Placing {
  case group(String)
  case none(String)
}
