extension Value {
  /// Equality of openCypher, in three values: nil where it cannot be told since a null is involved.
  ///
  /// Values of different types are different; an integer equals the float of the same number; NaN equals nothing.
  static func equal(_ left: Value, _ right: Value) -> Bool? {
    switch (left, right) {
    case (.null, _), (_, .null): return nil
    case (.list(let l), .list(let r)): return equal(lists: l, r)
    case (.map(let l), .map(let r)): return equal(maps: l, r)
    case (.float(let l), .float(let r)): return l == r
    default: return left == right
    }
  }

  private static func equal(lists left: [Value], _ right: [Value]) -> Bool? {
    guard left.count == right.count else { return false }
    var result: Bool? = true
    for (l, r) in zip(left, right) {
      switch equal(l, r) {
      case .some(false): return false
      case .none: result = nil
      case .some(true): break
      }
    }
    return result
  }

  private static func equal(maps left: MapValue, _ right: MapValue) -> Bool? {
    guard left.count == right.count else { return false }
    var result: Bool? = true
    for (l, r) in zip(left.entries, right.entries) {
      guard l.key == r.key else { return false }
      switch equal(l.value, r.value) {
      case .some(false): return false
      case .none: result = nil
      case .some(true): break
      }
    }
    return result
  }

  /// Whether a value is in a list, in three values.
  static func contains(_ list: [Value], _ value: Value) -> Bool? {
    var result: Bool? = false
    for element in list {
      switch equal(element, value) {
      case .some(true): return true
      case .none: result = nil
      case .some(false): break
      }
    }
    return result
  }
}

/// Equivalence: what grouping and DISTINCT take for the same. As equality, but null is null and NaN is NaN.
extension Value: Hashable {
  public static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let l), .boolean(let r)): l == r
    case (.integer(let l), .integer(let r)): l == r
    case (.float(let l), .float(let r)): l == r || (l.isNaN && r.isNaN)
    case (.integer(let l), .float(let r)): isSame(l, r)
    case (.float(let l), .integer(let r)): isSame(r, l)
    case (.string(let l), .string(let r)): l == r
    case (.list(let l), .list(let r)): l == r
    case (.map(let l), .map(let r)): l == r
    case (.node(let l), .node(let r)): l == r
    case (.relationship(let l), .relationship(let r)): l == r
    case (.path(let l), .path(let r)): l == r
    case (.date(let l), .date(let r)): l == r
    case (.localTime(let l), .localTime(let r)): l == r
    case (.time(let l), .time(let r)): l == r
    case (.localDateTime(let l), .localDateTime(let r)): l == r
    case (.dateTime(let l), .dateTime(let r)): l == r
    case (.duration(let l), .duration(let r)): l == r
    default: false
    }
  }

  private static func isSame(_ integer: Int, _ float: Double) -> Bool { Int(exactly: float) == integer }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .boolean(let value): hasher.combine(value)
    case .integer(let value): hasher.combine(value)
    case .float(let value):
      if let integer = Int(exactly: value) {
        hasher.combine(integer)
      } else {
        hasher.combine(value.isNaN ? .nan : value)
      }
    case .string(let value): hasher.combine(value)
    case .list(let value): hasher.combine(value)
    case .map(let value): hasher.combine(value)
    case .node(let value): hasher.combine(value)
    case .relationship(let value): hasher.combine(value)
    case .path(let value): hasher.combine(value)
    case .date(let value): hasher.combine(value)
    case .localTime(let value): hasher.combine(value)
    case .time(let value): hasher.combine(value)
    case .localDateTime(let value): hasher.combine(value)
    case .dateTime(let value): hasher.combine(value)
    case .duration(let value): hasher.combine(value)
    }
  }
}

extension MapValue: Hashable {
  public static func == (left: MapValue, right: MapValue) -> Bool {
    left.count == right.count
      && zip(left.entries, right.entries).allSatisfy { $0.key == $1.key && $0.value == $1.value }
  }

  public func hash(into hasher: inout Hasher) {
    for entry in entries {
      hasher.combine(entry.key)
      hasher.combine(entry.value)
    }
  }
}
