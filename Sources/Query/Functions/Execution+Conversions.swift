extension Execution {
  func convertList(_ function: Function, _ list: Value) throws(QueryError) -> Value {
    guard case .list(let values) = list else {
      if list.isNull { return .null }
      throw wrongValue(function, list)
    }
    var result: [Value] = []
    for value in values { result.append(try convert(function, value, failing: false)) }
    return .list(result)
  }

  /// Makes a value into one of another type by `toString`, `toInteger`, `toFloat` or `toBoolean`; null where it cannot
  /// be read as one.
  ///
  /// `failing` says whether a value of a type that is never converted is an error rather than null.
  func convert(_ function: Function, _ value: Value, failing: Bool) throws(QueryError) -> Value {
    if value.isNull { return .null }
    let result: Value? =
      switch function {
      case .toString: value.plainText.map { .string($0) }
      case .toInteger: Execution.integer(value)
      case .toFloat: Execution.float(value)
      default: Execution.boolean(value)
      }
    if let result { return result }
    if failing { throw wrongValue(function, value) }
    return .null
  }

  private static func integer(_ value: Value) -> Value? {
    switch value {
    case .integer: return value
    case .boolean(let truth): return .integer(truth ? 1 : 0)
    case .float(let number): return Int(exactly: number.rounded(.towardZero)).map { .integer($0) } ?? .null
    case .string(let text):
      let trimmed = trimmed(text)
      if let number = Int(trimmed) { return .integer(number) }
      return number(trimmed).flatMap { Int(exactly: $0.rounded(.towardZero)) }.map { .integer($0) } ?? .null
    default: return nil
    }
  }

  private static func float(_ value: Value) -> Value? {
    switch value {
    case .integer(let number): .float(Double(number))
    case .float: value
    case .string(let text): number(trimmed(text)).map { .float($0) } ?? .null
    default: nil
    }
  }

  private static func boolean(_ value: Value) -> Value? {
    switch value {
    case .boolean: value
    case .integer(let number): .boolean(number != 0)
    case .string(let text):
      switch trimmed(text).lowercased() {
      case "true": .boolean(true)
      case "false": .boolean(false)
      default: .null
      }
    default: nil
    }
  }

  /// A decimal number; what Swift reads besides (hexadecimal, `nan`, `inf`) is none.
  private static func number(_ text: String) -> Double? {
    let isDecimal = text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x2b, 0x2d, 0x2e, 0x45, 0x65: true
      default: false
      }
    }
    return isDecimal ? Double(text) : nil
  }

  static func trimmed(_ text: String, start: Bool = true, end: Bool = true) -> String {
    var part = text.unicodeScalars[...]
    if start { part = part.drop { $0.properties.isWhitespace } }
    if end { while let last = part.last, last.properties.isWhitespace { part.removeLast() } }
    return String(part)
  }

  // MARK: - Numbers and text

  func callOnNumber(_ function: Function, _ arguments: [Value]) throws(QueryError) -> Value {
    for argument in arguments where argument.isNull { return .null }
    let first = arguments[0]
    guard let number = first.number else {
      throw QueryError.type("InvalidArgumentType", "\(function.rawValue) takes a number, not \(first.typeText)")
    }
    switch function {
    case .abs:
      guard case .integer(let value) = first else { return .float(Swift.abs(number)) }
      guard value != .min else { throw Execution.overflow }
      return .integer(Swift.abs(value))
    case .sign: return .integer(number > 0 ? 1 : (number < 0 ? -1 : 0))
    case .isNaN: return .boolean(number.isNaN)
    case .round: return try round(number, arguments)
    case .atan2:
      guard let second = arguments[1].number else {
        throw QueryError.type("InvalidArgumentType", "atan2 takes numbers, not \(arguments[1].typeText)")
      }
      return .float(arctangent(number, second))
    default: return mathematics(function, number).map { .float($0) } ?? .null
    }
  }

  private func round(_ number: Double, _ arguments: [Value]) throws(QueryError) -> Value {
    guard arguments.count > 1 else { return .float((number + 0.5).rounded(.down)) }
    guard case .integer(let places) = arguments[1], (0...18).contains(places) else {
      throw QueryError.argument("NumberOutOfRange", "round takes 0 to 18 places")
    }
    let scale = power(10, Double(places))
    return .float((number * scale).rounded(.toNearestOrAwayFromZero) / scale)
  }

  func callOnText(_ function: Function, _ arguments: [Value]) throws(QueryError) -> Value {
    for argument in arguments where argument.isNull { return .null }
    guard case .string(let text) = arguments[0] else {
      throw QueryError.type(
        "InvalidArgumentType", "\(function.rawValue) takes a string, not \(arguments[0].typeText)")
    }
    switch function {
    case .toUpper: return .string(text.uppercased())
    case .toLower: return .string(text.lowercased())
    case .trim: return .string(Execution.trimmed(text))
    case .ltrim: return .string(Execution.trimmed(text, end: false))
    case .rtrim: return .string(Execution.trimmed(text, start: false))
    case .left, .right, .substring: return try part(function, text, arguments)
    case .split: return try split(text, arguments[1])
    default:
      guard case .string(let old) = arguments[1], case .string(let new) = arguments[2] else {
        throw QueryError.type("InvalidArgumentType", "replace takes strings")
      }
      return .string(old.isEmpty ? text : TextSearch.split(text, by: old).joined(separator: new))
    }
  }

  private func split(_ text: String, _ separators: Value) throws(QueryError) -> Value {
    guard case .string(let separator) = separators else {
      throw QueryError.type("InvalidArgumentType", "split takes a string to split by, not \(separators.typeText)")
    }
    return .list(TextSearch.split(text, by: separator).map { .string($0) })
  }

  private func part(_ function: Function, _ text: String, _ arguments: [Value]) throws(QueryError) -> Value {
    var numbers: [Int] = []
    for argument in arguments.dropFirst() {
      guard case .integer(let number) = argument else {
        throw QueryError.type("InvalidArgumentType", "\(function.rawValue) takes integers, not \(argument.typeText)")
      }
      guard number >= 0 else {
        throw QueryError.argument("NegativeIntegerArgument", "\(function.rawValue) takes no negative number")
      }
      numbers.append(number)
    }
    let scalars = text.unicodeScalars
    switch function {
    case .left: return .string(String(scalars.prefix(numbers[0])))
    case .right: return .string(String(scalars.suffix(numbers[0])))
    default:
      let rest = scalars.dropFirst(numbers[0])
      return .string(String(numbers.count > 1 ? rest.prefix(numbers[1]) : rest))
    }
  }
}
