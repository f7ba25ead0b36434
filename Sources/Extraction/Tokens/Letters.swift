/// Classes of ASCII bytes.
package enum Ascii {
  @inline(__always)
  package static func lowercased(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }
  @inline(__always)
  package static func isUpper(_ byte: UInt8) -> Bool { byte &- 0x41 < 26 }
  @inline(__always)
  package static func isLower(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 }
  @inline(__always)
  package static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  @inline(__always)
  package static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}

/// The hyphens that join a word: `-`, U+2010 and U+2011.
enum Hyphen {
  /// The bytes of the hyphen at a position, 0 where there is none.
  @inline(__always)
  static func length(in bytes: [UInt8], at position: Int) -> Int {
    guard position < bytes.count else { return 0 }
    if bytes[position] == 0x2D { return 1 }
    guard bytes[position] == 0xE2, position + 2 < bytes.count, bytes[position + 1] == 0x80 else { return 0 }
    return bytes[position + 2] == 0x90 || bytes[position + 2] == 0x91 ? 3 : 0
  }
}

/// What a scalar is to the tokenizer.
enum ScalarClass {
  case space, letter, ideograph, punctuation, symbol
  /// Joins what came before: a combining mark, a joiner, a variation selector.
  case extender

  /// The class of a scalar beyond ASCII. Letters are what no other class claims, so that every script has words.
  static func of(_ scalar: UInt32) -> ScalarClass {
    switch scalar {
    case 0x80...0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: .space
    case 0x200C...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0x300...0x36F, 0xE0100...0xE01EF,
      0xAD:
      .extender
    case 0xAA, 0xB5, 0xBA: .letter
    case 0xA1, 0xA7, 0xAB, 0xB6, 0xB7, 0xBB, 0xBF: .punctuation
    case 0xA2...0xBF, 0xD7, 0xF7: .symbol
    case 0x37E, 0x387, 0x55A...0x55F, 0x589, 0x58A, 0x5BE, 0x5C0, 0x5C3, 0x5F3, 0x5F4, 0x60C, 0x60D, 0x61B,
      0x61E, 0x61F, 0x66A...0x66D, 0x6D4, 0x964, 0x965, 0xE4F, 0x2010...0x2027, 0x2030...0x205E, 0x2E00...0x2E7F,
      0x3001...0x3003, 0x3008...0x3011, 0x3014...0x301F, 0x30FB, 0xFE10...0xFE1F, 0xFE30...0xFE6F,
      0xFF01...0xFF03, 0xFF05...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65:
      .punctuation
    case 0x20A0...0x20CF, 0x2100...0x2BFF, 0x3004, 0x3012, 0x3013, 0x3020, 0x3030, 0xE000...0xF8FF, 0xFF04,
      0xFFE0...0xFFFD, 0x1F000...0x1FAFF:
      .symbol
    case 0x2E80...0x2FDF, 0x3005...0x3007, 0x3021...0x302F, 0x3031...0x30FF, 0x3100...0x312F, 0x31A0...0x4DBF,
      0x4E00...0xA4CF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      .ideograph
    default: .letter
    }
  }
}

/// One scalar read from bytes.
struct DecodedScalar {
  var value: UInt32
  var length: Int

  /// The scalar at a position inside `bytes`, or nil where the bytes there are no UTF-8.
  init?(_ bytes: [UInt8], at position: Int) {
    let first = bytes[position]
    let (size, initial): (Int, UInt32)
    switch first {
    case 0..<0x80: (size, initial) = (1, UInt32(first))
    case 0xC2...0xDF: (size, initial) = (2, UInt32(first & 0x1F))
    case 0xE0...0xEF: (size, initial) = (3, UInt32(first & 0x0F))
    case 0xF0...0xF4: (size, initial) = (4, UInt32(first & 0x07))
    default: return nil
    }
    guard position + size <= bytes.count else { return nil }
    var scalar = initial
    for offset in 1..<max(size, 1) {
      let byte = bytes[position + offset]
      guard byte & 0xC0 == 0x80 else { return nil }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    guard Unicode.Scalar(scalar) != nil, size < 3 || scalar >= (size == 3 ? 0x800 : 0x10000) else { return nil }
    value = scalar
    length = size
  }
}
