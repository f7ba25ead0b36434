@_spi(_Unicode) import Swift

/// Texts in the one form in which equal words are equal bytes.
enum NormalizedText {
  /// Plain text in NFC (Unicode Standard Annex 15) with white space folded.
  static func folded(_ plain: [UInt8]) -> String { nfc(Notes.folded(plain)) }

  /// Text in Unicode normalisation form C.
  ///
  /// - Complexity: O(bytes); almost nothing for text of Latin letters, digits and common punctuation.
  static func nfc(_ text: String) -> String {
    var text = text
    let isNormal = text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte < 0xcc {
          // ASCII, Latin-1 and Latin Extended up to U+02FF: nothing there changes alone.
          index += 1
        } else if byte == 0xe2, index + 1 < bytes.count, bytes[index + 1] == 0x80 || bytes[index + 1] == 0x82 {
          // General punctuation from U+2010 on and the signs of currencies stay; a few typographic spaces do not.
          if bytes[index + 1] == 0x80, index + 2 < bytes.count, bytes[index + 2] < 0x90 { return false }
          index += 3
        } else {
          return false
        }
      }
      return true
    }
    guard !isNormal else { return text }
    var result = String.UnicodeScalarView()
    for piece in streamSafe(text) {
      for scalar in piece._nfc { result.append(scalar) }
    }
    return String(result)
  }

  /// The text in pieces none of which has more than some hundred marks on one letter: marks are sorted, which for a
  /// letter with a hundred thousand of them takes hours. No language puts more than thirty on one (Unicode Standard
  /// Annex 15, Stream-Safe Text Format).
  private static func streamSafe(_ text: String) -> [Substring] {
    var pieces: [Substring] = []
    var start = text.startIndex
    var marks = 0
    var index = start
    while index < text.endIndex {
      let scalar = text.unicodeScalars[index]
      let isMark = scalar.value >= 0x300 && scalar.properties.canonicalCombiningClass != .notReordered
      marks = isMark ? marks + 1 : 0
      if marks > 128 {
        pieces.append(text[start..<index])
        start = index
        marks = 1
      }
      index = text.unicodeScalars.index(after: index)
    }
    pieces.append(text[start...])
    return pieces
  }
}
