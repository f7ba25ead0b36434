import KnowledgeGraph

extension Amount {
  /// Whether two amounts may be the same: 430 million and "about $425 million" are, 430 and 450 million are not.
  ///
  /// They need one unit, and one kind where both have one. Exact numbers must be equal; a rounded one is within 5 % of
  /// the other; "at least" and "up to" allow 10 % in their direction; a range allows what lies in it.
  func fits(_ other: Amount) -> Bool {
    switch (unit, other.unit) {
    case (.money(let left), .money(let right)): guard left == right else { return false }
    case (.percent, .percent): break
    case (.count(let left), .count(let right)):
      if let left, let right, left != right { return false }
    default: return false
    }
    if let kind, let otherKind = other.kind, kind != otherKind { return false }
    if precision == .exact, other.precision == .exact, upper == nil, other.upper == nil { return value == other.value }
    let (mine, theirs) = (interval, other.interval)
    return mine.lowerBound <= theirs.upperBound && theirs.lowerBound <= mine.upperBound
  }

  private var interval: ClosedRange<Double> {
    let low = value.approximate
    let high = max(low, upper?.approximate ?? low)
    // Comparing exact values as binary ones needs room for the last bit.
    let room = abs(high) * 1e-12
    switch precision {
    case .exact: return (low - room)...(high + room)
    case .approx: return (low - abs(low) * 0.05 - room)...(high + abs(high) * 0.05 + room)
    case .min: return (low - room)...(high + abs(high) * 0.1 + room)
    case .max: return (low - abs(low) * 0.1 - room)...(high + room)
    }
  }

  /// What holds the value of every exact amount that fits, and a little more.
  var searchRange: ClosedRange<Double> {
    let (low, high) = (interval.lowerBound, interval.upperBound)
    guard low.isFinite, high.isFinite else { return -Double.infinity...Double.infinity }
    return (low - abs(low) * 1e-9)...(high + abs(high) * 1e-9)
  }

  /// How little is left open: an exact amount before a rounded one before a bound.
  var openness: Int {
    switch precision {
    case .exact: upper == nil ? 0 : 1
    case .approx: 1
    case .min, .max: 2
    }
  }
}

extension PartialDate {
  /// 0 for a day, 1 for a month, 2 for a season or quarter, 3 for a year.
  var vagueness: Int {
    if day != nil { return 0 }
    guard let month else { return 3 }
    return month <= 12 ? 1 : 2
  }
}

extension StatedDate {
  /// The date on which several agree: the most precise one, where every other can mean it; nil where two cannot
  /// both be.
  static func agreed(_ dates: some Sequence<StatedDate>) -> StatedDate? {
    let sorted = Set(dates).sorted { left, right in
      if left.date.vagueness != right.date.vagueness { return left.date.vagueness < right.date.vagueness }
      if left.date != right.date { return left.date < right.date }
      return left.inherited.rawValue < right.inherited.rawValue
    }
    guard let best = sorted.first, sorted.allSatisfy({ $0.date.overlaps(best.date) }) else { return nil }
    return best
  }
}

extension Qualifiers {
  /// Denied or said not to be so: such a claim speaks against a relation.
  var isAgainst: Bool { isNegated || status == .denied }

  /// How far a status says that an act has come. What is told without one is told as done; so of a plan and a plain
  /// telling the plain telling counts, and of a plan and its cancelling the cancelling.
  static func progress(_ status: Status?) -> Int {
    switch status {
    case .denied: 0
    case .announced: 1
    case .planned: 2
    case .signed: 3
    case .cancelled: 4
    case .active: 5
    case nil: 6
    case .completed: 7
    case .former: 8
    }
  }
}
