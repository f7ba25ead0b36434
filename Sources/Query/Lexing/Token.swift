/// One word, sign or literal of a query.
struct Token: Sendable {
  enum Kind: Sendable, Hashable {
    /// A name or keyword as written.
    case word
    /// A name in backticks.
    case quotedName(String)
    case parameter(String)
    /// Its size; the sign is a token of its own.
    case integer(UInt64)
    case float(Double)
    case string(String)
    case sign(Sign)
    case end
  }

  enum Sign: String, Sendable, Hashable {
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
    case comma = ","
    case dot = "."
    case dots = ".."
    case colon = ":"
    case semicolon = ";"
    case bar = "|"
    case ampersand = "&"
    case exclamation = "!"
    case equal = "="
    case notEqual = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case plus = "+"
    case plusEqual = "+="
    case minus = "-"
    case star = "*"
    case slash = "/"
    case percent = "%"
    case caret = "^"
  }

  var kind: Kind
  var range: Range<Int>
}
