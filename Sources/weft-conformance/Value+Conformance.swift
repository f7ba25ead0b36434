import Formats
import Query

extension Value {
  /// A value as the runner writes it.
  init(conformance json: JSONValue) {
    switch json {
    case .null: self = .null
    case .bool(let truth): self = .boolean(truth)
    case .integer(let number): self = .integer(number)
    case .number(let number): self = .float(number)
    case .string(let text): self = .string(text)
    case .array(let elements): self = .list(elements.map { Value(conformance: $0) })
    case .object(let members):
      if members.count == 1, members[0].name == "$float", let text = members[0].value.string {
        self = .float(Double(text) ?? .nan)
      } else {
        self = .map(MapValue(members.map { ($0.name, Value(conformance: $0.value)) }))
      }
    }
  }
}
