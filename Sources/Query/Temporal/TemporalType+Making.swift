extension TemporalType {
  /// The value of this type that a text, a map or another date or time stands for; nothing stands for `now`, the time
  /// at which the query began, told in its zone.
  func make(from argument: Value?, now: ZonedDateTime) throws(QueryError) -> Value {
    guard let argument else { return try convert(.dateTime(now), now: now) }
    switch argument {
    case .null: return .null
    case .string(let text): return try parse(text, now: now)
    case .map(let map): return try assemble(TemporalFields(map), now: now)
    default: return try convert(argument, now: now)
    }
  }

  private func parse(_ text: String, now: ZonedDateTime) throws(QueryError) -> Value {
    switch self {
    case .date: .date(try TemporalText.date(text))
    case .localTime: .localTime(try TemporalText.localTime(text))
    case .time: .time(try TemporalText.time(text, default: now.offset))
    case .localDateTime: .localDateTime(try TemporalText.localDateTime(text))
    case .dateTime: .dateTime(try TemporalText.dateTime(text, default: now.place))
    }
  }

  private func convert(_ value: Value, now: ZonedDateTime) throws(QueryError) -> Value {
    guard let point = TemporalPoint(value) else { throw cannot(value) }
    switch self {
    case .date:
      guard let date = point.date else { throw cannot(value) }
      return .date(date)
    case .localTime:
      guard let time = point.time else { throw cannot(value) }
      return .localTime(time)
    case .time:
      guard let time = point.time else { throw cannot(value) }
      return .time(OffsetTime(local: time, offset: point.offset ?? now.offset))
    case .localDateTime:
      guard let date = point.date else { throw cannot(value) }
      return .localDateTime(LocalDateTime(date: date, time: point.time ?? .midnight))
    case .dateTime:
      guard let date = point.date else { throw cannot(value) }
      if case .dateTime = value { return value }
      let local = LocalDateTime(date: date, time: point.time ?? .midnight)
      return .dateTime(try ZonedDateTime(local: local, in: point.zone ?? now.place))
    }
  }

  private func assemble(_ fields: TemporalFields, now: ZonedDateTime) throws(QueryError) -> Value {
    if fields.map.isEmpty { return try convert(.dateTime(now), now: now) }
    switch self {
    case .date: return .date(try fields.date(base: nil))
    case .localTime: return .localTime(try fields.time(base: nil))
    case .localDateTime:
      return .localDateTime(LocalDateTime(date: try fields.date(base: nil), time: try fields.time(base: nil)))
    case .time:
      let time = try fields.time(base: nil)
      let base = try fields.baseZone()
      let zone = try fields.zone()
      let own = try TemporalType.offset(of: base ?? zone ?? now.place, at: now.local.date, time)
      guard base != nil, let zone else { return .time(OffsetTime(local: time, offset: own)) }
      let other = try TemporalType.offset(of: zone, at: now.local.date, time)
      let moved = LocalTime(wrapping: time.nanoseconds + (other - own) * 1_000_000_000)
      return .time(OffsetTime(local: moved, offset: other))
    case .dateTime:
      let zone = try fields.zone()
      if let (second, nanosecond) = try fields.epoch() {
        let total = second + CivilCalendar.floorDivide(nanosecond, 1_000_000_000)
        return .dateTime(try ZonedDateTime(instant: total, nanosecond: nanosecond, in: zone ?? now.place))
      }
      let local = LocalDateTime(date: try fields.date(base: nil), time: try fields.time(base: nil))
      guard let base = try fields.baseZone() else {
        return .dateTime(try ZonedDateTime(local: local, in: zone ?? now.place))
      }
      let value = try ZonedDateTime(local: local, in: base)
      return .dateTime(try zone.map { zone throws(QueryError) in try value.moved(to: zone) } ?? value)
    }
  }

  private func cannot(_ value: Value) -> QueryError {
    QueryError.argument("InvalidArgumentType", "\(value.typeText) cannot be made into a \(rawValue)")
  }
}

extension CalendarDuration {
  /// The duration that a text or a map of units stands for.
  static func make(from argument: Value) throws(QueryError) -> Value {
    switch argument {
    case .null: return .null
    case .duration: return argument
    case .string(let text): return .duration(try TemporalText.duration(text))
    case .map(let map):
      var parts = DurationParts()
      for entry in map.entries {
        let number: DurationNumber
        switch entry.value {
        case .integer(let value): number = DurationNumber(value)
        case .float(let value): number = DurationNumber(value)
        case .null: continue
        default:
          throw QueryError.argument(
            "InvalidArgumentType", "`\(entry.key)` must be a number, not \(entry.value.typeText)")
        }
        switch entry.key {
        case "years": parts.add(months: number.scaled(by: 12))
        case "quarters": parts.add(months: number.scaled(by: 3))
        case "months": parts.add(months: number)
        case "weeks": parts.add(days: number.scaled(by: 7))
        case "days": parts.add(days: number)
        case "hours": parts.add(seconds: number.scaled(by: 3600))
        case "minutes": parts.add(seconds: number.scaled(by: 60))
        case "seconds": parts.add(seconds: number)
        case "milliseconds": parts.add(nanoseconds: number.scaled(by: 1_000_000))
        case "microseconds": parts.add(nanoseconds: number.scaled(by: 1000))
        case "nanoseconds": parts.add(nanoseconds: number)
        default: throw QueryError.argument("InvalidArgumentValue", "`\(entry.key)` is no unit of a duration")
        }
      }
      return .duration(try parts.duration())
    default:
      throw QueryError.argument("InvalidArgumentType", "\(argument.typeText) cannot be made into a duration")
    }
  }
}
