import KnowledgeGraph

/// Dates as fields and headings of notes give them.
enum NoteDate {
  /// The date at the beginning of a text, or nil where it is none.
  ///
  /// Forms: `2024`, `2024-03`, `2024-03-07` (also with `/` or `.`, and a time after it), `March 5th, 2024`,
  /// `Tue, Mar 5 2024`, `5 March 2024`, `March 2024`, each also as a link; `05/03/2024` only where one of the two
  /// numbers can be no month. A number of seconds is no date.
  static func read(_ text: String) -> PartialDate? {
    var words: [[UInt8]] = []
    for word in text.utf8.split(maxSplits: 9, whereSeparator: { separators.contains($0) }) {
      words.append(word.map(\.lowercased))
    }
    while let first = words.first, weekdays.contains(where: { first.starts(with: $0) }), first.allSatisfy(\.isLetter) {
      words.removeFirst()
    }
    guard let first = words.first else { return nil }
    if first.first?.isDigit ?? false, let date = numeric(first) {
      // "2024" alone, or a day's number: "5 March 2024".
      return date
    }
    let second = words.dropFirst().first
    if let month = month(first), let second {
      if let day = day(second), let third = words.dropFirst(2).first, let year = year(third) {
        return PartialDate(year: year, month: month, day: day)
      }
      return year(second).flatMap { PartialDate(year: $0, month: month) }
    }
    if let day = day(first), let second, let month = month(second), let third = words.dropFirst(2).first,
      let year = year(third)
    {
      return PartialDate(year: year, month: month, day: day)
    }
    return nil
  }

  private static let separators = Set(" ,\t\n\r[]\"'()".utf8)
  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map { Array($0.utf8) }
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
  ].map { Array($0.utf8) }

  private static func month(_ word: [UInt8]) -> Int? {
    var word = word[...]
    if word.last == Byte.period { word.removeLast() }
    if word.elementsEqual("sept".utf8) { return 9 }
    guard word.count >= 3 else { return nil }
    let index = months.firstIndex { $0.elementsEqual(word) || (word.count == 3 && $0.starts(with: word)) }
    return index.map { $0 + 1 }
  }

  private static func number(_ word: some Collection<UInt8>, digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(word.count), word.allSatisfy(\.isDigit) else { return nil }
    return word.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static func year(_ word: [UInt8]) -> Int? { number(word, digits: 4...4) }

  private static func day(_ word: [UInt8]) -> Int? {
    let digits = word.prefix(while: \.isDigit)
    let rest = word[digits.endIndex...]
    guard rest.isEmpty || ["st", "nd", "rd", "th"].contains(where: { rest.elementsEqual($0.utf8) }) else { return nil }
    return number(digits, digits: 1...2)
  }

  /// A date of numbers, whose time after `t` is dropped.
  private static func numeric(_ word: [UInt8]) -> PartialDate? {
    let date = word.prefix { $0 != 0x74 }
    let parts = date.split(omittingEmptySubsequences: false) {
      $0 == Byte.hyphen || $0 == Byte.slash || $0 == Byte.period
    }
    guard let first = parts.first, parts.count <= 3 else { return nil }
    if let year = number(first, digits: 4...4) {
      guard parts.count > 1 else { return PartialDate(year: year) }
      guard let month = number(parts[1], digits: 1...2), month <= 12 else { return nil }
      guard parts.count > 2 else { return PartialDate(year: year, month: month) }
      return number(parts[2], digits: 1...2).flatMap { PartialDate(year: year, month: month, day: $0) }
    }
    guard parts.count == 3, let year = number(parts[2], digits: 4...4), let a = number(parts[0], digits: 1...2),
      let b = number(parts[1], digits: 1...2)
    else { return nil }
    if a > 12 || a == b { return PartialDate(year: year, month: b, day: a) }
    return b > 12 ? PartialDate(year: year, month: a, day: b) : nil
  }
}
