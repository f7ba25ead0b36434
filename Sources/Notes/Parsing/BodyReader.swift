import KnowledgeGraph

/// Reads the body of a note line by line: blocks of text, headings, fields; and what no text is.
///
/// Blocks are not nested: a list item knows its indentation, and what belongs to the highlight above it is told by
/// that and by its first word. Nothing here recurses, and each line is looked at once.
struct BodyReader {
  /// Which part of an exported note the present place is in.
  enum Section {
    case other, metadata, highlights
    /// The text of the source itself, as Readwise exports it below the metadata.
    case document
  }

  let text: NoteText
  var fields: [Field] = []
  var candidates: [Candidate] = []
  var diagnostics: [Diagnostic] = []
  /// The lines of front matter that stands within the body of a note that has none at its beginning.
  var frontMatter: Range<Int>?
  /// Code, comments, formulas and repeated front matter: ranges of bytes in which no link counts, in order.
  var opaque: [Range<Int>] = []
  /// The first heading of the first level.
  var title: String?

  var section = Section.other
  /// The level of the heading that began the section.
  var sectionLevel = 0
  var heading: String?
  var added: PartialDate?
  var open: TextBlock?
  var line: Int
  /// What begins a comment or formula and has no end in the rest of the note.
  var unclosed: Set<String> = []
  /// The keys of the note's front matter; empty while it has none.
  var frontMatterKeys: Set<String>
  /// Whether a placeholder stood for a whole block.
  var hasPlaceholder = false
  /// Where front matter stands again.
  var repeats: (count: Int, offset: Int)?

  /// - Parameters:
  ///   - text: The note.
  ///   - line: The first line of its body, by index.
  ///   - keys: The keys of the front matter before it.
  init(_ text: NoteText, from line: Int, keys: Set<String>) {
    self.text = text
    self.line = line
    frontMatterKeys = keys
  }

  mutating func read() {
    while line < text.lines.count { readLine() }
    close()
    reportRepeats()
  }

  // MARK: Lines

  func at(_ index: Int, _ end: Int) -> UInt8 { index < end ? text.bytes[index] : Byte.lineFeed }

  mutating func readLine() {
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
      if at(first + 1, end) == Byte.plus {
        // "#+BEGIN_QUOTE" and its like tell Logseq how to show the lines between.
        close()
        line += 1
        return
      }
    case Byte.percent, Byte.less, Byte.dollar:
      if readEnclosed(first, end) { return }
    case Byte.bar:
      // A table is no text, but its links count.
      close()
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

  mutating func readBlank() {
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

  func indentation(_ range: Range<Int>) -> Int {
    var indent = 0
    for index in range { indent += text.bytes[index] == Byte.tab ? 4 - indent % 4 : 1 }
    return indent
  }

  func isListMarker(_ content: Range<Int>) -> Bool {
    guard let first = content.first, [Byte.hyphen, Byte.star, Byte.plus].contains(text.bytes[first]) else {
      return false
    }
    return first + 1 == content.upperBound || text.bytes[first + 1].isSpaceOrTab
  }

  /// A line of text: it goes on with the open block or begins a paragraph.
  mutating func readText(_ first: Int, indent: Int) {
    let range = text.lines[line]
    if readPageField(first, range.upperBound, isOfBlock: indent > 0) {
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

  func contentEnd(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound, text.bytes[end - 1].isSpaceOrTab { end -= 1 }
    return end
  }

  func isBlockID(_ first: Int, _ end: Int) -> Bool {
    guard text.bytes[first] == Byte.caret else { return false }
    return trimmed(text.bytes, first + 1..<end).allSatisfy {
      text.bytes[$0].isLetterOrDigit || text.bytes[$0] == Byte.hyphen
    }
  }

  mutating func readItem(_ afterMarker: Int, indent: Int) {
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
    if section != .metadata, readPageField(first, range.upperBound, isOfBlock: true) {
      line += 1
      return
    }
    open = TextBlock(kind: .item, indent: indent, range: first..<contentEnd(range), lines: line..<line + 1)
    takeLinks()
    line += 1
  }

  mutating func readQuotation(_ marker: Int, indent: Int) {
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
    if readPageField(first, range.upperBound, isOfBlock: false) {
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
  mutating func takeLinks() {
    guard section != .document, var block = open else { return }
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
      isMarked = isMarked || link.isCertain || link.url == nil
      end = trimmedEnd(start: block.range.lowerBound, end: link.textEnd)
    }
    guard !links.isEmpty || isMarked else { return }
    block.range = block.range.lowerBound..<end
    block.links += links
    block.isMarkedHighlight = isMarked
    open = block
  }

  func blockID(start: Int, end: Int) -> Int? {
    var index = end
    while index > start, text.bytes[index - 1].isLetterOrDigit || text.bytes[index - 1] == Byte.hyphen { index -= 1 }
    guard index > start + 1, index < end, text.bytes[index - 1] == Byte.caret, text.bytes[index - 2].isSpaceOrTab else {
      return nil
    }
    return trimmedEnd(start: start, end: index - 1)
  }

  /// `end` without white space before it, nor the markers of a quotation's empty line.
  func trimmedEnd(start: Int, end: Int) -> Int {
    var end = end
    while end > start, text.bytes[end - 1].isWhite || text.bytes[end - 1] == Byte.greater { end -= 1 }
    return end
  }

  // MARK: Blocks

  /// Ends the open block and takes it for what it is.
  mutating func close() {
    guard let block = open else { return }
    open = nil
    guard !block.range.isEmpty || !block.links.isEmpty else { return }
    if Placeholder.isWhole(text.bytes, block.range) { return reportPlaceholder(block.range.lowerBound) }
    if section == .document, isOneLink(block.range) { return }
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

  /// Whether a range holds one wikilink and no more: "See full document content →", where the text is in another file.
  func isOneLink(_ range: Range<Int>) -> Bool {
    guard text.bytes[range.lowerBound] == Byte.openBracket,
      let link = WikilinkSpan(text.bytes, at: range.lowerBound, end: range.upperBound)
    else { return false }
    return link.range.upperBound == range.upperBound
  }
}
