/// Money that something told of is about: told once or many times, it is one deal.
public struct Deal: Hashable, Sendable {
  public var predicate: Predicate
  /// The ISO 4217 code.
  public var currency: String
  public var standing: MoneyStanding
  /// The amount as it is told; of accounts that contest each other, what covers all of them.
  public var sum: MoneySum
  /// The amounts of the accounts: one, unless sources contradict each other.
  public var amounts: [Amount]
  /// The relations that tell of it, in the order of their numbers.
  public var relations: [Relation]
  /// The claims of all accounts, best first within each.
  public var claims: [ClaimID]
  public var sourceCount: Int
  public var at: PartialDate?
  public var announced: PartialDate?
  /// Sources tell it with another amount or another date, or deny it.
  public var isContested: Bool
  /// The limits of time that were set can neither be said to hold nor to fail.
  public var isUncertain = false
  /// How many other deals it may be a vaguer telling of, of which it cannot be said which; 0 where it is one of its own.
  public var mayRetell = 0
}

extension GraphReading {
  /// All deals of the graph: acts with an amount of money, and amounts of states (a valuation, a stake).
  ///
  /// Acts that contest each other, since their sources give one deal two amounts or two dates, are one deal: its sum
  /// covers both. So are an act and the plan for it: what one principal puts into a thing, and what it launches with a
  /// fitting amount that aims at that thing. What keeps no limit of time is left out; of what it cannot be told stays.
  ///
  /// - Returns: The deals in the order of their first relation.
  /// - Complexity: O(relations + acts), beside the look-ups that `since` needs.
  public func deals(
    asOf: PartialDate? = nil, since: PartialDate? = nil, noteDates: NoteDates = NoteDates()
  ) throws(GraphError) -> [Deal] {
    var byNumber: [RelationID: Relation] = [:]
    var accounts: [Account] = []
    var accountOfRelation: [RelationID: Int] = [:]
    let background = Set(ontology.predicates.keys.filter { ontology.isBackground($0) })
    for relation in try relations(excluding: background) where relation.act != nil || relation.qualifiers.amount != nil
    {
      byNumber[relation.id] = relation
      guard relation.act == nil, let amount = relation.qualifiers.amount, amount.currency != nil else { continue }
      accountOfRelation[relation.id] = accounts.count
      accounts.append(Account(relation, amount: amount))
    }
    for act in try acts() {
      guard let amount = act.amount, amount.currency != nil else { continue }
      let members = act.relations.compactMap { byNumber[$0] }
      guard !members.isEmpty else { continue }
      for relation in members { accountOfRelation[relation.id] = accounts.count }
      accounts.append(Account(act, members, amount: amount))
    }
    // Accounts that contest each other tell of one deal.
    var root = Array(accounts.indices)
    func find(_ index: Int) -> Int {
      var index = index
      while root[index] != index { index = root[index] }
      return index
    }
    func join(_ one: Int, _ other: Int) {
      let (left, right) = (find(one), find(other))
      if left != right { root[max(left, right)] = min(left, right) }
    }
    for (index, account) in accounts.enumerated() {
      for other in account.relations.flatMap(\.contestedBy).compactMap({ accountOfRelation[$0] }) {
        guard accounts[other].predicate == account.predicate, accounts[other].currency == account.currency,
          accounts[other].isSum && account.isSum
        else { continue }
        join(index, other)
      }
    }
    for (left, right) in try plansAndDeeds(accounts) { join(left, right) }
    var byPrincipal: [EntityID: [Account]] = [:]
    for account in accounts where account.isAct {
      for id in Set(account.relations.map(\.subject)) { byPrincipal[id, default: []].append(account) }
    }
    var groups: [Int: [Account]] = [:]
    for (index, account) in accounts.enumerated() { groups[find(index), default: []].append(account) }
    var deals: [Deal] = []
    for group in groups.values {
      var fits = Truth.no
      for relation in group.flatMap(\.relations) {
        fits = try fits || self.fits(relation, asOf: asOf, since: since, noteDates)
      }
      guard fits != .no else { continue }
      var deal = Deal(group)
      deal.isUncertain = fits == .unknown
      if group.count == 1 { deal.mayRetell = retold(group[0], among: byPrincipal) }
      deals.append(deal)
    }
    return deals.sorted { ($0.relations.first?.id.rawValue ?? 0) < ($1.relations.first?.id.rawValue ?? 0) }
  }
}

/// How many acts a telling may be of that is of none, since several fit it: its relation alone tells its amount.
private func retold(_ account: Account, among acts: [EntityID: [Account]]) -> Int {
  guard !account.isAct, account.isSum, let relation = account.relations.first else { return 0 }
  let found = (acts[relation.subject] ?? []).count { act in
    act.predicate == account.predicate && act.amount.fits(account.amount) && act.overlaps(account)
      && act.relations.contains { $0.object == relation.object }
  }
  return found > 1 ? found : 0
}

