/// Reads dates, times and durations from the forms of ISO 8601 that openCypher takes.
struct TemporalText {
  private let bytes: [UInt8]
  private var position = 0
  private let text: String

  private init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  static func date(_ text: String) throws(QueryError) -> CalendarDate {
    var reader = TemporalText(text)
    guard let date = reader.readDate(), reader.isAtEnd else { throw reader.fault("a date", "2024-03-07") }
    return date
  }

  static func localTime(_ text: String) throws(QueryError) -> LocalTime {
    var reader = TemporalText(text)
    _ = reader.take("T")
    guard let time = reader.readTime(), reader.isAtEnd else { throw reader.fault("a local time", "21:40:32.142") }
    return time
  }

  static func time(_ text: String, default offset: Int) throws(QueryError) -> OffsetTime {
    var reader = TemporalText(text)
    _ = reader.take("T")
    guard let time = reader.readTime() else { throw reader.fault("a time", "21:40:32+01:00") }
    if reader.isAtEnd { return OffsetTime(local: time, offset: offset) }
    guard let offset = reader.readOffset(), reader.isAtEnd else { throw reader.fault("a time", "21:40:32+01:00") }
    return OffsetTime(local: time, offset: offset)
  }

  static func localDateTime(_ text: String) throws(QueryError) -> LocalDateTime {
    var reader = TemporalText(text)
    guard let local = reader.readDateTime(), reader.isAtEnd else {
      throw reader.fault("a local datetime", "2024-03-07T21:40:32")
    }
    return local
  }

  static func dateTime(_ text: String, default zone: Zone) throws(QueryError) -> ZonedDateTime {
    var reader = TemporalText(text)
    guard let local = reader.readDateTime() else { throw reader.fault("a datetime", "2024-03-07T21:40:32+01:00") }
    if reader.isAtEnd { return try ZonedDateTime(local: local, in: zone) }
    let offset = reader.next == UInt8(ascii: "[") ? nil : reader.readOffset()
    if let offset, reader.isAtEnd { return ZonedDateTime(local: local, offset: offset) }
    guard reader.take("["), let name = reader.readBracketed(), reader.isAtEnd else {
      throw reader.fault("a datetime", "2024-03-07T21:40:32+01:00[Europe/Stockholm]")
    }
    return try ZonedDateTime(local: local, in: .named(name), preferring: offset)
  }

  /// A zone by its name or as an offset: `Europe/Stockholm`, `+01:00`, `Z`.
  static func zone(_ text: String) throws(QueryError) -> Zone {
    var reader = TemporalText(text)
    if let offset = reader.readOffset(), reader.isAtEnd { return .offset(offset) }
    _ = try ZoneRules.named(text)
    return .named(text)
  }

  static func duration(_ text: String) throws(QueryError) -> CalendarDuration {
    var reader = TemporalText(text)
    guard let duration = try reader.readDuration(), reader.isAtEnd else { throw reader.fault("a duration", "P1DT2H") }
    return duration
  }

  private func fault(_ what: String, _ example: String) -> QueryError {
    var result = QueryError.argument("InvalidArgumentValue", "`\(text)` cannot be read as \(what)")
    result.hint = "write it as \(example)"
    return result
  }

  // MARK: - Parts

