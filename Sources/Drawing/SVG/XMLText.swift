/// Text and numbers as XML wants them.
package enum XMLText {
  /// The text with markup and quotation marks escaped, and without what XML 1.0 forbids.
  package static func escaped(_ text: String) -> String {
    var result: [UInt8] = []
    append(text, to: &result)
    return String(decoding: result, as: UTF8.self)
  }

  /// Appends the text, escaped.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    // Most text is plain: letters, digits and spaces of ASCII.
    let isPlain = text.utf8.allSatisfy { byte in
      byte >= 0x20 && byte < 0x7f && byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
        && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'")
    }
    guard !isPlain else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": bytes += "&amp;".utf8
      case "<": bytes += "&lt;".utf8
      case ">": bytes += "&gt;".utf8
      case "\"": bytes += "&quot;".utf8
      case "'": bytes += "&#39;".utf8
      case "\n": bytes += "&#10;".utf8
      default: if isAllowed(scalar.value) { bytes.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
      }
    }
  }

  /// The characters of XML 1.0 (Char, production 2), but for the controls and noncharacters that 1.0 only discourages:
  /// cairo fails on noncharacters.
  static func isAllowed(_ code: UInt32) -> Bool {
    switch code {
    case 0x09, 0x0a, 0x0d, 0x20...0x7e, 0xa0...0xd7ff, 0xe000...0xfdcf, 0xfdf0...0xfffd: true
    case 0x10000...0x10ffff: code & 0xfffe != 0xfffe
    default: false
    }
  }

  /// A number with one decimal at most, the same on every machine: no exponent, no locale.
  static func number(_ value: Double) -> String {
    var result: [UInt8] = []
    append(value, to: &result)
    return String(decoding: result, as: UTF8.self)
  }

  /// Appends a number with one decimal at most.
  static func append(_ value: Double, to bytes: inout [UInt8]) {
    guard value.isFinite else {
      bytes.append(UInt8(ascii: "0"))
      return
    }
    let tenths = Int((min(max(value, -1e7), 1e7) * 10).rounded())
    if tenths < 0 { bytes.append(UInt8(ascii: "-")) }
    let whole = tenths.magnitude / 10
    var divisor: UInt = 1
    while whole / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: whole / divisor % 10))
      divisor /= 10
    }
    let rest = tenths.magnitude % 10
    if rest > 0 { bytes += [UInt8(ascii: "."), UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest)] }
  }
}
