extension Parser {
  /// Reads a whole text as one query.
  static func statement(_ query: String) throws(QueryError) -> Statement {
    var parser = try Parser(query)
    var mode = Statement.Mode.run
    if parser.takeWord("EXPLAIN") { mode = .explain } else if parser.takeWord("PROFILE") { mode = .profile }
    var statement = try parser.parseQuery()
    statement.mode = mode
    _ = parser.take(.semicolon)
    guard parser.token.kind == .end else { throw parser.unexpectedClause() }
    return statement
  }

  private static let clauseWords = [
    "MATCH", "OPTIONAL MATCH", "WHERE", "WITH", "RETURN", "ORDER BY", "SKIP", "LIMIT", "UNION", "UNWIND", "CALL",
    "CREATE", "MERGE", "SET", "REMOVE", "DELETE", "DETACH DELETE", "YIELD",
  ]

  private func unexpectedClause() -> QueryError {
    var error = unexpected("a clause, or the end of the query,")
    if case .word = token.kind {
      error.hint = nearestName(to: sourceText(token.range), among: Parser.clauseWords).map { "did you mean `\($0)`?" }
    }
    return error
  }

  mutating func parseQuery() throws(QueryError) -> Statement {
    var parts = [try parseSingleQuery()]
    var unions: [(isAll: Bool, offset: Int)] = []
    while isWord("UNION") {
      let offset = offset
      position += 1
      unions.append((takeWord("ALL"), offset))
      parts.append(try parseSingleQuery())
    }
    return Statement(mode: .run, parts: parts, unions: unions)
  }

  private mutating func parseSingleQuery() throws(QueryError) -> SingleQuery {
    var clauses: [Clause] = []
    while let clause = try parseClause() { clauses.append(clause) }
    guard !clauses.isEmpty else { throw unexpected("a clause (MATCH, RETURN, …)") }
    return SingleQuery(clauses: clauses)
  }

  private mutating func parseClause() throws(QueryError) -> Clause? {
    let offset = offset
    guard let form = try parseClauseForm() else { return nil }
    return Clause(form: form, offset: offset)
  }

  private mutating func parseClauseForm() throws(QueryError) -> Clause.Form? {
    if takeWords("OPTIONAL", "MATCH") { return .match(try parseMatch(isOptional: true)) }
    if takeWord("MATCH") { return .match(try parseMatch(isOptional: false)) }
    if takeWord("UNWIND") {
      let list = try parseExpression()
      try expectWord("AS")
      return .unwind(list, try expectName("a name"))
    }
    if takeWord("WITH") {
      var projection = try parseProjection()
      if takeWord("WHERE") { projection.condition = try parseExpression() }
      return .with(projection)
    }
    if takeWord("RETURN") { return .return(try parseProjection()) }
    if takeWord("CALL") { return .call(try parseCall()) }
    if takeWord("CREATE") { return .create(try parsePattern()) }
    if takeWord("MERGE") { return try parseMerge() }
    if takeWord("SET") { return .set(try parseSetItems()) }
    if takeWord("REMOVE") { return .remove(try parseRemoveItems()) }
    if takeWords("DETACH", "DELETE") { return .delete(try parseExpressions(), isDetach: true) }
    if takeWord("DELETE") { return .delete(try parseExpressions(), isDetach: false) }
    return nil
  }

  private mutating func parseExpressions() throws(QueryError) -> [Expression] {
    var result = [try parseExpression()]
    while take(.comma) { result.append(try parseExpression()) }
    return result
  }

  private mutating func parseMatch(isOptional: Bool) throws(QueryError) -> MatchClause {
    let pattern = try parsePattern()
    let condition: Expression? = takeWord("WHERE") ? try parseExpression() : nil
    return MatchClause(isOptional: isOptional, pattern: pattern, condition: condition)
  }

  private mutating func parseProjection() throws(QueryError) -> Projection {
    var projection = Projection()
    projection.isDistinct = takeWord("DISTINCT")
    if take(.star) {
      projection.includesAll = true
      if take(.comma) { try parseItems(into: &projection) }
    } else {
      try parseItems(into: &projection)
    }
    if takeWords("ORDER", "BY") {
      repeat {
        let expression = try parseExpression()
        let isDescending = takeWord("DESC") || takeWord("DESCENDING")
        if !isDescending { _ = takeWord("ASC") || takeWord("ASCENDING") }
        projection.order.append(Projection.SortItem(expression: expression, isDescending: isDescending))
      } while take(.comma)
    }
    if takeWord("SKIP") || takeWord("OFFSET") { projection.skip = try parseExpression() }
    if takeWord("LIMIT") { projection.limit = try parseExpression() }
    return projection
  }

