/// The variables that a clause can see.
struct Scope {
  struct Variable {
    var slot: Int
    var type: StaticType
  }

  private(set) var variables: [String: Variable] = [:]

  subscript(name: String) -> Variable? {
    get { variables[name] }
    set { variables[name] = newValue }
  }

  /// In the order of their names.
  var names: [String] { variables.keys.sorted() }
}

/// The part of a name that was meant, for "did you mean".
func nearestName(to name: String, among names: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased().utf8)
  let limit = wanted.count <= 2 ? 1 : 2
  var best: (distance: Int, name: String)?
  for candidate in names.sorted() where candidate != name {
    let other = Array(candidate.lowercased().utf8)
    guard abs(other.count - wanted.count) <= limit, wanted.count <= 64 else { continue }
    let distance = editDistance(wanted, other)
    if distance <= limit, distance < max(wanted.count, 1), distance < best?.distance ?? .max {
      best = (distance, candidate)
    }
  }
  return best?.name
}

/// Levenshtein's distance with transpositions of neighbours (optimal string alignment).
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var beforeLast = [Int](repeating: 0, count: right.count + 1)
  var last = Array(0...right.count)
  for i in left.indices {
    var row = [i + 1] + [Int](repeating: 0, count: right.count)
    for j in right.indices {
      var value = min(last[j] + (left[i] == right[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] { value = min(value, beforeLast[j - 1] + 1) }
      row[j + 1] = value
    }
    (beforeLast, last) = (last, row)
  }
  return last[right.count]
}
