/// Groups the rows and computes aggregates of each group.
final class AggregateSink: RowSink {
  private let aggregation: Aggregation
  /// Groups by their key where there is one only, and by all of their keys where there are more.
  @exclusivity(unchecked) private var byKey: [Value: Int] = [:]
  @exclusivity(unchecked) private var byKeys: [[Value]: Int] = [:]
  /// Those of one group after those of another.
  @exclusivity(unchecked) private var keys: [Value] = []
  private var groupCount = 0
  /// Those of one group after those of another.
  @exclusivity(unchecked) private var states: [AggregateState] = []

  /// The states that a group begins with.
  private let fresh: [AggregateState]

  init(_ run: Execution, _ next: RowSink, _ aggregation: Aggregation) {
    self.aggregation = aggregation
    fresh = aggregation.aggregates.map { AggregateState($0) }
    super.init(run, next: next)
  }

  override func reset() throws(QueryError) {
    forget()
    try super.reset()
  }

  private func forget() {
    byKey = [:]
    byKeys = [:]
    keys = []
    groupCount = 0
    states = []
    release()
  }

  /// Begins a group and gives its number.
  private func begin(_ key: some Collection<Value>) throws(QueryError) -> Int {
    keys.append(contentsOf: key)
    states.append(contentsOf: fresh)
    try hold(2 * aggregation.keys.count + 4 * aggregation.aggregates.count)
    groupCount += 1
    return groupCount - 1
  }

  /// The number of the group that the row at hand belongs to.
  private func group() throws(QueryError) -> Int {
    if aggregation.keys.isEmpty { return groupCount > 0 ? 0 : try begin([]) }
    if aggregation.keys.count == 1 {
      let key = try run.evaluate(aggregation.keys[0].value)
      let known = AggregateSink.number(&byKey[key], next: groupCount)
      return known < groupCount ? known : try begin(CollectionOfOne(key))
    }
    var key: [Value] = []
    key.reserveCapacity(aggregation.keys.count)
    for item in aggregation.keys { key.append(try run.evaluate(item.value)) }
    let known = AggregateSink.number(&byKeys[key], next: groupCount)
    return known < groupCount ? known : try begin(key)
  }

  /// What stands in an entry of a table, which is looked up once, or the next number, which is put there.
  private static func number(_ entry: inout Int?, next: Int) -> Int {
    if let entry { return entry }
    entry = next
    return next
  }

  override func push() throws(QueryError) -> Bool {
    try run.tick()
    let first = try group() * aggregation.aggregates.count
    for (index, aggregate) in aggregation.aggregates.enumerated() {
      let value: Value? = if let argument = aggregate.argument { try run.evaluate(argument) } else { nil }
      let second: Value? = if let argument = aggregate.second { try run.evaluate(argument) } else { nil }
      do throws(QueryError) {
        let kept = try states[first + index].take(value, second, weight: run.weight)
        if kept > 0 { try hold(kept) }
      } catch {
        throw error.located(aggregate.offset)
      }
    }
    return true
  }

  override func finish() throws(QueryError) {
    if groupCount == 0, aggregation.keys.isEmpty { _ = try begin([]) }
    let (keys, results, count) = (keys, states, groupCount)
    forget()
    for group in 0..<count {
      for (index, item) in aggregation.keys.enumerated() {
        run.slots[item.slot] = keys[group * aggregation.keys.count + index]
      }
      for (index, aggregate) in aggregation.aggregates.enumerated() {
        let result = results[group * aggregation.aggregates.count + index].result()
        run.slots[aggregate.slot] = try result.checkedForDepth()
      }
      guard try forward() else { break }
    }
    try super.finish()
  }
}

/// What an aggregate has seen of a group.
struct AggregateState {
  private let function: AggregateFunction
  private var seen: Set<Value>?
  /// Those of the values that were seen which are nodes, once there is one.
  private var seenNodes: NodeIndex?
  private var count = 0
  private var total = Value.null
  private var best: Value?
  private var values: [Value] = []
  private var percentile = 0.0
  /// Welford's running mean and sum of squared differences.
  private var mean = 0.0
  private var squares = 0.0

