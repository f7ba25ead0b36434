/// One walk over the bytes of a stretch of Markdown that collects what stays of it.
///
/// Text that stays becomes pieces; delimiters become pieces too, which later lose the bytes that turn out to be
/// syntax. Emphasis follows the delimiter stack of CommonMark 0.31, appendix "A parsing strategy".
struct InlineScanner {
  /// Bytes of the Markdown that stay, or one scalar in their place.
  struct Piece {
    var start: Int
    var end: Int
    var replacement: Unicode.Scalar?
  }

  /// A mark by the pieces within it.
  struct OpenMark {
    var kind: InlineText.Mark.Kind
    var pieces: Range<Int>
    var source: Range<Int>
  }

  struct Bracket {
    var piece: Int
    var isImage: Bool
    var delimiters: Int
    var marks: Int
  }

  let bytes: [UInt8]
  var pieces: [Piece] = []
  var marks: [OpenMark] = []
  var delimiters: [Delimiter] = []
  var brackets: [Bracket] = []
  /// Where the next byte to read stands.
  var position = 0
  /// Where the text that is not a piece yet begins.
  private var textStart = 0
  /// Openers of quotations by their closing mark: the piece after the opening one and where it begins.
  private var quotes: [Quotation: (piece: Int, source: Int)] = [:]
  private var backticks = BacktickRuns()
  /// Where searches for the end of something failed: they need not be made again before there.
  private var noDestinationUntil = 0
  private var hasNoComment = false
  private var hasNoHTMLComment = false

  enum Quotation: Hashable { case curly, straight, angle }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Bytes at which something other than plain text may begin.
  private static let special: [Bool] = {
    var table = [Bool](repeating: false, count: 256)
    for byte in 0..<0x20 where byte != 0x09 { table[byte] = true }
    for byte in "\\`*_~=[]!<&%\"^:#(".utf8 { table[Int(byte)] = true }
    for byte in [0x7f, 0xc2, 0xe2, 0xef] { table[byte] = true }
    return table
  }()

  mutating func scan() {
    pieces.reserveCapacity(8)
    readLineStart(isFirst: true)
    let special = InlineScanner.special
    while position < bytes.count {
      let byte = bytes[position]
      guard special[Int(byte)] else {
        position += 1
        continue
      }
      switch byte {
      case Byte.lineFeed, Byte.carriageReturn: readLineEnd(byte)
      case Byte.backslash: readEscape()
      case Byte.backtick: readCode()
      case Byte.star, Byte.underscore, Byte.tilde, Byte.equals: readDelimiters(byte)
      case Byte.openBracket: readOpenBracket()
      case Byte.closeBracket: readCloseBracket()
      case Byte.openParen: readBlockReference()
      case Byte.exclamation: readExclamation()
      case Byte.less: readAngle()
      case Byte.ampersand: readReference()
      case Byte.percent: readComment()
      case Byte.quote: readStraightQuote()
      case Byte.caret: readBlockID()
      case Byte.colon: readBareURL()
      case Byte.hash: readTag()
      case 0xc2, 0xe2, 0xef: readBeyondASCII(byte)
      default: drop(1)
      }
    }
    flush()
    processEmphasis(above: 0)
  }

  // MARK: Pieces

  /// Makes the text before the present place a piece.
  private mutating func flush() {
    if textStart < position { pieces.append(Piece(start: textStart, end: position)) }
    textStart = position
  }

  /// Leaves out the next `count` bytes.
  private mutating func drop(_ count: Int) {
    flush()
    position = min(position + count, bytes.count)
    textStart = position
  }

  /// Puts `scalar` in the place of the next `count` bytes.
  private mutating func replace(_ count: Int, with scalar: Unicode.Scalar) {
    flush()
    pieces.append(Piece(start: position, end: position + count, replacement: scalar))
    position += count
    textStart = position
  }

