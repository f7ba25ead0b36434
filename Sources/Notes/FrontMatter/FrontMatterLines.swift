/// Reads front matter line by line: keys with scalars, links, and simple lists.
///
/// What it reads without a ``problem`` is what YAML says too, but for links: `[[X]]` is a list in a list for YAML, a
/// value that begins with `#` a comment, and `{{x}}` a map. With a problem the fields are the best that lines can tell.
struct FrontMatterLines {
  var fields: [Field] = []
  var diagnostics: [Diagnostic] = []
  /// The first line that needs YAML, by index.
  var problem: Int?

  private let text: NoteText
  private let block: Range<Int>
  private var line: Int

  init(_ text: NoteText, _ block: Range<Int>) {
    self.text = text
    self.block = block
    line = block.lowerBound
  }

  mutating func read() {
    while line < block.upperBound {
      let range = text.lines[line]
      if text.isBlank(line) || text.bytes[range.lowerBound] == Byte.hash {
        line += 1
      } else if let key = FrontMatterLines.key(text, line) {
        readField(key)
      } else {
        complain()
        line += 1
      }
    }
  }

  private mutating func complain() { if problem == nil { problem = line } }

  private mutating func readField(_ key: Range<Int>) {
    let number = line + 1
    let name = unquoted(key).lowercased()
    let start = valueStart(key)
    let value = trimmed(text.bytes, start..<text.lines[line].upperBound)
    // YAML has no tabs before a value's column.
    line += 1
    let values: [FieldValue]
    if value.isEmpty {
      values = readItems()
    } else {
      values = readValue(value)
    }
    fields.append(Field(name: name, values: values, line: number))
  }

  /// The items `- x` below a key, or the indented lines that stand for its value.
  private mutating func readItems() -> [FieldValue] {
    var values: [FieldValue] = []
    var indentation: Int?
    while line < block.upperBound {
      let range = text.lines[line]
      let content = trimmed(text.bytes, range)
      guard let first = content.first else {
        line += 1
        continue
      }
      let indent = first - range.lowerBound
      guard text.bytes[first] == Byte.hyphen, first + 1 == content.upperBound || text.bytes[first + 1].isSpaceOrTab
      else {
        if text.bytes[first] == Byte.hash, indent == 0 || values.isEmpty == false {
          line += 1
          continue
        }
        guard indent > 0 else { break }
        // A nested map or a scalar on a line of its own.
        complain()
        values += FieldValue.values(of: text.string(content))
        line += 1
        continue
      }
      if text.bytes[range.lowerBound..<first].contains(Byte.tab) || indentation ?? indent != indent { complain() }
      indentation = indent
      let item = trimmed(text.bytes, first + 1..<content.upperBound)
      line += 1
      if !item.isEmpty { values += readValue(item) }
    }
    return values
  }

  /// The value that stands at `range`, whose line has been left.
  private mutating func readValue(_ range: Range<Int>) -> [FieldValue] {
    let bytes = text.bytes
    let first = bytes[range.lowerBound]
    if first == Byte.openBracket, range.count > 1, bytes[range.lowerBound + 1] == Byte.openBracket {
      return readLinks(range)
    }
    defer { if isIndented { complainAboutContinuation() } }
    switch first {
    case Byte.quote, Byte.apostrophe: return readQuoted(range)
    case Byte.openBracket: return readFlow(range)
    case Byte.openBrace where range.count > 1 && bytes[range.lowerBound + 1] == Byte.openBrace:
      // A template's place that was never filled: {{date}}.
      return [FieldValue(text: text.string(range))]
    case Byte.hash:
      // `tags: #a #b` is a comment for YAML and tags for people.
      let isTag = tagEnd(bytes, at: range.lowerBound) != nil
      return isTag ? [FieldValue(text: text.string(range))] : []
    default:
      guard isPlain(range, inFlow: false) else {
        line -= 1
        complain()
        line += 1
        return FieldValue.values(of: text.string(range))
      }
      return scalar(text.string(range))
    }
  }

  private var isIndented: Bool {
    guard line < block.upperBound, let first = text.lines[line].first, text.bytes[first].isSpaceOrTab else {
      return false
    }
    let content = trimmed(text.bytes, text.lines[line])
    guard let start = content.first else { return false }
    return text.bytes[start] != Byte.hash
      && !(text.bytes[start] == Byte.hyphen && start + 1 < content.upperBound && text.bytes[start + 1].isSpaceOrTab)
  }

