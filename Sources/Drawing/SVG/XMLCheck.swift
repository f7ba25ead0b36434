/// A strict look at XML that Weft wrote, before it leaves: well-formed in the small part of XML 1.0 that Weft writes,
/// and without anything that runs.
///
/// Refused besides faults of form: document types, processing instructions, comments, CDATA, entities other than the
/// five of XML and numeric ones, the elements `script` and `foreignObject`, and event handlers.
public enum XMLCheck {
  /// What is wrong with the text and where, in bytes from its start, or nil where nothing is.
  ///
  /// - Complexity: O(count of bytes); elements may nest 64 deep and have 64 attributes.
  public static func fault(in text: String) -> String? { fault(in: Array(text.utf8)) }

  static func fault(in bytes: [UInt8]) -> String? {
    var scanner = Scanner(bytes: bytes)
    return scanner.document().map { "\($0) at byte \(scanner.index)" }
  }

  private struct Scanner {
    let bytes: [UInt8]
    var index = 0
    /// The attributes of the element at hand.
    private var seen: [Range<Int>] = []

    init(bytes: [UInt8]) { self.bytes = bytes }

    var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    mutating func take(_ text: StaticString) -> Bool {
      let count = text.utf8CodeUnitCount
      guard index + count <= bytes.count else { return false }
      for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] { return false }
      index += count
      return true
    }

    mutating func skipSpace() -> Bool {
      let start = index
      while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { index += 1 }
      return index > start
    }

    /// Takes a name; empty where there is none.
    mutating func name() -> Range<Int> {
      let start = index
      while let byte = next {
        let isLetter = (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
        let isLater = (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) || byte == UInt8(ascii: "-")
        guard isLetter || byte == UInt8(ascii: ":") || (isLater && index > start) else { break }
        index += 1
      }
      return start..<index
    }

    func equal(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
      guard one.count == other.count else { return false }
      for offset in 0..<one.count where bytes[one.lowerBound + offset] != bytes[other.lowerBound + offset] {
        return false
      }
      return true
    }

    /// Whether a name begins with small letters, upper and lower case alike.
    func begins(_ name: Range<Int>, with text: StaticString) -> Bool {
      guard name.count >= text.utf8CodeUnitCount else { return false }
      for offset in 0..<text.utf8CodeUnitCount where bytes[name.lowerBound + offset] | 0x20 != text.utf8Start[offset] {
        return false
      }
      return true
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    mutating func reference() -> String? {
      for known: StaticString in ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"] where take(known) { return nil }
      guard take("&#") else { return "an entity that is not known" }
      let start = index
      while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), index - start < 8 { index += 1 }
      let code = UInt32(text(start..<index)) ?? 0
      guard XMLText.isAllowed(code), take(";") else { return "a numeric entity of no character" }
      return nil
    }

    /// Takes one character of text, or says what is wrong with it.
    mutating func character(_ byte: UInt8) -> String? {
      switch byte {
      case 0x20...0x7e, 0x0a, 0x09, 0x0d: index += 1
      case 0x80...: return longCharacter(byte)
      default: return "a character that XML forbids"
      }
      return nil
    }

    /// A character of several bytes: a control, a non-character or a broken one is refused.
    mutating func longCharacter(_ byte: UInt8) -> String? {
      let (count, first): (Int, UInt32) =
        switch byte {
        case 0xc2...0xdf: (2, UInt32(byte & 0x1f))
        case 0xe0...0xef: (3, UInt32(byte & 0x0f))
        case 0xf0...0xf4: (4, UInt32(byte & 0x07))
        default: (0, 0)
        }
      guard count > 0, index + count <= bytes.count else { return "bytes that are no UTF-8" }
      var code = first
      for offset in 1..<count {
        let later = bytes[index + offset]
        guard later & 0xc0 == 0x80 else { return "bytes that are no UTF-8" }
        code = code << 6 | UInt32(later & 0x3f)
      }
      guard XMLText.isAllowed(code) else { return "a character that XML forbids" }
      index += count
      return nil
    }

    mutating func document() -> String? {
      var open: [Range<Int>] = []
      var hadRoot = false
      while let byte = next {
        if byte == UInt8(ascii: "<") {
          index += 1
          if take("/") {
            guard let expected = open.popLast(), equal(name(), expected) else { return "an end tag without its start" }
            _ = skipSpace()
            guard take(">") else { return "an end tag that does not end" }
            continue
          }
          let name = name()
          guard !name.isEmpty else { return "a tag without a name" }
          if open.isEmpty, hadRoot { return "a second root" }
          hadRoot = true
          if begins(name, with: "script") || begins(name, with: "foreignobject") { return "an element that may run" }
          if let fault = attributes() { return fault }
          if take("/>") { continue }
          guard take(">") else { return "a tag that does not end" }
          open.append(name)
          if open.count > 64 { return "elements nested too deep" }
        } else if byte == UInt8(ascii: "&") {
          if open.isEmpty { return "text outside the root" }
          if let fault = reference() { return fault }
        } else if byte == UInt8(ascii: "]"), take("]]>") {
          return "the end of CDATA in text"
        } else {
          if open.isEmpty, byte != 0x0a { return "text outside the root" }
          if let fault = character(byte) { return fault }
        }
      }
      return open.isEmpty && hadRoot ? nil : "an element that does not end"
    }

    mutating func attributes() -> String? {
      seen.removeAll(keepingCapacity: true)
      while skipSpace(), next != UInt8(ascii: ">"), next != UInt8(ascii: "/") {
        let name = name()
        guard !name.isEmpty, take("=\"") else { return "an attribute without name or value" }
        if seen.contains(where: { equal($0, name) }) { return "an attribute given twice: \(text(name))" }
        seen.append(name)
        if seen.count > 64 { return "too many attributes" }
        if begins(name, with: "on") { return "an event handler: \(text(name))" }
        while let byte = next, byte != UInt8(ascii: "\"") {
          if byte == UInt8(ascii: "<") { return "markup in an attribute" }
          if let fault = byte == UInt8(ascii: "&") ? reference() : character(byte) { return fault }
        }
        guard take("\"") else { return "an attribute that does not end" }
      }
      return nil
    }
  }
}