  private func byte(at index: Int) -> UInt8 { index >= 0 && index < bytes.count ? bytes[index] : Byte.lineFeed }

  // MARK: Lines

  private mutating func readLineEnd(_ byte: UInt8) {
    if byte == Byte.carriageReturn {
      if self.byte(at: position + 1) == Byte.lineFeed, position + 1 < bytes.count {
        drop(1)
        position += 1
      } else {
        replace(1, with: "\n")
      }
    } else {
      position += 1
    }
    // A bracket does not reach over a blank line, nor a quotation.
    readLineStart(isFirst: false)
  }

  /// Leaves out indentation, quote markers and list markers where a line begins.
  private mutating func readLineStart(isFirst: Bool) {
    var index = position
    while index < bytes.count, bytes[index].isSpaceOrTab || bytes[index] == Byte.greater { index += 1 }
    var hashes = index
    while hashes < bytes.count, bytes[hashes] == Byte.hash, hashes - index < 7 { hashes += 1 }
    if hashes > index, hashes - index < 7, byte(at: hashes).isSpaceOrTab {
      index = hashes + 1
    } else if !isFirst {
      if [Byte.hyphen, Byte.star, Byte.plus].contains(byte(at: index)), byte(at: index + 1).isSpaceOrTab {
        index += 2
      } else {
        var digits = index
        while digits < index + 2, byte(at: digits).isDigit { digits += 1 }
        if digits > index, byte(at: digits) == Byte.period || byte(at: digits) == Byte.closeParen,
          byte(at: digits + 1).isSpaceOrTab
        {
          index = digits + 2
        }
      }
      while index < bytes.count, bytes[index].isSpaceOrTab { index += 1 }
    }
    if index > position { drop(index - position) }
    if byte(at: position).isLineEnd { quotes.removeAll(keepingCapacity: true) }
  }

  // MARK: Escapes, references, characters

  private mutating func readEscape() {
    let next = byte(at: position + 1)
    if position + 1 < bytes.count, next.isPunctuation {
      replace(2, with: Unicode.Scalar(next))
    } else if position + 1 < bytes.count, next.isLineEnd {
      drop(1)
    } else {
      position += 1
    }
  }

  private mutating func readReference() {
    guard let reference = CharacterReference(bytes, at: position) else {
      position += 1
      return
    }
    let scalar = reference.scalar
    if InvisibleCharacters.isZeroWidth(scalar) || InvisibleCharacters.isJoiner(scalar) {
      drop(reference.count)
    } else {
      replace(reference.count, with: InvisibleCharacters.isSpace(scalar) ? " " : scalar)
    }
  }

  private mutating func readBeyondASCII(_ byte: UInt8) {
    let length = byte == 0xc2 ? 2 : 3
    let second = UInt32(self.byte(at: position + 1) & 0x3f)
    let third = UInt32(self.byte(at: position + 2) & 0x3f)
    let value =
      length == 2 ? UInt32(byte & 0x1f) << 6 | second : UInt32(byte & 0x0f) << 12 | second << 6 | third
    guard position + length <= bytes.count, let scalar = Unicode.Scalar(value) else {
      position += 1
      return
    }
    switch scalar {
    case "“", "„": openQuotation(.curly, length: length)
    case "”": closeQuotation(.curly, length: length)
    case "«": openQuotation(.angle, length: length)
    case "»": closeQuotation(.angle, length: length)
    default:
      if InvisibleCharacters.isZeroWidth(scalar) {
        drop(length)
      } else if InvisibleCharacters.isJoiner(scalar) {
        // Joiners shape emoji and the letters of several scripts, and mean nothing next to ASCII.
        let isMeant = self.byte(at: position - 1) >= 0x80 && self.byte(at: position + length) >= 0x80
        if isMeant { position += length } else { drop(length) }
      } else if InvisibleCharacters.isSpace(scalar) {
        replace(length, with: " ")
      } else {
        position += length
      }
    }
  }

