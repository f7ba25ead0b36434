/// A map from text to values, sorted by key, so that equal maps are the same and are written the same.
public struct MapValue: Sendable {
  public struct Entry: Sendable {
    public var key: String
    public var value: Value
  }

  /// Sorted by key, each key once.
  public private(set) var entries: [Entry]

  public init() { entries = [] }

  /// A map of pairs in any order; of two with one key the later is kept.
  ///
  /// - Complexity: O(n log n).
  public init(_ pairs: some Sequence<(String, Value)>) {
    var sorted = pairs.enumerated().map { (order: $0.offset, entry: Entry(key: $0.element.0, value: $0.element.1)) }
    sorted.sort { ($0.entry.key, $0.order) < ($1.entry.key, $1.order) }
    entries = []
    entries.reserveCapacity(sorted.count)
    for (_, entry) in sorted {
      if entries.last?.key == entry.key { entries.removeLast() }
      entries.append(entry)
    }
  }

  public var isEmpty: Bool { entries.isEmpty }
  public var count: Int { entries.count }

  /// The value of a key, or nil where the map has none; setting nil removes.
  ///
  /// - Complexity: O(log n) to read, O(n) to set.
  public subscript(key: String) -> Value? {
    get {
      let place = position(of: key)
      return place < entries.count && entries[place].key == key ? entries[place].value : nil
    }
    set {
      let place = position(of: key)
      let isThere = place < entries.count && entries[place].key == key
      switch (newValue, isThere) {
      case (.some(let value), true): entries[place].value = value
      case (.some(let value), false): entries.insert(Entry(key: key, value: value), at: place)
      case (nil, true): entries.remove(at: place)
      case (nil, false): break
      }
    }
  }

  private func position(of key: String) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
