extension Execution {
  func callOnGraph(_ function: Function, _ value: Value) throws(QueryError) -> Value {
    switch (function, value) {
    case (.id, .node(let node)): return .integer(node.rawValue)
    case (.id, .relationship(let relationship)): return .integer(relationship.rawValue)
    case (.elementId, .node(let node)): return .string("n\(node.rawValue)")
    case (.elementId, .relationship(let relationship)): return .string("r\(relationship.rawValue)")
    case (.labels, .node(let node)): return .list(try graph.labels(of: node).map { .string($0) })
    case (.type, .relationship(let relationship)): return .string(try graph.type(of: relationship))
    case (.properties, .node(let node)): return .map(try graph.properties(of: node))
    case (.properties, .relationship(let relationship)): return .map(try graph.properties(of: relationship))
    case (.properties, .map): return value
    case (.keys, .node(let node)): return keys(try graph.properties(of: node))
    case (.keys, .relationship(let relationship)): return keys(try graph.properties(of: relationship))
    case (.keys, .map(let map)): return keys(map)
    case (.nodes, .path(let path)): return .list(path.nodes.map { .node($0) })
    case (.relationships, .path(let path)): return .list(path.relationships.map { .relationship($0) })
    case (.length, .path(let path)): return .integer(path.relationships.count)
    case (.startNode, .relationship(let relationship)): return .node(try graph.ends(of: relationship).source)
    case (.endNode, .relationship(let relationship)): return .node(try graph.ends(of: relationship).target)
    default: throw wrongValue(function, value)
    }
  }

  private func keys(_ map: MapValue) -> Value { .list(map.entries.map { .string($0.key) }) }

  func callOnList(_ function: Function, _ value: Value) throws(QueryError) -> Value {
    switch (function, value) {
    case (.size, .list(let values)): return .integer(values.count)
    case (.size, .string(let text)): return .integer(text.unicodeScalars.count)
    case (.head, .list(let values)): return values.first ?? .null
    case (.last, .list(let values)): return values.last ?? .null
    case (.tail, .list(let values)): return .list(Array(values.dropFirst()))
    case (.reverse, .list(let values)): return .list(values.reversed())
    case (.reverse, .string(let text)): return .string(String(text.reversed()))
    case (.isEmpty, .list(let values)): return .boolean(values.isEmpty)
    case (.isEmpty, .string(let text)): return .boolean(text.isEmpty)
    case (.isEmpty, .map(let map)): return .boolean(map.isEmpty)
    default: throw wrongValue(function, value)
    }
  }

  func range(_ arguments: [Value]) throws(QueryError) -> Value {
    var numbers: [Int] = []
    for argument in arguments {
      switch argument {
      case .integer(let value): numbers.append(value)
      case .null: return .null
      default: throw QueryError.argument("InvalidArgumentType", "range takes integers, not \(argument.typeText)")
      }
    }
    let step = numbers.count > 2 ? numbers[2] : 1
    guard step != 0 else { throw QueryError.argument("NumberOutOfRange", "the step of a range cannot be zero") }
    let (first, last) = (numbers[0], numbers[1])
    guard step > 0 ? first <= last : first >= last else { return .list([]) }
    let (distance, overflow) = last.subtractingReportingOverflow(first)
    let count = distance.magnitude / step.magnitude
    guard !overflow, count < 100_000_000 else {
      throw QueryError.argument("NumberOutOfRange", "the range has too many numbers")
    }
    // Looks whether there is room for so many beside what is kept.
    try store(Int(count))
    free(Int(count))
    return .list(stride(from: first, through: last, by: step).map { .integer($0) })
  }
}
