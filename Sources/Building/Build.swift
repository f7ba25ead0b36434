import CHeap
import Extraction
import KnowledgeGraph
import Notes
import Resolution
import Store

/// Brings the graph of a folder up to date with its notes.
///
/// Files whose size and time of change are as they were are not opened; of the others those whose bytes changed are
/// read, on all cores, and what they give is kept a batch at a time. What few notes change is worked out apart; else the
/// graph is made anew from all that is kept. A build that is broken off at any moment leaves the graph before it, and the
/// next goes on from there. The notes are never opened for writing.
public struct Build: Sendable {
  /// What to do while another build holds the folder.
  public enum WhenLocked: Hashable, Sendable { case wait, fail }

  let folder: GraphFolder
  let whenLocked: WhenLocked
  private let batchBytes: Int

  /// - Parameters:
  ///   - folder: The graph folder.
  ///   - whenLocked: What to do while another build holds it.
  public init(_ folder: GraphFolder, whenLocked: WhenLocked = .wait) {
    self.init(folder, whenLocked: whenLocked, batchBytes: 1 << 20)
  }

  /// - Parameters:
  ///   - folder: The graph folder.
  ///   - whenLocked: What to do while another build holds it.
  ///   - batchBytes: How many bytes of notes are held at once, times two; what one transaction writes.
  package init(_ folder: GraphFolder, whenLocked: WhenLocked, batchBytes: Int) {
    self.folder = folder
    self.whenLocked = whenLocked
    self.batchBytes = batchBytes
  }

  /// Builds.
  ///
  /// `progress` is called at least once a phase and once a batch of notes, from this thread, and returns whether to go
  /// on; how often to show it is the caller's choice. Where an error is thrown, what was kept before stays.
  public func run(progress: (BuildProgress) -> Bool = { _ in true }) throws(BuildError) -> BuildSummary {
    let vault = try VaultCheck(folder)
    try folder.makeCache()
    let lock = try BuildLock.acquire(at: folder.lockPath) { holder in
      whenLocked == .wait && progress(BuildProgress(.waiting(holder: holder)))
    }
    let result = Result { () throws(BuildError) in try runLocked(vault, progress) }
    lock.release()
    return try result.get()
  }

  private func runLocked(
    _ vault: VaultCheck, _ progress: (BuildProgress) -> Bool
  ) throws(BuildError) -> BuildSummary {
    func report(_ step: BuildProgress) throws(BuildError) {
      guard progress(step) else {
        throw BuildError(
          .stopped, "the build was stopped", path: folder.path, hint: "the next one goes on from where this one was")
      }
    }
    let cause: BuildError
    do throws(BuildError) {
      return try runOnce(vault, report)
    } catch {
      cause = error
    }
    // Damage may show at the opening or at any later read. All that a database holds can be made again; what is not
    // Weft's cannot, and is kept as well.
    let ending: String
    switch cause.reason {
    case .corrupt: ending = "damaged"
    case .foreign: ending = "foreign"
    default: throw cause
    }
    let moved = try SetAside.move(folder.databasePath, ending: ending)
    var summary = try runOnce(vault, report)
    summary.setAside = moved
    summary.setAsideReason = cause.message
    return summary
  }

  private func runOnce(
    _ vault: VaultCheck, _ report: (BuildProgress) throws(BuildError) -> Void
  ) throws(BuildError) -> BuildSummary {
    try report(BuildProgress(.listing))
    // The files are listed while the database is opened and tells what is kept of them.
    let listing = Ahead { [vault = folder.vault] in vault.listing() }
    let store: GraphStore
    do { store = try GraphStore.create(at: folder.databasePath) } catch { throw BuildError(error) }
    do {
      guard try !store.isLoaded() else {
        throw BuildError(
          .vault, "the graph of this folder was imported: there are no notes to build it from", path: folder.path,
          hint: "weft import loads it anew; to build from notes, delete its .weft first")
      }
      // Where there is a graph its readers see it with the notes that it was made from until the new one is there. A
      // first build keeps what it has done, batch by batch, so that it need not be done again.
      if try store.generation() > 0 { try store.begin() }
      let summary = try update(store, vault, listing, report)
      try store.commit()
      try store.refreshAdjacency()
      try store.close()
      return summary
    } catch {
      // What the finished batches wrote stays; closing only tidies up.
      try? store.close()
      if let error = error as? BuildError { throw error }
      if let error = error as? StoreError { throw BuildError(error) }
      throw BuildError(.io, "the build failed: \(error)", path: folder.path)
    }
  }

