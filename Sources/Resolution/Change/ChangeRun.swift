import KnowledgeGraph

/// One change being worked out.
struct ChangeRun {
  let resolver: ChangeResolver
  let kept: any ResolvedReading
  let keys: MentionKeys
  /// The claims of the changed notes before and after, one of each identity; all, and those that count.
  let oldTable: ClaimTable
  let newTable: ClaimTable
  let oldClaims: [ClaimID: Claim]
  let newClaims: [ClaimID: Claim]
  let newTexts: [Hash128: UInt64]
  let records: (old: [NoteRecord], new: [NoteRecord])
  let oldNumbers: Set<Hash128>

  // What is closed.
  var closedKeys: Set<String> = []
  var headings: [String: NoteRecord] = [:]
  var closed: [EntityID: (entity: Entity, base: ResolvedNames.Base)] = [:]
  var keysOfClosed: [EntityID: Set<String>] = [:]
  var keyQueue: [String] = []
  var entityQueue: [EntityID] = []
  /// The sides of claims of other notes, and those that the changed notes had.
  var sides: [(entity: EntityID, side: ClaimSide)] = []
  var oldSides: [(entity: EntityID, side: ClaimSide)] = []
  /// Decisions that hold in what is closed, and the names by which they were reached.
  var reachedDecisions: Set<DecisionID> = []
  var reachedNames: Set<String> = []

  init(_ resolver: ChangeResolver, _ kept: any ResolvedReading, from old: [NoteRecord], to new: [NoteRecord]) {
    self.resolver = resolver
    self.kept = kept
    keys = MentionKeys(ontology: resolver.ontology, authority: resolver.authority)
    records = (old, new)
    (oldTable, oldClaims) = ChangeRun.unified(old)
    (newTable, newClaims) = ChangeRun.unified(new)
    oldNumbers = Set(oldTable.rows.map(\.id))
    newTexts = Dictionary(newTable.rows.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
  }

  private static func unified(_ records: [NoteRecord]) -> (ClaimTable, [ClaimID: Claim]) {
    var table = ClaimTable()
    var claims: [ClaimID: Claim] = [:]
    for record in records.sorted(by: { $0.path < $1.path }) {
      table.append(record)
      for claim in record.claims where claims[claim.id] == nil { claims[claim.id] = claim }
    }
    table.sortAndUnify()
    return (table, claims)
  }

  /// Whether a claim says anything about the graph.
  func counts(_ claim: Claim) -> Bool {
    switch claim.verdict {
    case .rejected, .hidden: false
    case .accepted: true
    case .contested, nil: claim.confidence >= resolver.threshold
    }
  }

  mutating func change() throws -> GraphChange {
    try seedDecisions()
    try seed()
    var joined: [(DescriptionKey, DescriptionKey)] = []
    for _ in 0..<12 {
      try closeAll()
      var named = try name(joining: joined)
      // Names that are new may be those of others.
      let before = closed.count
      let known = Set(closed.values.lazy.map(\.base.name))
      for base in named.entities.bases where !known.contains(base.name) { try close(base: base.name) }
      let decided = reachedDecisions.count
      for entities in [named.entities] + (named.undecided.map { [$0] } ?? []) {
        for (entity, base) in zip(entities.entities, entities.bases) { try reach(entity, base) }
      }
      guard closed.count == before, reachedDecisions.count == decided, keyQueue.isEmpty else { continue }
      named.ids = try numbers(for: named.entities.entities)
      guard named.ids.count == named.entities.entities.count else { throw TooMuch() }
      let touched = try touched(by: try changedClaims(named), named)
      guard let relations = try relations(touched, named, &joined) else { continue }
      guard isSettledAsBefore(named.outcome) else { throw TooMuch() }
      return try change(named, touched, relations)
    }
    throw TooMuch()
  }
}
