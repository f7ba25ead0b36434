/// Where the parts of one `[[wikilink]]` stand in a note's bytes.
struct WikilinkSpan {
  /// The whole link from `!` or `[[` to `]]`.
  var range: Range<Int>
  var isEmbed: Bool
  /// What stands before `#` and `|`, without white space around it; may be empty (`[[#heading]]`).
  var target: Range<Int>
  /// What stands after the last `#`, without `^` for a block.
  var fragment: Range<Int>?
  var isBlock: Bool
  /// What stands after the first `|`, or `\|` in a table.
  var label: Range<Int>?

  /// The longest link that is read, a line end counted as one; more is no link, but text with brackets.
  static let limit = 2048

  /// Reads the link that begins at `start` with `[[` or `![[`, or nil where it does not close.
  ///
  /// A link ends at the first `]]`; another `[[`, a blank line or the end of `bytes` leaves it unclosed, and of two
  /// nested ones only the inner is a link, as in Obsidian. An empty link is none.
  ///
  /// - Complexity: O(length of the link), and no byte is looked at again by the link that begins at the `[[` that
  ///   ended this one.
  init?(_ bytes: [UInt8], at start: Int, end: Int) {
    var index = start
    isEmbed = bytes[start] == Byte.exclamation
    if isEmbed { index += 1 }
    guard index + 1 < end, bytes[index] == Byte.openBracket, bytes[index + 1] == Byte.openBracket else { return nil }
    index += 2
    let inner = index
    var stop = min(end, inner + WikilinkSpan.limit)
    var bar: Int?
    var hash: Int?
    while index < stop {
      let byte = bytes[index]
      if byte == Byte.closeBracket, index + 1 < end, bytes[index + 1] == Byte.closeBracket { break }
      if byte == Byte.openBracket, index + 1 < end, bytes[index + 1] == Byte.openBracket { return nil }
      if byte == Byte.lineFeed, index + 1 < end, bytes[index + 1].isLineEnd { return nil }
      // Which ends its lines have says nothing of how long a link is.
      if byte == Byte.carriageReturn, index + 1 < end, bytes[index + 1] == Byte.lineFeed { stop = min(end, stop + 1) }
      if byte == Byte.bar, bar == nil { bar = index }
      if byte == Byte.hash, bar == nil { hash = index }
      index += 1
    }
    guard index < stop else { return nil }
    range = start..<index + 2
    var nameEnd = bar ?? index
    if let bar {
      if bar > inner, bytes[bar - 1] == Byte.backslash { nameEnd = bar - 1 }
      label = trimmed(bytes, bar + 1..<index)
    }
    isBlock = false
    if let hash, hash < nameEnd {
      var fragment = trimmed(bytes, hash + 1..<nameEnd)
      if let first = fragment.first, bytes[first] == Byte.caret {
        isBlock = true
        fragment = first + 1..<fragment.upperBound
      }
      self.fragment = fragment
      // Only the first `#` ends the name: [[note#heading#below it]].
      var first = inner
      while first < hash, bytes[first] != Byte.hash { first += 1 }
      nameEnd = first
    }
    target = trimmed(bytes, inner..<nameEnd)
    if target.isEmpty, fragment?.isEmpty ?? true { return nil }
  }

  /// Whether the target is an address of the web, which names no note.
  func isAddress(_ bytes: [UInt8]) -> Bool {
    guard let colon = target.first(where: { bytes[$0] == Byte.colon }), colon + 2 < target.upperBound else {
      return false
    }
    return bytes[colon + 1] == Byte.slash && bytes[colon + 2] == Byte.slash
  }

  /// What a reader sees of the link: its label, else its target, else its heading.
  var shown: Range<Int> {
    if let label, !label.isEmpty { return label }
    return target.isEmpty ? fragment ?? target : target
  }
}

/// `range` without the white space at its ends.
func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
  var lower = range.lowerBound
  var upper = range.upperBound
  while lower < upper, bytes[lower].isWhite { lower += 1 }
  while upper > lower, bytes[upper - 1].isWhite { upper -= 1 }
  return lower..<upper
}
