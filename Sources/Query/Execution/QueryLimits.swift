/// How much a query may take before it is stopped with an error.
public struct QueryLimits: Sendable, Hashable {
  /// Nil sets no limit.
  public var time: Duration?
  /// Rows of the answer; nil sets no limit.
  public var rows: Int?
  /// Values that are kept at one time to be sorted, grouped or compared: 24 bytes each, and the text they hold.
  public var storedValues: Int

  public init(time: Duration? = nil, rows: Int? = nil, storedValues: Int = 50_000_000) {
    self.time = time
    self.rows = rows
    self.storedValues = storedValues
  }
}

/// What is left of the limits.
struct Budget {
  private let limits: QueryLimits
  private let start = ContinuousClock.now
  private var ticks = 0
  private var stored = 0
  private var rows = 0

  init(_ limits: QueryLimits) { self.limits = limits }

  mutating func tick(_ count: Int = 1) throws(QueryError) {
    let before = ticks >> 10
    ticks &+= count
    guard ticks >> 10 != before, let time = limits.time, ContinuousClock.now - start > time else { return }
    throw QueryError(
      .limit, "Timeout", .runtime, "the query took longer than \(time.components.seconds) s",
      hint: "ask for less (LIMIT, a label, a shorter path) or allow more with --timeout")
  }

  mutating func store(_ count: Int) throws(QueryError) {
    stored += count
    guard stored > limits.storedValues else { return }
    throw QueryError(
      .limit, "OutOfMemory", .runtime, "the query keeps more than \(limits.storedValues) values at one time",
      hint: "ask for less, or group and limit earlier")
  }

  mutating func free(_ count: Int) { stored -= count }

  mutating func answer() throws(QueryError) {
    rows += 1
    guard let most = limits.rows, rows > most else { return }
    throw QueryError(
      .limit, "TooManyRows", .runtime, "the answer has more than \(most) rows",
      hint: "add LIMIT, or allow more with --max-rows")
  }
}
