#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A query that is understood, planned for a graph and ready to run once.
final class QueryRun {
  let plan: QueryPlan
  let execution: Execution

  convenience init(_ query: String, options: QueryOptions, on graph: any PropertyGraph) throws(QueryError) {
    let statement = try Parser.statement(query)
    var binder = try Binder(graph: graph, parameters: options.parameters, query: query)
    try self.init(try binder.plan(statement), options: options, on: graph)
  }

  /// A run of a plan that was made for the same graph, and for parameters of the same names.
  init(_ plan: QueryPlan, options: QueryOptions, on graph: any PropertyGraph) throws(QueryError) {
    self.plan = plan
    let clock = options.now ?? QueryRun.clock()
    let now = try ZonedDateTime(instant: clock.seconds, nanosecond: clock.nanoseconds, in: .offset(0))
    execution = Execution(
      graph: graph, plan: plan, parameters: options.parameters, now: now, limits: options.limits)
  }

  /// A run of a query that changes nothing.
  static func reading(_ query: String, options: QueryOptions, on graph: any PropertyGraph) throws(QueryError)
    -> QueryRun
  {
    let run = try QueryRun(query, options: options, on: graph)
    guard !run.plan.parts.contains(where: \.writes) else {
      throw QueryError(.readOnly, "ReadOnly", .compileTime, "the query changes the graph, which can only be read here")
    }
    return run
  }

  private static func clock() -> (seconds: Int, nanoseconds: Int) {
    let now = Date().timeIntervalSince1970
    let seconds = now.rounded(.down)
    return (Int(seconds), Int((now - seconds) * 1e9))
  }

  var columns: [String] { plan.parts.first?.columns.map(\.name) ?? [] }

  func answer() throws(QueryError) -> QueryAnswer {
    switch plan.mode {
    case .run:
      var rows: [[Value]] = []
      try forEachRow { rows.append($0) }
      return QueryAnswer(columns: columns, rows: rows, unknownNames: plan.unknownNames)
    case .explain:
      var rows: [[Value]] = []
      for part in plan.parts { QueryRun.explain(part.steps, depth: 0, into: &rows) }
      return QueryAnswer(columns: ["step"], rows: rows)
    case .profile:
      let profile = Profile()
      execution.profile = profile
      try forEachRow { _ in }
      let rows: [[Value]] = profile.counts.reversed().map { [.string($0.step.text), .integer($0.rows)] }
      return QueryAnswer(columns: ["step", "rows"], rows: rows)
    }
  }

  private static func explain(_ steps: [PlanStep], depth: Int, into rows: inout [[Value]]) {
    for step in steps {
      rows.append([.string(String(repeating: "  ", count: depth) + step.text)])
      explain(step.inner, depth: depth + 1, into: &rows)
    }
  }

  /// Runs the parts one after the other.
  private func forEachRow(_ take: @escaping ([Value]) -> Void) throws(QueryError) {
    let names = columns
    var seen: Set<[Value]> = []
    // Chains of subqueries hold the run that holds them: nothing of them outlives it, whatever is thrown.
    defer { execution.subqueries = [:] }
    for part in plan.parts {
      let slots = names.compactMap { name in part.columns.first { $0.name == name }?.slot }
      let end = EndSink(execution) { [unowned execution, plan] () throws(QueryError) -> Bool in
        guard !slots.isEmpty else { return true }
        var row: [Value] = []
        row.reserveCapacity(slots.count)
        for slot in slots { row.append(execution.slots[slot]) }
        if !plan.isUnionAll, !seen.insert(row).inserted { return true }
        try execution.answer()
        take(row)
        return true
      }
      let head = execution.chain(part.steps, then: end)
      try head.reset()
      _ = try head.push()
      try head.finish()
      execution.subqueries = [:]
    }
    try execution.checkDeletions()
  }
}
