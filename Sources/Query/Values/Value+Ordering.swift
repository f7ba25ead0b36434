/// Which of two values comes first.
enum Order: Int, Sendable {
  case before = -1, same, after

  init<T: Comparable>(_ left: T, _ right: T) {
    self = left < right ? .before : (right < left ? .after : .same)
  }
}

extension Value {
  /// Comparability of `<`, `<=`, `>`, `>=`: nil where two values cannot be compared.
  ///
  /// Numbers with numbers, text with text (by code point), booleans (false first), lists element by element, dates and
  /// times with their own kind. NaN compares as nothing with nothing; the caller sees to it.
  static func compare(_ left: Value, _ right: Value) -> Order? {
    switch (left, right) {
    case (.integer(let l), .integer(let r)): return Order(l, r)
    case (.integer, .float), (.float, .integer), (.float, .float): return compare(numbers: left, right)
    case (.string(let l), .string(let r)): return compare(texts: l, r)
    case (.boolean(let l), .boolean(let r)): return Order(l ? 1 : 0, r ? 1 : 0)
    case (.list(let l), .list(let r)):
      for (a, b) in zip(l, r) {
        guard let order = compare(a, b) else { return nil }
        if order != .same { return order }
      }
      return Order(l.count, r.count)
    case (.date(let l), .date(let r)): return Order(l, r)
    case (.localTime(let l), .localTime(let r)): return Order(l, r)
    case (.time(let l), .time(let r)): return Order(l, r)
    case (.localDateTime(let l), .localDateTime(let r)): return Order(l, r)
    case (.dateTime(let l), .dateTime(let r)): return Order(l, r)
    default: return nil
    }
  }

  var isNaN: Bool {
    if case .float(let value) = self { value.isNaN } else { false }
  }

  private static func compare(numbers left: Value, _ right: Value) -> Order? {
    switch (left, right) {
    case (.float(let l), .float(let r)): return l.isNaN || r.isNaN ? nil : Order(l, r)
    case (.integer(let l), .float(let r)): return compare(integer: l, r)
    case (.float(let l), .integer(let r)):
      guard let order = compare(integer: r, l) else { return nil }
      return Order(rawValue: -order.rawValue)
    default: return nil
    }
  }

  /// Compares without rounding the integer to 53 bits.
  private static func compare(integer: Int, _ float: Double) -> Order? {
    guard !float.isNaN else { return nil }
    if float >= 0x1p63 { return .before }
    if float < -0x1p63 { return .after }
    let whole = float.rounded(.towardZero)
    let order = Order(integer, Int(whole))
    guard order == .same else { return order }
    return Order(0, float - whole)
  }

  private static func compare(texts left: String, _ right: String) -> Order {
    for (l, r) in zip(left.utf8, right.utf8) where l != r { return l < r ? .before : .after }
    return Order(left.utf8.count, right.utf8.count)
  }

  /// Orderability of ORDER BY: every two values have an order; null comes last, NaN after all other numbers.
  ///
  /// Maps, nodes, relationships, lists, paths, dates and times, text, booleans, numbers, null, in this order.
  static func order(_ left: Value, _ right: Value) -> Order {
    let (leftRank, rightRank) = (left.rank, right.rank)
    guard leftRank == rightRank else { return Order(leftRank, rightRank) }
    switch (left, right) {
    case (.map(let l), .map(let r)): return order(maps: l, r)
    case (.node(let l), .node(let r)): return Order(l, r)
    case (.relationship(let l), .relationship(let r)): return Order(l, r)
    case (.list(let l), .list(let r)): return order(lists: l, r)
    case (.path(let l), .path(let r)): return order(lists: l.elements, r.elements)
    case (.duration(let l), .duration(let r)): return Order(l, r)
    default:
      switch (left.isNaN, right.isNaN) {
      case (true, true): return .same
      case (true, false): return .after
      case (false, true): return .before
      case (false, false): return compare(left, right) ?? .same
      }
    }
  }

  private static func order(lists left: [Value], _ right: [Value]) -> Order {
    for (l, r) in zip(left, right) {
      let result = order(l, r)
      if result != .same { return result }
    }
    return Order(left.count, right.count)
  }

  private static func order(maps left: MapValue, _ right: MapValue) -> Order {
    for (l, r) in zip(left.entries, right.entries) {
      let keys = compare(texts: l.key, r.key)
      if keys != .same { return keys }
      let values = order(l.value, r.value)
      if values != .same { return values }
    }
    return Order(left.count, right.count)
  }

  private var rank: Int {
    switch self {
    case .map: 0
    case .node: 1
    case .relationship: 2
    case .list: 3
    case .path: 4
    case .dateTime: 5
    case .localDateTime: 6
    case .date: 7
    case .time: 8
    case .localTime: 9
    case .duration: 10
    case .string: 11
    case .boolean: 12
    case .integer, .float: 13
    case .null: 14
    }
  }
}
