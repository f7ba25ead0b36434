import KnowledgeGraph

/// What people say that entities are called, and of what kind they are, through merges.
///
/// Votes and merges are taken in the order in which they were made. A merge gives its second entity's name and kind to
/// the whole, also where the first was renamed or retyped before; what is said afterwards is said of the whole.
struct NameVotes {
  private struct Vote {
    var decision: DecisionID
    var value: String
    /// Which vote it is of all.
    var turn: Int
  }

  private struct Choice {
    /// By person: the last word of each.
    var names: [String: Vote] = [:]
    var kinds: [String: Vote] = [:]
    /// What the last merge says.
    var merged: (name: String, kind: Kind)?
  }

  /// What is said of one entity, by the number of one of those that it is made of.
  struct Outcome {
    var entity: Int32
    var name: String?
    var kind: Kind?
  }

  private var wholes: [Int32: Int32] = [:]
  private var choices: [Int32: Choice] = [:]
  private(set) var standings: [DecisionID: DecisionTrace.Standing] = [:]
  private var turns = 0

  private func whole(_ entity: Int32) -> Int32 {
    var entity = entity
    while let next = wholes[entity] { entity = next }
    return entity
  }

  mutating func rename(_ entity: Int32, to name: String, _ decision: Decision) {
    let vote = vote(name, decision)
    supersede([choices[whole(entity), default: Choice()].names.updateValue(vote, forKey: decision.actor)])
  }

  mutating func retype(_ entity: Int32, _ kind: Kind, _ decision: Decision) {
    let vote = vote(kind.rawValue, decision)
    supersede([choices[whole(entity), default: Choice()].kinds.updateValue(vote, forKey: decision.actor)])
  }

  /// Makes one of two, called as the second is.
  mutating func merge(_ first: Int32, into second: Int32, name: String, kind: Kind) {
    let (one, other) = (whole(first), whole(second))
    if one != other {
      let lost = choices.removeValue(forKey: one) ?? Choice()
      supersede(Array(lost.names.values) + Array(lost.kinds.values))
      wholes[one] = other
    }
    choices[other, default: Choice()].merged = (name, kind)
  }

  /// Makes one of two that share a name which a person gave: what was said of either is said of the whole.
  mutating func join(_ first: Int32, _ second: Int32) {
    let (one, other) = (whole(first), whole(second))
    guard one != other else { return }
    let (left, right) = (choices.removeValue(forKey: one) ?? Choice(), choices[other] ?? Choice())
    wholes[one] = other
    choices[other] = Choice(
      names: joined(left.names, right.names), kinds: joined(left.kinds, right.kinds),
      merged: left.merged ?? right.merged)
  }

  private mutating func joined(_ left: [String: Vote], _ right: [String: Vote]) -> [String: Vote] {
    var lost: [Vote] = []
    let result = left.merging(right) { one, other in
      let (last, first) = one.turn > other.turn ? (one, other) : (other, one)
      lost.append(first)
      return last
    }
    supersede(lost)
    return result
  }

  private mutating func vote(_ value: String, _ decision: Decision) -> Vote {
    turns += 1
    return Vote(decision: decision.id, value: value, turn: turns)
  }

  private mutating func supersede(_ votes: [Vote?]) {
    for vote in votes { if let vote { standings[vote.decision] = .superseded } }
  }

  /// What holds of each entity that anything was said of; where people differ in a name or kind, neither does.
  mutating func outcomes() -> [Outcome] {
    var result: [Outcome] = []
    for (entity, choice) in choices.sorted(by: { $0.key < $1.key }) {
      let (name, kind) = (agreed(choice.names), agreed(choice.kinds))
      result.append(
        Outcome(
          entity: entity, name: name ?? choice.merged?.name, kind: kind.map { Kind($0) } ?? choice.merged?.kind))
    }
    return result
  }

  private mutating func agreed(_ votes: [String: Vote]) -> String? {
    let values = Set(votes.values.map(\.value))
    for vote in votes.values { standings[vote.decision] = values.count == 1 ? .applied : .contested }
    return values.count == 1 ? values.first : nil
  }
}
