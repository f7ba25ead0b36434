/// A text is not XML that is read: what is wrong, and on which line.
struct XMLFault: Error, Hashable, Sendable {
  var message: String
  /// Counted from 1.
  var line: Int
  /// Counted from 1, in bytes.
  var column: Int
}

/// Reads XML 1.0 in UTF-8, one event after the other.
///
/// Prefixes of namespaces are left out of names. Document types with declarations of their own are refused, so no text
/// grows out of entities and nothing outside the file is looked for; elements may nest 256 deep.
struct XMLReader {
  enum Event: Hashable {
    case start(String, [Attribute])
    case text(String)
    case end(String)
  }

  struct Attribute: Hashable {
    var name: String
    var value: String
  }

  private let bytes: [UInt8]
  private(set) var index = 0
  /// The names of the elements that are open.
  private var open: [String] = []
  private var pendingEnd: String?
  private var hadRoot = false
  /// How many lines end before ``counted``.
  private var lines = 0
  private var counted = 0
  private var lineStart = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { index = 3 }
  }

  /// The line and column of a place, counted from 1; places must not go backwards.
  mutating func position(of place: Int) -> (line: Int, column: Int) {
    while counted < min(place, bytes.count) {
      if bytes[counted] == 0x0a {
        lines += 1
        lineStart = counted + 1
      }
      counted += 1
    }
    return (lines + 1, max(1, place - lineStart + 1))
  }

  /// The bytes between two places as text, at most `limit` of them.
  func text(_ range: Range<Int>, limit: Int) -> String {
    let range = range.clamped(to: 0..<bytes.count)
    guard range.count > limit else { return String(decoding: bytes[range], as: UTF8.self) }
    var end = range.lowerBound + limit
    while end > range.lowerBound, bytes[end] & 0xc0 == 0x80 { end -= 1 }
    return String(decoding: bytes[range.lowerBound..<end], as: UTF8.self)
  }

  /// The next event, or nil at the end of a whole document.
  mutating func next() throws(XMLFault) -> Event? {
    if let name = pendingEnd {
      pendingEnd = nil
      open.removeLast()
      return .end(name)
    }
    while index < bytes.count {
      if bytes[index] != UInt8(ascii: "<") {
        let text = try characters()
        if !open.isEmpty { return .text(text) }
        guard text.utf8.allSatisfy({ $0 <= 0x20 }) else { throw fault("there is text outside the root element") }
      } else if starts("<!--") {
        try skip(past: "-->", "a comment is not closed")
      } else if starts("<?") {
        try skip(past: "?>", "a processing instruction is not closed")
      } else if starts("<![CDATA[") {
        guard !open.isEmpty else { throw fault("there is text outside the root element") }
        let start = index + 9
        try skip(past: "]]>", "a CDATA section is not closed")
        return .text(try decoded(bytes[start..<index - 3]))
      } else if starts("<!DOCTYPE") {
        try skipDocumentType()
      } else if starts("</") {
        return try endTag()
      } else {
        return try startTag()
      }
    }
    guard open.isEmpty, hadRoot else { throw fault("the text ends before its elements do") }
    return nil
  }

  private mutating func fault(_ message: String, at place: Int? = nil) -> XMLFault {
    let (line, column) = position(of: max(place ?? index, counted))
    return XMLFault(message: message, line: line, column: column)
  }

  private func starts(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] { return false }
    return true
  }

  private mutating func skip(past end: StaticString, _ message: String) throws(XMLFault) {
    while index < bytes.count {
      if starts(end) {
        index += end.utf8CodeUnitCount
        return
      }
      index += 1
    }
    throw fault(message)
  }

  private mutating func skipDocumentType() throws(XMLFault) {
    while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
      guard bytes[index] != UInt8(ascii: "[") else { throw fault("a document type with declarations is not read") }
      index += 1
    }
    guard index < bytes.count else { throw fault("the document type is not closed") }
    index += 1
  }

  private mutating func skipSpace() {
    while index < bytes.count, XMLReader.isSpace(bytes[index]) { index += 1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
  }

  /// A name without its prefix.
  private mutating func name() throws(XMLFault) -> String {
    var start = index
    while index < bytes.count {
      let byte = bytes[index]
      if XMLReader.isSpace(byte) || "/>=<\"'&".utf8.contains(byte) { break }
      index += 1
      if byte == UInt8(ascii: ":") { start = index }
    }
    guard index > start else { throw fault("a name is missing") }
    return try decoded(bytes[start..<index])
  }

  private mutating func decoded(_ slice: ArraySlice<UInt8>) throws(XMLFault) -> String {
    guard let text = String(validating: slice, as: UTF8.self) else { throw fault("the text is not UTF-8") }
    return text
  }

  private mutating func startTag() throws(XMLFault) -> Event {
    if open.isEmpty, hadRoot { throw fault("there is a second root element") }
    index += 1
    hadRoot = true
    let element = try name()
    var attributes: [Attribute] = []
    while true {
      skipSpace()
      if starts("/>") {
        index += 2
        pendingEnd = element
        break
      }
      if starts(">") {
        index += 1
        break
      }
      let attribute = try name()
      skipSpace()
      guard starts("=") else { throw fault("an attribute has no value") }
      index += 1
      skipSpace()
      guard starts("\"") || starts("'") else { throw fault("the value of an attribute must stand in quotes") }
      let quote = bytes[index]
      index += 1
      let start = index
      while index < bytes.count, bytes[index] != quote {
        guard bytes[index] != UInt8(ascii: "<") else { throw fault("there is markup in an attribute") }
        index += 1
      }
      guard index < bytes.count else { throw fault("an attribute is not closed") }
      attributes.append(Attribute(name: attribute, value: try unescaped(bytes[start..<index], isAttribute: true)))
      index += 1
      guard attributes.count <= 1_000 else { throw fault("an element has too many attributes") }
    }
    open.append(element)
    guard open.count <= 256 else { throw fault("the elements are nested too deeply") }
    return .start(element, attributes)
  }

  private mutating func endTag() throws(XMLFault) -> Event {
    let start = index
    index += 2
    let element = try name()
    skipSpace()
    guard starts(">") else { throw fault("an end tag is not closed") }
    index += 1
    guard open.popLast() == element else { throw fault("an end tag has no start tag: \(element)", at: start) }
    return .end(element)
  }

  private mutating func characters() throws(XMLFault) -> String {
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
    return try unescaped(bytes[start..<index], isAttribute: false)
  }

  /// Text with its references resolved and its line ends as `\n` (XML 1.0, 2.11 and 3.3.3).
  private mutating func unescaped(_ slice: ArraySlice<UInt8>, isAttribute: Bool) throws(XMLFault) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(slice.count)
    var position = slice.startIndex
    while position < slice.endIndex {
      let byte = slice[position]
      position += 1
      switch byte {
      case UInt8(ascii: "&"):
        guard let end = slice[position...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
          let scalar = XMLReader.reference(slice[position..<end])
        else { throw fault("an & begins no reference that is known") }
        result += UTF8.encode(scalar).map { Array($0) } ?? []
        position = end + 1
      case 0x0d:
        if position < slice.endIndex, slice[position] == 0x0a { position += 1 }
        result.append(isAttribute ? 0x20 : 0x0a)
      case 0x0a, 0x09: result.append(isAttribute ? 0x20 : byte)
      case 0..<0x20: throw fault("there is a character that XML forbids")
      default: result.append(byte)
      }
    }
    return try decoded(result[...])
  }

  private static func reference(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    switch String(decoding: name, as: UTF8.self) {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default: break
    }
    guard name.first == UInt8(ascii: "#") else { return nil }
    let isHexadecimal = name.dropFirst().first == UInt8(ascii: "x")
    let digits = String(decoding: name.dropFirst(isHexadecimal ? 2 : 1), as: UTF8.self)
    guard let code = UInt32(digits, radix: isHexadecimal ? 16 : 10), code >= 0x20 || [9, 10, 13].contains(code),
      code & 0xfffe != 0xfffe
    else { return nil }
    return Unicode.Scalar(code)
  }
}
