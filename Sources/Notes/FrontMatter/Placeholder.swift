/// A place in a template that was never filled: `{{title}}`, `<% tp.date.now() %>`.
enum Placeholder {
  static let message = "a template's placeholder was never filled; it is read as nothing"
  static let hint = "fill it in, or leave the folder of the templates out with exclude:"

  /// Whether a range holds a placeholder, also as a wikilink, and nothing else.
  static func isWhole(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var range = trimmed(bytes, range)
    while range.count > 8, bytes[range.lowerBound] == Byte.openBracket, bytes[range.upperBound - 1] == Byte.closeBracket
    {
      range = range.lowerBound + 1..<range.upperBound - 1
    }
    guard range.count >= 4, range.count <= 512, let first = range.first else { return false }
    let isMustache = bytes[first] == Byte.openBrace && bytes[first + 1] == Byte.openBrace
    let isTemplater = bytes[first] == Byte.less && bytes[first + 1] == Byte.percent
    guard isMustache || isTemplater else { return false }
    // `{{c1::word}}` hides a word on a card, and a line of two placeholders may have words between them.
    var index = first + 2
    while index + 1 < range.upperBound {
      if isMustache, bytes[index] == Byte.colon, bytes[index + 1] == Byte.colon { return false }
      let isEnd =
        isMustache
        ? bytes[index] == Byte.closeBrace && bytes[index + 1] == Byte.closeBrace
        : bytes[index] == Byte.percent && bytes[index + 1] == Byte.greater
      if isEnd { return index + 2 == range.upperBound }
      index += 1
    }
    return false
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
