import KnowledgeGraph

/// How many sources of a thing speak for themselves.
///
/// Of the sources that tell of one thing, those with the same authors, or at the same address, are one voice; so are
/// two that tell of it in the same words. Sources that do not tell of it play no part.
struct Independence {
  /// Of each source, by its number in the claim table, what it shares with others of its voice.
  private let voices: [[UInt64]]

  init(voices: [[UInt64]]) { self.voices = voices }

  init(sources: Interner<SourceID>, headings: [Heading]) {
    var voices = [[UInt64]](repeating: [], count: sources.count)
    for heading in headings {
      guard let number = sources.find(heading.source.id) else { continue }
      for key in Independence.keys(heading.source) where !voices[Int(number)].contains(key) {
        voices[Int(number)].append(key)
      }
    }
    self.voices = voices
  }

  /// The voices of a source that several notes tell of: those of all of them, sorted.
  static func keys(of headings: [Heading]) -> [UInt64] { Set(headings.flatMap { keys($0.source) }).sorted() }

  func keys(of source: Int32) -> [UInt64] { voices[Int(source)] }

  /// How many voices there are among rows.
  func count(_ rows: some Collection<ClaimTable.Row>) -> Int { Set(voiceOfEach(rows)).count }

  /// How sure the rows make together what they all say, 0...1: one voice as its surest row is, several as a noisy "or",
  /// in which each may be wrong by itself (J. Pearl: "Probabilistic Reasoning in Intelligent Systems", 1988, 4.3.2).
  func confidence(_ rows: some Collection<ClaimTable.Row>) -> Double {
    var surest: [Int32: Double] = [:]
    for (voice, row) in zip(voiceOfEach(rows), rows) {
      surest[voice] = max(surest[voice] ?? 0, min(max(row.confidence, 0), 1))
    }
    guard surest.count > 1 else { return rows.map(\.confidence).max() ?? 0 }
    // Sorted, and to four places, so that the order of sources makes no difference.
    let doubt = surest.values.sorted().reduce(1) { $0 * (1 - $1) }
    return ((1 - doubt) * 10_000).rounded() / 10_000
  }

  /// For each row the number of its voice.
  private func voiceOfEach(_ rows: some Collection<ClaimTable.Row>) -> [Int32] {
    // Most things are told of by one source.
    guard let first = rows.first?.source else { return [] }
    if rows.allSatisfy({ $0.source == first }) { return [Int32](repeating: 0, count: rows.count) }
    var sets = DisjointSets()
    var bySource: [Int32: Int32] = [:]
    var byKey: [UInt64: Int32] = [:]
    func join(_ key: UInt64, _ number: Int32) {
      if let other = byKey[key] {
        sets.join(other, number)
      } else {
        byKey[key] = number
      }
    }
    var numbers: [Int32] = []
    numbers.reserveCapacity(rows.count)
    for row in rows {
      let number: Int32
      if let known = bySource[row.source] {
        number = known
      } else {
        number = sets.add()
        bySource[row.source] = number
        for key in voices[Int(row.source)] { join(key, number) }
      }
      if row.text != 0 { join(row.text, number) }
      numbers.append(number)
    }
    return numbers.map { sets.root($0) }
  }

  /// A number for the authors of a source, all of them, and one for its address.
  private static func keys(_ source: Source) -> [UInt64] {
    var keys: [UInt64] = []
    let authors = Set(source.authors.map(FoldedName.fold)).subtracting([""]).sorted()
    if !authors.isEmpty { keys.append(TextFingerprint.of("authors\u{1f}" + authors.joined(separator: "\u{1f}"))) }
    if let url = source.url { keys.append(TextFingerprint.of("address\u{1f}" + address(url))) }
    return keys
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
