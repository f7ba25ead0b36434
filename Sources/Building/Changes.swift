import KnowledgeGraph
import Notes
import Store

/// What is different between the vault and what is kept of it, gathered while a build goes on.
struct Changes {
  /// A file that may have changed.
  struct Suspect {
    var file: VaultFile
    /// The stamp under which it is kept; nil where it is new, or was read by another program.
    var stamp: FileStamp?
    var isKept: Bool
  }

  private(set) var suspects: [Suspect] = []
  private(set) var removed: [String] = []
  /// Files with another time of change and the same bytes.
  private(set) var touched: [String: FileStamp] = [:]
  /// Files that give nothing; they are read again only where they change.
  private(set) var leftOut: [String: FileStamp] = [:]
  /// Findings of this build that are kept with no note.
  private(set) var diagnostics: [Diagnostic]
  var summary = BuildSummary()
  /// Where imported files that give more than one record have the others: `x.jsonl#2`, …
  private var parts: [String: [String]] = [:]

  init(
    listing: VaultListing, imports: ImportFiles.Listing, stamps: [String: FileStamp],
    leftOut before: [String: FileStamp], isSameReader: Bool
  ) {
    diagnostics = listing.diagnostics + imports.diagnostics
    var kept = 0
    for files in [listing.files, imports.files] {
      for file in files {
        let stamp = stamps[file.path]
        if stamp != nil { kept += 1 }
        if isSameReader, let stamp, stamp.size == Int64(file.size), stamp.modified == file.modified {
          summary.unchanged += 1
        } else if isSameReader, let stamp = before[file.path], stamp.size == Int64(file.size),
          stamp.modified == file.modified
        {
          summary.skipped += 1
          leftOut[file.path] = stamp
        } else {
          suspects.append(Suspect(file: file, stamp: isSameReader ? stamp : nil, isKept: stamp != nil))
        }
      }
    }
    // Mostly every file that is kept is there.
    guard kept < stamps.count else { return }
    // A folder that could not be listed has not lost its notes.
    let unlisted = listing.diagnostics.filter { $0.severity == .error }.map(\.path) + imports.missing
    let present = Set((listing.files + imports.files).map(\.path))
    for path in stamps.keys.filter({ !present.contains($0) }).sorted() {
      let file = NotePath.isNote(path) ? path : NotePath.file(of: path)
      guard !present.contains(file) else {
        parts[file, default: []].append(path)
        continue
      }
      guard !unlisted.contains(where: { $0 == file || $0 == "." || file.hasPrefix($0 + "/") }) else { continue }
      removed.append(path)
    }
  }

  /// How many files went, with all that they gave.
  var removedFiles: Int { removed.count { NotePath.isNote($0) || NotePath.file(of: $0) == $0 } }

  private mutating func remove(_ path: String) {
    removed.append(path)
    removed += parts[path] ?? []
  }

  /// Takes in what came of a file; returns what is to be kept of it.
  mutating func take(_ outcome: NoteReader.Outcome, of suspect: Suspect) -> [NoteEntry] {
    switch outcome {
    case .read(let entries):
      summary.read += 1
      summary.bytes += suspect.file.size
      if let parts = parts[suspect.file.path] {
        let kept = Set(entries.map(\.record.path))
        removed += parts.filter { !kept.contains($0) }
      }
      return entries
    case .same(let stamp):
      summary.unchanged += 1
      touched[suspect.file.path] = stamp
    case .leftOut(let stamp):
      summary.skipped += 1
      leftOut[suspect.file.path] = stamp
      if suspect.isKept { remove(suspect.file.path) }
    case .none(let isGone, let diagnostic):
      summary.skipped += 1
      diagnostics.append(diagnostic)
      if isGone, suspect.isKept { remove(suspect.file.path) }
    }
    return []
  }
}
