extension Value {
  /// A part of a date, a time or a duration by its name (`d.year`), null where it has no such part; nil where this is
  /// none of them.
  func temporalPart(_ name: String) -> Value? {
    switch self {
    case .date(let date): return Value.part(name, of: date) ?? .null
    case .localTime(let time): return Value.part(name, of: time) ?? .null
    case .time(let time):
      return Value.part(name, of: time.local) ?? Value.part(name, ofOffset: time.offset, zone: nil) ?? .null
    case .localDateTime(let value):
      return Value.part(name, of: value.date) ?? Value.part(name, of: value.time) ?? .null
    case .dateTime(let value):
      switch name {
      case "epochSeconds": return .integer(value.instant)
      case "epochMillis":
        // Of the far ends of the calendar the milliseconds do not fit.
        let (millis, overflow) = value.instant.multipliedReportingOverflow(by: 1000)
        return overflow ? .null : .integer(millis + Int(value.local.nanosecond) / 1_000_000)
      default:
        return Value.part(name, of: value.local.date) ?? Value.part(name, of: value.local.time)
          ?? Value.part(name, ofOffset: value.offset, zone: value.zone) ?? .null
      }
    case .duration(let duration): return Value.part(name, of: duration) ?? .null
    default: return nil
    }
  }

  private static func part(_ name: String, of date: CalendarDate) -> Value? {
    switch name {
    case "year": .integer(date.year)
    case "quarter": .integer(date.quarter)
    case "month": .integer(date.month)
    case "week": .integer(date.week)
    case "weekYear": .integer(date.weekYear)
    case "day": .integer(date.day)
    case "ordinalDay": .integer(date.ordinalDay)
    case "weekDay", "dayOfWeek": .integer(date.dayOfWeek)
    case "dayOfQuarter": .integer(date.dayOfQuarter)
    default: nil
    }
  }

  private static func part(_ name: String, of time: LocalTime) -> Value? {
    switch name {
    case "hour": .integer(time.hour)
    case "minute": .integer(time.minute)
    case "second": .integer(time.second)
    case "millisecond": .integer(time.nanosecond / 1_000_000)
    case "microsecond": .integer(time.nanosecond / 1000)
    case "nanosecond": .integer(time.nanosecond)
    default: nil
    }
  }

  private static func part(_ name: String, ofOffset offset: Int, zone: String?) -> Value? {
    switch name {
    case "timezone": .string(zone ?? offsetText(offset))
    case "offset": .string(offsetText(offset))
    case "offsetMinutes": .integer(offset / 60)
    case "offsetSeconds": .integer(offset)
    default: nil
    }
  }

  private static func part(_ name: String, of duration: CalendarDuration) -> Value? {
    let (months, days, seconds) = (duration.months, duration.days, duration.seconds)
    let below = duration.nanosecondsOfSecond
    func scaled(_ factor: Int) -> Value {
      .integer(seconds.multipliedReportingOverflow(by: factor).partialValue &+ below / (1_000_000_000 / factor))
    }
    switch name {
    case "years": return .integer(months / 12)
    case "quarters": return .integer(months / 3)
    case "months": return .integer(months)
    case "weeks": return .integer(days / 7)
    case "days": return .integer(days)
    case "hours": return .integer(seconds / 3600)
    case "minutes": return .integer(seconds / 60)
    case "seconds": return .integer(seconds)
    case "milliseconds": return scaled(1000)
    case "microseconds": return scaled(1_000_000)
    case "nanoseconds": return scaled(1_000_000_000)
    case "quartersOfYear": return .integer(months / 3 % 4)
    case "monthsOfQuarter": return .integer(months % 3)
    case "monthsOfYear": return .integer(months % 12)
    case "daysOfWeek": return .integer(days % 7)
    case "minutesOfHour": return .integer(seconds / 60 % 60)
    case "secondsOfMinute": return .integer(seconds % 60)
    case "millisecondsOfSecond": return .integer(below / 1_000_000)
    case "microsecondsOfSecond": return .integer(below / 1000)
    case "nanosecondsOfSecond": return .integer(below)
    default: return nil
    }
  }

  /// A date or time some duration later (or, with sign -1, earlier); nil where this is none.
  func moved(by duration: CalendarDuration, sign: Int) throws(QueryError) -> Value? {
    let duration = sign < 0 ? duration.negated : duration
    switch self {
    case .date(let date):
      let days = duration.days.addingReportingOverflow(duration.seconds / 86_400)
      guard !days.overflow, let result = date.adding(months: duration.months)?.adding(days: days.partialValue) else {
        throw QueryError.outOfCalendar
      }
      return .date(result)
    case .localTime(let time): return .localTime(Value.moved(time, by: duration))
    case .time(let time): return .time(OffsetTime(local: Value.moved(time.local, by: duration), offset: time.offset))
    case .localDateTime(let value):
      guard let result = value.adding(duration) else { throw QueryError.outOfCalendar }
      return .localDateTime(result)
    case .dateTime(let value):
      // Months and days by the calendar of the zone, the rest by the clock of UTC.
      let calendar = CalendarDuration(months: duration.months, days: duration.days)
      guard let local = value.local.adding(calendar) else { throw QueryError.outOfCalendar }
      let day = try ZonedDateTime(local: local, in: value.place, preferring: value.offset)
      let nanoseconds = Int(day.local.nanosecond) + duration.nanosecondsOfSecond
      let (sum, overflow) = day.instant.addingReportingOverflow(duration.seconds)
      guard !overflow, sum.magnitude < 1 << 61 else { throw QueryError.outOfCalendar }
      return .dateTime(
        try ZonedDateTime(
          instant: sum + CivilCalendar.floorDivide(nanoseconds, 1_000_000_000), nanosecond: nanoseconds,
          in: value.place))
    default: return nil
    }
  }

  private static func moved(_ time: LocalTime, by duration: CalendarDuration) -> LocalTime {
    let seconds = CivilCalendar.floorRemainder(duration.seconds, 86_400)
    return LocalTime(wrapping: time.nanoseconds + seconds * 1_000_000_000 + duration.nanosecondsOfSecond)
  }
}
