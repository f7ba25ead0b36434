public import KnowledgeGraph

/// What holds of many decisions: which were undone, and what people decided about each claim.
///
/// Decisions may come in any order. Of two decisions of one person about one thing the later holds; where two people
/// decide differently neither does, and both are contested.
public struct DecisionReplay: Sendable {
  /// What holds, in the order of ``Decision/precedes(_:_:)``, without undos.
  public let active: [Decision]
  /// What was undone.
  public let undone: Set<DecisionID>

  /// - Complexity: O(n log n) in the number of decisions.
  public init(_ decisions: [Decision]) {
    var seen: Set<DecisionID> = []
    let unique = decisions.filter { seen.insert($0.id).inserted }
    var undos: [DecisionID: [DecisionID]] = [:]
    for decision in unique {
      if case .undo(let target) = decision.content { undos[target, default: []].append(decision.id) }
    }
    let undone = undos.isEmpty ? [] : DecisionReplay.undone(undos)
    self.undone = undone
    let active = unique.filter { decision in
      if case .undo = decision.content { return false }
      return !undone.contains(decision.id)
    }
    // As a folder gives them, they are in order already, and moving large values costs more than looking.
    let isSorted = zip(active, active.dropFirst()).allSatisfy { Decision.precedes($0, $1) }
    self.active = isSorted ? active : active.sorted(by: Decision.precedes)
  }

  /// What is undone by an undo that is not undone itself.
  private static func undone(_ undos: [DecisionID: [DecisionID]]) -> Set<DecisionID> {
    var isUndone: [DecisionID: Bool] = [:]
    var open: Set<DecisionID> = []
    for start in undos.keys {
      var stack = [start]
      while let id = stack.last {
        if isUndone[id] != nil {
          stack.removeLast()
          continue
        }
        // An identity is a hash of the line, so that undos make no circle; a forged one ends here, too.
        open.insert(id)
        let next = (undos[id] ?? []).filter { isUndone[$0] == nil && !open.contains($0) }
        guard next.isEmpty else {
          stack += next
          continue
        }
        isUndone[id] = (undos[id] ?? []).contains { isUndone[$0] == false }
        stack.removeLast()
      }
    }
    return Set(isUndone.lazy.filter(\.value).map(\.key))
  }

  /// What is decided about claims.
  public struct Claims: Sendable {
    /// What to make of each claim that something was decided about.
    public var amendments: [ClaimID: ClaimAmendment] = [:]
    /// The sides of claims that speak of another name.
    public var splits: [ClaimSideKey: SplitName] = [:]
    /// What became of each decision about claims.
    public var standings: [DecisionID: DecisionTrace.Standing] = [:]
    /// The decisions whose claims were found by their words.
    public var drifted: Set<DecisionID> = []
    /// Which decisions are about which claims, in the order of ``DecisionReplay/active``.
    public var targets: [(claim: ClaimID, decision: DecisionID)] = []
  }

  /// What a person decided about one thing.
  private struct Vote<Value: Hashable> {
    var decision: DecisionID
    var actor: String
    var value: Value
  }

  /// The votes on things, the last of each person.
  private struct Ballot<Key: Hashable, Value: Hashable> {
    private var votes: [Key: [Vote<Value>]] = [:]
    private(set) var standings: [(DecisionID, DecisionTrace.Standing)] = []

    mutating func add(_ value: Value, on key: Key, _ decision: Decision) {
      if let earlier = votes[key]?.firstIndex(where: { $0.actor == decision.actor }), var list = votes[key] {
        standings.append((list.remove(at: earlier).decision, .superseded))
        votes[key] = list
      }
      votes[key, default: []].append(Vote(decision: decision.id, actor: decision.actor, value: value))
    }

    /// What holds of each thing; nil where people differ.
    mutating func settle(_ body: (Key, Value?) -> Void) {
      for (key, list) in votes {
        guard let first = list.first else { continue }
        let agree = list.allSatisfy { $0.value == first.value }
        body(key, agree ? first.value : nil)
        for vote in list { standings.append((vote.decision, agree ? .applied : .contested)) }
      }
    }
  }

