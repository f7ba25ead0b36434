extension Parser {
  // Mutating, so that what the form is parsed from has moved on when the end is looked at.
  private mutating func expression(_ form: Expression.Form, from start: Int) -> Expression {
    Expression(form: form, range: start..<max(start, end))
  }

  mutating func parseAtom() throws(QueryError) -> Expression {
    let start = offset
    switch token.kind {
    case .integer(let size):
      guard let value = Int(exactly: size) else {
        throw .syntax("IntegerOverflow", "this integer does not fit 64 bits", at: start)
      }
      position += 1
      return expression(.literal(.integer(value)), from: start)
    case .float(let value):
      position += 1
      return expression(.literal(.float(value)), from: start)
    case .string(let value):
      position += 1
      return expression(.literal(.string(value)), from: start)
    case .parameter(let name):
      position += 1
      return expression(.parameter(name), from: start)
    case .sign(.openParenthesis): return try parseParenthesis()
    case .sign(.openBracket):
      return try withBar(endsExpression: false) { parser throws(QueryError) in try parser.parseBracket() }
    case .sign(.openBrace): return expression(.map(try parseMapItems()), from: start)
    case .word: return try parseWordAtom()
    case .quotedName(let name):
      if isSign(.openParenthesis, ahead: 1) || isSign(.dot, ahead: 1), let call = try parseCallAhead() { return call }
      position += 1
      return expression(.variable(name), from: start)
    case .sign, .end: throw unexpected("an expression")
    }
  }

  private mutating func parseParenthesis() throws(QueryError) -> Expression {
    let start = offset
    if isPatternAhead(at: position) {
      return expression(.pattern(try parsePatternElement()), from: start)
    }
    position += 1
    let inner = try withBar(endsExpression: false) { parser throws(QueryError) in try parser.parseExpression() }
    try expect(.closeParenthesis)
    // The brackets are part of the text of the expression, and of a column named after it.
    return expression(inner.form, from: start)
  }

  mutating func parseMapItems() throws(QueryError) -> [Expression.MapItem] {
    try expect(.openBrace)
    var items: [Expression.MapItem] = []
    if take(.closeBrace) { return items }
    try withBar(endsExpression: false) { parser throws(QueryError) in
      repeat {
        let key = try parser.expectName("a key").text
        try parser.expect(.colon)
        items.append(Expression.MapItem(key: key, value: try parser.parseExpression()))
      } while parser.take(.comma)
    }
    try expect(.closeBrace)
    return items
  }

  /// A list, a list comprehension or a pattern comprehension.
  private mutating func parseBracket() throws(QueryError) -> Expression {
    let start = offset
    let opening = position
    position += 1
    if !plainLists.contains(opening), isWord("IN", ahead: 1), let name = takeName() {
      position += 1
      let (list, condition, result) = try withBar(endsExpression: true) { parser throws(QueryError) in
        let list = try parser.parseExpression()
        let condition: Expression? = parser.takeWord("WHERE") ? try parser.parseExpression() : nil
        let result: Expression? = parser.take(.bar) ? try parser.parseExpression() : nil
        return (list, condition, result)
      }
      if take(.closeBracket) {
        return expression(.comprehension(name, list, condition: condition, result: result), from: start)
      }
      // `[x IN list, 1]` is a list of truth values.
      plainLists.insert(opening)
      position = opening + 1
    }
    let pattern = isSign(.equal, ahead: 1) ? position + 2 : position
    if !plainLists.contains(opening), isPatternAhead(at: pattern) {
      if let comprehension = try parsePatternComprehension(from: start) { return comprehension }
      plainLists.insert(opening)
      position = opening + 1
    }
    var elements: [Expression] = []
    if take(.closeBracket) { return expression(.list([]), from: start) }
    repeat { elements.append(try parseExpression()) } while take(.comma)
    try expect(.closeBracket)
    return expression(.list(elements), from: start)
  }

  private mutating func parsePatternComprehension(from start: Int) throws(QueryError) -> Expression? {
    let part = try parsePatternPart()
    let condition: Expression? =
      takeWord("WHERE")
      ? try withBar(endsExpression: true) { parser throws(QueryError) in try parser.parseExpression() } : nil
    guard take(.bar) else { return nil }
    let result = try parseExpression()
    try expect(.closeBracket)
    return expression(.patternComprehension(part, condition: condition, result: result), from: start)
  }

  // MARK: - Words

  private mutating func parseWordAtom() throws(QueryError) -> Expression {
    let start = offset
    if isWord("TRUE") || isWord("FALSE") || isWord("NULL") {
      let value: Value = isWord("NULL") ? .null : .boolean(isWord("TRUE"))
      position += 1
      return expression(.literal(value), from: start)
    }
    if isWord("CASE"), !isSign(.dot, ahead: 1) { return try parseCase() }
    if isShortestPathAhead() {
      let part = try parsePatternElement()
      return expression(.pattern(part), from: start)
    }
    if isSign(.openBrace, ahead: 1), let use = subqueryUse() {
      position += 1
      return expression(.subquery(use, try parseSubquery()), from: start)
    }
    if isSign(.openParenthesis, ahead: 1) {
      if isWord("COUNT"), isSign(.star, ahead: 2), isSign(.closeParenthesis, ahead: 3) {
        position += 4
        return expression(.countAll, from: start)
      }
      if isWord("IN", ahead: 3) || isWord("REDUCE") {
        if let quantifier = quantifier() { return try parseQuantifier(quantifier) }
        if isWord("REDUCE"), isSign(.equal, ahead: 3) { return try parseReduction() }
      }
    }
    if isSign(.openParenthesis, ahead: 1) || isSign(.dot, ahead: 1), let call = try parseCallAhead() { return call }
    let name = try expectName("an expression")
    return expression(.variable(name.text), from: start)
  }

  private func subqueryUse() -> SubqueryUse? {
    if isWord("EXISTS") { return .exists }
    if isWord("COUNT") { return .count }
    return isWord("COLLECT") ? .collect : nil
  }

  private mutating func parseSubquery() throws(QueryError) -> SubqueryBody {
    try expect(.openBrace)
    let body = try nested { parser throws(QueryError) in
      try parser.withBar(endsExpression: false) { parser throws(QueryError) in try parser.parseSubqueryBody() }
    }
    try expect(.closeBrace)
    return body
  }

  private mutating func parseSubqueryBody() throws(QueryError) -> SubqueryBody {
    if isSign(.openParenthesis) || isSign(.equal, ahead: 1) {
      let pattern = try parsePattern()
      let condition: Expression? = takeWord("WHERE") ? try parseExpression() : nil
      return .pattern(pattern, condition: condition)
    }
    return .query(try parseQuery())
  }

  private func quantifier() -> Quantifier? {
    if isWord("ALL") { return .all }
    if isWord("ANY") { return .any }
    if isWord("NONE") { return Quantifier.none }
    return isWord("SINGLE") ? .single : nil
  }

  private mutating func parseQuantifier(_ quantifier: Quantifier) throws(QueryError) -> Expression {
    let start = offset
    position += 2
    let name = try expectName("a name")
    try expectWord("IN")
    let (list, condition) = try withBar(endsExpression: false) { parser throws(QueryError) in
      let list = try parser.parseExpression()
      let condition: Expression? = parser.takeWord("WHERE") ? try parser.parseExpression() : nil
      return (list, condition)
    }
    try expect(.closeParenthesis)
    return expression(.quantifier(quantifier, name, list, condition: condition), from: start)
  }

  private mutating func parseReduction() throws(QueryError) -> Expression {
    let start = offset
    position += 2
    let accumulator = try expectName("a name")
    try expect(.equal)
    let initial = try parseExpression()
    try expect(.comma)
    let name = try expectName("a name")
    try expectWord("IN")
    let (list, result) = try withBar(endsExpression: true) { parser throws(QueryError) in
      let list = try parser.parseExpression()
      try parser.expect(.bar)
      return (list, try parser.parseExpression())
    }
    try expect(.closeParenthesis)
    return expression(.reduction(accumulator, initial, name, list, result: result), from: start)
  }

  private mutating func parseCase() throws(QueryError) -> Expression {
    let start = offset
    position += 1
    return try withBar(endsExpression: false) { parser throws(QueryError) in
      let subject: Expression? = parser.isWord("WHEN") ? nil : try parser.parseExpression()
      var alternatives: [Expression.Alternative] = []
      while parser.takeWord("WHEN") {
        let condition = try parser.parseExpression()
        try parser.expectWord("THEN")
        alternatives.append(Expression.Alternative(condition: condition, result: try parser.parseExpression()))
      }
      guard !alternatives.isEmpty else { throw parser.unexpected("`WHEN`") }
      let otherwise: Expression? = parser.takeWord("ELSE") ? try parser.parseExpression() : nil
      try parser.expectWord("END")
      return parser.expression(.choice(subject, alternatives, otherwise: otherwise), from: start)
    }
  }

  /// A call of a function, with a name of one or more words (`duration.between(…)`), or nil where none is there.
  private mutating func parseCallAhead() throws(QueryError) -> Expression? {
    let start = offset
    let before = position
    guard var name = takeName() else { return nil }
    while isSign(.dot), !isSign(.openParenthesis) {
      position += 1
      guard let part = takeName() else {
        position = before
        return nil
      }
      name.text += "." + part.text
    }
    guard take(.openParenthesis) else {
      position = before
      return nil
    }
    let isDistinct = takeWord("DISTINCT")
    var arguments: [Expression] = []
    if !isSign(.closeParenthesis) {
      try withBar(endsExpression: false) { parser throws(QueryError) in
        repeat { arguments.append(try parser.parseExpression()) } while parser.take(.comma)
      }
    }
    try expect(.closeParenthesis)
    return expression(.call(name, arguments, isDistinct: isDistinct), from: start)
  }
}
