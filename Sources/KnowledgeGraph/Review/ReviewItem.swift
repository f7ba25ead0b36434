/// Something about a graph that only a person can settle.
public struct ReviewItem: Hashable, Sendable, Identifiable {
  /// What is asked.
  public enum Question: Hashable, Sendable {
    /// Are the two one? With what speaks for it.
    case duplicate(Entity, Entity, reasons: [String])
    /// Which of its candidates does the name mean?
    case ambiguous(Entity)
    /// Does the claim hold, of which its rule is not sure?
    case claim(Claim)
    /// Which of the two holds, which cannot hold together?
    case contested(Relation, Relation)
    /// What is to become of a decision that matches nothing any more?
    case decision(DecisionTrace)
    /// Whose decision holds, of those that cannot hold together?
    case conflict(DecisionConflict)
  }

  /// The sorts of questions, by the word that names them.
  public enum Sort: String, Hashable, Sendable, CaseIterable {
    case duplicates, ambiguous, claims, contested, decisions
  }

  public var question: Question
  /// How many relations or claims the answer changes: what settles most comes first.
  public var weight: Int

  public init(_ question: Question, weight: Int) {
    self.question = question
    self.weight = weight
  }

  public var sort: Sort {
    switch question {
    case .duplicate: .duplicates
    case .ambiguous: .ambiguous
    case .claim: .claims
    case .contested, .conflict: .contested
    case .decision: .decisions
    }
  }

  /// The same for the same question of another build: 16 hexadecimal digits.
  public var id: String {
    var hash = StableHash()
    hash.update(field: sort.rawValue)
    switch question {
    case .duplicate(let left, let right, _): for name in [left.name, right.name].sorted() { hash.update(field: name) }
    case .ambiguous(let entity): hash.update(field: entity.name)
    case .claim(let claim): hash.update(field: claim.id.rawValue)
    case .contested(let left, let right):
      for claim in (left.claims + right.claims).sorted() { hash.update(field: claim.rawValue) }
    case .decision(let trace): hash.update(field: trace.id.rawValue)
    case .conflict(let conflict):
      for id in conflict.decisions.map(\.id).sorted() { hash.update(field: id.rawValue) }
    }
    return String(hash.hex128().prefix(16))
  }

  /// Whether somebody has answered it already, be it that no build has replayed that yet.
  public func isSettled(by settled: SettledQuestions) -> Bool {
    switch question {
    case .duplicate(let left, let right, _): settled.hold(left, right)
    case .ambiguous(let entity): settled.hold(entity)
    case .claim(let claim): settled.hold(claim.id)
    case .contested(let left, let right): (left.claims + right.claims).contains { settled.hold($0) }
    case .decision(let trace): settled.hold(trace.id)
    case .conflict(let conflict):
      conflict.sides.count { side in !side.decisions.allSatisfy { settled.hold($0.id) } } < min(conflict.sides.count, 2)
    }
  }

  /// What settles most first; of equals by sort, then by identity.
  static func comesFirst(_ left: ReviewItem, _ right: ReviewItem) -> Bool {
    if left.weight != right.weight { return left.weight > right.weight }
    if left.sort != right.sort { return left.sort.rank < right.sort.rank }
    return left.id < right.id
  }
}

extension ReviewItem.Sort {
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What people have decided already, so that nobody is asked again.
public struct SettledQuestions: Hashable, Sendable {
  private var pairs: Set<[String]> = []
  private var names: Set<String> = []
  private var claims: Set<ClaimID> = []
  private var undone: Set<DecisionID> = []

  /// What decisions that hold settle, those that no build has replayed yet among them.
  public init(_ decisions: [Decision] = []) {
    for decision in decisions {
      switch decision.content {
      case .merge(let left, let right):
        pairs.insert(SettledQuestions.pair(left.name, right.name))
        names.insert(FoldedName.fold(left.name))
      case .distinct(let left, let right): pairs.insert(SettledQuestions.pair(left.name, right.name))
      case .accept(let anchors), .reject(let anchors), .hide(.claims(let anchors)):
        claims.formUnion(anchors.map(\.id))
      case .hide(.entity(let name)): names.insert(FoldedName.fold(name.name))
      case .undo(let id): undone.insert(id)
      default: break
      }
    }
  }

  private static func pair(_ left: String, _ right: String) -> [String] {
    [FoldedName.fold(left), FoldedName.fold(right)].sorted()
  }

  /// Whether somebody said that two entities are one, or are not.
  func hold(_ left: Entity, _ right: Entity) -> Bool {
    let (mine, theirs) = (SettledQuestions.names(of: left), SettledQuestions.names(of: right))
    return mine.contains { one in theirs.contains { pairs.contains(SettledQuestions.pair(one, $0)) } }
      || isHidden(left) || isHidden(right)
  }

  func hold(_ entity: Entity) -> Bool {
    SettledQuestions.names(of: entity).contains { names.contains(FoldedName.fold($0)) }
  }
  func hold(_ claim: ClaimID) -> Bool { claims.contains(claim) }
  func hold(_ decision: DecisionID) -> Bool { undone.contains(decision) }

  private func isHidden(_ entity: Entity) -> Bool { names.contains(FoldedName.fold(entity.name)) }

  /// The names that decisions may know an entity by.
  private static func names(of entity: Entity) -> [String] {
    [entity.name, NameAnchor(entity).name] + entity.aliases
  }
}
