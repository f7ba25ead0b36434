/// Finds names that may be one entity's: those that differ by a slip, by spaces and marks, by what follows them, or of
/// which one abbreviates the other or gives a first name by its initial.
struct LikeNames {
  /// Why two names are alike, the surer reason first.
  enum Reason: Int, Comparable {
    case sameLetters, slip, abbreviation, initial, longer

    static func < (left: Reason, right: Reason) -> Bool { left.rawValue < right.rawValue }
  }

  /// Pairs of positions in `names`, each once with its surest reason.
  ///
  /// Names are compared through what they share: their letters alone, their letters without one of them, their first
  /// words, their initials, and their last word with the first initial.
  ///
  /// - Complexity: O(length of all names), beside the pairs that share something; what more than 24 names share tells
  ///   nothing of any of them and is passed over.
  static func pairs(_ names: [[String]]) -> [(left: Int, right: Int, reason: Reason)] {
    var groups: [String: [(index: Int, isWhole: Bool)]] = [:]
    func put(_ key: String, _ index: Int, isWhole: Bool = false) {
      let known = groups[key, default: []]
      if let place = known.firstIndex(where: { $0.index == index }) {
        if isWhole { groups[key]?[place].isWhole = true }
      } else if known.count <= most {
        groups[key, default: []].append((index, isWhole))
      }
    }
    for (index, list) in names.enumerated() {
      for name in list {
        let folded = FoldedName.fold(name)
        let words = folded.utf8.split { !isLetter($0) }.map { Array($0) }
        let letters = Array(words.joined())
        guard letters.count >= 3, letters.count <= 60 else { continue }
        put("=" + text(letters), index, isWhole: true)
        if letters.count >= 6 {
          // Two names that differ by one letter put in, left out or changed are the same without one letter; numbers
          // differ on purpose.
          put("-" + text(letters), index, isWhole: true)
          for place in letters.indices where !isDigit(letters[place]) {
            var shorter = letters
            shorter.remove(at: place)
            put("-" + text(shorter), index)
          }
        }
        if words.count >= 2 {
          for count in 1..<words.count where words[..<count].joined().count >= 4 {
            put(">" + text(Array(words[..<count].joined(separator: [0x20]))), index)
          }
          // "A. Lovelace" and "Ada Lovelace".
          if let last = words.last, last.count >= 3, let letter = words[0].first, !isDigit(letter) {
            put("~" + text([letter, 0x20] + last), index, isWhole: words[0].count == 1)
          }
          let initials = words.compactMap(\.first)
          if initials.count >= 3 { put("." + text(initials), index) }
        }
        put(">" + text(Array(words.joined(separator: [0x20]))), index, isWhole: true)
        if words.count == 1, (3...6).contains(letters.count) { put("." + text(letters), index, isWhole: true) }
      }
    }
    var found: [[Int]: Reason] = [:]
    for (key, members) in groups where members.count >= 2 && members.count <= most {
      for (position, one) in members.enumerated() {
        for other in members[(position + 1)...] {
          guard let reason = reason(key, one.isWhole, other.isWhole) else { continue }
          let pair = [min(one.index, other.index), max(one.index, other.index)]
          found[pair] = min(found[pair] ?? reason, reason)
        }
      }
    }
    return found.map { ($0.key[0], $0.key[1], $0.value) }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
  }

  private static let most = 24

  private static func reason(_ key: String, _ one: Bool, _ other: Bool) -> Reason? {
    switch key.utf8.first {
    case UInt8(ascii: "="): .sameLetters
    case UInt8(ascii: "-"): .slip
    // One is the beginning of the other, or the initials of it: two beginnings tell nothing.
    case UInt8(ascii: ">"): one != other ? .longer : nil
    // Two whole names with one initial are two people's.
    case UInt8(ascii: "~"): one != other ? .initial : nil
    default: one != other ? .abbreviation : nil
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte) || isDigit(byte) || byte >= 0x80
  }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
