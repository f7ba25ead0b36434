/// One connected part of a pattern: a node, or a chain of nodes and relationships.
struct PatternPart: Sendable {
  /// Which of the paths between two nodes are wanted.
  enum Selector: Sendable, Hashable {
    /// `shortestPath(…)`, `ANY SHORTEST`
    case anyShortest
    /// `allShortestPaths(…)`, `ALL SHORTEST`
    case allShortest
  }

  var path: Name?
  var selector: Selector?
  var start: NodePattern
  var steps: [Step]
  var offset: Int

  struct Step: Sendable {
    var relationship: RelationshipPattern
    var node: NodePattern
  }

  var nodes: [NodePattern] { [start] + steps.map(\.node) }
}

/// The properties that a pattern asks for.
enum PatternProperties: Sendable {
  case map([Expression.MapItem])
  case parameter(Name)
}

struct NodePattern: Sendable {
  var variable: Name?
  var labels: LabelExpression?
  var properties: PatternProperties?
  var offset: Int
}

struct RelationshipPattern: Sendable {
  enum Direction: Sendable { case right, left, either }

  var variable: Name?
  /// Nil for every type.
  var types: LabelExpression?
  var properties: PatternProperties?
  var direction: Direction
  /// Whether the arrow has two heads, which only some clauses take for no direction.
  var hasBothHeads: Bool
  var length: Length?
  var offset: Int

  /// How many relationships a variable-length pattern takes.
  struct Length: Sendable, Hashable {
    var least: Int?
    var most: Int?
  }
}

/// A condition on labels or types: `A`, `A&B`, `A|B`, `!A`, `%`.
indirect enum LabelExpression: Sendable, Hashable {
  case name(String)
  case any
  case not(LabelExpression)
  case and(LabelExpression, LabelExpression)
  case or(LabelExpression, LabelExpression)

  /// All names in it.
  var names: [String] {
    switch self {
    case .name(let name): [name]
    case .any: []
    case .not(let part): part.names
    case .and(let left, let right), .or(let left, let right): left.names + right.names
    }
  }

  /// The names where they are all asked for together, and nothing else is; nil otherwise.
  var conjunction: [String]? {
    switch self {
    case .name(let name): [name]
    case .and(let left, let right):
      if let l = left.conjunction, let r = right.conjunction { l + r } else { nil }
    default: nil
    }
  }

  /// The names where any one of them will do; nil where the condition is of another form.
  var alternatives: [String]? {
    switch self {
    case .name(let name): [name]
    case .or(let left, let right):
      if let l = left.alternatives, let r = right.alternatives { l + r } else { nil }
    default: nil
    }
  }

  /// Whether things with some labels fit.
  func fits(_ has: (String) throws(QueryError) -> Bool, isBare: Bool) throws(QueryError) -> Bool {
    switch self {
    case .name(let name): return try has(name)
    case .any: return !isBare
    case .not(let part): return try !part.fits(has, isBare: isBare)
    case .and(let left, let right):
      guard try left.fits(has, isBare: isBare) else { return false }
      return try right.fits(has, isBare: isBare)
    case .or(let left, let right):
      if try left.fits(has, isBare: isBare) { return true }
      return try right.fits(has, isBare: isBare)
    }
  }

  /// The condition as a query writes it.
  var text: String {
    switch self {
    case .name(let name): Value.nameText(name)
    case .any: "%"
    case .not(let part): "!" + part.text
    case .and(let left, let right): left.text + "&" + right.text
    case .or(let left, let right): "(" + left.text + "|" + right.text + ")"
    }
  }
}
