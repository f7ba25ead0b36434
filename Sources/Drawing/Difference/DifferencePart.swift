public import KnowledgeGraph

/// What two graphs tell differently, as one part that a figure draws: the statements of both, each marked, at the same
/// positions.
///
/// Numbers of entities hold for one graph only, so entities of the two are the same by name. What is only in the earlier
/// graph gets numbers that the later one does not have.
public struct DifferencePart: Hashable, Sendable {
  public private(set) var subgraph: Subgraph
  public private(set) var relations: [RelationID: ChangeMark]
  public private(set) var entities: [EntityID: ChangeMark]

  /// The part of what changed.
  ///
  /// - Parameters:
  ///   - later: The graph that came after.
  ///   - earlier: The graph that it came after.
  ///   - added: Relations of `later` that nothing in `earlier` says.
  ///   - changed: Relations of `later` that `earlier` has in another form, or does not contest.
  ///   - gone: Relations of `earlier` that nothing in `later` says.
  ///   - context: Relations of `later` to draw as they are, between what changed.
  /// - Throws: What either graph throws when it cannot be read.
  /// - Complexity: O(relations given and their claims).
  public init(
    later: some GraphReading, earlier: some GraphReading, added: [Relation], changed: [Relation], gone: [Relation],
    context: [Relation] = []
  ) throws(GraphError) {
    var part = Subgraph(entities: [], relations: [])
    var known: Set<EntityID> = []
    var acts: [ActID: Act] = [:]
    var taken: Set<RelationID> = []
    func take(_ relation: Relation) throws(GraphError) {
      guard taken.insert(relation.id).inserted else { return }
      part.relations.append(relation)
      part.proofs[relation.id] = try later.proofs(of: relation)
      for end in [relation.subject, relation.object] {
        if let end, known.insert(end).inserted, let entity = try later.entity(end) { part.entities.append(entity) }
      }
      if let id = relation.act, acts[id] == nil { acts[id] = try later.act(id) }
    }
    for relation in added + changed + context { try take(relation) }
    var marks: [RelationID: ChangeMark] = [:]
    for relation in changed { marks[relation.id] = .changed }
    for relation in added { marks[relation.id] = .added }
    var entityMarks: [EntityID: ChangeMark] = [:]

    var ids: [EntityID: EntityID] = [:]
    var nextEntity = Int32.max
    func laterID(_ id: EntityID) throws(GraphError) -> EntityID? {
      if let known = ids[id] { return known }
      guard let entity = try earlier.entity(id) else { return nil }
      let same = try later.entities(named: entity.name)
      if let match = same.first(where: { $0.name == entity.name && $0.kind == entity.kind }) ?? same.first {
        if known.insert(match.id).inserted { part.entities.append(match) }
        ids[id] = match.id
        return match.id
      }
      var lost = entity
      lost.id = EntityID(rawValue: nextEntity)
      nextEntity -= 1
      part.entities.append(lost)
      entityMarks[lost.id] = .gone
      ids[id] = lost.id
      return lost.id
    }
    var goneActs: [ActID: (id: ActID, relations: [RelationID])] = [:]
    for (index, relation) in gone.enumerated() {
      guard let subject = try laterID(relation.subject) else { continue }
      var lost = relation
      lost.id = RelationID(rawValue: .max - Int64(index))
      lost.subject = subject
      if let object = relation.object {
        guard let same = try laterID(object) else { continue }
        lost.object = same
      }
      lost.contestedBy = []
      if let act = relation.act {
        let id = goneActs[act]?.id ?? ActID(rawValue: .max - Int64(goneActs.count))
        goneActs[act, default: (id, [])].relations.append(lost.id)
        lost.act = id
      }
      part.relations.append(lost)
      part.proofs[lost.id] = try earlier.proofs(of: relation)
      marks[lost.id] = .gone
    }
    let drawn = Set(part.relations.map(\.id))
    part.acts = acts.values.map { act in
      var act = act
      act.relations = act.relations.filter(drawn.contains)
      return act
    }
    for (id, lost) in goneActs {
      guard var act = try earlier.act(id) else { continue }
      act.id = lost.id
      act.relations = lost.relations
      part.acts.append(act)
    }
    part.acts.sort { $0.id < $1.id }
    part.relations.sort { $0.id < $1.id }
    for entity in part.entities where entityMarks[entity.id] == nil {
      if try earlier.entities(named: entity.name).isEmpty { entityMarks[entity.id] = .added }
    }
    part.entities.sort { ($0.name, $0.id) < ($1.name, $1.id) }
    subgraph = part
    relations = marks
    entities = entityMarks
  }
}
