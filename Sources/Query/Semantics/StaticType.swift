/// What is known of the type of an expression before the query runs.
indirect enum StaticType: Sendable, Hashable {
  case any
  case null
  case boolean, integer, float
  /// An integer or a float.
  case number
  case string
  case list(StaticType)
  case map
  case node, relationship, path
  case temporal(TemporalType)
  case duration

  init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .boolean: self = .boolean
    case .integer: self = .integer
    case .float: self = .float
    case .string: self = .string
    case .list(let values): self = .list(StaticType(joining: values.map { StaticType($0) }))
    case .map: self = .map
    case .node: self = .node
    case .relationship: self = .relationship
    case .path: self = .path
    case .date: self = .temporal(.date)
    case .localTime: self = .temporal(.localTime)
    case .time: self = .temporal(.time)
    case .localDateTime: self = .temporal(.localDateTime)
    case .dateTime: self = .temporal(.dateTime)
    case .duration: self = .duration
    }
  }

  /// The type that all of some types are.
  init(joining types: [StaticType]) {
    var result: StaticType?
    for type in types where type != .null {
      guard let current = result else {
        result = type
        continue
      }
      if current == type { continue }
      if current.isNumber, type.isNumber { result = .number } else { result = .any }
    }
    self = result ?? (types.isEmpty ? .any : .null)
  }

  var isNumber: Bool { self == .integer || self == .float || self == .number }
  var isList: Bool { if case .list = self { true } else { false } }
  var isTemporal: Bool { if case .temporal = self { true } else { false } }

  /// Whether nothing is known that speaks against a value of this type.
  func mayBe(_ test: (StaticType) -> Bool) -> Bool { self == .any || self == .null || test(self) }

  /// What the elements are, where this is a list.
  var element: StaticType {
    if case .list(let element) = self { element } else { .any }
  }

  /// Whether nothing is known that keeps a value of this type from being held by a property.
  var isStorable: Bool {
    switch self {
    case .map, .node, .relationship, .path: false
    case .list(let element): element.isStorable && !element.isList
    default: true
    }
  }

  /// The type for people.
  var text: String {
    switch self {
    case .any: "a value"
    case .null: "null"
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .float: "a float"
    case .number: "a number"
    case .string: "a string"
    case .list: "a list"
    case .map: "a map"
    case .node: "a node"
    case .relationship: "a relationship"
    case .path: "a path"
    case .temporal(let type): "a \(type.rawValue)"
    case .duration: "a duration"
    }
  }
}
