import KnowledgeGraph

/// What people's decisions make of entities, between two looks at them: names are understood as they are without any
/// decision, so that the order of independent decisions makes no difference.
struct NameSettlement {
  private var entityOf: [(decision: Decision, nodes: [Int32])] = []
  private var standings: [DecisionID: DecisionTrace.Standing] = [:]
  /// By a node of each.
  private var decidedNodes: [Int32: DecidedEntity] = [:]
  /// What a name is called by a merge into one that no text uses.
  private var settledAs: [DecisionID: String] = [:]
  /// The roots of entities that are left out.
  private(set) var hidden: Set<Int32> = []

  init() {}

  /// - Parameters:
  ///   - decisions: What people decided.
  ///   - naming: What names are one entity's; the decisions hold in it afterwards.
  ///   - remake: Makes it anew with names kept apart that rules would join.
  init(_ decisions: NameDecisions, _ naming: inout Naming, remake: ([(String, String)]) -> Naming) {
    var index = EntityIndex(decisions, &naming)
    let joined = decisions.active.compactMap { decision -> (String, String)? in
      guard case .distinct(let left, let right) = decision.content, left.name != right.name,
        let one = index.entity(left), one == index.entity(right)
      else { return nil }
      return (left.name, right.name)
    }
    if !joined.isEmpty {
      naming = remake(joined)
      index = EntityIndex(decisions, &naming)
    }
    var found: [(decision: Decision, nodes: [Int32])] = []
    for decision in decisions.active {
      var nodes = decision.names.compactMap { index.node($0) }
      if nodes.count == 1, let name = index.candidate(of: decision) {
        // No text names what "Korea" is yet: it is called so, and joins what comes to be called so.
        nodes.append(nodes[0])
        settledAs[decision.id] = name
      }
      if nodes.count == decision.names.count {
        found.append((decision, nodes))
      } else {
        standings[decision.id] = .unmatched
      }
    }
    // What a split speaks of may have gone wholly to the other name: its words and claims tell whether it holds.
    let words = decisions.words
    for decision in decisions.active {
      guard case .split(_, let split) = decision.content, !split.surfaces.isEmpty else { continue }
      let isContested = split.surfaces.contains { words[$0] == .some(nil) }
      standings[decision.id] = isContested ? .contested : index.has(split.name) ? .applied : .unmatched
    }
    entityOf = found
    // What each decision is about, before any of them holds.
    let subjects = found.map { decision, nodes in
      var text: (node: Int32, root: Int32)?
      switch decision.content {
      case .alias(_, let name), .rename(_, let name):
        text = index.textNode(name).map { ($0, naming.root($0)) }
      default: break
      }
      return Subject(decision: decision, nodes: nodes, roots: nodes.map { naming.root($0) }, text: text)
    }
    settleAmbiguous(subjects, index)
    let merges = join(subjects, &naming)
    settle(subjects, merges, &naming, index)
  }

  /// What a decision is about.
  private struct Subject {
    var decision: Decision
    var nodes: [Int32]
    /// Their roots before any decision holds.
    var roots: [Int32]
    /// What texts call by the name that the decision gives.
    var text: (node: Int32, root: Int32)?
  }

  // MARK: Joining

  private struct Pair: Hashable {
    var low: Int32
    var high: Int32

    init(_ left: Int32, _ right: Int32) { (low, high) = (min(left, right), max(left, right)) }
  }

  /// Of several things that a person says an ambiguous name is, the last; where people differ, none.
  private mutating func settleAmbiguous(_ subjects: [Subject], _ index: EntityIndex) {
    var votes: [Int32: [String: (id: DecisionID, name: String)]] = [:]
    for subject in subjects {
      let decision = subject.decision
      guard case .merge(_, let into) = decision.content, index.isAmbiguous(subject.nodes[0]) else { continue }
      let vote = (decision.id, into.name)
      if let earlier = votes[subject.roots[0], default: [:]].updateValue(vote, forKey: decision.actor) {
        standings[earlier.id] = .superseded
      }
    }
    for list in votes.values where Set(list.values.map(\.name)).count > 1 {
      for vote in list.values { standings[vote.id] = .contested }
    }
  }

