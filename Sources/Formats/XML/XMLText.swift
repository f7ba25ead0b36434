/// Text as XML 1.0 takes it, in content and in attributes alike.
enum XMLText {
  /// Appends the text: markup and quotation marks as entities, line ends and tabs as numbers, so that no reader folds
  /// them, and what XML 1.0 forbids (production 2, Char) as U+FFFD.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { utf8 in
      var index = 0
      while index < utf8.count {
        let byte = utf8[index]
        index += 1
        switch byte {
        case UInt8(ascii: "&"): bytes += "&amp;".utf8
        case UInt8(ascii: "<"): bytes += "&lt;".utf8
        case UInt8(ascii: ">"): bytes += "&gt;".utf8
        case UInt8(ascii: "\""): bytes += "&quot;".utf8
        case 0x09: bytes += "&#9;".utf8
        case 0x0a: bytes += "&#10;".utf8
        case 0x0d: bytes += "&#13;".utf8
        case 0..<0x20: bytes += replacement
        case 0xef where index + 1 < utf8.count && utf8[index] == 0xbf && utf8[index + 1] >= 0xbe:
          // U+FFFE and U+FFFF.
          index += 2
          bytes += replacement
        default: bytes.append(byte)
        }
      }
    }
  }

  private static let replacement: [UInt8] = [0xef, 0xbf, 0xbd]
}

extension ExportOutput {
  /// Adds `name="value"` after a space, escaped.
  mutating func attribute(_ name: StaticString, _ value: String) {
    put(" ")
    put(name)
    put("=\"")
    XMLText.append(value, to: &bytes)
    put("\"")
  }
}
