/// A character reference of HTML in Markdown: `&amp;`, `&#39;`, `&#x2019;`.
///
/// The named ones are those that highlights of web pages carry; another name stays as written.
struct CharacterReference {
  var scalar: Unicode.Scalar
  /// How many bytes it takes, from `&` to `;`.
  var count: Int

  /// Reads the reference at `start`, where a `&` stands, or nil where there is none.
  ///
  /// - Complexity: O(1): a reference is at most ten bytes long.
  init?(_ bytes: [UInt8], at start: Int) {
    var end = start + 1
    let stop = min(bytes.count, start + 10)
    while end < stop, bytes[end] != Byte.semicolon {
      guard bytes[end].isLetterOrDigit || bytes[end] == Byte.hash else { return nil }
      end += 1
    }
    guard end < stop, end > start + 1 else { return nil }
    let body = bytes[(start + 1)..<end]
    count = end + 1 - start
    if body.first == Byte.hash {
      let digits = body.dropFirst()
      let isHex = digits.first.map { $0 | 0x20 == 0x78 } ?? false
      let text = String(decoding: isHex ? digits.dropFirst() : digits, as: UTF8.self)
      guard let value = UInt32(text, radix: isHex ? 16 : 10), value >= 0x20, let scalar = Unicode.Scalar(value)
      else { return nil }
      self.scalar = scalar
    } else {
      guard let scalar = CharacterReference.named[String(decoding: body, as: UTF8.self)] else { return nil }
      self.scalar = scalar
    }
  }

  private static let named: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ensp": " ", "emsp": " ", "thinsp": " ",
    "ndash": "–", "mdash": "—", "hellip": "…", "lsquo": "‘", "rsquo": "’", "sbquo": "‚", "ldquo": "“", "rdquo": "”",
    "bdquo": "„", "laquo": "«", "raquo": "»", "bull": "•", "middot": "·", "euro": "€", "pound": "£", "yen": "¥",
    "cent": "¢", "copy": "©", "reg": "®", "trade": "™", "deg": "°", "times": "×", "sect": "§", "para": "¶",
    "eacute": "é", "egrave": "è", "agrave": "à", "aacute": "á", "oacute": "ó", "iacute": "í", "uacute": "ú",
    "ntilde": "ñ", "ccedil": "ç", "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü",
    "szlig": "ß", "ecirc": "ê", "acirc": "â", "ocirc": "ô", "icirc": "î", "aring": "å", "oslash": "ø",
  ]
}
