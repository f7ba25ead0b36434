/// The functions of the language that give one value for one row.
enum Function: String, Sendable, CaseIterable {
  // Of graphs
  case id, elementId, labels, type, properties, keys, nodes, relationships, startNode, endNode, length
  // Of lists
  case size, head, last, tail, reverse, range, isEmpty
  // Of values
  case coalesce, exists, nullIf, timestamp, randomUUID
  case toString, toInteger, toFloat, toBoolean, toStringOrNull, toIntegerOrNull, toFloatOrNull, toBooleanOrNull
  case toStringList, toIntegerList, toFloatList, toBooleanList
  // Of numbers
  case abs, ceil, floor, round, sign, sqrt, exp, log, log10, sin, cos, tan, cot, asin, acos, atan, atan2
  case degrees, radians, haversin, pi, e, rand, isNaN
  // Of text
  case substring, left, right, split, replace, trim, ltrim, rtrim, toUpper, toLower
  // Of time
  case date, localtime, time, localdatetime, datetime, duration
  case dateTruncate = "date.truncate"
  case localtimeTruncate = "localtime.truncate"
  case timeTruncate = "time.truncate"
  case localdatetimeTruncate = "localdatetime.truncate"
  case datetimeTruncate = "datetime.truncate"
  case datetimeFromEpoch = "datetime.fromepoch"
  case datetimeFromEpochMillis = "datetime.fromepochmillis"
  case durationBetween = "duration.between"
  case durationInMonths = "duration.inMonths"
  case durationInDays = "duration.inDays"
  case durationInSeconds = "duration.inSeconds"
}

/// The functions that give one value for many rows.
enum AggregateFunction: String, Sendable, CaseIterable {
  case count, sum, avg, min, max, collect, stDev, stDevP, percentileCont, percentileDisc

  var argumentCount: Int { self == .percentileCont || self == .percentileDisc ? 2 : 1 }

  static func named(_ name: String) -> AggregateFunction? { byName[name.lowercased()] }

  private static let byName = Dictionary(
    uniqueKeysWithValues: AggregateFunction.allCases.map { ($0.rawValue.lowercased(), $0) })
}

/// How a function is called: how many arguments, of what types, and what it gives.
struct FunctionSignature: Sendable {
  var function: Function
  var arguments: ClosedRange<Int>
  /// What the first argument may be.
  var takes: Kind
  var gives: StaticType

  /// The sorts of arguments that are checked before a query runs.
  enum Kind: Sendable {
    case anything, node, relationship, entity, properties, path, list, textOrList, sized, number, text

    func admits(_ type: StaticType) -> Bool {
      switch self {
      case .anything: true
      case .node: type.mayBe { $0 == .node }
      case .relationship: type.mayBe { $0 == .relationship }
      case .entity: type.mayBe { $0 == .node || $0 == .relationship }
      case .properties: type.mayBe { $0 == .node || $0 == .relationship || $0 == .map }
      case .path: type.mayBe { $0 == .path }
      case .list: type.mayBe(\.isList)
      case .textOrList: type.mayBe { $0 == .string || $0.isList }
      case .sized: type.mayBe { $0 == .string || $0.isList || $0 == .map }
      case .number: type.mayBe(\.isNumber)
      case .text: type.mayBe { $0 == .string }
      }
    }

    var text: String {
      switch self {
      case .anything: "a value"
      case .node: "a node"
      case .relationship: "a relationship"
      case .entity: "a node or a relationship"
      case .properties: "a node, a relationship or a map"
      case .path: "a path"
      case .list: "a list"
      case .textOrList: "a string or a list"
      case .sized: "a string, a list or a map"
      case .number: "a number"
      case .text: "a string"
      }
    }
  }

  /// The function of a name, in upper or lower case.
  static func named(_ name: String) -> FunctionSignature? { byName[name.lowercased()] }

  static var names: [String] { Function.allCases.map(\.rawValue) + AggregateFunction.allCases.map(\.rawValue) }

  private static let byName: [String: FunctionSignature] = {
    var result: [String: FunctionSignature] = [:]
    for function in Function.allCases { result[function.rawValue.lowercased()] = signature(of: function) }
    for type in TemporalType.allCases {
      // All moments of a query are the same one.
      for clock in ["transaction", "statement", "realtime"] {
        result[type.rawValue + "." + clock] = result[type.rawValue]
      }
    }
    for (other, name) in ["upper": "toupper", "lower": "tolower", "rels": "relationships", "ceiling": "ceil"] {
      result[other] = result[name]
    }
    return result
  }()

