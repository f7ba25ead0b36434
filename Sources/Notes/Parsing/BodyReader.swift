import KnowledgeGraph

/// Reads the body of a note line by line: blocks of text, headings, fields; and what no text is.
///
/// Blocks are not nested: a list item knows its indentation, and what belongs to the highlight above it is told by
/// that and by its first word. Nothing here recurses, and each line is looked at once.
struct BodyReader {
  /// Which part of an exported note the present place is in.
  enum Section { case other, metadata, highlights }

  let text: NoteText
  var fields: [Field] = []
  var candidates: [Candidate] = []
  var diagnostics: [Diagnostic] = []
  /// Code, comments, tables and formulas: ranges of bytes in which no link counts, in order.
  var opaque: [Range<Int>] = []
  /// The first heading of the first level.
  var title: String?

  private var section = Section.other
  /// The level of the heading that began the section.
  private var sectionLevel = 0
  private var heading: String?
  private var added: PartialDate?
  private var open: TextBlock?
  private var line: Int
  /// What begins a comment or formula and has no end in the rest of the note.
  private var unclosed: Set<String> = []

  init(_ text: NoteText, from line: Int) {
    self.text = text
    self.line = line
  }

  mutating func read() {
    while line < text.lines.count { readLine() }
    close()
  }

  // MARK: Lines

  private func at(_ index: Int, _ end: Int) -> UInt8 { index < end ? text.bytes[index] : Byte.lineFeed }

  private mutating func readLine() {
    let bytes = text.bytes
    let range = text.lines[line]
    let end = range.upperBound
    var first = range.lowerBound
    var indent = 0
    while first < end, bytes[first].isSpaceOrTab {
      indent += bytes[first] == Byte.tab ? 4 - indent % 4 : 1
      first += 1
    }
    guard first < end else {
      readBlank()
      return
    }
    let byte = bytes[first]
    switch byte {
    case Byte.backtick, Byte.tilde:
      if readFence(first, byte) { return }
    case Byte.hash:
      if indent < 4, readHeading(first, end) { return }
    case Byte.percent, Byte.less, Byte.dollar:
      if readEnclosed(first, end) { return }
    case Byte.bar:
      close()
      opaque.append(range)
      line += 1
      return
    case Byte.greater:
      readQuotation(first, indent: indent)
      return
    case Byte.hyphen, Byte.star, Byte.plus, Byte.underscore, Byte.equals:
      if readRule(first, end, byte) { return }
      if byte != Byte.underscore, byte != Byte.equals, first + 1 == end || bytes[first + 1].isSpaceOrTab {
        readItem(first + 1, indent: indent)
        return
      }
    case Byte.openBracket:
      if readDefinition(first, end) { return }
    default:
      if byte.isDigit {
        var digits = first
        while digits < end, digits < first + 9, bytes[digits].isDigit { digits += 1 }
        // A paragraph goes on with a number; only "1." begins a list within it, as in CommonMark.
        let begins = open?.kind != .paragraph || (digits == first + 1 && byte == 0x31)
        if begins, at(digits, end) == Byte.period || at(digits, end) == Byte.closeParen,
          at(digits + 1, end).isSpaceOrTab
        {
          readItem(digits + 1, indent: indent)
          return
        }
      }
    }
    readText(first, indent: indent)
  }

  private mutating func readBlank() {
    if let block = open, block.kind == .item, block.links.isEmpty, line + 1 < text.lines.count {
      // An item goes on after blank lines where the next text is indented.
      var next = line + 1
      while next < text.lines.count, text.isBlank(next) { next += 1 }
      if next < text.lines.count {
        let range = text.lines[next]
        let content = trimmed(text.bytes, range)
        if let first = content.first, indentation(range.lowerBound..<first) > block.indent + 1,
          !isListMarker(content)
        {
          line = next
          return
        }
      }
      line = next
    } else {
      line += 1
    }
    close()
  }

