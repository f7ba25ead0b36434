import KnowledgeGraph

/// Gives equal values one small number, so that a million claims keep their words once.
struct Interner<Value: Hashable> {
  private(set) var values: [Value] = []
  private var numbers: [Value: Int32] = [:]

  mutating func number(of value: Value) -> Int32 {
    // One look at the table, whether the value is new or not.
    func take(_ number: inout Int32) -> Int32 { number }
    let next = Int32(values.count)
    let number = take(&numbers[value, default: next])
    if number == next { values.append(value) }
    return number
  }

  func find(_ value: Value) -> Int32? { numbers[value] }
  var count: Int { values.count }
  subscript(number: Int32) -> Value { values[Int(number)] }
}

/// Gives texts with the same bytes one small number: which of two ways to write "é" stands for both must not depend on
/// which came first.
struct Words: Sendable {
  private var interner = Interner<ExactText>()

  mutating func number(of text: String) -> Int32 { interner.number(of: ExactText(text)) }
  var count: Int { interner.count }
  subscript(number: Int32) -> String { interner[number].text }
}

/// The same for qualifiers.
struct ExactQualifiers: Hashable, Sendable {
  let value: Qualifiers

  static func == (left: ExactQualifiers, right: ExactQualifiers) -> Bool { left.value.isSame(as: right.value) }
  func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// Sets that only ever join (Tarjan 1975), the least number of each standing for it, so that the order of joining
/// makes no difference where none is to be kept apart.
struct DisjointSets {
  private var parents: [Int32] = []
  /// Of a root, the roots that it must not be joined with.
  private var apart: [Int32: Set<Int32>] = [:]

  mutating func add() -> Int32 {
    let number = Int32(parents.count)
    parents.append(number)
    return number
  }

  mutating func root(_ number: Int32) -> Int32 {
    var current = number
    while parents[Int(current)] != current {
      parents[Int(current)] = parents[Int(parents[Int(current)])]
      current = parents[Int(current)]
    }
    return current
  }

  /// Joins two sets, unless they are to stay apart; whether they are one then.
  @discardableResult
  mutating func join(_ left: Int32, _ right: Int32) -> Bool {
    let (a, b) = (root(left), root(right))
    guard a != b else { return true }
    guard apart.isEmpty || apart[a]?.contains(b) != true else { return false }
    let (low, high) = (min(a, b), max(a, b))
    parents[Int(high)] = low
    if let others = apart.removeValue(forKey: high) {
      apart[low, default: []].formUnion(others)
      for other in others {
        apart[other]?.remove(high)
        apart[other, default: []].insert(low)
      }
    }
    return true
  }

  /// Sees to it that two sets are never joined; nothing where they are one already.
  mutating func keepApart(_ left: Int32, _ right: Int32) {
    let (a, b) = (root(left), root(right))
    guard a != b else { return }
    apart[a, default: []].insert(b)
    apart[b, default: []].insert(a)
  }

  var count: Int { parents.count }
}

extension Interner: Sendable where Value: Sendable {}
