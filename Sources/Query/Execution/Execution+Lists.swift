extension Execution {
  /// The list that an expression gives, or nil for null.
  private func values(_ list: BoundExpression, _ offset: Int) throws(QueryError) -> [Value]? {
    switch try evaluate(list) {
    case .null: return nil
    case .list(let values): return values
    case let other:
      throw QueryError.type("InvalidArgumentType", "a list is asked for, not \(other.typeText)").located(offset)
    }
  }

  func comprehend(
    _ slot: Int, _ list: BoundExpression, _ condition: BoundExpression?, _ result: BoundExpression?, _ offset: Int
  ) throws(QueryError) -> Value {
    guard let values = try values(list, offset) else { return .null }
    var found: [Value] = []
    for value in values {
      try tick()
      slots[slot] = value
      if let condition, try truth(condition, offset) != true { continue }
      if let result { found.append(try evaluate(result)) } else { found.append(value) }
    }
    return try Value.list(found).checkedForDepth()
  }

  /// Whether a condition holds for all, any, none or one of the values of a list, in three values.
  func quantify(
    _ quantifier: Quantifier, _ slot: Int, _ list: BoundExpression, _ condition: BoundExpression?, _ offset: Int
  ) throws(QueryError) -> Value {
    guard let values = try values(list, offset) else { return .null }
    var (trues, nulls) = (0, 0)
    for value in values {
      try tick()
      slots[slot] = value
      let holds: Bool?
      if let condition {
        holds = try truth(condition, offset)
      } else if case .boolean(let truth) = value {
        holds = truth
      } else {
        holds = nil
      }
      switch holds {
      case .some(true): trues += 1
      case .none: nulls += 1
      case .some(false): if quantifier == .all { return .boolean(false) }
      }
      if trues > 0, quantifier == .any { return .boolean(true) }
      if trues > 0, quantifier == .none { return .boolean(false) }
      if trues > 1, quantifier == .single { return .boolean(false) }
    }
    if nulls > 0 { return .null }
    switch quantifier {
    case .all, .none: return .boolean(true)
    case .any: return .boolean(false)
    case .single: return .boolean(trues == 1)
    }
  }

  func reduce(_ reduction: BoundExpression.Reduction) throws(QueryError) -> Value {
    guard let values = try values(reduction.list, reduction.offset) else { return .null }
    var result = try evaluate(reduction.initial)
    for value in values {
      try tick()
      slots[reduction.accumulator] = result
      slots[reduction.slot] = value
      result = try evaluate(reduction.result)
    }
    return result
  }
}
