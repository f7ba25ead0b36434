/// The chain of a subquery, kept from row to row.
final class SubqueryRun {
  private var head: RowSink?
  private var found: [Value] = []
  private var count = 0

  init(_ subquery: BoundExpression.Subquery, in run: Execution) {
    let end = EndSink(run) { [unowned self, unowned run] () throws(QueryError) -> Bool in
      switch subquery.use {
      case .exists:
        count = 1
        return false
      case .count:
        count += 1
        return true
      case .first(let value):
        found = [try run.evaluate(value)]
        return false
      case .collect(let value):
        found.append(try run.evaluate(value))
        return true
      }
    }
    head = run.chain(subquery.steps, then: end)
  }

  /// The answer for the row at hand.
  func answer(_ use: BoundExpression.Subquery.Use) throws(QueryError) -> Value {
    found = []
    count = 0
    try head?.reset()
    _ = try head?.push()
    try head?.finish()
    switch use {
    case .exists: return .boolean(count > 0)
    case .count: return .integer(count)
    case .first: return found.first ?? .null
    case .collect: return try Value.list(found).checkedForDepth()
    }
  }
}

extension Execution {
  func run(_ subquery: BoundExpression.Subquery) throws(QueryError) -> Value {
    if let known = subqueries[subquery.number] { return try known.answer(subquery.use) }
    let made = SubqueryRun(subquery, in: self)
    subqueries[subquery.number] = made
    return try made.answer(subquery.use)
  }
}
