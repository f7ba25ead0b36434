@_spi(_Unicode) import Swift

/// Names made comparable: upper and lower case, marks over Latin letters and kinds of space make no difference.
///
/// "ETIHAD  Etisalat", "Etihad Etisalat" and "Étihad Etisalat" fold to one text. The fold is for looking up, never
/// for deciding that two entities are one.
public enum FoldedName {
  /// The folded form of a name.
  ///
  /// Lower case by Unicode's mapping; letters of Latin-1, Latin Extended-A and -B and Latin Extended Additional lose
  /// their marks, composed or as combining marks U+0300...U+036F after a Latin letter; ß, æ, œ, þ, ĳ become two
  /// letters; fullwidth letters and digits become ordinary ones; curly apostrophes and dashes become `'` and `-`; runs of white space become one space, none at the ends;
  /// zero-width characters and the controls of text direction are left out. Marks of other scripts stay, since they make
  /// other letters, in Unicode normalisation form C: macOS writes them, and the letters of Korean, in pieces.
  ///
  /// - Complexity: O(length of `name`).
  public static func fold(_ name: String) -> String {
    if let folded = folded(ascii: name) { return folded }
    var result = String.UnicodeScalarView()
    var isSpacePending = false
    var isAfterLatin = false
    func isSpace(_ value: UInt32) -> Bool {
      value == 0x20 || (0x09...0x0d).contains(value) || value == 0xa0 || (0x2000...0x200a).contains(value)
        || value == 0x202f || value == 0x3000
    }
    for scalar in name.unicodeScalars {
      let value = scalar.value
      if isSpace(value) {
        isSpacePending = !result.isEmpty
        continue
      }
      if (0x200b...0x200f).contains(value) || value == 0xfeff || value == 0xad { continue }
      if (0x202a...0x202e).contains(value) || (0x2060...0x2069).contains(value) { continue }
      if isAfterLatin, (0x300...0x36f).contains(value) { continue }
      if isSpacePending {
        result.append(" ")
        isSpacePending = false
      }
      if value < 0x80 {
        let isUpper = (0x41...0x5a).contains(value)
        result.append(isUpper ? Unicode.Scalar(UInt8(value + 0x20)) : scalar)
        isAfterLatin = isUpper || (0x61...0x7a).contains(value)
        continue
      }
      if let letter = baseLetter(value) {
        result.append(letter)
        isAfterLatin = true
        continue
      }
      isAfterLatin = false
      switch value {
      case 0xdf, 0x1e9e: result.append(contentsOf: "ss".unicodeScalars)
      case 0xc6, 0xe6: result.append(contentsOf: "ae".unicodeScalars)
      case 0x152, 0x153: result.append(contentsOf: "oe".unicodeScalars)
      case 0xde, 0xfe: result.append(contentsOf: "th".unicodeScalars)
      case 0x132, 0x133: result.append(contentsOf: "ij".unicodeScalars)
      case 0x2018, 0x2019, 0x2bc: result.append("'")
      case 0x2010...0x2015: result.append("-")
      case 0xff01...0xff5e:
        let plain = UInt8(truncatingIfNeeded: value - 0xfee0)
        result.append(Unicode.Scalar((0x41...0x5a).contains(plain) ? plain + 0x20 : plain))
      default: result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    let folded = String(result)
    // What may be in pieces: combining marks, the letters of Korean, and marks of kana.
    guard result.contains(where: { $0.value >= 0x300 && isPiece($0.value) }) else { return folded }
    var composed = String.UnicodeScalarView()
    for scalar in folded._nfc { composed.append(scalar) }
    return String(composed)
  }

  /// The folded form of a name of letters, digits and marks of ASCII with single spaces between them; nil for any other.
  private static func folded(ascii name: String) -> String? {
    var isPlain = true
    var isAfterSpace = true
    for byte in name.utf8 {
      let isSpace = byte == 0x20
      if byte >= 0x80 || byte < 0x20 || (isSpace && isAfterSpace) { return nil }
      if (0x41...0x5a).contains(byte) { isPlain = false }
      isAfterSpace = isSpace
    }
    if isAfterSpace { return nil }
    return isPlain ? name : name.lowercased()
  }

  private static func isPiece(_ value: UInt32) -> Bool {
    switch value {
    case 0x300...0x36f, 0x653...0x655, 0x900...0xd7f, 0x1100...0x11ff, 0x3099...0x309a: true
    default: false
    }
  }

  /// The Latin letter under a marked one, in lower case: é, É and ḗ give e; nil for every other character.
  private static func baseLetter(_ value: UInt32) -> Unicode.Scalar? {
    let entry: UInt8
    switch value {
    case 0xc0..<0x250: entry = latin[Int(value) - 0xc0]
    case 0x1e00..<0x1f00: entry = latinAdditional[Int(value) - 0x1e00]
    default: return nil
    }
    return entry == UInt8(ascii: ".") ? nil : Unicode.Scalar(entry)
  }

  // From the canonical decompositions of the Unicode Character Database, with ø, ł, đ, ð, ħ, ŧ, ı and their like
  // added, which have none; a point stands for "no base letter".
  private static let latin = Array(
    """
    aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.yaaaaaaccccccccdd\
    ddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllllllllnnnnnn...oooooo..rrrrrrssssss\
    ssttttttuuuuuuuuuuuuwwyyyzzzzzzsb......................i........oo.............u\
    u....zz......................aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa..oo\
    aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy......a........b............
    """.utf8)
  private static let latinAdditional = Array(
    """
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooo\
    oooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy......\
    aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuu\
    uuyyyyyyyy......
    """.utf8)
}
