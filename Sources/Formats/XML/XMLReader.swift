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
///
/// The bytes may come piece by piece: ``next()`` then asks for more where an event may go on in them, and what was read is
/// forgotten. Tags, texts and comments have a limit there.
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

  private var bytes: [UInt8]
  private var index = 0
  /// How many bytes were there before the first of ``bytes``.
  private var forgotten = 0
  private var isWhole: Bool
  /// A tag, text or comment of which more is not here yet is not longer than this.
  private let longest: Int
  /// How many unread bytes there must be before it is worth reading on.
  private var needed = 0
  /// The names of the elements that are open.
  private var open: [String] = []
  private var pendingEnd: String?
  private var hadRoot = false
  /// How many lines end before ``counted``.
  private var lines = 0
  private var counted = 0
  private var lineStart = 0

  /// A reader of a whole text.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isWhole = true
    longest = bytes.count
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { index = 3 }
  }

  /// A reader of a text that ``feed(_:)`` gives it, no tag, text or comment of which is longer than `longest` bytes.
  init(longest: Int) {
    bytes = []
    isWhole = false
    self.longest = longest
  }

  /// Takes more of the text; nothing says that it has ended. What was read is forgotten.
  mutating func feed(_ more: [UInt8]) {
    _ = position(of: place)
    bytes.removeFirst(index)
    forgotten += index
    index = 0
    bytes += more
    if more.isEmpty { isWhole = true }
    if forgotten == 0, bytes.starts(with: [0xef, 0xbb, 0xbf]) { index = 3 }
  }

  /// How many bytes were read.
  var place: Int { forgotten + index }

  /// The line and column of a place, counted from 1; places must not go backwards.
  mutating func position(of place: Int) -> (line: Int, column: Int) {
    while counted < min(place, forgotten + bytes.count) {
      if bytes[counted - forgotten] == 0x0a {
        lines += 1
        lineStart = counted + 1
      }
      counted += 1
    }
    return (lines + 1, max(1, place - lineStart + 1))
  }

  /// The bytes between two places as text, at most `limit` of them; of what is forgotten nothing.
  func text(_ range: Range<Int>, limit: Int) -> String {
    let first = max(0, range.lowerBound - forgotten)
    let range = (first..<max(first, range.upperBound - forgotten)).clamped(to: 0..<bytes.count)
    guard range.count > limit else { return String(decoding: bytes[range], as: UTF8.self) }
    var end = range.lowerBound + limit
    while end > range.lowerBound, bytes[end] & 0xc0 == 0x80 { end -= 1 }
    return String(decoding: bytes[range.lowerBound..<end], as: UTF8.self)
  }

  /// What ``next()`` may come to.
  enum Progress: Hashable {
    case event(Event)
    /// More bytes are needed to tell.
    case needsMore
    case end
  }

  /// No mark that begins something is longer than this: `<![CDATA[`, a reference.
  private static let longestMark = 16

  /// The next event of what is there so far.
  mutating func progress() throws(XMLFault) -> Progress {
    guard !isWhole else { return try next().map { .event($0) } ?? .end }
    guard bytes.count - index >= needed else { return .needsMore }
    needed = 0
    let (start, hadRoot) = (index, hadRoot)
    do throws(XMLFault) {
      let event = try next()
      // Text may go on in what is not here; a tag that was read has its end.
      guard case .text? = event, isNearEnd else {
        if let event { return .event(event) }
        index = start
        return try more()
      }
    } catch {
      guard isNearEnd else { throw error }
    }
    index = start
    self.hadRoot = hadRoot
    return try more()
  }

  private var isNearEnd: Bool { bytes.count - index < XMLReader.longestMark }

  private mutating func more() throws(XMLFault) -> Progress {
    let unread = bytes.count - index
    guard unread <= longest else {
      throw fault("a tag, a text or a comment is longer than \(ByteSource.size(longest))")
    }
    // What is not complete yet is read from its start again: only when there is twice as much, so that a long text is
    // read about twice, and not once with each piece.
    needed = min(2 * unread, longest + 1)
    return .needsMore
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

  private mutating func fault(_ message: String, at start: Int? = nil) -> XMLFault {
    // A fault near the end may be none once there is more: its place is not counted to.
    guard isWhole || !isNearEnd else { return XMLFault(message: message, line: lines + 1, column: 1) }
    let (line, column) = position(of: max(forgotten + (start ?? index), counted))
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
    guard open.last == element else { throw fault("an end tag has no start tag: \(element)", at: start) }
    open.removeLast()
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