  // MARK: Quotations

  private mutating func openQuotation(_ quotation: Quotation, length: Int) {
    position += length
    flush()
    quotes[quotation] = (pieces.count, position)
  }

  private mutating func closeQuotation(_ quotation: Quotation, length: Int) {
    flush()
    if let opening = quotes.removeValue(forKey: quotation), opening.piece < pieces.count {
      marks.append(
        OpenMark(kind: .quoted, pieces: opening.piece..<pieces.count, source: opening.source..<position))
    }
    position += length
  }

  private mutating func readStraightQuote() {
    let isOpen = quotes[.straight] != nil
    if isOpen, !byte(at: position - 1).isWhite {
      closeQuotation(.straight, length: 1)
    } else if !byte(at: position - 1).isWordByte, !byte(at: position + 1).isWhite {
      openQuotation(.straight, length: 1)
    } else {
      position += 1
    }
  }

  // MARK: Code, comments, HTML

  private mutating func readCode() {
    var run = position
    while run < bytes.count, bytes[run] == Byte.backtick { run += 1 }
    let length = run - position
    guard let close = backticks.closing(length, after: run, in: bytes, end: bytes.count) else {
      position = run
      return
    }
    let start = position
    flush()
    var inner = run..<close
    if inner.count > 2, bytes[inner.lowerBound] == Byte.space, bytes[inner.upperBound - 1] == Byte.space {
      inner = inner.lowerBound + 1..<inner.upperBound - 1
    }
    pieces.append(Piece(start: inner.lowerBound, end: inner.upperBound))
    position = close + length
    textStart = position
    marks.append(OpenMark(kind: .code, pieces: pieces.count - 1..<pieces.count, source: start..<position))
  }

  private mutating func readComment() {
    guard byte(at: position + 1) == Byte.percent, !hasNoComment else {
      position += 1
      return
    }
    guard let end = bytes.firstIndex(of: Byte.percent, followedBy: Byte.percent, from: position + 2) else {
      hasNoComment = true
      position += 2
      return
    }
    drop(end + 2 - position)
  }

  private mutating func readAngle() {
    let next = byte(at: position + 1)
    if next == Byte.exclamation, byte(at: position + 2) == Byte.hyphen, byte(at: position + 3) == Byte.hyphen {
      if !hasNoHTMLComment {
        var index = position + 4
        while let dashes = bytes.firstIndex(of: Byte.hyphen, followedBy: Byte.hyphen, from: index) {
          index = dashes + 1
          if byte(at: dashes + 2) == Byte.greater {
            drop(dashes + 3 - position)
            return
          }
        }
        hasNoHTMLComment = true
      }
      position += 4
      return
    }
    guard next.isLetter || next == Byte.slash else {
      position += 1
      return
    }
    // A tag may go on over lines, and be as long as the picture that it holds; the next "<" ends the search.
    var end = position + 1
    let limit = min(bytes.count, position + HTMLTag.limit)
    while end < limit, bytes[end] != Byte.greater, bytes[end] != Byte.less { end += 1 }
    guard end < limit, bytes[end] == Byte.greater else {
      position += 1
      return
    }
    let inner = position + 1..<end
    var name = inner.lowerBound
    while name < end, bytes[name].isLetterOrDigit || bytes[name] == Byte.slash { name += 1 }
    if bytes[name] == Byte.colon || bytes[inner].contains(0x40), !bytes[inner].contains(Byte.space) {
      let url = String(decoding: bytes[inner], as: UTF8.self)
      let start = position
      flush()
      pieces.append(Piece(start: inner.lowerBound, end: inner.upperBound))
      position = end + 1
      textStart = position
      marks.append(
        OpenMark(kind: .link(url: url), pieces: pieces.count - 1..<pieces.count, source: start..<position))
    } else if !HTMLTag.isWellFormed(bytes, inner, nameEnd: name) {
      position += 1
    } else if HTMLTag.divides(bytes[inner.lowerBound..<name]) {
      replace(end + 1 - position, with: " ")
    } else {
      drop(end + 1 - position)
    }
  }

