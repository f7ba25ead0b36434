/// A number of a unit of time: whole, or with billionths, so that 70.5 seconds are exactly that.
struct DurationNumber {
  private(set) var whole: Int
  private(set) var billionths: Int
  /// Set where the number did not fit the exact form.
  private(set) var approximate: Double?

  init(_ whole: Int) { self.init(whole: whole, billionths: 0) }

  init(whole: Int, billionths: Int) {
    self.whole = whole
    self.billionths = billionths
  }

  init(_ value: Double) {
    let whole = value.rounded(.towardZero)
    let billionths = (value - whole) * 1e9
    if let exact = Int(exactly: whole), abs(billionths.rounded() - billionths) < 1e-3 {
      self.init(whole: exact, billionths: Int(billionths.rounded()))
    } else {
      self.init(whole: 0, billionths: 0)
      approximate = value
    }
  }

  var value: Double { approximate ?? Double(whole) + Double(billionths) / 1e9 }

  var negated: DurationNumber {
    var result = DurationNumber(whole: -whole, billionths: -billionths)
    result.approximate = approximate.map { -$0 }
    return result
  }

  func scaled(by factor: Int) -> DurationNumber {
    guard approximate == nil else { return DurationNumber(value * Double(factor)) }
    let (whole, overflow) = self.whole.multipliedReportingOverflow(by: factor)
    guard !overflow else { return DurationNumber(value * Double(factor)) }
    let billionths = self.billionths * factor
    let (sum, overflows) = whole.addingReportingOverflow(billionths / 1_000_000_000)
    guard !overflows else { return DurationNumber(value * Double(factor)) }
    return DurationNumber(whole: sum, billionths: billionths % 1_000_000_000)
  }
}

/// The sum of what a duration is said to be made of.
struct DurationParts {
  private var months: [DurationNumber] = []
  private var days: [DurationNumber] = []
  private var seconds: [DurationNumber] = []
  private var nanoseconds: [DurationNumber] = []

  mutating func add(months number: DurationNumber) { months.append(number) }
  mutating func add(days number: DurationNumber) { days.append(number) }
  mutating func add(seconds number: DurationNumber) { seconds.append(number) }
  mutating func add(nanoseconds number: DurationNumber) { nanoseconds.append(number) }

  /// The duration: exact where months and days are whole, else with what is over passed on to smaller units.
  func duration() throws(QueryError) -> CalendarDuration {
    if let months = whole(months), let days = whole(days), let nanoseconds = whole(nanoseconds),
      let seconds = exact(seconds)
    {
      return CalendarDuration(
        months: months, days: days, seconds: seconds.whole, nanoseconds: seconds.billionths &+ nanoseconds)
    }
    return try CalendarDuration(
      months: sum(months), days: sum(days), seconds: sum(seconds), nanoseconds: sum(nanoseconds))
  }

  private func sum(_ numbers: [DurationNumber]) -> Double { numbers.reduce(0) { $0 + $1.value } }

  private func whole(_ numbers: [DurationNumber]) -> Int? {
    guard let sum = exact(numbers), sum.billionths == 0 else { return nil }
    return sum.whole
  }

  private func exact(_ numbers: [DurationNumber]) -> (whole: Int, billionths: Int)? {
    var result = (whole: 0, billionths: 0)
    for number in numbers {
      guard number.approximate == nil else { return nil }
      let (sum, overflow) = result.whole.addingReportingOverflow(number.whole)
      guard !overflow else { return nil }
      result = (sum, result.billionths + number.billionths)
    }
    return result
  }
}
