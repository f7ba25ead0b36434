extension Parser {
  /// How tightly operators bind, loosest first.
  private enum Rank: Int {
    case or = 1, xor, and, not, comparison, predicate, additive, multiplicative, power, unary
  }

  mutating func parseExpression() throws(QueryError) -> Expression { try parse(.or) }

  // Mutating, so that what the form is parsed from has moved on when the end is looked at.
  private mutating func expression(_ form: Expression.Form, from start: Int) -> Expression {
    Expression(form: form, range: start..<max(start, end))
  }

  private mutating func parse(_ least: Rank) throws(QueryError) -> Expression {
    try nested { parser throws(QueryError) in try parser.climb(least) }
  }

  private mutating func climb(_ least: Rank) throws(QueryError) -> Expression {
    let start = offset
    var left = try parsePrefix()
    while let rank = operatorRank(), rank.rawValue >= least.rawValue {
      left = try parseOperators(rank, after: left, from: start)
    }
    return left
  }

  /// The rank of the operator that comes next, or nil where none does.
  private func operatorRank() -> Rank? {
    switch token.kind {
    case .sign(let sign):
      switch sign {
      case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: return .comparison
      case .plus, .minus: return .additive
      case .star, .slash, .percent: return .multiplicative
      case .caret: return .power
      default: return nil
      }
    case .word:
      if isWord("AND") { return .and }
      if isWord("OR") { return .or }
      if isWord("XOR") { return .xor }
      if isWord("IN") || isWord("CONTAINS") || isWord("IS") { return .predicate }
      if isWord("STARTS") || isWord("ENDS"), isWord("WITH", ahead: 1) { return .predicate }
      return nil
    default: return nil
    }
  }

  private mutating func parseOperators(_ rank: Rank, after left: Expression, from start: Int) throws(QueryError)
    -> Expression
  {
    switch rank {
    case .or: return try parseLogical(.or, "OR", above: .xor, after: left, from: start)
    case .xor: return try parseLogical(.xor, "XOR", above: .and, after: left, from: start)
    case .and: return try parseLogical(.and, "AND", above: .not, after: left, from: start)
    case .comparison:
      var rest: [(ComparisonOperator, Expression)] = []
      while case .sign(let sign) = token.kind, let comparison = ComparisonOperator(rawValue: sign.rawValue) {
        position += 1
        rest.append((comparison, try parse(.predicate)))
      }
      return expression(.comparison(left, rest), from: start)
    case .predicate: return try parsePredicate(after: left, from: start)
    case .additive: return try parseArithmetic(rank, above: .multiplicative, after: left, from: start)
    case .multiplicative: return try parseArithmetic(rank, above: .power, after: left, from: start)
    case .power: return try parseArithmetic(rank, above: .unary, after: left, from: start)
    case .not, .unary: throw unexpected("an operator")
    }
  }

  private mutating func parseLogical(
    _ operation: LogicalOperator, _ keyword: StaticString, above: Rank, after left: Expression, from start: Int
  ) throws(QueryError) -> Expression {
    var operands = [left]
    while takeWord(keyword) { operands.append(try parse(above)) }
    return expression(.logical(operation, operands), from: start)
  }

  private mutating func parseArithmetic(_ rank: Rank, above: Rank, after left: Expression, from start: Int)
    throws(QueryError) -> Expression
  {
    var rest: [(ArithmeticOperator, Expression)] = []
    while operatorRank()?.rawValue == rank.rawValue, case .sign(let sign) = token.kind,
      let operation = ArithmeticOperator(rawValue: sign.rawValue)
    {
      position += 1
      rest.append((operation, try parse(above)))
    }
    return expression(.arithmetic(left, rest), from: start)
  }

  private mutating func parsePredicate(after left: Expression, from start: Int) throws(QueryError) -> Expression {
    if takeWord("IN") { return expression(.contained(left, in: try parse(.additive)), from: start) }
    if takeWord("CONTAINS") { return expression(.text(.contains, left, try parse(.additive)), from: start) }
    if takeWords("STARTS", "WITH") { return expression(.text(.startsWith, left, try parse(.additive)), from: start) }
    if takeWords("ENDS", "WITH") { return expression(.text(.endsWith, left, try parse(.additive)), from: start) }
    try expectWord("IS")
    let isNegated = takeWord("NOT")
    try expectWord("NULL")
    return expression(.nullCheck(left, isNegated: isNegated), from: start)
  }

  private mutating func parsePrefix() throws(QueryError) -> Expression {
    let start = offset
    if isWord("NOT"), !isSign(.dot, ahead: 1) {
      position += 1
      return expression(.not(try parse(.comparison)), from: start)
    }
    if take(.minus) {
      if case .integer(let size) = token.kind, size == 1 << 63 {
        position += 1
        return try parsePostfix(after: expression(.literal(.integer(.min)), from: start), from: start)
      }
      return expression(.negative(try parse(.unary)), from: start)
    }
    if take(.plus) { return expression(.positive(try parse(.unary)), from: start) }
    return try parsePostfix()
  }

  /// An atom with the look-ups and labels that follow it.
  mutating func parsePostfix() throws(QueryError) -> Expression {
    let start = offset
    return try parsePostfix(after: try parseAtom(), from: start)
  }

  private mutating func parsePostfix(after atom: Expression, from start: Int) throws(QueryError) -> Expression {
    var result = atom
    var count = 0
    while true {
      if take(.dot) {
        result = expression(.property(result, try expectName("the name of a property").text), from: start)
      } else if take(.openBracket) {
        result = try withBar(endsExpression: false) { parser throws(QueryError) in
          try parser.parseSubscript(of: result, from: start)
        }
      } else if isSign(.colon), case .variable = result.form {
        position += 1
        result = expression(.labels(result, try parseLabels()), from: start)
      } else if isSign(.colon), end > start, text[end - 1] == UInt8(ascii: ")") {
        position += 1
        result = expression(.labels(result, try parseLabels()), from: start)
      } else {
        return result
      }
      // Each look-up makes the expression one deeper.
      count += 1
      guard count + depth < Parser.deepestNesting else {
        throw QueryError(.limit, "QueryTooDeep", .compileTime, "the query has too long a chain of look-ups", at: start)
      }
    }
  }

  private mutating func parseSubscript(of list: Expression, from start: Int) throws(QueryError) -> Expression {
    if take(.dots) {
      let last: Expression? = isSign(.closeBracket) ? nil : try parseExpression()
      try expect(.closeBracket)
      return expression(.slice(list, nil, last), from: start)
    }
    let first = try parseExpression()
    if take(.dots) {
      let last: Expression? = isSign(.closeBracket) ? nil : try parseExpression()
      try expect(.closeBracket)
      return expression(.slice(list, first, last), from: start)
    }
    try expect(.closeBracket)
    return expression(.element(list, first), from: start)
  }
}