  // MARK: Links

  private mutating func readWikilink() -> Bool {
    guard let link = WikilinkSpan(bytes, at: position, end: bytes.count) else { return false }
    guard !link.isEmbed else {
      drop(link.range.count)
      return true
    }
    flush()
    let shown = link.shown
    pieces.append(Piece(start: shown.lowerBound, end: shown.upperBound))
    position = link.range.upperBound
    textStart = position
    // An address in double brackets is a link to the web.
    let target = visibleName(bytes[link.target])
    marks.append(
      OpenMark(
        kind: link.isAddress(bytes) ? .link(url: target) : .wikilink(target: target),
        pieces: pieces.count - 1..<pieces.count, source: link.range))
    return true
  }

  private mutating func readExclamation() {
    guard byte(at: position + 1) == Byte.openBracket else {
      position += 1
      return
    }
    if byte(at: position + 2) == Byte.openBracket, readWikilink() { return }
    openBracket(length: 2, isImage: true)
  }

  private mutating func readOpenBracket() {
    if byte(at: position + 1) == Byte.openBracket, readWikilink() { return }
    if byte(at: position + 1) == Byte.caret {
      // A footnote reference: nothing that the passage says.
      var end = position + 2
      let limit = min(bytes.count, position + 64)
      while end < limit, bytes[end] != Byte.closeBracket, !bytes[end].isWhite { end += 1 }
      if end < limit, end > position + 2, bytes[end] == Byte.closeBracket {
        drop(end + 1 - position)
        return
      }
    }
    openBracket(length: 1, isImage: false)
  }

  private mutating func openBracket(length: Int, isImage: Bool) {
    flush()
    brackets.append(
      Bracket(piece: pieces.count, isImage: isImage, delimiters: delimiters.count, marks: marks.count))
    pieces.append(Piece(start: position, end: position + length))
    position += length
    textStart = position
  }

  private mutating func readCloseBracket() {
    guard let bracket = brackets.popLast() else {
      position += 1
      return
    }
    let end: Int
    let url: String
    if byte(at: position + 1) == Byte.openBracket, let reference = referenceEnd(bracket) {
      end = reference
      url = ""
    } else {
      guard byte(at: position + 1) == Byte.openParen, position + 2 > noDestinationUntil else {
        position += 1
        return
      }
      switch LinkDestination.read(bytes, at: position + 1) {
      case .success(let destination):
        end = destination.end
        url = String(decoding: bytes[destination.url], as: UTF8.self)
      case .failure(let failure):
        noDestinationUntil = max(noDestinationUntil, failure.noneBefore)
        position += 1
        return
      }
    }
    flush()
    if bracket.isImage {
      // The text of an image is not text of the passage.
      pieces.removeSubrange(bracket.piece...)
      marks.removeSubrange(bracket.marks...)
      delimiters.removeSubrange(bracket.delimiters...)
      for (quotation, opening) in quotes where opening.piece > bracket.piece { quotes[quotation] = nil }
    } else {
      processEmphasis(above: bracket.delimiters)
      let start = pieces[bracket.piece].start
      pieces[bracket.piece].end = start
      marks.append(OpenMark(kind: .link(url: url), pieces: bracket.piece + 1..<pieces.count, source: start..<end))
    }
    position = end
    textStart = position
  }

