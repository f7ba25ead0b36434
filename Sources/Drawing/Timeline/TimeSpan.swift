import KnowledgeGraph

/// The days that something took, or may have happened on, counted from 1 January of the year 1.
public struct TimeSpan: Hashable, Sendable {
  public var first: Int
  public var last: Int
  /// It began before, nobody says when.
  public var isOpenBefore = false
  /// It goes on, or nobody says that it ended.
  public var isOpenAfter = false
  /// A state that holds for the span, rather than an event on one of its days.
  public var isState = false

  /// The days that a date may mean.
  init(_ date: PartialDate) {
    let bounds = date.bounds
    first = TimeSpan.day(bounds.first)
    last = TimeSpan.day(bounds.last)
  }

  /// The days of a state; nil where neither date is known.
  init?(from: PartialDate?, to: PartialDate?) {
    guard let anchor = from ?? to else { return nil }
    self.init(anchor)
    isState = true
    if let from, let to {
      first = TimeSpan.day(from.bounds.first)
      last = max(first, TimeSpan.day(to.bounds.last))
    }
    isOpenBefore = from == nil
    isOpenAfter = to == nil
  }

  mutating func include(_ date: PartialDate) {
    let other = TimeSpan(date)
    first = min(first, other.first)
    last = max(last, other.last)
  }

  /// The number of a day in the Gregorian calendar, 0 for 1 January of the year 1; a date without day counts as its
  /// first.
  ///
  /// Years are begun in March, so that the day that leap years add comes last (Howard Hinnant, "chrono-Compatible
  /// Low-Level Date Algorithms", 2021).
  static func day(_ date: PartialDate) -> Int {
    day(year: date.year, month: date.month.map { (1...12).contains($0) ? $0 : 1 } ?? 1, day: date.day ?? 1)
  }

  static func day(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let (era, ofEra) = (shifted / 400, shifted % 400)
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 306
  }
}
