public import KnowledgeGraph

extension JSONValue {
  /// A date with what of it was inherited: `{"date": "2024-05", "inherited": ["year"]}`.
  public init(_ stated: StatedDate) {
    var inherited: [String] = []
    if stated.inherited.contains(.year) { inherited.append("year") }
    if stated.inherited.contains(.month) { inherited.append("month") }
    self = .record([
      "date": .string(stated.date.edtf), "inherited": inherited.isEmpty ? nil : .strings(inherited),
    ])
  }

  /// An amount; numbers are decimal text, since a JSON number is a binary fraction to most who read it.
  public init(_ amount: Amount) {
    let unit: String
    var counted: String?
    switch amount.unit {
    case .money: unit = "money"
    case .count(let noun): (unit, counted) = ("count", noun)
    case .percent: unit = "percent"
    }
    self = .record([
      "value": .string(amount.value.description),
      "upper": amount.upper.map { .string($0.description) },
      "unit": .string(unit),
      "currency": amount.currency.map { .string($0) },
      "of": counted.map { .string($0) },
      "kind": amount.kind.map { .string($0.rawValue) },
      "precision": .string(amount.precision.rawValue),
      "period": amount.period.map { .string($0.description) },
    ])
  }

  /// The qualifiers that are known; an empty object where none is.
  public init(_ qualifiers: Qualifiers) {
    self = .record([
      "at": qualifiers.at.map { JSONValue($0) },
      "from": qualifiers.from.map { JSONValue($0) },
      "to": qualifiers.to.map { JSONValue($0) },
      "announced": qualifiers.announced.map { JSONValue($0) },
      "amount": qualifiers.amount.map { JSONValue($0) },
      "role": qualifiers.role.map { .string($0) },
      "place": qualifiers.place.map { .string($0) },
      "status": qualifiers.status.map { .string($0.rawValue) },
      "negated": qualifiers.isNegated ? .bool(true) : nil,
      "accordingTo": qualifiers.accordingTo.map { .string($0) },
    ])
  }
}
