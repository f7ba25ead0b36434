extension Parser {
  mutating func parsePattern() throws(QueryError) -> [PatternPart] {
    var parts = [try parsePatternPart()]
    while take(.comma) { parts.append(try parsePatternPart()) }
    return parts
  }

  mutating func parsePatternPart() throws(QueryError) -> PatternPart {
    let start = offset
    var selector = try parseSelector()
    var path: Name?
    if isSign(.equal, ahead: 1), let name = takeName() {
      position += 1
      path = name
      if selector == nil { selector = try parseSelector() }
    }
    var part = try parsePatternElement()
    part.path = path
    part.offset = start
    if let selector { part.selector = selector }
    return part
  }

  /// `ANY SHORTEST`, `ALL SHORTEST`, `SHORTEST 1` and their long forms with PATH or PATHS.
  private mutating func parseSelector() throws(QueryError) -> PatternPart.Selector? {
    var selector: PatternPart.Selector?
    if takeWords("ANY", "SHORTEST") {
      selector = .anyShortest
    } else if takeWords("ALL", "SHORTEST") {
      selector = .allShortest
    } else if isWord("SHORTEST"), case .integer(let count) = token(ahead: 1).kind {
      guard count == 1 else {
        throw .syntax("UnexpectedSyntax", "only SHORTEST 1 is there", hint: "ALL SHORTEST gives all", at: offset)
      }
      position += 2
      selector = .anyShortest
    }
    if selector != nil, !takeWord("PATHS") { _ = takeWord("PATH") }
    return selector
  }

  /// A chain of nodes, also in brackets or in `shortestPath(…)`.
  func isShortestPathAhead() -> Bool {
    isSign(.openParenthesis, ahead: 1) && (isWord("SHORTESTPATH") || isWord("ALLSHORTESTPATHS"))
  }

  mutating func parsePatternElement() throws(QueryError) -> PatternPart {
    if isShortestPathAhead() {
      let selector: PatternPart.Selector = isWord("SHORTESTPATH") ? .anyShortest : .allShortest
      let start = offset
      position += 2
      var part = try nested { parser throws(QueryError) in try parser.parsePatternElement() }
      try expect(.closeParenthesis)
      part.selector = selector
      part.offset = start
      return part
    }
    if isSign(.openParenthesis), isSign(.openParenthesis, ahead: 1) {
      position += 1
      let part = try nested { parser throws(QueryError) in try parser.parsePatternElement() }
      try expect(.closeParenthesis)
      return part
    }
    let start = offset
    let node = try parseNodePattern()
    var steps: [PatternPart.Step] = []
    while isSign(.minus) || (isSign(.less) && isSign(.minus, ahead: 1)) {
      let relationship = try parseRelationshipPattern()
      steps.append(PatternPart.Step(relationship: relationship, node: try parseNodePattern()))
    }
    return PatternPart(path: nil, selector: nil, start: node, steps: steps, offset: start)
  }

  mutating func parseNodePattern() throws(QueryError) -> NodePattern {
    let start = offset
    try expect(.openParenthesis)
    let variable = isWord("IS") && !isSign(.closeParenthesis, ahead: 1) ? nil : takeName()
    var labels: LabelExpression?
    if take(.colon) || takeWord("IS") {
      labels = try withBar(endsExpression: false) { parser throws(QueryError) in try parser.parseLabels() }
    }
    let properties = try parseProperties()
    try expect(.closeParenthesis)
    return NodePattern(variable: variable, labels: labels, properties: properties, offset: start)
  }

  private mutating func parseProperties() throws(QueryError) -> PatternProperties? {
    if case .parameter(let name) = token.kind {
      let parameter = Name(text: name, offset: offset)
      position += 1
      return .parameter(parameter)
    }
    guard isSign(.openBrace) else { return nil }
    return .map(try parseMapItems())
  }

  private mutating func parseRelationshipPattern() throws(QueryError) -> RelationshipPattern {
    let start = offset
    let pointsLeft = take(.less)
    try expect(.minus)
    var pattern = RelationshipPattern(
      variable: nil, types: nil, properties: nil, direction: .either, hasBothHeads: false, length: nil, offset: start)
    if take(.openBracket) {
      if !(isWord("IS") && !isSign(.closeBracket, ahead: 1)) { pattern.variable = takeName() }
      if take(.colon) || takeWord("IS") {
        pattern.types = try withBar(endsExpression: false) { parser throws(QueryError) in
          try parser.parseLabels(isType: true)
        }
      }
      if isSign(.dots) {
        throw .syntax(
          "InvalidRelationshipPattern", "a range of lengths needs a star before it", hint: "write `*..3`", at: offset)
      }
      if take(.star) { pattern.length = try parseLength() }
      pattern.properties = try parseProperties()
      try expect(.closeBracket)
    }
    try expect(.minus)
    let pointsRight = take(.greater)
    pattern.hasBothHeads = pointsLeft && pointsRight
    pattern.direction = pointsLeft == pointsRight ? .either : (pointsLeft ? .left : .right)
    return pattern
  }

  private mutating func parseLength() throws(QueryError) -> RelationshipPattern.Length {
    let least = try parseCount()
    guard take(.dots) else { return RelationshipPattern.Length(least: least ?? 1, most: least) }
    return RelationshipPattern.Length(least: least ?? 1, most: try parseCount())
  }

  private mutating func parseCount() throws(QueryError) -> Int? {
    if isSign(.minus), case .integer = token(ahead: 1).kind {
      throw .syntax("InvalidRelationshipPattern", "a length cannot be negative", at: offset)
    }
    guard case .integer(let value) = token.kind else { return nil }
    guard let count = Int(exactly: value) else {
      throw .syntax("IntegerOverflow", "this length is too large", at: offset)
    }
    position += 1
    return count
  }

  // MARK: - Labels

  /// `A`, `A:B`, `A&B`, `A|B`, `A|:B`, `!A`, `%`, `(A|B)&C`.
  mutating func parseLabels(isType: Bool = false) throws(QueryError) -> LabelExpression {
    var result = try parseLabelConjunction(isType: isType)
    var count = 0
    while isSign(.bar), !barEndsExpression {
      position += 1
      count += 1
      // Each link makes the condition one deeper.
      guard count < Parser.longestAlternative else { throw unexpected("the end of so long a list of labels") }
      _ = take(.colon)
      result = .or(result, try parseLabelConjunction(isType: isType))
    }
    return result
  }

  private mutating func parseLabelConjunction(isType: Bool) throws(QueryError) -> LabelExpression {
    var result = try parseLabelTerm(isType: isType)
    var count = 0
    while isSign(.ampersand) || (isSign(.colon) && !isType) {
      position += 1
      count += 1
      // Each link makes the condition one deeper.
      guard count < Parser.longestAlternative else { throw unexpected("the end of so long a list of labels") }
      result = .and(result, try parseLabelTerm(isType: isType))
    }
    return result
  }

  private mutating func parseLabelTerm(isType: Bool) throws(QueryError) -> LabelExpression {
    if take(.exclamation) {
      return .not(try nested { parser throws(QueryError) in try parser.parseLabelTerm(isType: isType) })
    }
    if take(.percent) { return .any }
    if take(.openParenthesis) {
      let inner = try nested { parser throws(QueryError) in
        try parser.withBar(endsExpression: false) { parser throws(QueryError) in try parser.parseLabels(isType: isType)
        }
      }
      try expect(.closeParenthesis)
      return inner
    }
    return .name(try expectName(isType ? "a type" : "a label").text)
  }

  // MARK: - Looking ahead

  /// Whether the bracket at the position begins a chain of nodes (`(a)-->(b)`) and not an expression in brackets.
  func isPatternAhead(at index: Int) -> Bool {
    func sign(_ place: Int) -> Token.Sign? {
      guard tokens.indices.contains(place), case .sign(let sign) = tokens[place].kind else { return nil }
      return sign
    }
    guard sign(index) == .openParenthesis, let close = closing(of: index) else { return false }
    var next = close + 1
    let pointsLeft = sign(next) == .less
    if pointsLeft { next += 1 }
    guard sign(next) == .minus else { return false }
    next += 1
    if sign(next) == .openBracket {
      guard let close = closing(of: next) else { return false }
      next = close + 1
    }
    guard sign(next) == .minus else { return false }
    next += 1
    if sign(next) == .greater { next += 1 }
    return sign(next) == .openParenthesis
  }
}
