import GRDB
public import KnowledgeGraph
import Synchronization

extension GraphStore {
  /// Puts a graph made from all kept notes in the place of the one before, in one transaction.
  ///
  /// The names of entities are alone in the graph; the ends of relations are among them, and the relations of acts
  /// among these. `additions` is what the vault adds to the built-in ontology. `claims` are counted where nobody has
  /// counted them.
  ///
  /// - Throws: ``StoreError``, also where a part names another that is not there; the graph before stays then.
  public func replaceGraph(
    entities: [Entity], relations: [Relation], acts: [Act], additions: Ontology, claims: ClaimCensus? = nil
  ) throws(StoreError) {
    try replaceGraph(
      entities: entities, relations: relations, acts: acts, additions: additions, claims: claims, names: nil)
  }

  /// Puts a graph in place together with how it came of its claims, which ``update(changed:removed:keys:resolve:)``
  /// needs; without `names` the next change makes the graph anew.
  package func replaceGraph(
    entities: [Entity], relations: consuming [Relation], acts: [Act], additions: Ontology, claims: ClaimCensus? = nil,
    names: consuming ResolvedNames?
  ) throws(StoreError) {
    let ontology = Ontology.builtIn.extended(with: additions)
    // Worked out while the rows are written.
    let fingerprint = Ahead { [relations] in
      GraphFingerprint.of(entities: entities, relations: relations, acts: acts)
    }
    // Let go of where they are written: indexes are sorted in memory, which is to be free for it.
    var relations = consume relations
    var names = consume names
    try transaction { db in
      try GraphWriter.checkNumbers(entities, relations, acts)
      try GraphWriter.clear(db)
      let writer = try GraphWriter(db)
      for entity in entities { try writer.write(entity, base: names?.bases[entity.id]) }
      for act in acts { try writer.write(act) }
      for relation in relations {
        try writer.write(relation, swapped: names?.swapped ?? [], withAmount: names?.withAmount ?? [])
      }
      relations = []
      let isNamed = names != nil
      if let names { try NamesWriter(db).write(names) }
      names = nil
      try db.execute(sql: Schema.graphIndexes)
      try Self.indexNotes(db)
      try db.execute(sql: "INSERT INTO name_text (name_text) VALUES ('rebuild')")
      try Self.writeOntology(additions, db)
      let generation = try Self.meta("generation", db).flatMap { Int($0) } ?? 0
      try Self.setMeta("generation", String(generation &+ 1), db)
      try Self.setMeta("fingerprint", fingerprint.value().text, db)
      try Self.setMeta("fingerprint_sum", fingerprint.value().digits, db)
      try Self.setMeta("names", isNamed ? "1" : "0", db)
      if let state = try Self.meta("notes_state", db) { try Self.setMeta("graph_state", state, db) }
      try Self.keepCounts(claims, ontology, db)
    }
    self.additions.withLock { $0 = additions }
    isPatched.withLock { $0 = false }
  }

  /// What ``GraphReading/fingerprint()`` computes, kept when the graph was put in place; empty before that.
  ///
  /// - Complexity: O(1).
  public func fingerprint() throws(GraphError) -> String {
    try read { db in try Self.meta("fingerprint", db) ?? "" }
  }
}

/// Writes the rows of a graph.
struct GraphWriter {
  private let insertEntity: Statement
  private let insertName: Statement
  private let insertCandidate: Statement
  private let insertRelation: Statement
  private let insertRelationClaim: Statement
  private let insertContest: Statement
  private let insertAct: Statement
  private let insertActRelation: Statement
  private let insertActClaim: Statement

  init(_ db: Database) throws {
    insertEntity = try db.makeStatement(
      sql: Columns.insert(into: "entities", Columns.entity + ", base, base_name, proper"))
    insertName = try db.makeStatement(sql: Columns.insert(into: "names", "entity, position, name, folded"))
    insertCandidate = try db.makeStatement(sql: Columns.insert(into: "candidates", "entity, position, name"))
    insertRelation = try db.makeStatement(sql: Columns.insert(into: "relations", Columns.relation + ", with_amount"))
    insertRelationClaim = try db.makeStatement(
      sql: Columns.insert(into: "relation_claims", "relation, position, claim, swapped"))
    insertContest = try db.makeStatement(sql: Columns.insert(into: "contests", "relation, position, other"))
    insertAct = try db.makeStatement(sql: Columns.insert(into: "acts", Columns.act))
    insertActRelation = try db.makeStatement(sql: Columns.insert(into: "act_relations", "act, position, relation"))
    insertActClaim = try db.makeStatement(sql: Columns.insert(into: "act_claims", "act, position, claim"))
  }