  /// Where a link by reference ends, `[text][label]` or `[text][]`, whose `]` stands at the present place; nil where the
  /// brackets are something else: numbers in brackets, or what stands directly behind a word, as in `list[a][b]`.
  ///
  /// Where the reference leads is told elsewhere in the note, if at all, so the words alone are read.
  private func referenceEnd(_ bracket: Bracket) -> Int? {
    let start = pieces[bracket.piece].start
    guard bracket.isImage || !byte(at: start - 1).isWordByte,
      bytes[start..<min(position, start + 64)].contains(where: { $0.isLetter || $0 >= 0x80 })
    else { return nil }
    var end = position + 2
    let limit = min(bytes.count, end + 256)
    while end < limit, bytes[end] != Byte.closeBracket, bytes[end] != Byte.openBracket { end += 1 }
    return end < limit && bytes[end] == Byte.closeBracket ? end + 1 : nil
  }

  /// Leaves out `((636f3b7a-…))`, by which a Logseq page refers to one of its blocks.
  private mutating func readBlockReference() {
    let length = 40
    guard byte(at: position + 1) == Byte.openParen, position + length <= bytes.count,
      byte(at: position + 38) == Byte.closeParen, byte(at: position + 39) == Byte.closeParen
    else {
      position += 1
      return
    }
    for index in 0..<36 {
      let isHyphen = [8, 13, 18, 23].contains(index)
      let byte = bytes[position + 2 + index]
      guard isHyphen ? byte == Byte.hyphen : byte.isLetterOrDigit else {
        position += 1
        return
      }
    }
    drop(length)
  }

  private mutating func readBareURL() {
    guard byte(at: position + 1) == Byte.slash, byte(at: position + 2) == Byte.slash else {
      position += 1
      return
    }
    var start = position
    while start > textStart, position - start < 5, bytes[start - 1].isLetter { start -= 1 }
    let scheme = bytes[start..<position].map(\.lowercased)
    guard scheme == Array("http".utf8) || scheme == Array("https".utf8) else {
      position += 1
      return
    }
    var end = position + 3
    var depth = 0
    while end < bytes.count {
      let byte = bytes[end]
      if byte <= Byte.space || byte == Byte.less || byte == Byte.greater || byte == Byte.quote { break }
      if byte == Byte.closeBracket || byte == Byte.backtick || byte == Byte.openBracket { break }
      if byte == 0xe2, self.byte(at: end + 1) == 0x80 { break }
      if byte == Byte.openParen { depth += 1 }
      if byte == Byte.closeParen {
        if depth == 0 { break }
        depth -= 1
      }
      end += 1
    }
    while end > position + 3, [0x2e, 0x2c, 0x3b, 0x3a, 0x21, 0x3f, 0x27, 0x2a, 0x5f, 0x7e].contains(bytes[end - 1]) {
      end -= 1
    }
    guard end > position + 3 else {
      position += 3
      return
    }
    position = start
    flush()
    position = end
    flush()
    marks.append(
      OpenMark(
        kind: .link(url: String(decoding: bytes[start..<end], as: UTF8.self)), pieces: pieces.count - 1..<pieces.count,
        source: start..<end))
  }

  // MARK: Tags and block ids

  private mutating func readTag() {
    let before = byte(at: position - 1)
    guard let end = tagEnd(bytes, at: position), before.isWhite || before == Byte.openParen || before == Byte.comma
    else {
      position += 1
      return
    }
    let start = position
    flush()
    position = end
    flush()
    marks.append(OpenMark(kind: .tag, pieces: pieces.count - 1..<pieces.count, source: start..<end))
  }

  private mutating func readBlockID() {
    var end = position + 1
    while end < bytes.count, bytes[end].isLetterOrDigit || bytes[end] == Byte.hyphen { end += 1 }
    guard end > position + 1, byte(at: end).isLineEnd, byte(at: position - 1).isWhite else {
      position = end
      return
    }
    drop(end - position)
  }

  // MARK: Delimiters

