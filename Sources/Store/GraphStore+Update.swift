import GRDB
package import KnowledgeGraph
import Synchronization

extension GraphStore {
  /// Keeps what changed notes gave, forgets removed ones and brings the graph up to date with them, in one transaction.
  ///
  /// - Parameters:
  ///   - changed: The notes that are new or changed.
  ///   - removed: The paths of those that are gone.
  ///   - keys: The keys under which a note is found.
  ///   - resolve: What the change makes of the graph, of the notes before and after it and all others of their
  ///     sources; nil where it is not worth working out apart.
  /// - Returns: Whether the graph is up to date. Where it is not, the notes are kept and the graph is to be made anew.
  /// - Throws: ``StoreError``, also where `resolve` throws; notes and graph stay as they were then.
  package func update(
    changed: [NoteEntry], removed: [String], keys: (NoteRecord) -> Set<String>,
    resolve: (any ResolvedReading, [NoteRecord], [NoteRecord]) throws -> GraphChange?
  ) throws(StoreError) -> Bool {
    guard !(changed.isEmpty && removed.isEmpty) else { return try isCurrent() }
    return try transaction { db in
      let wasCurrent =
        try Self.meta("graph_state", db) == (try Self.meta("notes_state", db))
        && (try Self.meta("names", db)) == "1" && (try Self.meta("count/notes", db)) != nil
      let paths = Set(changed.map(\.record.path)).union(removed)
      let old = wasCurrent ? try Self.records(ofSourcesOf: paths, and: changed, db) : []
      let oldDiagnostics = try Self.diagnosticCount(paths, db)
      try Self.write(changed: changed, removed: removed, db)
      let names = try NamesWriter(db)
      for entry in changed { for key in keys(entry.record) { try names.write(key: key, ofNoteAt: entry.record.path) } }
      guard wasCurrent, let sum = try Self.meta("fingerprint_sum", db), var fingerprint = GraphFingerprint(digits: sum)
      else { return false }
      let amendments = try AmendmentReader(db)
      let new = try old.filter { !paths.contains($0.path) } + changed.map { try amendments.amended($0.record) }
      guard let change = try resolve(try KeptGraph(db), old, new) else { return false }
      try ChangeWriter(db).write(change)
      fingerprint -= change.oldFingerprint
      fingerprint += change.fingerprint
      var statistics = try Self.keptStatistics(db)
      statistics.notes += new.count - old.count
      statistics.sources += Set(new.map(\.source.id)).count - Set(old.map(\.source.id)).count
      statistics.passages +=
        Set(new.flatMap { $0.passages.map(\.id) }).count - Set(old.flatMap { $0.passages.map(\.id) }).count
      statistics.diagnostics += changed.reduce(0) { $0 + $1.diagnostics.count } - oldDiagnostics
      statistics.apply(change)
      try Self.keepCounts(statistics, db)
      let generation = try Self.meta("generation", db).flatMap { Int($0) } ?? 0
      try Self.setMeta("generation", String(generation &+ 1), db)
      try Self.setMeta("fingerprint", fingerprint.text, db)
      try Self.setMeta("fingerprint_sum", fingerprint.digits, db)
      if let state = try Self.meta("notes_state", db) { try Self.setMeta("graph_state", state, db) }
      isPatched.withLock { $0 = true }
      return true
    }
  }

  /// The kept notes at paths, and all others of their sources and of those that changed notes have now.
  private static func records(ofSourcesOf paths: Set<String>, and changed: [NoteEntry], _ db: Database) throws
    -> [NoteRecord]
  {
    var sources = Set(changed.map(\.record.source.id.rawValue))
    let source = try db.cachedStatement(sql: "SELECT source FROM notes WHERE path = ?")
    for path in paths { if let found = try String.fetchOne(source, arguments: [path]) { sources.insert(found) } }
    let reader = try RecordReader(db)
    var result: [NoteRecord] = []
    let notes = try db.cachedStatement(sql: "SELECT id, \(Columns.note) FROM notes WHERE source = ?")
    for source in sources.sorted() {
      let rows = try Rows(notes, [source])
      while let row = try rows.next() { result.append(try reader.record(row)) }
    }
    return result
  }

  private static func diagnosticCount(_ paths: Set<String>, _ db: Database) throws -> Int {
    let statement = try db.cachedStatement(
      sql: "SELECT count(*) FROM diagnostics WHERE note = (SELECT id FROM notes WHERE path = ?)")
    return try paths.reduce(0) { $0 + (try Int.fetchOne(statement, arguments: [$1]) ?? 0) }
  }
}

/// Puts the parts of a change in the place of those that they replace.
private struct ChangeWriter {
  private let db: Database
  private let graph: GraphWriter
  private let names: NamesWriter

  init(_ db: Database) throws {
    self.db = db
    graph = try GraphWriter(db)
    names = try NamesWriter(db)
  }