  private var isAtEnd: Bool { position == bytes.count }
  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }

  /// How many digits come next.
  private var digitCount: Int {
    var end = position
    while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
    return end - position
  }

  /// A number of exactly so many digits.
  private mutating func number(_ width: Int) -> Int? {
    guard width > 0, width <= 18, digitCount >= width else { return nil }
    var value = 0
    for index in position..<position + width { value = value * 10 + Int(bytes[index] - 0x30) }
    position += width
    return value
  }

  private mutating func readDate() -> CalendarDate? {
    var sign = 1
    if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") {
      sign = next == UInt8(ascii: "-") ? -1 : 1
      position += 1
      let width = digitCount
      guard (1...9).contains(width), let year = number(width) else { return nil }
      if isAtEnd || next == UInt8(ascii: "T") { return CalendarDate(year: sign * year, month: 1, day: 1) }
      return readAfterYear(sign * year, isExtended: take("-"))
    }
    let width = digitCount
    guard let year = number(4) else { return nil }
    if width > 4 { return readBasic(year, digits: width - 4) }
    if isAtEnd || next == UInt8(ascii: "T") { return CalendarDate(year: year, month: 1, day: 1) }
    return readAfterYear(year, isExtended: take("-"))
  }

  /// Month and day, or day of the year, in digits without marks between.
  private mutating func readBasic(_ year: Int, digits: Int) -> CalendarDate? {
    switch digits {
    case 2: return number(2).flatMap { CalendarDate(year: year, month: $0, day: 1) }
    case 3: return number(3).flatMap { CalendarDate(year: year, ordinalDay: $0) }
    case 4:
      guard let month = number(2), let day = number(2) else { return nil }
      return CalendarDate(year: year, month: month, day: day)
    default: return nil
    }
  }

  private mutating func readAfterYear(_ year: Int, isExtended: Bool) -> CalendarDate? {
    if take("W") {
      guard let week = number(2) else { return nil }
      if isExtended ? take("-") : digitCount > 0 {
        guard let day = number(1) else { return nil }
        return CalendarDate(weekYear: year, week: week, dayOfWeek: day)
      }
      return CalendarDate(weekYear: year, week: week, dayOfWeek: 1)
    }
    if take("Q") {
      guard let quarter = number(1) else { return nil }
      if isExtended ? take("-") : digitCount > 0 {
        guard let day = number(2) else { return nil }
        return CalendarDate(year: year, quarter: quarter, dayOfQuarter: day)
      }
      return CalendarDate(year: year, quarter: quarter, dayOfQuarter: 1)
    }
    guard isExtended else { return nil }
    if digitCount == 3 { return number(3).flatMap { CalendarDate(year: year, ordinalDay: $0) } }
    guard digitCount == 2, let month = number(2) else { return nil }
    guard take("-") else { return CalendarDate(year: year, month: month, day: 1) }
    guard let day = number(2) else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  private mutating func readTime() -> LocalTime? {
    guard let hour = number(2) else { return nil }
    var (minute, second, nanosecond) = (0, 0, 0)
    let isExtended = next == UInt8(ascii: ":")
    if isExtended ? take(":") : digitCount >= 2 {
      guard let value = number(2) else { return nil }
      minute = value
      if isExtended ? take(":") : digitCount >= 2 {
        guard let value = number(2) else { return nil }
        second = value
        if take(".") || take(",") {
          guard let value = readFraction() else { return nil }
          nanosecond = value
        }
      }
    }
    return LocalTime(hour: hour, minute: minute, second: second, nanosecond: nanosecond)
  }

  /// Up to nine digits after a point, in nanoseconds.
  private mutating func readFraction() -> Int? {
    let width = digitCount
    guard (1...9).contains(width), var value = number(width) else { return nil }
    for _ in width..<9 { value *= 10 }
    return value
  }

  private mutating func readDateTime() -> LocalDateTime? {
    guard let date = readDate() else { return nil }
    guard take("T") else { return LocalDateTime(date: date, time: .midnight) }
    return readTime().map { LocalDateTime(date: date, time: $0) }
  }

  private mutating func readOffset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let isNegative = next == UInt8(ascii: "-")
    guard take("-") || take("+"), let hours = number(2) else { return nil }
    var (minutes, seconds) = (0, 0)
    let isExtended = next == UInt8(ascii: ":")
    if isExtended ? take(":") : digitCount >= 2 {
      guard let value = number(2) else { return nil }
      minutes = value
      if isExtended ? take(":") : digitCount >= 2 {
        guard let value = number(2) else { return nil }
        seconds = value
      }
    }
    guard hours <= 18, minutes < 60, seconds < 60 else { return nil }
    let size = hours * 3600 + minutes * 60 + seconds
    return isNegative ? -size : size
  }

  private mutating func readBracketed() -> String? {
    guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "]")) else { return nil }
    let name = String(decoding: bytes[position..<end], as: UTF8.self)
    position = end + 1
    return name
  }

  private mutating func readDuration() throws(QueryError) -> CalendarDuration? {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    guard take("P") else { return nil }
    if digitCount == 4, position + 4 < bytes.count, bytes[position + 4] == UInt8(ascii: "-") {
      return readDurationAsDate(sign: isNegative ? -1 : 1)
    }
    var parts = DurationParts()
    var isTime = false
    var count = 0
    while !isAtEnd {
      if take("T") {
        guard !isTime, !isAtEnd else { return nil }
        isTime = true
        continue
      }
      guard let number = readDecimal(), let unit = next else { return nil }
      position += 1
      let value = isNegative ? number.negated : number
      switch (unit, isTime) {
      case (UInt8(ascii: "Y"), false): parts.add(months: value.scaled(by: 12))
      case (UInt8(ascii: "M"), false): parts.add(months: value)
      case (UInt8(ascii: "W"), false): parts.add(days: value.scaled(by: 7))
      case (UInt8(ascii: "D"), false): parts.add(days: value)
      case (UInt8(ascii: "H"), true): parts.add(seconds: value.scaled(by: 3600))
      case (UInt8(ascii: "M"), true): parts.add(seconds: value.scaled(by: 60))
      case (UInt8(ascii: "S"), true): parts.add(seconds: value)
      default: return nil
      }
      count += 1
    }
    return count > 0 ? try parts.duration() : nil
  }

  /// `P2012-02-02T14:37:21.545`.
  private mutating func readDurationAsDate(sign: Int) -> CalendarDuration? {
    guard let years = number(4), take("-"), let months = number(2), take("-"), let days = number(2) else { return nil }
    var time = LocalTime.midnight
    if take("T") {
      guard let value = readTime() else { return nil }
      time = value
    }
    return CalendarDuration(
      months: sign * (years * 12 + months), days: sign * days, seconds: sign * time.secondOfDay,
      nanoseconds: sign * time.nanosecond)
  }

  /// A decimal number with a sign of its own.
  private mutating func readDecimal() -> DurationNumber? {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    let width = digitCount
    guard let whole = number(width) else { return nil }
    var value = DurationNumber(whole)
    if take(".") || take(",") {
      guard let nanos = readFraction() else { return nil }
      value = DurationNumber(whole: whole, billionths: nanos)
    }
    return isNegative ? value.negated : value
  }
}
