/// How much: money with its currency, a count of things, or a share in percent.
public struct Amount: Hashable, Sendable {
  public enum Unit: Hashable, Sendable {
    /// Money in a currency of ISO 4217: `USD`.
    case money(currency: String)
    /// A count, with the noun that was counted where the text has one: 1,500 "employees".
    case count(of: String?)
    case percent
  }

  /// What the money is; a total never adds two kinds.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case committed, paid, raised, valuation, budget, stake
  }

  public enum Precision: String, Hashable, Sendable, CaseIterable {
    /// "$430 million"
    case exact
    /// "about $430 million"
    case approx
    /// "at least", "more than"
    case min
    /// "up to", "less than"
    case max
  }

  public var value: ExactDecimal
  /// The upper end of a range: "$2 to 3 billion".
  public var upper: ExactDecimal?
  public var unit: Unit
  public var kind: Kind?
  public var precision: Precision
  /// Over how long: "over five years".
  public var period: Period?

  public init(
    _ value: ExactDecimal, upper: ExactDecimal? = nil, unit: Unit, kind: Kind? = nil, precision: Precision = .exact,
    period: Period? = nil
  ) {
    self.value = value
    self.upper = upper
    self.unit = unit
    self.kind = kind
    self.precision = precision
    self.period = period
  }

  /// The ISO 4217 code where the amount is money.
  public var currency: String? {
    if case .money(let currency) = unit { currency } else { nil }
  }
}
