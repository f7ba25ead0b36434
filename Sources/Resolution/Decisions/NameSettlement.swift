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
    join(found, &naming, index)
    settle(found, &naming)
  }

  // MARK: Joining

  private struct Pair: Hashable {
    var low: Int32
    var high: Int32

    init(_ left: Int32, _ right: Int32) { (low, high) = (min(left, right), max(left, right)) }
  }

  private mutating func join(
    _ found: [(decision: Decision, nodes: [Int32])], _ naming: inout Naming, _ index: EntityIndex
  ) {
    // Of each pair of entities, what each person said last.
    var votes: [Pair: [String: Decision]] = [:]
    var pairs: [DecisionID: Pair] = [:]
    for (decision, nodes) in found where nodes.count == 2 && settledAs[decision.id] == nil {
      let pair = Pair(naming.root(nodes[0]), naming.root(nodes[1]))
      pairs[decision.id] = pair
      if let earlier = votes[pair, default: [:]].updateValue(decision, forKey: decision.actor) {
        standings[earlier.id] = .superseded
      }
    }
    func holds(_ decision: Decision) -> Bool { standings[decision.id] == nil }
    for list in votes.values where Set(list.values.map(\.action)).count > 1 {
      for decision in list.values { standings[decision.id] = .contested }
    }
    for (decision, nodes) in found where decision.action == .distinct && holds(decision) {
      naming.keepApart(nodes[0], nodes[1])
      standings[decision.id] = naming.root(nodes[0]) == naming.root(nodes[1]) ? .unmatched : .applied
      let names = decision.names
      decidedNodes[nodes[0], default: DecidedEntity()].otherNames.insert(names[1].name)
      decidedNodes[nodes[1], default: DecidedEntity()].otherNames.insert(names[0].name)
    }
    var merges: [(decision: Decision, node: Int32)] = []
    for (decision, nodes) in found where decision.action == .merge && holds(decision) {
      guard naming.join(nodes[0], nodes[1]) else {
        standings[decision.id] = .contested
        continue
      }
      standings[decision.id] = .applied
      merges.append((decision, nodes[1]))
    }
    for (decision, nodes) in found {
      guard case .alias(_, let other) = decision.content else { continue }
      standings[decision.id] = .applied
      decidedNodes[nodes[0], default: DecidedEntity()].aliases.insert(other)
      // Texts that use the name mean the entity.
      if let node = index.textNode(other), !naming.join(nodes[0], node) { standings[decision.id] = .contested }
    }
    // Of several merges the last one says what the whole is called, and what it is.
    var preferred: [Int32: (name: String, kind: Kind)] = [:]
    for (decision, node) in merges {
      var named = index.nameAndKind(ofNode: node)
      if let name = settledAs[decision.id] { named.name = name }
      preferred[naming.root(node)] = named
    }
    for (root, preferred) in preferred {
      decidedNodes[root, default: DecidedEntity()].name = preferred.name
      decidedNodes[root, default: DecidedEntity()].kind = preferred.kind
      decidedNodes[root, default: DecidedEntity()].isSettled = true
    }
  }

  // MARK: Names and kinds

  private mutating func settle(_ found: [(decision: Decision, nodes: [Int32])], _ naming: inout Naming) {
    var names: [Int32: [String: (id: DecisionID, value: String)]] = [:]
    var kinds = names
    for (decision, nodes) in found {
      switch decision.content {
      case .rename(_, let name): vote(name, on: naming.root(nodes[0]), decision, &names)
      case .retypeEntity(_, let kind): vote(kind.rawValue, on: naming.root(nodes[0]), decision, &kinds)
      case .hide:
        standings[decision.id] = .applied
        hidden.insert(naming.root(nodes[0]))
      case .note: standings[decision.id] = .applied
      default: break
      }
    }
    for (root, name) in agreed(names) {
      decidedNodes[root, default: DecidedEntity()].name = name
      decidedNodes[root, default: DecidedEntity()].isSettled = true
    }
    for (root, kind) in agreed(kinds) { decidedNodes[root, default: DecidedEntity()].kind = Kind(kind) }
    for root in hidden { decidedNodes[root, default: DecidedEntity()].isHidden = true }
  }

  private mutating func vote(
    _ value: String, on root: Int32, _ decision: Decision,
    _ votes: inout [Int32: [String: (id: DecisionID, value: String)]]
  ) {
    if let earlier = votes[root, default: [:]].updateValue((decision.id, value), forKey: decision.actor) {
      standings[earlier.id] = .superseded
    }
  }

  private mutating func agreed(
    _ votes: [Int32: [String: (id: DecisionID, value: String)]]
  ) -> [(root: Int32, value: String)] {
    var result: [(root: Int32, value: String)] = []
    for (root, list) in votes {
      let values = Set(list.values.map(\.value))
      for vote in list.values { standings[vote.id] = values.count == 1 ? .applied : .contested }
      if values.count == 1, let value = values.first { result.append((root, value)) }
    }
    return result
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
      case .alias(_, let name): wanted.insert(name)
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
