/// A day and a time of day, without a zone.
public struct LocalDateTime: Hashable, Sendable, Comparable {
  /// Seconds from 1970-01-01T00:00, as if in UTC.
  let second: Int
  /// 0..<1,000,000,000.
  let nanosecond: Int32

  public init(date: CalendarDate, time: LocalTime) {
    second = date.dayNumber * 86_400 + time.secondOfDay
    nanosecond = Int32(time.nanosecond)
  }

  /// The point that many seconds from 1970, or nil out of the range of dates.
  init?(second: Int, nanosecond: Int) {
    guard CalendarDate(dayNumber: CivilCalendar.floorDivide(second, 86_400)) != nil else { return nil }
    self.second = second
    self.nanosecond = Int32(truncatingIfNeeded: CivilCalendar.floorRemainder(nanosecond, 1_000_000_000))
  }

  public var date: CalendarDate {
    // The initialisers admit no other day.
    CalendarDate(dayNumber: CivilCalendar.floorDivide(second, 86_400)) ?? .epoch
  }

  public var time: LocalTime {
    LocalTime(wrapping: CivilCalendar.floorRemainder(second, 86_400) * 1_000_000_000 + Int(nanosecond))
  }

  public static func < (left: LocalDateTime, right: LocalDateTime) -> Bool {
    (left.second, left.nanosecond) < (right.second, right.nanosecond)
  }

  func adding(_ duration: CalendarDuration) -> LocalDateTime? {
    guard let date = date.adding(months: duration.months)?.adding(days: duration.days) else { return nil }
    let nanoseconds = Int(nanosecond) + duration.nanosecondsOfSecond
    let base = LocalDateTime(date: date, time: time).second
    let (sum, overflow) = base.addingReportingOverflow(duration.seconds)
    let (total, overflows) = sum.addingReportingOverflow(CivilCalendar.floorDivide(nanoseconds, 1_000_000_000))
    return overflow || overflows ? nil : LocalDateTime(second: total, nanosecond: nanoseconds)
  }
}

extension CalendarDate {
  static let epoch = CalendarDate(unchecked: 0)
  private init(unchecked: Int) { dayNumber = unchecked }
}

extension LocalDateTime: CustomStringConvertible {
  public var description: String { "\(date)T\(time)" }
}