  private func indentation(_ range: Range<Int>) -> Int {
    var indent = 0
    for index in range { indent += text.bytes[index] == Byte.tab ? 4 - indent % 4 : 1 }
    return indent
  }

  private func isListMarker(_ content: Range<Int>) -> Bool {
    guard let first = content.first, [Byte.hyphen, Byte.star, Byte.plus].contains(text.bytes[first]) else {
      return false
    }
    return first + 1 == content.upperBound || text.bytes[first + 1].isSpaceOrTab
  }

  /// A line of text: it goes on with the open block or begins a paragraph.
  private mutating func readText(_ first: Int, indent: Int) {
    let range = text.lines[line]
    if readPageField(first, range.upperBound) {
      line += 1
      return
    }
    if var block = open, block.links.isEmpty, !(block.isMarkedHighlight && block.kind == .item) {
      if block.kind == .quotation, isBlockID(first, range.upperBound) {
        close()
        line += 1
        return
      }
      // A setext heading's underline was read as a rule; all else goes on.
      block.range = block.range.lowerBound..<contentEnd(range)
      block.lines = block.lines.lowerBound..<line + 1
      open = block
      takeLinks()
      line += 1
      return
    }
    if let key = label(first..<range.upperBound), isAboutHighlight(key.name), indent > 0 {
      // A remark below the line with the link: part of the highlight's item.
      let block = open
      close()
      if block != nil, attach(key.name, value: key.value) {
        line += 1
        return
      }
    }
    close()
    open = TextBlock(kind: .paragraph, indent: -1, range: first..<contentEnd(range), lines: line..<line + 1)
    takeLinks()
    line += 1
  }

  private func contentEnd(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, text.bytes[end - 1].isSpaceOrTab { end -= 1 }
    return end
  }

  private func isBlockID(_ first: Int, _ end: Int) -> Bool {
    guard text.bytes[first] == Byte.caret else { return false }
    return trimmed(text.bytes, first + 1..<end).allSatisfy {
      text.bytes[$0].isLetterOrDigit || text.bytes[$0] == Byte.hyphen
    }
  }

  private mutating func readItem(_ afterMarker: Int, indent: Int) {
    close()
    let range = text.lines[line]
    var first = afterMarker
    while first < range.upperBound, text.bytes[first].isSpaceOrTab { first += 1 }
    // A task's box is no text.
    if first + 3 < range.upperBound, text.bytes[first] == Byte.openBracket, text.bytes[first + 2] == Byte.closeBracket,
      text.bytes[first + 3].isSpaceOrTab
    {
      first += 4
      while first < range.upperBound, text.bytes[first].isSpaceOrTab { first += 1 }
    }
    guard first < range.upperBound else {
      line += 1
      return
    }
    if section != .metadata, readPageField(first, range.upperBound) {
      line += 1
      return
    }
    open = TextBlock(kind: .item, indent: indent, range: first..<contentEnd(range), lines: line..<line + 1)
    takeLinks()
    line += 1
  }

  private mutating func readQuotation(_ marker: Int, indent: Int) {
    let range = text.lines[line]
    var first = marker
    while first < range.upperBound, text.bytes[first] == Byte.greater || text.bytes[first].isSpaceOrTab { first += 1 }
    if let block = open, block.kind == .item, indent > block.indent {
      // A quotation within an item is part of the item's text.
      readText(marker, indent: indent)
      return
    }
    guard first < range.upperBound else {
      line += 1
      return
    }
    // The first line of a callout names it: > [!quote] Title
    if open?.kind != .quotation, at(first, range.upperBound) == Byte.openBracket,
      at(first + 1, range.upperBound) == Byte.exclamation
    {
      close()
      line += 1
      return
    }
    if var block = open, block.kind == .quotation, block.links.isEmpty {
      block.range = block.range.lowerBound..<contentEnd(range)
      block.lines = block.lines.lowerBound..<line + 1
      open = block
    } else {
      close()
      open = TextBlock(kind: .quotation, indent: -1, range: first..<contentEnd(range), lines: line..<line + 1)
    }
    takeLinks()
    line += 1
  }