  private func update(
    _ store: GraphStore, _ check: VaultCheck, _ ahead: Ahead<VaultListing>,
    _ report: (BuildProgress) throws -> Void
  ) throws -> BuildSummary {
    let ontology = Ontology.builtIn.extended(with: folder.configuration.ontology)
    let reader = ReaderIdentity.text(folder.configuration)
    // What another version of the program, or another ontology, made of the notes is made again.
    let isSameReader = try store.reader() == reader
    let kept = try store.stamps()
    let decisions = kept.keys.filter { DecisionFolder.holds($0) }
    let stamps = decisions.isEmpty ? kept : kept.filter { !DecisionFolder.holds($0.key) }
    let listing = ahead.value()
    try check.accept(listing, kept: stamps.keys.count { NotePath.isNote($0) })
    let imports = folder.imports
    let leftOut = try store.leftOut()
    var changes = Changes(
      listing: listing, imports: imports.listing(), stamps: stamps, leftOut: leftOut, isSameReader: isSameReader)
    let noteReader = NoteReader(
      vault: folder.vault, imports: imports, configuration: folder.configuration, ontology: ontology)

    try report(BuildProgress(.reading, done: 0, total: changes.suspects.count))
    let size = changes.suspects.reduce(0) { $0 + $1.file.size }
    let replay = try ReplayOfDecisions(folder, store, kept: decisions)
    if isSameReader, !replay.isNew, changes.suspects.count <= Build.fewNotes, size <= 8 * batchBytes,
      try store.isCurrent()
    {
      try updateFew(&changes, replay, noteReader, store, ontology, check, report)
    } else if replay.isNeeded {
      try updateDecided(&changes, replay, noteReader, store, ontology, check, report)
    } else {
      try updateMany(&changes, isFirst: kept.isEmpty, noteReader, store, ontology, check, report)
    }
    try store.restamp(changes.touched)
    try store.setLeftOut(changes.leftOut, before: leftOut)
    if !isSameReader { try store.setReader(reader) }
    return try complete(changes, store)
  }

  /// So many changed notes, of eight batches together, are held at once, and what they change is worked out apart.
  private static let fewNotes = 256
  /// What a change of few notes may reach before all is resolved anew instead: sides of claims.
  private static let reach = 120_000

  /// Reads notes and resolves what they change in the graph, in one transaction; all of it where decisions are about
  /// other claims than before.
  private func updateFew(
    _ changes: inout Changes, _ replay: ReplayOfDecisions, _ reader: NoteReader, _ store: GraphStore,
    _ ontology: Ontology, _ check: VaultCheck, _ report: (BuildProgress) throws -> Void
  ) throws {
    let outcomes = reader.read(changes.suspects)
    var entries: [NoteEntry] = []
    for (suspect, outcome) in zip(changes.suspects, outcomes) {
      entries += changes.take(outcome, of: suspect)
    }
    try check.isStillThere()
    guard !(entries.isEmpty && changes.removed.isEmpty) else { return }
    let total = changes.suspects.count
    try report(BuildProgress(.reading, done: total, total: total, bytes: changes.summary.bytes))
    try report(BuildProgress(.resolving))
    let authority = PlaceAuthority(ontology: ontology)
    let keys = MentionKeys(ontology: ontology, authority: authority)
    let kept = replay.isNeeded ? try replay.asKept() : nil
    let resolver = ChangeResolver(
      ontology: ontology, authority: authority, threshold: folder.configuration.thresholds.accepted, limit: Build.reach,
      decisions: kept?.names)
    var sources: Set<SourceID> = []
    let isCurrent = try store.update(changed: entries, removed: changes.removed, keys: { keys.keys(of: $0) }) {
      sources = Set(($1 + $2).map(\.source.id))
      return try resolver.change(of: $0, from: $1, to: $2)
    }
    changes.summary.isGraphNew = true
    guard let kept else {
      if !isCurrent { try resolve(store, self.resolver(ontology), except: [], report: report) }
      return
    }
    if try !isCurrent || !replay.isAsBefore(kept, changedSources: sources) {
      try resolveDecided(store, replay, ontology, report)
    }
  }

  private func updateMany(
    _ changes: inout Changes, isFirst: Bool, _ reader: NoteReader, _ store: GraphStore, _ ontology: Ontology,
    _ check: VaultCheck, _ report: (BuildProgress) throws -> Void
  ) throws {
    var resolver = self.resolver(ontology)
    // What is read now need not be read back from the database.
    var resolved: Set<String> = []
    let writing = try read(&changes, reader, store, report) { record in
      resolver.add(record)
      resolved.insert(record.path)
    }
    defer { writing.wait() }
    try check.isStillThere()
    // Where all that there is was read just now, its graph is made while the last of it is written.
    if !isFirst {
      try writing.finish()
      try store.apply(changed: [], removed: changes.removed)
      guard try !store.isCurrent() else { return }
    }
    try resolve(store, consume resolver, except: isFirst ? nil : resolved, after: writing, report: report)
    changes.summary.isGraphNew = true
  }

  /// Reads notes and makes the graph anew of all, as people decided.
  private func updateDecided(
    _ changes: inout Changes, _ replay: ReplayOfDecisions, _ reader: NoteReader, _ store: GraphStore,
    _ ontology: Ontology, _ check: VaultCheck, _ report: (BuildProgress) throws -> Void
  ) throws {
    try read(&changes, reader, store, report) { _ in }.finish()
    try check.isStillThere()
    try store.apply(changed: [], removed: changes.removed)
    guard try replay.isNew || !store.isCurrent() else { return }
    try resolveDecided(store, replay, ontology, report)
    changes.summary.isGraphNew = true
  }

