import KnowledgeGraph

/// Fields within a body: page fields, the metadata list, and what is said of a highlight.
extension BodyReader {
  /// `key:: value` on a line of its own, or in a list item or an indented line, where it belongs to that block.
  mutating func readPageField(_ first: Int, _ end: Int, isOfBlock: Bool) -> Bool {
    let bytes = text.bytes
    var index = first
    let limit = min(end, first + 64)
    while index < limit, bytes[index] != Byte.colon {
      let byte = bytes[index]
      guard byte.isWordByte || "_- *./".utf8.contains(byte) else { return false }
      index += 1
    }
    guard index > first, index + 1 < limit, bytes[index + 1] == Byte.colon,
      index + 2 == end || bytes[index + 2].isSpaceOrTab
        || (bytes[index + 2] == Byte.openBracket && at(index + 3, end) == Byte.openBracket)
    else { return false }
    let name = fieldName(first..<index)
    guard !name.isEmpty else { return false }
    close()
    // How Logseq keeps a block says nothing of the note.
    if isOfBlock, BodyReader.blockKeys.contains(name) || name.hasPrefix("logseq.") { return true }
    fields.append(
      Field(name: name, values: FieldValue.values(of: text.string(index + 2..<end)), line: line + 1))
    return true
  }

  static let blockKeys: Set<String> = [
    "id", "collapsed", "heading", "background-color", "created-at", "updated-at", "ls-type", "hl-page", "hl-color",
    "hl-type", "hl-stamp", "card-last-interval", "card-repeats", "card-ease-factor", "card-next-schedule",
    "card-last-reviewed", "card-last-score",
  ]

  func fieldName(_ range: Range<Int>) -> String {
    visibleName(text.bytes[range].filter { $0 != Byte.star }).lowercased()
  }

  /// `Key: value`, `**Key**: value` and `**Key:** value` at the beginning of a range.
  func label(_ range: Range<Int>) -> (name: String, value: Range<Int>)? {
    let bytes = text.bytes
    var index = range.lowerBound
    let limit = min(range.upperBound, index + 48)
    while index < limit, bytes[index] != Byte.colon {
      guard bytes[index].isWordByte || "*_- ()/".utf8.contains(bytes[index]) else { return nil }
      index += 1
    }
    guard index < limit, index > range.lowerBound else { return nil }
    var value = index + 1
    while value < range.upperBound, bytes[value] == Byte.star { value += 1 }
    guard value == range.upperBound || bytes[value].isWhite else { return nil }
    let name = fieldName(range.lowerBound..<index)
    return name.isEmpty ? nil : (name, trimmed(bytes, value..<range.upperBound))
  }

  func isAboutHighlight(_ name: String) -> Bool {
    ["note", "notes", "tags", "tag", "comment", "comments", "annotation"].contains(name)
  }

  /// Gives a note or tags to the last highlight.
  mutating func attach(_ name: String, value: Range<Int>) -> Bool {
    guard let last = candidates.indices.last else { return false }
    if name.hasPrefix("tag") {
      candidates[last].tags.append(contentsOf: SourceReader.tags(in: text.string(value), splitsWords: true))
    } else {
      let comment = folded(InlineText(text.string(value)).plain)
      if candidates[last].comment == nil {
        if !comment.isEmpty { candidates[last].comment = comment }
      } else if !comment.isEmpty {
        candidates[last].comment?.append("\n" + comment)
      }
    }
    return true
  }

  static let knownFields: Set<String> = [
    "author", "authors", "full title", "title", "category", "url", "document tags", "document note", "summary",
    "source", "published", "published date", "date", "publisher",
  ]
}
