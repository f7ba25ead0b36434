package import KnowledgeGraph

/// The dates that a passage has given so far: what "in May" and "that same month" refer to.
///
/// Begin one for each passage and resolve the expressions of the passage in the order of the text; an expression never
/// takes anything from what is told after it. A year comes from the last date before it that has one. Only where the
/// passage has given none, it comes from the date of the source: the latest such month that is not after the source
/// for what has happened, the next for what is to happen ("by June").
package struct DateContext: Sendable {
  /// A date, or both ends of a range of dates.
  package struct Resolved: Hashable, Sendable {
    package var date: StatedDate
    package var upper: StatedDate?
  }

  private let sourceDate: PartialDate?
  private var lastYear: Int?
  private var lastMonth: PartialDate?
  private var lastDay: PartialDate?

  package init(sourceDate: PartialDate? = nil) { self.sourceDate = sourceDate }

  /// The date that an expression means here, or nil where nothing said so far tells.
  package mutating func resolve(_ expression: DateExpression) -> Resolved? {
    let upper = expression.upper.flatMap { resolve($0, expression.preposition) }
    // "Between March and May 2024": the year stands behind the range and holds for both ends, so it is not inherited.
    let date: StatedDate?
    if case .month(let month, let day) = expression.stated, let upper, case .date = expression.upper {
      date = PartialDate(year: upper.date.year, month: month, day: day).map { StatedDate($0) }
    } else {
      date = resolve(expression.stated, expression.preposition)
    }
    guard let date else { return nil }
    remember(date.date, expression)
    return Resolved(date: date, upper: upper)
  }

  private func resolve(_ stated: DateExpression.Stated, _ preposition: DateExpression.Preposition?) -> StatedDate? {
    switch stated {
    case .date(let date): return StatedDate(date)
    case .month(let month, let day):
      let year = lastYear ?? yearFromSource(month, preposition)
      return dated(year, month, day, .year)
    case .monthOfRelativeYear(let month, let day, let offset):
      return dated(sourceDate.map { $0.year + offset }, month, day, .year)
    case .sameMonth: return lastMonth.map { StatedDate($0, inherited: [.year, .month]) }
    case .sameDay: return lastDay.map { StatedDate($0, inherited: [.year, .month]) }
    case .sameYear: return dated(lastYear ?? sourceDate?.year, nil, nil, .year)
    case .relativeYear(let offset): return dated(sourceDate.map { $0.year + offset }, nil, nil, .year)
    case .relativeMonth(let offset):
      guard let source = sourceDate, let month = source.month, month <= 12 else { return nil }
      let months = source.year * 12 + month - 1 + offset
      return dated(months / 12, months % 12 + 1, nil, [.year, .month])
    case .relativeQuarter(let offset):
      guard let source = sourceDate, let month = source.month, month <= 12 else { return nil }
      let quarters = source.year * 4 + (month - 1) / 3 + offset
      return dated(quarters / 4, quarters % 4 + 33, nil, [.year, .month])
    }
  }

  private func dated(_ year: Int?, _ month: Int?, _ day: Int?, _ inherited: StatedDate.Inheritance) -> StatedDate? {
    guard let year, let date = PartialDate(year: year, month: month, day: day) else { return nil }
    return StatedDate(date, inherited: inherited)
  }

  private func yearFromSource(_ month: Int, _ preposition: DateExpression.Preposition?) -> Int? {
    guard let source = sourceDate else { return nil }
    guard source.month != nil, let named = PartialDate(year: source.year, month: month) else { return source.year }
    switch preposition {
    case .by, .until: return named.bounds.last < source.bounds.first ? source.year + 1 : source.year
    default: return named.bounds.first > source.bounds.last ? source.year - 1 : source.year
    }
  }

  /// Keeps the year and month for what follows. A target ("by 2030"), a beginning long ago ("since 2019") and what lies
  /// after the source's own year are no time that the next sentence goes on to tell of.
  private mutating func remember(_ date: PartialDate, _ expression: DateExpression) {
    switch expression.preposition {
    case .by, .until, .since, .before: return
    default: break
    }
    switch expression.stated {
    case .relativeYear(let offset) where offset > 0, .monthOfRelativeYear(_, _, let offset) where offset > 0: return
    default: break
    }
    if let source = sourceDate, date.year > source.year { return }
    lastYear = date.year
    lastDay = date.day == nil ? nil : date
    guard let month = date.month else {
      if case .sameYear = expression.stated {} else { lastMonth = nil }
      return
    }
    lastMonth = month <= 12 ? PartialDate(year: date.year, month: month) : nil
  }
}
