import Formats

/// One thing that `weft doctor` looked at.
struct Check {
  enum Status: String { case ok, warning, error }

  var name: String
  var status: Status
  var message: String
  var hint: String?

  init(_ name: String, _ status: Status, _ message: String, hint: String? = nil) {
    self.name = name
    self.status = status
    self.message = message
    self.hint = hint
  }

  var json: JSONValue {
    .record([
      "name": .string(name), "status": .string(status.rawValue), "message": .string(message),
      "hint": hint.map { .string($0) },
    ])
  }
}
