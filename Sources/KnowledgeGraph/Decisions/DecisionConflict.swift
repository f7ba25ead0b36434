/// Decisions that cannot hold together: neither does, until somebody takes one of them back.
public struct DecisionConflict: Hashable, Sendable {
  /// The decisions that want the same, in the order in which they were made; never empty.
  public struct Side: Hashable, Sendable {
    public var decisions: [Decision]

    public init(_ decisions: [Decision]) { self.decisions = decisions }

    /// Who wants it, each once.
    public var actors: [String] {
      var seen: Set<String> = []
      return decisions.map(\.actor).filter { seen.insert($0).inserted }
    }
  }

  /// In the order of their first decisions; one alone where nobody can tell what stands against it.
  public var sides: [Side]

  public init(_ sides: [Side]) { self.sides = sides }

  /// All decisions of all sides.
  public var decisions: [Decision] { sides.flatMap(\.decisions) }

  /// The decisions of the other sides.
  public func decisions(against id: DecisionID) -> [Decision] {
    sides.filter { side in !side.decisions.contains { $0.id == id } }.flatMap(\.decisions)
  }
}

extension DecisionConflict {
  /// What a build found decisions to be about.
  public struct Targets: Sendable {
    /// The claims of each decision.
    public var claims: [DecisionID: Set<ClaimID>]
    /// The names of the entities of each decision.
    public var entities: [DecisionID: Set<String>]

    public init(claims: [DecisionID: Set<ClaimID>] = [:], entities: [DecisionID: Set<String>] = [:]) {
      self.claims = claims
      self.entities = entities
    }
  }

  /// The conflicts among decisions of which a build found some contested.
  ///
  /// - Parameters:
  ///   - decisions: Those that were not undone, in the order of ``Decision/precedes(_:_:)``; those that no build has
  ///     replayed yet among them.
  ///   - standings: What became of those that a build has replayed.
  ///   - targets: What that build found them to be about; one that is not there is known by the words that it keeps.
  /// - Returns: The conflicts, in the order of their first decisions. Each contested decision stands in one, but for those
  ///   that what was decided or undone since that build may have settled.
  /// - Complexity: O(n log n) in the number of claims and names that decisions are about.
  public static func all(
    among decisions: [Decision], standings: [DecisionID: DecisionTrace.Standing], targets: Targets
  ) -> [DecisionConflict] {
    let isContested = decisions.map { standings[$0.id] == .contested }
    guard isContested.contains(true) else { return [] }
    var votes: [Thing: [Vote]] = [:]
    for (number, decision) in decisions.enumerated() {
      switch standings[decision.id] {
      case .superseded, .unmatched, .undone: continue
      case .applied, .contested, nil: break
      }
      for (thing, stance) in things(decision, targets) {
        // Of one person the later holds; what is said of a pair may also be said of a chain of pairs.
        if !thing.isPair { votes[thing]?.removeAll { decisions[$0.number].actor == decision.actor } }
        votes[thing, default: []].append(Vote(number: number, stance: stance))
      }
    }
    var groups = Groups(decisions.count)
    var stances: [Int: String] = [:]
    for list in votes.values {
      guard let first = list.first, list.contains(where: { $0.stance != first.stance }),
        list.contains(where: { isContested[$0.number] })
      else { continue }
      for vote in list {
        groups.join(first.number, vote.number)
        stances[vote.number] = vote.stance
      }
    }
    // What else is contested is contested by what is about the same entity, unless it was settled since that build.
    let known = Set(decisions.map(\.id))
    let isSettledSince =
      known.contains { standings[$0] == nil }
      || standings.contains { $0.value == .contested && !known.contains($0.key) }
    var byEntity: [String: Int] = [:]
    for (number, decision) in decisions.enumerated()
    where isContested[number] && stances[number] == nil && !isSettledSince {
      stances[number] = "\(number)"
      for name in targets.entities[decision.id] ?? [] {
        if let other = byEntity[name] { groups.join(other, number) } else { byEntity[name] = number }
      }
    }
    var members: [Int: [Int]] = [:]
    for number in stances.keys.sorted() { members[groups.root(number), default: []].append(number) }
    return members.sorted { $0.key < $1.key }.map { _, numbers in
      var sides: [(stance: String?, side: Side)] = []
      for number in numbers {
        if let place = sides.firstIndex(where: { $0.stance == stances[number] }) {
          sides[place].side.decisions.append(decisions[number])
        } else {
          sides.append((stances[number], Side([decisions[number]])))
        }
      }
      return DecisionConflict(sides.map(\.side))
    }
  }

  private struct Vote {
    var number: Int
    var stance: String
  }

  /// What can be decided in one way only.
  private enum Thing: Hashable {
    case verdict(ClaimID), predicate(ClaimID), dates(ClaimID), amount(ClaimID)
    case side(ClaimID, isObject: Bool)
    case words(String)
    case pair([String])
    case name(String), kind(String)

    var isPair: Bool { if case .pair = self { true } else { false } }
  }

  private static func things(_ decision: Decision, _ targets: Targets) -> [(Thing, stance: String)] {
    let claims = targets.claims[decision.id].map { $0.sorted() } ?? decision.claims.map(\.id)
    let names = targets.entities[decision.id].map { $0.sorted() } ?? decision.names.map(\.name).sorted()
    func each(_ stance: String, _ thing: (ClaimID) -> Thing) -> [(Thing, stance: String)] {
      claims.map { (thing($0), stance) }
    }
    switch decision.content {
    case .accept, .reject: return each(decision.action.rawValue) { .verdict($0) }
    case .retypeClaims(_, let predicate): return each(predicate.rawValue) { .predicate($0) }
    case .redate(_, let dates): return each(dates.text) { .dates($0) }
    case .reamount(_, let amount): return each(amount?.plainText ?? "") { .amount($0) }
    case .merge, .distinct: return [(.pair(names), decision.action.rawValue)]
    case .rename(_, let name): return names.map { (.name($0), name) }
    case .retypeEntity(_, let kind): return names.map { (.kind($0), kind.rawValue) }
    case .split(_, let split):
      let stance = split.name + "\u{1f}" + (split.kind?.rawValue ?? "")
      return split.sides.map { (.side(claims.count == 1 ? claims[0] : $0.claim.id, isObject: $0.isObject), stance) }
        + split.surfaces.map { (.words($0), stance) }
    case .hide, .note, .alias, .assert, .undo: return []
    }
  }

  /// Numbers that belong together.
  private struct Groups {
    private var parents: [Int]

    init(_ count: Int) { parents = Array(0..<count) }

    mutating func root(_ number: Int) -> Int {
      var root = number
      while parents[root] != root {
        parents[root] = parents[parents[root]]
        root = parents[root]
      }
      return root
    }

    mutating func join(_ left: Int, _ right: Int) {
      let (one, other) = (root(left), root(right))
      parents[max(one, other)] = min(one, other)
    }
  }
}