  /// Settles what is decided about claims.
  ///
  /// - Parameter find: The claim that an anchor means, and whether it was found by its words; nil where there is none.
  /// - Returns: What holds of each claim.
  /// - Complexity: O(n) in the number of anchors.
  public func claims(
    _ find: (ClaimAnchor) throws -> (id: ClaimID, isDrifted: Bool)?
  ) rethrows -> Claims {
    var claims = Claims()
    var verdicts = Ballot<ClaimID, Bool>()
    var hidden = Ballot<ClaimID, Bool>()
    var predicates = Ballot<ClaimID, Predicate>()
    var dates = Ballot<ClaimID, ClaimDates>()
    var amounts = Ballot<ClaimID, Amount?>()
    var splits = Ballot<ClaimSideKey, SplitName>()
    for decision in active {
      let anchors = decision.claims
      guard !anchors.isEmpty else { continue }
      var found: [(ClaimID, anchor: Int)] = []
      for (index, anchor) in anchors.enumerated() {
        guard let (id, isDrifted) = try find(anchor) else { continue }
        if isDrifted { claims.drifted.insert(decision.id) }
        found.append((id, index))
        claims.targets.append((id, decision.id))
      }
      if found.isEmpty {
        if case .split(_, let split) = decision.content, !split.surfaces.isEmpty { continue }
        claims.standings[decision.id] = .unmatched
        continue
      }
      if found.count < anchors.count { claims.drifted.insert(decision.id) }
      for (id, anchor) in found {
        switch decision.content {
        case .accept: verdicts.add(true, on: id, decision)
        case .reject: verdicts.add(false, on: id, decision)
        case .hide: hidden.add(true, on: id, decision)
        case .retypeClaims(_, let predicate): predicates.add(predicate, on: id, decision)
        case .redate(_, let value): dates.add(value, on: id, decision)
        case .reamount(_, let amount): amounts.add(amount, on: id, decision)
        case .split(_, let split):
          let key = ClaimSideKey(claim: id, isObject: split.sides[anchor].isObject)
          splits.add(SplitName(name: split.name, kind: split.kind), on: key, decision)
        case .note: claims.standings[decision.id] = .applied
        default: break
        }
      }
    }
    predicates.settle { id, predicate in
      if let predicate { claims.amendments[id, default: ClaimAmendment()].predicate = predicate }
    }
    dates.settle { id, dates in
      if let dates { claims.amendments[id, default: ClaimAmendment()].dates = dates }
    }
    amounts.settle { id, amount in
      guard let amount else { return }
      claims.amendments[id, default: ClaimAmendment()].hasAmount = true
      claims.amendments[id, default: ClaimAmendment()].amount = amount
    }
    verdicts.settle { id, isAccepted in
      claims.amendments[id, default: ClaimAmendment()].verdict =
        isAccepted.map { $0 ? .accepted : .rejected } ?? .contested
    }
    hidden.settle { id, _ in
      let verdict = claims.amendments[id]?.verdict
      if verdict != .rejected { claims.amendments[id, default: ClaimAmendment()].verdict = .hidden }
    }
    splits.settle { key, name in if let name { claims.splits[key] = name } }
    // A decision about several claims stands as it does for the one where it fares best.
    let all =
      verdicts.standings + hidden.standings + predicates.standings + dates.standings + amounts.standings
      + splits.standings
    for (id, standing) in all where rank(standing) < rank(claims.standings[id]) { claims.standings[id] = standing }
    return claims
  }

  private func rank(_ standing: DecisionTrace.Standing?) -> Int {
    switch standing {
    case .contested: 0
    case .applied: 1
    case .superseded: 2
    default: 3
    }
  }
}

/// A side of a claim.
public struct ClaimSideKey: Hashable, Sendable {
  public var claim: ClaimID
  public var isObject: Bool

  public init(claim: ClaimID, isObject: Bool) {
    self.claim = claim
    self.isObject = isObject
  }
}

/// The name that words are taken to say.
public struct SplitName: Hashable, Sendable {
  public var name: String
  public var kind: Kind?

  public init(name: String, kind: Kind?) {
    self.name = name
    self.kind = kind
  }
}
