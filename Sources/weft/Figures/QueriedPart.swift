import KnowledgeGraph
import Query
import Store

/// The entities and relations that an answer to a query holds, wherever in its rows they stand.
struct QueriedPart {
  private(set) var relations: [RelationID] = []
  private(set) var entities: [EntityID] = []
  private var seenRelations: Set<RelationID> = []
  private var seenEntities: Set<EntityID> = []

  init(_ answer: QueryAnswer) {
    for row in answer.rows {
      for value in row { add(value) }
    }
  }

  /// What a query gives of a store.
  static func part(_ query: String, of store: GraphStore, asOf: PartialDate?) throws(Failure) -> QueriedPart {
    do throws(QueryError) {
      var options = QueryOptions(parameters: [:])
      options.limits = QueryLimits(time: .seconds(60), rows: nil)
      return QueriedPart(try QueryGraph.view(of: store, asOf: asOf).answer(query, options: options))
    } catch {
      throw Failure(error, query: query)
    }
  }

  private mutating func add(_ value: Value) {
    switch value {
    case .node(let node): add(node)
    case .relationship(let relationship): add(relationship)
    case .path(let path):
      path.nodes.forEach { add($0) }
      path.relationships.forEach { add($0) }
    case .list(let values): values.forEach { add($0) }
    case .map(let map): map.entries.forEach { add($0.value) }
    default: break
    }
  }

  private mutating func add(_ node: NodeID) {
    // A value (RAISED, EMPLOYS) is a node of its own in queries, and the relation in a picture.
    guard node.rawValue >= 0 else { return add(RelationshipID(rawValue: -1 - node.rawValue)) }
    guard let raw = Int32(exactly: node.rawValue) else { return }
    let id = EntityID(rawValue: raw)
    if seenEntities.insert(id).inserted { entities.append(id) }
  }

  private mutating func add(_ relationship: RelationshipID) {
    let id = RelationID(rawValue: Int64(relationship.rawValue))
    if seenRelations.insert(id).inserted { relations.append(id) }
  }
}
