extension Execution {
  /// The value of an expression for the row at hand.
  func evaluate(_ expression: BoundExpression) throws(QueryError) -> Value {
    switch expression {
    case .constant(let value): return value
    case .slot(let slot): return slots[slot]
    case .parameter(let name): return try parameter(name)
    case .property(let owner, let key, let offset): return try property(key, of: owner, offset)
    case .comparison(let first, let rest): return try compare(first, rest)
    case .logical(let operation, let operands, let offset): return try combine(operation, operands, offset)
    case .arithmetic(let first, let rest, let offset): return try calculate(first, rest, offset)
    case .list(let parts): return try list(parts)
    case .map(let items): return try map(items)
    case .element(let list, let index, let offset): return try element(list, index, offset)
    case .slice(let list, let first, let last, let offset): return try slice(list, first, last, offset)
    case .labels(let owner, let labels, let offset): return try testLabels(owner, labels, offset)
    case .not(let operand, let offset):
      return .boolean(try truth(operand, offset).map { !$0 })
    case .negative(let operand, let offset): return try negate(operand, offset)
    case .text(let operation, let left, let right): return try compareText(operation, left, right)
    case .contained(let element, let list, let offset): return try contains(list, element, offset)
    case .isNull(let operand, let isNegated): return .boolean(try evaluate(operand).isNull != isNegated)
    case .call(let function, let arguments, let offset): return try call(function, arguments, offset)
    case .hostCall(let index, let arguments, let offset): return try callHost(index, arguments, offset)
    case .choice(let subject, let alternatives, let otherwise):
      return try choose(subject, alternatives, otherwise)
    case .comprehension(let slot, let list, let condition, let result, let offset):
      return try comprehend(slot, list, condition, result, offset)
    case .quantifier(let quantifier, let slot, let list, let condition, let offset):
      return try quantify(quantifier, slot, list, condition, offset)
    case .reduction(let reduction): return try reduce(reduction)
    case .subquery(let subquery): return try run(subquery)
    }
  }

  /// The truth of a condition, nil for null.
  func truth(_ expression: BoundExpression, _ offset: Int? = nil) throws(QueryError) -> Bool? {
    switch try evaluate(expression) {
    case .boolean(let value): return value
    case .null: return nil
    case let other:
      throw QueryError.type("InvalidArgumentType", "true or false is asked for, not \(other.typeText)").located(offset)
    }
  }

  private func parameter(_ name: String) throws(QueryError) -> Value {
    guard let value = parameters[name] else {
      throw QueryError(
        .parameterMissing, "MissingParameter", .runtime, "the parameter $\(name) is not given",
        hint: "give it with -p \(name)=VALUE")
    }
    return value
  }

  // MARK: - Parts

  private func property(_ key: String, of owner: BoundExpression, _ offset: Int) throws(QueryError) -> Value {
    switch try evaluate(owner) {
    case .null: return .null
    case .node(let node): return try graph.property(key, of: node)
    case .relationship(let relationship): return try graph.property(key, of: relationship)
    case .map(let map): return map[key] ?? .null
    case let other:
      if let part = other.temporalPart(key) { return part }
      throw QueryError.type("InvalidArgumentType", "\(other.typeText) has no properties").located(offset)
    }
  }

  private func list(_ parts: [BoundExpression]) throws(QueryError) -> Value {
    var values: [Value] = []
    values.reserveCapacity(parts.count)
    for part in parts { values.append(try evaluate(part)) }
    return try Value.list(values).checkedForDepth()
  }

  private func map(_ items: [(key: String, value: BoundExpression)]) throws(QueryError) -> Value {
    var pairs: [(String, Value)] = []
    for item in items { pairs.append((item.key, try evaluate(item.value))) }
    return try Value.map(MapValue(pairs)).checkedForDepth()
  }

  private func element(_ list: BoundExpression, _ index: BoundExpression, _ offset: Int) throws(QueryError) -> Value {
    let container = try evaluate(list)
    let place = try evaluate(index)
    switch (container, place) {
    case (.null, _), (_, .null): return .null
    case (.list(let values), .integer(let index)):
      let position = index < 0 ? values.count + index : index
      return values.indices.contains(position) ? values[position] : .null
    case (.map(let map), .string(let key)): return map[key] ?? .null
    case (.node(let node), .string(let key)): return try graph.property(key, of: node)
    case (.relationship(let relationship), .string(let key)): return try graph.property(key, of: relationship)
    case (.list, _):
      throw QueryError.type("InvalidArgumentType", "a list takes an integer in brackets, not \(place.typeText)")
        .located(offset)
    case (.map, _), (.node, _), (.relationship, _):
      throw QueryError.type("MapElementAccessByNonString", "a key is a string, not \(place.typeText)").located(offset)
    default:
      throw QueryError.type("InvalidArgumentType", "\(container.typeText) has no elements").located(offset)
    }
  }

