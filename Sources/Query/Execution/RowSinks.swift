/// Goes on where a condition holds.
final class FilterSink: RowSink {
  private let condition: BoundExpression

  init(_ run: Execution, _ next: RowSink, _ condition: BoundExpression) {
    self.condition = condition
    super.init(run, next: next)
  }

  override func push() throws(QueryError) -> Bool {
    guard try run.truth(condition) == true else { return true }
    return try forward()
  }
}

/// Gives a row for each value of a list.
final class UnwindSink: RowSink {
  private let list: BoundExpression
  private let slot: Int

  init(_ run: Execution, _ next: RowSink, _ list: BoundExpression, _ slot: Int) {
    self.list = list
    self.slot = slot
    super.init(run, next: next)
  }

  override func push() throws(QueryError) -> Bool {
    let value = try run.evaluate(list)
    switch value {
    case .null: return true
    case .list(let values):
      for value in values {
        try run.tick()
        run.slots[slot] = value
        guard try forward() else { return false }
      }
      return true
    default:
      run.slots[slot] = value
      return try forward()
    }
  }
}

/// Computes the values of new slots.
final class ProjectSink: RowSink {
  private let items: [(slot: Int, value: BoundExpression)]

  init(_ run: Execution, _ next: RowSink, _ items: [(slot: Int, value: BoundExpression)]) {
    self.items = items
    super.init(run, next: next)
  }

  override func push() throws(QueryError) -> Bool {
    for item in items { run.slots[item.slot] = try run.evaluate(item.value) }
    return try forward()
  }
}

/// Lets each row through once.
final class DistinctSink: RowSink {
  private let slots: [Int]
  private var seen = DistinctRows()

  init(_ run: Execution, _ next: RowSink, _ slots: [Int]) {
    self.slots = slots
    super.init(run, next: next)
  }

  override func push() throws(QueryError) -> Bool {
    guard seen.insert(run.slots, slots) else { return true }
    try hold(slots.count)
    return try forward()
  }

  override func reset() throws(QueryError) {
    seen = DistinctRows()
    release()
    try super.reset()
  }
}

/// Rows that were seen; those of one value, which most are, without a list for each.
private struct DistinctRows {
  private var values: Set<Value> = []
  private var rows: Set<[Value]> = []

  /// Whether the values of some slots are seen for the first time.
  mutating func insert(_ row: [Value], _ slots: [Int]) -> Bool {
    if slots.count == 1, let slot = slots.first {
      // Most answers are small: growing from one is half of the work.
      if values.isEmpty { values.reserveCapacity(12) }
      return values.insert(row[slot]).inserted
    }
    var key: [Value] = []
    key.reserveCapacity(slots.count)
    for slot in slots { key.append(row[slot]) }
    return rows.insert(key).inserted
  }
}

extension Execution {
  /// The number of rows that SKIP or LIMIT name.
  func count(_ expression: BoundExpression, _ clause: String) throws(QueryError) -> Int {
    switch try evaluate(expression) {
    case .integer(let count):
      guard count >= 0 else {
        throw QueryError(.syntax, "NegativeIntegerArgument", .runtime, "\(clause) takes no negative number")
      }
      return count
    case let other:
      throw QueryError(
        .syntax, "InvalidArgumentType", .runtime, "\(clause) takes an integer, not \(other.typeText)")
    }
  }
}

final class SkipSink: RowSink {
  private let count: BoundExpression
  private var left = 0

  init(_ run: Execution, _ next: RowSink, _ count: BoundExpression) {
    self.count = count
    super.init(run, next: next)
  }

  override func reset() throws(QueryError) {
    left = try run.count(count, "SKIP")
    try super.reset()
  }

  override func push() throws(QueryError) -> Bool {
    guard left == 0 else {
      left -= 1
      return true
    }
    return try forward()
  }
}

final class LimitSink: RowSink {
  private let count: BoundExpression
  private var left = 0

  init(_ run: Execution, _ next: RowSink, _ count: BoundExpression) {
    self.count = count
    super.init(run, next: next)
  }

  override func reset() throws(QueryError) {
    left = try run.count(count, "LIMIT")
    try super.reset()
  }

  override func push() throws(QueryError) -> Bool {
    guard left > 0 else { return false }
    left -= 1
    return try forward() && left > 0
  }
}

/// Sorts the rows; where a limit follows, keeps no more than it asks for.
final class SortSink: RowSink {
  private let keys: [SortKey]
  private let limit: BoundExpression?
  private let skip: BoundExpression?
  private var most = Int.max
  private var rows: [(keys: [Value], row: [Value])] = []
  /// The keys of the last row that may be kept, once there are as many as are wanted.
  private var last: [Value]?

  init(_ run: Execution, _ next: RowSink, _ keys: [SortKey], _ limit: BoundExpression?, _ skip: BoundExpression?) {
    self.keys = keys
    self.limit = limit
    self.skip = skip
    super.init(run, next: next)
  }

  override func reset() throws(QueryError) {
    rows = []
    last = nil
    release()
    most = .max
    if let limit {
      var count = try run.count(limit, "LIMIT")
      if let skip { count = count.addingReportingOverflow(try run.count(skip, "SKIP")).partialValue }
      most = count < 0 ? .max : count
    }
    try super.reset()
  }

  override func push() throws(QueryError) -> Bool {
    var values: [Value] = []
    values.reserveCapacity(keys.count)
    for key in keys { values.append(try run.evaluate(key.value)) }
    if let last, !isBefore(values, last) { return true }
    try hold(keys.count + run.slots.count)
    rows.append((values, run.slots))
    if most < 1 << 30, rows.count >= 2 * most + 1024 {
      trim()
      release()
      try hold(rows.count * (keys.count + run.slots.count))
    }
    return true
  }

  private func trim() {
    // Stable: rows of the same keys keep their order.
    rows.sort { isBefore($0.keys, $1.keys) }
    rows.removeLast(max(0, rows.count - most))
    if rows.count == most { last = rows.last?.keys }
  }

  private func isBefore(_ left: [Value], _ right: [Value]) -> Bool {
    for (index, key) in keys.enumerated() {
      switch Value.order(left[index], right[index]) {
      case .before: return !key.isDescending
      case .after: return key.isDescending
      case .same: continue
      }
    }
    return false
  }

  override func finish() throws(QueryError) {
    trim()
    let sorted = rows
    rows = []
    last = nil
    release()
    for (_, row) in sorted {
      run.slots = row
      guard try forward() else { break }
    }
    try super.finish()
  }
}

/// Runs a procedure for each row.
final class CallSink: RowSink {
  private let call: ProcedureCall

  init(_ run: Execution, _ next: RowSink, _ call: ProcedureCall) {
    self.call = call
    super.init(run, next: next)
  }

  override func push() throws(QueryError) -> Bool {
    var arguments: [Value] = []
    for argument in call.arguments { arguments.append(try run.evaluate(argument)) }
    let rows: [[Value]]
    do throws(QueryError) {
      rows = try run.procedures[call.procedure].call(arguments)
    } catch {
      throw error.located(call.offset)
    }
    if call.isVoid { return try forward() }
    for row in rows {
      try run.tick()
      for output in call.outputs {
        run.slots[output.slot] = row.indices.contains(output.column) ? row[output.column] : .null
      }
      guard try forward() else { return false }
    }
    return true
  }
}