  /// Takes the highlight's links off the end of the open block.
  private mutating func takeLinks() {
    guard var block = open else { return }
    let start = max(block.range.lowerBound, text.lines[line].lowerBound)
    var end = block.range.upperBound
    // A block's id stands after the link.
    if let caret = blockID(start: start, end: end) { end = caret }
    var links: [String] = []
    var isMarked = false
    for _ in 0..<4 {
      guard let link = HighlightLink.read(text.bytes, start: start, end: end), link.isCertain || section == .highlights
      else { break }
      if let url = link.url { links.insert(url, at: 0) }
      isMarked = isMarked || link.isCertain
      end = trimmedEnd(start: block.range.lowerBound, end: link.textEnd)
    }
    guard !links.isEmpty || isMarked else { return }
    block.range = block.range.lowerBound..<end
    block.links += links
    block.isMarkedHighlight = isMarked
    open = block
  }

  private func blockID(start: Int, end: Int) -> Int? {
    var index = end
    while index > start, text.bytes[index - 1].isLetterOrDigit || text.bytes[index - 1] == Byte.hyphen { index -= 1 }
    guard index > start + 1, index < end, text.bytes[index - 1] == Byte.caret, text.bytes[index - 2].isSpaceOrTab else {
      return nil
    }
    return trimmedEnd(start: start, end: index - 1)
  }

  /// `end` without white space before it, nor the markers of a quotation's empty line.
  private func trimmedEnd(start: Int, end: Int) -> Int {
    var end = end
    while end > start, text.bytes[end - 1].isWhite || text.bytes[end - 1] == Byte.greater { end -= 1 }
    return end
  }

  // MARK: What is no text

  private mutating func readFence(_ first: Int, _ byte: UInt8) -> Bool {
    let bytes = text.bytes
    func run(_ start: Int, _ end: Int) -> Int {
      var index = start
      while index < end, bytes[index] == byte { index += 1 }
      return index - start
    }
    let length = run(first, text.lines[line].upperBound)
    guard length >= 3, byte == Byte.tilde || !bytes[first + length..<text.lines[line].upperBound].contains(byte) else {
      return false
    }
    close()
    let start = line
    line += 1
    while line < text.lines.count {
      let content = trimmed(bytes, text.lines[line])
      let closing = content.isEmpty ? 0 : run(content.lowerBound, content.upperBound)
      line += 1
      if closing >= length, closing == content.count {
        opaque.append(text.lines[start].lowerBound..<text.lines[line - 1].upperBound)
        return true
      }
    }
    opaque.append(text.lines[start].lowerBound..<bytes.count)
    diagnostics.append(
      text.diagnostic(
        .warning, at: first, "code block is not closed; the rest of the note is code",
        hint: "add a line of \(length) \(byte == Byte.tilde ? "tildes" : "backticks") after the code"))
    return true
  }

  /// A comment (`%%`, `<!--`) or formula (`$$`) that begins a line and goes on over lines.
  private mutating func readEnclosed(_ first: Int, _ end: Int) -> Bool {
    let bytes = text.bytes
    let (opening, closing): (String, String) =
      switch bytes[first] {
      case Byte.percent: ("%%", "%%")
      case Byte.dollar: ("$$", "$$")
      default: ("<!--", "-->")
      }
    guard bytes[first..<end].starts(with: opening.utf8) else { return false }
    let close = Array(closing.utf8)
    func find(_ start: Int, _ end: Int) -> Int? {
      var index = start
      while index + close.count <= end {
        if bytes[index] == close[0], bytes[index..<index + close.count].elementsEqual(close) { return index }
        index += 1
      }
      return nil
    }
    if let found = find(first + opening.utf8.count, end) {
      // Closed on its line: with text after it, the line is text.
      guard trimmed(bytes, found + close.count..<end).isEmpty else { return false }
      self.close()
      opaque.append(text.lines[line])
      line += 1
      return true
    }
    guard !unclosed.contains(opening) else { return false }
    var next = line + 1
    while next < text.lines.count, find(text.lines[next].lowerBound, text.lines[next].upperBound) == nil { next += 1 }
    guard next < text.lines.count else {
      unclosed.insert(opening)
      if opening != "$$" {
        diagnostics.append(
          text.diagnostic(
            .warning, at: first, "comment is not closed; it is read as text", hint: "add \"\(closing)\" where it ends"))
      }
      return false
    }
    self.close()
    opaque.append(text.lines[line].lowerBound..<text.lines[next].upperBound)
    line = next + 1
    return true
  }

