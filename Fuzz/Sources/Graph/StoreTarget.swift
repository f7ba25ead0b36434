import Extraction
import Fuzzing
import KnowledgeGraph
import Notes
import Resolution
import Store

/// What a note gives, written and read again: the record, its diagnostics, and a graph with its fingerprint.
enum StoreTarget {
  private static let parser = NoteParser(ontology: .builtIn)
  private static let extractor = Extractor()
  private static let store = Result { () throws(StoreError) in try GraphStore.create(at: ":memory:") }

  static func test(_ bytes: [UInt8]) {
    var path = "note.md"
    var body = bytes[...]
    // A path of any characters before the first NUL.
    if let end = bytes.prefix(200).firstIndex(of: 0), end > 0 {
      path = String(decoding: bytes[..<end], as: UTF8.self)
      body = bytes[(end + 1)...]
    }
    let note = parser.parse(path: path, bytes: Array(body))
    let record = extractor.extract(note)
    let diagnostics = note.diagnostics.map {
      NoteDiagnostic(
        .warning, line: $0.line, column: $0.column, message: $0.message, hint: $0.hint, excerpt: $0.excerpt)
    }
    let stamp = FileStamp(size: Int64(bytes.count), modified: 1, hash: "00")
    do throws(StoreError) {
      let store = try store.get()
      try store.apply(changed: [NoteEntry(record: record, stamp: stamp, diagnostics: diagnostics)])
      let read = try store.record(at: path)
      check(read == record, "a record is read back: \(record)\n\(String(describing: read))")
      let told = try store.diagnostics()[path] ?? []
      check(told == diagnostics, "diagnostics are read back: \(diagnostics), \(told)")
      let stamps = try store.stamps()
      check(stamps == [path: stamp], "a stamp is read back: \(stamps)")
      try checkGraph(of: record, store)
      try store.apply(changed: [], removed: [path])
      let rest = try store.stamps()
      check(rest.isEmpty, "a note is forgotten: \(rest)")
    } catch {
      check(false, "a database keeps any note: \(error)")
    }
  }

  private static func checkGraph(of record: NoteRecord, _ store: GraphStore) throws(StoreError) {
    var resolver = Resolver(ontology: .builtIn)
    resolver.add(record)
    let resolved = resolver.resolve()
    try store.replaceGraph(
      entities: resolved.entities, relations: resolved.relations, acts: resolved.acts,
      additions: Ontology(kinds: [], predicates: []), claims: resolved.claims)
    let graph = resolved.graph(
      ontology: .builtIn, claims: record.claims, passages: record.passages, sources: [record.source])
    do throws(GraphError) {
      try checkSame(store, graph)
    } catch {
      check(false, "a graph can be read back: \(error)")
    }
  }

  /// The graph of the database is the graph in memory.
  private static func checkSame(_ store: GraphStore, _ graph: Graph) throws(GraphError) {
    let entities = try store.entities()
    check(entities == graph.entities(), "entities are read back: \(entities)")
    let relations = try store.relations()
    check(relations == graph.relations(), "relations are read back: \(relations)")
    let acts = try store.acts()
    check(acts == graph.acts(), "acts are read back: \(acts)")
    for relation in relations {
      let (kept, expected) = (try store.proofs(of: relation), try graph.proofs(of: relation))
      check(kept == expected, "proofs are read back: \(kept), \(expected)")
    }
    // A name with a NUL is not found in the database: a question ends there. No command line can hold one.
    for entity in entities.prefix(8) where !entity.name.utf8.contains(0) {
      let found = try store.entities(named: entity.name)
      check(found == graph.entities(named: entity.name), "a name is found: \(entity), \(found)")
    }
    let (kept, expected) = (try store.fingerprint(), try graph.fingerprint())
    check(kept == expected, "a fingerprint is read back")
  }
}
