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
  /// A comma between two single words parts family name and given name ("Pan, Xingang"), and one before "Inc." or
  /// "Jr." belongs to the name. "and" and "&" part names only where both sides have two capitalised words at least, or
  /// in the last member of a list with commas, so that "Johnson and Johnson" stays one.
  static func split(_ text: String) -> [String] {
    text.split(whereSeparator: { $0 == ";" || $0 == "\n" }).flatMap { splitCommas(folded($0.utf8)) }
  }

  private static func splitCommas(_ text: String) -> [String] {
    var parts: [String] = []
    for part in text.split(separator: ",") {
      let part = folded(part.utf8)
      if part.isEmpty { continue }
      let bare = part.lowercased().filter { $0 != "." }
      if let last = parts.popLast() {
        if suffixes.contains(bare) { parts.append(last + ", " + part) } else { parts += [last, part] }
      } else {
        parts.append(part)
      }
    }
    if parts.count == 2, words(parts[0]) == 1, isGivenName(parts[1]) { return [parts[0] + ", " + parts[1]] }
    if parts.count > 1, let last = parts.popLast() {
      if last.hasPrefix("and ") || last.hasPrefix("& ") {
        parts.append(folded(last.utf8.drop { $0 != Byte.space }))
      } else {
        parts += splitAnd(last, isListed: true)
      }
      return parts.filter { !$0.isEmpty }
    }
    return parts.flatMap { splitAnd($0, isListed: false) }
  }

  /// Parts at each "and" and "&", from the left, as long as what stands on both sides fits.
  ///
  /// One walk, however many there are: a field may be as long as a file.
  private static func splitAnd(_ text: String, isListed: Bool) -> [String] {
    let all = text.split(separator: " ")
    // Whether all that stands between one "and" and the next is a full name, from each word to the end.
    var isFullToEnd = [Bool](repeating: true, count: all.count + 1)
    var end = all.count
    for index in all.indices.reversed() {
      if all[index] == "and" {
        end = index
        isFullToEnd[index] = isFullToEnd[index + 1]
      } else {
        let isLater = end == all.count || isFullToEnd[end]
        isFullToEnd[index] = isLater && isFullName(all[index..<end])
      }
    }
    var parts: [String] = []
    var start = 0
    for place in all.indices where all[place] == "and" || all[place] == "&" {
      guard place > start, place + 1 < all.count else { break }
      guard isListed || (isFullName(all[start..<place]) && isFullToEnd[place + 1]) else { break }
      parts.append(all[start..<place].joined(separator: " "))
      start = place + 1
    }
    return parts.isEmpty ? [text] : parts + [all[start...].joined(separator: " ")]
  }

  private static func isFullName(_ words: ArraySlice<Substring>) -> Bool {
    guard words.count >= 2, let first = words.first, let last = words.last else { return false }
    func isCapitalised(_ word: Substring) -> Bool { word.unicodeScalars.first?.properties.isUppercase ?? false }
    return isCapitalised(first) && isCapitalised(last)
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