  /// A line of `---`, `***`, `___` or `===`: a rule, the underline of a heading, or a second front matter.
  private mutating func readRule(_ first: Int, _ end: Int, _ byte: UInt8) -> Bool {
    var count = 0
    for index in first..<end {
      if text.bytes[index] == byte { count += 1 } else if !text.bytes[index].isSpaceOrTab { return false }
    }
    guard count >= 3, byte != Byte.plus else { return false }
    if byte == Byte.equals || byte == Byte.hyphen, let block = open, block.kind == .paragraph, block.lines.count == 1 {
      open = nil
      begin(heading: block.range, level: byte == Byte.equals ? 1 : 2)
      line += 1
      return true
    }
    guard byte != Byte.equals else { return false }
    close()
    if byte == Byte.hyphen, skipFrontMatter() { return true }
    line += 1
    return true
  }

  /// A note that was exported into itself has front matter again: its fields are those of the first.
  private mutating func skipFrontMatter() -> Bool {
    guard line + 1 < text.lines.count, FrontMatterLines.key(text, line + 1) != nil else { return false }
    var close = line + 1
    let limit = min(text.lines.count, line + 200)
    while close < limit, FrontMatterLines.isPlausible(text, close), !FrontMatter.isFence(text, close) { close += 1 }
    guard close < limit, FrontMatter.isFence(text, close) else { return false }
    diagnostics.append(
      text.diagnostic(
        .note, at: text.lines[line].lowerBound, "front matter within the note; only that at its beginning counts",
        hint: "the note seems to have been exported into itself"))
    section = .other
    heading = nil
    added = nil
    line = close + 1
    return true
  }

  /// A footnote or the target of a reference: `[^1]: …`, `[label]: url`.
  private mutating func readDefinition(_ first: Int, _ end: Int) -> Bool {
    var index = first + 1
    let limit = min(end, first + 128)
    while index < limit, text.bytes[index] != Byte.closeBracket, text.bytes[index] != Byte.openBracket { index += 1 }
    guard index + 1 < limit, index > first + 1, text.bytes[index] == Byte.closeBracket,
      text.bytes[index + 1] == Byte.colon, at(index + 2, end) != Byte.colon
    else { return false }
    close()
    line += 1
    return true
  }

  // MARK: Headings and sections

  private mutating func readHeading(_ first: Int, _ end: Int) -> Bool {
    var index = first
    while index < end, text.bytes[index] == Byte.hash { index += 1 }
    let level = index - first
    guard level <= 6, index == end || text.bytes[index].isSpaceOrTab else { return false }
    close()
    var content = trimmed(text.bytes, index..<end)
    while let last = content.last, text.bytes[last] == Byte.hash { content = content.dropLast(1) }
    begin(heading: content, level: level)
    line += 1
    return true
  }

