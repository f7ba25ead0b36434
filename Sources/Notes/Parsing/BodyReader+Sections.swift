import KnowledgeGraph

/// Headings and what they say of the blocks below them.
extension BodyReader {
  mutating func readHeading(_ first: Int, _ end: Int) -> Bool {
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

  mutating func begin(heading range: Range<Int>, level: Int) {
    let words = folded(InlineText(bytes: Array(text.string(range.prefix(1024)).utf8)).plain)
    if Placeholder.isWhole(text.bytes, range) { return }
    let folded = words.lowercased()
    if level == 1, title == nil, !words.isEmpty { title = words }
    if folded == "metadata" {
      section = .metadata
    } else if folded == "highlights" || folded.hasPrefix("new highlights added") {
      section = .highlights
      added = folded == "highlights" ? nil : NoteDate.read(String(words.dropFirst("new highlights added".count)))
    } else if folded == "full document", section != .highlights {
      section = .document
      added = nil
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

  /// "Highlights first synced by …" and "New highlights added …" as list items, in Logseq.
  mutating func readSync(_ block: TextBlock) -> Bool {
    let start = text.string(block.range.prefix(40)).lowercased()
    let isFirst = start.hasPrefix("highlights first synced")
    guard isFirst || start.hasPrefix("new highlights added") else { return false }
    let words = text.string(block.range.prefix(512))
    let date = isFirst ? words.split(separator: "[[").last.map(String.init) ?? "" : String(words.dropFirst(20))
    // Its links name the day and the program, not what the note is about.
    opaque.append(text.lines[block.lines.lowerBound])
    section = .highlights
    sectionLevel = 6
    added = NoteDate.read(date)
    return true
  }
}