  private static func signature(of function: Function) -> FunctionSignature {
    func make(_ arguments: ClosedRange<Int>, _ takes: Kind, _ gives: StaticType) -> FunctionSignature {
      FunctionSignature(function: function, arguments: arguments, takes: takes, gives: gives)
    }
    switch function {
    case .id: return make(1...1, .entity, .integer)
    case .elementId: return make(1...1, .entity, .string)
    case .labels: return make(1...1, .node, .list(.string))
    case .type: return make(1...1, .relationship, .string)
    case .properties: return make(1...1, .properties, .map)
    case .keys: return make(1...1, .properties, .list(.string))
    case .nodes: return make(1...1, .path, .list(.node))
    case .relationships: return make(1...1, .path, .list(.relationship))
    case .startNode, .endNode: return make(1...1, .relationship, .node)
    case .length: return make(1...1, .path, .integer)
    case .size: return make(1...1, .textOrList, .integer)
    case .head, .last: return make(1...1, .list, .any)
    case .tail: return make(1...1, .list, .any)
    case .reverse: return make(1...1, .textOrList, .any)
    case .range: return make(2...3, .anything, .list(.integer))
    case .isEmpty: return make(1...1, .sized, .boolean)
    case .coalesce: return make(1...1_000, .anything, .any)
    case .exists: return make(1...1, .anything, .boolean)
    case .nullIf: return make(2...2, .anything, .any)
    case .timestamp: return make(0...0, .anything, .integer)
    case .randomUUID: return make(0...0, .anything, .string)
    case .toString, .toStringOrNull: return make(1...1, .anything, .string)
    case .toInteger, .toIntegerOrNull: return make(1...1, .anything, .integer)
    case .toFloat, .toFloatOrNull: return make(1...1, .anything, .float)
    case .toBoolean, .toBooleanOrNull: return make(1...1, .anything, .boolean)
    case .toStringList: return make(1...1, .list, .list(.string))
    case .toIntegerList: return make(1...1, .list, .list(.integer))
    case .toFloatList: return make(1...1, .list, .list(.float))
    case .toBooleanList: return make(1...1, .list, .list(.boolean))
    case .abs: return make(1...1, .number, .number)
    case .sign: return make(1...1, .number, .integer)
    case .round: return make(1...3, .number, .float)
    case .ceil, .floor, .sqrt, .exp, .log, .log10, .sin, .cos, .tan, .cot, .asin, .acos, .atan, .degrees, .radians,
      .haversin:
      return make(1...1, .number, .float)
    case .atan2: return make(2...2, .number, .float)
    case .pi, .e, .rand: return make(0...0, .anything, .float)
    case .isNaN: return make(1...1, .number, .boolean)
    case .substring: return make(2...3, .text, .string)
    case .left, .right: return make(2...2, .text, .string)
    case .split: return make(2...2, .text, .list(.string))
    case .replace: return make(3...3, .text, .string)
    case .trim, .ltrim, .rtrim, .toUpper, .toLower: return make(1...1, .text, .string)
    case .date: return make(0...1, .anything, .temporal(.date))
    case .localtime: return make(0...1, .anything, .temporal(.localTime))
    case .time: return make(0...1, .anything, .temporal(.time))
    case .localdatetime: return make(0...1, .anything, .temporal(.localDateTime))
    case .datetime: return make(0...1, .anything, .temporal(.dateTime))
    case .duration: return make(1...1, .anything, .duration)
    case .dateTruncate: return make(1...3, .text, .temporal(.date))
    case .localtimeTruncate: return make(1...3, .text, .temporal(.localTime))
    case .timeTruncate: return make(1...3, .text, .temporal(.time))
    case .localdatetimeTruncate: return make(1...3, .text, .temporal(.localDateTime))
    case .datetimeTruncate: return make(1...3, .text, .temporal(.dateTime))
    case .datetimeFromEpoch: return make(1...2, .number, .temporal(.dateTime))
    case .datetimeFromEpochMillis: return make(1...1, .number, .temporal(.dateTime))
    case .durationBetween, .durationInMonths, .durationInDays, .durationInSeconds:
      return make(2...2, .anything, .duration)
    }
  }
}
