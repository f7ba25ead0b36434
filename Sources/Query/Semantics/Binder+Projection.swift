extension Binder {
  /// One column of WITH or RETURN.
  private struct Column {
    var name: String
    var expression: Expression?
    /// For `*`: the variable that is passed on.
    var variable: Scope.Variable?
    var offset: Int
  }

  /// Adds the steps of WITH or RETURN and leaves the names that are seen after it.
  mutating func bind(_ projection: Projection, isReturn: Bool, into part: inout QueryPlan.Part) throws(QueryError)
    -> [(name: String, slot: Int)]
  {
    let columns = try self.columns(of: projection, isReturn: isReturn)
    let incoming = scope
    let isGrouping = columns.contains { $0.expression.map(Binder.holdsAggregate) ?? false }
    let results =
      isGrouping ? try bindGrouped(columns, into: &part) : try bindPlain(columns, into: &part)

    // DISTINCT and aggregates leave nothing in sight but the columns; else what came in is still there to sort by.
    let isClosed = isGrouping || projection.isDistinct
    scope = isClosed ? Scope() : incoming
    for (column, variable) in zip(columns, results) { scope[column.name] = variable }
    if projection.isDistinct { part.steps.append(.distinct(results.map(\.slot))) }

    computed = [:]
    for (column, variable) in zip(columns, results) {
      guard let expression = column.expression, !isVariable(expression) else { continue }
      computed[canonical(expression.range)] = variable
    }
    try bindOrder(projection, into: &part)
    if let condition = projection.condition {
      part.steps.append(.filter(try bindCondition(condition), text: source(condition.range)))
    }
    computed = [:]

    scope = Scope()
    for (column, variable) in zip(columns, results) { scope[column.name] = variable }
    return zip(columns, results).map { ($0.name, $1.slot) }
  }

  private func isVariable(_ expression: Expression) -> Bool {
    if case .variable = expression.form { true } else { false }
  }

  private func columns(of projection: Projection, isReturn: Bool) throws(QueryError) -> [Column] {
    var columns: [Column] = []
    if projection.includesAll {
      if isReturn, scope.names.isEmpty {
        throw .syntax(
          "NoVariablesInScope", "RETURN * has nothing to return",
          at: projection.order.first?.expression.range.lowerBound)
      }
      for name in scope.names { columns.append(Column(name: name, expression: nil, variable: scope[name], offset: 0)) }
    }
    for item in projection.items {
      let range = item.expression.range
      var name = item.alias?.text
      if name == nil, case .variable(let variable) = item.expression.form { name = variable }
      if name == nil {
        guard isReturn else {
          throw .syntax(
            "NoExpressionAlias", "an expression in WITH needs a name", hint: "add AS and a name", at: range.lowerBound)
        }
        name = source(range)
      }
      columns.append(
        Column(
          name: name ?? "", expression: item.expression, variable: nil, offset: item.alias?.offset ?? range.lowerBound))
    }
    var names: Set<String> = []
    for column in columns where !names.insert(column.name).inserted {
      throw .syntax("ColumnNameConflict", "two columns are named `\(column.name)`", at: column.offset)
    }
    return columns
  }

  private mutating func bindPlain(_ columns: [Column], into part: inout QueryPlan.Part) throws(QueryError)
    -> [Scope.Variable]
  {
    var results: [Scope.Variable] = []
    var items: [(slot: Int, value: BoundExpression)] = []
    var names: [String] = []
    for column in columns {
      if let variable = column.variable {
        results.append(variable)
        continue
      }
      guard let expression = column.expression else { continue }
      let (value, type) = try bind(expression)
      if case .slot(let slot) = value {
        results.append(Scope.Variable(slot: slot, type: type))
        continue
      }
      let slot = newSlot()
      items.append((slot, value))
      names.append(column.name)
      results.append(Scope.Variable(slot: slot, type: type))
    }
    if !items.isEmpty { part.steps.append(.project(items, names: names)) }
    return results
  }

  private mutating func bindGrouped(_ columns: [Column], into part: inout QueryPlan.Part) throws(QueryError)
    -> [Scope.Variable]
  {
    var keys: [(slot: Int, value: BoundExpression)] = []
    var known: [String: Scope.Variable] = [:]
    var results: [Int: Scope.Variable] = [:]
    for (index, column) in columns.enumerated() {
      let bound: Bound
      if let variable = column.variable {
        bound = (.slot(variable.slot), variable.type)
      } else if let expression = column.expression, !Binder.holdsAggregate(expression) {
        bound = try bind(expression)
      } else {
        continue
      }
      let variable = Scope.Variable(slot: newSlot(), type: bound.type)
      keys.append((variable.slot, bound.value))
      results[index] = variable
      known[column.expression.map { canonical($0.range) } ?? column.name] = variable
    }
    aggregation = AggregationScope(keys: known)
    defer { aggregation = nil }
    var items: [(slot: Int, value: BoundExpression)] = []
    var names: [String] = []
    for (index, column) in columns.enumerated() where results[index] == nil {
      guard let expression = column.expression else { continue }
      let (value, type) = try bind(expression)
      if case .slot(let slot) = value {
        results[index] = Scope.Variable(slot: slot, type: type)
        continue
      }
      let slot = newSlot()
      items.append((slot, value))
      names.append(column.name)
      results[index] = Scope.Variable(slot: slot, type: type)
    }
    part.steps.append(.aggregate(Aggregation(keys: keys, aggregates: aggregation?.aggregates ?? [])))
    if !items.isEmpty { part.steps.append(.project(items, names: names)) }
    return columns.indices.compactMap { results[$0] }
  }

  private mutating func bindOrder(_ projection: Projection, into part: inout QueryPlan.Part) throws(QueryError) {
    var keys: [SortKey] = []
    for item in projection.order {
      keys.append(SortKey(value: try bind(item.expression).value, isDescending: item.isDescending))
    }
    let skip = try bindCount(projection.skip, "SKIP")
    let limit = try bindCount(projection.limit, "LIMIT")
    if !keys.isEmpty { part.steps.append(.sort(keys, limit: limit, skip: skip)) }
    if let skip { part.steps.append(.skip(skip)) }
    if let limit { part.steps.append(.limit(limit)) }
  }

  private mutating func bindCount(_ expression: Expression?, _ clause: String) throws(QueryError) -> BoundExpression? {
    guard let expression else { return nil }
    // `RETURN 1 AS x LIMIT 1` limits by a number, not by what the column holds.
    let known = computed
    computed = [:]
    defer { computed = known }
    let offset = expression.range.lowerBound
    let isConstant = !expression.contains { part in
      switch part.form {
      case .variable, .pattern, .patternComprehension, .subquery, .countAll: true
      default: false
      }
    }
    guard isConstant else {
      throw .syntax("NonConstantExpression", "\(clause) takes a number that is the same for all rows", at: offset)
    }
    let (value, type) = try bind(expression)
    guard type.mayBe({ $0 == .integer || $0 == .number }) else {
      throw wrongType("\(clause) takes an integer, and this is \(type.text)", at: offset)
    }
    if case .constant(.integer(let count)) = value, count < 0 {
      throw .syntax("NegativeIntegerArgument", "\(clause) takes no negative number", at: offset)
    }
    return value
  }
}
