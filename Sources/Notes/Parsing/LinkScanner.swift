/// Finds the links and inline fields of a note, outside code and comments.
struct LinkScanner {
  /// A link with where it stands.
  struct Found {
    var offset: Int
    var target: String
    var heading: String?
    var block: String?
    var label: String?
    var isEmbed: Bool
  }

  let text: NoteText
  /// Where no link counts, in order.
  let opaque: [Range<Int>]
  var links: [Found] = []
  var fields: [Field] = []
  var diagnostics: [Diagnostic] = []

  /// How many unclosed links are told one by one.
  private static let reportLimit = 5

  private let start: Int
  private var position: Int
  private var unclosed = 0
  private var paragraphEnd = -1
  private var paragraphLine = 0
  private var backticks: BacktickRuns?
  private var hasNoComment = false
  private var hasNoHTMLComment = false
  private let frontMatterEnd: Int

  init(_ text: NoteText, opaque: [Range<Int>], frontMatterEnd: Int) {
    self.text = text
    self.opaque = opaque
    self.frontMatterEnd = frontMatterEnd
    start = text.lines.first?.lowerBound ?? 0
    position = start
  }

  mutating func scan() {
    let bytes = text.bytes
    let count = bytes.count
    var nextOpaque = 0
    var opaqueStart = opaque.first?.lowerBound ?? count
    while position < count {
      if position >= opaqueStart {
        if nextOpaque < opaque.count {
          position = max(position, opaque[nextOpaque].upperBound)
          nextOpaque += 1
          opaqueStart = nextOpaque < opaque.count ? opaque[nextOpaque].lowerBound : count
          continue
        }
        break
      }
      switch bytes[position] {
      case Byte.openBracket: readBracket()
      case Byte.backtick: readBacktick()
      case Byte.percent, Byte.less: readComment()
      case Byte.colon: readField()
      case Byte.backslash: position += 2
      default: position += 1
      }
    }
    if unclosed > LinkScanner.reportLimit {
      let more = unclosed - LinkScanner.reportLimit
      diagnostics.append(
        Diagnostic(
          .note, path: text.path, line: text.lines.count, message: "\(more) more links are not closed",
          hint: "add \"]]\" after their targets"))
    }
  }

  /// The byte at an index, or a line end beyond the text; a byte order mark is no part of it.
  private func byte(at index: Int) -> UInt8 { index >= start && index < text.bytes.count ? text.bytes[index] : 0x0a }

  private mutating func readBracket() {
    if byte(at: position + 1) == Byte.openBracket {
      let isEmbed = byte(at: position - 1) == Byte.exclamation
      let start = isEmbed ? position - 1 : position
      guard let link = WikilinkSpan(text.bytes, at: start, end: text.bytes.count) else {
        reportUnclosed()
        position += 1
        return
      }
      let fragment = link.fragment.map { visibleName(text.bytes[$0]) }
      if !link.isAddress(text.bytes) {
        links.append(
          Found(
            offset: start, target: visibleName(text.bytes[link.target]), heading: link.isBlock ? nil : fragment,
            block: link.isBlock ? fragment : nil, label: link.label.map { visibleName(text.bytes[$0]) },
            isEmbed: isEmbed))
      }
      position = link.range.upperBound
      return
    }
    // [text](file.md): the label may hold brackets, but no link to a note needs them.
    var end = position + 1
    let limit = min(text.bytes.count, position + 256)
    while end < limit, text.bytes[end] != Byte.closeBracket, text.bytes[end] != Byte.openBracket,
      !text.bytes[end].isLineEnd
    {
      end += 1
    }
    guard end < limit, text.bytes[end] == Byte.closeBracket, byte(at: end + 1) == Byte.openParen,
      case .success(let destination) = LinkDestination.read(text.bytes, at: end + 1)
    else {
      position += 1
      return
    }
    let isImage = byte(at: position - 1) == Byte.exclamation
    if let file = LinkScanner.file(text.string(destination.url)) {
      links.append(
        Found(
          offset: isImage ? position - 1 : position, target: file.target, heading: file.heading,
          label: folded(text.bytes[(position + 1)..<end]), isEmbed: isImage))
    }
    position = destination.end
  }

