/// Reads a query by recursive descent; expressions by precedence climbing.
///
/// The depth of nesting is limited, so that no text can exhaust the stack; every step moves on or throws, so that none
/// can hang it.
struct Parser {
  /// The deepest nesting of expressions, patterns and subqueries that is read.
  static let deepestNesting = 100
  /// The most labels or types that one condition takes.
  static let longestAlternative = 200

  let text: [UInt8]
  let tokens: [Token]
  var position = 0
  var depth = 0
  /// Whether `|` ends an expression, as in `[x IN list WHERE x:A | x.name]`, rather than joining two labels.
  var barEndsExpression = false
  /// Brackets that were read as a comprehension and turned out to be lists, so that none is read twice as one.
  var plainLists: Set<Int> = []
  /// For each opening bracket the index of the token that closes it.
  private let closing: [Int: Int]

  init(_ query: String) throws(QueryError) {
    text = Array(query.utf8)
    tokens = try Lexer.tokens(of: query)
    closing = Parser.matchBrackets(tokens)
  }

  private static func matchBrackets(_ tokens: [Token]) -> [Int: Int] {
    var open: [Int] = []
    var result: [Int: Int] = [:]
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .sign(.openParenthesis), .sign(.openBracket), .sign(.openBrace): open.append(index)
      case .sign(.closeParenthesis), .sign(.closeBracket), .sign(.closeBrace):
        if let start = open.popLast() { result[start] = index }
      default: break
      }
    }
    return result
  }

  // MARK: - Tokens

  var token: Token { tokens[min(position, tokens.count - 1)] }
  var offset: Int { token.range.lowerBound }
  /// Where the token before this one ends.
  var end: Int { position > 0 ? tokens[min(position, tokens.count) - 1].range.upperBound : 0 }

  func token(ahead: Int) -> Token { tokens[min(position + ahead, tokens.count - 1)] }

  /// The index of the token that closes the bracket at an index.
  func closing(of index: Int) -> Int? { closing[index] }

  func isSign(_ sign: Token.Sign, ahead: Int = 0) -> Bool { token(ahead: ahead).kind == .sign(sign) }

  /// Whether the next token is a keyword, in upper or lower case.
  func isWord(_ keyword: StaticString, ahead: Int = 0) -> Bool {
    let token = token(ahead: ahead)
    guard case .word = token.kind, token.range.count == keyword.utf8CodeUnitCount else { return false }
    return keyword.withUTF8Buffer { wanted in
      zip(wanted, text[token.range]).allSatisfy { $0 == ($1 >= 0x61 && $1 <= 0x7a ? $1 - 0x20 : $1) }
    }
  }

  mutating func take(_ sign: Token.Sign) -> Bool {
    guard isSign(sign) else { return false }
    position += 1
    return true
  }

  mutating func takeWord(_ keyword: StaticString) -> Bool {
    guard isWord(keyword) else { return false }
    position += 1
    return true
  }

  /// Steps over several keywords where they all come next.
  mutating func takeWords(_ first: StaticString, _ second: StaticString) -> Bool {
    guard isWord(first), isWord(second, ahead: 1) else { return false }
    position += 2
    return true
  }

  mutating func expect(_ sign: Token.Sign) throws(QueryError) {
    guard take(sign) else { throw unexpected("`\(sign.rawValue)`") }
  }

  mutating func expectWord(_ keyword: StaticString) throws(QueryError) {
    guard takeWord(keyword) else { throw unexpected("`\(keyword)`") }
  }

  func sourceText(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

  /// The error that the next token is not what must come here.
  func unexpected(_ wanted: String) -> QueryError {
    let found = token.kind == .end ? "the query ends" : "`\(sourceText(token.range).prefix(40))` stands"
    return .syntax("UnexpectedSyntax", "\(found) where \(wanted) should be", at: offset)
  }

  /// Runs a part of the parser one level deeper.
  mutating func nested<Result>(_ parse: (inout Parser) throws(QueryError) -> Result) throws(QueryError) -> Result {
    guard depth < Parser.deepestNesting else {
      throw QueryError(
        .limit, "QueryTooDeep", .compileTime, "the query is nested deeper than \(Parser.deepestNesting) levels",
        at: offset)
    }
    depth += 1
    defer { depth -= 1 }
    return try parse(&self)
  }

  /// Runs a part of the parser in which `|` may (or may not) end an expression.
  mutating func withBar<Result>(
    endsExpression: Bool, _ parse: (inout Parser) throws(QueryError) -> Result
  ) throws(QueryError) -> Result {
    let before = barEndsExpression
    barEndsExpression = endsExpression
    defer { barEndsExpression = before }
    return try parse(&self)
  }

  // MARK: - Names

  /// The next token as a name, or nil where it is none.
  mutating func takeName() -> Name? {
    let token = token
    switch token.kind {
    case .word:
      position += 1
      return Name(text: sourceText(token.range), offset: token.range.lowerBound)
    case .quotedName(let name):
      position += 1
      return Name(text: name, offset: token.range.lowerBound)
    default: return nil
    }
  }

  mutating func expectName(_ what: String) throws(QueryError) -> Name {
    guard let name = takeName() else { throw unexpected(what) }
    return name
  }
}
