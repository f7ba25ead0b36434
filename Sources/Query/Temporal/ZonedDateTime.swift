/// A point in time with the offset from UTC, or the zone, in which it was said.
public struct ZonedDateTime: Hashable, Sendable, Comparable {
  public let local: LocalDateTime
  /// Seconds east of UTC.
  public let offset: Int
  /// The name in the zone database, where it was said in a named zone: `Europe/Stockholm`.
  public let zone: String?

  init(local: LocalDateTime, offset: Int, zone: String? = nil) {
    self.local = local
    self.offset = offset
    self.zone = zone
  }

  /// A local time in a zone. What a zone skips in spring is moved on by the gap; of what it has twice in autumn the
  /// first is taken, unless `preferring` names the other offset.
  init(local: LocalDateTime, in zone: Zone, preferring: Int? = nil) throws(QueryError) {
    switch zone {
    case .offset(let offset): self.init(local: local, offset: offset)
    case .named(let name):
      let rules = try ZoneRules.named(name)
      let (offset, shift) = rules.offset(atLocal: local.second, preferring: preferring)
      let moved = LocalDateTime(second: local.second + shift, nanosecond: Int(local.nanosecond)) ?? local
      self.init(local: moved, offset: offset, zone: name)
    }
  }

  /// A point in time as it is told in a zone.
  init(instant: Int, nanosecond: Int, in zone: Zone) throws(QueryError) {
    let offset: Int
    var name: String?
    switch zone {
    case .offset(let fixed): offset = fixed
    case .named(let zone):
      offset = try ZoneRules.named(zone).offset(at: instant)
      name = zone
    }
    guard let local = LocalDateTime(second: instant + offset, nanosecond: nanosecond) else {
      throw QueryError.outOfCalendar
    }
    self.init(local: local, offset: offset, zone: name)
  }

  /// Seconds from 1970-01-01T00:00Z.
  public var instant: Int { local.second - offset }

  var place: Zone { zone.map { .named($0) } ?? .offset(offset) }

  func moved(to zone: Zone) throws(QueryError) -> ZonedDateTime {
    try ZonedDateTime(instant: instant, nanosecond: Int(local.nanosecond), in: zone)
  }

  public static func < (left: ZonedDateTime, right: ZonedDateTime) -> Bool {
    if left.instant != right.instant { return left.instant < right.instant }
    if left.local.nanosecond != right.local.nanosecond { return left.local.nanosecond < right.local.nanosecond }
    return (left.offset, left.zone ?? "") < (right.offset, right.zone ?? "")
  }
}

/// Where a clock stands: at a fixed offset from UTC, or in a zone of the zone database.
enum Zone: Hashable, Sendable {
  /// Seconds east of UTC.
  case offset(Int)
  case named(String)
}

extension ZonedDateTime: CustomStringConvertible {
  public var description: String { local.description + offsetText(offset) + (zone.map { "[\($0)]" } ?? "") }
}

extension QueryError {
  static let outOfCalendar = QueryError.argument(
    "NumberOutOfRange", "the date lies outside of the years -999999999 to 999999999")
}
