extension Execution {
  func call(_ function: Function, _ arguments: [BoundExpression], _ offset: Int) throws(QueryError) -> Value {
    do throws(QueryError) {
      if function == .coalesce {
        for argument in arguments {
          let value = try evaluate(argument)
          if !value.isNull { return value }
        }
        return .null
      }
      var values: [Value] = []
      values.reserveCapacity(arguments.count)
      for argument in arguments { values.append(try evaluate(argument)) }
      return try call(function, values)
    } catch {
      throw error.located(offset)
    }
  }

  func callHost(_ index: Int, _ arguments: [BoundExpression], _ offset: Int) throws(QueryError) -> Value {
    var values: [Value] = []
    for argument in arguments { values.append(try evaluate(argument)) }
    do throws(QueryError) {
      return try functions[index].call(values)
    } catch {
      throw error.located(offset)
    }
  }

  private func call(_ function: Function, _ arguments: [Value]) throws(QueryError) -> Value {
    let first = arguments.first ?? .null
    switch function {
    case .id, .elementId, .labels, .type, .properties, .keys, .nodes, .relationships, .startNode, .endNode, .length:
      return first.isNull ? .null : try callOnGraph(function, first)
    case .size, .head, .last, .tail, .reverse, .isEmpty: return first.isNull ? .null : try callOnList(function, first)
    case .range: return try range(arguments)
    case .coalesce: return .null
    case .exists: return .boolean(!first.isNull)
    case .nullIf: return Value.equal(first, arguments[1]) == true ? .null : first
    case .timestamp: return .integer(now.instant * 1000 + Int(now.local.nanosecond) / 1_000_000)
    case .randomUUID: return .string(randomIdentifier())
    case .toString, .toInteger, .toFloat, .toBoolean: return try convert(function, first, failing: true)
    case .toStringOrNull: return try convert(.toString, first, failing: false)
    case .toIntegerOrNull: return try convert(.toInteger, first, failing: false)
    case .toFloatOrNull: return try convert(.toFloat, first, failing: false)
    case .toBooleanOrNull: return try convert(.toBoolean, first, failing: false)
    case .toStringList: return try convertList(.toString, first)
    case .toIntegerList: return try convertList(.toInteger, first)
    case .toFloatList: return try convertList(.toFloat, first)
    case .toBooleanList: return try convertList(.toBoolean, first)
    case .rand: return .float(Double.random(in: 0..<1, using: &random))
    case .pi: return .float(.pi)
    case .e: return .float(2.718281828459045)
    case .abs, .sign, .round, .atan2, .isNaN, .ceil, .floor, .sqrt, .exp, .log, .log10, .sin, .cos, .tan, .cot, .asin,
      .acos, .atan, .degrees, .radians, .haversin:
      return try callOnNumber(function, arguments)
    case .substring, .left, .right, .split, .replace, .trim, .ltrim, .rtrim, .toUpper, .toLower:
      return try callOnText(function, arguments)
    case .date: return try TemporalType.date.make(from: arguments.first, now: now)
    case .localtime: return try TemporalType.localTime.make(from: arguments.first, now: now)
    case .time: return try TemporalType.time.make(from: arguments.first, now: now)
    case .localdatetime: return try TemporalType.localDateTime.make(from: arguments.first, now: now)
    case .datetime: return try TemporalType.dateTime.make(from: arguments.first, now: now)
    case .duration: return try CalendarDuration.make(from: first)
    case .dateTruncate: return try truncate(.date, arguments)
    case .localtimeTruncate: return try truncate(.localTime, arguments)
    case .timeTruncate: return try truncate(.time, arguments)
    case .localdatetimeTruncate: return try truncate(.localDateTime, arguments)
    case .datetimeTruncate: return try truncate(.dateTime, arguments)
    case .datetimeFromEpoch, .datetimeFromEpochMillis: return try fromEpoch(function, arguments)
    case .durationBetween: return try CalendarDuration.between(first, arguments[1], in: nil)
    case .durationInMonths: return try CalendarDuration.between(first, arguments[1], in: .months)
    case .durationInDays: return try CalendarDuration.between(first, arguments[1], in: .days)
    case .durationInSeconds: return try CalendarDuration.between(first, arguments[1], in: .seconds)
    }
  }

  func wrongValue(_ function: Function, _ value: Value) -> QueryError {
    QueryError.type("InvalidArgumentValue", "\(function.rawValue) cannot take \(value.typeText)")
  }

  private func truncate(_ type: TemporalType, _ arguments: [Value]) throws(QueryError) -> Value {
    guard case .string(let name) = arguments[0] else {
      if arguments[0].isNull { return .null }
      throw QueryError.argument("InvalidArgumentType", "the unit to truncate to must be a string")
    }
    let unit = try TruncationUnit(named: name)
    let value = arguments.count > 1 ? arguments[1] : .dateTime(now)
    if value.isNull { return .null }
    var fields = MapValue()
    switch arguments.count > 2 ? arguments[2] : .null {
    case .null: break
    case .map(let map): fields = map
    case let other:
      throw QueryError.argument("InvalidArgumentType", "the parts to set must be a map, not \(other.typeText)")
    }
    return try type.truncated(value, to: unit, fields: fields)
  }

  private func fromEpoch(_ function: Function, _ arguments: [Value]) throws(QueryError) -> Value {
    var numbers: [Int] = []
    for argument in arguments {
      switch argument {
      case .null: return .null
      case .integer(let value) where value.magnitude < 1 << 53: numbers.append(value)
      default: throw QueryError.argument("InvalidArgumentValue", "a number of seconds must be an integer of this age")
      }
    }
    let below = function == .datetimeFromEpoch ? (numbers.count > 1 ? numbers[1] : 0) : numbers[0] % 1000 * 1_000_000
    let seconds = function == .datetimeFromEpoch ? numbers[0] : numbers[0] / 1000
    return .dateTime(
      try ZonedDateTime(
        instant: seconds + CivilCalendar.floorDivide(below, 1_000_000_000), nanosecond: below, in: .offset(0)))
  }

  private func randomIdentifier() -> String {
    let high = UInt64.random(in: 0 ... .max, using: &random)
    let low = UInt64.random(in: 0 ... .max, using: &random)
    func hexadecimal(_ value: UInt64, _ width: Int) -> String {
      let digits = String(value, radix: 16)
      return String(repeating: "0", count: width - digits.utf8.count) + digits
    }
    // Version 4, variant 1 of RFC 9562.
    let parts = [
      hexadecimal(high >> 32, 8), hexadecimal(high >> 16 & 0xffff, 4), hexadecimal(high & 0x0fff | 0x4000, 4),
      hexadecimal(low >> 48 & 0x3fff | 0x8000, 4), hexadecimal(low & 0xffff_ffff_ffff, 12),
    ]
    return parts.joined(separator: "-")
  }
}
