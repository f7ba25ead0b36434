/// Finds the rows that are only counted: they are then counted where they are found, and one row stands for many.
///
/// Where a chain of steps ends in a count, a step along relationships of which nobody asks where it leads becomes a
/// number, computed once for each node that it is taken from; rows that are equal in all that is asked for become one;
/// and a count by labels and types needs no look at the relationships one by one.
enum Weighting {
  static func weighted(_ steps: [PlanStep]) -> [PlanStep] {
    guard let end = steps.firstIndex(where: { !isPlain($0) }) else { return steps }
    switch steps[end] {
    case .aggregate(let aggregation):
      guard aggregation.aggregates.allSatisfy(isWeighable) else { return steps }
      return counted(Array(steps[..<end]), aggregation) + steps[(end + 1)...]
    case .project(let items, _):
      guard steps.indices.contains(end + 1), case .distinct(let slots) = steps[end + 1] else { return steps }
      let computed = Set(items.map(\.slot))
      let read = Set(slots).subtracting(computed).union(items.flatMap { $0.value.slots })
      return reached(steps, end, read: read, isVolatile: items.contains { $0.value.isVolatile }, after: end + 2)
    case .distinct(let slots): return reached(steps, end, read: Set(slots), isVolatile: false, after: end + 1)
    default: return steps
    }
  }

  /// Steps and the aggregate that they end in.
  private static func counted(_ steps: [PlanStep], _ aggregation: Aggregation) -> [PlanStep] {
    if let classes = classes(steps, aggregation) { return [classes, .aggregate(aggregation)] }
    if let tallied = TallyPlanner.tallied(steps[...], then: aggregation) { return tallied }
    let read = Set(aggregation.keys.flatMap { $0.value.slots })
      .union(aggregation.aggregates.flatMap { $0.argument?.slots ?? [] })
    var result = counting(steps, read: read)
    // What is computed of a node is then computed once for each.
    let isComputed = aggregation.keys.contains { if case .slot = $0.value { false } else { true } }
    if isComputed, read.count == 1, result.contains(where: \.isExpansion) { result.append(.collapse(read.sorted())) }
    return result + [.aggregate(aggregation)]
  }

  /// Steps whose rows are kept once each, as long as nobody takes only the first of them.
  private static func reached(
    _ steps: [PlanStep], _ end: Int, read: Set<Int>, isVolatile: Bool, after: Int
  ) -> [PlanStep] {
    if isVolatile { return steps }
    if steps.indices.contains(after) {
      switch steps[after] {
      case .skip, .limit: return steps
      default: break
      }
    }
    return TallyPlanner.reached(steps[..<end], read: read).map { [$0] + steps[end...] } ?? steps
  }

  /// Whether an aggregate of equal rows is that of one with their number.
  private static func isWeighable(_ aggregate: Aggregation.Aggregate) -> Bool {
    aggregate.isDistinct || [.count, .min, .max].contains(aggregate.function)
  }

  private static func isPlain(_ step: PlanStep) -> Bool {
    switch step {
    case .nodes, .checkNode, .expand, .filter: true
    default: false
    }
  }

  /// The steps with those that lead to what nobody asks for as counts.
  static func counting(_ steps: [PlanStep], read: Set<Int>) -> [PlanStep] {
    var result: [PlanStep] = []
    var read = read
    for step in steps.reversed() {
      if case .expand(let expansion) = step, !expansion.isClosed, expansion.others.isEmpty,
        read.isDisjoint(with: [expansion.to, expansion.relationship])
      {
        result.append(.degree(expansion))
        read.insert(expansion.from)
      } else {
        result.append(step)
        read.formUnion(step.slotsRead)
      }
    }
    return result.reversed()
  }

  /// The step that gives all rows where they are those of one relationship and only labels and type are asked for.
  private static func classes(_ steps: [PlanStep], _ aggregation: Aggregation) -> PlanStep? {
    guard steps.count == 2, case .nodes(let scan) = steps[0], case .expand(let expansion) = steps[1],
      expansion.from == scan.slot, expansion.to != scan.slot, !expansion.isClosed, expansion.others.isEmpty
    else { return nil }
    if case .property = scan.access { return nil }
    let slots: Set<Int> = [scan.slot, expansion.to, expansion.relationship]
    for key in aggregation.keys where !asksForClassOnly(key.value, slots) { return nil }
    for aggregate in aggregation.aggregates {
      guard aggregate.function == .count, !aggregate.isDistinct else { return nil }
      // A node that was found is no null, whichever it is.
      guard let argument = aggregate.argument else { continue }
      guard case .slot = argument else { return nil }
    }
    return .classes(scan, expansion)
  }

  /// Whether an expression is the same for all nodes with the same labels and relationships of the same type.
  private static func asksForClassOnly(_ expression: BoundExpression, _ slots: Set<Int>) -> Bool {
    switch expression {
    case .call(.labels, let arguments, _), .call(.type, let arguments, _):
      if case .slot? = arguments.first { return true }
      return arguments.allSatisfy { asksForClassOnly($0, slots) }
    case .labels(.slot, _, _): return true
    case .list(let parts), .call(.head, let parts, _), .call(.size, let parts, _):
      return parts.allSatisfy { asksForClassOnly($0, slots) }
    case .element(let list, let index, _): return asksForClassOnly(list, slots) && asksForClassOnly(index, slots)
    case .constant, .parameter: return true
    default: return false
    }
  }
}

extension PlanStep {
  fileprivate var isExpansion: Bool {
    switch self {
    case .expand, .degree: true
    default: false
    }
  }
}
