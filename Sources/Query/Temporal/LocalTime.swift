/// A time of day without a zone, to the nanosecond.
public struct LocalTime: Hashable, Sendable, Comparable {
  /// Nanoseconds from midnight.
  public let nanoseconds: Int

  static let midnight = LocalTime(wrapping: 0)
  static let nanosecondsOfDay = 86_400_000_000_000

  /// The time that many nanoseconds from midnight, around the clock.
  init(wrapping nanoseconds: Int) {
    self.nanoseconds = CivilCalendar.floorRemainder(nanoseconds, LocalTime.nanosecondsOfDay)
  }

  /// A time from its parts, or nil where one is out of range.
  public init?(hour: Int, minute: Int = 0, second: Int = 0, nanosecond: Int = 0) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
      (0...999_999_999).contains(nanosecond)
    else { return nil }
    nanoseconds = ((hour * 60 + minute) * 60 + second) * 1_000_000_000 + nanosecond
  }

  public static func < (left: LocalTime, right: LocalTime) -> Bool { left.nanoseconds < right.nanoseconds }

  public var hour: Int { nanoseconds / 3_600_000_000_000 }
  public var minute: Int { nanoseconds / 60_000_000_000 % 60 }
  public var second: Int { nanoseconds / 1_000_000_000 % 60 }
  public var nanosecond: Int { nanoseconds % 1_000_000_000 }
  var secondOfDay: Int { nanoseconds / 1_000_000_000 }
}

extension LocalTime: CustomStringConvertible {
  /// ISO 8601 without what is zero at the end: `12:31`, `12:31:14.645`.
  public var description: String {
    var text = "\(padded(hour, 2)):\(padded(minute, 2))"
    guard second != 0 || nanosecond != 0 else { return text }
    text += ":\(padded(second, 2))"
    if nanosecond != 0 { text += "." + fraction(nanosecond) }
    return text
  }
}

/// Nanoseconds as digits after a point, without zeros at the end.
func fraction(_ nanoseconds: Int) -> String {
  var digits = padded(nanoseconds, 9)
  while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
  return digits
}

/// A time of day with an offset from UTC.
public struct OffsetTime: Hashable, Sendable, Comparable {
  public let local: LocalTime
  /// Seconds east of UTC.
  public let offset: Int

  init(local: LocalTime, offset: Int) {
    self.local = local
    self.offset = offset
  }

  /// Nanoseconds from midnight in UTC; outside of a day where the offset leads there.
  var instant: Int { local.nanoseconds - offset * 1_000_000_000 }

  public static func < (left: OffsetTime, right: OffsetTime) -> Bool {
    (left.instant, left.offset) < (right.instant, right.offset)
  }
}

extension OffsetTime: CustomStringConvertible {
  public var description: String { local.description + offsetText(offset) }
}

/// An offset from UTC as ISO 8601 writes it: `Z`, `+01:00`, `+00:53:28`.
func offsetText(_ offset: Int) -> String {
  guard offset != 0 else { return "Z" }
  let size = abs(offset)
  var text = "\(offset < 0 ? "-" : "+")\(padded(size / 3600, 2)):\(padded(size / 60 % 60, 2))"
  if size % 60 != 0 { text += ":\(padded(size % 60, 2))" }
  return text
}
