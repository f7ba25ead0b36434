/// The rule of a zone for the years after its last recorded transition: the TZ text of POSIX at the end of a TZif file,
/// `CET-1CEST,M3.5.0,M10.5.0/3`.
struct PosixZone: Sendable {
  private var standard = 0
  private var summer: (offset: Int, start: Day, end: Day)?

  /// A day of the year on which clocks change, and when.
  private struct Day: Sendable {
    enum Form: Sendable {
      /// Day 1...365; 29 February is never counted.
      case julian(Int)
      /// Day 0...365.
      case ordinal(Int)
      /// The n-th (5: the last) weekday (0: Sunday) of a month.
      case weekday(month: Int, week: Int, day: Int)
    }

    var form: Form
    /// Seconds after midnight of the local clock.
    var time: Int

    /// Seconds from 1970 as the local clock counts them.
    func second(in year: Int) -> Int {
      let newYear = CivilCalendar.dayNumber(year: year, month: 1, day: 1)
      switch form {
      case .julian(let day):
        return (newYear + day - 1 + (CivilCalendar.isLeap(year) && day >= 60 ? 1 : 0)) * 86_400 + time
      case .ordinal(let day): return (newYear + day) * 86_400 + time
      case .weekday(let month, let week, let day):
        let first = CivilCalendar.dayNumber(year: year, month: month, day: 1)
        let weekday = CivilCalendar.floorRemainder(first + 4, 7)
        var number = first + CivilCalendar.floorRemainder(day - weekday, 7) + (week - 1) * 7
        if number >= first + CivilCalendar.days(inMonth: month, of: year) { number -= 7 }
        return number * 86_400 + time
      }
    }
  }

  /// A rule from its text, or nil where it is none.
  init?(_ text: [UInt8]) {
    var scanner = Scanner(bytes: text)
    guard scanner.name(), let west = scanner.clock() else { return nil }
    standard = -west
    guard !scanner.isAtEnd else { return }
    guard scanner.name() else { return nil }
    var offset = standard + 3600
    if scanner.next != UInt8(ascii: ",") {
      guard let west = scanner.clock() else { return nil }
      offset = -west
    }
    guard scanner.take(","), let start = scanner.day(), scanner.take(","), let end = scanner.day(), scanner.isAtEnd
    else { return nil }
    summer = (offset, start, end)
  }

  /// The offset from UTC at a point in time.
  func offset(at instant: Int) -> Int {
    guard let summer else { return standard }
    let year = CivilCalendar.civil(CivilCalendar.floorDivide(instant + standard, 86_400)).year
    let start = summer.start.second(in: year) - standard
    let end = summer.end.second(in: year) - summer.offset
    let isSummer = start <= end ? (start..<end).contains(instant) : !(end..<start).contains(instant)
    return isSummer ? summer.offset : standard
  }

  private struct Scanner {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }
    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard next == UInt8(ascii: scalar) else { return false }
      position += 1
      return true
    }

    /// Steps over `CET` or `<+03>`.
    mutating func name() -> Bool {
      if take("<") {
        while let byte = next, byte != UInt8(ascii: ">") {
          _ = byte
          position += 1
        }
        return take(">")
      }
      let start = position
      while let byte = next, (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) { position += 1 }
      return position > start
    }

    mutating func number() -> Int? {
      var value = 0
      let start = position
      while let byte = next, (0x30...0x39).contains(byte), position - start < 4 {
        value = value * 10 + Int(byte - 0x30)
        position += 1
      }
      return position > start ? value : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func clock() -> Int? {
      let isNegative = take("-")
      if !isNegative { _ = take("+") }
      guard let hours = number() else { return nil }
      var seconds = hours * 3600
      if take(":") {
        guard let minutes = number() else { return nil }
        seconds += minutes * 60
        if take(":") {
          guard let rest = number() else { return nil }
          seconds += rest
        }
      }
      return isNegative ? -seconds : seconds
    }

    mutating func day() -> Day? {
      let form: Day.Form
      if take("M") {
        guard let month = number(), take("."), let week = number(), take("."), let day = number(),
          (1...12).contains(month), (1...5).contains(week), (0...6).contains(day)
        else { return nil }
        form = .weekday(month: month, week: week, day: day)
      } else if take("J") {
        guard let day = number(), (1...365).contains(day) else { return nil }
        form = .julian(day)
      } else {
        guard let day = number(), (0...365).contains(day) else { return nil }
        form = .ordinal(day)
      }
      guard take("/") else { return Day(form: form, time: 7200) }
      return clock().map { Day(form: form, time: $0) }
    }
  }
}