  private mutating func begin(heading range: Range<Int>, level: Int) {
    let words = folded(InlineText(bytes: Array(text.string(range.prefix(1024)).utf8)).plain)
    let folded = words.lowercased()
    if level == 1, title == nil, !words.isEmpty { title = words }
    if folded == "metadata" {
      section = .metadata
    } else if folded == "highlights" || folded.hasPrefix("new highlights added") {
      section = .highlights
      added = folded == "highlights" ? nil : NoteDate.read(String(words.dropFirst("new highlights added".count)))
    } else if section == .other || level <= sectionLevel {
      section = .other
      added = nil
      heading = level == 1 && title == words ? nil : words
      sectionLevel = level
      return
    } else {
      heading = words
      return
    }
    sectionLevel = level
    heading = nil
  }

  // MARK: Fields

  /// `key:: value` on a line of its own.
  private mutating func readPageField(_ first: Int, _ end: Int) -> Bool {
    let bytes = text.bytes
    var index = first
    let limit = min(end, first + 64)
    while index < limit, bytes[index] != Byte.colon {
      let byte = bytes[index]
      guard byte.isWordByte || "_- *".utf8.contains(byte) else { return false }
      index += 1
    }
    guard index > first, index + 1 < limit, bytes[index + 1] == Byte.colon,
      index + 2 == end || bytes[index + 2].isSpaceOrTab
    else { return false }
    let name = fieldName(first..<index)
    guard !name.isEmpty else { return false }
    close()
    fields.append(
      Field(name: name, values: FieldValue.values(of: text.string(index + 2..<end)), line: line + 1))
    return true
  }

  private func fieldName(_ range: Range<Int>) -> String {
    folded(text.bytes[range].filter { $0 != Byte.star }).lowercased()
  }

  /// `Key: value`, `**Key**: value` and `**Key:** value` at the beginning of a range.
  private func label(_ range: Range<Int>) -> (name: String, value: Range<Int>)? {
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

  private func isAboutHighlight(_ name: String) -> Bool {
    ["note", "notes", "tags", "tag", "comment", "comments", "annotation"].contains(name)
  }

  /// Gives a note or tags to the last highlight.
  private mutating func attach(_ name: String, value: Range<Int>) -> Bool {
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

  private static let knownFields: Set<String> = [
    "author", "authors", "full title", "title", "category", "url", "document tags", "document note", "summary",
    "source", "published", "published date", "date", "publisher",
  ]

  // MARK: Blocks

  /// Ends the open block and takes it for what it is.
  private mutating func close() {
    guard let block = open else { return }
    open = nil
    guard !block.range.isEmpty || !block.links.isEmpty else { return }
    if section == .metadata || (block.kind == .item && section == .other && candidates.isEmpty) {
      if let key = label(block.range), section == .metadata || BodyReader.knownFields.contains(key.name) {
        fields.append(
          Field(
            name: key.name, values: FieldValue.values(of: folded(text.bytes[key.value])),
            line: block.lines.lowerBound + 1))
        return
      }
      if section == .metadata, block.kind == .item { return }
    }
    let isMarked = block.isMarkedHighlight || (section == .highlights && !block.links.isEmpty)
    if block.kind == .item, !isMarked, let last = candidates.last, last.isHighlight, block.indent > last.block.indent,
      let key = label(block.range), isAboutHighlight(key.name), attach(key.name, value: key.value)
    {
      return
    }
    if block.kind == .item, !isMarked, readSync(block) { return }
    candidates.append(
      Candidate(block: block, isHighlight: isMarked || section == .highlights, heading: heading, added: added))
  }

  /// "Highlights first synced by …" and "New highlights added …" as list items, in Logseq.
  private mutating func readSync(_ block: TextBlock) -> Bool {
    let start = text.string(block.range.prefix(40)).lowercased()
    let isFirst = start.hasPrefix("highlights first synced")
    guard isFirst || start.hasPrefix("new highlights added") else { return false }
    let words = text.string(block.range.prefix(512))
    let date = isFirst ? words.split(separator: "[[").last.map(String.init) ?? "" : String(words.dropFirst(20))
    section = .highlights
    sectionLevel = 6
    added = NoteDate.read(date)
    return true
  }
}
