import KnowledgeGraph

/// Proves all relations of a graph by one walk through its claims, in the order of their identities.
///
/// Asking for each claim by itself costs several look-ups a claim; here neighbours give the shortest prefix of an
/// identity, and passages and sources are looked up once.
struct ProofWalk {
  private(set) var proofs: [RelationID: [Proof]] = [:]
  private(set) var sourceOfClaim: [ClaimID: SourceID] = [:]
  private(set) var sources: [SourceID: Source] = [:]
  private var passages: [PassageID: Passage] = [:]
  private var proofOfClaim: [ClaimID: Proof] = [:]

  static func proofs(of relations: [Relation], in graph: some GraphReading) throws(GraphError) -> ProofWalk {
    var walk = ProofWalk()
    let wanted = Set(relations.lazy.flatMap(\.claims))
    var before: ClaimID?
    var pending: Claim?
    for prefix in ClaimLines.prefixes {
      for claim in try graph.claims(withPrefix: prefix, limit: .max) {
        if let last = pending {
          if wanted.contains(last.id) { try walk.take(last, between: before, and: claim.id, graph) }
          before = last.id
        }
        pending = claim
      }
    }
    if let last = pending, wanted.contains(last.id) { try walk.take(last, between: before, and: nil, graph) }
    for relation in relations {
      walk.proofs[relation.id] = relation.claims.compactMap { walk.proofOfClaim[$0] }
    }
    walk.proofOfClaim = [:]
    walk.passages = [:]
    return walk
  }

  private mutating func take(
    _ claim: Claim, between before: ClaimID?, and after: ClaimID?, _ graph: some GraphReading
  ) throws(GraphError) {
    var passage: Passage?
    if let id = claim.evidence.passage {
      passage = passages[id]
      if passage == nil {
        passage = try graph.passage(id)
        passages[id] = passage
      }
    }
    if sources[claim.source] == nil { sources[claim.source] = try graph.source(claim.source) }
    sourceOfClaim[claim.id] = claim.source
    let shared = [before, after].map { $0.map { ProofWalk.shared($0.rawValue, claim.id.rawValue) } ?? 0 }.max() ?? 0
    proofOfClaim[claim.id] = Proof(
      of: claim, shortID: String(claim.id.rawValue.prefix(max(4, shared + 1))), passage: passage,
      source: sources[claim.source])
  }

  /// How many characters two identities begin with alike.
  private static func shared(_ left: String, _ right: String) -> Int {
    zip(left.utf8, right.utf8).prefix { $0 == $1 }.count
  }
}
