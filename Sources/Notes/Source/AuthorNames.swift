/// The names in an author field.
enum AuthorNames {
  /// The names that the values of a field give, each as written, without repetition.
  static func names(of values: [FieldValue]) -> [String] {
    var result = UniqueList<String>()
    for value in values { result.append(contentsOf: split(InlineText(value.text).text)) }
    return result.values
  }

  /// Splits "A B, C D and E F" into names.
  ///
  /// A comma between two single words with capitals parts family name and given name ("Pan, Xingang"), also where such
  /// names are joined ("Pan, Xingang and Li, Wei"), and one before "Inc." or "Jr." belongs to the name. The commas of
  /// Chinese, Japanese and Arabic always part names, since those scripts write no name with one. "and", its like in other
  /// languages and "&" part names only where both sides have two capitalised words at least, or in the last member of a
  /// list with commas, so that "Johnson and Johnson" stays one.
  static func split(_ text: String) -> [String] {
    if isUndivided(text) {
      let name = visibleName(text.utf8)
      return name.isEmpty ? [] : [name]
    }
    return text.unicodeScalars.split { separators.contains($0) }.flatMap { part -> [String] in
      let whole = visibleName(String(part).utf8)
      let lists = whole.unicodeScalars.split { foreignCommas.contains($0) }
      return lists.count > 1
        ? lists.flatMap { splitAnd(visibleName(String($0).utf8), isListed: true) }.filter { !$0.isEmpty }
        : splitCommas(whole)
    }
  }

  /// Whether nothing in a text can part names: most fields have one name, which need not be taken to pieces to see it.
  private static func isUndivided(_ text: String) -> Bool {
    var length = 0
    for byte in text.utf8 {
      switch byte {
      case 0x80..., UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "&"), ..<Byte.space: return false
      case Byte.space:
        // "and", "et", "y" and their like.
        if 1...3 ~= length { return false }
        length = 0
      default: length += 1
      }
    }
    return true
  }

  private static let separators: Set<Unicode.Scalar> = [";", "\n", "\u{ff1b}", "\u{61b}"]
  /// The fullwidth, the ideographic and the Arabic comma.
  private static let foreignCommas: Set<Unicode.Scalar> = ["\u{ff0c}", "\u{3001}", "\u{60c}"]

  /// The text with a comma for each comma of another script.
  static func plainCommas(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(foreignCommas.contains(scalar) ? "," : scalar) }
    return String(result)
  }

  /// The parts between commas, where a comma before "Inc." or "Jr." belongs to its name.
  static func commaParts(_ text: String) -> [String] {
    var parts: [String] = []
    for part in plainCommas(text).split(separator: ",") {
      let part = folded(part.utf8)
      if part.isEmpty { continue }
      let bare = part.lowercased().filter { $0 != "." }
      if let last = parts.popLast() {
        if suffixes.contains(bare) { parts.append(last + ", " + part) } else { parts += [last, part] }
      } else {
        parts.append(part)
      }
    }
    return parts
  }

  private static func splitCommas(_ text: String) -> [String] {
    if let inverted = invertedNames(text) { return inverted }
    var parts = commaParts(text)
    if parts.count > 1, let last = parts.popLast() {
      let words = last.split(separator: " ")
      if words.count > 1, isJoiner(words[0]) {
        parts.append(folded(last.utf8.drop { $0 != Byte.space }))
      } else {
        parts += splitAnd(last, isListed: true)
      }
      return parts.filter { !$0.isEmpty }
    }
    return parts.flatMap { splitAnd($0, isListed: false) }
  }

  /// The names of "Pan, Xingang and Li, Wei": each a family name, one comma and a given name; nil for other texts.
  private static func invertedNames(_ text: String) -> [String]? {
    var names: [String] = []
    for part in text.split(separator: " ", omittingEmptySubsequences: true).split(whereSeparator: isJoiner) {
      let name = part.joined(separator: " ")
      let halves = name.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
      guard halves.count == 2 else { return nil }
      let family = folded(halves[0].utf8)
      let given = folded(halves[1].utf8)
      guard words(family) == 1, family.utf8.count > 1, isCapitalised(family[...]), isGivenName(given),
        isCapitalised(given[...]), !suffixes.contains(given.lowercased().filter { $0 != "." })
      else { return nil }
      names.append(family + ", " + given)
    }
    return names.isEmpty ? nil : names
  }

  private static func isJoiner(_ word: Substring) -> Bool {
    word.utf8.count <= 3 && joiners.contains(word.lowercased())
  }

  private static let joiners: Set<String> = ["and", "&", "et", "und", "y", "\u{438}"]

  /// Parts at each "and" and "&", from the left, as long as what stands on both sides fits.
  ///
  /// One walk, however many there are: a field may be as long as a file.
  private static func splitAnd(_ text: String, isListed: Bool) -> [String] {
    let all = text.split(separator: " ")
    // Whether all that stands between one "and" and the next is a full name, from each word to the end.
    var isFullToEnd = [Bool](repeating: true, count: all.count + 1)
    var end = all.count
    for index in all.indices.reversed() {
      if isJoiner(all[index]), index + 1 < all.count, !isJoiner(all[index + 1]) {
        end = index
        isFullToEnd[index] = isFullToEnd[index + 1]
      } else {
        let isLater = end == all.count || isFullToEnd[end]
        isFullToEnd[index] = isLater && isFullName(all[index..<end])
      }
    }
    var parts: [String] = []
    var start = 0
    for place in all.indices where isJoiner(all[place]) {
      guard place > start, place + 1 < all.count else { break }
      guard isListed || (isFullName(all[start..<place]) && isFullToEnd[place + 1]) else { break }
      parts.append(all[start..<place].joined(separator: " "))
      start = place + 1
    }
    return parts.isEmpty ? [text] : parts + [all[start...].joined(separator: " ")]
  }

  private static func isFullName(_ words: ArraySlice<Substring>) -> Bool {
    guard words.count >= 2, let first = words.first, let last = words.last else { return false }
    return isCapitalised(first) && isCapitalised(last)
  }

  private static func isCapitalised(_ word: Substring) -> Bool {
    word.unicodeScalars.first?.properties.isUppercase ?? false
  }

  private static func words(_ text: String) -> Int { text.split(separator: " ").count }

  private static func isGivenName(_ text: String) -> Bool {
    let all = text.split(separator: " ")
    return all.count == 1 || (all.count == 2 && all[1].filter { $0 != "." }.count == 1)
  }

  private static let suffixes: Set<String> = [
    "inc", "ltd", "llc", "llp", "plc", "corp", "co", "gmbh", "ag", "sa", "srl", "bv", "jr", "sr", "phd", "md", "esq",
    "ii",
    "iii", "iv",
  ]
}
