/// Cuts the text of a query into tokens, in one pass over its bytes.
struct Lexer {
  /// The longest text that is read, in bytes.
  static let longestText = 1 << 20

  private let bytes: [UInt8]
  private var position = 0
  private var tokens: [Token] = []

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The tokens of a text, with one for its end.
  ///
  /// - Complexity: O(length of the text).
  static func tokens(of text: String) throws(QueryError) -> [Token] {
    let bytes = Array(text.utf8)
    guard bytes.count <= longestText else {
      throw QueryError(
        .limit, "QueryTooLong", .compileTime, "the query is longer than \(longestText) bytes",
        hint: "pass data as parameters: UNWIND $rows AS row")
    }
    var lexer = Lexer(bytes)
    while try lexer.readToken() {}
    lexer.tokens.append(Token(kind: .end, range: bytes.count..<bytes.count))
    return lexer.tokens
  }

  private func byte(_ ahead: Int = 0) -> UInt8? {
    position + ahead < bytes.count ? bytes[position + ahead] : nil
  }

  private mutating func add(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, range: start..<position))
  }

  private mutating func readToken() throws(QueryError) -> Bool {
    try skipSpace()
    guard let first = byte() else { return false }
    let start = position
    switch first {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): try readString(quote: first)
    case UInt8(ascii: "`"):
      let name = try readQuotedName()
      add(.quotedName(name), from: start)
    case UInt8(ascii: "$"): try readParameter()
    case 0x30...0x39: try readNumber()
    case UInt8(ascii: "."):
      if let next = byte(1), (0x30...0x39).contains(next), !followsOperand { try readNumber() } else { try readSign() }
    case 0x41...0x5a, 0x61...0x7a, 0x5f: readWord()
    case 0x80...0xff:
      guard let (scalar, _) = scalar(at: position), scalar.properties.isXIDStart else { throw strayCharacter() }
      readWord()
    default: try readSign()
    }
    return true
  }

  /// Whether a point here is a look-up in what stands directly before it (`a.1`), and not the start of a number.
  private var followsOperand: Bool {
    guard let last = tokens.last, last.range.upperBound == position else { return false }
    switch last.kind {
    case .word, .quotedName, .sign(.closeParenthesis), .sign(.closeBracket), .sign(.closeBrace), .sign(.dot):
      return true
    default: return false
    }
  }

  private func strayCharacter() -> QueryError {
    guard let (scalar, _) = scalar(at: position) else {
      return .syntax("UnexpectedSyntax", "the query is no valid UTF-8 here", at: position)
    }
    if scalar.value >= 0x80 {
      let code = String(scalar.value, radix: 16, uppercase: true)
      return .syntax(
        "InvalidUnicodeCharacter", "the character `\(scalar)` (U+\(code)) has no meaning here",
        hint: scalar.properties.generalCategory == .dashPunctuation ? "write `-`" : nil, at: position)
    }
    return .syntax("UnexpectedSyntax", "the character `\(scalar)` has no meaning here", at: position)
  }

  private func scalar(at place: Int) -> (Unicode.Scalar, width: Int)? {
    var decoder = UTF8()
    var source = bytes[place..<min(place + 4, bytes.count)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&source) else { return nil }
    return (scalar, UTF8.width(scalar))
  }

  private mutating func skipSpace() throws(QueryError) {
    while let next = byte() {
      switch next {
      case 0x20, 0x09...0x0d, 0x1c...0x1f: position += 1
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
        while let other = byte(), other != 0x0a { _ = other; position += 1 }
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
        let start = position
        position += 2
        while byte() != nil, !(byte() == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) { position += 1 }
        guard byte() != nil else { throw .syntax("UnexpectedSyntax", "this comment has no end", at: start) }
        position += 2
      case 0x80...0xff:
        guard let (scalar, width) = scalar(at: position), scalar.properties.isWhitespace else { return }
        position += width
      default: return
      }
    }
  }

  // MARK: - Words

  private mutating func skipWord() {
    while let next = byte() {
      switch next {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f: position += 1
      case 0x80...0xff:
        guard let (scalar, width) = scalar(at: position), scalar.properties.isXIDContinue else { return }
        position += width
      default: return
      }
    }
  }

  private mutating func readWord() {
    let start = position
    skipWord()
    add(.word, from: start)
  }

  private mutating func readQuotedName() throws(QueryError) -> String {
    let start = position
    position += 1
    var name: [UInt8] = []
    while let next = byte() {
      position += 1
      guard next == UInt8(ascii: "`") else {
        name.append(next)
        continue
      }
      guard byte() == UInt8(ascii: "`") else { return String(decoding: name, as: UTF8.self) }
      name.append(next)
      position += 1
    }
    throw .syntax("UnexpectedSyntax", "this name in backticks has no end", at: start)
  }

  private mutating func readParameter() throws(QueryError) {
    let start = position
    position += 1
    if byte() == UInt8(ascii: "`") {
      let name = try readQuotedName()
      add(.parameter(name), from: start)
      return
    }
    let nameStart = position
    skipWord()
    guard position > nameStart else {
      throw .syntax("UnexpectedSyntax", "a parameter needs a name after `$`", at: start)
    }
    add(.parameter(String(decoding: bytes[nameStart..<position], as: UTF8.self)), from: start)
  }

  // MARK: - Numbers

  private mutating func readNumber() throws(QueryError) {
    let start = position
    if byte() == UInt8(ascii: "0"), let mark = byte(1), mark | 0x20 == UInt8(ascii: "x") || mark == UInt8(ascii: "o") {
      position += 2
      let digits = position
      skipWord()
      let radix = mark == UInt8(ascii: "o") ? 8 : 16
      try addInteger(bytes[digits..<position], radix: radix, from: start)
      return
    }
    skipDigits()
    var isFloat = false
    if byte() == UInt8(ascii: "."), let next = byte(1), (0x30...0x39).contains(next) {
      isFloat = true
      position += 1
      skipDigits()
    }
    if let mark = byte(), mark | 0x20 == UInt8(ascii: "e") {
      let sign = byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: "+") ? 1 : 0
      if let digit = byte(1 + sign), (0x30...0x39).contains(digit) {
        isFloat = true
        position += 1 + sign
        skipDigits()
      }
    }
    let end = position
    skipWord()
    guard position == end else { throw invalidNumber(from: start) }
    guard isFloat else {
      try addInteger(bytes[start..<end], radix: 10, from: start)
      return
    }
    guard let value = Double(String(decoding: bytes[start..<end], as: UTF8.self)) else {
      throw invalidNumber(from: start)
    }
    guard value.isFinite else {
      throw .syntax("FloatingPointOverflow", "this number is too large for a float", at: start)
    }
    add(.float(value), from: start)
  }

  private mutating func skipDigits() {
    while let next = byte(), (0x30...0x39).contains(next) { position += 1 }
  }

  private mutating func addInteger(_ digits: ArraySlice<UInt8>, radix: Int, from start: Int) throws(QueryError) {
    var value: UInt64 = 0
    guard !digits.isEmpty else { throw invalidNumber(from: start) }
    var overflows = false
    for digit in digits {
      let number: UInt8 =
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x41 + 10
        case 0x61...0x66: digit - 0x61 + 10
        default: 0xff
        }
      guard number < radix else { throw invalidNumber(from: start) }
      let (product, overflow) = value.multipliedReportingOverflow(by: UInt64(radix))
      let (sum, overflowToo) = product.addingReportingOverflow(UInt64(number))
      overflows = overflows || overflow || overflowToo
      value = sum
    }
    guard !overflows else { throw .syntax("IntegerOverflow", "this integer does not fit 64 bits", at: start) }
    add(.integer(value), from: start)
  }

  private func invalidNumber(from start: Int) -> QueryError {
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if tokens.last?.kind == .sign(.openBrace) {
      return .syntax("UnexpectedSyntax", "`\(text)` cannot be a key", hint: "write `\(text)` in backquotes", at: start)
    }
    return .syntax("InvalidNumberLiteral", "`\(text)` is no number", at: start)
  }

  // MARK: - Text

  private mutating func readString(quote: UInt8) throws(QueryError) {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let next = byte() {
      position += 1
      if next == quote {
        add(.string(String(decoding: text, as: UTF8.self)), from: start)
        return
      }
      guard next == UInt8(ascii: "\\") else {
        text.append(next)
        continue
      }
      try readEscape(into: &text)
    }
    throw .syntax("UnexpectedSyntax", "this text has no closing quote", at: start)
  }

  private mutating func readEscape(into text: inout [UInt8]) throws(QueryError) {
    let start = position - 1
    guard let mark = byte() else { return }
    position += 1
    switch mark {
    case UInt8(ascii: "n"): text.append(0x0a)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0d)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0c)
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): text.append(mark)
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      var code = try readHexadecimal(mark == UInt8(ascii: "u") ? 4 : 8, from: start)
      if (0xd800..<0xdc00).contains(code), byte() == UInt8(ascii: "\\"), byte(1) == UInt8(ascii: "u") {
        position += 2
        let low = try readHexadecimal(4, from: start)
        if (0xdc00..<0xe000).contains(low) { code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00) }
      }
      guard let scalar = Unicode.Scalar(code) else { throw invalidEscape(from: start) }
      text.append(contentsOf: String(scalar).utf8)
    default:
      throw .syntax(
        "UnexpectedSyntax", "`\\\(String(decoding: [mark], as: UTF8.self))` is no escape",
        hint: "write a backslash as `\\\\`", at: start)
    }
  }

  private mutating func readHexadecimal(_ count: Int, from start: Int) throws(QueryError) -> UInt32 {
    guard position + count <= bytes.count,
      let code = UInt32(String(decoding: bytes[position..<position + count], as: UTF8.self), radix: 16),
      byte() != UInt8(ascii: "+")
    else { throw invalidEscape(from: start) }
    position += count
    return code
  }

  private func invalidEscape(from start: Int) -> QueryError {
    .syntax("InvalidUnicodeLiteral", "`\\u` needs four hexadecimal digits of a character, `\\U` eight", at: start)
  }

  // MARK: - Signs

  private mutating func readSign() throws(QueryError) {
    let start = position
    if let first = byte(), let second = byte(1),
      let sign = Token.Sign(rawValue: String(decoding: [first, second], as: UTF8.self))
    {
      // `<-` and `->` are made of two tokens: `a < -1` and an arrow look the same here.
      position += 2
      add(.sign(sign), from: start)
      return
    }
    guard let first = byte(), let sign = Token.Sign(rawValue: String(decoding: [first], as: UTF8.self)) else {
      throw strayCharacter()
    }
    position += 1
    add(.sign(sign), from: start)
  }
}
