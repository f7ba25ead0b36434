/// Cuts bytes into tokens in one pass.
struct Tokenizer {
  private(set) var tokens: [Token] = []
  private let bytes: [UInt8]
  private var position = 0
  private var gap = Token.Gap.paragraph

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tokens.reserveCapacity(bytes.count / 5 + 4)
  }

  mutating func run() {
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case 0x0A:
        gap = gap >= .line ? .paragraph : .line
        position += 1
      case 0...0x20, 0x7F:
        gap = max(gap, .space)
        position += 1
      case 0x30...0x39: number()
      case 0x41...0x5A, 0x61...0x7A: word(from: position)
      case 0x80...0xFF: beyondAscii()
      case 0x27: apostrophe(length: 1)
      // $ % & + < = > @ ^ ` | ~
      case 0x24, 0x25, 0x26, 0x2B, 0x3C, 0x3D, 0x3E, 0x40, 0x5E, 0x60, 0x7C, 0x7E: emit(.symbol, to: position + 1)
      default: emit(.punctuation, to: position + 1)
      }
    }
  }

  // MARK: Tokens of one or few bytes

  private mutating func emit(_ kind: Token.Kind, to end: Int, shape: Token.Shape = .none) {
    var hash = FoldedHash()
    for index in position..<end { hash.update(bytes[index]) }
    tokens.append(Token(range: position..<end, kind: kind, shape: shape, gap: gap, fold: hash.value))
    gap = .none
    position = end
  }

  private mutating func beyondAscii() {
    guard let scalar = DecodedScalar(bytes, at: position) else { return emit(.symbol, to: position + 1) }
    switch ScalarClass.of(scalar.value) {
    case .space:
      gap = max(gap, scalar.value == 0x2029 ? .paragraph : scalar.value == 0x2028 ? .line : .space)
      position += scalar.length
    case .letter: word(from: position)
    case .ideograph: ideographs()
    case .punctuation:
      if scalar.value == 0x2019 { apostrophe(length: 3) } else { emit(.punctuation, to: position + scalar.length) }
    case .symbol: symbol(from: position + scalar.length)
    case .extender: position += scalar.length
    }
  }

  /// A symbol with the joiners and selectors behind it, as emoji have them.
  private mutating func symbol(from start: Int) {
    var end = start
    while end < bytes.count, bytes[end] >= 0x80, let scalar = DecodedScalar(bytes, at: end),
      ScalarClass.of(scalar.value) == .extender
    {
      end += scalar.length
    }
    emit(.symbol, to: end)
  }

  private mutating func ideographs() {
    var end = position
    while end < bytes.count, bytes[end] >= 0x80, let scalar = DecodedScalar(bytes, at: end) {
      let scalarClass = ScalarClass.of(scalar.value)
      guard scalarClass == .ideograph || (scalarClass == .extender && end > position) else { break }
      end += scalar.length
    }
    emit(.word, to: end)
  }

  /// `'s` directly behind a word is a word of its own; every other apostrophe outside a word is a mark.
  private mutating func apostrophe(length: Int) {
    let letter = position + length
    if gap == .none, letter < bytes.count, bytes[letter] | 0x20 == 0x73, !isWordByte(at: letter + 1) {
      emit(.word, to: letter + 1, shape: .lower)
    } else {
      emit(.punctuation, to: position + length)
    }
  }

  private func isWordByte(at index: Int) -> Bool {
    guard index < bytes.count else { return false }
    let byte = bytes[index]
    if byte < 0x80 { return Ascii.isLetter(byte) || Ascii.isDigit(byte) }
    guard let scalar = DecodedScalar(bytes, at: index) else { return false }
    return ScalarClass.of(scalar.value) == .letter
  }

  // MARK: Numbers

  /// The suffixes that leave a number a number: magnitude, order, decade.
  private static let suffixes = FoldedWordTable<Bool>(
    ["k", "m", "mn", "mm", "mio", "b", "bn", "mrd", "t", "tn", "trn", "cr", "st", "nd", "rd", "th", "s"]
      .map { ($0, true) })

  private mutating func number() {
    var end = position
    while end < bytes.count {
      if Ascii.isDigit(bytes[end]) {
        end += 1
      } else if bytes[end] == 0x2E || bytes[end] == 0x2C, end + 1 < bytes.count, Ascii.isDigit(bytes[end + 1]) {
        end += 1
      } else {
        break
      }
    }
    guard isWordByte(at: end) else { return emit(.number, to: end) }
    let suffix = end
    while end < bytes.count, Ascii.isLetter(bytes[end]) { end += 1 }
    if end > suffix, !isWordByte(at: end), Hyphen.length(in: bytes, at: end) == 0 || !isWordByte(at: end + 1),
      Self.suffixes.value(bytes, suffix..<end) == true
    {
      let isUpper = Ascii.isUpper(bytes[suffix])
      return emit(.number, to: end, shape: isUpper ? .upper : .lower)
    }
    word(from: suffix)
  }

  // MARK: Words

  private struct LetterCount {
    var upper = 0
    var lower = 0
    var firstIsUpper = false
    /// Whether a capital stands elsewhere than at the head of a hyphenated part.
    var hasInnerUpper = false

    var shape: Token.Shape {
      if upper + lower == 0 { return .none }
      if upper == 0 { return .lower }
      if upper == 1, lower == 0 { return firstIsUpper ? .capitalized : .upper }
      if lower == 0 { return .upper }
      return firstIsUpper && !hasInnerUpper ? .capitalized : .mixed
    }
  }

  /// Reads a word that begins at ``position`` and whose first bytes, up to `scan`, are known to belong to it.
  private mutating func word(from scan: Int) {
    if scan == position, let end = addressEnd() { return emit(.symbol, to: end) }
    var end = scan
    var letters = LetterCount()
    var isPartHead = true
    var dots = 0
    var segment = 0
    scan: while end < bytes.count {
      let byte = bytes[end]
      if byte < 0x80 {
        if Ascii.isLetter(byte) {
          count(&letters, isUpper: Ascii.isUpper(byte), isPartHead: &isPartHead, isFirst: end == position)
          end += 1
          segment += 1
          continue
        }
        if Ascii.isDigit(byte) {
          end += 1
          segment += 1
          isPartHead = false
          continue
        }
        switch byte {
        case 0x2E where joinsAtDot(end, segment: segment, dots: dots):
          dots += 1
          segment = 0
          end += 1
          isPartHead = true
        case 0x26 where segment <= 2 && end + 1 < bytes.count && Ascii.isUpper(bytes[end + 1]) && letters.lower == 0:
          // "AT&T", "S&P", "R&D"
          end += 1
          isPartHead = true
        case 0x2D where isWordByte(at: end + 1):
          end += 1
          segment = 0
          isPartHead = true
        case 0x27 where isInnerApostrophe(end, length: 1):
          end += 1
          isPartHead = true
        default: break scan
        }
        continue
      }
      guard let scalar = DecodedScalar(bytes, at: end) else { break }
      switch ScalarClass.of(scalar.value) {
      case .letter:
        let properties = Unicode.Scalar(scalar.value)?.properties
        if properties?.isUppercase == true {
          count(&letters, isUpper: true, isPartHead: &isPartHead, isFirst: end == position)
        } else if properties?.isLowercase == true {
          count(&letters, isUpper: false, isPartHead: &isPartHead, isFirst: end == position)
        } else {
          isPartHead = false
        }
        end += scalar.length
        segment += 1
      case .extender: end += scalar.length
      case .punctuation where scalar.value == 0x2019 && isInnerApostrophe(end, length: 3):
        end += 3
        isPartHead = true
      case .punctuation where (scalar.value == 0x2010 || scalar.value == 0x2011) && isWordByte(at: end + 3):
        end += 3
        segment = 0
        isPartHead = true
      default: break scan
      }
    }
    if end < bytes.count, bytes[end] == 0x2E, takesDot(end, dots: dots, segment: segment) { end += 1 }
    if dots > 0, end < bytes.count, bytes[end] == 0x2F, segment > 0 { end = runEnd(from: end) }
    emit(.word, to: end, shape: letters.shape)
  }

  private func count(_ letters: inout LetterCount, isUpper: Bool, isPartHead: inout Bool, isFirst: Bool) {
    if isUpper {
      letters.upper += 1
      if isFirst { letters.firstIsUpper = true }
      if !isPartHead { letters.hasInnerUpper = true }
    } else {
      letters.lower += 1
    }
    isPartHead = false
  }

  /// Whether the dot at an index stands inside a word: "U.S", "e.g", "Amazon.com", "Node.js"; not in "end.Next".
  private func joinsAtDot(_ index: Int, segment: Int, dots: Int) -> Bool {
    guard index + 1 < bytes.count, segment > 0 else { return false }
    let next = bytes[index + 1]
    guard Ascii.isLetter(next) || (Ascii.isDigit(next) && Ascii.isDigit(bytes[index - 1])) else { return false }
    if segment == 1 {
      // Single letters: the letter behind the dot must stand alone too, or the text forgot a space ("A.Next").
      return index + 2 >= bytes.count || !Ascii.isLetter(bytes[index + 2]) || Ascii.isLower(next)
    }
    return Ascii.isLower(next)
  }

  /// Whether the dot behind a word belongs to it: behind single letters with dots, behind an initial, behind a known
  /// abbreviation.
  private func takesDot(_ index: Int, dots: Int, segment: Int) -> Bool {
    if index + 1 < bytes.count, bytes[index + 1] == 0x2E { return false }
    if dots > 0, segment == 1 { return true }
    let range = position..<index
    if range.count == 1 { return Ascii.isUpper(bytes[position]) && bytes[position] != 0x49 }
    switch Abbreviation.table.value(bytes, range) {
    case nil: return false
    case .numbered:
      var next = index + 1
      while next < bytes.count, bytes[next] == 0x20 { next += 1 }
      return next < bytes.count && next > index + 1 && Ascii.isDigit(bytes[next])
    case .title, .name, .phrase: return true
    }
  }

  private func isInnerApostrophe(_ index: Int, length: Int) -> Bool {
    let next = index + length
    guard isWordByte(at: next), bytes[next] < 0x80 ? !Ascii.isDigit(bytes[next]) : true else { return false }
    return !(bytes[next] | 0x20 == 0x73 && !isWordByte(at: next + 1))
  }

  // MARK: Addresses

  /// The end of a URL or mail address at ``position``, or nil where none stands there.
  private func addressEnd() -> Int? {
    let first = bytes[position] | 0x20
    if first == 0x68 || first == 0x66, hasPrefix("http://") || hasPrefix("https://") || hasPrefix("ftp://") {
      return runEnd(from: position)
    }
    if first == 0x77, hasPrefix("www.") { return runEnd(from: position) }
    return nil
  }

  private func hasPrefix(_ prefix: StaticString) -> Bool {
    guard position + prefix.utf8CodeUnitCount <= bytes.count else { return false }
    return prefix.withUTF8Buffer { wanted in
      for offset in wanted.indices where Ascii.lowercased(bytes[position + offset]) != wanted[offset] { return false }
      return true
    }
  }

  /// The end of the run without spaces that begins at an index, without the marks that close a sentence or bracket.
  private func runEnd(from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] > 0x20, bytes[end] != 0x3C, bytes[end] != 0x3E, bytes[end] != 0x22 {
      if bytes[end] == 0xE2 || bytes[end] == 0xC2 || bytes[end] == 0xE3, let scalar = DecodedScalar(bytes, at: end) {
        let scalarClass = ScalarClass.of(scalar.value)
        if scalarClass == .space || scalarClass == .punctuation { break }
      }
      end += 1
    }
    let closers: [UInt8] = Array(".,;:!?)]}'*_".utf8)
    while end > start + 1, closers.contains(bytes[end - 1]) { end -= 1 }
    return end
  }
}
