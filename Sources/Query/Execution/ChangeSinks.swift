/// A step that changes the graph: waits for all rows, so that what is looked for does not see what is made of it.
class ChangeSink: RowSink {
  private var rows: [[Value]] = []

  final override func push() throws(QueryError) -> Bool {
    try hold(run.slots.count)
    rows.append(run.slots)
    return true
  }

  final override func reset() throws(QueryError) {
    rows = []
    release()
    try super.reset()
  }

  /// Changes the graph for the row at hand; gives the rows that it becomes, or nil for the row as it then is.
  func change() throws(QueryError) -> [[Value]]? { nil }

  final override func finish() throws(QueryError) {
    var results: [[Value]] = []
    results.reserveCapacity(rows.count)
    for row in rows {
      try run.tick()
      run.slots = row
      if let changed = try change() { results += changed } else { results.append(run.slots) }
    }
    rows = []
    release()
    for row in results {
      run.slots = row
      guard try forward() else { break }
    }
    try super.finish()
  }
}

final class CreateSink: ChangeSink {
  private let creation: Creation

  init(_ run: Execution, _ next: RowSink, _ creation: Creation) {
    self.creation = creation
    super.init(run, next: next)
  }

  override func change() throws(QueryError) -> [[Value]]? {
    try run.create(creation)
    return nil
  }
}

/// Finds a pattern, or makes it where it is not there.
final class MergeSink: ChangeSink {
  private let creation: Creation
  private let onCreate: [Assignment]
  private let onMatch: [Assignment]
  private var match: RowSink?
  private var found: [[Value]] = []

  init(
    _ run: Execution, _ next: RowSink, _ steps: [PlanStep], _ creation: Creation, _ onCreate: [Assignment],
    _ onMatch: [Assignment]
  ) {
    self.creation = creation
    self.onCreate = onCreate
    self.onMatch = onMatch
    super.init(run, next: next)
    let end = EndSink(run) { [unowned self, unowned run] () throws(QueryError) -> Bool in
      found.append(run.slots)
      return true
    }
    match = run.chain(steps, then: end)
  }

  override func change() throws(QueryError) -> [[Value]]? {
    try run.refuseNulls(in: creation)
    let before = run.slots
    found = []
    try match?.reset()
    _ = try match?.push()
    try match?.finish()
    guard !found.isEmpty else {
      run.slots = before
      try run.create(creation)
      try run.assign(onCreate)
      return nil
    }
    guard !onMatch.isEmpty else { return found }
    for index in found.indices {
      run.slots = found[index]
      try run.assign(onMatch)
      found[index] = run.slots
    }
    return found
  }
}

final class AssignSink: ChangeSink {
  private let assignments: [Assignment]

  init(_ run: Execution, _ next: RowSink, _ assignments: [Assignment]) {
    self.assignments = assignments
    super.init(run, next: next)
  }

  override func change() throws(QueryError) -> [[Value]]? {
    try run.assign(assignments)
    return nil
  }
}

final class DeleteSink: ChangeSink {
  private let values: [BoundExpression]
  private let isDetach: Bool

  init(_ run: Execution, _ next: RowSink, _ values: [BoundExpression], _ isDetach: Bool) {
    self.values = values
    self.isDetach = isDetach
    super.init(run, next: next)
  }

  override func change() throws(QueryError) -> [[Value]]? {
    // All are looked up before the first is deleted: one may be found through another.
    var doomed: [Value] = []
    for value in values { doomed.append(try run.evaluate(value)) }
    for value in doomed { try run.delete(value, isDetach: isDetach) }
    return nil
  }
}
