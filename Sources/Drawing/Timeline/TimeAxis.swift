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
  /// Years of which nothing is told and that would take most of the page: a short break stands for them.
  let gap: Range<Int>?

  /// The widest label, with the room that it needs.
  private static let labelRoom = 46.0
  /// The width of a break.
  static let gapWidth = 26.0

  /// An axis that begins and ends with a year, or of less than two years with a month.
  ///
  /// - Complexity: O(n log n + years), at most 9,999 of them.
  init(_ spans: [TimeSpan], width: Double) {
    let days = (spans.map(\.first).min() ?? 0, spans.map(\.last).max() ?? 0)
    let (early, late) = (TimeAxis.date(days.0), TimeAxis.date(days.1))
    self.width = width
    guard days.1 - days.0 >= 730 else {
      first = TimeSpan.day(year: early.year, month: early.month, day: 1)
      let next = late.month == 12 ? (late.year + 1, 1) : (late.year, late.month + 1)
      last = TimeSpan.day(year: next.0, month: next.1, day: 1)
      gap = nil
      markMonths(from: early, count: (late.year - early.year) * 12 + late.month - early.month + 1)
      return
    }
    first = TimeSpan.day(year: early.year, month: 1, day: 1)
    last = TimeSpan.day(year: late.year + 1, month: 1, day: 1)
    gap = TimeAxis.gap(spans, first: first, last: last)
    markYears(early.year...late.year)
  }

  /// The longest stretch of whole years without anything, if it is more than a third of all.
  private static func gap(_ spans: [TimeSpan], first: Int, last: Int) -> Range<Int>? {
    var longest: Range<Int>?
    var end = first
    for span in spans.sorted(by: { $0.first < $1.first }) {
      let (from, to) = (span.isOpenBefore ? first : span.first, span.isOpenAfter ? last : span.last)
      let start = TimeSpan.day(year: date(end).year + 1, month: 1, day: 1)
      let stop = TimeSpan.day(year: date(from).year, month: 1, day: 1)
      if stop - start > longest?.count ?? 0 { longest = start..<stop }
      end = max(end, to)
    }
    guard let longest, longest.count * 3 > last - first, longest.count >= 3 * 365 else { return nil }
    return longest
  }

  private mutating func markMonths(from early: (year: Int, month: Int), count: Int) {
    let step = TimeAxis.step(of: count, among: [1, 2, 3, 6, 12], width: width)
    for index in 0...count {
      let month = early.month - 1 + index
      let (year, ofYear) = (early.year + month / 12, month % 12 + 1)
      let isLabelled = index % step == 0 && index < count
      marks.append(
        Mark(
          place: place(TimeSpan.day(year: year, month: ofYear, day: 1)),
          label: isLabelled ? "\(TimeAxis.months[ofYear - 1]) \(year)" : nil))
    }
  }

  private mutating func markYears(_ years: ClosedRange<Int>) {
    let shown = years.count - (gap?.count ?? 0) / 365
    let step = TimeAxis.step(of: shown, among: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_500], width: width)
    for year in years.lowerBound...years.upperBound + 1 {
      let day = TimeSpan.day(year: year, month: 1, day: 1)
      if let gap, gap.contains(day), day > gap.lowerBound { continue }
      // What comes after a break says its year, whatever the step.
      let isAfterGap = gap?.upperBound == day
      let isLabelled =
        (year % step == 0 || isAfterGap || day == first) && year <= years.upperBound && gap?.lowerBound != day
      guard isLabelled || step == 1 || year == years.upperBound + 1 || gap?.lowerBound == day else { continue }
      let place = place(day)
      if isLabelled, let last = marks.last, last.label != nil, place - last.place < TimeAxis.labelRoom - 14 { continue }
      marks.append(Mark(place: place, label: isLabelled ? String(year) : nil))
    }
  }

  /// Where a day begins, in points from the left.
  func place(_ day: Int) -> Double {
    let day = min(max(day, first), last)
    guard let gap else { return Double(day - first) / Double(max(last - first, 1)) * width }
    let scale = (width - TimeAxis.gapWidth) / Double(max(last - first - gap.count, 1))
    if day <= gap.lowerBound { return Double(day - first) * scale }
    let before = Double(gap.lowerBound - first) * scale
    guard day >= gap.upperBound else {
      return before + TimeAxis.gapWidth * Double(day - gap.lowerBound) / Double(gap.count)
    }
    return before + TimeAxis.gapWidth + Double(day - gap.upperBound) * scale
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
