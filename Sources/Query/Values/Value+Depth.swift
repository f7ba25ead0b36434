extension Value {
  /// The deepest nesting of lists and maps that a query may build: values are compared and written by recursion.
  static let deepestNesting = 200

  /// Whether the value nests lists and maps deeper than some levels.
  ///
  /// - Complexity: O(size of the value).
  func isDeeper(than levels: Int) -> Bool {
    switch self {
    case .list(let values): levels <= 0 || values.contains { $0.isDeeper(than: levels - 1) }
    case .map(let map): levels <= 0 || map.entries.contains { $0.value.isDeeper(than: levels - 1) }
    default: false
    }
  }

  /// The value itself, unless it is nested too deeply.
  func checkedForDepth() throws(QueryError) -> Value {
    guard isDeeper(than: Value.deepestNesting) else { return self }
    throw QueryError(
      .limit, "ValueTooDeep", .runtime, "a value is nested deeper than \(Value.deepestNesting) levels")
  }
}
