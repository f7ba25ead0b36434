public import Formats
import Foundation
import KnowledgeGraph
import Store

/// Loads a graph from files of nodes and edges into a graph folder of its own: the files are the graph, there are no
/// notes, and names are taken as they are written.
///
/// For graphs that are too large to be resolved as notes are. Small tables beside notes are named under `imports:` in
/// `weft.yaml` instead.
public struct GraphImport {
  /// What a file holds.
  public enum Form: String, Sendable, CaseIterable { case csv, jsonl, graphml }

  /// A file, and how its bytes are had.
  public struct Input {
    /// How the graph and its findings call it.
    public var name: String
    public var size: Int
    public var source: ByteSource

    public init(name: String, size: Int, source: ByteSource) {
      self.name = name
      self.size = size
      self.source = source
    }
  }

  /// What came of it.
  public struct Summary: Hashable, Sendable {
    public var entities = 0
    public var relations = 0
    /// Ends of edges that no node tells of; they are entities too.
    public var namedByEdgesOnly = 0
    /// The first findings, each with its file.
    public var findings: [Finding] = []
    public var findingCount = 0
    /// By file, the columns of which nothing was made.
    public var unreadColumns: [String: [String]] = [:]

    public struct Finding: Hashable, Sendable {
      public var file: String
      public var finding: ImportFinding
    }
  }

  private let folder: GraphFolder
  private let form: Form

  /// An import into a folder with a `weft.yaml`, or with nothing, when one is made.
  public init(into folder: String, form: Form) throws(BuildError) {
    let path = FilePath.absolute(folder)
    let file = FilePath.join(path, ConfigurationFile.name)
    if !FilePath.isFile(file) {
      let text = "# A graph that weft import loads; there are no notes.\nvault: .\n"
      do {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: file), options: .withoutOverwriting)
      } catch {
        throw BuildError(.io, "the folder cannot be written", path: folder, hint: "name another with --graph")
      }
    }
    self.folder = try GraphFolder(at: folder)
    self.form = form
  }

  /// Reads the files, nodes before edges where they stand in files of their own, and puts the graph in place of the one
  /// that was loaded before.
  ///
  /// - Throws: ``BuildError`` where the folder has a graph of notes, or cannot be written, or a file cannot be read; the
  ///   graph before stays then.
  /// - Complexity: O(n log n) in nodes and edges; memory for the keys of the nodes and 40 bytes an edge.
  public func run(_ inputs: [Input]) throws(BuildError) -> Summary {
    try folder.makeCache()
    let lock = try BuildLock.acquire(at: folder.lockPath) { _ in false }
    do {
      try refuseGraphOfNotes()
      let summary = try load(inputs)
      lock.release()
      return summary
    } catch {
      lock.release()
      if let error = error as? BuildError { throw error }
      if let error = error as? StoreError { throw BuildError(error) }
      throw BuildError(.io, "the files could not be loaded: \(error)", path: folder.path)
    }
  }

  private func refuseGraphOfNotes() throws {
    guard FileManager.default.fileExists(atPath: folder.databasePath) else { return }
    let store: GraphStore
    do throws(StoreError) {
      store = try GraphStore.open(at: folder.databasePath)
    } catch {
      // One of an older version, or a damaged one, is looked at by a build; only none at all is no matter.
      guard error.reason == .missing else { throw error }
      return
    }
    guard try !store.isLoaded() else { return }
    throw BuildError(
      .vault, "this folder has a graph that was built from notes", path: folder.path,
      hint: "load into a folder of its own with --graph, or name small tables under imports: in weft.yaml")
  }

  private func load(_ inputs: [Input]) throws -> Summary {
    let scratch = folder.databasePath + ".new"
    try? FileManager.default.removeItem(atPath: scratch)
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    var run = ImportRun(try GraphLoader(at: scratch))
    for (number, input) in inputs.enumerated() { try run.read(input, number: number, form: form) }
    let summary = try run.finish(inputs)
    // A log of the database before must not be taken for one of this.
    for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: folder.databasePath + ending) }
    guard rename(scratch, folder.databasePath) == 0 else {
      throw BuildError(.io, "the database cannot be put in place", path: folder.databasePath)
    }
    let store = try GraphStore.create(at: folder.databasePath)
    try store.refreshAdjacency()
    try store.close()
    return summary
  }
}

/// One run: the keys of the nodes so far, and what to do with an edge that comes before its nodes.
private struct ImportRun {
  private let loader: GraphLoader
  private let ontology = Ontology.builtIn
  private var known: [String: EntityID] = [:]
  /// Hashes of the names that are taken, so that each entity has one of its own.
  private var names: Set<Int> = []
  private var kinds: [String: Kind] = [:]
  private var newKinds: [Kind: KindDefinition] = [:]
  private var predicates: [String: KnowledgeGraph.Predicate] = [:]
  private var summary = GraphImport.Summary()
  private var hash = StableHash()
  private var lastLine = 0
  private static let findingLimit = 20

  init(_ loader: GraphLoader) { self.loader = loader }

