import KnowledgeGraph

/// Which sources speak for themselves.
///
/// Sources with the same authors, or at the same address, are one voice; so are, for what they say, two with the same
/// words.
struct Independence {
  /// The voice of each source, by its number in the claim table.
  private let voices: [Int32]

  init(sources: Interner<SourceID>, headings: [Heading]) {
    var sets = DisjointSets()
    for _ in sources.values { _ = sets.add() }
    var byAuthors: [[String]: Int32] = [:]
    var byAddress: [String: Int32] = [:]
    for heading in headings {
      guard let number = sources.find(heading.source.id) else { continue }
      let authors = Set(heading.source.authors.map(FoldedName.fold)).subtracting([""]).sorted()
      if !authors.isEmpty {
        if let other = byAuthors[authors] { sets.join(number, other) } else { byAuthors[authors] = number }
      }
      if let url = heading.source.url {
        let address = Independence.address(url)
        if let other = byAddress[address] { sets.join(number, other) } else { byAddress[address] = number }
      }
    }
    voices = (0..<Int32(sources.count)).map { sets.root($0) }
  }

  /// How many voices there are among rows.
  func count(_ rows: some Collection<ClaimTable.Row>) -> Int {
    // Most things are told of by one voice.
    guard let first = rows.first.map({ voices[Int($0.source)] }) else { return 0 }
    if rows.allSatisfy({ voices[Int($0.source)] == first }) { return 1 }
    var sets = DisjointSets()
    var byVoice: [Int32: Int32] = [:]
    var byText: [UInt64: Int32] = [:]
    var joined = 0
    for row in rows {
      let voice = voices[Int(row.source)]
      let number: Int32
      if let known = byVoice[voice] {
        number = known
      } else {
        number = sets.add()
        byVoice[voice] = number
      }
      guard row.text != 0 else { continue }
      if let other = byText[row.text] {
        if sets.root(other) != sets.root(number) {
          sets.join(other, number)
          joined += 1
        }
      } else {
        byText[row.text] = number
      }
    }
    return sets.count - joined
  }

  /// A URL without its scheme, `www.`, fragment and last slash.
  private static func address(_ url: String) -> String {
    var text = url[...]
    for prefix in ["https://", "http://", "www."] where text.hasPrefix(prefix) { text = text.dropFirst(prefix.count) }
    if let fragment = text.utf8.firstIndex(of: UInt8(ascii: "#")) { text = text[..<fragment] }
    if text.hasSuffix("/") { text = text.dropLast() }
    return String(text)
  }
}