  private mutating func complainAboutContinuation() { complain() }

  /// `[[A]]`, `[[A]], [[B]]`, or one link over several lines.
  private mutating func readLinks(_ range: Range<Int>) -> [FieldValue] {
    var whole = range
    let next = line
    let bytes = text.bytes
    // A line with a key is a field of its own, whatever is left open above it.
    while line < min(next + 24, block.upperBound), bytes[whole].firstRange(ofClosingLink: ()) == nil,
      FrontMatterLines.key(text, line) == nil
    {
      whole = range.lowerBound..<text.lines[line].upperBound
      line += 1
    }
    if bytes[whole].firstRange(ofClosingLink: ()) == nil {
      whole = range
      line = next
    }
    var values = FieldValue.values(of: text.string(whole))
    // Lines that go on are one text, whatever ends them.
    for index in values.indices where whole != range && values[index].link == nil {
      values[index].text = folded(values[index].text.utf8)
    }
    if isListInList(whole) {
      line -= 1
      complain()
      line += 1
      return values
    }
    if values.count > 1 || values.contains(where: { $0.link == nil }) {
      if values.contains(where: { $0.link == nil }) {
        line -= 1
        complain()
        line += 1
      } else {
        diagnostics.append(
          text.diagnostic(
            .note, at: range.lowerBound, "a list of links without quotes is not valid YAML; it was read as links",
            hint: "write each link in quotes on a line of its own: - \"[[…]]\""))
      }
    }
    return values
  }

  /// Whether `[[` begins a list in a list rather than a link: `[["A", "B"]]`, `[[A], [B]]`.
  private func isListInList(_ range: Range<Int>) -> Bool {
    let bytes = text.bytes
    let first = trimmed(bytes, range.lowerBound + 2..<range.upperBound).first.map { bytes[$0] }
    if first == Byte.quote || first == Byte.apostrophe || first == Byte.openBracket { return true }
    var index = range.lowerBound + 2
    while index + 1 < range.upperBound {
      if bytes[index] == Byte.closeBracket {
        if bytes[index + 1] == Byte.closeBracket { return false }
        let next = trimmed(bytes, index + 1..<range.upperBound)
        guard let comma = next.first, bytes[comma] == Byte.comma else { return false }
        let item = trimmed(bytes, comma + 1..<range.upperBound)
        return item.first.map { bytes[$0] == Byte.openBracket } ?? false
      }
      index += 1
    }
    return false
  }

  private mutating func readQuoted(_ range: Range<Int>) -> [FieldValue] {
    let bytes = text.bytes
    let quote = bytes[range.lowerBound]
    let inner = range.lowerBound + 1..<max(range.lowerBound + 1, range.upperBound - 1)
    let isSimple =
      range.count >= 2 && bytes[range.upperBound - 1] == quote && !bytes[inner].contains(Byte.backslash)
      && !bytes[inner].contains(quote)
    guard isSimple else {
      line -= 1
      complain()
      line += 1
      return FieldValue.values(of: text.string(range))
    }
    let string = text.string(inner)
    guard inner.first.map({ bytes[$0] }) == Byte.openBracket else {
      return string.isEmpty ? [] : [FieldValue(text: string)]
    }
    return FieldValue.values(of: string)
  }

  /// `[a, "b", c]` on one line.
  private mutating func readFlow(_ range: Range<Int>) -> [FieldValue] {
    let bytes = text.bytes
    let inner = range.lowerBound + 1..<max(range.lowerBound + 1, range.upperBound - 1)
    let hasClose = range.count >= 2 && bytes[range.upperBound - 1] == Byte.closeBracket
    var values: [FieldValue] = []
    var isSimple = hasClose
    var start = inner.lowerBound
    while start < inner.upperBound, isSimple {
      var end = start
      var quote: UInt8?
      while end < inner.upperBound {
        let byte = bytes[end]
        if let open = quote {
          if byte == open { quote = nil }
        } else if byte == Byte.comma {
          break
        } else if byte == Byte.quote || byte == Byte.apostrophe, trimmed(bytes, start..<end).isEmpty {
          quote = byte
        }
        end += 1
      }
      let item = trimmed(bytes, start..<end)
      if let first = item.first {
        let isQuoted = bytes[first] == Byte.quote || bytes[first] == Byte.apostrophe
        if isQuoted {
          let body = first + 1..<max(first + 1, item.upperBound - 1)
          let isWhole = item.count >= 2 && bytes[item.upperBound - 1] == bytes[first]
          isSimple = isWhole && !bytes[body].contains(Byte.backslash) && !bytes[body].contains(bytes[first])
          if !body.isEmpty { values += FieldValue.values(of: text.string(body)) }
        } else {
          isSimple = isPlain(item, inFlow: true) || Placeholder.isWhole(bytes, item)
          values += scalar(text.string(item))
        }
      } else if end < inner.upperBound {
        isSimple = false
      }
      start = end + 1
    }
    guard isSimple else {
      line -= 1
      complain()
      line += 1
      let body = hasClose ? inner : range
      return text.string(body).split(separator: ",").flatMap { FieldValue.values(of: String($0)) }
    }
    return values
  }

