/// Finds the walks of which nobody asks in how many ways they lead somewhere: each node is then looked for once, with a
/// set of those that were reached, instead of along every trail.
enum DuplicateInsensitivity {
  /// The steps with such walks marked.
  ///
  /// `read` are the slots that are asked for after the steps; `isInsensitive` says whether it makes no difference there
  /// if a row comes once or many times.
  static func marking(_ steps: [PlanStep], read: Set<Int>, isInsensitive: Bool) -> [PlanStep] {
    var result: [PlanStep] = []
    var read = read
    var isInsensitive = isInsensitive
    for step in steps.reversed() {
      result.append(marked(step, read: read, isInsensitive: isInsensitive))
      switch step {
      case .distinct: isInsensitive = true
      case .aggregate(let aggregation):
        isInsensitive = aggregation.aggregates.allSatisfy { aggregate in
          aggregate.isDistinct || aggregate.function == .min || aggregate.function == .max
        }
      case .skip, .limit, .create, .merge, .assign, .delete, .call: isInsensitive = false
      case .sort(_, let limit, _): if limit != nil { isInsensitive = false }
      default: break
      }
      read.formUnion(step.slotsRead)
    }
    return result.reversed()
  }

  private static func marked(_ step: PlanStep, read: Set<Int>, isInsensitive: Bool) -> PlanStep {
    switch step {
    case .walk(var walk):
      // A trail of one step or none is all that a node needs to be reached; of the longer ones the way matters.
      walk.onceEach =
        isInsensitive && walk.least <= 1 && !walk.isGiven && walk.others.isEmpty && !read.contains(walk.relationships)
      return .walk(walk)
    case .optional(let steps, let slots):
      return .optional(marking(steps, read: read, isInsensitive: isInsensitive), slots: slots)
    default: return step
    }
  }
}