extension GraphReading {
  /// The accounts that tell of one sum, once as what is done and once as the plan that is launched for it: "invested about
  /// $430 million in North Africa" and "a $430 million plan", which targets North Africa.
  ///
  /// - Complexity: O(accounts), beside the pairs of one principal and currency.
  fileprivate func plansAndDeeds(_ accounts: [Account]) throws(GraphError) -> [(Int, Int)] {
    var byPrincipal: [EntityID: [Int]] = [:]
    for (index, account) in accounts.enumerated() where account.isSum {
      for id in Set(account.relations.map(\.subject)) { byPrincipal[id, default: []].append(index) }
    }
    var pairs: [(Int, Int)] = []
    for indices in byPrincipal.values {
      for plan in indices where accounts[plan].predicate == .launched {
        // What it aims at is looked up only where a sum fits.
        var aims: Set<EntityID>?
        for deed in indices where accounts[deed].predicate != .launched && accounts[plan].fits(accounts[deed]) {
          if aims == nil {
            var found: Set<EntityID> = []
            for object in accounts[plan].relations.compactMap(\.object) {
              found.insert(object)
              let ties = try relations(of: object, direction: .out, predicates: [.targets, .partOf, .locatedIn])
              found.formUnion(ties.filter { !$0.qualifiers.isNegated }.compactMap(\.object))
            }
            aims = found
          }
          let objects = Set(accounts[deed].relations.compactMap(\.object))
          if aims.map({ !$0.isDisjoint(with: objects) }) ?? false { pairs.append((plan, deed)) }
        }
      }
    }
    return pairs
  }
}

/// One telling of a deal, or several that agree.
private struct Account {
  var predicate: Predicate
  var amount: Amount
  var currency: String { amount.currency ?? "" }
  var standing: MoneyStanding
  var relations: [Relation]
  var claims: [ClaimID]
  var sourceCount: Int
  var at: PartialDate?
  var announced: PartialDate?
  var isAct: Bool

  init(_ relation: Relation, amount: Amount) {
    isAct = false
    predicate = relation.predicate
    self.amount = amount
    standing = MoneyStanding(
      amount.kind, of: relation.predicate, status: relation.qualifiers.status,
      isNegated: relation.qualifiers.isNegated)
    relations = [relation]
    claims = relation.claims
    sourceCount = relation.sourceCount
    at = (relation.qualifiers.at ?? relation.qualifiers.from)?.date
    announced = relation.qualifiers.announced?.date
  }

  init(_ act: Act, _ members: [Relation], amount: Amount) {
    isAct = true
    predicate = act.predicate
    self.amount = amount
    standing = MoneyStanding(
      amount.kind, of: act.predicate, status: act.status, isNegated: members.allSatisfy(\.qualifiers.isNegated))
    relations = members
    claims = act.claims
    sourceCount = act.sourceCount
    at = act.at?.date
    announced = act.announced?.date
  }

  /// Whether both may be of one sum at one time.
  func fits(_ other: Account) -> Bool {
    standing == other.standing && amount.fits(other.amount) && overlaps(other)
  }

  func overlaps(_ other: Account) -> Bool {
    guard let date = at ?? announced, let otherDate = other.at ?? other.announced else { return true }
    return date.overlaps(otherDate)
  }

  /// Whether it is money that moves, or would have.
  var isSum: Bool { standing != .valuation }
}

extension Deal {
  /// One deal of accounts, which are several only where they contest each other or one is the plan for the other.
  fileprivate init(_ accounts: [Account]) {
    // The account that most sources give, of equals the first, says how far the deal has come.
    let best = accounts.reduce(accounts[0]) { $1.sourceCount > $0.sourceCount ? $1 : $0 }
    predicate = best.predicate
    currency = best.currency
    standing = best.standing
    sum = accounts.dropFirst().reduce(MoneySum(accounts[0].amount)) { $0.covering(MoneySum($1.amount)) }
    amounts = []
    for account in accounts where !amounts.contains(account.amount) { amounts.append(account.amount) }
    relations = accounts.flatMap(\.relations).sorted { $0.id < $1.id }
    claims = accounts.flatMap(\.claims)
    // Accounts of other sources contest each other; a plan and its deed may share theirs.
    isContested = relations.contains { !$0.contestedBy.isEmpty }
    sourceCount = isContested ? accounts.map(\.sourceCount).reduce(0, +) : best.sourceCount
    let dates = PartialDate.rivals(among: accounts.compactMap(\.at))
    at = dates.count == 1 ? dates[0] : nil
    announced = accounts.lazy.compactMap(\.announced).first
  }
}
