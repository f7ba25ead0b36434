/// A length of time in months, days, seconds and nanoseconds, which are kept apart: a month has no fixed length.
public struct CalendarDuration: Hashable, Sendable {
  public let months: Int
  public let days: Int
  public let seconds: Int
  /// 0..<1,000,000,000, whatever the sign of ``seconds``.
  public let nanosecondsOfSecond: Int

  public init(months: Int = 0, days: Int = 0, seconds: Int = 0, nanoseconds: Int = 0) {
    self.months = months
    self.days = days
    // Saturating: nothing that a clock can show comes near the limits.
    let (sum, overflow) = seconds.addingReportingOverflow(CivilCalendar.floorDivide(nanoseconds, 1_000_000_000))
    self.seconds = overflow ? (seconds < 0 ? .min : .max) : sum
    nanosecondsOfSecond = CivilCalendar.floorRemainder(nanoseconds, 1_000_000_000)
  }

  /// 365.2425 days, a twelfth of it: what a part of a month is worth in seconds.
  static let secondsOfMonth = 2_629_746.0

  /// A duration of parts that need not be whole: what is over from a larger unit goes into the next smaller one.
  init(months: Double, days: Double, seconds: Double, nanoseconds: Double) throws(QueryError) {
    let wholeMonths = try CalendarDuration.whole(months)
    let allDays = days + (months - months.rounded(.towardZero)) * CalendarDuration.secondsOfMonth / 86_400
    let wholeDays = try CalendarDuration.whole(allDays)
    let allSeconds = seconds + (allDays - allDays.rounded(.towardZero)) * 86_400
    let wholeSeconds = try CalendarDuration.whole(allSeconds)
    let rest = nanoseconds + (allSeconds - allSeconds.rounded(.towardZero)) * 1e9
    // Decimal fractions are not exact in binary: 0.1 s must be 100,000,000 ns and not one less.
    let rounded = rest.rounded()
    let wholeNanoseconds = try CalendarDuration.whole(abs(rounded - rest) < 1e-3 ? rounded : rest)
    self.init(months: wholeMonths, days: wholeDays, seconds: wholeSeconds, nanoseconds: wholeNanoseconds)
  }

  private static func whole(_ value: Double) throws(QueryError) -> Int {
    guard let whole = Int(exactly: value.rounded(.towardZero)) else {
      throw QueryError.argument("NumberOutOfRange", "the duration is too long")
    }
    return whole
  }

  /// The sum of two durations, or the first less the second where `sign` is -1.
  func combined(with other: CalendarDuration, sign: Int) throws(QueryError) -> CalendarDuration {
    let months = self.months.addingReportingOverflow(other.months.multipliedReportingOverflow(by: sign).partialValue)
    let days = self.days.addingReportingOverflow(other.days.multipliedReportingOverflow(by: sign).partialValue)
    let seconds = self.seconds.addingReportingOverflow(other.seconds.multipliedReportingOverflow(by: sign).partialValue)
    guard !months.overflow, !days.overflow, !seconds.overflow else {
      throw QueryError.argument("NumberOutOfRange", "the duration is too long")
    }
    return CalendarDuration(
      months: months.partialValue, days: days.partialValue, seconds: seconds.partialValue,
      nanoseconds: nanosecondsOfSecond + sign * other.nanosecondsOfSecond)
  }

  func scaled(by factor: Double) throws(QueryError) -> CalendarDuration {
    try CalendarDuration(
      months: Double(months) * factor, days: Double(days) * factor, seconds: Double(seconds) * factor,
      nanoseconds: Double(nanosecondsOfSecond) * factor)
  }

  var negated: CalendarDuration {
    CalendarDuration(
      months: 0 &- months, days: 0 &- days, seconds: 0 &- seconds, nanoseconds: -nanosecondsOfSecond)
  }
}

extension CalendarDuration: Comparable {
  /// By the average length, with months of 30.436875 days; used to sort, never to compare.
  public static func < (left: CalendarDuration, right: CalendarDuration) -> Bool {
    left.sortKey < right.sortKey
  }

  private var sortKey: (Double, Int, Int, Int, Int) {
    let average = Double(months) * CalendarDuration.secondsOfMonth + Double(days) * 86_400 + Double(seconds)
    return (average, months, days, seconds, nanosecondsOfSecond)
  }
}

extension CalendarDuration: CustomStringConvertible {
  /// ISO 8601: `P12Y5M14DT16H13M10.000000001S`; each part with its own sign.
  public var description: String {
    var text = "P"
    if months / 12 != 0 { text += "\(months / 12)Y" }
    if months % 12 != 0 { text += "\(months % 12)M" }
    if days != 0 { text += "\(days)D" }
    // The sign of the whole: -1 s and 0.9 s over are -0.1 s.
    let borrows = seconds < 0 && nanosecondsOfSecond > 0
    let whole = borrows ? seconds + 1 : seconds
    let nanoseconds = borrows ? 1_000_000_000 - nanosecondsOfSecond : nanosecondsOfSecond
    if whole != 0 || nanoseconds != 0 {
      text += "T"
      if whole / 3600 != 0 { text += "\(whole / 3600)H" }
      if whole / 60 % 60 != 0 { text += "\(whole / 60 % 60)M" }
      let rest = whole % 60
      if rest != 0 || nanoseconds != 0 {
        if seconds < 0, rest == 0 { text += "-" }
        text += "\(rest)"
        if nanoseconds != 0 { text += "." + fraction(nanoseconds) }
        text += "S"
      }
    }
    return text == "P" ? "PT0S" : text
  }
}
