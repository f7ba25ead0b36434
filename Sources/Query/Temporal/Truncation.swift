/// The units that `truncate` cuts to.
enum TruncationUnit: String, Sendable, CaseIterable {
  case millennium, century, decade, year, weekYear, quarter, month, week, day
  case hour, minute, second, millisecond, microsecond

  /// Whether the unit is a day or longer.
  var isOfDate: Bool {
    switch self {
    case .hour, .minute, .second, .millisecond, .microsecond: false
    default: true
    }
  }

  init(named name: String) throws(QueryError) {
    let lowered = name.lowercased()
    guard let unit = TruncationUnit.allCases.first(where: { $0.rawValue.lowercased() == lowered }) else {
      throw QueryError.argument("InvalidArgumentValue", "`\(name)` is no unit of time")
    }
    self = unit
  }

  func truncate(_ date: CalendarDate) -> CalendarDate? {
    let (year, month, _) = date.parts
    func multiple(of count: Int) -> Int { CivilCalendar.floorDivide(year, count) * count }
    switch self {
    case .millennium: return CalendarDate(year: multiple(of: 1000), month: 1, day: 1)
    case .century: return CalendarDate(year: multiple(of: 100), month: 1, day: 1)
    case .decade: return CalendarDate(year: multiple(of: 10), month: 1, day: 1)
    case .year: return CalendarDate(year: year, month: 1, day: 1)
    case .weekYear: return CalendarDate(weekYear: date.weekYear, week: 1, dayOfWeek: 1)
    case .quarter: return CalendarDate(year: year, month: (month - 1) / 3 * 3 + 1, day: 1)
    case .month: return CalendarDate(year: year, month: month, day: 1)
    case .week: return date.adding(days: 1 - date.dayOfWeek)
    default: return date
    }
  }

  func truncate(_ time: LocalTime) -> LocalTime {
    let size =
      switch self {
      case .hour: 3_600_000_000_000
      case .minute: 60_000_000_000
      case .second: 1_000_000_000
      case .millisecond: 1_000_000
      case .microsecond: 1000
      default: LocalTime.nanosecondsOfDay
      }
    return LocalTime(wrapping: time.nanoseconds / size * size)
  }
}

/// The five types of dates and times, each made from text, from a map or from another.
enum TemporalType: String, Sendable, CaseIterable {
  case date
  case localTime = "localtime"
  case time
  case localDateTime = "localdatetime"
  case dateTime = "datetime"

  /// `datetime.truncate('month', value, {day: 2})`.
  func truncated(_ value: Value, to unit: TruncationUnit, fields map: MapValue) throws(QueryError) -> Value {
    guard let point = TemporalPoint(value) else {
      throw QueryError.argument("InvalidArgumentType", "\(value.typeText) cannot be truncated")
    }
    var fields = TemporalFields(map)
    fields.addsBelowSecond = true
    let time = try fields.time(base: unit.truncate(point.time ?? .midnight))
    let zone = try fields.zone() ?? point.zone ?? .offset(0)
    func day() throws(QueryError) -> CalendarDate {
      guard let date = point.date.flatMap(unit.truncate) else {
        throw QueryError.argument("InvalidArgumentType", "\(value.typeText) has no date to truncate")
      }
      return try fields.date(base: date)
    }
    switch self {
    case .date:
      guard unit.isOfDate else {
        throw QueryError.argument("InvalidArgumentValue", "a date cannot be truncated to `\(unit.rawValue)`")
      }
      return .date(try day())
    case .localTime: return .localTime(time)
    case .time:
      let offset = try TemporalType.offset(of: zone, at: point.date, time)
      return .time(OffsetTime(local: time, offset: offset))
    case .localDateTime: return .localDateTime(LocalDateTime(date: try day(), time: time))
    case .dateTime: return .dateTime(try ZonedDateTime(local: LocalDateTime(date: try day(), time: time), in: zone))
    }
  }

  /// The offset of a zone on a day, for a time of day that keeps only the offset.
  static func offset(of zone: Zone, at date: CalendarDate?, _ time: LocalTime) throws(QueryError) -> Int {
    if case .offset(let offset) = zone { return offset }
    return try ZonedDateTime(local: LocalDateTime(date: date ?? .epoch, time: time), in: zone).offset
  }
}
