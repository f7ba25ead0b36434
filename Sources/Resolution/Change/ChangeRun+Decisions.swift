import KnowledgeGraph

extension ChangeRun {
  /// Lets the decisions about an entity, or about what is called as it, hold in what is worked out.
  mutating func reach(_ entity: Entity, _ base: ResolvedNames.Base) throws {
    guard let decisions = resolver.decisions else { return }
    for name in [entity.name, base.name] + entity.aliases { try reach(name: name) }
    for decision in decisions.decisions(aboutEntity: entity.name) { try reach(decision) }
    if let source = entity.source {
      for decision in decisions.decisions(aboutSource: source) { try reach(decision) }
    }
  }

  mutating func reach(name: String) throws {
    guard let decisions = resolver.decisions else { return }
    let found = decisions.decisions(using: name)
    let anchors = decisions.names.givenNames[name] ?? []
    guard !found.isEmpty || !anchors.isEmpty, reachedNames.insert(name).inserted else { return }
    for key in keys.keys(ofAnyNamed: name) { close(key: key) }
    for decision in found { try reach(decision) }
    for anchor in anchors { try reach(anchor) }
  }

  mutating func reach(_ anchor: NameAnchor) throws {
    try reach(name: anchor.name)
    if let source = anchor.source { close(key: MentionKeys.key(of: source)) }
  }

  mutating func reach(_ decision: Decision) throws {
    guard reachedDecisions.insert(decision.id).inserted else { return }
    switch decision.content {
    // What goes to another name, or goes out, is not kept under the name that it had.
    case .split, .hide: throw TooMuch()
    default: break
    }
    for anchor in decision.names { try reach(anchor) }
    for name in KeptDecisions.names(in: decision) { try reach(name: name) }
    for name in resolver.decisions?.entities[decision.id] ?? [] {
      for entity in try kept.entities(named: name) { try close(entity: entity) }
    }
  }

  /// Gives up where a changed note tells something that people say is of another name.
  mutating func seedDecisions() throws {
    guard let decisions = resolver.decisions else { return }
    guard decisions.splitClaims.isDisjoint(with: oldClaims.keys), decisions.splitClaims.isDisjoint(with: newClaims.keys)
    else { throw TooMuch() }
    let words = decisions.names.words
    guard !words.isEmpty else { return }
    for mention in newTable.mentions.values where mention.reference == .name {
      guard words[SurfaceName.display(newTable.words[mention.surface])] == nil else { throw TooMuch() }
    }
  }

  /// Whether the decisions that were reached stand as they did, about the same entities.
  func isSettledAsBefore(_ outcome: NameOutcome) -> Bool {
    guard let decisions = resolver.decisions else { return true }
    var entities: [DecisionID: Set<String>] = [:]
    for target in outcome.targets { entities[target.decision, default: []].insert(target.entity) }
    return reachedDecisions.allSatisfy { id in
      outcome.standings[id] ?? .unmatched == decisions.standings[id]
        && entities[id] ?? [] == decisions.entities[id] ?? []
    }
  }
}
