/// A fault of XML that is read, with its place in bytes.
package struct XMLFault: Error, Hashable, Sendable {
  package var message: String
  package var offset: Int
}

/// Reads XML step by step: elements, attributes and text, as far as figures and their metadata need it.
///
/// Made for files that others may have changed: it never recurses, remembers no more than the names of open elements,
/// and reads neither document types (and so no entities of theirs) nor names of other encodings than UTF-8.
package struct XMLReader {
  package struct Attribute: Hashable, Sendable {
    package var name: String
    package var value: String
  }

  package enum Event: Hashable, Sendable {
    case start(String, [Attribute])
    case end(String)
    case text(String)
  }

  private let bytes: [UInt8]
  private var index: Int
  private var open: [String] = []
  /// The name of an element without content whose end is still to be told.
  private var pendingEnd: String?

  /// Reads from a place in the bytes, which is before an element.
  package init(_ bytes: [UInt8], from start: Int = 0) {
    self.bytes = bytes
    index = min(max(start, 0), bytes.count)
  }

  /// The next event, or nil at the end of the text.
  ///
  /// - Complexity: O(bytes read).
  package mutating func next() throws(XMLFault) -> Event? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name)
    }
    while let byte = current {
      guard byte == UInt8(ascii: "<") else { return .text(try text()) }
      if take("<!--") {
        try skip(past: "-->")
      } else if take("<?") {
        try skip(past: "?>")
      } else if take("<![CDATA[") {
        let start = index
        try skip(past: "]]>")
        return .text(try string(start..<index - 3))
      } else if take("</") {
        let name = try name()
        skipSpace()
        guard take(">"), open.popLast() == name else { throw fault("an end tag does not fit") }
        return .end(name)
      } else {
        index += 1
        return try element()
      }
    }
    guard open.isEmpty else { throw fault("an element does not end") }
    return nil
  }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private func fault(_ message: String) -> XMLFault { XMLFault(message: message, offset: index) }

  private mutating func take(_ text: StaticString) -> Bool {
    guard ByteSearch.matches(text, in: bytes, at: index) else { return false }
    index += text.utf8CodeUnitCount
    return true
  }

  private mutating func skip(past text: StaticString) throws(XMLFault) {
    guard let found = ByteSearch.first(text, in: bytes, from: index) else { throw fault("a part does not end") }
    index = found + text.utf8CodeUnitCount
  }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { index += 1 }
  }

  private func string(_ range: Range<Int>) throws(XMLFault) -> String {
    guard let text = String(validating: bytes[range], as: UTF8.self) else { throw fault("bytes that are no UTF-8") }
    return text
  }

  private mutating func name() throws(XMLFault) -> String {
    let start = index
    scan: while let byte = current {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
        UInt8(ascii: ":"), 0x80...:
        index += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
        guard index > start else { break scan }
        index += 1
      default: break scan
      }
    }
    guard index > start, index - start <= 256 else { throw fault("a name is missing or too long") }
    return try string(start..<index)
  }

  private mutating func element() throws(XMLFault) -> Event {
    let name = try name()
    guard open.count < 64 else { throw fault("elements nested too deep") }
    var attributes: [Attribute] = []
    while true {
      skipSpace()
      if take("/>") {
        pendingEnd = name
        break
      }
      if take(">") {
        open.append(name)
        break
      }
      guard attributes.count < 64 else { throw fault("too many attributes") }
      attributes.append(try attribute())
    }
    return .start(name, attributes)
  }

  private mutating func attribute() throws(XMLFault) -> Attribute {
    let name = try name()
    skipSpace()
    guard take("=") else { throw fault("an attribute without a value") }
    skipSpace()
    guard let quote = current, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw fault("the value of an attribute stands in no quotes")
    }
    index += 1
    let value = try decoded(upTo: quote)
    guard current == quote else { throw fault("an attribute does not end") }
    index += 1
    return Attribute(name: name, value: value)
  }

  private mutating func text() throws(XMLFault) -> String { try decoded(upTo: UInt8(ascii: "<")) }

  /// Text up to a byte, or up to the end, with its references replaced.
  private mutating func decoded(upTo end: UInt8) throws(XMLFault) -> String {
    var result: [UInt8] = []
    while let byte = current, byte != end, byte != UInt8(ascii: "<") {
      if byte == UInt8(ascii: "&") {
        result += try reference()
      } else {
        result.append(byte)
        index += 1
      }
    }
    guard let text = String(validating: result, as: UTF8.self) else { throw fault("bytes that are no UTF-8") }
    return text
  }

  private mutating func reference() throws(XMLFault) -> [UInt8] {
    let known: [(StaticString, Unicode.Scalar)] = [
      ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
    ]
    for (text, meaning) in known where take(text) { return Array(String(meaning).utf8) }
    guard take("&#") else { throw fault("an entity that is not known") }
    let radix = take("x") ? 16 : 10
    let start = index
    while let byte = current, byte != UInt8(ascii: ";"), index - start < 8 { index += 1 }
    let digits = try string(start..<index)
    guard take(";"), let code = UInt32(digits, radix: radix), digits.first != "+", let scalar = Unicode.Scalar(code)
    else { throw fault("a numeric entity of no character") }
    return Array(String(scalar).utf8)
  }
}
