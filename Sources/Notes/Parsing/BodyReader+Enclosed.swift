import KnowledgeGraph

/// What stands in a body and is no text: code, comments, formulas, rules, definitions.
extension BodyReader {
  mutating func readFence(_ first: Int, _ byte: UInt8) -> Bool {
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
  mutating func readEnclosed(_ first: Int, _ end: Int) -> Bool {
    let bytes = text.bytes
    let (opening, closing): (String, String)
    switch bytes[first] {
    case Byte.percent: (opening, closing) = ("%%", "%%")
    case Byte.dollar: (opening, closing) = ("$$", "$$")
    default: (opening, closing) = openElement(first, end).map { ($0, "</" + $0.dropFirst()) } ?? ("<!--", "-->")
    }
    let isElement = closing.hasPrefix("</")
    guard isElement || bytes[first..<end].starts(with: opening.utf8) else { return false }
    let close = Array(closing.utf8)
    func find(_ start: Int, _ end: Int) -> Int? {
      var index = start
      while index + close.count <= end {
        if bytes[index] == close[0],
          bytes[index..<index + close.count].elementsEqual(close, by: { $0 == $1 || $0.lowercased == $1 })
        {
          return index
        }
        index += 1
      }
      return nil
    }
    if let found = find(first + opening.utf8.count, end) {
      // Closed on its line: with text after it, the line is text.
      var rest = found + close.count
      if isElement { while rest < end, bytes[rest - 1] != Byte.greater { rest += 1 } }
      guard trimmed(bytes, rest..<end).isEmpty else { return false }
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
      if !isElement, opening != "$$" {
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

  /// The beginning of the element without text that a line opens: `<script`, `<style`, `<pre`.
  func openElement(_ first: Int, _ end: Int) -> String? {
    guard first + 1 < end, text.bytes[first] == Byte.less, text.bytes[first + 1].isLetter else { return nil }
    return HTMLTag.opaque.first { opening in
      let next = first + opening.utf8.count
      return next <= end && text.bytes[first..<next].map(\.lowercased).elementsEqual(opening.utf8)
        && (next == end || text.bytes[next] == Byte.greater || text.bytes[next].isWhite)
    }
  }

  /// A line of `---`, `***`, `___` or `===`: a rule, the underline of a heading, or a second front matter.
  mutating func readRule(_ first: Int, _ end: Int, _ byte: UInt8) -> Bool {
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

  /// Front matter within the body, after which the note goes on.
  ///
  /// A note that was exported into itself has its front matter again: the first counts, and the others say nothing. In a
  /// note without front matter at its beginning, the first with a usual key is taken for it. Lines with other keys
  /// between two rules are text.
  mutating func skipFrontMatter() -> Bool {
    guard line + 1 < text.lines.count, FrontMatterLines.key(text, line + 1) != nil else { return false }
    var end = line + 1
    let limit = min(text.lines.count, line + 200)
    while end < limit, FrontMatterLines.isPlausible(text, end), !FrontMatter.isFence(text, end) { end += 1 }
    guard end < limit, FrontMatter.isFence(text, end) else { return false }
    let block = line + 1..<end
    let keys = Set(block.compactMap { FrontMatterLines.key(text, $0).map { text.string($0).lowercased() } })
    let isFirst = frontMatterKeys.isEmpty
    guard !keys.isDisjoint(with: isFirst ? BodyReader.usualKeys : frontMatterKeys) else { return false }
    let offset = text.lines[line].lowerBound
    if isFirst {
      frontMatter = block
      frontMatterKeys = keys
      diagnostics.append(
        text.diagnostic(
          .note, at: offset, "front matter stands within the note; it was read as if it stood at its beginning",
          hint: "move it to the first line, where other programs look for it"))
    } else {
      repeats = ((repeats?.count ?? 0) + 1, repeats?.offset ?? offset)
      opaque.append(offset..<text.lines[end].upperBound)
      section = .other
      heading = nil
      added = nil
    }
    line = end + 1
    return true
  }

  /// By which keys front matter within a note is told from lines with colons.
  static let usualKeys: Set<String> = [
    "title", "author", "authors", "tags", "tag", "date", "created", "updated", "url", "source", "aliases", "alias",
    "category", "type", "published",
  ]

  /// One remark for all repeats, of which a note may have thousands.
  mutating func reportRepeats() {
    guard let repeats else { return }
    let times = repeats.count == 1 ? "again" : "\(repeats.count) more times"
    diagnostics.append(
      text.diagnostic(
        .note, at: repeats.offset, "front matter stands \(times) within the note; only the first counts",
        hint: "the note seems to have been exported into itself; delete the copies"))
  }

  /// A footnote or the target of a reference: `[^1]: …`, `[label]: url`.
  mutating func readDefinition(_ first: Int, _ end: Int) -> Bool {
    var index = first + 1
    let limit = min(end, first + 128)
    while index < limit, text.bytes[index] != Byte.closeBracket, text.bytes[index] != Byte.openBracket { index += 1 }
    guard index + 1 < limit, index > first + 1, text.bytes[index] == Byte.closeBracket,
      text.bytes[index + 1] == Byte.colon, at(index + 2, end) != Byte.colon
    else { return false }
    if text.bytes[first + 1] != Byte.caret {
      // An address, then nothing or a title: "[Note]: words" is text.
      let rest = trimmed(text.bytes, index + 2..<end)
      let gap = rest.first { text.bytes[$0].isSpaceOrTab }.map { trimmed(text.bytes, $0..<rest.upperBound) }
      guard !rest.isEmpty, gap.map({ "\"'(".utf8.contains(text.bytes[$0.lowerBound]) }) ?? true else { return false }
    }
    close()
    line += 1
    return true
  }

  /// One remark for the first block that a template left open.
  mutating func reportPlaceholder(_ offset: Int) {
    guard !hasPlaceholder else { return }
    hasPlaceholder = true
    diagnostics.append(text.diagnostic(.note, at: offset, Placeholder.message, hint: Placeholder.hint))
  }
}
