/// The answer to a question about dates that are not always known: yes, no, or it cannot be told.
public enum Truth: String, Sendable, Hashable, CaseIterable {
  case yes, no, unknown

  /// Yes where both are, no where one is no.
  public static func && (left: Truth, right: Truth) -> Truth {
    if left == .no || right == .no { return .no }
    return left == .yes && right == .yes ? .yes : .unknown
  }
}

extension PartialDate {
  /// Whether this date is `other` or before it: 2024-03 is before 2024-05; of 2024 and 2024-03 it cannot be told.
  public func isNotAfter(_ other: PartialDate) -> Truth {
    let (mine, theirs) = (bounds, other.bounds)
    if !(theirs.last < mine.last) { return .yes }
    return theirs.last < mine.first ? .no : .unknown
  }

  /// Whether this date is `other` or after it: of 2024 and 2024-03 it cannot be told.
  public func isNotBefore(_ other: PartialDate) -> Truth {
    let (mine, theirs) = (bounds, other.bounds)
    if !(mine.first < theirs.first) { return .yes }
    return mine.last < theirs.first ? .no : .unknown
  }
}

extension Qualifiers {
  /// When what is told began to be so: the date of an event, the beginning of a state, else when it was announced.
  public var beginning: PartialDate? { (at ?? from ?? announced)?.date }

  /// Whether it was so on a date: it had begun by then, and had not ended before.
  ///
  /// What is over (`former`) without a date of its end cannot be told.
  public func holds(asOf date: PartialDate) -> Truth {
    let begun = beginning?.isNotAfter(date) ?? .unknown
    guard let end = to?.date else { return status == .former && begun == .yes ? .unknown : begun }
    return begun && end.isNotBefore(date)
  }

  /// Whether it began on a date or later.
  public func begins(since date: PartialDate) -> Truth { beginning?.isNotBefore(date) ?? .unknown }

  /// Whether both limits of time are kept; a limit that is nil always is.
  public func fits(asOf: PartialDate?, since: PartialDate?) -> Truth {
    (asOf.map { holds(asOf: $0) } ?? .yes) && (since.map { begins(since: $0) } ?? .yes)
  }
}