  func write(_ change: GraphChange) throws {
    try removeRelations(change)
    let oldActs = Dictionary(change.oldActs.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let acts = Dictionary(change.acts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for act in change.oldActs where acts[act.id]?.isSame(as: act) != true {
      for sql in [
        "DELETE FROM act_relations WHERE act = ?", "DELETE FROM act_claims WHERE act = ?",
      ] { try run(sql, [act.id.rawValue]) }
    }
    // Acts are named by relations that are not written yet, and relations by acts.
    try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
    for act in change.oldActs where acts[act.id]?.isSame(as: act) != true {
      try run("DELETE FROM acts WHERE id = ?", [act.id.rawValue])
    }
    for entity in change.removedEntities + change.oldEntities { try remove(entity.id) }
    for entity in change.removedEntities { try run("DELETE FROM entity_keys WHERE entity = ?", [entity.id.rawValue]) }
    for entity in change.entities { try add(entity, change.bases[entity.id]) }
    for act in change.acts where oldActs[act.id]?.isSame(as: act) != true { try graph.write(act) }
    let oldRelations = Dictionary(change.oldRelations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for relation in change.relations {
      if oldRelations[relation.id]?.isSame(as: relation) == true {
        try mark(relation, change)
      } else {
        try graph.write(relation, swapped: change.swapped, withAmount: change.withAmount)
      }
    }
    for claim in change.removedUnrelated { try run("DELETE FROM unrelated_claims WHERE claim = ?", [claim.rawValue]) }
    for pair in change.unrelated { try names.write(pair) }
    for (entity, keys) in change.keys.sorted(by: { $0.key < $1.key }) {
      try run("DELETE FROM entity_keys WHERE entity = ?", [entity.rawValue])
      for key in keys { try names.write(key: key, of: entity) }
    }
    try writeVoices(change)
    try writeSides(change)
  }

  private func run(_ sql: String, _ arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  private func removeRelations(_ change: GraphChange) throws {
    let relations = Dictionary(change.relations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for relation in change.oldRelations where relations[relation.id]?.isSame(as: relation) != true {
      for sql in [
        "DELETE FROM contests WHERE relation = ?", "DELETE FROM relation_claims WHERE relation = ?",
        "DELETE FROM relations WHERE id = ?",
      ] { try run(sql, [relation.id.rawValue]) }
    }
  }

  /// Marks a relation that is as it was, since what its claims tell elsewhere may have changed.
  private func mark(_ relation: Relation, _ change: GraphChange) throws {
    let withAmount = relation.claims.contains { change.withAmount.contains($0) } ? 1 : 0
    try run(
      "UPDATE relations SET with_amount = ?2 WHERE id = ?1 AND with_amount <> ?2", [relation.id.rawValue, withAmount])
    for (position, claim) in relation.claims.enumerated() {
      try run(
        "UPDATE relation_claims SET swapped = ?3 WHERE relation = ?1 AND position = ?2 AND swapped <> ?3",
        [relation.id.rawValue, position, change.swapped.contains(claim) ? 1 : 0])
    }
  }

  private func remove(_ entity: EntityID) throws {
    // The index has no copy of the names, so it must be told what to forget.
    for sql in [
      "INSERT INTO name_text (name_text, rowid, folded) SELECT 'delete', number, folded FROM names WHERE entity = ?",
      "DELETE FROM names WHERE entity = ?", "DELETE FROM candidates WHERE entity = ?",
      "DELETE FROM entities WHERE id = ?",
    ] { try run(sql, [entity.rawValue]) }
  }

  private func add(_ entity: Entity, _ base: ResolvedNames.Base?) throws {
    try graph.write(entity, base: base)
    try run(
      "INSERT INTO name_text (rowid, folded) SELECT number, folded FROM names WHERE entity = ? ORDER BY number",
      [entity.id.rawValue])
  }

  private func writeVoices(_ change: GraphChange) throws {
    for (source, voices) in change.voices.sorted(by: { $0.key < $1.key }) {
      let text = NamesWriter.text(voices)
      try run("UPDATE voices SET voices = ?2 WHERE source = ?1 AND voices <> ?2", [source.rawValue, text])
    }
  }

  private func writeSides(_ change: GraphChange) throws {
    let delete = try db.cachedStatement(
      sql: "DELETE FROM claim_sides WHERE entity = ? AND high = ? AND low = ? AND is_object = ?")
    for side in change.removedSides {
      try delete.execute(arguments: [
        side.entity.rawValue, Int64(bitPattern: side.claim.high), Int64(bitPattern: side.claim.low),
        side.isObject ? 1 : 0,
      ])
    }
    var forms: [MentionForm: Int64] = [:]
    var sources: [SourceID: Int64] = [:]
    for side in change.sides {
      let form: Int64
      if let known = forms[side.form] {
        form = known
      } else {
        form = try number(of: side.form)
        forms[side.form] = form
      }
      let source: Int64
      if let known = sources[side.source] {
        source = known
      } else {
        source = try number(of: side.source, change.voices[side.source] ?? [])
        sources[side.source] = source
      }
      try names.write(side.side, form: form, source: source, of: side.entity)
    }
  }

  private func number(of form: MentionForm) throws -> Int64 {
    let known = try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT number FROM mention_forms
          WHERE surface = ? AND kind = ? AND reference = ? AND owner IS ? AND folder IS ?
          """),
      arguments: [form.surface, form.kind.rawValue, form.reference.rawValue, form.owner, form.folder])
    if let known { return known }
    let number = (try Int64.fetchOne(db, sql: "SELECT max(number) FROM mention_forms") ?? -1) + 1
    try names.write(form, number: number)
    return number
  }

  private func number(of source: SourceID, _ voices: [UInt64]) throws -> Int64 {
    let statement = try db.cachedStatement(sql: "SELECT number FROM voices WHERE source = ?")
    if let known = try Int64.fetchOne(statement, arguments: [source.rawValue]) { return known }
    let number = (try Int64.fetchOne(db, sql: "SELECT max(number) FROM voices") ?? -1) + 1
    try names.write(voices, of: source, number: number)
    return number
  }
}