  /// Makes the graph anew from all notes, as people decided.
  func resolveDecided(
    _ store: GraphStore, _ replay: ReplayOfDecisions, _ ontology: Ontology, _ report: (BuildProgress) throws -> Void
  ) throws {
    var resolver = self.resolver(ontology)
    let decided = try replay.run()
    resolver.decide(decided.names)
    try resolve(store, consume resolver, except: []) {
      try replay.keep(decided, $0)
    } report: {
      try report($0)
    }
  }

  func resolver(_ ontology: Ontology) -> Resolver {
    Resolver(
      ontology: ontology, authority: PlaceAuthority(ontology: ontology),
      threshold: folder.configuration.thresholds.accepted)
  }

  /// Makes the graph anew from all notes, when the last of them are written; those at `resolved` are in the resolver,
  /// all where that is nil.
  func resolve(
    _ store: GraphStore, _ resolver: consuming Resolver, except resolved: Set<String>?, after writing: Writing? = nil,
    keep: (NameOutcome) throws -> Void = { _ in }, report: (BuildProgress) throws -> Void
  ) throws {
    try report(BuildProgress(.resolving))
    // The many small things that reading made are gone, and their memory is kept by threads that have no use for it.
    weft_heap_release()
    var resolver = consume resolver
    if let resolved { try store.forEachRecord(except: resolved) { resolver.add($0) } }
    // What the notes gave is indexed while the graph is made of it.
    let indexing = Ahead {
      Result { () throws(StoreError) in
        try writing?.finish()
        try store.indexNotes()
      }
    }
    // What is written is given away, so that it need not be held while the indexes are made.
    var (graph, names): (ResolvedGraph, ResolvedNames?) = (consume resolver).resolveForKeeping()
    var relations: [Relation] = []
    swap(&relations, &graph.relations)
    try report(BuildProgress(.writing))
    try indexing.value().get()
    weft_heap_release()
    try store.replaceGraph(
      entities: graph.entities, relations: consume relations, acts: graph.acts,
      additions: folder.configuration.ontology, claims: graph.claims, names: consume names)
    try keep(graph.decisions)
  }

  /// Reads the files that may have changed: while one batch is written, the next is read.
  ///
  /// - Returns: The writing of the last batch.
  private func read(
    _ changes: inout Changes, _ reader: NoteReader, _ store: GraphStore, _ report: (BuildProgress) throws -> Void,
    take: (NoteRecord) -> Void
  ) throws -> Writing {
    let writing = Writing(store)
    let total = changes.suspects.count
    var next = 0
    while next < total {
      var batch: [Changes.Suspect] = []
      var bytes = 0
      while next < total, batch.isEmpty || (bytes < batchBytes && batch.count < 2048) {
        batch.append(changes.suspects[next])
        bytes += changes.suspects[next].file.size
        next += 1
      }
      let outcomes = reader.read(batch)
      var entries: [NoteEntry] = []
      for (suspect, outcome) in zip(batch, outcomes) {
        entries += changes.take(outcome, of: suspect)
      }
      // At most one batch waits to be written, so that memory stays bounded.
      try writing.finish()
      writing.write(entries)
      for entry in entries { take(entry.record) }
      do {
        try report(BuildProgress(.reading, done: next, total: total, bytes: changes.summary.bytes))
      } catch {
        writing.wait()
        throw error
      }
    }
    return writing
  }

  private func complete(_ changes: Changes, _ store: GraphStore) throws -> BuildSummary {
    var summary = changes.summary
    summary.removed = changes.removedFiles
    let told = try count(&summary, store)
    for (path, findings) in try store.diagnostics() {
      summary.diagnostics += findings.map { Diagnostic($0, path: path) }
    }
    summary.diagnostics += changes.diagnostics
    summary.diagnostics.sort { $0.order < $1.order }
    if told != summary.diagnostics.count {
      try store.setDiagnosticCount(summary.diagnostics.count)
    }
    return summary
  }

  /// Counts what the graph holds; returns how many findings the build before told.
  @discardableResult func count(_ summary: inout BuildSummary, _ store: GraphStore) throws -> Int {
    let statistics: GraphStatistics = try store.statistics()
    summary.passages = statistics.passages
    summary.entities = statistics.entities
    summary.relations = statistics.relations
    summary.acts = statistics.acts
    let thresholds = folder.configuration.thresholds
    let accepted = statistics.claims(from: thresholds.accepted)
    let worthALook = statistics.claims(from: thresholds.review)
    summary.claims = BuildSummary.Bands(
      accepted: accepted, review: worthALook - accepted, doubtful: statistics.claims - worthALook)
    summary.decisions = try store.decisionCounts()
    summary.generation = try store.generation()
    summary.fingerprint = try store.fingerprint()
    return statistics.diagnostics
  }
}
