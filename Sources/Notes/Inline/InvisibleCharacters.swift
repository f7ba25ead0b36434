/// Characters that a reader does not see, or sees as a space.
enum InvisibleCharacters {
  /// Zero-width spaces, soft hyphens, byte-order marks and the controls of text direction: no part of what is said.
  static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xad, 0x200b, 0x200e, 0x200f, 0x202a...0x202e, 0x2060...0x2069, 0xfeff, 0x80...0x84, 0x86...0x9f: true
    default: false
    }
  }

  /// The zero-width joiner and non-joiner, which matter between characters that they shape.
  static func isJoiner(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0x200c || scalar.value == 0x200d }

  /// No-break and typographic spaces.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xa0, 0x2000...0x200a, 0x202f, 0x205f, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