  private func slice(_ list: BoundExpression, _ first: BoundExpression?, _ last: BoundExpression?, _ offset: Int)
    throws(QueryError) -> Value
  {
    let container = try evaluate(list)
    var start: Value?
    var end: Value?
    if let first { start = try evaluate(first) }
    if let last { end = try evaluate(last) }
    guard case .list(let values) = container else {
      if container.isNull { return .null }
      throw QueryError.type("InvalidArgumentType", "\(container.typeText) has no elements").located(offset)
    }
    func bound(_ value: Value?, _ otherwise: Int) throws(QueryError) -> Int? {
      switch value {
      case nil: return otherwise
      case .null: return nil
      case .integer(let index):
        return min(max(index < 0 ? values.count + max(index, -values.count) : index, 0), values.count)
      case .some(let other):
        throw QueryError.type("InvalidArgumentType", "a list takes integers in brackets, not \(other.typeText)")
          .located(offset)
      }
    }
    guard let from = try bound(start, 0), let to = try bound(end, values.count) else { return .null }
    return .list(from < to ? Array(values[from..<to]) : [])
  }

  private func testLabels(_ owner: BoundExpression, _ labels: LabelExpression, _ offset: Int) throws(QueryError)
    -> Value
  {
    switch try evaluate(owner) {
    case .null: return .null
    case .node(let node): return .boolean(try has(labels, node))
    case .relationship(let relationship):
      let type = try graph.type(of: relationship)
      return .boolean(try labels.fits({ (name) throws(QueryError) in name == type }, isBare: false))
    case let other:
      throw QueryError.type("InvalidArgumentType", "\(other.typeText) has no labels").located(offset)
    }
  }

  /// Whether the labels of a node fit a condition.
  func has(_ labels: LabelExpression?, _ node: NodeID) throws(QueryError) -> Bool {
    guard let labels else { return true }
    if case .name(let name) = labels { return try graph.hasLabel(name, node: node) }
    let isBare = try graph.labels(of: node).isEmpty
    return try labels.fits({ (name) throws(QueryError) in try self.graph.hasLabel(name, node: node) }, isBare: isBare)
  }

  private func contains(_ list: BoundExpression, _ element: BoundExpression, _ offset: Int) throws(QueryError) -> Value
  {
    let value = try evaluate(element)
    switch try evaluate(list) {
    case .null: return .null
    case .list(let values):
      if case .null = value { return values.isEmpty ? .boolean(false) : .null }
      return .boolean(Value.contains(values, value))
    case let other:
      throw QueryError.type("InvalidArgumentType", "IN takes a list, not \(other.typeText)").located(offset)
    }
  }

  private func compareText(_ operation: TextOperator, _ left: BoundExpression, _ right: BoundExpression)
    throws(QueryError) -> Value
  {
    guard case .string(let text) = try evaluate(left), case .string(let part) = try evaluate(right) else {
      return .null
    }
    let (whole, wanted) = (text.utf8, part.utf8)
    switch operation {
    case .startsWith: return .boolean(whole.starts(with: wanted))
    case .endsWith: return .boolean(whole.count >= wanted.count && whole.suffix(wanted.count).elementsEqual(wanted))
    case .contains: return .boolean(TextSearch.firstIndex(of: Array(wanted), in: Array(whole), from: 0) != nil)
    }
  }

  private func choose(
    _ subject: BoundExpression?, _ alternatives: [(condition: BoundExpression, result: BoundExpression)],
    _ otherwise: BoundExpression?
  ) throws(QueryError) -> Value {
    var value: Value?
    if let subject { value = try evaluate(subject) }
    for alternative in alternatives {
      let fits =
        if let value {
          Value.equal(value, try evaluate(alternative.condition)) == true
        } else {
          try truth(alternative.condition) == true
        }
      if fits { return try evaluate(alternative.result) }
    }
    guard let otherwise else { return .null }
    return try evaluate(otherwise)
  }
}
