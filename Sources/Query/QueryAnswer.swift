/// The rows that a query gives.
public struct QueryAnswer: Sendable, Hashable {
  /// None where the query returns nothing.
  public var columns: [String]
  public var rows: [[Value]]
  /// Labels and types that the query names and that the graph cannot have, in the order of their names.
  public var unknownNames: [UnknownName]

  /// A label or a type that nothing can have.
  public struct UnknownName: Sendable, Hashable {
    public var name: String
    /// Whether it is the type of a relationship rather than a label.
    public var isType: Bool
    /// The name that was perhaps meant.
    public var suggestion: String?
  }

  public init(columns: [String], rows: [[Value]], unknownNames: [UnknownName] = []) {
    self.columns = columns
    self.rows = rows
    self.unknownNames = unknownNames
  }
}

/// What a query is run with.
public struct QueryOptions: Sendable {
  public var parameters: [String: Value]
  public var limits: QueryLimits
  /// What `datetime()` and its like give: seconds and nanoseconds from 1970 in UTC; nil asks the clock.
  public var now: (seconds: Int, nanoseconds: Int)?

  public init(
    parameters: [String: Value] = [:], limits: QueryLimits = QueryLimits(),
    now: (seconds: Int, nanoseconds: Int)? = nil
  ) {
    self.parameters = parameters
    self.limits = limits
    self.now = now
  }
}

extension PropertyGraph {
  /// Runs a query that only reads.
  ///
  /// - Throws: A fault of the query, or of the graph that it was asked of, with its place in the text.
  public func answer(_ query: String, options: QueryOptions = QueryOptions()) throws(QueryError) -> QueryAnswer {
    try QueryRun.reading(query, options: options, on: self).answer()
  }
}

extension MemoryGraph {
  /// Runs a query that may change the graph; one that fails leaves the graph as it was.
  ///
  /// - Throws: A fault of the query, with its place in the text.
  public mutating func run(_ query: String, options: QueryOptions = QueryOptions()) throws(QueryError) -> QueryAnswer {
    let run = try QueryRun(query, options: options, on: self)
    // The run alone holds the graph now, so that it is changed in place.
    self = MemoryGraph()
    do throws(QueryError) {
      let answer = try run.answer()
      take(from: run)
      commit()
      return answer
    } catch {
      take(from: run)
      rollback()
      throw error
    }
  }

  private mutating func take(from run: QueryRun) {
    guard let graph = run.execution.graph as? MemoryGraph else { return }
    run.execution.graph = MemoryGraph()
    self = graph
  }
}