  private mutating func readDelimiters(_ byte: UInt8) {
    var end = position
    while end < bytes.count, bytes[end] == byte { end += 1 }
    let count = end - position
    if byte == Byte.tilde || byte == Byte.equals, count != 2 {
      position = end
      return
    }
    let before = CharacterClass(before: position, in: bytes)
    let after = CharacterClass(after: end, in: bytes)
    let isLeft = after != .white && (after != .punctuation || before != .other)
    let isRight = before != .white && (before != .punctuation || after != .other)
    let isUnderscore = byte == Byte.underscore
    let canOpen = isUnderscore ? isLeft && (!isRight || before == .punctuation) : isLeft
    let canClose = isUnderscore ? isRight && (!isLeft || after == .punctuation) : isRight
    guard canOpen || canClose else {
      position = end
      return
    }
    flush()
    delimiters.append(
      Delimiter(
        byte: byte, count: count, canOpen: canOpen, canClose: canClose, piece: pieces.count,
        previous: delimiters.count - 1, next: delimiters.count + 1))
    pieces.append(Piece(start: position, end: end))
    position = end
    textStart = end
  }

  // MARK: Result

  /// The plain text, its marks and the map, once the walk is over.
  consuming func finish() -> ([UInt8], [InlineText.Mark], [InlineText.Segment]) {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var segments: [InlineText.Segment] = []
    var offsets: [Int] = []
    if !marks.isEmpty { offsets.reserveCapacity(pieces.count + 1) }
    for piece in pieces {
      if !marks.isEmpty { offsets.append(plain.count) }
      guard piece.start < piece.end else { continue }
      let start = plain.count
      if let scalar = piece.replacement {
        plain.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      } else {
        plain.append(contentsOf: bytes[piece.start..<piece.end])
        if let last = segments.last, last.isVerbatim, last.source + last.sourceCount == piece.start {
          segments[segments.count - 1].plainCount += piece.end - piece.start
          segments[segments.count - 1].sourceCount += piece.end - piece.start
          continue
        }
      }
      segments.append(
        InlineText.Segment(
          plain: start, plainCount: plain.count - start, source: piece.start, sourceCount: piece.end - piece.start,
          isVerbatim: piece.replacement == nil))
    }
    offsets.append(plain.count)
    var result: [InlineText.Mark] = []
    result.reserveCapacity(marks.count)
    for mark in marks {
      let range = offsets[mark.pieces.lowerBound]..<offsets[mark.pieces.upperBound]
      if !range.isEmpty { result.append(InlineText.Mark(kind: mark.kind, range: range, source: mark.source)) }
    }
    result.sort { left, right in
      if left.range.lowerBound != right.range.lowerBound { return left.range.lowerBound < right.range.lowerBound }
      if left.range.upperBound != right.range.upperBound { return left.range.upperBound > right.range.upperBound }
      return left.source.lowerBound < right.source.lowerBound
    }
    return (plain, result, segments)
  }
}

extension [UInt8] {
  /// Where `first` and `second` stand next to each other, at `start` or later.
  func firstIndex(of first: UInt8, followedBy second: UInt8, from start: Int) -> Int? {
    var index = start
    while index + 1 < count {
      if self[index] == first, self[index + 1] == second { return index }
      index += 1
    }
    return nil
  }
}

/// Where the `#tag` at `start` ends, or nil where there is none: letters, digits, `_`, `-`, `/` and anything beyond
/// ASCII, of which one at least is no digit, as in Obsidian.
func tagEnd(_ bytes: [UInt8], at start: Int) -> Int? {
  var end = start + 1
  var isTag = false
  while end < bytes.count {
    let byte = bytes[end]
    guard byte.isWordByte || byte == Byte.underscore || byte == Byte.hyphen || byte == Byte.slash else { break }
    // Typographic punctuation and spaces end a tag.
    if byte == 0xe2, end + 1 < bytes.count, bytes[end + 1] == 0x80 { break }
    if byte == 0xc2, end + 1 < bytes.count, bytes[end + 1] == 0xa0 { break }
    if !byte.isDigit { isTag = true }
    end += 1
  }
  return isTag ? end : nil
}
