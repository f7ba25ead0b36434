internal import KnowledgeGraph

/// What the form of an author's name says of who it is.
enum AuthorForm {
  /// A person where it is two to four capitalised words, an organization where a word says so, where it is one word or
  /// where it is a domain.
  static func kind(of name: String) -> Kind {
    let words = name.split(whereSeparator: { $0 == " " || $0 == "\u{A0}" || $0 == "," })
    guard !words.isEmpty else { return .organization }
    let vocabulary = Vocabulary.shared
    for word in words {
      let trimmed = word.utf8.filter { $0 != 0x2E }
      let fold = FoldedHash(trimmed).value
      if legalWords.contains(fold) { return .company }
      if organizationWords.contains(fold) { return .organization }
      if word.contains("."), word.utf8.count > 4, !word.hasSuffix(".") { return .organization }
    }
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
