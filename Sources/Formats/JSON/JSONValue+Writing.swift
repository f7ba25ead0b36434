extension JSONValue {
  /// The value as JSON text, on one line, or over many with two spaces a level.
  ///
  /// - Complexity: O(length of the text).
  public func text(indented: Bool = false) -> String {
    var bytes: [UInt8] = []
    write(to: &bytes, level: indented ? 0 : nil)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds the value as JSON text to `bytes`; a level of nil writes all on one line.
  func write(to bytes: inout [UInt8], level: Int?) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .integer(let value): bytes += String(value).utf8
    case .number(let value): bytes += (value.isFinite ? value.description : "null").utf8
    case .string(let text): JSONValue.write(text, to: &bytes)
    case .array(let elements):
      JSONValue.write(elements, between: ("[", "]"), to: &bytes, level: level) { element, bytes, level in
        element.write(to: &bytes, level: level)
      }
    case .object(let members):
      JSONValue.write(members, between: ("{", "}"), to: &bytes, level: level) { member, bytes, level in
        JSONValue.write(member.name, to: &bytes)
        bytes += (level == nil ? ":" : ": ").utf8
        member.value.write(to: &bytes, level: level)
      }
    }
  }

  private static func write<Part>(
    _ parts: [Part], between brackets: (open: Unicode.Scalar, close: Unicode.Scalar), to bytes: inout [UInt8],
    level: Int?, each: (Part, inout [UInt8], Int?) -> Void
  ) {
    func breakLine(_ level: Int?, _ bytes: inout [UInt8]) {
      guard let level else { return }
      bytes.append(UInt8(ascii: "\n"))
      bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
    }
    bytes.append(UInt8(ascii: brackets.open))
    let inner = level.map { $0 + 1 }
    for (position, part) in parts.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      breakLine(inner, &bytes)
      each(part, &bytes, inner)
    }
    if !parts.isEmpty { breakLine(level, &bytes) }
    bytes.append(UInt8(ascii: brackets.close))
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += #"\""#.utf8
      case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
      case 0x0a: bytes += #"\n"#.utf8
      case 0x0d: bytes += #"\r"#.utf8
      case 0x09: bytes += #"\t"#.utf8
      case 0..<0x20:
        bytes += (byte < 0x10 ? #"\u000"# : #"\u00"#).utf8
        bytes += String(byte, radix: 16).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
