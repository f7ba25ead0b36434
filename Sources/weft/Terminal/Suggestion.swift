/// "Did you mean": the known words that are near a mistyped one.
enum Suggestion {
  /// At most three of `words`, nearest first, that are a slip or two away from `word`.
  static func near(_ word: String, in words: some Sequence<String>) -> [String] {
    let limit = word.count <= 4 ? 1 : word.count <= 8 ? 2 : 3
    let folded = word.lowercased()
    return words.map { (word: $0, distance: distance(folded, $0.lowercased())) }
      .filter { $0.distance <= limit || ($0.word.lowercased().hasPrefix(folded) && folded.count >= 3) }
      .sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }
      .prefix(3).map(\.word)
  }

  /// `did you mean 'a' or 'b'?`, or nil where there is nothing to suggest.
  static func hint(_ words: [String]) -> String? {
    guard let last = words.last else { return nil }
    let quoted = words.dropLast().map { "'\($0)'" }.joined(separator: ", ")
    return "did you mean \(quoted.isEmpty ? "" : quoted + " or ")'\(last)'?"
  }

  /// How many letters must be put in, left out, changed or swapped with their neighbour to make `left` of `right`
  /// (optimal string alignment).
  ///
  /// - Complexity: O(length of `left` × length of `right`); both are words of a command line.
  static func distance(_ left: String, _ right: String) -> Int {
    let (a, b) = (Array(left.prefix(64)), Array(right.prefix(64)))
    var earlier: [Int] = []
    var previous = Array(0...b.count)
    for i in a.indices {
      var current = [i + 1]
      for j in b.indices {
        var best = min(previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, earlier[j - 1] + 1) }
        current.append(best)
      }
      (earlier, previous) = (previous, current)
    }
    return previous.last ?? 0
  }
}
