import KnowledgeGraph

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
