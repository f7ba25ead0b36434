import KnowledgeGraph

/// A report as its author writes it: Markdown with blocks and values that the graph fills.
struct ReportTemplate: Sendable {
  /// A piece of the report, in the order of the file.
  enum Part: Hashable, Sendable {
    /// Text of the author's, which stays as it is.
    case text(String)
    /// A fenced block with the info string `weft`, with the white space before its fence.
    case block(Directive, indent: String)
    /// `{{weft: …}}` within a line.
    case value(Directive)
  }

  private(set) var parts: [Part] = []
  /// The title of the front matter, else the first heading.
  private(set) var title: String?
  /// The author's own numbered footnotes: `[^7]`.
  private(set) var takenNumbers: Set<Int> = []
  /// The front matter, with its fences; it stands before the first part in Markdown, and in no HTML.
  private(set) var frontMatter = ""

  private var text = ""
  private var findings: [ReportFinding] = []

  /// The largest report, in bytes.
  static let sizeLimit = 1 << 20

  /// Reads a report.
  ///
  /// - Complexity: O(length of `source`).
  /// - Throws: ``ReportError`` with every block and value that is not understood.
  init(_ source: String) throws(ReportError) {
    guard source.utf8.count <= ReportTemplate.sizeLimit else {
      throw ReportError([
        ReportFinding(line: 1, column: 1, message: "a report may have \(ReportTemplate.sizeLimit >> 20) MiB at most")
      ])
    }
    // A carriage return before a line feed is part of the line's end, and one character with it.
    var lines = source.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    var index = readFrontMatter(lines)
    var fence: Fence?
    while index < lines.count {
      let line = lines[index]
      index += 1
      if let open = fence {
        if open.isClosed(by: line) { fence = nil }
        keep(line)
      } else if let opened = Fence(line) {
        if opened.isWeft {
          index = readBlock(opened, lines, from: index)
        } else {
          fence = opened
          keep(line)
        }
      } else {
        readLine(line, number: index)
      }
    }
    flush()
    guard findings.isEmpty else { throw ReportError(findings) }
  }

  private mutating func keep(_ line: Substring) {
    text += line
    text += "\n"
  }

  private mutating func flush() {
    if !text.isEmpty { parts.append(.text(text)) }
    text = ""
  }

  /// Takes YAML between `---` at the head of the file; returns the index of the line after it.
  private mutating func readFrontMatter(_ lines: [Substring]) -> Int {
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(where: { $0 == "---" || $0 == "..." }) else {
      return 0
    }
    for line in lines[1..<end] where line.hasPrefix("title:") {
      let value = line.dropFirst(6).trimmed()
      let isQuoted = value.count >= 2 && (value.hasPrefix("\"") && value.hasSuffix("\""))
      title = String(isQuoted ? value.dropFirst().dropLast() : value)
    }
    frontMatter = lines[...end].joined(separator: "\n") + "\n"
    return end + 1
  }

  private mutating func readBlock(_ fence: Fence, _ lines: [Substring], from start: Int) -> Int {
    var words = WordScanner()
    var index = start
    do throws(ReportError) {
      while index < lines.count, !fence.isClosed(by: lines[index]) {
        let line = lines[index]
        index += 1
        if !line.trimmed().hasPrefix("#") { try words.scan(line, line: index, column: 1) }
      }
      guard index < lines.count else {
        throw ReportError([
          ReportFinding(
            line: start, column: fence.indent.unicodeScalars.count + 1, message: "this block is not closed",
            hint: "close it with a line of \(fence.marks)")
        ])
      }
      let directive = try DirectiveReader.read(
        words.words, isInline: false, line: start, column: fence.indent.unicodeScalars.count + 1)
      flush()
      parts.append(.block(directive, indent: fence.indent))
    } catch {
      findings += error.findings
      while index < lines.count, !fence.isClosed(by: lines[index]) { index += 1 }
    }
    return min(index + 1, lines.count)
  }

  /// Takes a line with its values; one in a code span is code.
  private mutating func readLine(_ line: Substring, number: Int) {
    if title == nil, line.hasPrefix("# ") {
      let heading = line.dropFirst(2).trimmed()
      if !heading.contains("{{") { title = String(heading) }
    }
    noteFootnotes(line)
    let bytes = Array(line.utf8)
    var start = 0
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "`") {
        index = ReportTemplate.afterCode(bytes, from: index)
        continue
      }
      guard bytes[index...].starts(with: "{{weft:".utf8) else {
        index += 1
        continue
      }
      let column = String(decoding: bytes[..<index], as: UTF8.self).unicodeScalars.count + 1
      guard let end = bytes[index...].firstRange(of: "}}".utf8) else {
        findings.append(
          ReportFinding(line: number, column: column, message: "this value is not closed", hint: "close it with }}"))
        break
      }
      do throws(ReportError) {
        var words = WordScanner()
        let inner = String(decoding: bytes[(index + 7)..<end.lowerBound], as: UTF8.self)
        try words.scan(inner, line: number, column: column + 7)
        let directive = try DirectiveReader.read(words.words, isInline: true, line: number, column: column)
        text += String(decoding: bytes[start..<index], as: UTF8.self)
        flush()
        parts.append(.value(directive))
      } catch {
        findings += error.findings
      }
      start = end.upperBound
      index = start
    }
    text += String(decoding: bytes[min(start, bytes.count)...], as: UTF8.self)
    text += "\n"
  }

  private mutating func noteFootnotes(_ line: Substring) {
    var rest = line
    while let mark = rest.firstRange(of: "[^") {
      rest = rest[mark.upperBound...]
      if let end = rest.firstIndex(of: "]"), let number = Int(rest[..<end]) { takenNumbers.insert(number) }
    }
  }

  /// The end of a code span that begins at `start`, or of the marks that begin none.
  private static func afterCode(_ bytes: [UInt8], from start: Int) -> Int {
    var open = start
    while open < bytes.count, bytes[open] == UInt8(ascii: "`") { open += 1 }
    let length = open - start
    var index = open
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      var end = index
      while end < bytes.count, bytes[end] == UInt8(ascii: "`") { end += 1 }
      if end - index == length { return end }
      index = end
    }
    return open
  }
}

/// The line that opens a fenced block of code.
private struct Fence {
  var indent: String
  var marks: Substring
  var isWeft: Bool

  init?(_ line: Substring) {
    let rest = line.drop { $0 == " " }
    guard let mark = rest.first, mark == "`" || mark == "~" else { return nil }
    marks = rest.prefix { $0 == mark }
    guard marks.count >= 3 else { return nil }
    let info = rest.dropFirst(marks.count).trimmed()
    guard mark == "~" || !info.contains("`") else { return nil }
    indent = String(line.prefix(line.count - rest.count))
    isWeft = info.split(separator: " ").first == "weft"
  }

  func isClosed(by line: Substring) -> Bool {
    let rest = line.trimmed()
    return rest.count >= marks.count && rest.allSatisfy { $0 == marks.first }
  }
}

extension Substring {
  /// Without white space at both ends.
  fileprivate func trimmed() -> Substring {
    var text = self
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return text
  }
}
