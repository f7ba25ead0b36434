/// Text and numbers as XML wants them.
enum XMLText {
  /// The text with markup and quotation marks escaped, and without what XML 1.0 forbids.
  static func escaped(_ text: String) -> String {
    // Most text is plain: letters, digits and spaces of ASCII.
    let isPlain = text.utf8.allSatisfy { byte in
      byte >= 0x20 && byte < 0x7f && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
        && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'")
    }
    if isPlain { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;".utf8
      case "<": result += "&lt;".utf8
      case ">": result += "&gt;".utf8
      case "\"": result += "&quot;".utf8
      case "'": result += "&#39;".utf8
      case "\n": result += "&#10;".utf8
      default: if isAllowed(scalar.value) { result += String(scalar).utf8 }
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The characters of XML 1.0 (Char, production 2), but for the controls that 1.0 only discourages.
  static func isAllowed(_ code: UInt32) -> Bool {
    switch code {
    case 0x09, 0x0a, 0x0d, 0x20...0x7e, 0xa0...0xd7ff, 0xe000...0xfffd, 0x10000...0x10ffff: true
    default: false
    }
  }

  /// A number with one decimal at most, the same on every machine: no exponent, no locale.
  static func number(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let tenths = Int((min(max(value, -1e7), 1e7) * 10).rounded())
    guard tenths % 10 != 0 else { return String(tenths / 10) }
    let whole = (tenths < 0 ? "-" : "") + String(tenths.magnitude / 10)
    return whole + "." + String(tenths.magnitude % 10)
  }
}