  /// Makes sure that every number which a part holds is that of a part.
  static func checkNumbers(_ entities: [Entity], _ relations: [Relation], _ acts: [Act]) throws {
    let (entityNumbers, actNumbers) = (Set(entities.lazy.map(\.id)), Set(acts.lazy.map(\.id)))
    let relationNumbers = acts.isEmpty ? [] : Set(relations.lazy.map(\.id))
    for relation in relations {
      guard entityNumbers.contains(relation.subject), relation.object.map(entityNumbers.contains) ?? true else {
        throw DecodingFailure(message: "relation \(relation.id.rawValue) has an end that is no entity")
      }
      guard relation.act.map(actNumbers.contains) ?? true else {
        throw DecodingFailure(message: "relation \(relation.id.rawValue) is of an act that is not there")
      }
    }
    for act in acts where !act.relations.allSatisfy(relationNumbers.contains) {
      throw DecodingFailure(message: "act \(act.id.rawValue) has a relation that is not there")
    }
  }

  /// Empties the tables of the graph, and takes their indexes away, which are made faster of rows that are there.
  static func clear(_ db: Database) throws {
    for index in Schema.graphIndexNames { try db.execute(sql: "DROP INDEX IF EXISTS \(index)") }
    try db.execute(sql: "INSERT INTO name_text (name_text) VALUES ('delete-all')")
    for table in [
      "claim_sides", "voices", "mention_forms", "note_keys", "entity_keys", "unrelated_claims", "act_claims",
      "act_relations", "contests", "relation_claims", "relations", "acts", "candidates", "names",
      "entities",
    ] { try db.execute(sql: "DELETE FROM \(table)") }
  }

  func write(_ entity: Entity, base: ResolvedNames.Base?) throws {
    var row = RowWriter(insertEntity)
    row.number(entity.id.rawValue)
    row.text(entity.name)
    row.text(entity.kind.rawValue)
    row.number(entity.aliases.count)
    row.number(entity.candidates.count)
    row.flag(entity.isDescribed)
    row.flag(entity.isAuthor)
    row.text(entity.source?.rawValue)
    row.text(entity.date?.edtf)
    row.text(entity.url)
    row.text(entity.note)
    row.number(entity.sourceCount)
    row.text(base.map { BaseName.normal($0.name) })
    row.text(base?.name)
    row.flag(base?.isProper ?? true)
    try row.insert()
    for (position, name) in ([entity.name] + entity.aliases).enumerated() {
      var row = RowWriter(insertName)
      row.number(entity.id.rawValue)
      row.number(position)
      row.text(name)
      row.text(FoldedName.fold(name))
      try row.insert()
    }
    try list(entity.candidates, of: entity.id.rawValue, insertCandidate) { $0.text($1) }
  }

  func write(_ relation: Relation, swapped: Set<ClaimID>, withAmount: Set<ClaimID>) throws {
    var row = RowWriter(insertRelation)
    row.number(relation.id.rawValue)
    row.number(relation.subject.rawValue)
    row.text(relation.predicate.rawValue)
    row.number(relation.object?.rawValue)
    row.qualifiers(relation.qualifiers)
    row.number(relation.contestedBy.count)
    row.number(relation.sourceCount)
    row.real(relation.confidence)
    row.number(relation.act?.rawValue)
    row.flag(relation.claims.contains { withAmount.contains($0) })
    try row.insert()
    try list(relation.claims, of: relation.id.rawValue, insertRelationClaim) {
      $0.text($1.rawValue)
      $0.flag(swapped.contains($1))
    }
    try list(relation.contestedBy, of: relation.id.rawValue, insertContest) { $0.number($1.rawValue) }
  }

  func write(_ act: Act) throws {
    var row = RowWriter(insertAct)
    row.number(act.id.rawValue)
    row.text(act.predicate.rawValue)
    row.amount(act.amount)
    row.date(act.at)
    row.date(act.announced)
    row.text(act.status?.rawValue)
    row.number(act.sourceCount)
    try row.insert()
    try list(act.relations, of: act.id.rawValue, insertActRelation) { $0.number($1.rawValue) }
    try list(act.claims, of: act.id.rawValue, insertActClaim) { $0.text($1.rawValue) }
  }

  private func list<Value>(
    _ values: [Value], of owner: some BinaryInteger, _ statement: Statement, _ column: (inout RowWriter, Value) -> Void
  ) throws {
    for (position, value) in values.enumerated() {
      var row = RowWriter(statement)
      row.number(Int64(owner))
      row.number(position)
      column(&row, value)
      try row.insert()
    }
  }
}
