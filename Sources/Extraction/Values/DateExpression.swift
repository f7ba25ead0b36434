package import KnowledgeGraph

/// A date as the text says it, before it is known which year "in May" or "last year" means.
package struct DateExpression: Hashable, Sendable {
  /// One date of an expression.
  package enum Stated: Hashable, Sendable {
    /// A date with its year: "March 2024", "2024-03-05", "Q3 2024", "spring 2024".
    case date(PartialDate)
    /// A month 1...12, a season 21...24 or a quarter 33...36 (EDTF) without its year: "June", "March 5", "Q3".
    case month(Int, day: Int?)
    /// A month of a year counted from the source's: "May last year", "March 5 of this year".
    case monthOfRelativeYear(Int, day: Int?, offset: Int)
    /// "That same month", "the same month", "that month".
    case sameMonth
    /// "The same day", "that day".
    case sameDay
    /// "The same year", "that year", "later that year".
    case sameYear
    /// A year counted from the source's: -1 for "last year", 0 for "this year", 1 for "next year".
    case relativeYear(Int)
    /// A month counted from the source's: -1 for "last month".
    case relativeMonth(Int)
    /// A quarter counted from the source's: -1 for "last quarter".
    case relativeQuarter(Int)
  }

  /// The word before the date that says how it bounds what is told.
  package enum Preposition: String, Hashable, Sendable, CaseIterable {
    case `in`, on, at, during, since, from, until, by, between, before, after, of
  }

  /// The part of a year or month that was named.
  package enum Part: String, Hashable, Sendable, CaseIterable {
    case early, middle, late
  }

  package var stated: Stated
  /// The later end of a range: "2019–2023", "between March and May 2024", "from 2019 to 2021".
  package var upper: Stated?
  package var preposition: Preposition?
  package var part: Part?

  package init(_ stated: Stated, upper: Stated? = nil, preposition: Preposition? = nil, part: Part? = nil) {
    self.stated = stated
    self.upper = upper
    self.preposition = preposition
    self.part = part
  }
}