  private mutating func parseItems(into projection: inout Projection) throws(QueryError) {
    repeat {
      let expression = try parseExpression()
      let alias: Name? = takeWord("AS") ? try expectName("a name") : nil
      projection.items.append(Projection.Item(expression: expression, alias: alias))
    } while take(.comma)
  }

  private mutating func parseCall() throws(QueryError) -> CallClause {
    let offset = offset
    var name = try expectName("the name of a procedure").text
    while take(.dot) { name += "." + (try expectName("the name of a procedure").text) }
    var call = CallClause(
      procedure: Name(text: name, offset: offset), arguments: nil, outputs: nil, yieldsAll: false, condition: nil)
    if take(.openParenthesis) {
      call.arguments = isSign(.closeParenthesis) ? [] : try parseExpressions()
      try expect(.closeParenthesis)
    }
    guard takeWord("YIELD") else { return call }
    if take(.star) {
      call.yieldsAll = true
    } else if isSign(.minus) {
      position += 1
      call.outputs = []
    } else {
      var outputs: [CallClause.Output] = []
      repeat {
        let field = try expectName("a column")
        let alias: Name? = takeWord("AS") ? try expectName("a name") : nil
        outputs.append(CallClause.Output(field: field, alias: alias))
      } while take(.comma)
      call.outputs = outputs
    }
    if takeWord("WHERE") { call.condition = try parseExpression() }
    return call
  }

  private mutating func parseMerge() throws(QueryError) -> Clause.Form {
    let part = try parsePatternPart()
    var onCreate: [SetItem] = []
    var onMatch: [SetItem] = []
    while takeWord("ON") {
      if takeWord("CREATE") {
        try expectWord("SET")
        onCreate += try parseSetItems()
      } else {
        try expectWord("MATCH")
        try expectWord("SET")
        onMatch += try parseSetItems()
      }
    }
    return .merge(part, onCreate: onCreate, onMatch: onMatch)
  }

  private mutating func parseSetItems() throws(QueryError) -> [SetItem] {
    var items: [SetItem] = []
    repeat {
      if let name = variableAhead() {
        if take(.equal) {
          items.append(.replace(name, try parseExpression()))
          continue
        }
        if take(.plusEqual) {
          items.append(.merge(name, try parseExpression()))
          continue
        }
        if let labels = try parseLabelNames() {
          items.append(.labels(name, labels))
          continue
        }
        position -= 1
      }
      let (owner, key) = try parsePropertyPlace()
      try expect(.equal)
      items.append(.property(of: owner, key: key, value: try parseExpression()))
    } while take(.comma)
    return items
  }

  private mutating func parseRemoveItems() throws(QueryError) -> [RemoveItem] {
    var items: [RemoveItem] = []
    repeat {
      if let name = variableAhead() {
        if let labels = try parseLabelNames() {
          items.append(.labels(name, labels))
          continue
        }
        position -= 1
      }
      let (owner, key) = try parsePropertyPlace()
      items.append(.property(of: owner, key: key))
    } while take(.comma)
    return items
  }

  /// Steps over a name where `=`, `+=` or `:` follows it.
  private mutating func variableAhead() -> Name? {
    guard isSign(.equal, ahead: 1) || isSign(.plusEqual, ahead: 1) || isSign(.colon, ahead: 1) else { return nil }
    return takeName()
  }

  /// `:A:B`, or nil where no colon comes next.
  private mutating func parseLabelNames() throws(QueryError) -> [String]? {
    guard isSign(.colon) else { return nil }
    var labels: [String] = []
    while take(.colon) { labels.append(try expectName("a label").text) }
    return labels
  }

  private mutating func parsePropertyPlace() throws(QueryError) -> (Expression, String) {
    let start = offset
    let expression = try parsePostfix()
    guard case .property(let owner, let key) = expression.form else {
      throw .syntax("UnexpectedSyntax", "a property (`n.name`) must stand here", at: start)
    }
    return (owner, key)
  }
}
