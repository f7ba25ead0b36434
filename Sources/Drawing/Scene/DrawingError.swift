/// A figure could not be drawn: the message says why, the hint what to ask for instead.
public struct DrawingError: Error, Hashable, Sendable, CustomStringConvertible {
  public var message: String
  public var hint: String?

  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  public var description: String { hint.map { "\(message)\nhint: \($0)" } ?? message }
}
