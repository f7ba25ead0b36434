import Fuzzing
import KnowledgeGraph

/// Dates and periods from text, three at a time: written as they were read, in an order that is one.
enum DateTarget {
  static func test(_ bytes: [UInt8]) {
    let texts = bytes.split(separator: 0x0a, omittingEmptySubsequences: false).prefix(3)
      .map { String(decoding: $0, as: UTF8.self) }
    for text in texts {
      if let period = Period(iso8601: text) {
        check(period.count > 0 && Period(iso8601: period.description) == period, "a period is read back: \(text)")
      }
    }
    let dates = texts.compactMap { text in
      PartialDate(edtf: text).map { date in
        check(date.edtf.utf8.elementsEqual(text.utf8), "a date is written as it was read: \(text)")
        return date
      }
    }
    for date in dates {
      let (first, last) = date.bounds
      check(first.day != nil && last.day != nil && first <= last, "a date has its first and last day: \(date)")
      check(PartialDate(edtf: first.edtf) == first && PartialDate(edtf: last.edtf) == last, "they are days: \(date)")
      check(first.year == date.year && last.year == date.year, "a date stays in its year: \(date)")
      check(date.contains(first) && date.contains(last) && date.contains(date), "a date contains its days: \(date)")
      for other in dates {
        check(!(date < other && other < date), "order is one-sided: \(date), \(other)")
        check(date.overlaps(other) == other.overlaps(date), "overlap is mutual: \(date), \(other)")
        check(!date.contains(other) || date.overlaps(other), "what is contained overlaps: \(date), \(other)")
        check(date != other || !(date < other), "a date is not before itself: \(date)")
        for third in dates where date < other && other < third {
          check(date < third, "order is transitive: \(date), \(other), \(third)")
        }
      }
    }
  }
}
