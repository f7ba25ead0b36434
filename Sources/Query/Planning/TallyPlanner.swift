/// Finds the steps whose rows need not be made: those of a tree of which one node is asked for, and how often it comes.
enum TallyPlanner {
  /// The steps that begin a plan as a tally, and the aggregate that they end in; nil where they are of another form.
  static func tallied(_ steps: ArraySlice<PlanStep>, then aggregation: Aggregation) -> [PlanStep]? {
    guard let tree = PatternTree(steps) else { return nil }
    var end = aggregation
    for (index, aggregate) in end.aggregates.enumerated() where aggregate.function == .count && !aggregate.isDistinct {
      // What was found is no null: to count it is to count the rows.
      if case .slot(let slot)? = aggregate.argument, tree.holds(slot) { end.aggregates[index].argument = nil }
    }
    let read = Set(end.keys.flatMap { $0.value.slots })
      .union(end.aggregates.flatMap { $0.argument?.slots ?? [] })
    guard let tally = tally(tree, read, isCounted: true, steps) else { return nil }
    return [.tally(tally), .aggregate(end)]
  }

  /// The steps before a projection of which each row is kept once.
  static func reached(_ steps: ArraySlice<PlanStep>, read: Set<Int>) -> PlanStep? {
    guard let tree = PatternTree(steps), tree.conflicts.isEmpty, read.count == 1 else { return nil }
    return tally(tree, read, isCounted: false, steps).map { .tally($0) }
  }

  private static func tally(
    _ tree: PatternTree, _ read: Set<Int>, isCounted: Bool, _ steps: ArraySlice<PlanStep>
  ) -> Tally? {
    let root = read.first ?? tree.scan.slot
    guard read.count <= 1, tree.isNode(root), tree.conflicts.count <= 1, let spine = tree.spine(to: root) else {
      return nil
    }
    var less: Tally.Spine?
    if let conflict = tree.conflicts.first {
      guard let merged = tree.merging(conflict.first, conflict.second) else { return nil }
      less = merged.spine(to: root)
    }
    return Tally(
      scan: tree.scan, spine: spine, less: less, root: root, isCounted: isCounted,
      steps: Weighting.counting(Array(steps), read: [root]))
  }
}