  private mutating func reportUnclosed() {
    // Three brackets are no link that someone forgot to close, nor is a subscript of code: x[[1]].
    guard byte(at: position + 2) != Byte.openBracket, byte(at: position - 1) != Byte.openBracket,
      byte(at: position + 2) != Byte.closeBracket, !byte(at: position - 1).isWordByte, position > frontMatterEnd
    else { return }
    // [[label](url)] is a link in brackets, all of it on one line.
    var close = position + 2
    let limit = min(text.bytes.count, position + 128)
    while close < limit, text.bytes[close] != Byte.closeBracket, text.bytes[close] != Byte.openBracket,
      !text.bytes[close].isLineEnd
    {
      close += 1
    }
    if byte(at: close) == Byte.closeBracket, byte(at: close + 1) == Byte.openParen { return }
    unclosed += 1
    guard unclosed <= LinkScanner.reportLimit else { return }
    diagnostics.append(
      text.diagnostic(
        .note, at: position, "link is not closed; it is read as text", hint: "add \"]]\" after its target")
    )
  }

  /// A link's URL as the file of a note: without scheme, ending in `.md`, percent encoding decoded.
  private static func file(_ url: String) -> (target: String, heading: String?)? {
    let bytes = Array(url.utf8)
    let hash = bytes.firstIndex(of: Byte.hash) ?? bytes.count
    let path = bytes[..<hash]
    guard path.count > 3, path.suffix(3).elementsEqual(".md".utf8), !path.contains(Byte.colon) else { return nil }
    let heading = hash < bytes.count ? decoded(bytes[(hash + 1)...]) : nil
    return (decoded(path), heading)
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    func digit(_ byte: UInt8) -> UInt8? {
      switch byte.lowercased {
      case 0x30...0x39: byte - 0x30
      case 0x61...0x66: byte.lowercased - 0x57
      default: nil
      }
    }
    var result: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == Byte.percent, index + 2 < bytes.endIndex, let high = digit(bytes[index + 1]),
        let low = digit(bytes[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return visibleName(result)
  }

  private mutating func readBacktick() {
    var run = position
    while run < text.bytes.count, text.bytes[run] == Byte.backtick { run += 1 }
    let length = run - position
    if position >= paragraphEnd {
      // A code span ends with its paragraph.
      var line = max(paragraphLine, text.lineIndex(of: position))
      while line < text.lines.count, !text.isBlank(line) { line += 1 }
      paragraphLine = line
      paragraphEnd = line < text.lines.count ? text.lines[line].lowerBound : text.bytes.count
      backticks = BacktickRuns()
    }
    let close = backticks?.closing(length, after: run, in: text.bytes, end: paragraphEnd)
    position = close.map { $0 + length } ?? run
  }

  private mutating func readComment() {
    let bytes = text.bytes
    if bytes[position] == Byte.percent, byte(at: position + 1) == Byte.percent, !hasNoComment {
      if let end = bytes.firstIndex(of: Byte.percent, followedBy: Byte.percent, from: position + 2) {
        position = end + 2
        return
      }
      hasNoComment = true
    } else if bytes[position] == Byte.less, byte(at: position + 1) == Byte.exclamation,
      byte(at: position + 2) == Byte.hyphen, byte(at: position + 3) == Byte.hyphen, !hasNoHTMLComment
    {
      var index = position + 4
      while let dashes = bytes.firstIndex(of: Byte.hyphen, followedBy: Byte.hyphen, from: index) {
        if byte(at: dashes + 2) == Byte.greater {
          position = dashes + 3
          return
        }
        index = dashes + 1
      }
      hasNoHTMLComment = true
    }
    position += 1
  }

  /// `[key:: value]` or `(key:: value)` around the `::` at the present place.
  private mutating func readField() {
    let bytes = text.bytes
    let colon = position
    position += 1
    guard byte(at: colon + 1) == Byte.colon,
      byte(at: colon + 2).isSpaceOrTab
        || (byte(at: colon + 2) == Byte.openBracket && byte(at: colon + 3) == Byte.openBracket)
    else { return }
    var start = colon
    while start > 0, colon - start < 64, bytes[start - 1].isWordByte || "_- ".utf8.contains(bytes[start - 1]) {
      start -= 1
    }
    let open = byte(at: start - 1)
    guard start < colon, open == Byte.openBracket || open == Byte.openParen else { return }
    let close = open == Byte.openBracket ? Byte.closeBracket : Byte.closeParen
    var depth = 0
    var end = colon + 2
    let limit = min(bytes.count, colon + 1024)
    while end < limit, !bytes[end].isLineEnd {
      if bytes[end] == open { depth += 1 }
      if depth > 4 { return }
      if bytes[end] == close {
        if depth == 0 { break }
        depth -= 1
      }
      end += 1
    }
    guard end < limit, bytes[end] == close else { return }
    let name = visibleName(bytes[start..<colon]).lowercased()
    // What nobody sees is no key.
    guard !name.isEmpty else { return }
    fields.append(
      Field(
        name: name, values: FieldValue.values(of: text.string(colon + 2..<end)),
        line: text.lineIndex(of: colon) + 1))
  }
}
