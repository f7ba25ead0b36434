extension Binder {
  mutating func bindCall(_ name: Name, _ arguments: [Expression], isDistinct: Bool, at offset: Int)
    throws(QueryError) -> Bound
  {
    if let aggregate = AggregateFunction.named(name.text) {
      guard arguments.count == aggregate.argumentCount else {
        throw wrongCount(name, arguments.count, aggregate.argumentCount...aggregate.argumentCount)
      }
      return try bindAggregate(
        aggregate, arguments.first, arguments.dropFirst().first, isDistinct: isDistinct, at: offset)
    }
    guard let signature = FunctionSignature.named(name.text) else {
      return try bindHostCall(name, arguments, at: offset)
    }
    guard signature.arguments.contains(arguments.count) else {
      throw wrongCount(name, arguments.count, signature.arguments)
    }
    if signature.function == .exists, let first = arguments.first, case .pattern = first.form {
      return try bind(first, isCondition: true)
    }
    var values: [BoundExpression] = []
    var types: [StaticType] = []
    for argument in arguments {
      let (value, type) = try bind(argument)
      values.append(value)
      types.append(type)
    }
    if let type = types.first, let first = arguments.first, !signature.takes.admits(type) {
      throw wrongType(
        "\(name.text) takes \(signature.takes.text), and this is \(type.text)", at: first.range.lowerBound)
    }
    return (.call(signature.function, values, offset: offset), Binder.result(of: signature, types))
  }

  private static func result(of signature: FunctionSignature, _ types: [StaticType]) -> StaticType {
    switch signature.function {
    case .head, .last: types.first?.element ?? .any
    case .tail, .reverse: types.first ?? .any
    case .coalesce: StaticType(joining: types)
    case .abs: types.first ?? .number
    default: signature.gives
    }
  }

  private func wrongCount(_ name: Name, _ count: Int, _ wanted: ClosedRange<Int>) -> QueryError {
    let text =
      wanted.lowerBound == wanted.upperBound
      ? "\(wanted.lowerBound)" : "\(wanted.lowerBound) to \(wanted.upperBound)"
    return .syntax(
      "InvalidNumberOfArguments", "\(name.text) takes \(text) argument\(text == "1" ? "" : "s"), not \(count)",
      at: name.offset)
  }

  private mutating func bindHostCall(_ name: Name, _ arguments: [Expression], at offset: Int) throws(QueryError)
    -> Bound
  {
    let functions = graph.functions
    guard let index = functions.firstIndex(where: { $0.name.lowercased() == name.text.lowercased() }) else {
      let names = FunctionSignature.names + functions.map(\.name)
      let hint = nearestName(to: name.text, among: names).map { "did you mean `\($0)`?" }
      throw .syntax("UnknownFunction", "no function is named `\(name.text)`", hint: hint, at: name.offset)
    }
    guard functions[index].argumentCount.contains(arguments.count) else {
      throw wrongCount(name, arguments.count, functions[index].argumentCount)
    }
    var values: [BoundExpression] = []
    for argument in arguments { values.append(try bind(argument).value) }
    return (.hostCall(index, values, offset: offset), .any)
  }

  // MARK: - Aggregates

  mutating func bindAggregate(
    _ function: AggregateFunction, _ argument: Expression?, _ second: Expression?, isDistinct: Bool, at offset: Int
  ) throws(QueryError) -> Bound {
    guard let outer = aggregation else {
      // In ORDER BY the argument is looked at first: what it names may be out of sight.
      if let argument { _ = try bind(argument) }
      throw .syntax("InvalidAggregation", "an aggregate can stand only in WITH or RETURN", at: offset)
    }
    for case let operand? in [argument, second] {
      if Binder.holdsAggregate(operand) {
        throw .syntax("NestedAggregation", "an aggregate cannot stand in another", at: operand.range.lowerBound)
      }
      if Binder.holdsRandom(operand) {
        throw .syntax(
          "NonConstantExpression", "an aggregate of random numbers is not defined", at: operand.range.lowerBound)
      }
    }
    aggregation = nil
    var type = StaticType.any
    var values: [BoundExpression?] = [nil, nil]
    do throws(QueryError) {
      if let argument {
        let bound = try bind(argument)
        values[0] = bound.value
        type = bound.type
      }
      if let second { values[1] = try bind(second).value }
    } catch {
      aggregation = outer
      throw error
    }
    aggregation = outer
    let slot = newSlot()
    aggregation?.aggregates.append(
      Aggregation.Aggregate(
        slot: slot, function: function, argument: values[0], second: values[1], isDistinct: isDistinct,
        offset: offset))
    let result: StaticType =
      switch function {
      case .count: .integer
      case .collect: .list(type)
      case .min, .max: type
      case .sum: type == .integer || type == .float ? type : .any
      case .avg, .stDev, .stDevP, .percentileCont, .percentileDisc: .any
      }
    return (.slot(slot), result)
  }

  /// Whether an aggregate stands anywhere in an expression, subqueries aside.
  static func holdsAggregate(_ expression: Expression) -> Bool {
    expression.contains { part in
      switch part.form {
      case .countAll: true
      case .call(let name, _, _): AggregateFunction.named(name.text) != nil
      default: false
      }
    }
  }

  private static func holdsRandom(_ expression: Expression) -> Bool {
    expression.contains { part in
      if case .call(let name, _, _) = part.form { name.text.lowercased() == "rand" } else { false }
    }
  }
}

extension Expression {
  /// Whether a test holds for the expression or a part of it; patterns and subqueries are not looked into.
  func contains(_ test: (Expression) -> Bool) -> Bool { test(self) || parts.contains { $0.contains(test) } }

  /// The expressions directly within this one.
  var parts: [Expression] {
    switch form {
    case .literal, .parameter, .variable, .countAll, .pattern, .subquery: []
    case .list(let parts), .logical(_, let parts), .call(_, let parts, _): parts
    case .map(let items): items.map(\.value)
    case .property(let part, _), .labels(let part, _), .not(let part), .negative(let part), .positive(let part),
      .nullCheck(let part, _):
      [part]
    case .element(let left, let right), .text(_, let left, let right), .contained(let left, let right): [left, right]
    case .slice(let list, let first, let last): [list] + [first, last].compactMap { $0 }
    case .comparison(let first, let rest): [first] + rest.map(\.1)
    case .arithmetic(let first, let rest): [first] + rest.map(\.1)
    case .choice(let subject, let alternatives, let otherwise):
      [subject, otherwise].compactMap { $0 } + alternatives.flatMap { [$0.condition, $0.result] }
    case .comprehension(_, let list, let condition, let result): [list] + [condition, result].compactMap { $0 }
    case .quantifier(_, _, let list, let condition): [list] + [condition].compactMap { $0 }
    case .reduction(_, let initial, _, let list, let result): [initial, list, result]
    case .patternComprehension(_, let condition, let result): [condition, result].compactMap { $0 }
    }
  }
}
