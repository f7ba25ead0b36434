package import KnowledgeGraph

/// People's decisions about names beside a kept graph, and what became of each when the graph was made.
package struct KeptDecisions: Sendable {
  let names: NameDecisions
  /// What became of each decision.
  let standings: [DecisionID: DecisionTrace.Standing]
  /// The names of the entities that each decision is about.
  let entities: [DecisionID: Set<String>]
  /// The claims of which a side speaks of another name.
  let splitClaims: Set<ClaimID>
  private let byName: [String: [Int]]
  private let bySource: [SourceID: [Int]]
  private let byEntity: [String: [Int]]

  /// - Parameters:
  ///   - all: All decisions, in any order.
  ///   - replay: What holds of them.
  ///   - traces: What became of each.
  ///   - claims: Which decisions are about which claims.
  ///   - entities: Which decisions are about which entities.
  package init(
    all: [Decision], replay: DecisionReplay, traces: [DecisionTrace],
    claims: [(claim: ClaimID, decision: DecisionID)], entities: [(entity: String, decision: DecisionID)]
  ) {
    names = NameDecisions(all: all, replay: replay, splits: [:])
    standings = Dictionary(traces.map { ($0.id, $0.standing) }, uniquingKeysWith: { first, _ in first })
    var entitiesOf: [DecisionID: Set<String>] = [:]
    for pair in entities { entitiesOf[pair.decision, default: []].insert(pair.entity) }
    self.entities = entitiesOf
    let splits = Set(names.active.lazy.filter { $0.action == .split }.map(\.id))
    splitClaims = Set(claims.lazy.filter { splits.contains($0.decision) }.map(\.claim))
    var byName: [String: [Int]] = [:]
    var bySource: [SourceID: [Int]] = [:]
    var byEntity: [String: [Int]] = [:]
    for (index, decision) in names.active.enumerated() {
      for name in KeptDecisions.names(in: decision) { byName[name, default: []].append(index) }
      for source in decision.names.compactMap(\.source) { bySource[source, default: []].append(index) }
      for entity in entitiesOf[decision.id] ?? [] { byEntity[entity, default: []].append(index) }
    }
    (self.byName, self.bySource, self.byEntity) = (byName, bySource, byEntity)
  }

  /// All names that a decision uses or gives.
  static func names(in decision: Decision) -> Set<String> {
    var names = Set(decision.names.map(\.name))
    switch decision.content {
    case .rename(_, let name), .alias(_, let name): names.insert(name)
    case .split(_, let split): names.formUnion(split.surfaces + [split.name])
    default: break
    }
    return names
  }

  func decisions(using name: String) -> [Decision] { (byName[name] ?? []).map { names.active[$0] } }
  func decisions(aboutSource source: SourceID) -> [Decision] { (bySource[source] ?? []).map { names.active[$0] } }
  func decisions(aboutEntity name: String) -> [Decision] { (byEntity[name] ?? []).map { names.active[$0] } }
}
