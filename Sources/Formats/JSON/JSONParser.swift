/// A text is not JSON: what is wrong, and where.
public struct JSONError: Error, Hashable, Sendable {
  public var message: String
  /// Where the fault is, in bytes from the start of the text.
  public var offset: Int
}

extension JSONValue {
  /// The deepest nesting that is read; a text that goes deeper is refused rather than risked on the stack.
  public static let deepestNesting = 256

  /// Reads a JSON text (RFC 8259) in UTF-8.
  ///
  /// - Complexity: O(length of the text).
  public init(parsing bytes: some Collection<UInt8>) throws(JSONError) {
    var parser = JSONParser(bytes: Array(bytes))
    self = try parser.parseDocument()
  }
}

struct JSONParser {
  let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func parseDocument() throws(JSONError) -> JSONValue {
    let value = try parseValue(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw fault("there is text after the end of the value") }
    return value
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func fault(_ message: String, at offset: Int? = nil) -> JSONError {
    JSONError(message: message, offset: offset ?? position)
  }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { position += 1 }
  }

  /// Steps over `byte` where it comes next.
  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }

  private mutating func parseValue(depth: Int) throws(JSONError) -> JSONValue {
    guard depth <= JSONValue.deepestNesting else { throw fault("the value is nested too deeply") }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try parseObject(depth: depth)
    case UInt8(ascii: "["): return try parseArray(depth: depth)
    case UInt8(ascii: "\""): return .string(try parseString())
    case .some(0x2d), .some(0x30...0x39): return try parseNumber()
    case nil: throw fault("the text ends where a value should be")
    default: return try parseWord()
    }
  }

  private mutating func parseWord() throws(JSONError) -> JSONValue {
    for (word, value) in [("true", JSONValue.bool(true)), ("false", .bool(false)), ("null", .null)]
    where bytes[position...].starts(with: word.utf8) {
      position += word.utf8.count
      return value
    }
    throw fault("a value begins with {, [, a quote, a digit, true, false or null")
  }

  private mutating func parseObject(depth: Int) throws(JSONError) -> JSONValue {
    position += 1
    var members: [JSONValue.Member] = []
    skipSpace()
    if take("}") { return .object(members) }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw fault("a member of an object begins with a name in quotes") }
      let name = try parseString()
      skipSpace()
      guard take(":") else { throw fault("a colon must follow the name of a member") }
      members.append(JSONValue.Member(name, try parseValue(depth: depth + 1)))
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { throw fault("a comma or } must follow a member of an object") }
    }
  }

  private mutating func parseArray(depth: Int) throws(JSONError) -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take("]") { return .array(elements) }
    while true {
      elements.append(try parseValue(depth: depth + 1))
      skipSpace()
      if take("]") { return .array(elements) }
      guard take(",") else { throw fault("a comma or ] must follow an element of an array") }
    }
  }

  private mutating func parseNumber() throws(JSONError) -> JSONValue {
    let start = position
    var isIntegral = true
    _ = take("-")
    if take("0") {
      guard !isAtDigit else { throw fault("a number has no leading zeros") }
    } else {
      try skipDigits()
    }
    if take(".") {
      isIntegral = false
      try skipDigits()
    }
    if take("e") || take("E") {
      isIntegral = false
      _ = take("+") || take("-")
      try skipDigits()
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isIntegral, let integer = Int(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else {
      throw fault("the number is too large", at: start)
    }
    return .number(number)
  }

  private var isAtDigit: Bool { next.map { (0x30...0x39).contains($0) } ?? false }

  private mutating func skipDigits() throws(JSONError) {
    guard isAtDigit else { throw fault("a digit is missing in a number") }
    while isAtDigit { position += 1 }
  }

  private mutating func parseString() throws(JSONError) -> String {
    let start = position
    position += 1
    // Most strings have no escape and are taken as they lie.
    while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { position += 1 }
    if next == UInt8(ascii: "\"") {
      defer { position += 1 }
      return try string(bytes[(start + 1)..<position], at: start)
    }
    var text = Array(bytes[(start + 1)..<position])
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return try string(text[...], at: start)
      case UInt8(ascii: "\\"): try parseEscape(into: &text)
      case 0..<0x20: throw fault("a control character in a string must be escaped")
      default:
        text.append(byte)
        position += 1
      }
    }
    throw fault("the string is not closed", at: start)
  }

  private func string(_ bytes: ArraySlice<UInt8>, at start: Int) throws(JSONError) -> String {
    guard let string = String(validating: bytes, as: UTF8.self) else {
      throw fault("the string is not valid UTF-8", at: start)
    }
    return string
  }

  private mutating func parseEscape(into text: inout [UInt8]) throws(JSONError) {
    let start = position
    position += 1
    let plain: UInt8? =
      switch next {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): next
      case UInt8(ascii: "b"): 0x08
      case UInt8(ascii: "f"): 0x0c
      case UInt8(ascii: "n"): 0x0a
      case UInt8(ascii: "r"): 0x0d
      case UInt8(ascii: "t"): 0x09
      default: nil
      }
    if let meaning = plain {
      text.append(meaning)
      position += 1
      return
    }
    guard take("u"), let unit = hexadecimalUnit() else { throw fault("unknown escape in a string", at: start) }
    var code = UInt32(unit)
    if UTF16.isLeadSurrogate(unit) {
      guard take("\\"), take("u"), let trail = hexadecimalUnit(), UTF16.isTrailSurrogate(trail) else {
        throw fault("half of a surrogate pair stands alone", at: start)
      }
      code = 0x10000 + (UInt32(unit) - 0xd800) << 10 + (UInt32(trail) - 0xdc00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw fault("half of a surrogate pair stands alone", at: start) }
    text += UTF8.encode(scalar).map { Array($0) } ?? []
  }

  private mutating func hexadecimalUnit() -> UInt16? {
    guard position + 4 <= bytes.count,
      let unit = UInt16(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16),
      bytes[position] != UInt8(ascii: "+"), bytes[position] != UInt8(ascii: "-")
    else { return nil }
    position += 4
    return unit
  }
}
