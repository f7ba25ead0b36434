internal import KnowledgeGraph

/// What the form of an author's name says of who it is.
enum AuthorForm {
  /// A person where it is two to four capitalised words, an organization where a word says so, where it is one word or
  /// where it is a domain.
  static func kind(of name: String) -> Kind {
    let words = name.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" || $0 == "," })
    guard !words.isEmpty else { return .organization }
    if isHandle(name) { return .person }
    let vocabulary = Vocabulary.shared
    for word in words {
      let trimmed = word.utf8.filter { $0 != 0x2E }
      let fold = FoldedHash(trimmed).value
      if legalWords.contains(fold) { return .company }
      if organizationWords.contains(fold) { return .organization }
      if word.contains("."), word.utf8.count > 4, !word.hasSuffix(".") { return .organization }
    }
    if let kind = kindWithoutCase(words) { return kind }
    guard (2...4).contains(words.count) else { return .organization }
    let first = vocabulary.index(of: FoldedHash(words[0].utf8).value)
    if vocabulary.classes(first).contains(.first) { return .person }
    if let last = words.last {
      let index = vocabulary.index(of: FoldedHash(last.utf8).value)
      if index >= 0, vocabulary.words[Int(index)].heads != 0 { return .organization }
    }
    let isNameLike = words.allSatisfy { word in
      guard let scalar = word.unicodeScalars.first else { return false }
      return scalar.properties.isUppercase || particles.contains(String(word))
    }
    return isNameLike ? .person : .organization
  }

  /// "@ada", "@ada on Twitter": an account is taken for a person's.
  private static func isHandle(_ name: String) -> Bool { name.utf8.first == UInt8(ascii: "@") && name.utf8.count > 1 }

  /// What the form says in a script without capitals: two to four Han characters, or two to four words, are a person's
  /// name; nil where the script has capitals.
  private static func kindWithoutCase(_ words: [Substring]) -> Kind? {
    guard words.allSatisfy({ ScriptForm.isWithoutCase($0) }) else { return nil }
    if words.count == 1, let word = words.first {
      let isShort =
        (2...4).contains(word.unicodeScalars.count) && word.unicodeScalars.allSatisfy { ScriptForm.isHan($0) }
      let isHangul =
        (2...4).contains(word.unicodeScalars.count)
        && word.unicodeScalars.allSatisfy { (0xac00...0xd7a3).contains($0.value) }
      return isShort || isHangul ? .person : .organization
    }
    return (2...4).contains(words.count) ? .person : .organization
  }

  private static let particles: Set<String> = [
    "de", "van", "von", "der", "den", "da", "di", "la", "le", "bin", "al", "and",
  ]

  private static let legalWords: Set<UInt64> = Set(
    ["inc", "ltd", "llc", "plc", "gmbh", "corp", "corporation", "company", "co"].map { FoldedHash($0.utf8).value })

  private static let organizationWords: Set<UInt64> = Set(
    [
      "blog", "news", "times", "research", "magazine", "journal", "review", "post", "daily", "weekly", "newsletter",
      "press", "media", "team", "staff", "editors", "institute", "university", "foundation", "group", "labs", "lab",
      "the", "podcast", "report", "wikipedia", "wiki", "digest", "insights", "community", "project", "engineering",
      "contributors", "desk", "society", "association", "center", "centre", "network", "channel", "studio", "books",
      "ventures", "capital", "partners", "bank", "ministry", "government", "commission", "council", "agency",
    ].map { FoldedHash($0.utf8).value })
}
