/// A step at work: takes the row that stands in the run, and pushes what it makes of it on to the next.
class RowSink {
  /// Strong, since each row would otherwise pay for asking whether the run is still there; ``QueryRun`` breaks the circle
  /// with the chains that a run keeps.
  let run: Execution
  let next: RowSink?

  init(_ run: Execution, next: RowSink?) {
    self.run = run
    self.next = next
  }

  /// Takes the row at hand; false where no more rows are wanted.
  func push() throws(QueryError) -> Bool { try forward() }

  /// Says that there are no more rows; a step that waits for all of them goes on now.
  func finish() throws(QueryError) { try next?.finish() }

  /// Gets ready for a first row.
  func reset() throws(QueryError) { try next?.reset() }

  /// How many values this step keeps.
  @exclusivity(unchecked) private var held = 0

  /// Counts values that this step keeps until ``release()``.
  final func hold(_ count: Int) throws(QueryError) {
    held += count
    try run.store(count)
  }

  final func release() {
    run.free(held)
    held = 0
  }

  final func forward() throws(QueryError) -> Bool {
    guard let next else { return true }
    return try next.push()
  }
}

extension Execution {
  /// The steps as a chain that ends in a last one.
  func chain(_ steps: [PlanStep], then last: RowSink) -> RowSink {
    var next = last
    for step in steps.reversed() {
      if let profile {
        let place = profile.add(step)
        next = sink(for: step, next: CountSink(self, next, profile, place))
      } else {
        next = sink(for: step, next: next)
      }
    }
    return next
  }

  private func sink(for step: PlanStep, next: RowSink) -> RowSink {
    switch step {
    case .nodes(let scan): NodeSink(self, next, scan)
    case .checkNode(let slot, let labels, _): NodeCheckSink(self, next, slot, labels)
    case .expand(let expansion): ExpandSink(self, next, expansion)
    case .degree(let expansion): DegreeSink(self, next, expansion)
    case .collapse(let slots): CollapseSink(self, next, slots)
    case .tally(let tally): TallySink(self, next, tally)
    case .classes(let scan, let expansion): ClassSink(self, next, scan, expansion)
    case .place(let expansion): PlaceSink(self, next, expansion)
    case .walk(let walk): WalkSink(self, next, walk)
    case .shortest(let search): ShortestSink(self, next, search)
    case .path(let slot, let form): PathSink(self, next, slot, form)
    case .filter(let condition, _): FilterSink(self, next, condition)
    case .optional(let steps, let slots): OptionalSink(self, next, steps, slots)
    case .unwind(let list, let slot): UnwindSink(self, next, list, slot)
    case .project(let items, _): ProjectSink(self, next, items)
    case .distinct(let slots): DistinctSink(self, next, slots)
    case .aggregate(let aggregation): AggregateSink(self, next, aggregation)
    case .sort(let keys, let limit, let skip): SortSink(self, next, keys, limit, skip)
    case .skip(let count): SkipSink(self, next, count)
    case .limit(let count): LimitSink(self, next, count)
    case .call(let call): CallSink(self, next, call)
    case .create(let creation): CreateSink(self, next, creation)
    case .merge(let match, let creation, let onCreate, let onMatch):
      MergeSink(self, next, match, creation, onCreate, onMatch)
    case .assign(let assignments): AssignSink(self, next, assignments)
    case .delete(let values, let isDetach): DeleteSink(self, next, values, isDetach)
    }
  }
}

/// How many rows each step has given.
final class Profile {
  private(set) var counts: [(step: PlanStep, rows: Int)] = []

  /// Gives the place of the counter of a step; the last step of a chain comes first.
  func add(_ step: PlanStep) -> Int {
    counts.append((step, 0))
    return counts.count - 1
  }

  func count(_ place: Int) { counts[place].rows += 1 }
}

/// Counts the rows on their way from one step to the next.
final class CountSink: RowSink {
  private let profile: Profile
  private let place: Int

  init(_ run: Execution, _ next: RowSink, _ profile: Profile, _ place: Int) {
    self.profile = profile
    self.place = place
    super.init(run, next: next)
  }

  override func push() throws(QueryError) -> Bool {
    profile.count(place)
    return try forward()
  }
}

/// Runs a closure for each row.
final class EndSink: RowSink {
  private let take: () throws(QueryError) -> Bool

  init(_ run: Execution, _ take: @escaping () throws(QueryError) -> Bool) {
    self.take = take
    super.init(run, next: nil)
  }

  override func push() throws(QueryError) -> Bool { try take() }
}
