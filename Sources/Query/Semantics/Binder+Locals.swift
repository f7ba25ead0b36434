extension Binder {
  /// Binds a part of an expression in which a variable of its own is seen.
  mutating func withLocal<Result>(
    _ name: String, _ type: StaticType, _ bind: (inout Binder, Int) throws(QueryError) -> Result
  ) throws(QueryError) -> Result {
    let outer = scope[name]
    let wasLocal = localNames.contains(name)
    let hidden = computed
    let variable = declare(name, type)
    localNames.insert(name)
    // What was computed may speak of the variable that is hidden here.
    computed = [:]
    defer {
      scope[name] = outer
      if !wasLocal { localNames.remove(name) }
      computed = hidden
    }
    return try bind(&self, variable.slot)
  }

  private mutating func bindListOperand(_ list: Expression) throws(QueryError) -> Bound {
    let (value, type) = try bind(list)
    guard type.mayBe(\.isList) else {
      throw wrongType("this is \(type.text), where a list should be", at: list.range.lowerBound)
    }
    return (value, type)
  }

  /// Refuses an aggregate within a list expression.
  private func refuseAggregates(in expressions: [Expression?]) throws(QueryError) {
    for case let expression? in expressions where Binder.holdsAggregate(expression) {
      throw .syntax(
        "InvalidAggregation", "an aggregate cannot stand in a list expression", at: expression.range.lowerBound)
    }
  }

  mutating func bindComprehension(
    _ name: Name, _ list: Expression, _ condition: Expression?, _ result: Expression?, at offset: Int
  ) throws(QueryError) -> Bound {
    try refuseAggregates(in: [condition, result])
    let (source, type) = try bindListOperand(list)
    return try withLocal(name.text, type.element) { binder, slot throws(QueryError) in
      var test: BoundExpression?
      if let condition { test = try binder.bindCondition(condition) }
      var value: Bound?
      if let result { value = try binder.bind(result) }
      return (
        .comprehension(slot: slot, source, condition: test, result: value?.value, offset: offset),
        .list(value?.type ?? type.element)
      )
    }
  }

  mutating func bindQuantifier(
    _ quantifier: Quantifier, _ name: Name, _ list: Expression, _ condition: Expression?, at offset: Int
  ) throws(QueryError) -> Bound {
    try refuseAggregates(in: [condition])
    let (source, type) = try bindListOperand(list)
    return try withLocal(name.text, type.element) { binder, slot throws(QueryError) in
      var test: BoundExpression?
      if let condition { test = try binder.bindCondition(condition) }
      return (.quantifier(quantifier, slot: slot, source, condition: test, offset: offset), .boolean)
    }
  }

  mutating func bindReduction(
    _ accumulator: Name, _ initial: Expression, _ name: Name, _ list: Expression, _ result: Expression, at offset: Int
  ) throws(QueryError) -> Bound {
    try refuseAggregates(in: [result])
    let start = try bind(initial)
    let (source, type) = try bindListOperand(list)
    return try withLocal(accumulator.text, .any) { binder, sum throws(QueryError) in
      try binder.withLocal(name.text, type.element) { binder, slot throws(QueryError) in
        let value = try binder.bind(result).value
        let reduction = BoundExpression.Reduction(
          accumulator: sum, initial: start.value, slot: slot, list: source, result: value, offset: offset)
        return (.reduction(reduction), .any)
      }
    }
  }

  // MARK: - Patterns and subqueries

  mutating func newSubquery(_ steps: [PlanStep], _ use: BoundExpression.Subquery.Use) -> BoundExpression {
    subqueryCount += 1
    var steps = steps
    if case .exists = use { steps = DuplicateInsensitivity.marking(steps, read: [], isInsensitive: true) }
    return .subquery(BoundExpression.Subquery(number: subqueryCount - 1, steps: steps, use: use))
  }

  /// Binds a part with the variables of its own forgotten afterwards.
  mutating func withInnerScope<Result>(_ bind: (inout Binder) throws(QueryError) -> Result) throws(QueryError) -> Result
  {
    let outer = scope
    let hidden = computed
    computed = [:]
    defer {
      scope = outer
      computed = hidden
    }
    return try bind(&self)
  }

  mutating func bindPatternExpression(_ part: PatternPart, isCondition: Bool, at offset: Int) throws(QueryError)
    -> Bound
  {
    try requireBound(part)
    if part.selector != nil { return try bindShortestExpression(part) }
    guard isCondition else {
      throw .syntax(
        "UnexpectedSyntax", "a pattern can stand only where a condition is asked for",
        hint: "write `exists { … }`, or `[… | …]` for what it finds", at: offset)
    }
    return try withInnerScope { binder throws(QueryError) in
      let steps = try binder.planPattern([part], condition: nil, isOptional: false, wantsWay: false)
      return (binder.newSubquery(steps, .exists), .boolean)
    }
  }

  /// A pattern that only asks brings no names of its own.
  private func requireBound(_ part: PatternPart) throws(QueryError) {
    let names = part.nodes.map(\.variable) + part.steps.map(\.relationship.variable)
    for case let name? in names where scope[name.text] == nil { throw undefined(name.text, at: name.offset) }
  }

  private mutating func bindShortestExpression(_ part: PatternPart) throws(QueryError) -> Bound {
    try withInnerScope { binder throws(QueryError) in
      var part = part
      // No query can write this name.
      let name = Name(text: "\u{0}path", offset: part.offset)
      part.path = name
      let isAll = part.selector == .allShortest
      let steps = try binder.planPattern([part], condition: nil, isOptional: false, wantsWay: true)
      guard let path = binder.scope[name.text] else { throw binder.undefined("path", at: part.offset) }
      let value = BoundExpression.slot(path.slot)
      return (binder.newSubquery(steps, isAll ? .collect(value) : .first(value)), isAll ? .list(.path) : .path)
    }
  }

  mutating func bindPatternComprehension(_ part: PatternPart, _ condition: Expression?, _ result: Expression)
    throws(QueryError) -> Bound
  {
    let outer = scope
    try checkGroupingOfPattern(part)
    let saved = aggregation
    aggregation = nil
    defer { aggregation = saved }
    _ = outer
    return try withInnerScope { binder throws(QueryError) in
      let steps = try binder.planPattern([part], condition: condition, isOptional: false, wantsWay: true)
      let (value, type) = try binder.bind(result)
      return (binder.newSubquery(steps, .collect(value)), .list(type))
    }
  }

  /// Beside an aggregate, the variables that a pattern takes from outside must be grouped by.
  private mutating func checkGroupingOfPattern(_ part: PatternPart) throws(QueryError) {
    guard aggregation != nil else { return }
    for case let name? in part.nodes.map(\.variable) + part.steps.map(\.relationship.variable) {
      guard scope[name.text] != nil else { continue }
      let expression = Expression(
        form: .variable(name.text), range: name.offset..<name.offset + name.text.utf8.count)
      _ = try bind(expression)
    }
  }

  mutating func bindSubquery(_ use: SubqueryUse, _ body: SubqueryBody, at offset: Int) throws(QueryError) -> Bound {
    let saved = aggregation
    aggregation = nil
    defer { aggregation = saved }
    return try withInnerScope { binder throws(QueryError) in
      switch body {
      case .pattern(let pattern, let condition):
        guard use != .collect else {
          throw .syntax("UnexpectedSyntax", "COLLECT needs a query with RETURN", at: offset)
        }
        let steps = try binder.planPattern(pattern, condition: condition, isOptional: false, wantsWay: use == .count)
        return (binder.newSubquery(steps, use == .exists ? .exists : .count), use == .exists ? .boolean : .integer)
      case .query(let statement):
        guard statement.parts.count == 1, let single = statement.parts.first else {
          throw .syntax("InvalidClauseComposition", "UNION cannot stand in a subquery", at: offset)
        }
        let part = try binder.bind(single, isSubquery: true)
        switch use {
        case .exists: return (binder.newSubquery(part.steps, .exists), .boolean)
        case .count: return (binder.newSubquery(part.steps, .count), .integer)
        case .collect:
          guard part.columns.count == 1 else {
            throw .syntax("UnexpectedSyntax", "COLLECT needs a query that returns one column", at: offset)
          }
          return (binder.newSubquery(part.steps, .collect(.slot(part.columns[0].slot))), .list(.any))
        }
      }
    }
  }
}
