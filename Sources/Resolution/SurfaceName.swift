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
    if text.hasPrefix("the ") { text = text.dropFirst(4) }
    for ending in ["'s", "’s"] where text.hasSuffix(ending) && text.count > 2 { text = text.dropLast(2) }
    return String(trimmed(text))
  }

  /// What is equal for two forms of one name: without article, and without legal forms where a firm may have them.
  static func key(_ surface: String, mayHaveLegalForm: Bool) -> String {
    var text = display(surface)[...]
    if text.hasPrefix("The "), text.utf8.count > 4 { text = text.dropFirst(4) }
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
      if scalar.properties.isLowercase { return false }
      if scalar.properties.isUppercase { count += 1 }
    }
    return count >= 4
  }

  /// A description as it is shown: without the article or possessive before it.
  static func description(surface: String) -> String {
    let text = trimmed(surface[...])
    for word in ["a ", "an ", "the ", "its ", "their "] where text.hasPrefix(word) {
      return String(text.dropFirst(word.count))
    }
    return String(text)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return text
  }
}
