extension Execution {
  func combine(_ operation: LogicalOperator, _ operands: [BoundExpression], _ offset: Int) throws(QueryError) -> Value {
    var result: Bool? = operation == .and
    var isFirst = true
    for operand in operands {
      let value = try truth(operand, offset)
      switch operation {
      case .and:
        if value == false { return .boolean(false) }
        if value == nil { result = nil }
      case .or:
        if value == true { return .boolean(true) }
        if value == nil { result = nil }
      case .xor:
        guard let value else { return .null }
        result = isFirst ? value : result.map { $0 != value }
      }
      isFirst = false
    }
    return .boolean(result)
  }

  /// A chain of comparisons: `a < b <= c` is both.
  func compare(_ first: BoundExpression, _ rest: [(ComparisonOperator, BoundExpression)]) throws(QueryError) -> Value {
    var left = try evaluate(first)
    var result: Bool? = true
    for (operation, operand) in rest {
      let right = try evaluate(operand)
      switch Execution.compare(operation, left, right) {
      case .some(false): return .boolean(false)
      case .none: result = nil
      case .some(true): break
      }
      left = right
    }
    return .boolean(result)
  }

  static func compare(_ operation: ComparisonOperator, _ left: Value, _ right: Value) -> Bool? {
    switch operation {
    case .equal: return Value.equal(left, right)
    case .notEqual: return Value.equal(left, right).map { !$0 }
    default: break
    }
    if left.isNaN || right.isNaN, left.number != nil, right.number != nil { return false }
    guard let order = Value.compare(left, right) else { return nil }
    switch operation {
    case .less: return order == .before
    case .lessOrEqual: return order != .after
    case .greater: return order == .after
    case .greaterOrEqual: return order != .before
    case .equal, .notEqual: return nil
    }
  }

  func negate(_ operand: BoundExpression, _ offset: Int) throws(QueryError) -> Value {
    switch try evaluate(operand) {
    case .null: return .null
    case .integer(let value):
      guard value != .min else { throw Execution.overflow.located(offset) }
      return .integer(-value)
    case .float(let value): return .float(-value)
    case .duration(let value): return .duration(value.negated)
    case let other:
      throw QueryError.type("InvalidArgumentType", "\(other.typeText) has no negative").located(offset)
    }
  }

  func calculate(_ first: BoundExpression, _ rest: [(ArithmeticOperator, BoundExpression)], _ offset: Int)
    throws(QueryError) -> Value
  {
    var result = try evaluate(first)
    for (operation, operand) in rest {
      let right = try evaluate(operand)
      do throws(QueryError) {
        result = try Execution.calculate(operation, result, right)
      } catch {
        throw error.located(offset)
      }
    }
    return result
  }

  static let overflow = QueryError(
    .arithmetic, "NumberOutOfRange", .runtime, "the result does not fit an integer of 64 bits")

  static func calculate(_ operation: ArithmeticOperator, _ left: Value, _ right: Value) throws(QueryError) -> Value {
    switch (left, right) {
    case (.null, _), (_, .null): return .null
    case (.integer(let l), .integer(let r)): return try calculate(operation, l, r)
    default: break
    }
    if let l = left.number, let r = right.number { return calculate(operation, l, r) }
    if operation == .add, let sum = try join(left, right) { return sum }
    if let result = try calculateTime(operation, left, right) { return result }
    throw QueryError.type(
      "InvalidArgumentType", "`\(operation.rawValue)` cannot be used on \(left.typeText) and \(right.typeText)")
  }

  private static func calculate(_ operation: ArithmeticOperator, _ left: Int, _ right: Int) throws(QueryError) -> Value
  {
    let (value, overflows): (Int, Bool)
    switch operation {
    case .add: (value, overflows) = left.addingReportingOverflow(right)
    case .subtract: (value, overflows) = left.subtractingReportingOverflow(right)
    case .multiply: (value, overflows) = left.multipliedReportingOverflow(by: right)
    case .divide, .remainder:
      guard right != 0 else {
        throw QueryError(.arithmetic, "DivisionByZero", .runtime, "an integer cannot be divided by zero")
      }
      (value, overflows) =
        operation == .divide
        ? left.dividedReportingOverflow(by: right) : (right == -1 ? 0 : left % right, false)
    case .power: return .float(power(Double(left), Double(right)))
    }
    guard !overflows else { throw overflow }
    return .integer(value)
  }

  private static func calculate(_ operation: ArithmeticOperator, _ left: Double, _ right: Double) -> Value {
    switch operation {
    case .add: .float(left + right)
    case .subtract: .float(left - right)
    case .multiply: .float(left * right)
    case .divide: .float(left / right)
    case .remainder: .float(left.truncatingRemainder(dividingBy: right))
    case .power: .float(power(left, right))
    }
  }

  /// `+` of text and of lists; nil where it is neither.
  private static func join(_ left: Value, _ right: Value) throws(QueryError) -> Value? {
    switch (left, right) {
    case (.list(let l), .list(let r)): return .list(l + r)
    case (.list(let l), _): return try Value.list(l + [right]).checkedForDepth()
    case (_, .list(let r)): return try Value.list([left] + r).checkedForDepth()
    case (.string(let l), _):
      guard let r = right.plainText else { return nil }
      return .string(l + r)
    case (_, .string(let r)):
      guard let l = left.plainText else { return nil }
      return .string(l + r)
    default: return nil
    }
  }

  private static func calculateTime(_ operation: ArithmeticOperator, _ left: Value, _ right: Value) throws(QueryError)
    -> Value?
  {
    switch (operation, left, right) {
    case (.add, .duration(let l), .duration(let r)): return .duration(try l.combined(with: r, sign: 1))
    case (.subtract, .duration(let l), .duration(let r)): return .duration(try l.combined(with: r, sign: -1))
    case (.add, _, .duration(let duration)): return try left.moved(by: duration, sign: 1)
    case (.add, .duration(let duration), _): return try right.moved(by: duration, sign: 1)
    case (.subtract, _, .duration(let duration)): return try left.moved(by: duration, sign: -1)
    case (.multiply, .duration(let duration), _):
      guard let factor = right.number else { return nil }
      return .duration(try duration.scaled(by: factor))
    case (.multiply, _, .duration(let duration)):
      guard let factor = left.number else { return nil }
      return .duration(try duration.scaled(by: factor))
    case (.divide, .duration(let duration), _):
      guard let divisor = right.number else { return nil }
      guard divisor != 0 else {
        throw QueryError(.arithmetic, "DivisionByZero", .runtime, "a duration cannot be divided by zero")
      }
      return .duration(try duration.scaled(by: 1 / divisor))
    default: return nil
    }
  }
}
