/// A date that is known to the year, to a part of the year, or to the day, and never to more than was said.
///
/// Written and read as EDTF (Extended Date/Time Format, ISO 8601-2:2019): `2024`, `2024-03`, `2024-33` (first
/// quarter), `2024-03-07`.
public struct PartialDate: Hashable, Sendable {
  /// Four bytes in all, since every claim and relation has room for four dates and few of them are known.
  private let storedYear: Int16
  /// 0 where it is not known.
  private let storedMonth: UInt8
  /// 0 where it is not known.
  private let storedDay: UInt8

  /// The Gregorian year, 1...9999.
  public var year: Int { Int(storedYear) }
  /// A month 1...12, an EDTF season 21...24, or an EDTF quarter 33...36.
  public var month: Int? { storedMonth == 0 ? nil : Int(storedMonth) }
  /// The day of the month, only where ``month`` is 1...12.
  public var day: Int? { storedDay == 0 ? nil : Int(storedDay) }

  /// A date from its parts, or nil where they make no date: month 13, 30 February, a day in a quarter.
  public init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard (1...9999).contains(year) else { return nil }
    if let month {
      guard (1...12).contains(month) || (21...24).contains(month) || (33...36).contains(month) else { return nil }
    }
    if let day {
      guard let month, (1...12).contains(month) else { return nil }
      guard day >= 1, day <= PartialDate.days(in: month, of: year) else { return nil }
    }
    self.init(uncheckedYear: year, month: month ?? 0, day: day ?? 0)
  }

  /// A date from EDTF text, or nil where the text is none of the forms above.
  public init?(edtf text: some StringProtocol) { self.init(digits: text.utf8) }

  /// A date from EDTF text, as from any other; of its own for `String`, since the bytes of one are read in place, which
  /// a graph of millions of dates asks for.
  public init?(edtf text: String) { self.init(digits: text.utf8) }

  private init?(digits text: some Sequence<UInt8>) {
    // Digit by digit: a graph of millions of dates reads them again and again.
    var (year, month, day) = (0, 0, 0)
    var count = 0
    for byte in text {
      let digit = Int(byte) - 0x30
      let isDigit = (0...9).contains(digit)
      switch count {
      case 0..<4 where isDigit: year = year * 10 + digit
      case 5..<7 where isDigit: month = month * 10 + digit
      case 8..<10 where isDigit: day = day * 10 + digit
      case 4 where byte == UInt8(ascii: "-"), 7 where byte == UInt8(ascii: "-"): break
      default: return nil
      }
      count += 1
    }
    guard count == 4 || count == 7 || count == 10 else { return nil }
    self.init(year: year, month: count > 4 ? month : nil, day: count > 7 ? day : nil)
  }

  /// The date as EDTF text.
  public var edtf: String {
    String(unsafeUninitializedCapacity: 10) { text in
      var count = 0
      func put(_ number: Int, from unit: Int) {
        var unit = unit
        while unit > 0 {
          text[count] = UInt8(0x30 + number / unit % 10)
          count += 1
          unit /= 10
        }
      }
      put(year, from: 1000)
      for part in [month, day] {
        guard let part else { break }
        text[count] = UInt8(ascii: "-")
        count += 1
        put(part, from: 10)
      }
      return count
    }
  }

  /// The first and last day that the date may mean, each known to the day.
  public var bounds: (first: PartialDate, last: PartialDate) {
    let months = monthRange
    let firstDay = day ?? 1
    let lastDay = day ?? PartialDate.days(in: months.upperBound, of: year)
    return (
      PartialDate(uncheckedYear: year, month: months.lowerBound, day: firstDay),
      PartialDate(uncheckedYear: year, month: months.upperBound, day: lastDay)
    )
  }

  /// Whether every day that `other` may mean is one that this date may mean: 2024 contains 2024-03.
  public func contains(_ other: PartialDate) -> Bool {
    let mine = bounds
    let theirs = other.bounds
    return mine.first.ordinal <= theirs.first.ordinal && theirs.last.ordinal <= mine.last.ordinal
  }

  /// Whether there is a day that both dates may mean.
  public func overlaps(_ other: PartialDate) -> Bool {
    let mine = bounds
    let theirs = other.bounds
    return mine.first.ordinal <= theirs.last.ordinal && theirs.first.ordinal <= mine.last.ordinal
  }

  /// The parts must make a date; 0 is for a part that is not known.
  private init(uncheckedYear year: Int, month: Int, day: Int) {
    storedYear = Int16(truncatingIfNeeded: year)
    storedMonth = UInt8(truncatingIfNeeded: month)
    storedDay = UInt8(truncatingIfNeeded: day)
  }

  private var monthRange: ClosedRange<Int> {
    switch month {
    case .some(let month) where month <= 12: month...month
    // EDTF seasons of the northern year; winter is the first months, so that a date never leaves its year.
    case .some(21): 3...5
    case .some(22): 6...8
    case .some(23): 9...11
    case .some(24): 1...2
    case .some(let quarter) where quarter >= 33: (quarter - 33) * 3 + 1...(quarter - 33) * 3 + 3
    default: 1...12
    }
  }

  private var ordinal: Int { (year * 100 + (month ?? 0)) * 100 + (day ?? 0) }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension PartialDate: Comparable {
  /// Orders by first possible day, then the vaguer date first.
  public static func < (left: PartialDate, right: PartialDate) -> Bool {
    let (leftFirst, rightFirst) = (left.bounds.first.ordinal, right.bounds.first.ordinal)
    if leftFirst != rightFirst { return leftFirst < rightFirst }
    return left.bounds.last.ordinal > right.bounds.last.ordinal
  }
}

extension PartialDate: CustomStringConvertible {
  public var description: String { edtf }
}
