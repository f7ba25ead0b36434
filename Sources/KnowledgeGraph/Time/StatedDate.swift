/// A date as a text gives it, with what of it was carried over from an earlier sentence.
public struct StatedDate: Hashable, Sendable {
  /// Which parts of a date were not said where the claim is, but inherited from before it.
  public struct Inheritance: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// "In May" after "In March 2024": the year is inherited.
    public static let year = Inheritance(rawValue: 1)
    /// "That same month": the month is inherited, and the year with it.
    public static let month = Inheritance(rawValue: 2)
  }

  public var date: PartialDate
  public var inherited: Inheritance

  public init(_ date: PartialDate, inherited: Inheritance = []) {
    self.date = date
    self.inherited = inherited
  }
}
