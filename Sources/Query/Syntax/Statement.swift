/// A query as it was written, before it is known what its names mean.
struct Statement: Sendable {
  enum Mode: Sendable { case run, explain, profile }

  var mode: Mode
  /// At least one; what UNION ties together.
  var parts: [SingleQuery]
  /// Between each two parts: whether it is UNION ALL, and where it stands.
  var unions: [(isAll: Bool, offset: Int)]
}

/// A chain of clauses.
struct SingleQuery: Sendable {
  var clauses: [Clause]
}

/// A name with its place in the text.
struct Name: Sendable, Hashable {
  var text: String
  var offset: Int
}

/// One clause, with the place of its first word.
struct Clause: Sendable {
  var form: Form
  var offset: Int

  indirect enum Form: Sendable {
    case match(MatchClause)
    case unwind(Expression, Name)
    case with(Projection)
    case `return`(Projection)
    case call(CallClause)
    case create([PatternPart])
    case merge(PatternPart, onCreate: [SetItem], onMatch: [SetItem])
    case set([SetItem])
    case remove([RemoveItem])
    case delete([Expression], isDetach: Bool)
  }

  /// Whether the clause changes the graph.
  var isWriting: Bool {
    switch form {
    case .create, .merge, .set, .remove, .delete: true
    default: false
    }
  }

  /// The words that begin the clause.
  var keyword: String {
    switch form {
    case .match(let match): match.isOptional ? "OPTIONAL MATCH" : "MATCH"
    case .unwind: "UNWIND"
    case .with: "WITH"
    case .return: "RETURN"
    case .call: "CALL"
    case .create: "CREATE"
    case .merge: "MERGE"
    case .set: "SET"
    case .remove: "REMOVE"
    case .delete(_, let isDetach): isDetach ? "DETACH DELETE" : "DELETE"
    }
  }
}

struct MatchClause: Sendable {
  var isOptional: Bool
  var pattern: [PatternPart]
  var condition: Expression?
}

/// The body of WITH or RETURN.
struct Projection: Sendable {
  struct Item: Sendable {
    var expression: Expression
    var alias: Name?
  }

  struct SortItem: Sendable {
    var expression: Expression
    var isDescending: Bool
  }

  var isDistinct = false
  /// Whether it begins with `*`.
  var includesAll = false
  var items: [Item] = []
  var order: [SortItem] = []
  var skip: Expression?
  var limit: Expression?
  /// Only after WITH.
  var condition: Expression?
}

struct CallClause: Sendable {
  struct Output: Sendable {
    var field: Name
    var alias: Name?
  }

  var procedure: Name
  /// Nil where the call has no brackets and takes its arguments from the parameters.
  var arguments: [Expression]?
  /// Nil where there is no YIELD.
  var outputs: [Output]?
  var yieldsAll: Bool
  var condition: Expression?
}

indirect enum SetItem: Sendable {
  case property(of: Expression, key: String, value: Expression)
  /// `n = {…}`
  case replace(Name, Expression)
  /// `n += {…}`
  case merge(Name, Expression)
  case labels(Name, [String])
}

indirect enum RemoveItem: Sendable {
  case property(of: Expression, key: String)
  case labels(Name, [String])
}
