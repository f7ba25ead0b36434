/// Values in the order in which they came, each once.
struct UniqueList<Element: Hashable & Sendable>: Sendable {
  private(set) var values: [Element] = []
  private var seen: Set<Element> = []

  init() {}

  init(_ elements: some Sequence<Element>) { append(contentsOf: elements) }

  mutating func append(_ element: Element) {
    // Most lists have one or two values, for which no set is needed.
    if values.count < 8 {
      if !values.contains(element) { values.append(element) }
      if values.count == 8 { seen = Set(values) }
    } else if seen.insert(element).inserted {
      values.append(element)
    }
  }

  mutating func append(contentsOf elements: some Sequence<Element>) {
    for element in elements { append(element) }
  }
}
