/// Tells how far names are from one that was asked for, for "did you mean".
public struct NameMatcher: Sendable {
  private let wanted: [UInt8]
  private let limit: Int

  /// A matcher for a name as a person typed it.
  public init(_ name: String) {
    // Longer names are not matched for spelling at all, so that the cost of one comparison stays bounded.
    wanted = Array(FoldedName.fold(name).utf8.prefix(200))
    limit = wanted.count <= 2 ? 0 : wanted.count <= 4 ? 1 : 2
  }

  /// How far a folded name is from the wanted one, 0 being the same; nil where it is not like it.
  ///
  /// Alike are names within two edits (one for names of three or four letters, none for shorter ones) by the
  /// restricted Damerau–Levenshtein distance, names that begin with the wanted one, and those of which a later word
  /// begins with it. A beginning counts as one edit, a later word as two.
  ///
  /// - Complexity: O(length of the wanted name).
  public func distance(toFolded name: String) -> Int? {
    guard !wanted.isEmpty else { return nil }
    var best: Int?
    let other = Array(name.utf8)
    if other.count > wanted.count, wanted.count >= 2 {
      if other.starts(with: wanted) {
        best = 1
      } else if hasWord(startingWithWanted: other) {
        best = 2
      }
    }
    if abs(other.count - wanted.count) <= limit, let edits = edits(to: other) {
      best = min(best ?? edits, edits)
    }
    return best
  }

  private func hasWord(startingWithWanted other: [UInt8]) -> Bool {
    for index in other.indices.dropLast(wanted.count) where other[index] == UInt8(ascii: " ") {
      if other[(index + 1)...].starts(with: wanted) { return true }
    }
    return false
  }

  /// Optimal string alignment in a band of three rows (Damerau 1964; Wagner and Fischer 1974), given up once a row
  /// is past the limit.
  private func edits(to other: [UInt8]) -> Int? {
    var beforeLast = [Int](repeating: 0, count: other.count + 1)
    var last = Array(0...other.count)
    var row = last
    for i in wanted.indices {
      row[0] = i + 1
      var least = row[0]
      for j in other.indices {
        let substitution = last[j] + (wanted[i] == other[j] ? 0 : 1)
        var value = min(substitution, last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, wanted[i] == other[j - 1], wanted[i - 1] == other[j] {
          value = min(value, beforeLast[j - 1] + 1)
        }
        row[j + 1] = value
        least = min(least, value)
      }
      guard least <= limit else { return nil }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    let result = last[other.count]
    return result <= limit ? result : nil
  }
}