  mutating func read(_ input: GraphImport.Input, number: Int, form: GraphImport.Form) throws {
    var counted = hash
    lastLine = 0
    let bytes = ByteSource {
      let more = try input.source.more()
      counted.update(more)
      return more
    }
    switch form {
    case .csv:
      var reader = try BulkCSVReader(bytes)
      while let row = try reader.next() {
        try take(row, of: input.name, number)
        if !reader.findings.isEmpty { note(reader.takeFindings(), input.name) }
      }
      if !reader.unreadColumns.isEmpty { summary.unreadColumns[input.name] = reader.unreadColumns }
      try finish(reader.findings, input.name)
    case .jsonl:
      var reader = BulkJSONReader(bytes)
      while let row = try reader.next() {
        try take(row, of: input.name, number)
        if !reader.findings.isEmpty { note(reader.takeFindings(), input.name) }
      }
      try finish(reader.findings, input.name)
    case .graphml:
      var reader = BulkGraphMLReader(bytes)
      while let row = try reader.next() {
        try take(row, of: input.name, number)
        if !reader.findings.isEmpty { note(reader.takeFindings(), input.name) }
      }
      try finish(reader.findings, input.name)
    }
    hash = counted
    hash.update(field: "")
  }

  /// Takes the last findings of a file; one that could not be read to its end makes no graph.
  private mutating func finish(_ findings: [ImportFinding], _ file: String) throws {
    note(findings, file)
    guard let error = findings.first(where: { $0.severity == .error }) else { return }
    throw BuildError(
      .io, error.message, path: "\(file):\(error.line):\(error.column)",
      hint: error.hint ?? "mend the file, then import again")
  }

  private mutating func note(_ findings: [ImportFinding], _ file: String) {
    summary.findingCount += findings.count
    for finding in findings where summary.findings.count < ImportRun.findingLimit {
      summary.findings.append(.init(file: file, finding: finding))
    }
  }

  private mutating func take(_ row: BulkRow, of file: String, _ number: Int) throws {
    switch row.part {
    case .node(let key, let name, let kind):
      guard known[key] == nil else {
        return note([ImportFinding(.warning, line: row.line, "a node has this key already: \(key)")], file)
      }
      let (entity, findings) = row.entity(name: free(name, key), kind: kind.map { self.kind($0) } ?? .topic)
      note(findings, file)
      known[key] = try loader.add(entity)
    case .edge(let source, let target, let named):
      let predicate = named.map { self.predicate($0) } ?? .relatedTo
      guard target != nil || ontology.predicates[predicate]?.isValue == true else {
        return note([ImportFinding(.warning, line: row.line, "the row has no target")], file)
      }
      let (subject, object) = (try end(source), try target.map { try end($0) })
      let (qualifiers, confidence, findings) = row.qualifiers()
      note(findings, file)
      // Only in a file of XML may two stand in one line; the second is then told of the next.
      lastLine = max(row.line, lastLine + 1)
      try loader.add(
        subject: subject, predicate: predicate, object: object, qualifiers: qualifiers, confidence: confidence,
        file: number, line: lastLine)
      summary.relations += 1
    }
  }

  private mutating func end(_ key: String) throws -> EntityID {
    if let entity = known[key] { return entity }
    let entity = try loader.add(
      Entity(id: EntityID(rawValue: 0), name: free(key, key), kind: .topic, sourceCount: 1))
    known[key] = entity
    summary.namedByEdgesOnly += 1
    return entity
  }

  /// The name, with the key in brackets where another entity has it.
  private mutating func free(_ name: String, _ key: String) -> String {
    var result = name
    for attempt in 1... {
      var hasher = StableHasher()
      hasher.add(FoldedName.fold(result))
      if names.insert(hasher.value).inserted { break }
      result = attempt == 1 && key != name ? "\(name) (\(key))" : "\(name) (\(attempt + 1))"
    }
    return result
  }

  private mutating func kind(_ text: String) -> Kind {
    if let known = kinds[text] { return known }
    let key = GraphTable.key(text)
    let found = ontology.kinds.values.filter {
      $0.kind.rawValue == text || GraphTable.key($0.label) == key || GraphTable.key($0.plural) == key
    }.map(\.kind).min()
    // A kind of the file's own, under its own name.
    let kind = found ?? Kind(text)
    if found == nil {
      newKinds[kind] = KindDefinition(kind, label: text, plural: text, icon: "topic")
    }
    kinds[text] = kind
    return kind
  }

  /// A predicate as it is written: those of a large graph mean what they say, whatever reads like them.
  private mutating func predicate(_ text: String) -> KnowledgeGraph.Predicate {
    if let known = predicates[text] { return known }
    let exact = KnowledgeGraph.Predicate(text)
    let found = ontology.predicates[exact] != nil ? exact : PredicateTable.written(text) ?? .relatedTo
    predicates[text] = found
    return found
  }

  mutating func finish(_ inputs: [GraphImport.Input]) throws -> GraphImport.Summary {
    summary.entities = known.count
    known = [:]
    names = []
    try loader.finish(
      files: inputs.map { GraphLoader.File(name: $0.name, size: $0.size) }, fingerprint: hash.hex128(),
      additions: Ontology(kinds: newKinds.keys.sorted().compactMap { newKinds[$0] }, predicates: []))
    return summary
  }
}

/// FNV-1a (Fowler, Noll, Vo) in 64 bits, the same in every run.
private struct StableHasher {
  private var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  var value: Int { Int(truncatingIfNeeded: hash) }

  mutating func add(_ text: String) { for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01b3 } }
}
