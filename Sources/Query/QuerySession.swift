/// Asks one graph one query after the other: what a query means, and the way to its answer, is worked out once for each
/// text.
///
/// The graph must stay as it is while the session lives.
public final class QuerySession {
  private struct Key: Hashable {
    var query: String
    var parameters: Set<String>
  }

  private let graph: any PropertyGraph
  private let capacity: Int
  private var plans: [Key: QueryPlan] = [:]

  /// A session that keeps the plans of so many texts; all are forgotten when there are more.
  public init(_ graph: some PropertyGraph, capacity: Int = 256) {
    self.graph = graph
    self.capacity = capacity
  }

  /// Runs a query that only reads.
  ///
  /// - Throws: A fault of the query, or of the graph that it was asked of, with its place in the text.
  public func answer(_ query: String, options: QueryOptions = QueryOptions()) throws(QueryError) -> QueryAnswer {
    let key = Key(query: query, parameters: Set(options.parameters.keys))
    if let plan = plans[key] { return try QueryRun(plan, options: options, on: graph).answer() }
    let run = try QueryRun.reading(query, options: options, on: graph)
    if plans.count >= capacity { plans = [:] }
    plans[key] = run.plan
    return try run.answer()
  }
}
