/// An expression as it was written, with its place in the text.
struct Expression: Sendable {
  var form: Form
  /// In bytes.
  var range: Range<Int>

  struct MapItem: Sendable {
    var key: String
    var value: Expression
  }

  struct Alternative: Sendable {
    var condition: Expression
    var result: Expression
  }

  indirect enum Form: Sendable {
    case literal(Value)
    case parameter(String)
    case variable(String)
    case list([Expression])
    case map([MapItem])
    case property(Expression, String)
    case element(Expression, Expression)
    case slice(Expression, Expression?, Expression?)
    case labels(Expression, LabelExpression)
    case not(Expression)
    case negative(Expression)
    case positive(Expression)
    /// Operators of one rank between operands, one more operand than operators; from left to right.
    case logical(LogicalOperator, [Expression])
    case comparison(Expression, [(ComparisonOperator, Expression)])
    case arithmetic(Expression, [(ArithmeticOperator, Expression)])
    case text(TextOperator, Expression, Expression)
    case contained(Expression, in: Expression)
    case nullCheck(Expression, isNegated: Bool)
    case call(Name, [Expression], isDistinct: Bool)
    case countAll
    case choice(Expression?, [Alternative], otherwise: Expression?)
    case comprehension(Name, Expression, condition: Expression?, result: Expression?)
    case quantifier(Quantifier, Name, Expression, condition: Expression?)
    case reduction(Name, Expression, Name, Expression, result: Expression)
    case pattern(PatternPart)
    case patternComprehension(PatternPart, condition: Expression?, result: Expression)
    case subquery(SubqueryUse, SubqueryBody)
  }
}

enum LogicalOperator: Sendable { case and, or, xor }

enum ComparisonOperator: String, Sendable {
  case equal = "="
  case notEqual = "<>"
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

enum ArithmeticOperator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case power = "^"
}

enum TextOperator: String, Sendable {
  case startsWith = "STARTS WITH"
  case endsWith = "ENDS WITH"
  case contains = "CONTAINS"
}

enum Quantifier: String, Sendable { case all, any, none, single }

/// What is asked of a subquery.
enum SubqueryUse: Sendable { case exists, count, collect }

/// What stands in the braces of a subquery.
indirect enum SubqueryBody: Sendable {
  case pattern([PatternPart], condition: Expression?)
  case query(Statement)
}
