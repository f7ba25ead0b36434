/// Several texts in one: `|` stands between them, and before a `|` or a `\` of a text stands a `\`.
///
/// Empty texts are left out: no list of a graph has any.
enum FlatList {
  static func text(_ texts: some Sequence<String>) -> String {
    var bytes: [UInt8] = []
    for text in texts where !text.isEmpty {
      if !bytes.isEmpty { bytes.append(UInt8(ascii: "|")) }
      for byte in text.utf8 {
        if byte == UInt8(ascii: "|") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func texts(_ text: String) -> [String] {
    var texts: [String] = []
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in text.utf8 {
      if isEscaped || (byte != UInt8(ascii: "|") && byte != UInt8(ascii: "\\")) {
        bytes.append(byte)
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else {
        if !bytes.isEmpty { texts.append(String(decoding: bytes, as: UTF8.self)) }
        bytes.removeAll(keepingCapacity: true)
      }
    }
    if isEscaped { bytes.append(UInt8(ascii: "\\")) }
    if !bytes.isEmpty { texts.append(String(decoding: bytes, as: UTF8.self)) }
    return texts
  }
}
