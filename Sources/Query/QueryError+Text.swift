extension QueryError {
  /// Where in a query the fault is, as people count.
  public struct Place: Sendable, Hashable {
    /// Counted from 1.
    public var line: Int
    /// Counted from 1, in characters.
    public var column: Int
    /// The line, or the part of a long one that is around the place.
    public var excerpt: String
    /// Spaces and a caret: it stands under the place when written below the excerpt.
    public var marker: String
  }

  /// The place of the fault in the text of the query, or nil where no one place is at fault.
  ///
  /// - Complexity: O(length of the query).
  public func place(in query: String) -> Place? {
    guard let offset else { return nil }
    let bytes = Array(query.utf8)
    let place = min(max(0, offset), bytes.count)
    let start = (bytes[..<place].lastIndex(of: 0x0a) ?? -1) + 1
    let end = bytes[place...].firstIndex(of: 0x0a) ?? bytes.count
    let before = String(decoding: bytes[start..<place], as: UTF8.self).unicodeScalars.count
    // A control character takes one column, so that the caret stands true.
    let line = String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars.map { scalar in
      scalar.value < 0x20 ? " " : Character(scalar)
    }
    let from = max(0, before - 60)
    return Place(
      line: bytes[..<place].count { $0 == 0x0a } + 1, column: before + 1,
      excerpt: String(line.dropFirst(from).prefix(110)), marker: String(repeating: " ", count: before - from) + "^")
  }

  /// The error for people: line and column, the line with a caret under the place, and a hint.
  ///
  ///     query:1:18: error: no variable is named `nite` here
  ///       MATCH (note) RETURN nite
  ///                           ^
  ///     hint: did you mean `note`?
  ///
  /// - Complexity: O(length of the query).
  public func text(query: String, name: String = "query") -> String {
    var text = "\(name): error: \(message)"
    if let place = place(in: query) {
      text = "\(name):\(place.line):\(place.column): error: \(message)\n  \(place.excerpt)\n  \(place.marker)"
    }
    return text + (hint.map { "\nhint: \($0)" } ?? "")
  }
}
