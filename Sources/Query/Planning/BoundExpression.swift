/// An expression whose names are known: variables are slots of the row, functions are functions.
indirect enum BoundExpression: Sendable {
  case constant(Value)
  case parameter(String)
  case slot(Int)
  case list([BoundExpression])
  case map([(key: String, value: BoundExpression)])
  case property(BoundExpression, String, offset: Int)
  case element(BoundExpression, BoundExpression, offset: Int)
  case slice(BoundExpression, BoundExpression?, BoundExpression?, offset: Int)
  case labels(BoundExpression, LabelExpression, offset: Int)
  case not(BoundExpression, offset: Int)
  case negative(BoundExpression, offset: Int)
  case logical(LogicalOperator, [BoundExpression], offset: Int)
  case comparison(BoundExpression, [(ComparisonOperator, BoundExpression)])
  case arithmetic(BoundExpression, [(ArithmeticOperator, BoundExpression)], offset: Int)
  case text(TextOperator, BoundExpression, BoundExpression)
  case contained(BoundExpression, in: BoundExpression, offset: Int)
  case isNull(BoundExpression, isNegated: Bool)
  case call(Function, [BoundExpression], offset: Int)
  case hostCall(Int, [BoundExpression], offset: Int)
  case choice(BoundExpression?, [(condition: BoundExpression, result: BoundExpression)], otherwise: BoundExpression?)
  case comprehension(slot: Int, BoundExpression, condition: BoundExpression?, result: BoundExpression?, offset: Int)
  case quantifier(Quantifier, slot: Int, BoundExpression, condition: BoundExpression?, offset: Int)
  case reduction(Reduction)
  case subquery(Subquery)

  struct Reduction: Sendable {
    var accumulator: Int
    var initial: BoundExpression
    var slot: Int
    var list: BoundExpression
    var result: BoundExpression
    var offset: Int
  }

  /// A plan that runs for each row, and what is made of its rows.
  struct Subquery: Sendable {
    enum Use: Sendable {
      case exists
      case count
      /// The values of an expression, one a row.
      case collect(BoundExpression)
      /// The value of an expression in the first row; null where there is none.
      case first(BoundExpression)
    }

    /// Counts the subqueries of one plan.
    var number: Int
    var steps: [PlanStep]
    var use: Use
  }

  /// The slots that the expression reads, those of its own variables among them.
  var slots: Set<Int> {
    var result: Set<Int> = []
    collectSlots(into: &result)
    return result
  }

  private func collectSlots(into result: inout Set<Int>) {
    switch self {
    case .constant, .parameter: break
    case .slot(let slot): result.insert(slot)
    case .list(let parts), .logical(_, let parts, _), .call(_, let parts, _), .hostCall(_, let parts, _):
      for part in parts { part.collectSlots(into: &result) }
    case .map(let items): for item in items { item.value.collectSlots(into: &result) }
    case .property(let part, _, _), .labels(let part, _, _), .not(let part, _), .negative(let part, _),
      .isNull(let part, _):
      part.collectSlots(into: &result)
    case .element(let left, let right, _), .text(_, let left, let right), .contained(let left, let right, _):
      left.collectSlots(into: &result)
      right.collectSlots(into: &result)
    case .slice(let list, let first, let last, _):
      list.collectSlots(into: &result)
      first?.collectSlots(into: &result)
      last?.collectSlots(into: &result)
    case .comparison(let first, let rest):
      first.collectSlots(into: &result)
      for (_, part) in rest { part.collectSlots(into: &result) }
    case .arithmetic(let first, let rest, _):
      first.collectSlots(into: &result)
      for (_, part) in rest { part.collectSlots(into: &result) }
    case .choice(let subject, let alternatives, let otherwise):
      subject?.collectSlots(into: &result)
      for alternative in alternatives {
        alternative.condition.collectSlots(into: &result)
        alternative.result.collectSlots(into: &result)
      }
      otherwise?.collectSlots(into: &result)
    case .comprehension(_, let list, let condition, let value, _):
      list.collectSlots(into: &result)
      condition?.collectSlots(into: &result)
      value?.collectSlots(into: &result)
    case .quantifier(_, _, let list, let condition, _):
      list.collectSlots(into: &result)
      condition?.collectSlots(into: &result)
    case .reduction(let reduction):
      reduction.initial.collectSlots(into: &result)
      reduction.list.collectSlots(into: &result)
      reduction.result.collectSlots(into: &result)
    case .subquery(let subquery):
      for step in subquery.steps { result.formUnion(step.slotsRead) }
      switch subquery.use {
      case .collect(let value), .first(let value): value.collectSlots(into: &result)
      case .exists, .count: break
      }
    }
  }
}
