/// How far money has come, or what it is: sums of two standings are never added together.
public enum MoneyStanding: String, Hashable, Sendable, CaseIterable, Comparable {
  /// Announced or planned.
  case planned
  /// Signed or promised.
  case committed
  /// Given.
  case paid
  case raised
  case budget
  /// What a share of a firm was bought or sold for.
  case stake
  /// What something is said to be worth: no money that moves, so not even two of these are added.
  case valuation
  /// Told without a word of whether it is planned, promised or paid.
  case unspecified
  /// Cancelled or denied.
  case cancelled

  public static func < (left: MoneyStanding, right: MoneyStanding) -> Bool { left.rank < right.rank }

  private var rank: Int { MoneyStanding.allCases.firstIndex(of: self) ?? 0 }

  /// One line of the rule: where every part that is given fits, this is the standing.
  private struct Rule {
    var isNegated: Bool?
    var statuses: Set<Qualifiers.Status?>?
    var kind: Amount.Kind?
    var predicate: Predicate?
    var standing: MoneyStanding
  }

  /// Tried in order; the first that fits counts. What is told plainly is what its text calls it.
  private static let rules: [Rule] = [
    Rule(isNegated: true, standing: .cancelled),
    Rule(statuses: [.cancelled, .denied], standing: .cancelled),
    Rule(kind: .valuation, standing: .valuation),
    Rule(predicate: .valuedAt, standing: .valuation),
    Rule(statuses: [.announced, .planned], standing: .planned),
    Rule(kind: .committed, standing: .committed),
    Rule(kind: .paid, standing: .paid),
    Rule(kind: .raised, standing: .raised),
    Rule(kind: .budget, standing: .budget),
    Rule(kind: .stake, standing: .stake),
    Rule(statuses: [.signed], standing: .committed),
    Rule(predicate: .raised, standing: .raised),
    Rule(predicate: .owns, standing: .stake),
  ]

  /// The standing of an amount that is told of in some way.
  public init(_ kind: Amount.Kind?, of predicate: Predicate, status: Qualifiers.Status?, isNegated: Bool) {
    let rule = MoneyStanding.rules.first { rule in
      rule.isNegated.map { $0 == isNegated } ?? true
        && rule.statuses.map { $0.contains(status) } ?? true
        && rule.kind.map { $0 == kind } ?? true
        && rule.predicate.map { $0 == predicate } ?? true
    }
    self = rule?.standing ?? .unspecified
  }
}
