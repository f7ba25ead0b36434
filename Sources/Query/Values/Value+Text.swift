extension Value {
  /// The value as openCypher writes it in a query: `'text'`, `[1, 2.0]`, `{name: 'Ann'}`.
  ///
  /// Nodes and relationships show their number; what they hold is the graph's to tell.
  public var text: String {
    switch self {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .float(let value): Value.text(of: value)
    case .string(let value): Value.quoted(value)
    case .list(let values): "[" + values.map(\.text).joined(separator: ", ") + "]"
    case .map(let map):
      "{" + map.entries.map { "\(Value.nameText($0.key)): \($0.value.text)" }.joined(separator: ", ") + "}"
    case .node(let id): "(#\(id.rawValue))"
    case .relationship(let id): "[#\(id.rawValue)]"
    case .path(let path): "<" + path.elements.map(\.text).joined(separator: "-") + ">"
    case .date, .localTime, .time, .localDateTime, .dateTime, .duration: Value.quoted(plainText ?? "")
    }
  }

  /// What `toString` gives; nil where it gives nothing.
  var plainText: String? {
    switch self {
    case .boolean, .integer, .float: text
    case .string(let value): value
    case .date(let value): value.description
    case .localTime(let value): value.description
    case .time(let value): value.description
    case .localDateTime(let value): value.description
    case .dateTime(let value): value.description
    case .duration(let value): value.description
    default: nil
    }
  }

  static func text(of float: Double) -> String {
    if float.isNaN { return "NaN" }
    if float.isInfinite { return float < 0 ? "-Infinity" : "Infinity" }
    return float.description
  }

  private static func quoted(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'": result += "\\'"
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "'"
  }

  /// A name as a query would write it, in backticks where it needs them.
  static func nameText(_ name: String) -> String {
    let isPlain =
      !name.isEmpty
      && name.utf8.enumerated().allSatisfy { index, byte in
        switch byte {
        case 0x41...0x5a, 0x61...0x7a, 0x5f: true
        case 0x30...0x39: index > 0
        default: byte >= 0x80
        }
      }
    return isPlain
      ? name : "`" + name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`"
  }
}
