extension Binder {
  typealias Bound = (value: BoundExpression, type: StaticType)

  /// Gives an expression its meaning and its type.
  ///
  /// `isCondition` says whether only its truth is asked, so that patterns may stand for "there is such a thing".
  mutating func bind(_ expression: Expression, isCondition: Bool = false) throws(QueryError) -> Bound {
    if !computed.isEmpty, let known = computed[canonical(expression.range)] { return (.slot(known.slot), known.type) }
    if let aggregation, let known = aggregation.keys[canonical(expression.range)], isSimple(expression) {
      return (.slot(known.slot), known.type)
    }
    let offset = expression.range.lowerBound
    switch expression.form {
    case .literal(let value): return (.constant(value), StaticType(value))
    case .parameter(let name): return (.parameter(name), .any)
    case .variable(let name): return try bindVariable(name, at: offset)
    case .list(let elements): return try bindList(elements)
    case .map(let items): return try bindMap(items)
    case .property(let owner, let key): return try bindProperty(owner, key, at: offset)
    case .element(let list, let index): return try bindElement(list, index, at: offset)
    case .slice(let list, let first, let last): return try bindSlice(list, first, last, at: offset)
    case .labels(let owner, let labels): return try bindLabels(owner, labels, at: offset)
    case .not(let operand):
      return (.not(try bindTruth(operand, "NOT", isCondition: isCondition), offset: offset), .boolean)
    case .logical(let operation, let operands):
      var parts: [BoundExpression] = []
      for operand in operands {
        parts.append(try bindTruth(operand, "\(operation)".uppercased(), isCondition: isCondition))
      }
      return (.logical(operation, parts, offset: offset), .boolean)
    case .negative(let operand):
      let (value, type) = try bind(operand)
      try check(type, operand, "a number") { $0.isNumber || $0 == .duration }
      if case .constant(.integer(let number)) = value, number != .min {
        return (.constant(.integer(-number)), .integer)
      }
      if case .constant(.float(let number)) = value { return (.constant(.float(-number)), .float) }
      return (.negative(value, offset: offset), type)
    case .positive(let operand):
      let (value, type) = try bind(operand)
      try check(type, operand, "a number") { $0.isNumber || $0 == .duration }
      return (value, type)
    case .comparison(let first, let rest):
      let left = try bind(first).value
      var parts: [(ComparisonOperator, BoundExpression)] = []
      for (operation, operand) in rest { parts.append((operation, try bind(operand).value)) }
      return (.comparison(left, parts), .boolean)
    case .arithmetic(let first, let rest): return try bindArithmetic(first, rest, at: offset)
    case .text(let operation, let left, let right):
      return (.text(operation, try bind(left).value, try bind(right).value), .boolean)
    case .contained(let element, let list):
      let value = try bind(element).value
      let (container, type) = try bind(list)
      try check(type, list, "a list", \.isList)
      return (.contained(value, in: container, offset: offset), .boolean)
    case .nullCheck(let operand, let isNegated):
      return (.isNull(try bind(operand).value, isNegated: isNegated), .boolean)
    case .call(let name, let arguments, let isDistinct):
      return try bindCall(name, arguments, isDistinct: isDistinct, at: offset)
    case .countAll: return try bindAggregate(.count, nil, nil, isDistinct: false, at: offset)
    case .choice(let subject, let alternatives, let otherwise):
      return try bindChoice(subject, alternatives, otherwise)
    case .comprehension(let name, let list, let condition, let result):
      return try bindComprehension(name, list, condition, result, at: offset)
    case .quantifier(let quantifier, let name, let list, let condition):
      return try bindQuantifier(quantifier, name, list, condition, at: offset)
    case .reduction(let accumulator, let initial, let name, let list, let result):
      return try bindReduction(accumulator, initial, name, list, result, at: offset)
    case .pattern(let part): return try bindPatternExpression(part, isCondition: isCondition, at: offset)
    case .patternComprehension(let part, let condition, let result):
      return try bindPatternComprehension(part, condition, result)
    case .subquery(let use, let body): return try bindSubquery(use, body, at: offset)
    }
  }

  /// Whether an item that rows are grouped by may be said again beside an aggregate: a variable or its property.
  private func isSimple(_ expression: Expression) -> Bool {
    switch expression.form {
    case .variable: return true
    case .property(let owner, _): return isSimple(owner)
    default: return false
    }
  }

  private func check(_ type: StaticType, _ expression: Expression, _ wanted: String, _ test: (StaticType) -> Bool)
    throws(QueryError)
  {
    guard !type.mayBe(test) else { return }
    throw wrongType("this is \(type.text), where \(wanted) should be", at: expression.range.lowerBound)
  }

  /// A condition: a boolean, null, or a pattern.
  mutating func bindCondition(_ expression: Expression) throws(QueryError) -> BoundExpression {
    try bindTruth(expression, "WHERE", isCondition: true)
  }

  private mutating func bindTruth(_ expression: Expression, _ operation: String, isCondition: Bool)
    throws(QueryError) -> BoundExpression
  {
    let (value, type) = try bind(expression, isCondition: isCondition)
    guard type.mayBe({ $0 == .boolean }) else {
      throw wrongType("\(operation) takes true or false, and this is \(type.text)", at: expression.range.lowerBound)
    }
    return value
  }

