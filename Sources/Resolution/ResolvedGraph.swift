public import KnowledgeGraph

/// What resolution makes of claims: entities, the relations between them, and the acts that these tell of.
///
/// Entities are numbered from 0 in the order of their names, relations by subject, predicate, object and date, acts
/// by their first relation.
public struct ResolvedGraph: Hashable, Sendable {
  public var entities: [Entity]
  public var relations: [Relation]
  public var acts: [Act]
  /// The claims that are in no relation, sorted: those that only say that two names are one entity's, and those
  /// whose two sides turned out to be one entity.
  public var unrelated: [ClaimID]
  /// How many claims all this was made of.
  public var claims = ClaimCensus()
  /// What became of people's decisions about names.
  public var decisions = NameOutcome()

  /// This graph in memory, with what its proofs need.
  public func graph(
    ontology: Ontology, claims: [Claim] = [], passages: [Passage] = [], sources: [Source] = []
  ) -> Graph {
    Graph(
      ontology: ontology, entities: entities, relations: relations, acts: acts, claims: claims, passages: passages,
      sources: sources)
  }
}
