/// When notes came into the vault, as something beside them knows: the history of a repository.
///
/// Asked only where neither the highlight nor its note has a date.
public struct NoteDates: Hashable, Sendable {
  /// By the path of the note in the vault.
  public var byPath: [String: PartialDate]

  public init(_ byPath: [String: PartialDate] = [:]) { self.byPath = byPath }
}

extension GraphReading {
  /// When a claim came into the vault: when its highlight was added ("New highlights added …"), else the date of its
  /// note, else what `dates` know of the note; nil where nothing tells.
  public func added(_ claim: Claim, _ dates: NoteDates = NoteDates()) throws(GraphError) -> PartialDate? {
    if let id = claim.evidence.passage, let added = try passage(id)?.added { return added }
    if let date = try source(claim.source)?.date { return date }
    return dates.byPath[claim.note]
  }

  /// Whether any claim of a relation came into the vault on a date or later.
  public func isAdded(
    _ relation: Relation, since date: PartialDate, _ dates: NoteDates = NoteDates()
  ) throws(GraphError) -> Truth {
    var result = Truth.no
    for id in relation.claims {
      var added: PartialDate?
      if let claim = try claim(id) { added = try self.added(claim, dates) }
      result = result || (added?.isNotBefore(date) ?? .unknown)
      if result == .yes { break }
    }
    return result
  }

  /// Whether a relation keeps both limits of time: it held on a date, and something that says so came into the vault on
  /// a date or later. A limit that is nil is always kept.
  public func fits(
    _ relation: Relation, asOf: PartialDate?, since: PartialDate?, _ dates: NoteDates = NoteDates()
  ) throws(GraphError) -> Truth {
    var result = Truth.yes
    if let asOf {
      result = relation.qualifiers.holds(asOf: asOf, by: ontology.temporal(relation.predicate).rule)
    }
    guard let since, result != .no else { return result }
    return try result && isAdded(relation, since: since, dates)
  }
}
