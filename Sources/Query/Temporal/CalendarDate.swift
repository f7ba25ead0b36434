/// A day of the Gregorian calendar, years -999999999...999999999.
public struct CalendarDate: Hashable, Sendable, Comparable {
  /// Days from 1970-01-01.
  public let dayNumber: Int

  /// The day with a number, or nil where its year is out of range.
  init?(dayNumber: Int) {
    guard CalendarDate.range.contains(dayNumber) else { return nil }
    self.dayNumber = dayNumber
  }

  /// A date from its parts, or nil where they make none.
  public init?(year: Int, month: Int, day: Int) {
    guard CivilCalendar.years.contains(year), (1...12).contains(month), day >= 1,
      day <= CivilCalendar.days(inMonth: month, of: year)
    else { return nil }
    dayNumber = CivilCalendar.dayNumber(year: year, month: month, day: day)
  }

  /// A date of the ISO week calendar, or nil where there is no such week.
  init?(weekYear: Int, week: Int, dayOfWeek: Int) {
    guard CivilCalendar.years.contains(weekYear), (1...53).contains(week), (1...7).contains(dayOfWeek) else {
      return nil
    }
    let fourth = CivilCalendar.dayNumber(year: weekYear, month: 1, day: 4)
    let monday = fourth - CivilCalendar.floorRemainder(fourth + 3, 7)
    self.init(dayNumber: monday + (week - 1) * 7 + dayOfWeek - 1)
    guard self.weekYear == weekYear else { return nil }
  }

  init?(year: Int, ordinalDay: Int) {
    guard CivilCalendar.years.contains(year), (1...(CivilCalendar.isLeap(year) ? 366 : 365)).contains(ordinalDay)
    else { return nil }
    dayNumber = CivilCalendar.dayNumber(year: year, month: 1, day: 1) + ordinalDay - 1
  }

  init?(year: Int, quarter: Int, dayOfQuarter: Int) {
    guard CivilCalendar.years.contains(year), (1...4).contains(quarter), (1...92).contains(dayOfQuarter) else {
      return nil
    }
    let month = (quarter - 1) * 3 + 1
    dayNumber = CivilCalendar.dayNumber(year: year, month: month, day: 1) + dayOfQuarter - 1
    guard self.year == year, self.quarter == quarter else { return nil }
  }

  private static let range =
    CivilCalendar.dayNumber(
      year: CivilCalendar.years.lowerBound, month: 1, day: 1)...CivilCalendar.dayNumber(
      year: CivilCalendar.years.upperBound, month: 12, day: 31)

  public static func < (left: CalendarDate, right: CalendarDate) -> Bool { left.dayNumber < right.dayNumber }

  public var parts: (year: Int, month: Int, day: Int) { CivilCalendar.civil(dayNumber) }
  public var year: Int { parts.year }
  public var month: Int { parts.month }
  public var day: Int { parts.day }
  var quarter: Int { (parts.month - 1) / 3 + 1 }
  var ordinalDay: Int { dayNumber - CivilCalendar.dayNumber(year: year, month: 1, day: 1) + 1 }
  /// Monday is 1, Sunday 7.
  var dayOfWeek: Int { CivilCalendar.floorRemainder(dayNumber + 3, 7) + 1 }
  /// The year of the ISO week: the one that its Thursday lies in.
  var weekYear: Int { CivilCalendar.civil(dayNumber - dayOfWeek + 4).year }
  var week: Int {
    let thursday = dayNumber - dayOfWeek + 4
    let year = CivilCalendar.civil(thursday).year
    return (thursday - CivilCalendar.dayNumber(year: year, month: 1, day: 1)) / 7 + 1
  }
  var dayOfQuarter: Int {
    let (year, month, _) = parts
    return dayNumber - CivilCalendar.dayNumber(year: year, month: (month - 1) / 3 * 3 + 1, day: 1) + 1
  }

  /// The same day some months on, or the last day of that month where it is shorter; nil out of range.
  func adding(months: Int) -> CalendarDate? {
    let (year, month, day) = parts
    let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow else { return nil }
    let newYear = CivilCalendar.floorDivide(total, 12)
    guard CivilCalendar.years.contains(newYear) else { return nil }
    let newMonth = CivilCalendar.floorRemainder(total, 12) + 1
    return CalendarDate(
      year: newYear, month: newMonth, day: min(day, CivilCalendar.days(inMonth: newMonth, of: newYear)))
  }

  func adding(days: Int) -> CalendarDate? {
    let (sum, overflow) = dayNumber.addingReportingOverflow(days)
    return overflow ? nil : CalendarDate(dayNumber: sum)
  }

  /// Whole months from this day to another, negative where it is earlier.
  func months(until other: CalendarDate) -> Int {
    let (mine, theirs) = (parts, other.parts)
    let first = (mine.year * 12 + mine.month - 1) * 32 + mine.day
    let second = (theirs.year * 12 + theirs.month - 1) * 32 + theirs.day
    return (second - first) / 32
  }
}

extension CalendarDate: CustomStringConvertible {
  /// ISO 8601: `2024-03-07`; years of more than four digits with a sign.
  public var description: String {
    let (year, month, day) = parts
    let digits = padded(abs(year), 4)
    let sign = year < 0 ? "-" : (year > 9999 ? "+" : "")
    return "\(sign)\(digits)-\(padded(month, 2))-\(padded(day, 2))"
  }
}

/// A number with zeros before it.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
