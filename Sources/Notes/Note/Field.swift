/// A named value of a note: from its front matter, from a metadata list, or from a `key:: value`.
public struct Field: Hashable, Sendable {
  /// The key as written, in lower case: `full title`, `full-title`, `readwise_id`.
  public var name: String
  public var values: [FieldValue]
  /// The line of the key, counted from 1.
  public var line: Int

  public init(name: String, values: [FieldValue], line: Int) {
    self.name = name
    self.values = values
    self.line = line
  }

  /// ``name`` with hyphens and underscores as spaces: what two spellings of one key have in common.
  var key: String {
    guard name.utf8.contains(where: { $0 == Byte.hyphen || $0 == Byte.underscore }) else { return name }
    return String(
      decoding: name.utf8.map { $0 == Byte.hyphen || $0 == Byte.underscore ? Byte.space : $0 }, as: UTF8.self)
  }
}

extension Field {
  /// The names that the field gives where it holds authors: "A B, C D and E F" is three, "Pan, Xingang" one.
  package var authorNames: [String] { AuthorNames.names(of: values) }
}

/// One value of a field.
public struct FieldValue: Hashable, Sendable {
  /// The text as written, without quotation marks around it; what a reader sees of a link where it is one.
  public var text: String
  /// The target of the wikilink that the value is.
  public var link: String?

  public init(text: String, link: String? = nil) {
    self.text = text
    self.link = link
  }

  /// The values that a text stands for: each link where it is nothing but links (`[[A]], [[B]] and [[C]]`), else the
  /// text itself without white space and quotation marks around it; none where it is empty.
  static func values(of text: String) -> [FieldValue] {
    let bytes = Array(text.utf8)
    var range = trimmed(bytes, bytes.indices)
    if isQuoted(bytes, range) { range = trimmed(bytes, range.lowerBound + 1..<range.upperBound - 1) }
    guard !range.isEmpty else { return [] }
    if let links = links(bytes, range) { return links }
    return [FieldValue(text: String(decoding: bytes[range], as: UTF8.self))]
  }

  /// Whether the quotation marks at both ends belong together, as in `"A"` and `"A "b" c"`, but not in `"A" or "B"`.
  private static func isQuoted(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard range.count >= 2, let quote = range.first.map({ bytes[$0] }), quote == bytes[range.upperBound - 1],
      quote == Byte.quote || quote == Byte.apostrophe
    else { return false }
    let inner = range.lowerBound + 1..<range.upperBound - 1
    // A mark behind a letter closes; were it the first inside, it would close the one at the beginning.
    guard quote == Byte.quote, let next = inner.first(where: { bytes[$0] == quote }) else { return true }
    return bytes[next - 1].isWhite
  }

  /// The values of a text in front matter that is no YAML: without the quotation mark or bracket that was never closed.
  static func repaired(_ text: String) -> [FieldValue] {
    let bytes = Array(text.utf8)
    var range = trimmed(bytes, bytes.indices)
    func count(_ byte: UInt8) -> Int { range.count { bytes[$0] == byte } }
    if count(Byte.openBracket) != count(Byte.closeBracket) {
      while let first = range.first, bytes[first] == Byte.openBracket { range = first + 1..<range.upperBound }
      while let last = range.last, bytes[last] == Byte.closeBracket { range = range.lowerBound..<last }
      range = trimmed(bytes, range)
    }
    for quote in [Byte.quote, Byte.apostrophe] where count(quote) % 2 == 1 {
      if let first = range.first, bytes[first] == quote {
        range = first + 1..<range.upperBound
      } else if quote == Byte.quote, let last = range.last, bytes[last] == quote {
        range = range.lowerBound..<last
      }
      range = trimmed(bytes, range)
    }
    return values(of: String(decoding: bytes[range], as: UTF8.self))
  }

  /// The links of a range that holds nothing but links and what may stand between them.
  private static func links(_ bytes: [UInt8], _ range: Range<Int>) -> [FieldValue]? {
    guard bytes[range.lowerBound] == Byte.openBracket else { return nil }
    var values: [FieldValue] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == Byte.openBracket {
        guard let link = WikilinkSpan(bytes, at: index, end: range.upperBound) else { return nil }
        // A link within the note itself (`[[#Part]]`) leads to no other.
        let target = visibleName(bytes[link.target])
        let shown = visibleName(bytes[link.shown])
        if !shown.isEmpty { values.append(FieldValue(text: shown, link: target.isEmpty ? nil : target)) }
        index = link.range.upperBound
      } else if bytes[index].isWhite || bytes[index] == Byte.comma || bytes[index] == Byte.semicolon
        || bytes[index] == Byte.ampersand
      {
        index += 1
      } else if index + 4 < range.upperBound, bytes[index - 1] == Byte.space, bytes[index + 3] == Byte.space,
        bytes[index..<index + 3].elementsEqual("and".utf8)
      {
        index += 3
      } else {
        return nil
      }
    }
    return values
  }
}

/// The text of bytes with each run of white space as one space, and none at the ends.
func folded(_ bytes: some Sequence<UInt8>) -> String { folded(Array(bytes)[...]) }

/// The text of bytes with each run of white space as one space, and none at the ends.
func folded(_ bytes: ArraySlice<UInt8>) -> String {
  var isFolded = true
  var previous = Byte.space
  for byte in bytes {
    if byte <= Byte.space, byte.isWhite, byte != Byte.space || previous == Byte.space {
      isFolded = false
      break
    }
    previous = byte
  }
  if isFolded, previous != Byte.space { return String(decoding: bytes, as: UTF8.self) }
  var result: [UInt8] = []
  result.reserveCapacity(bytes.count)
  for byte in bytes {
    if byte.isWhite {
      if let last = result.last, last != Byte.space { result.append(Byte.space) }
    } else {
      result.append(byte)
    }
  }
  if result.last == Byte.space { result.removeLast() }
  return String(decoding: result, as: UTF8.self)
}
