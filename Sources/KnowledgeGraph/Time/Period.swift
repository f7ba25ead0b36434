/// A length of time in one unit, as "five-year" or "over 18 months" says it.
public struct Period: Hashable, Sendable, CustomStringConvertible {
  public enum Unit: String, Sendable, Hashable { case year = "Y", month = "M", week = "W", day = "D" }

  /// How many of the unit, at least 1.
  public var count: Int
  public var unit: Unit

  public init(_ count: Int, _ unit: Unit) {
    self.count = count
    self.unit = unit
  }

  /// A period from its ISO 8601 text (`P5Y`), or nil where it is not one number and one unit.
  public init?(iso8601 text: some StringProtocol) {
    guard text.utf8.count >= 3, text.first == "P", let last = text.last, let unit = Unit(rawValue: String(last)),
      let count = Int(text.dropFirst().dropLast()), count > 0
    else { return nil }
    self.init(count, unit)
  }

  /// The ISO 8601 text: `P5Y`.
  public var description: String { "P\(count)\(unit.rawValue)" }
}
