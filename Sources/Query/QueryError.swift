/// A query was refused or failed: what is wrong, in the terms of the openCypher conformance kit and in words.
public struct QueryError: Error, Sendable, Hashable {
  /// The class of an error, as the conformance kit names them.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case syntax = "SyntaxError"
    case type = "TypeError"
    case argument = "ArgumentError"
    case arithmetic = "ArithmeticError"
    case semantic = "SemanticError"
    case entityNotFound = "EntityNotFound"
    case parameterMissing = "ParameterMissing"
    case procedure = "ProcedureError"
    case constraint = "ConstraintVerificationFailed"
    /// The graph cannot be changed by queries.
    case readOnly = "ReadOnly"
    /// A limit on time, rows, memory or the size of the query was reached.
    case limit = "LimitExceeded"
    /// The graph could not be read.
    case graph = "GraphError"
  }

  /// Whether a query was refused before it ran or failed while it ran.
  public enum Phase: String, Sendable, Hashable { case compileTime = "compile time", runtime }

  public var kind: Kind
  /// What exactly is wrong, in the kit's words: `UndefinedVariable`, `InvalidArgumentType`, …
  public var detail: String
  public var phase: Phase
  public var message: String
  public var hint: String?
  /// Where in the text of the query, in bytes; nil where no one place is at fault.
  public var offset: Int?

  public init(
    _ kind: Kind, _ detail: String, _ phase: Phase, _ message: String, hint: String? = nil, at offset: Int? = nil
  ) {
    self.kind = kind
    self.detail = detail
    self.phase = phase
    self.message = message
    self.hint = hint
    self.offset = offset
  }

  /// A fault that is seen before the query runs.
  static func syntax(_ detail: String, _ message: String, hint: String? = nil, at offset: Int?) -> QueryError {
    QueryError(.syntax, detail, .compileTime, message, hint: hint, at: offset)
  }

  /// A value of a wrong type met while the query runs.
  static func type(_ detail: String, _ message: String) -> QueryError {
    QueryError(.type, detail, .runtime, message)
  }

  /// An argument out of its range, or of a wrong type, met while the query runs.
  static func argument(_ detail: String, _ message: String) -> QueryError {
    QueryError(.argument, detail, .runtime, message)
  }

  /// The error with a place, unless it has one.
  func located(_ offset: Int?) -> QueryError {
    guard self.offset == nil, let offset else { return self }
    var result = self
    result.offset = offset
    return result
  }
}