  init(_ aggregate: Aggregation.Aggregate) {
    function = aggregate.function
    seen = aggregate.isDistinct ? [] : nil
  }

  /// Takes the value of one row, nil for `count(*)`, or of as many equal ones as `weight` says; gives how many values
  /// are kept for it.
  mutating func take(_ value: Value?, _ second: Value?, weight: Int = 1) throws(QueryError) -> Int {
    guard let value else {
      count += weight
      return 0
    }
    if let second { try takePercentile(second) }
    guard !value.isNull else { return 0 }
    var kept = 0
    if seen != nil {
      guard isNew(value) else { return 0 }
      kept += 1
    }
    count += seen == nil ? weight : 1
    switch function {
    case .count: break
    case .sum, .avg: try add(value)
    case .min:
      if let current = best, Value.order(current, value) != .after { break }
      best = value
    case .max:
      if let current = best, Value.order(current, value) != .before { break }
      best = value
    case .collect:
      values.append(value)
      kept += 1
    case .percentileCont, .percentileDisc:
      _ = try number(value)
      values.append(value)
      kept += 1
    case .stDev, .stDevP:
      let x = try number(value)
      let delta = x - mean
      mean += delta / Double(count)
      squares += delta * (x - mean)
    }
    return kept
  }

  /// Whether a value comes for the first time.
  private mutating func isNew(_ value: Value) -> Bool {
    guard case .node(let node) = value else { return seen?.insert(value).inserted == true }
    if seenNodes == nil { seenNodes = NodeIndex() }
    let count = seenNodes?.nodes.count
    return seenNodes?.place(of: node) == count
  }

  private func number(_ value: Value) throws(QueryError) -> Double {
    guard let number = value.number else {
      throw QueryError.type("InvalidArgumentType", "\(function.rawValue) takes numbers, not \(value.typeText)")
    }
    return number
  }

  private mutating func takePercentile(_ value: Value) throws(QueryError) {
    let number = try number(value)
    guard (0...1).contains(number) else {
      throw QueryError.argument("NumberOutOfRange", "a percentile is a number from 0 to 1")
    }
    percentile = number
  }

  private mutating func add(_ value: Value) throws(QueryError) {
    switch value {
    case .integer, .float, .duration: break
    default: throw QueryError.type("InvalidArgumentType", "\(function.rawValue) takes numbers, not \(value.typeText)")
    }
    // An average must not overflow where its result would not.
    let part: Value = if function == .avg, case .integer(let number) = value { .float(Double(number)) } else { value }
    total = count == 1 ? part : try Execution.calculate(.add, total, part)
  }

  func result() -> Value {
    switch function {
    case .count: return .integer(count)
    case .sum: return count == 0 ? .integer(0) : total
    case .avg:
      guard count > 0 else { return .null }
      return (try? Execution.calculate(.divide, total, .float(Double(count)))) ?? .null
    case .min, .max: return best ?? .null
    case .collect: return .list(values)
    case .stDev: return .float(count > 1 ? (squares / Double(count - 1)).squareRoot() : 0)
    case .stDevP: return .float(count > 0 ? (squares / Double(count)).squareRoot() : 0)
    case .percentileCont, .percentileDisc: return percentileOfValues()
    }
  }

  private func percentileOfValues() -> Value {
    let sorted = values.sorted { Value.order($0, $1) == .before }
    guard let last = sorted.last else { return .null }
    if function == .percentileDisc {
      let rank = Int((percentile * Double(sorted.count)).rounded(.up))
      return sorted[min(max(rank - 1, 0), sorted.count - 1)]
    }
    let place = percentile * Double(sorted.count - 1)
    let lower = Int(place.rounded(.down))
    guard lower + 1 < sorted.count, let low = sorted[lower].number, let high = sorted[lower + 1].number else {
      return .float(last.number ?? 0)
    }
    return .float(low + (high - low) * (place - Double(lower)))
  }
}
