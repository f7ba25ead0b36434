/// A value of openCypher: what an expression gives and a property holds.
public enum Value: Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  case float(Double)
  case string(String)
  case list([Value])
  case map(MapValue)
  case node(NodeID)
  case relationship(RelationshipID)
  case path(PathValue)
  case date(CalendarDate)
  case localTime(LocalTime)
  case time(OffsetTime)
  case localDateTime(LocalDateTime)
  indirect case dateTime(ZonedDateTime)
  indirect case duration(CalendarDuration)

  var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// The name of the type for people: "an integer".
  var typeText: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .float: "a float"
    case .string: "a string"
    case .list: "a list"
    case .map: "a map"
    case .node: "a node"
    case .relationship: "a relationship"
    case .path: "a path"
    case .date: "a date"
    case .localTime: "a local time"
    case .time: "a time"
    case .localDateTime: "a local datetime"
    case .dateTime: "a datetime"
    case .duration: "a duration"
    }
  }

  /// The number as a float, where this is one.
  var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .float(let value): value
    default: nil
    }
  }

  static func boolean(_ truth: Bool?) -> Value { truth.map { .boolean($0) } ?? .null }
}

/// The number of a node in one graph, for as long as the graph is open.
public struct NodeID: RawRepresentable, Hashable, Sendable, Comparable {
  public var rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }
  public static func < (left: NodeID, right: NodeID) -> Bool { left.rawValue < right.rawValue }
}

/// The number of a relationship in one graph, for as long as the graph is open.
public struct RelationshipID: RawRepresentable, Hashable, Sendable, Comparable {
  public var rawValue: Int
  public init(rawValue: Int) { self.rawValue = rawValue }
  public static func < (left: RelationshipID, right: RelationshipID) -> Bool { left.rawValue < right.rawValue }
}
