public import KnowledgeGraph

/// What is exported: a whole graph, or a part of one.
public struct GraphExport<Graph: GraphReading> {
  public let graph: Graph
  /// The part; nil for the whole graph.
  public let part: Subgraph?

  public init(_ graph: Graph, part: Subgraph? = nil) {
    self.graph = graph
    self.part = part
  }

  /// Everything that is to be written of relations and entities.
  ///
  /// - Complexity: O(n log n) in entities, relations and claims; each claim, passage and source is looked up once.
  func content() throws(ExportError) -> ExportContent {
    do throws(GraphError) {
      if let part { return try ExportContent(part, of: graph) }
      return try ExportContent(wholeOf: graph)
    } catch {
      throw ExportError(error)
    }
  }
}

/// A graph as the forms write it: with its proofs, its sources, and names that are the same in the next build.
struct ExportContent: Sendable {
  let ontology: Ontology
  /// Sorted by name.
  let entities: [Entity]
  /// In the order of the build; both ends are among ``entities``.
  let relations: [Relation]
  /// In the order of the build, each with a relation among ``relations``.
  let acts: [Act]
  let proofs: [RelationID: [Proof]]
  let focus: [EntityID]
  let sourceOfClaim: [ClaimID: SourceID]
  let sources: [SourceID: Source]
  let names: [EntityID: String]
  /// `n` and 16 hexadecimal digits made of the name.
  let nodeIDs: [EntityID: String]
  /// `e` and 16 hexadecimal digits made of the ends, the predicate and the claims.
  let edgeIDs: [RelationID: String]

  init(wholeOf graph: some GraphReading) throws(GraphError) {
    let relations = try graph.relations()
    let proven = try ProofWalk.proofs(of: relations, in: graph)
    self.init(
      ontology: graph.ontology,
      part: Subgraph(
        entities: try graph.entities(), relations: relations, acts: try graph.acts(), proofs: proven.proofs),
      sourceOfClaim: proven.sourceOfClaim, sources: proven.sources)
  }

  init(_ part: Subgraph, of graph: some GraphReading) throws(GraphError) {
    var part = part
    var sourceOfClaim: [ClaimID: SourceID] = [:]
    var sources: [SourceID: Source] = [:]
    for relation in part.relations {
      var proofs: [Proof] = []
      for id in relation.claims {
        guard let claim = try graph.claim(id) else { continue }
        sourceOfClaim[id] = claim.source
        if sources[claim.source] == nil { sources[claim.source] = try graph.source(claim.source) }
        if part.proofs[relation.id] == nil { proofs.append(try graph.proof(of: claim)) }
      }
      if part.proofs[relation.id] == nil { part.proofs[relation.id] = proofs }
    }
    self.init(ontology: graph.ontology, part: part, sourceOfClaim: sourceOfClaim, sources: sources)
  }

  private init(
    ontology: Ontology, part: Subgraph, sourceOfClaim: [ClaimID: SourceID], sources: [SourceID: Source]
  ) {
    self.ontology = ontology
    entities = part.entities
    names = Dictionary(part.entities.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let names = names
    relations = part.relations.filter { relation in
      names[relation.subject] != nil && relation.object.map { names[$0] != nil } ?? true
    }
    let present = Set(relations.map(\.id))
    acts = part.acts.compactMap { act in
      var act = act
      act.relations = act.relations.filter { present.contains($0) }
      return act.relations.isEmpty ? nil : act
    }
    proofs = part.proofs
    focus = part.focus
    self.sourceOfClaim = sourceOfClaim
    self.sources = sources
    var nodes = StableNames(prefix: "n")
    nodeIDs = Dictionary(
      part.entities.map { ($0.id, nodes.name(of: [$0.name])) }, uniquingKeysWith: { first, _ in first })
    var edges = StableNames(prefix: "e")
    edgeIDs = Dictionary(
      relations.map { relation in
        let ends = [names[relation.subject] ?? "", relation.object.flatMap { names[$0] } ?? ""]
        return (
          relation.id, edges.name(of: [relation.predicate.rawValue] + ends + relation.claims.map(\.rawValue).sorted())
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  func name(_ id: EntityID) -> String { names[id] ?? "" }
  func node(_ id: EntityID) -> String { nodeIDs[id] ?? "" }
  func edge(_ id: RelationID) -> String { edgeIDs[id] ?? "" }
}

/// Gives parts of a graph names that any program takes as identifiers, and that stay while what they are made of does.
struct StableNames {
  let prefix: String
  private var taken: Set<String> = []

  init(prefix: String) { self.prefix = prefix }

  /// The prefix and 16 digits of a hash of the texts; with a number after them where two parts say the same.
  mutating func name(of texts: [String]) -> String {
    let name = prefix + StableNames.hash(of: texts)
    if taken.insert(name).inserted { return name }
    var number = 2
    while !taken.insert("\(name)-\(number)").inserted { number += 1 }
    return "\(name)-\(number)"
  }

  /// 16 hexadecimal digits made of the texts.
  static func hash(of texts: [String]) -> String {
    var hash = StableHash()
    for text in texts { hash.update(field: text) }
    return String(hash.hex128().prefix(16))
  }
}
