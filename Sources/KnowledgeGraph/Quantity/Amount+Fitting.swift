extension Amount {
  /// Whether two amounts may be the same: 430 million and "about $425 million" are, 430 and 450 million are not.
  ///
  /// They need one unit, and one kind where both have one. Exact numbers must be equal; a rounded one is within 5 % of
  /// the other; "at least" and "up to" allow 10 % in their direction; a range allows what lies in it.
  package func fits(_ other: Amount) -> Bool {
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
  package var searchRange: ClosedRange<Double> {
    let (low, high) = (interval.lowerBound, interval.upperBound)
    guard low.isFinite, high.isFinite else { return -Double.infinity...Double.infinity }
    return (low - abs(low) * 1e-9)...(high + abs(high) * 1e-9)
  }

  /// How little is left open: an exact amount before a rounded one before a bound.
  package var openness: Int {
    switch precision {
    case .exact: upper == nil ? 0 : 1
    case .approx: 1
    case .min, .max: 2
    }
  }
}
