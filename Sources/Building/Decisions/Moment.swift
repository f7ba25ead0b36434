import Formats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Moments in UTC, to the millisecond, as decisions keep them.
public enum Moment {
  /// What the clock says. A decision gets its time here and nowhere else: to all that is made of it, it is input.
  public static var now: String {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return text(milliseconds: Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000)
  }

  /// The moment a millisecond after another; itself where the text is no moment.
  static func after(_ text: String) -> String {
    guard let moment = DecisionLine.time(text), let milliseconds = milliseconds(moment) else { return text }
    return Moment.text(milliseconds: milliseconds + 1)
  }

  private static func milliseconds(_ text: String) -> Int? {
    let numbers = text.split { !$0.isNumber }.compactMap { Int32($0) }
    guard numbers.count == 7 else { return nil }
    var parts = tm()
    parts.tm_year = numbers[0] - 1900
    parts.tm_mon = numbers[1] - 1
    parts.tm_mday = numbers[2]
    parts.tm_hour = numbers[3]
    parts.tm_min = numbers[4]
    parts.tm_sec = numbers[5]
    return Int(timegm(&parts)) * 1000 + Int(numbers[6])
  }

  private static func text(milliseconds: Int) -> String {
    var seconds = time_t(milliseconds / 1000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func padded(_ number: Int32, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    let date = [padded(parts.tm_year + 1900, 4), padded(parts.tm_mon + 1, 2), padded(parts.tm_mday, 2)]
    let clock = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded($0, 2) }
    return date.joined(separator: "-") + "T" + clock.joined(separator: ":") + "."
      + padded(Int32(milliseconds % 1000), 3) + "Z"
  }
}
