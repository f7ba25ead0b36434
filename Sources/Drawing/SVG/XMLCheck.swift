/// A strict look at XML that Weft wrote, before it leaves: well-formed in the small part of XML 1.0 that Weft writes,
/// and without anything that runs.
///
/// Refused besides faults of form: document types, processing instructions, comments, CDATA, entities other than the
/// five of XML and numeric ones, the elements `script` and `foreignObject`, and event handlers.
public enum XMLCheck {
  /// What is wrong with the text and where, in bytes from its start, or nil where nothing is.
  ///
  /// - Complexity: O(count of bytes); elements may nest 64 deep.
  public static func fault(in text: String) -> String? {
    var scanner = Scanner(bytes: Array(text.utf8))
    for scalar in text.unicodeScalars where !XMLText.isAllowed(scalar.value) {
      return "a character that XML forbids: U+" + String(scalar.value, radix: 16)
    }
    return scanner.document().map { "\($0) at byte \(scanner.index)" }
  }

  private struct Scanner {
    let bytes: [UInt8]
    var index = 0

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

    mutating func name() -> String? {
      let start = index
      while let byte = next {
        let isLetter = (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
        let isLater = (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) || byte == UInt8(ascii: "-")
        guard isLetter || byte == UInt8(ascii: ":") || (isLater && index > start) else { break }
        index += 1
      }
      return index > start ? String(decoding: bytes[start..<index], as: UTF8.self) : nil
    }

    mutating func reference() -> String? {
      for known: StaticString in ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"] where take(known) { return nil }
      guard take("&#") else { return "an entity that is not known" }
      let start = index
      while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { index += 1 }
      let code = UInt32(String(decoding: bytes[start..<index], as: UTF8.self)) ?? 0
      guard XMLText.isAllowed(code), take(";") else { return "a numeric entity of no character" }
      return nil
    }

    mutating func document() -> String? {
      var open: [String] = []
      var hadRoot = false
      repeat {
        guard let byte = next else { break }
        if byte == UInt8(ascii: "<") {
          index += 1
          if take("/") {
            guard let name = name(), name == open.popLast() else { return "an end tag without its start" }
            _ = skipSpace()
            guard take(">") else { return "an end tag that does not end" }
          } else {
            guard let name = name() else { return "a tag without a name" }
            if open.isEmpty, hadRoot { return "a second root" }
            hadRoot = true
            if ["script", "foreignobject"].contains(name.lowercased()) { return "an element that may run: \(name)" }
            if let fault = attributes() { return fault }
            if take("/>") { continue }
            guard take(">") else { return "a tag that does not end" }
            open.append(name)
            if open.count > 64 { return "elements nested too deep" }
          }
        } else if byte == UInt8(ascii: "&") {
          if let fault = reference() { return fault }
        } else if byte == UInt8(ascii: "]"), take("]]>") {
          return "the end of CDATA in text"
        } else {
          if open.isEmpty, byte != 0x0a { return "text outside the root" }
          index += 1
        }
      } while true
      return open.isEmpty && hadRoot ? nil : "an element that does not end"
    }

    mutating func attributes() -> String? {
      var seen: Set<String> = []
      while skipSpace(), next != UInt8(ascii: ">"), next != UInt8(ascii: "/") {
        guard let name = name(), take("=\"") else { return "an attribute without name or value" }
        guard seen.insert(name).inserted else { return "an attribute given twice: \(name)" }
        if name.lowercased().hasPrefix("on") { return "an event handler: \(name)" }
        while let byte = next, byte != UInt8(ascii: "\"") {
          if byte == UInt8(ascii: "<") { return "markup in an attribute" }
          if byte == UInt8(ascii: "&") {
            if let fault = reference() { return fault }
          } else {
            index += 1
          }
        }
        guard take("\"") else { return "an attribute that does not end" }
      }
      return nil
    }
  }
}
