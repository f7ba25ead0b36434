import Formats
import Foundation
import KnowledgeGraph
import Notes
import Resolution
import Store

/// The text of a graph on disk: what `weft export --as claims` wrote.
struct ClaimFiles {
  /// The folder or file, as it was named.
  let path: String
  private static let sizeLimit = 1 << 30

  /// What notes gave, and what could not be read.
  func read() throws(BuildError) -> (records: [NoteRecord], diagnostics: [Diagnostic], isWithoutNotes: Bool) {
    var reader = ClaimFolderReader()
    for file in try files() {
      let whole = file.isEmpty ? path : FilePath.join(path, file)
      guard let data = FileManager.default.contents(atPath: whole) else {
        throw BuildError(.io, "the file cannot be read", path: whole, hint: "check who may read it")
      }
      reader.read(Array(data), file: whole)
    }
    let diagnostics = reader.findings.prefix(100).map { entry in
      Diagnostic(
        .warning, path: entry.file, line: entry.finding.line, column: entry.finding.column,
        message: entry.finding.message, hint: entry.finding.hint)
    }
    let isWithoutNotes = reader.isWithoutNotes
    return (reader.records(), diagnostics, isWithoutNotes)
  }

  /// Whether the path is a folder without any of the files of a text.
  var isEmpty: Bool { FilePath.isFolder(path) && found.isEmpty }

  private var found: [String] { ClaimFolder.files.filter { FilePath.isFile(FilePath.join(path, $0)) } }

  /// The files from the folder, or an empty name for the path itself.
  private func files() throws(BuildError) -> [String] {
    if FilePath.isFile(path) { return [""] }
    guard FilePath.isFolder(path) else {
      throw BuildError(
        .io, "there is no such file or folder", path: path, hint: "weft export --as claims -o FOLDER/ makes one")
    }
    let found = self.found
    guard !found.isEmpty else {
      throw BuildError(
        .io, "the folder holds no text of a graph", path: path,
        hint: "weft export --as claims -o FOLDER/ makes one, with the folders claims and notes in it")
    }
    return found
  }
}

extension Build {
  /// Builds the graph from its text instead of the notes: the file or folder that `weft export --as claims` wrote.
  ///
  /// The graph is the one that was exported, where `weft.yaml` and the decisions are the same. The notes are not looked
  /// at; the next build from them reads all of them again.
  ///
  /// - Parameters:
  ///   - path: The folder, or a file of claims. Claims alone give back the claims; what only notes say (aliases of entity
  ///     notes, links to notes without claims) is not in them, and a finding says so.
  ///   - progress: As in ``run(progress:)``.
  /// - Returns: What there is now.
  /// - Throws: ``BuildError``; the graph before stays then.
  public func run(
    fromClaims path: String, progress: (BuildProgress) -> Bool = { _ in true }
  ) throws(BuildError) -> BuildSummary {
    try folder.makeCache()
    let lock = try BuildLock.acquire(at: folder.lockPath) { holder in
      whenLocked == .wait && progress(BuildProgress(.waiting(holder: holder)))
    }
    let result = Result { () throws(BuildError) in try buildLocked(fromClaims: path, progress) }
    lock.release()
    return try result.get()
  }

  private func buildLocked(
    fromClaims path: String, _ progress: (BuildProgress) -> Bool
  ) throws(BuildError) -> BuildSummary {
    func report(_ step: BuildProgress) throws(BuildError) {
      guard progress(step) else {
        throw BuildError(.stopped, "the build was stopped", path: folder.path, hint: "the graph before it stays")
      }
    }
    try report(BuildProgress(.listing))
    let text = try ClaimFiles(path: path).read()
    let store: GraphStore
    do { store = try GraphStore.create(at: folder.databasePath) } catch { throw BuildError(error) }
    do {
      try store.begin()
      let ontology = Ontology.builtIn.extended(with: folder.configuration.ontology)
      let before = try store.stamps().keys.sorted()
      let records = text.records.filter { !DecisionFolder.holds($0.path) }
      let kept = Set(records.map(\.path))
      let gone = before.filter { !DecisionFolder.holds($0) && !kept.contains($0) }
      // No file has this stamp: a build from the notes reads all of them.
      let stamp = FileStamp(size: -1, modified: 0, hash: "")
      var batch: [NoteEntry] = []
      try store.apply(changed: [], removed: gone)
      for (position, record) in records.enumerated() {
        batch.append(NoteEntry(record: record, stamp: stamp))
        guard batch.count == 512 || position == records.count - 1 else { continue }
        try store.apply(changed: batch)
        batch.removeAll(keepingCapacity: true)
        try report(BuildProgress(.reading, done: position + 1, total: records.count))
      }
      try store.setLeftOut([:], before: try store.leftOut())
      try store.setReader("claims")
      let replay = try ReplayOfDecisions(folder, store, kept: before.filter { DecisionFolder.holds($0) })
      if replay.isNeeded {
        try resolveDecided(store, replay, ontology, report)
      } else {
        try resolve(store, self.resolver(ontology), except: [], report: report)
      }
      var summary = BuildSummary()
      summary.read = records.count
      summary.removed = gone.count
      summary.isGraphNew = true
      try count(&summary, store)
      summary.diagnostics = text.diagnostics
      if text.isWithoutNotes {
        summary.diagnostics.append(
          Diagnostic(
            .warning, path: path, line: 1, column: 1,
            message:
              "there are claims of notes that are not in this text: names and links that only notes give may differ",
            hint: "weft export --as claims -o FOLDER/ writes the notes too"))
      }
      try store.setDiagnosticCount(summary.diagnostics.count)
      try store.commit()
      try store.close()
      return summary
    } catch {
      // What the transaction wrote is gone with it; closing only tidies up.
      try? store.close()
      if let error = error as? BuildError { throw error }
      if let error = error as? StoreError { throw BuildError(error) }
      throw BuildError(.io, "the build failed: \(error)", path: folder.path)
    }
  }
}
