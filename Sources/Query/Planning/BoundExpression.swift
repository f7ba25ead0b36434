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
    case .slot(let slot): result.insert(slot)
    case .subquery(let subquery): for step in subquery.steps { result.formUnion(step.slotsRead) }
    default: break
    }
    for part in parts { part.collectSlots(into: &result) }
  }

  /// Whether it may have another value each time that it is asked for in one row.
  var isVolatile: Bool {
    switch self {
    case .call(.rand, _, _), .call(.randomUUID, _, _), .hostCall: true
    // What runs in it is not looked at.
    case .subquery: true
    default: parts.contains(where: \.isVolatile)
    }
  }

  /// The expressions that this one is made of.
  private var parts: [BoundExpression] {
    switch self {
    case .constant, .parameter, .slot: []
    case .list(let parts), .logical(_, let parts, _), .call(_, let parts, _), .hostCall(_, let parts, _): parts
    case .map(let items): items.map(\.value)
    case .property(let part, _, _), .labels(let part, _, _), .not(let part, _), .negative(let part, _),
      .isNull(let part, _):
      [part]
    case .element(let left, let right, _), .text(_, let left, let right), .contained(let left, let right, _):
      [left, right]
    case .slice(let list, let first, let last, _): [list] + [first, last].compactMap { $0 }
    case .comparison(let first, let rest): [first] + rest.map(\.1)
    case .arithmetic(let first, let rest, _): [first] + rest.map(\.1)
    case .choice(let subject, let alternatives, let otherwise):
      [subject, otherwise].compactMap { $0 } + alternatives.flatMap { [$0.condition, $0.result] }
    case .comprehension(_, let list, let condition, let value, _): [list] + [condition, value].compactMap { $0 }
    case .quantifier(_, _, let list, let condition, _): [list] + [condition].compactMap { $0 }
    case .reduction(let reduction): [reduction.initial, reduction.list, reduction.result]
    case .subquery(let subquery):
      switch subquery.use {
      case .collect(let value), .first(let value): [value]
      case .exists, .count: []
      }
    }
  }
}
