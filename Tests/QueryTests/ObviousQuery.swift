/// A query that reads, as a tree that is easily written down and easily answered.
struct ObviousQuery {
  struct Node {
    var name: String
    var label: String?
  }

  struct Step {
    /// 1 along the arrow, -1 against it, 0 both ways.
    var direction: Int
    var name: String?
    var type: String?
    /// What the property `w` must be.
    var weight: Int?
    var length: ClosedRange<Int>?
    var node: Node
  }

  struct Chain {
    var start: Node
    var steps: [Step]
  }

  indirect enum Expression {
    case number(Int)
    case null
    case variable(String)
    case property(String, String)
    case sum(Expression, Expression)
    case comparison(String, Expression, Expression)
    case isNull(Expression)
    case hasLabel(String, String)
    case not(Expression)
    case both(Expression, Expression)
    case either(Expression, Expression)
    case exists(Chain)
  }

  enum Item {
    case plain(Expression)
    /// `count(*)` where there is no argument.
    case aggregate(String, isDistinct: Bool, Expression?)
  }

  struct Projection {
    var isDistinct = false
    var items: [(item: Item, alias: String)]
    /// All columns in some order, so that rows of the same keys are the same.
    var order: [(alias: String, isDescending: Bool)] = []
    var skip: Int?
    var limit: Int?
    var condition: Expression?
  }

  enum Clause {
    case match([Chain], Expression?, isOptional: Bool)
    case unwind([Int?], String)
    case with(Projection)
  }

  struct Part {
    var clauses: [Clause]
    var result: Projection
  }

  var parts: [Part]
  var isUnionAll: Bool
}

extension ObviousQuery {
  var text: String {
    parts.map { part in
      (part.clauses.map(ObviousQuery.text) + ["RETURN " + ObviousQuery.text(part.result)]).joined(separator: " ")
    }.joined(separator: isUnionAll ? " UNION ALL " : " UNION ")
  }

  private static func text(_ clause: Clause) -> String {
    switch clause {
    case .match(let chains, let condition, let isOptional):
      (isOptional ? "OPTIONAL " : "") + "MATCH " + chains.map(text).joined(separator: ", ")
        + (condition.map { " WHERE " + text($0) } ?? "")
    case .unwind(let numbers, let name):
      "UNWIND [" + numbers.map { $0.map(String.init) ?? "null" }.joined(separator: ", ") + "] AS \(name)"
    case .with(let projection): "WITH " + text(projection)
    }
  }

  private static func text(_ projection: Projection) -> String {
    var result = projection.isDistinct ? "DISTINCT " : ""
    result += projection.items.map { text($0.item) + " AS " + $0.alias }.joined(separator: ", ")
    if !projection.order.isEmpty {
      let keys = projection.order.map { $0.alias + ($0.isDescending ? " DESC" : "") }
      result += " ORDER BY " + keys.joined(separator: ", ")
    }
    if let skip = projection.skip { result += " SKIP \(skip)" }
    if let limit = projection.limit { result += " LIMIT \(limit)" }
    if let condition = projection.condition { result += " WHERE " + text(condition) }
    return result
  }

  private static func text(_ item: Item) -> String {
    switch item {
    case .plain(let expression): text(expression)
    case .aggregate(let function, let isDistinct, let argument):
      "\(function)(\(isDistinct ? "DISTINCT " : "")\(argument.map(text) ?? "*"))"
    }
  }

  private static func text(_ chain: Chain) -> String {
    var result = text(chain.start)
    for step in chain.steps {
      var inner = (step.name ?? "") + (step.type.map { ":" + $0 } ?? "")
      if let length = step.length { inner += "*\(length.lowerBound)..\(length.upperBound)" }
      if let weight = step.weight { inner += " {w: \(weight)}" }
      result += (step.direction < 0 ? "<-" : "-") + "[\(inner)]" + (step.direction > 0 ? "->" : "-") + text(step.node)
    }
    return result
  }

  private static func text(_ node: Node) -> String { "(\(node.name)\(node.label.map { ":" + $0 } ?? ""))" }

  private static func text(_ expression: Expression) -> String {
    switch expression {
    case .number(let number): String(number)
    case .null: "null"
    case .variable(let name): name
    case .property(let name, let key): "\(name).\(key)"
    case .sum(let left, let right): "(\(text(left)) + \(text(right)))"
    case .comparison(let sign, let left, let right): "\(text(left)) \(sign) \(text(right))"
    case .isNull(let operand): "\(text(operand)) IS NULL"
    case .hasLabel(let name, let label): "\(name):\(label)"
    case .not(let operand): "NOT (\(text(operand)))"
    case .both(let left, let right): "(\(text(left)) AND \(text(right)))"
    case .either(let left, let right): "(\(text(left)) OR \(text(right)))"
    case .exists(let chain): "exists { \(text(chain)) }"
    }
  }
}
