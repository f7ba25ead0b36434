/// One run of a plan: the graph, the parameters, and the row that the steps fill.
///
/// Rows are pushed from step to step; there is one row, an array of slots, and each step writes only its own. One thread
/// runs it, and no step is within a write of another, so what each row touches is not guarded against that at run time.
final class Execution {
  /// Read, and changed by the clauses that write.
  var graph: any PropertyGraph
  let parameters: [String: Value]
  let now: ZonedDateTime
  @exclusivity(unchecked) var slots: [Value]
  let functions: [HostFunction]
  let procedures: [Procedure]
  /// How many equal rows the one at hand stands for; more than one only where a count comes next.
  @exclusivity(unchecked) var weight = 1
  var random = SystemRandomNumberGenerator()
  /// Chains of steps of subqueries, made once and used for every row.
  var subqueries: [Int: SubqueryRun] = [:]
  /// Nodes that were deleted by this run: none may be left with a relationship.
  var deletedNodes: [NodeID] = []
  /// Where rows are counted, for PROFILE.
  var profile: Profile?
  @exclusivity(unchecked) private var budget: Budget

  init(
    graph: any PropertyGraph, plan: QueryPlan, parameters: [String: Value], now: ZonedDateTime, limits: QueryLimits
  ) {
    self.graph = graph
    self.parameters = parameters
    self.now = now
    slots = [Value](repeating: .null, count: plan.slotCount)
    functions = graph.functions
    procedures = graph.procedures
    budget = Budget(limits)
  }

  /// Counts units of work, and from time to time looks at the clock.
  func tick(_ count: Int = 1) throws(QueryError) { try budget.tick(count) }

  /// Counts values that are kept until a step has seen all rows.
  func store(_ count: Int) throws(QueryError) { try budget.store(count) }

  func free(_ count: Int) { budget.free(count) }

  /// Counts rows of the answer.
  func answer() throws(QueryError) { try budget.answer() }
}
