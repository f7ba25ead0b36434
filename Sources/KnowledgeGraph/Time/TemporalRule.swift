/// What a day says about something that a text dates: the rule behind `--as-of`, as data.
///
/// The ontology says of each predicate whether it tells of an event or of a state, and with that which of the two rules
/// holds. A day within a date that is known to the month or year only can never be told.
public struct TemporalRule: Hashable, Sendable {
  /// On a day before the date that it is told for.
  public var beforeTold: Truth
  /// On a day after that date, where no end is known.
  public var withoutEnd: Truth
  /// On a day after its end.
  public var afterEnd: Truth
  /// On a day after its beginning, where it is over and nobody says since when.
  public var overAtSomeTime: Truth

  public init(beforeTold: Truth, withoutEnd: Truth, afterEnd: Truth, overAtSomeTime: Truth) {
    self.beforeTold = beforeTold
    self.withoutEnd = withoutEnd
    self.afterEnd = afterEnd
    self.overAtSomeTime = overAtSomeTime
  }

  /// A partnership of 2024-03 had not come about in 2023, and stands from then on.
  public static let event = TemporalRule(beforeTold: .no, withoutEnd: .yes, afterEnd: .no, overAtSomeTime: .unknown)

  /// Who is told to work for a firm in 2024 may have done so before; with a beginning (`from`) the day before it is no,
  /// as for an event.
  public static let state = TemporalRule(
    beforeTold: .unknown, withoutEnd: .yes, afterEnd: .no, overAtSomeTime: .unknown)
}

extension PredicateDefinition.Temporal {
  public var rule: TemporalRule {
    switch self {
    case .event: .event
    case .state: .state
    }
  }
}

extension Ontology {
  /// Whether a predicate tells of events or of states; the typed links of a vault tell of states.
  public func temporal(_ predicate: Predicate) -> PredicateDefinition.Temporal {
    predicates[predicate]?.temporal ?? .state
  }
}
