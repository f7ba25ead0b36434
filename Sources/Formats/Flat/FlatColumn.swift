import KnowledgeGraph

/// What the values of a column are.
enum FlatForm: Sendable {
  case text
  /// A decimal number in plain digits, exact as text.
  case decimal
  /// A binary fraction as the shortest text that gives it back.
  case real
  case integer
  /// `true`; false is left out.
  case flag
  /// Texts as ``FlatList`` joins them.
  case list
}

/// One attribute of a node or an edge, for the forms that know only names and plain values.
///
/// GraphML, GEXF, CSV, DOT and Cypher hold the same columns under the same names.
struct FlatColumn<Row>: Sendable {
  let name: String
  let form: FlatForm
  /// The value as text, or nil where the row has none.
  let value: @Sendable (Row) -> String?

  init(_ name: String, _ form: FlatForm = .text, _ value: @escaping @Sendable (Row) -> String?) {
    self.name = name
    self.form = form
    self.value = value
  }

  static func flag(_ name: String, _ value: @escaping @Sendable (Row) -> Bool) -> FlatColumn {
    FlatColumn(name, .flag) { value($0) ? "true" : nil }
  }

  static func integer(_ name: String, _ value: @escaping @Sendable (Row) -> Int?) -> FlatColumn {
    FlatColumn(name, .integer) { value($0).map { String($0) } }
  }

  static func list(_ name: String, _ value: @escaping @Sendable (Row) -> [String]) -> FlatColumn {
    FlatColumn(name, .list) { row in
      let text = FlatList.text(value(row))
      return text.isEmpty ? nil : text
    }
  }

  /// The columns of an amount: `value`, `unit`, …; with a prefix `actValue`, `actUnit`, ….
  static func amount(_ prefix: String = "", _ amount: @escaping @Sendable (Row) -> Amount?) -> [FlatColumn] {
    func named(_ name: String) -> String { prefixed(name, with: prefix) }
    return [
      FlatColumn(named("value"), .decimal) { amount($0)?.value.description },
      FlatColumn(named("upper"), .decimal) { amount($0)?.upper?.description },
      FlatColumn(named("unit")) { row in
        switch amount(row)?.unit {
        case .money: "money"
        case .count: "count"
        case .percent: "percent"
        case nil: nil
        }
      },
      FlatColumn(named("currency")) { amount($0)?.currency },
      FlatColumn(named("counted")) { row in
        if case .count(let noun) = amount(row)?.unit { noun } else { nil }
      },
      FlatColumn(named("amountKind")) { amount($0)?.kind?.rawValue },
      FlatColumn(named("precision")) { amount($0)?.precision.rawValue },
      FlatColumn(named("period")) { amount($0)?.period?.description },
    ]
  }

  /// `actValue` for `value`.
  static func prefixed(_ name: String, with prefix: String) -> String {
    guard !prefix.isEmpty, let first = name.first else { return name }
    return prefix + first.uppercased() + name.dropFirst()
  }

  /// Which parts of which dates were carried over from an earlier sentence: `at.year`.
  static func inherited(_ dates: KeyValuePairs<String, StatedDate?>) -> [String] {
    var texts: [String] = []
    for (name, date) in dates {
      guard let date else { continue }
      if date.inherited.contains(.year) { texts.append(name + ".year") }
      if date.inherited.contains(.month) { texts.append(name + ".month") }
    }
    return texts
  }
}
