/// What a query will do.
struct QueryPlan: Sendable {
  /// One side of UNION.
  struct Part: Sendable {
    var steps: [PlanStep]
    /// What RETURN gives, in order; none where there is no RETURN.
    var columns: [(name: String, slot: Int)]
    var writes: Bool
  }

  var mode: Statement.Mode
  var parts: [Part]
  var isUnionAll: Bool
  var slotCount: Int
  var unknownNames: [QueryAnswer.UnknownName]
}
