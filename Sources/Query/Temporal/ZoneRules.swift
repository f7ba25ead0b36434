import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the clocks of a place showed and will show: the transitions of a file of the IANA zone database (TZif, RFC
/// 8536), and the rule for the time after them.
struct ZoneRules: Sendable {
  /// Seconds from 1970 at which the offset changes, in order.
  private var transitions: [Int] = []
  /// The offset after each transition.
  private var offsets: [Int] = []
  private var firstOffset = 0
  private var future: PosixZone?

  /// Where systems keep the zone database.
  static let folders = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo"]

  private static let known = Mutex<[String: ZoneRules]>([:])

  /// The rules of a zone by its name: `Europe/Stockholm`.
  static func named(_ name: String) throws(QueryError) -> ZoneRules {
    if let rules = known.withLock({ $0[name] }) { return rules }
    guard isZoneName(name) else {
      throw QueryError.argument("InvalidArgumentValue", "`\(name)` is no name of a time zone")
    }
    var hasDatabase = false
    for folder in folders where FileManager.default.fileExists(atPath: folder) {
      hasDatabase = true
      if let data = FileManager.default.contents(atPath: folder + "/" + ZoneLinks.target(of: name)),
        data.count < 1 << 20,
        let rules = ZoneRules(tzif: Array(data))
      {
        known.withLock { $0[name] = rules }
        return rules
      }
    }
    throw QueryError.argument(
      "InvalidArgumentValue",
      hasDatabase
        ? "no time zone is named `\(name)`"
        : "the time zone `\(name)` cannot be looked up: this machine has no zone database (install tzdata)")
  }

  /// Whether a text may be looked up: words of letters, digits, `_`, `+`, `-` between slashes, never a way upwards.
  private static func isZoneName(_ name: String) -> Bool {
    guard !name.isEmpty, name.utf8.count <= 64 else { return false }
    return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy { byte in
          switch byte {
          case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f, 0x2b, 0x2d: true
          default: false
          }
        }
    }
  }

  /// Rules from the bytes of a file, or nil where they are none.
  init?(tzif bytes: [UInt8]) {
    var reader = BigEndianReader(bytes: bytes)
    guard let first = Header(&reader) else { return nil }
    guard first.version >= 0x32 else {
      guard read(&reader, first, wide: false) else { return nil }
      return
    }
    reader.position += first.size(wide: false)
    guard let second = Header(&reader), read(&reader, second, wide: true) else { return nil }
    guard bytes.indices.contains(reader.position), bytes[reader.position] == 0x0a else { return }
    let footer = bytes[(reader.position + 1)...].prefix { $0 != 0x0a }
    future = PosixZone(Array(footer))
  }

  private struct Header {
    var version: UInt8
    var isUTCCount, isStandardCount, leapCount, timeCount, typeCount, characterCount: Int

    init?(_ reader: inout BigEndianReader) {
      guard reader.integer(bytes: 4) == 0x545a_6966, let version = reader.integer(bytes: 1) else { return nil }
      self.version = UInt8(truncatingIfNeeded: version)
      reader.position += 15
      guard let a = reader.integer(bytes: 4), let b = reader.integer(bytes: 4), let c = reader.integer(bytes: 4),
        let d = reader.integer(bytes: 4), let e = reader.integer(bytes: 4), let f = reader.integer(bytes: 4),
        [a, b, c, d, e, f].allSatisfy({ (0...1_000_000).contains($0) })
      else { return nil }
      (isUTCCount, isStandardCount, leapCount, timeCount, typeCount, characterCount) = (a, b, c, d, e, f)
    }

    func size(wide: Bool) -> Int {
      let width = wide ? 8 : 4
      return timeCount * (width + 1) + typeCount * 6 + characterCount + leapCount * (width + 4) + isStandardCount
        + isUTCCount
    }
  }

  private mutating func read(_ reader: inout BigEndianReader, _ header: Header, wide: Bool) -> Bool {
    let end = reader.position + header.size(wide: wide)
    var times: [Int] = []
    for _ in 0..<header.timeCount {
      guard let time = reader.integer(bytes: wide ? 8 : 4) else { return false }
      times.append(time)
    }
    var kinds: [Int] = []
    for _ in 0..<header.timeCount {
      guard let kind = reader.integer(bytes: 1) else { return false }
      kinds.append(kind & 0xff)
    }
    var types: [Int] = []
    for _ in 0..<header.typeCount {
      guard let offset = reader.integer(bytes: 4) else { return false }
      types.append(offset)
      reader.position += 2
    }
    guard let first = types.first, kinds.allSatisfy(types.indices.contains) else { return false }
    transitions = times
    offsets = kinds.map { types[$0] }
    firstOffset = first
    reader.position = end
    return true
  }

  /// The offset from UTC at a point in time.
  ///
  /// - Complexity: O(log n) in the transitions of the zone.
  func offset(at instant: Int) -> Int {
    if let last = transitions.last, instant >= last, let future { return future.offset(at: instant) }
    if transitions.isEmpty, let future { return future.offset(at: instant) }
    var (low, high) = (0, transitions.count)
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= instant { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? firstOffset : offsets[low - 1]
  }

  /// The offset at which a clock shows a local time, and by how much the time must be moved on where it is one that
  /// the clock skips.
  func offset(atLocal local: Int, preferring: Int?) -> (offset: Int, shift: Int) {
    // No offset reaches a day, so a day on either side is beyond a transition near this time.
    let before = offset(at: local - 86_400)
    let after = offset(at: local + 86_400)
    let nearBefore = offset(at: local - before)
    let fits = [before, after, nearBefore].filter { offset(at: local - $0) == $0 }
    if let preferring, fits.contains(preferring) { return (preferring, 0) }
    // The greater offset is the earlier of two points in time.
    if let best = fits.max() { return (best, 0) }
    return (after, max(0, after - before))
  }
}

/// Reads numbers of a file format with the highest byte first.
struct BigEndianReader {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The next signed number, or nil where the bytes end.
  mutating func integer(bytes count: Int) -> Int? {
    guard position >= 0, position + count <= bytes.count else { return nil }
    var value: UInt64 = 0
    for index in position..<position + count { value = value << 8 | UInt64(bytes[index]) }
    position += count
    let shift = 64 - 8 * count
    return Int(Int64(bitPattern: value << UInt64(shift)) >> Int64(shift))
  }
}
