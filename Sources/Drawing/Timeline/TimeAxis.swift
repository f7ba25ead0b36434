/// A scale of time with its marks: from the days that are to be shown to points across the page.
struct TimeAxis {
  struct Mark: Hashable {
    var place: Double
    /// Nil for a mark between two that are labelled.
    var label: String?
  }

  let width: Double
  let first: Int
  let last: Int
  private(set) var marks: [Mark] = []

  /// The widest label, with the room that it needs.
  private static let labelRoom = 46.0

  /// An axis that begins and ends with a year, or of less than two years with a month.
  ///
  /// - Complexity: O(years), at most 9,999.
  init(_ spans: [TimeSpan], width: Double) {
    let days = (spans.map(\.first).min() ?? 0, spans.map(\.last).max() ?? 0)
    let (early, late) = (TimeAxis.date(days.0), TimeAxis.date(days.1))
    self.width = width
    let isShort = days.1 - days.0 < 730
    if isShort {
      first = TimeSpan.day(year: early.year, month: early.month, day: 1)
      let next = late.month == 12 ? (late.year + 1, 1) : (late.year, late.month + 1)
      last = TimeSpan.day(year: next.0, month: next.1, day: 1)
      let months = (late.year - early.year) * 12 + late.month - early.month + 1
      let step = TimeAxis.step(of: months, among: [1, 2, 3, 6, 12], width: width)
      for index in 0...months {
        let month = early.month - 1 + index
        let (year, ofYear) = (early.year + month / 12, month % 12 + 1)
        let isLabelled = index % step == 0 && index < months
        marks.append(
          Mark(
            place: place(TimeSpan.day(year: year, month: ofYear, day: 1)),
            label: isLabelled ? "\(TimeAxis.months[ofYear - 1]) \(year)" : nil))
      }
    } else {
      first = TimeSpan.day(year: early.year, month: 1, day: 1)
      last = TimeSpan.day(year: late.year + 1, month: 1, day: 1)
      let count = late.year - early.year + 1
      let step = TimeAxis.step(of: count, among: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_500], width: width)
      for year in early.year...late.year + 1 {
        let isLabelled = year % step == 0 && year <= late.year
        guard isLabelled || step == 1 || year == late.year + 1 else { continue }
        marks.append(
          Mark(place: place(TimeSpan.day(year: year, month: 1, day: 1)), label: isLabelled ? String(year) : nil))
      }
    }
  }

  /// Where a day begins, in points from the left.
  func place(_ day: Int) -> Double {
    let share = Double(min(max(day, first), last) - first) / Double(max(last - first, 1))
    return share * width
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The least step at which labels have room.
  private static func step(of count: Int, among steps: [Int], width: Double) -> Int {
    let room = max(1, Int(width / labelRoom))
    return steps.first { (count + $0 - 1) / $0 <= room } ?? steps.last ?? 1
  }

  /// The year and month of a day: the way back of ``TimeSpan/day(year:month:day:)``.
  static func date(_ day: Int) -> (year: Int, month: Int) {
    let shifted = day + 306
    let era = shifted / 146_097
    let ofEra = shifted % 146_097
    let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month)
  }
}
