/// A run of `*`, `_`, `~` or `=` that may open or close emphasis.
struct Delimiter {
  var byte: UInt8
  var count: Int
  var canOpen: Bool
  var canClose: Bool
  var piece: Int
  /// The neighbours in the list of those not used up, by index.
  var previous: Int
  var next: Int
  /// How long the run was when it was read: the rule of three looks at that.
  let length: Int

  init(byte: UInt8, count: Int, canOpen: Bool, canClose: Bool, piece: Int, previous: Int, next: Int) {
    self.byte = byte
    self.count = count
    self.canOpen = canOpen
    self.canClose = canClose
    self.piece = piece
    self.previous = previous
    self.next = next
    length = count
  }

  /// Which of the searches for an opener that failed tell about this closer.
  var bottomIndex: Int {
    let kind: Int =
      switch byte {
      case Byte.star: 0
      case Byte.underscore: 1
      case Byte.tilde: 2
      default: 3
      }
    return (kind * 2 + (canOpen ? 1 : 0)) * 3 + length % 3
  }
}

extension InlineScanner {
  /// Pairs the delimiters above `bottom` and forgets them: "process emphasis" of CommonMark 0.31.
  mutating func processEmphasis(above bottom: Int) {
    guard delimiters.count > bottom else { return }
    var bottoms = [Int](repeating: bottom - 1, count: 24)
    let end = delimiters.count
    var closer = bottom
    while closer < end {
      guard delimiters[closer].canClose else {
        closer = delimiters[closer].next
        continue
      }
      let key = delimiters[closer].bottomIndex
      var opener = delimiters[closer].previous
      var found = false
      while opener >= bottom, opener > bottoms[key] {
        if pairs(opener, closer) {
          found = true
          break
        }
        opener = delimiters[opener].previous
      }
      guard found else {
        bottoms[key] = delimiters[closer].previous
        let next = delimiters[closer].next
        if !delimiters[closer].canOpen { unlink(closer, end: end) }
        closer = next
        continue
      }
      // What stands between the two can pair with nothing outside.
      delimiters[opener].next = closer
      delimiters[closer].previous = opener
      let used = min(delimiters[opener].count, delimiters[closer].count) >= 2 ? 2 : 1
      emphasize(opener, closer, count: used)
      if delimiters[opener].count == 0 { unlink(opener, end: end) }
      if delimiters[closer].count == 0 {
        let next = delimiters[closer].next
        unlink(closer, end: end)
        closer = next
      }
    }
    delimiters.removeSubrange(bottom...)
  }

  private func pairs(_ opener: Int, _ closer: Int) -> Bool {
    let left = delimiters[opener]
    let right = delimiters[closer]
    guard left.canOpen, left.byte == right.byte else { return false }
    if left.canClose || right.canOpen, (left.length + right.length) % 3 == 0 {
      return left.length % 3 == 0 && right.length % 3 == 0
    }
    return true
  }

  private mutating func emphasize(_ opener: Int, _ closer: Int, count: Int) {
    let left = delimiters[opener].piece
    let right = delimiters[closer].piece
    pieces[left].end -= count
    pieces[right].start += count
    delimiters[opener].count -= count
    delimiters[closer].count -= count
    let kind: InlineText.Mark.Kind =
      switch delimiters[opener].byte {
      case Byte.tilde: .struck
      case Byte.equals: .highlighted
      default: count == 2 ? .bold : .italic
      }
    marks.append(
      OpenMark(kind: kind, pieces: left + 1..<right, source: pieces[left].end..<pieces[right].start))
  }

  private mutating func unlink(_ index: Int, end: Int) {
    let previous = delimiters[index].previous
    let next = delimiters[index].next
    if previous >= 0 { delimiters[previous].next = next }
    if next < end { delimiters[next].previous = previous }
  }
}

/// What stands beside a run of delimiters, as far as emphasis asks.
enum CharacterClass {
  case white, punctuation, other

  init(before index: Int, in bytes: [UInt8]) {
    guard index > 0 else {
      self = .white
      return
    }
    var start = index - 1
    while start > 0, bytes[start] & 0xc0 == 0x80 { start -= 1 }
    self.init(at: start, in: bytes)
  }

  init(after index: Int, in bytes: [UInt8]) {
    guard index < bytes.count else {
      self = .white
      return
    }
    self.init(at: index, in: bytes)
  }

  private init(at index: Int, in bytes: [UInt8]) {
    let byte = bytes[index]
    if byte < 0x80 {
      self = byte <= Byte.space ? .white : byte.isPunctuation ? .punctuation : .other
      return
    }
    func next(_ offset: Int) -> UInt32 { index + offset < bytes.count ? UInt32(bytes[index + offset] & 0x3f) : 0 }
    let value: UInt32
    switch byte {
    case 0xc2...0xdf: value = UInt32(byte & 0x1f) << 6 | next(1)
    case 0xe0...0xef: value = UInt32(byte & 0x0f) << 12 | next(1) << 6 | next(2)
    default: value = 0x1_0000
    }
    switch value {
    case 0xa0, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000: self = .white
    // The punctuation and symbols of Latin-1, General Punctuation, currency, CJK and full width forms.
    case 0xa1...0xa9, 0xab...0xb1, 0xb4, 0xb6...0xb8, 0xbb, 0xbf, 0xd7, 0xf7, 0x2010...0x2027, 0x2030...0x205e,
      0x20a0...0x20cf, 0x2100...0x2bff, 0x3001...0x3003, 0x3008...0x3020, 0xff01...0xff0f, 0xff1a...0xff20,
      0xff3b...0xff40, 0xff5b...0xff65:
      self = .punctuation
    default: self = .other
    }
  }
}