  /// Whether YAML reads the range as a plain scalar of one line.
  private func isPlain(_ range: Range<Int>, inFlow: Bool) -> Bool {
    let bytes = text.bytes
    guard let start = range.first else { return false }
    let first = bytes[start]
    if "[]{},#&*!|>'\"%@`".utf8.contains(first) { return false }
    if first == Byte.hyphen || first == 0x3f || first == Byte.colon {
      guard range.count > 1, !bytes[start + 1].isWhite, !inFlow else { return false }
    }
    if inFlow, range.count == 1, first == Byte.hyphen { return false }
    var previous: UInt8 = 0
    for index in range {
      let byte = bytes[index]
      if byte < 0x20 || byte == 0x7f { return false }
      if byte == Byte.hash, previous == Byte.space { return false }
      if byte == Byte.space, previous == Byte.colon { return false }
      if inFlow, "[]{}".utf8.contains(byte) || byte == Byte.colon { return false }
      previous = byte
    }
    return previous != Byte.colon
  }

  private func scalar(_ string: String) -> [FieldValue] {
    string == "~" || string == "null" ? [] : [FieldValue(text: string)]
  }

  private func unquoted(_ range: Range<Int>) -> String {
    guard range.count > 2, let first = range.first,
      text.bytes[first] == Byte.quote || text.bytes[first] == Byte.apostrophe
    else { return text.string(range) }
    return text.string(range.lowerBound + 1..<range.upperBound - 1)
  }

  private func valueStart(_ key: Range<Int>) -> Int {
    var index = key.upperBound
    while text.bytes[index] != Byte.colon { index += 1 }
    return index + 1
  }

  /// The key that a line begins with in its first column: words before a colon that white space or the line's end
  /// follows.
  static func key(_ text: NoteText, _ line: Int) -> Range<Int>? {
    let range = text.lines[line]
    guard let start = range.first else { return nil }
    let bytes = text.bytes
    let first = bytes[start]
    guard first.isWordByte || first == Byte.underscore || first == Byte.quote || first == Byte.apostrophe else {
      return nil
    }
    let isQuoted = first == Byte.quote || first == Byte.apostrophe
    var index = start + 1
    let limit = min(range.upperBound, start + 128)
    if isQuoted {
      while index < limit, bytes[index] != first { index += 1 }
      index += 1
    }
    while index < limit {
      let byte = bytes[index]
      if byte == Byte.colon, index + 1 == range.upperBound || bytes[index + 1].isSpaceOrTab {
        return trimmed(bytes, start..<index)
      }
      guard byte.isWordByte || byte.isSpaceOrTab || "_-./()&'+".utf8.contains(byte) else { return nil }
      index += 1
    }
    return nil
  }

  /// Whether a line may belong to front matter that is not closed.
  static func isPlausible(_ text: NoteText, _ line: Int) -> Bool {
    guard !text.isBlank(line) else { return false }
    let range = text.lines[line]
    let first = text.bytes[range.lowerBound]
    return key(text, line) != nil || first.isSpaceOrTab
      || (first == Byte.hyphen && range.count > 1 && text.bytes[range.lowerBound + 1].isSpaceOrTab)
  }
}

extension ArraySlice<UInt8> {
  /// Where the first `]]` stands.
  fileprivate func firstRange(ofClosingLink: Void) -> Int? {
    var index = startIndex
    while index + 1 < endIndex {
      if self[index] == Byte.closeBracket, self[index + 1] == Byte.closeBracket { return index }
      index += 1
    }
    return nil
  }
}
