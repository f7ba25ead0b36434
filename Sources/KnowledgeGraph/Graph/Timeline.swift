/// What is told of an entity, in the order of time.
public struct Timeline: Hashable, Sendable {
  /// A relation and the first date that it has.
  public struct Entry: Hashable, Sendable {
    public var date: PartialDate
    public var relation: Relation
    /// The limits of time that were set can neither be said to hold nor to fail.
    public var isUncertain: Bool
  }

  /// By date; of a day and its month the month comes first, as it may have begun before. Of one date in the order in
  /// which the graph lists relations.
  public var entries: [Entry]
  /// Relations without any date, in the order in which the graph lists them.
  public var undated: [Neighbourhood.Link]
}

extension GraphReading {
  /// The relations of an entity in the order of time: events by when they happened, states by when they began or, where
  /// only that is known, ended; what is only announced, by when it was.
  ///
  /// Where sources disagree about a date, the first of those that they give counts. Background predicates are left out
  /// unless `predicates` names them.
  ///
  /// - Complexity: O(n log n) in the relations of the entity.
  public func timeline(
    of entity: EntityID, predicates: Set<Predicate>? = nil, asOf: PartialDate? = nil, since: PartialDate? = nil,
    noteDates: NoteDates = NoteDates()
  ) throws(GraphError) -> Timeline {
    var timeline = Timeline(entries: [], undated: [])
    for relation in try relations(of: entity, direction: .both, predicates: predicates) {
      guard predicates != nil || !ontology.isBackground(relation.predicate) else { continue }
      let fits = try fits(relation, asOf: asOf, since: since, noteDates)
      guard fits != .no else { continue }
      var date = relation.qualifiers.beginning ?? relation.qualifiers.to?.date
      if date == nil { date = try claimedDates(of: relation).min() }
      if let date {
        timeline.entries.append(.init(date: date, relation: relation, isUncertain: fits == .unknown))
      } else {
        timeline.undated.append(.init(relation: relation, isUncertain: fits == .unknown))
      }
    }
    // Swift's sort is stable: relations of one date stay in their order.
    timeline.entries.sort { $0.date < $1.date }
    return timeline
  }

  /// When the claims of a relation say that it happened or began.
  public func claimedDates(of relation: Relation) throws(GraphError) -> [PartialDate] {
    var dates: [PartialDate] = []
    for id in relation.claims {
      guard let qualifiers = try claim(id)?.qualifiers, let date = qualifiers.at ?? qualifiers.from else { continue }
      dates.append(date.date)
    }
    return dates
  }
}
