/// The answer to a question about dates that are not always known: yes, no, or it cannot be told.
public enum Truth: String, Sendable, Hashable, CaseIterable {
  case yes, no, unknown

  /// Yes where both are, no where one is no.
  public static func && (left: Truth, right: Truth) -> Truth {
    if left == .no || right == .no { return .no }
    return left == .yes && right == .yes ? .yes : .unknown
  }

  /// Yes where one is, no where both are.
  public static func || (left: Truth, right: Truth) -> Truth {
    if left == .yes || right == .yes { return .yes }
    return left == .no && right == .no ? .no : .unknown
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

  /// Whether it was so on a date, by a rule for events or for states.
  ///
  /// It had begun by then and had not ended before. What has no date, and what is over (`former`) without a date of its
  /// end, cannot be told.
  public func holds(asOf date: PartialDate, by rule: TemporalRule) -> Truth {
    guard let beginning else {
      return to?.date.isNotBefore(date) == .no ? rule.afterEnd : .unknown
    }
    let begun: Truth =
      switch beginning.isNotAfter(date) {
      case .yes: .yes
      case .unknown: .unknown
      // A state that is told for a time, without its beginning, may have been so before.
      case .no: from == nil ? rule.beforeTold : .no
      }
    guard let end = to?.date else {
      guard begun == .yes else { return begun }
      return status == .former ? rule.overAtSomeTime : rule.withoutEnd
    }
    switch end.isNotBefore(date) {
    case .yes: return begun
    case .no: return begun && rule.afterEnd
    case .unknown: return begun && .unknown
    }
  }
}
