/// What the script of a name tells of how it is written.
enum ScriptForm {
  /// Whether a word is written in a script that knows no capitals: Hebrew, Arabic, Devanagari, Thai, Han, Hangul and
  /// the like, which all come after the scripts with capitals in Unicode's order.
  static func isWithoutCase(_ word: Substring) -> Bool {
    guard let first = word.unicodeScalars.first else { return false }
    return isWithoutCase(first.value)
  }

  static func isWithoutCase(_ scalar: UInt32) -> Bool {
    // Cherokee and the additions to Latin, Greek and Cyrillic have capitals.
    scalar >= 0x590 && !(0x13a0...0x13ff).contains(scalar) && !(0x1c80...0x1fff).contains(scalar)
      && !(0x2c00...0x2dff).contains(scalar) && !(0xa640...0xa7ff).contains(scalar)
      && !(0xab30...0xabbf).contains(scalar) && !(0xff00...0xff65).contains(scalar)
      && !(0x10400...0x104ff).contains(scalar)
  }

  static func isHan(_ scalar: Unicode.Scalar) -> Bool { isHan(scalar.value) }

  static func isHan(_ scalar: UInt32) -> Bool {
    (0x4e00...0x9fff).contains(scalar) || (0x3400...0x4dbf).contains(scalar) || (0x20000...0x3ffff).contains(scalar)
      || scalar == 0x3005
  }

  static func isKatakana(_ scalar: UInt32) -> Bool { (0x30a1...0x30ff).contains(scalar) }
}
