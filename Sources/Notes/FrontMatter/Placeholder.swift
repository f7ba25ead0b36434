/// A place in a template that was never filled: `{{title}}`, `<% tp.date.now() %>`.
enum Placeholder {
  /// Whether a range holds a placeholder, also as a wikilink, and nothing else.
  static func isWhole(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var range = trimmed(bytes, range)
    while range.count > 8, bytes[range.lowerBound] == Byte.openBracket, bytes[range.upperBound - 1] == Byte.closeBracket
    {
      range = range.lowerBound + 1..<range.upperBound - 1
    }
    guard range.count >= 4, range.count <= 512, let first = range.first else { return false }
    let last = range.upperBound - 1
    let isMustache = bytes[first] == Byte.openBrace && bytes[first + 1] == Byte.openBrace
    let isTemplater = bytes[first] == Byte.less && bytes[first + 1] == Byte.percent
    if isMustache { return bytes[last] == Byte.closeBrace && bytes[last - 1] == Byte.closeBrace }
    return isTemplater && bytes[last] == Byte.greater && bytes[last - 1] == Byte.percent
  }

  /// Whether a text is a placeholder and nothing else.
  static func isWhole(_ text: String) -> Bool {
    guard let first = text.utf8.first, first == Byte.openBrace || first == Byte.less || first == Byte.openBracket else {
      return false
    }
    let bytes = Array(text.utf8)
    return isWhole(bytes, bytes.indices)
  }
}
