/// Gives the names of a query their meaning, checks types and the rules of clauses, and makes the plan.
///
/// Whatever the language refuses before a query runs is refused here.
struct Binder {
  let graph: any PropertyGraph
  let parameters: [String: Value]
  let tokens: [Token]
  let text: [UInt8]

  var scope = Scope()
  var slotCount = 0
  var subqueryCount = 0
  /// Expressions that a projection has computed, by their text: ORDER BY may say them again.
  var computed: [String: Scope.Variable] = [:]
  var aggregation: AggregationScope?
  /// Variables of the expression at hand: of a comprehension, a quantifier or a reduction.
  var localNames: Set<String> = []
  /// Labels and types that the graph cannot have, by a sign for the sort and the name.
  private var unknownNames: [String: QueryAnswer.UnknownName] = [:]

  /// What stands around an expression that may hold aggregates.
  struct AggregationScope {
    /// The texts of the items that rows are grouped by.
    var keys: [String: Scope.Variable]
    var aggregates: [Aggregation.Aggregate] = []
  }

  init(graph: any PropertyGraph, parameters: [String: Value], query: String) throws(QueryError) {
    self.graph = graph
    self.parameters = parameters
    tokens = try Lexer.tokens(of: query)
    text = Array(query.utf8)
  }

  mutating func newSlot() -> Int {
    slotCount += 1
    return slotCount - 1
  }

  mutating func declare(_ name: String, _ type: StaticType) -> Scope.Variable {
    let variable = Scope.Variable(slot: newSlot(), type: type)
    scope[name] = variable
    return variable
  }

  /// The plan of a whole statement.
  mutating func plan(_ statement: Statement) throws(QueryError) -> QueryPlan {
    var parts: [QueryPlan.Part] = []
    for single in statement.parts {
      scope = Scope()
      var part = try bind(single, isSubquery: false)
      let isDistinct = statement.unions.first.map { !$0.isAll } ?? false
      part.steps = DuplicateInsensitivity.marking(
        part.steps, read: Set(part.columns.map(\.slot)), isInsensitive: isDistinct)
      if !part.writes { part.steps = Weighting.weighted(part.steps) }
      parts.append(part)
    }
    try checkUnion(statement, parts)
    let unionAll = statement.unions.first?.isAll ?? true
    return QueryPlan(
      mode: statement.mode, parts: parts, isUnionAll: unionAll, slotCount: slotCount,
      unknownNames: unknownNames.values.sorted { ($0.name, $0.isType ? 1 : 0) < ($1.name, $1.isType ? 1 : 0) })
  }

  private func checkUnion(_ statement: Statement, _ parts: [QueryPlan.Part]) throws(QueryError) {
    guard let first = parts.first else { return }
    for (union, part) in zip(statement.unions, parts.dropFirst()) {
      if union.isAll != statement.unions[0].isAll {
        throw .syntax("InvalidClauseComposition", "UNION and UNION ALL cannot be mixed", at: union.offset)
      }
      if part.columns.map(\.name).sorted() != first.columns.map(\.name).sorted() {
        throw .syntax(
          "DifferentColumnsInUnion", "both sides of UNION must have the same columns",
          hint: "\(first.columns.map(\.name).joined(separator: ", ")) on one side, "
            + "\(part.columns.map(\.name).joined(separator: ", ")) on the other", at: union.offset)
      }
    }
  }

