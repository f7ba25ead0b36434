public import KnowledgeGraph

/// People's decisions about names, for a resolution to follow.
public struct NameDecisions: Sendable {
  /// Those that hold, in the order in which they were made.
  let active: [Decision]
  /// Names that decisions give to entities, those that were undone among them: a later decision may use one.
  let givenNames: [String: [NameAnchor]]
  /// The sides of claims that speak of another name.
  let splits: [ClaimSideKey: SplitName]

  /// No decisions.
  public init() {
    active = []
    givenNames = [:]
    splits = [:]
  }

  /// The decisions about names among many.
  ///
  /// - Parameters:
  ///   - all: All decisions, in any order.
  ///   - replay: What holds of them.
  ///   - splits: The sides of claims that speak of another name, as ``DecisionReplay/claims(_:)`` gives them.
  public init(all: [Decision], replay: DecisionReplay, splits: [ClaimSideKey: SplitName]) {
    active = replay.active.filter { !$0.names.isEmpty }
    self.splits = splits
    var given: [String: Set<NameAnchor>] = [:]
    for decision in all {
      switch decision.content {
      case .rename(let anchor, let name), .alias(let anchor, let name): given[name, default: []].insert(anchor)
      default: continue
      }
    }
    givenNames = given.mapValues { anchors in
      anchors.sorted { left, right in
        if left.name != right.name { return left.name < right.name }
        return (left.kind?.rawValue ?? "", left.source?.rawValue ?? "")
          < (right.kind?.rawValue ?? "", right.source?.rawValue ?? "")
      }
    }
  }

  private init(active: [Decision], givenNames: [String: [NameAnchor]]) {
    (self.active, self.givenNames, splits) = (active, givenNames, [:])
  }

  var isEmpty: Bool { active.isEmpty }

  /// Some of them, of which none is a split.
  func only(_ ids: Set<DecisionID>, givenNames: Set<String>) -> NameDecisions {
    NameDecisions(
      active: active.filter { ids.contains($0.id) },
      givenNames: self.givenNames.filter { givenNames.contains($0.key) })
  }

  /// The words that mean another name wherever they stand; nil where people differ.
  var words: [String: SplitName?] {
    var votes: [String: [String: SplitName]] = [:]
    for decision in active {
      guard case .split(_, let split) = decision.content else { continue }
      for surface in split.surfaces {
        votes[surface, default: [:]][decision.actor] = SplitName(name: split.name, kind: split.kind)
      }
    }
    return votes.mapValues { votes in Set(votes.values).count == 1 ? votes.values.first : nil }
  }
}

/// What became of decisions about names.
public struct NameOutcome: Hashable, Sendable {
  public var standings: [DecisionID: DecisionTrace.Standing] = [:]
  /// Which decisions are about which entities, by their names, in the order in which they were made.
  public var targets: [Target] = []

  /// A decision about an entity.
  public struct Target: Hashable, Sendable {
    public var entity: String
    public var decision: DecisionID
  }

  public init() {}
}

/// What people say of an entity.
struct DecidedEntity {
  var name: String?
  var kind: Kind?
  /// Further names.
  var aliases: Set<String> = []
  /// Names of which people say that they are another's.
  var otherNames: Set<String> = []
  /// Whether it is known which of several of one name it is.
  var isSettled = false
  var isHidden = false
}

extension ClaimTable {
  /// Puts other names where people say that others are meant.
  mutating func respell(_ decisions: NameDecisions) {
    let words = decisions.words
    if !words.isEmpty {
      var moved: [Int32: Int32] = [:]
      for number in mentions.values.indices {
        let mention = mentions.values[number]
        guard mention.reference == .name,
          let split = words[SurfaceName.display(self.words[mention.surface])], let split
        else { continue }
        moved[Int32(number)] = respelled(mention, split)
      }
      for index in rows.indices {
        if let subject = moved[rows[index].subject] { rows[index].subject = subject }
        if let object = moved[rows[index].object] { rows[index].object = object }
      }
    }
    for (key, split) in decisions.splits {
      guard let index = position(of: key.claim.identity.hash) else { continue }
      if key.isObject {
        guard rows[index].object >= 0 else { continue }
        rows[index].object = respelled(mentions[rows[index].object], split)
      } else {
        rows[index].subject = respelled(mentions[rows[index].subject], split)
      }
    }
  }

  private mutating func respelled(_ mention: Mention, _ split: SplitName) -> Int32 {
    mentions.number(
      of: Mention(
        reference: .name, surface: words.number(of: split.name),
        kind: split.kind.map { kinds.number(of: $0) } ?? mention.kind, owner: -1, source: mention.source, folder: -1))
  }
}
