/// Dates and times put together from a map: `date({year: 1984, week: 10, dayOfWeek: 3})`, or from another with some
/// parts changed: `datetime({date: d, hour: 12, timezone: 'Europe/Stockholm'})`.
struct TemporalFields {
  let map: MapValue
  /// Whether parts below the second are added to those of the base rather than put in their place, as `truncate` does.
  var addsBelowSecond = false

  init(_ map: MapValue) { self.map = map }

  func date(base given: CalendarDate?) throws(QueryError) -> CalendarDate {
    let own = try baseDate()
    let base = given ?? own
    let year = try integer("year")
    let result: CalendarDate?
    let dayOfWeek = try integer("dayOfWeek")
    let dayOfQuarter = try integer("dayOfQuarter")
    if let week = try integer("week") ?? (dayOfWeek == nil ? nil : base?.week ?? 1) {
      result = CalendarDate(
        weekYear: try required(year ?? base?.weekYear, "year"), week: week, dayOfWeek: dayOfWeek ?? base?.dayOfWeek ?? 1
      )
    } else if let day = try integer("ordinalDay") {
      result = CalendarDate(year: try required(year ?? base?.year, "year"), ordinalDay: day)
    } else if let quarter = try integer("quarter") ?? (dayOfQuarter == nil ? nil : base?.quarter ?? 1) {
      let year = try required(year ?? base?.year, "year")
      if let day = dayOfQuarter {
        result = CalendarDate(year: year, quarter: quarter, dayOfQuarter: day)
      } else if let base {
        guard (1...4).contains(quarter) else { throw noSuch("date") }
        result = CalendarDate(year: year, month: (quarter - 1) * 3 + (base.month - 1) % 3 + 1, day: base.day)
      } else {
        result = CalendarDate(year: year, quarter: quarter, dayOfQuarter: 1)
      }
    } else {
      result = CalendarDate(
        year: try required(year ?? base?.year, "year"), month: try integer("month") ?? base?.month ?? 1,
        day: try integer("day") ?? base?.day ?? 1)
    }
    guard let result else { throw noSuch("date") }
    return result
  }

  func time(base given: LocalTime?) throws(QueryError) -> LocalTime {
    let own = try baseTime()?.time
    let base = given ?? own
    let millisecond = try integer("millisecond")
    let microsecond = try integer("microsecond")
    let nanosecond = try integer("nanosecond")
    var below = base?.nanosecond ?? 0
    if millisecond != nil || microsecond != nil || nanosecond != nil {
      let (milli, micro, nano) = (millisecond ?? 0, microsecond ?? 0, nanosecond ?? 0)
      guard (0...999).contains(milli), (0...(millisecond == nil ? 999_999 : 999)).contains(micro),
        (0...(microsecond != nil ? 999 : (millisecond != nil ? 999_999 : 999_999_999))).contains(nano)
      else { throw noSuch("time") }
      below = (addsBelowSecond ? below : 0) + milli * 1_000_000 + micro * 1000 + nano
    }
    let time = LocalTime(
      hour: try integer("hour") ?? base?.hour ?? 0, minute: try integer("minute") ?? base?.minute ?? 0,
      second: try integer("second") ?? base?.second ?? 0, nanosecond: below)
    guard let time else { throw noSuch("time") }
    return time
  }

  /// The zone that `timezone` names, or nil where the map has none.
  func zone() throws(QueryError) -> Zone? {
    switch map["timezone"] {
    case nil, .null: return nil
    case .string(let name): return try TemporalText.zone(name)
    case .some(let other): throw wrongType("timezone", other, "a string")
    }
  }

  /// The zone that the time is taken from, where it is taken from another value that has one.
  func baseZone() throws(QueryError) -> Zone? { try baseTime()?.zone }

  /// A point in time that `epochSeconds` or `epochMillis` counts.
  func epoch() throws(QueryError) -> (second: Int, nanosecond: Int)? {
    guard map["epochSeconds"] != nil || map["epochMillis"] != nil else { return nil }
    let below = try time(base: .midnight).nanosecond
    if let seconds = try integer("epochSeconds") { return (seconds, below) }
    guard let millis = try integer("epochMillis") else { return nil }
    return (
      CivilCalendar.floorDivide(millis, 1000), CivilCalendar.floorRemainder(millis, 1000) * 1_000_000 + below
    )
  }

  private func baseDate() throws(QueryError) -> CalendarDate? {
    guard let (key, value) = base("date", "datetime") else { return nil }
    guard let date = TemporalPoint(value)?.date else { throw wrongType(key, value, "a value with a date") }
    return date
  }

  private func baseTime() throws(QueryError) -> (time: LocalTime, zone: Zone?)? {
    guard let (key, value) = base("time", "datetime") else { return nil }
    guard let point = TemporalPoint(value), let time = point.time else {
      throw wrongType(key, value, "a value with a time")
    }
    return (time, point.zone)
  }

  private func base(_ first: String, _ second: String) -> (String, Value)? {
    for key in [first, second] {
      if let value = map[key], !value.isNull { return (key, value) }
    }
    return nil
  }

  private func integer(_ key: String) throws(QueryError) -> Int? {
    switch map[key] {
    case nil, .null: return nil
    case .integer(let value):
      // Beyond this nothing is a part of a date, and sums of it could overflow.
      guard value.magnitude < 1 << 53 else { throw noSuch("value") }
      return value
    case .some(let other): throw wrongType(key, other, "an integer")
    }
  }

  private func required(_ value: Int?, _ key: String) throws(QueryError) -> Int {
    guard let value else { throw QueryError.argument("InvalidArgumentValue", "`\(key)` must be given") }
    return value
  }

  private func noSuch(_ what: String) -> QueryError {
    QueryError.argument("InvalidArgumentValue", "there is no such \(what): \(Value.map(map).text)")
  }

  private func wrongType(_ key: String, _ value: Value, _ wanted: String) -> QueryError {
    QueryError.argument("InvalidArgumentType", "`\(key)` must be \(wanted), not \(value.typeText)")
  }
}

/// What a temporal value knows of a point in time; what it does not know is nil.
struct TemporalPoint {
  var date: CalendarDate?
  var time: LocalTime?
  var zone: Zone?
  /// The offset in the zone.
  var offset: Int?

  /// Nil where the value is no date and no time.
  init?(_ value: Value) {
    switch value {
    case .date(let date): self.date = date
    case .localTime(let time): self.time = time
    case .time(let value): (time, zone, offset) = (value.local, .offset(value.offset), value.offset)
    case .localDateTime(let value): (date, time) = (value.date, value.time)
    case .dateTime(let value):
      (date, time, zone, offset) = (value.local.date, value.local.time, value.place, value.offset)
    default: return nil
    }
  }
}