  /// The steps of a chain of clauses.
  mutating func bind(_ query: SingleQuery, isSubquery: Bool) throws(QueryError) -> QueryPlan.Part {
    var part = QueryPlan.Part(steps: [], columns: [], writes: false)
    for (index, clause) in query.clauses.enumerated() {
      let isLast = index == query.clauses.count - 1
      if clause.isWriting {
        if isSubquery {
          throw .syntax("InvalidClauseComposition", "\(clause.keyword) cannot stand in a subquery", at: clause.offset)
        }
        if let refusal = graph.refusal(of: clause.keyword) { throw refusal.located(clause.offset) }
        part.writes = true
      }
      if case .return = clause.form, !isLast {
        throw .syntax(
          "InvalidClauseComposition", "RETURN must be the last clause", at: query.clauses[index + 1].offset)
      }
      try bind(clause, isOnly: query.clauses.count == 1, isLast: isLast, into: &part)
    }
    if let last = query.clauses.last, !isSubquery {
      switch last.form {
      case .return, .call: break
      default:
        if !last.isWriting {
          throw .syntax(
            "InvalidClauseComposition", "the query cannot end with \(last.keyword)", hint: "add RETURN",
            at: last.offset)
        }
      }
    }
    return part
  }

  private mutating func bind(_ clause: Clause, isOnly: Bool, isLast: Bool, into part: inout QueryPlan.Part)
    throws(QueryError)
  {
    switch clause.form {
    case .match(let match): part.steps += try bind(match)
    case .unwind(let list, let name):
      let (value, type) = try bind(list)
      guard scope[name.text] == nil else { throw alreadyBound(name) }
      let variable = declare(name.text, type.isList ? type.element : .any)
      part.steps.append(.unwind(value, slot: variable.slot))
    case .with(let projection): _ = try bind(projection, isReturn: false, into: &part)
    case .return(let projection): part.columns = try bind(projection, isReturn: true, into: &part)
    case .call(let call): try bind(call, isOnly: isOnly, isLast: isLast, into: &part)
    case .create(let pattern): part.steps.append(.create(try bindCreation(pattern, offset: clause.offset)))
    case .merge(let pattern, let onCreate, let onMatch):
      part.steps.append(try bindMerge(pattern, onCreate: onCreate, onMatch: onMatch, offset: clause.offset))
    case .set(let items): part.steps.append(.assign(try bind(items)))
    case .remove(let items): part.steps.append(.assign(try bind(items)))
    case .delete(let expressions, let isDetach):
      part.steps.append(.delete(try bindDeletion(expressions), isDetach: isDetach))
    }
  }

  /// Notes the names of a condition that the graph cannot have.
  mutating func note(_ labels: LabelExpression?, isType: Bool) {
    guard let labels, let known = isType ? graph.possibleTypes : graph.possibleLabels else { return }
    for name in labels.names where !known.contains(name) {
      unknownNames[(isType ? "[" : "(") + name] = QueryAnswer.UnknownName(
        name: name, isType: isType, suggestion: nearestName(to: name, among: known))
    }
  }

  // MARK: - Errors

  func undefined(_ name: String, at offset: Int) -> QueryError {
    let hint = nearestName(to: name, among: scope.names).map { "did you mean `\($0)`?" }
    return .syntax("UndefinedVariable", "no variable is named `\(name)` here", hint: hint, at: offset)
  }

  func alreadyBound(_ name: Name) -> QueryError {
    .syntax("VariableAlreadyBound", "`\(name.text)` is already bound to something else", at: name.offset)
  }

  func typeConflict(_ name: Name, _ found: StaticType, _ wanted: String) -> QueryError {
    .syntax("VariableTypeConflict", "`\(name.text)` is \(found.text), where \(wanted) should be", at: name.offset)
  }

  func wrongType(_ message: String, at offset: Int) -> QueryError {
    .syntax("InvalidArgumentType", message, at: offset)
  }

  // MARK: - Text

  /// The text of an expression with one space between tokens, by which two are known to be the same.
  func canonical(_ range: Range<Int>) -> String {
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].range.lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    var result: [UInt8] = []
    for token in tokens[low...] {
      guard token.range.upperBound <= range.upperBound, token.kind != .end else { break }
      if !result.isEmpty { result.append(0x20) }
      result += text[token.range]
    }
    return String(decoding: result, as: UTF8.self)
  }

  func source(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
}
