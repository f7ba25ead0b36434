extension Value {
  /// The value that a text writes as a query would (`2024`, `'text'`, `[1, 2]`, `{a: true}`, `null`), or nil where it is
  /// none.
  public init?(literal text: String) {
    guard var parser = try? Parser(text), let expression = try? parser.parseExpression(), parser.token.kind == .end,
      let value = Value(expression)
    else { return nil }
    self = value
  }

  private init?(_ expression: Expression) {
    switch expression.form {
    case .literal(let value): self = value
    case .negative(let operand):
      switch Value(operand) {
      case .integer(let number)? where number != .min: self = .integer(-number)
      case .float(let number)?: self = .float(-number)
      default: return nil
      }
    case .list(let elements):
      var values: [Value] = []
      for element in elements {
        guard let value = Value(element) else { return nil }
        values.append(value)
      }
      self = .list(values)
    case .map(let items):
      var pairs: [(String, Value)] = []
      for item in items {
        guard let value = Value(item.value) else { return nil }
        pairs.append((item.key, value))
      }
      self = .map(MapValue(pairs))
    default: return nil
    }
  }
}