  /// Joins and keeps apart; returns the merges that hold.
  private mutating func join(_ subjects: [Subject], _ naming: inout Naming) -> Set<DecisionID> {
    let found = subjects.map { ($0.decision, $0.nodes) }
    // Of each pair of entities, what each person said last; what is never to be one stays apart until that is undone.
    var votes: [Pair: [String: Decision]] = [:]
    for (decision, nodes) in found
    where nodes.count == 2 && settledAs[decision.id] == nil && standings[decision.id] == nil {
      let pair = Pair(naming.root(nodes[0]), naming.root(nodes[1]))
      let earlier = votes[pair]?[decision.actor]
      if let earlier, earlier.action == .distinct, decision.action == .merge {
        standings[decision.id] = .contested
        continue
      }
      votes[pair, default: [:]][decision.actor] = decision
      if let earlier { standings[earlier.id] = .superseded }
    }
    for list in votes.values where Set(list.values.map(\.action)).count > 1 {
      for decision in list.values { standings[decision.id] = .contested }
    }
    for (decision, nodes) in found where decision.action == .distinct && standings[decision.id] != .superseded {
      naming.keepApart(nodes[0], nodes[1])
      if standings[decision.id] == nil {
        standings[decision.id] = naming.root(nodes[0]) == naming.root(nodes[1]) ? .unmatched : .applied
      }
      let names = decision.names
      decidedNodes[nodes[0], default: DecidedEntity()].otherNames.insert(names[1].name)
      decidedNodes[nodes[1], default: DecidedEntity()].otherNames.insert(names[0].name)
    }
    var merges: Set<DecisionID> = []
    for (decision, nodes) in found where decision.action == .merge && standings[decision.id] == nil {
      guard naming.join(nodes[0], nodes[1]) else {
        standings[decision.id] = .contested
        continue
      }
      standings[decision.id] = .applied
      merges.insert(decision.id)
    }
    for subject in subjects {
      guard case .alias(_, let other) = subject.decision.content else { continue }
      standings[subject.decision.id] = .applied
      decidedNodes[subject.nodes[0], default: DecidedEntity()].aliases.insert(other)
      // Texts that use the name mean the entity.
      if let text = subject.text, !naming.join(subject.nodes[0], text.node) {
        standings[subject.decision.id] = .contested
      }
    }
    return merges
  }

  // MARK: Names and kinds

  private mutating func settle(
    _ subjects: [Subject], _ merges: Set<DecisionID>, _ naming: inout Naming, _ index: EntityIndex
  ) {
    // A name on which people differ is nobody's: whether they do is known once all have spoken.
    var first = votes(subjects, merges, index, contested: nil)
    _ = first.outcomes()
    var votes = votes(subjects, merges, index, contested: first.standings)
    let outcomes = votes.outcomes()
    standings.merge(votes.standings) { _, new in new }
    for subject in subjects {
      switch subject.decision.content {
      // Texts that use a name that a person gave mean the entity, too.
      case .rename where first.standings[subject.decision.id] != .contested:
        if let text = subject.text { naming.join(subject.nodes[0], text.node) }
      case .hide:
        standings[subject.decision.id] = .applied
        hidden.insert(naming.root(subject.nodes[0]))
      case .note: standings[subject.decision.id] = .applied
      default: break
      }
    }
    for outcome in outcomes {
      let root = naming.root(outcome.entity)
      decidedNodes[root, default: DecidedEntity()].name = outcome.name ?? decidedNodes[root]?.name
      decidedNodes[root, default: DecidedEntity()].kind = outcome.kind ?? decidedNodes[root]?.kind
      if outcome.name != nil { decidedNodes[root, default: DecidedEntity()].isSettled = true }
    }
    for root in hidden { decidedNodes[root, default: DecidedEntity()].isHidden = true }
  }

  /// The votes in the order in which they were made; names that are known to be contested, if any are, join nothing.
  private func votes(
    _ subjects: [Subject], _ merges: Set<DecisionID>, _ index: EntityIndex,
    contested: [DecisionID: DecisionTrace.Standing]?
  ) -> NameVotes {
    var votes = NameVotes()
    for subject in subjects {
      let (decision, entity) = (subject.decision, subject.roots[0])
      switch decision.content {
      case .rename(_, let name):
        votes.rename(entity, to: name, decision)
        if let text = subject.text, let contested, contested[decision.id] != .contested {
          votes.join(text.root, entity)
        }
      case .alias where standings[decision.id] != .contested:
        if let text = subject.text { votes.join(text.root, entity) }
      case .retypeEntity(_, let kind): votes.retype(entity, kind, decision)
      case .merge where merges.contains(decision.id):
        let named = index.nameAndKind(ofNode: subject.nodes[1])
        votes.merge(entity, into: subject.roots[1], name: settledAs[decision.id] ?? named.name, kind: named.kind)
      default: break
      }
    }
    return votes
  }

  // MARK: Results

  /// What people say of entities, by the roots of their nodes as they are now.
  func decided(_ naming: inout Naming) -> [Int32: DecidedEntity] {
    var result: [Int32: DecidedEntity] = [:]
    // What is said of a whole is kept under its root, which is the least of its nodes, and goes before the rest.
    for (node, entity) in decidedNodes.sorted(by: { $0.key < $1.key }) {
      result[naming.root(node), default: DecidedEntity()].join(entity)
    }
    return result
  }

