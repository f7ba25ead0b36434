/// Finds the rows that are only counted: they are then counted where they are found, and one row stands for many.
///
/// Where a chain of steps ends in a count, a step along relationships of which nobody asks where it leads becomes a
/// number, computed once for each node that it is taken from; rows that are equal in all that is asked for become one;
/// and a count by labels and types needs no look at the relationships one by one.
enum Weighting {
  static func weighted(_ steps: [PlanStep]) -> [PlanStep] {
    guard let end = steps.firstIndex(where: { if case .aggregate = $0 { true } else { false } }),
      case .aggregate(let aggregation) = steps[end], aggregation.aggregates.allSatisfy(isWeighable),
      steps[..<end].allSatisfy(isPlain)
    else { return steps }
    let read = Set(aggregation.keys.flatMap { $0.value.slots })
      .union(aggregation.aggregates.flatMap { $0.argument?.slots ?? [] })
    if let classes = classes(Array(steps[..<end]), aggregation) { return [classes] + steps[end...] }
    var result = counting(Array(steps[..<end]), read: read)
    // What is computed of a node is then computed once for each.
    let isComputed = aggregation.keys.contains { if case .slot = $0.value { false } else { true } }
    if isComputed, read.count == 1, result.contains(where: \.isExpansion) { result.append(.collapse(read.sorted())) }
    return result + steps[end...]
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
  private static func counting(_ steps: [PlanStep], read: Set<Int>) -> [PlanStep] {
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