  private mutating func bindVariable(_ name: String, at offset: Int) throws(QueryError) -> Bound {
    guard let variable = scope[name] else { throw undefined(name, at: offset) }
    if aggregation != nil, !localNames.contains(name) {
      throw .syntax(
        "AmbiguousAggregationExpression", "`\(name)` stands beside an aggregate, but rows are not grouped by it",
        hint: "name what rows are grouped by in a WITH before", at: offset)
    }
    return (.slot(variable.slot), variable.type)
  }

  private mutating func bindList(_ elements: [Expression]) throws(QueryError) -> Bound {
    var parts: [BoundExpression] = []
    var types: [StaticType] = []
    for element in elements {
      let (value, type) = try bind(element)
      parts.append(value)
      types.append(type)
    }
    let type = StaticType.list(StaticType(joining: types))
    var constants: [Value] = []
    for part in parts {
      guard case .constant(let value) = part else { return (.list(parts), type) }
      constants.append(value)
    }
    return (.constant(.list(constants)), type)
  }

  mutating func bindMap(_ items: [Expression.MapItem]) throws(QueryError) -> Bound {
    var parts: [(key: String, value: BoundExpression)] = []
    for item in items { parts.append((item.key, try bind(item.value).value)) }
    return (.map(parts), .map)
  }

  private mutating func bindProperty(_ owner: Expression, _ key: String, at offset: Int) throws(QueryError) -> Bound {
    let (value, type) = try bind(owner)
    switch type {
    case .path: throw wrongType("a path has no properties", at: offset)
    case .boolean, .integer, .float, .number, .string, .list:
      throw QueryError(
        .type, "InvalidArgumentType", .compileTime, "this is \(type.text), which has no properties", at: offset)
    default: break
    }
    return (.property(value, key, offset: offset), type.isTemporal || type == .duration ? .any : .any)
  }

  private mutating func bindElement(_ list: Expression, _ index: Expression, at offset: Int) throws(QueryError)
    -> Bound
  {
    let (value, type) = try bind(list)
    let place = try bind(index).value
    return (.element(value, place, offset: offset), type.isList ? type.element : .any)
  }

  private mutating func bindSlice(_ list: Expression, _ first: Expression?, _ last: Expression?, at offset: Int)
    throws(QueryError) -> Bound
  {
    let (value, type) = try bind(list)
    var start: BoundExpression?
    var end: BoundExpression?
    if let first { start = try bind(first).value }
    if let last { end = try bind(last).value }
    return (.slice(value, start, end, offset: offset), type.isList ? type : .any)
  }

  private mutating func bindLabels(_ owner: Expression, _ labels: LabelExpression, at offset: Int) throws(QueryError)
    -> Bound
  {
    let (value, type) = try bind(owner)
    try check(type, owner, "a node or a relationship") { $0 == .node || $0 == .relationship }
    return (.labels(value, labels, offset: offset), .boolean)
  }

  private mutating func bindArithmetic(
    _ first: Expression, _ rest: [(ArithmeticOperator, Expression)], at offset: Int
  ) throws(QueryError) -> Bound {
    var (value, type) = try bind(first)
    var parts: [(ArithmeticOperator, BoundExpression)] = []
    for (index, (operation, operand)) in rest.enumerated() {
      let (right, rightType) = try bind(operand)
      if operation != .add {
        try check(type, index == 0 ? first : operand, "a number", Binder.isCountable)
        try check(rightType, operand, "a number", Binder.isCountable)
      }
      type = Binder.type(of: operation, type, rightType)
      parts.append((operation, right))
    }
    value = .arithmetic(value, parts, offset: offset)
    return (value, type)
  }

  private static func isCountable(_ type: StaticType) -> Bool {
    type.isNumber || type == .duration || type.isTemporal
  }

  private static func type(of operation: ArithmeticOperator, _ left: StaticType, _ right: StaticType) -> StaticType {
    if operation == .add {
      if left.isList || right.isList {
        return .list(left.isList && left == right ? left.element : .any)
      }
      if left == .string, right == .string || right.isNumber { return .string }
      if right == .string, left.isNumber { return .string }
    }
    guard left.isNumber, right.isNumber else { return .any }
    if operation == .power { return .float }
    if left == .integer, right == .integer { return .integer }
    return left == .float || right == .float ? .float : .number
  }

  private mutating func bindChoice(
    _ subject: Expression?, _ alternatives: [Expression.Alternative], _ otherwise: Expression?
  ) throws(QueryError) -> Bound {
    var bound: BoundExpression?
    if let subject { bound = try bind(subject).value }
    var parts: [(condition: BoundExpression, result: BoundExpression)] = []
    var types: [StaticType] = []
    for alternative in alternatives {
      let condition =
        subject == nil ? try bindCondition(alternative.condition) : try bind(alternative.condition).value
      let (result, type) = try bind(alternative.result)
      parts.append((condition, result))
      types.append(type)
    }
    var last: BoundExpression?
    if let otherwise {
      let (value, type) = try bind(otherwise)
      last = value
      types.append(type)
    }
    return (.choice(bound, parts, otherwise: last), StaticType(joining: types))
  }
}
