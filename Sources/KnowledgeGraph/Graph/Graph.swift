/// A graph in memory.
public struct Graph: Sendable {
  public let ontology: Ontology
  /// `entityList[i]` has number i.
  let entityList: [Entity]
  let relationList: [Relation]
  let actList: [Act]

  public init(ontology: Ontology, entities: [Entity], relations: [Relation], acts: [Act]) {
    self.ontology = ontology
    entityList = entities
    relationList = relations
    actList = acts
  }
}
