/// The forms of a name as texts write it: what is shown, and what makes two of them the same name.
enum SurfaceName {
  /// Words that say what a firm is in law and no part of its name, in lower case without points.
  ///
  /// A short list on purpose: "Group", "Holding" and "Company" tell firms apart more often than not.
  private static let legalForms: Set<String> = [
    "ab", "ag", "aps", "as", "asa", "bv", "co", "corp", "corporation", "gmbh", "inc", "incorporated", "kg", "kgaa",
    "kk", "limited", "llc", "llp", "lp", "ltd", "ltda", "nv", "oy", "oyj", "plc", "pte", "pty", "sa", "sab", "sarl",
    "sas", "se", "spa", "srl", "tbk",
  ]

  /// The name without white space at its ends, a leading lower-case "the", and a possessive ending.
  static func display(_ surface: String) -> String {
    var text = trimmed(surface[...])
    if text.utf8.starts(with: "the ".utf8) { text = text.dropFirst(4) }
    if text.utf8.last == UInt8(ascii: "s") {
      for ending in ["'s", "’s"] {
        let count = ending.utf8.count
        guard text.utf8.count > count, text.utf8.suffix(count).elementsEqual(ending.utf8) else { continue }
        text = Substring(text.utf8.dropLast(count))
      }
    }
    let shown = trimmed(text)
    // Most names are shown as they stand, and need no copy.
    return shown.utf8.count == surface.utf8.count ? surface : String(shown)
  }

  /// What is equal for two forms of one name: without article, and without legal forms where a firm may have them.
  static func key(_ surface: String, mayHaveLegalForm: Bool) -> String {
    var text = display(surface)[...]
    if text.utf8.starts(with: "The ".utf8), text.utf8.count > 4 { text = text.dropFirst(4) }
    guard mayHaveLegalForm else { return String(text) }
    while let space = text.utf8.lastIndex(where: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ",") }) {
      let word = text[text.utf8.index(after: space)...]
      guard let first = word.utf8.first, !(0x61...0x7a).contains(first) || word == "plc" else { break }
      let bare = String(
        decoding: word.utf8.filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: ",") }, as: UTF8.self)
      guard legalForms.contains(bare.lowercased()) else { break }
      var rest = text[..<space]
      while let last = rest.utf8.last, last == UInt8(ascii: " ") || last == UInt8(ascii: ",") { rest = rest.dropLast() }
      guard !rest.isEmpty else { break }
      text = rest
    }
    return String(text)
  }

  /// Whether a name has at least four letters, and none in lower case: "HUAWEI", but neither "US" nor "WHO".
  static func isAllCapitals(_ name: String) -> Bool {
    var count = 0
    for scalar in name.unicodeScalars {
      if scalar.isASCII {
        if (0x61...0x7a).contains(scalar.value) { return false }
        if (0x41...0x5a).contains(scalar.value) { count += 1 }
        continue
      }
      if scalar.properties.isLowercase { return false }
      if scalar.properties.isUppercase { count += 1 }
    }
    return count >= 4
  }

  /// A description as it is shown: without the article or possessive before it.
  static func description(surface: String) -> String {
    let text = trimmed(surface[...])
    for word in ["a ", "an ", "the ", "its ", "their "] where text.utf8.starts(with: word.utf8) {
      return String(text.dropFirst(word.count))
    }
    return String(text)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    func mayBeSpace(_ byte: UInt8?) -> Bool { byte.map { $0 <= 0x20 || $0 >= 0x80 } ?? false }
    guard mayBeSpace(text.utf8.first) || mayBeSpace(text.utf8.last) else { return text }
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return text
  }
}
