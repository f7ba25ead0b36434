/// A sum of money of one currency that says no more than its parts: between two numbers, or at least one.
public struct MoneySum: Hashable, Sendable {
  /// What it is at the least.
  public private(set) var low: ExactDecimal
  /// What it is at the most; nil where a part is "at least" or "more than" something.
  public private(set) var high: ExactDecimal?
  /// Whether a part is rounded ("about").
  public private(set) var isApproximate: Bool

  /// The sum of nothing.
  public init() {
    low = ExactDecimal(0)
    high = ExactDecimal(0)
    isApproximate = false
  }

  /// One amount: "up to" a number is from nothing to it, "at least" a number has no upper end.
  public init(_ amount: Amount) {
    let top = amount.upper.map { max($0, amount.value) } ?? amount.value
    switch amount.precision {
    case .exact, .approx: (low, high) = (min(amount.value, top), top)
    case .min: (low, high) = (amount.value, nil)
    case .max: (low, high) = (amount.upper == nil ? ExactDecimal(0) : amount.value, top)
    }
    isApproximate = amount.precision == .approx
  }

  /// This sum and another one; nil where the digits of a number do not fit.
  public func adding(_ other: MoneySum) -> MoneySum? {
    guard let low = low.adding(other.low) else { return nil }
    var sum = self
    sum.low = low
    sum.isApproximate = isApproximate || other.isApproximate
    guard let mine = high, let theirs = other.high else {
      sum.high = nil
      return sum
    }
    guard let high = mine.adding(theirs) else { return nil }
    sum.high = high
    return sum
  }

  /// What covers both: two accounts of one thing that do not agree.
  public func covering(_ other: MoneySum) -> MoneySum {
    var sum = self
    sum.low = min(low, other.low)
    if let mine = high, let theirs = other.high { sum.high = max(mine, theirs) } else { sum.high = nil }
    sum.isApproximate = isApproximate || other.isApproximate
    return sum
  }
}