  func outcome(_ naming: inout Naming, _ entities: ResolvedEntities) -> NameOutcome {
    var outcome = NameOutcome()
    outcome.standings = standings
    for (decision, nodes) in entityOf {
      var seen: Set<String> = []
      for (anchor, node) in zip(decision.names, nodes) {
        let number = entities.numbers[Int(naming.root(node))]
        // What is hidden has no entity, and is known by the name that it had.
        let name = number < 0 ? anchor.name : entities.entities[Int(number)].name
        if seen.insert(name).inserted { outcome.targets.append(.init(entity: name, decision: decision.id)) }
      }
    }
    return outcome
  }
}

extension DecidedEntity {
  fileprivate mutating func join(_ other: DecidedEntity) {
    name = name ?? other.name
    kind = kind ?? other.kind
    aliases.formUnion(other.aliases)
    otherNames.formUnion(other.otherNames)
    isSettled = isSettled || other.isSettled
    isHidden = isHidden || other.isHidden
  }
}

/// Finds the entities that decisions name, as they are without any decision.
private struct EntityIndex {
  private let entities: ResolvedEntities
  private let givenNames: [String: [NameAnchor]]
  /// A node of each entity.
  private var nodes: [Int32]
  private var preferred: [String: [Int]] = [:]
  private var aliases: [String: [Int]] = [:]
  private var sources: [SourceID: Int] = [:]

  init(_ decisions: NameDecisions, _ naming: inout Naming) {
    entities = naming.entities()
    givenNames = decisions.givenNames
    nodes = [Int32](repeating: -1, count: entities.entities.count)
    for (node, number) in entities.numbers.enumerated() where number >= 0 && nodes[Int(number)] < 0 {
      nodes[Int(number)] = Int32(node)
    }
    var wanted: Set<String> = []
    var wantedSources: Set<SourceID> = []
    func want(_ anchor: NameAnchor) {
      wanted.insert(anchor.name)
      if let source = anchor.source { wantedSources.insert(source) }
    }
    for decision in decisions.active {
      for anchor in decision.names { want(anchor) }
      switch decision.content {
      case .alias(_, let name), .rename(_, let name): wanted.insert(name)
      case .split(_, let split): wanted.insert(split.name)
      default: break
      }
    }
    for anchor in givenNames.values.joined() { want(anchor) }
    for (position, entity) in entities.entities.enumerated() {
      if let source = entity.source, wantedSources.contains(source) { sources[source] = position }
      if wanted.contains(entity.name) { preferred[entity.name, default: []].append(position) }
      let base = entities.bases[position].name
      if base != entity.name, wanted.contains(base) { preferred[base, default: []].append(position) }
      for alias in entity.aliases where alias != base && wanted.contains(alias) {
        aliases[alias, default: []].append(position)
      }
    }
  }

  /// The place of the entity that an anchor means; nil where there is none or several.
  func entity(_ anchor: NameAnchor) -> Int? {
    var seen: Set<String> = []
    return entity(anchor, &seen)
  }

  private func entity(_ anchor: NameAnchor, _ seen: inout Set<String>) -> Int? {
    if let source = anchor.source, let found = sources[source] { return found }
    for list in [preferred[anchor.name] ?? [], aliases[anchor.name] ?? []] where !list.isEmpty {
      let same = anchor.kind.map { kind in list.filter { entities.entities[$0].kind == kind } } ?? []
      if same.count == 1 { return same[0] }
      return same.isEmpty && list.count == 1 ? list[0] : nil
    }
    guard seen.insert(anchor.name).inserted else { return nil }
    var found: Set<Int> = []
    for other in givenNames[anchor.name] ?? [] {
      if let entity = entity(other, &seen) { found.insert(entity) }
    }
    return found.count == 1 ? found.first : nil
  }

  func node(_ anchor: NameAnchor) -> Int32? { entity(anchor).map { nodes[$0] } }

  /// The name that a merge gives where nothing is called so, but the first may be that.
  func candidate(of decision: Decision) -> String? {
    guard case .merge(let name, let into) = decision.content, entity(into) == nil, let found = entity(name),
      preferred[into.name] == nil, entities.entities[found].candidates.contains(into.name)
    else { return nil }
    return into.name
  }

  /// Whether a name may mean several things.
  func isAmbiguous(_ node: Int32) -> Bool {
    !entities.entities[Int(entities.numbers[Int(node)])].candidates.isEmpty
  }

  /// A node of the one entity whose texts use a name.
  func textNode(_ name: String) -> Int32? {
    let list = preferred[name] ?? []
    return list.count == 1 ? nodes[list[0]] : nil
  }

  func has(_ name: String) -> Bool { preferred[name] != nil || aliases[name] != nil }

  func nameAndKind(ofNode node: Int32) -> (name: String, kind: Kind) {
    let number = Int(entities.numbers[Int(node)])
    return (entities.bases[number].name, entities.entities[number].kind)
  }
}
