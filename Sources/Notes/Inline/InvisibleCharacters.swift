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

/// The text of bytes as a name of something: ``folded(_:)``, with typographic spaces as spaces and without the characters
/// that nobody sees, so that two spellings which look the same are the same.
///
/// Joiners stay, since Persian and the scripts of India spell with them.
func visibleName(_ bytes: ArraySlice<UInt8>) -> String {
  let text = folded(bytes)
  guard text.utf8.contains(where: { $0 == 0xc2 || $0 == 0xe2 || $0 == 0xe3 || $0 == 0xef }) else { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars where !InvisibleCharacters.isZeroWidth(scalar) {
    result.append(InvisibleCharacters.isSpace(scalar) || scalar.value == 0x3000 ? " " : scalar)
  }
  return folded(String(result).utf8)
}

/// The text of bytes as a name of something; see the other form.
func visibleName(_ bytes: some Sequence<UInt8>) -> String { visibleName(Array(bytes)[...]) }
