extension CalendarDuration {
  /// The units in which a difference can be told; nil of these means months, days and seconds together.
  enum Measure: Sendable { case months, days, seconds }

  /// The time from one point to another.
  ///
  /// What one of the two does not know, its date or its zone, is taken from the other; where neither has a date only
  /// the times of day are compared.
  static func between(_ from: Value, _ to: Value, in measure: Measure?) throws(QueryError) -> Value {
    if from.isNull || to.isNull { return .null }
    guard let first = TemporalPoint(from), let second = TemporalPoint(to) else {
      let wrong = TemporalPoint(from) == nil ? from : to
      throw QueryError.argument("InvalidArgumentType", "\(wrong.typeText) is no point in time")
    }
    let haveDates = first.date != nil && second.date != nil
    if !haveDates, measure == .months || measure == .days { return .duration(CalendarDuration()) }
    let zone = first.zone ?? second.zone ?? .offset(0)
    let start = try instant(first, date: second.date, zone: zone)
    let end = try instant(second, date: first.date, zone: second.zone ?? zone).moved(to: start.place)
    if measure == .seconds || !haveDates { return .duration(seconds(from: start, to: end)) }

    var months = 0
    if measure != .days { months = wholeMonths(from: start.local, to: end.local) }
    guard let afterMonths = start.local.adding(CalendarDuration(months: months)) else { throw QueryError.outOfCalendar }
    if measure == .months { return .duration(CalendarDuration(months: months)) }
    let days = wholeDays(from: afterMonths, to: end.local)
    if measure == .days { return .duration(CalendarDuration(days: days)) }
    guard let afterDays = afterMonths.adding(CalendarDuration(days: days)) else { throw QueryError.outOfCalendar }
    let rest = seconds(from: try ZonedDateTime(local: afterDays, in: start.place, preferring: start.offset), to: end)
    return .duration(
      CalendarDuration(
        months: months, days: days, seconds: rest.seconds, nanoseconds: rest.nanosecondsOfSecond))
  }

  private static func instant(_ point: TemporalPoint, date: CalendarDate?, zone: Zone) throws(QueryError)
    -> ZonedDateTime
  {
    let local = LocalDateTime(date: point.date ?? date ?? .epoch, time: point.time ?? .midnight)
    return try ZonedDateTime(local: local, in: point.zone ?? zone, preferring: point.offset)
  }

  private static func seconds(from start: ZonedDateTime, to end: ZonedDateTime) -> CalendarDuration {
    CalendarDuration(
      seconds: end.instant - start.instant, nanoseconds: Int(end.local.nanosecond) - Int(start.local.nanosecond))
  }

  /// The last day that is a whole number of days from `start`, towards `end`.
  private static func lastWholeDay(from start: LocalDateTime, to end: LocalDateTime) -> CalendarDate {
    let (first, last) = (start.date, end.date)
    if first < last, end.time < start.time { return last.adding(days: -1) ?? last }
    if last < first, start.time < end.time { return last.adding(days: 1) ?? last }
    return last
  }

  private static func wholeMonths(from start: LocalDateTime, to end: LocalDateTime) -> Int {
    start.date.months(until: lastWholeDay(from: start, to: end))
  }

  private static func wholeDays(from start: LocalDateTime, to end: LocalDateTime) -> Int {
    lastWholeDay(from: start, to: end).dayNumber - start.date.dayNumber
  }
}
