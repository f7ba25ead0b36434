extension QueryError {
  /// The error for people: line and column, the line with a caret under the place, and a hint.
  ///
  ///     query:1:17: error: no variable is named `nme`
  ///       MATCH (n) RETURN nme
  ///                        ^
  ///     hint: did you mean `name`?
  ///
  /// - Complexity: O(length of the query).
  public func text(query: String, name: String = "query") -> String {
    guard let offset else {
      return "\(name): error: \(message)" + (hint.map { "\nhint: \($0)" } ?? "")
    }
    let bytes = Array(query.utf8)
    let place = min(max(0, offset), bytes.count)
    let start = (bytes[..<place].lastIndex(of: 0x0a) ?? -1) + 1
    let end = bytes[place...].firstIndex(of: 0x0a) ?? bytes.count
    let line = bytes[..<place].count { $0 == 0x0a } + 1
    let before = String(decoding: bytes[start..<place], as: UTF8.self).unicodeScalars
    let shown = String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars
    var text = "\(name):\(line):\(before.count + 1): error: \(message)\n"
    // A long line is cut around the place; a tab or a control character takes one column, so that the caret stands true.
    let from = max(0, before.count - 60)
    let window = shown.dropFirst(from).prefix(110)
    text += "  "
    for scalar in window { text.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar) }
    text += "\n  " + String(repeating: " ", count: before.count - from) + "^"
    if let hint { text += "\nhint: \(hint)" }
    return text
  }
}
