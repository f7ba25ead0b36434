import Dispatch
import Extraction
import KnowledgeGraph
import Notes
import Store
import Synchronization

/// Reads files into what they give to the graph, on all cores.
struct NoteReader: Sendable {
  enum Outcome: Sendable {
    /// What a note gives, or each record of an imported file.
    case read([NoteEntry])
    /// The bytes are as they were.
    case same(FileStamp)
    /// The file gives nothing: it is left out by a tag, or Weft made it.
    case leftOut(FileStamp)
    /// The file cannot be read; `isGone` says whether what was kept of it goes too.
    case none(isGone: Bool, Diagnostic)
  }

  private let vault: Vault
  private let imports: ImportFiles
  private let ontology: Ontology
  private let parser: NoteParser
  private let extractor: Extractor
  private let includedTags: Set<String>
  private let excludedTags: Set<String>

  init(vault: Vault, imports: ImportFiles, configuration: Configuration, ontology: Ontology) {
    self.vault = vault
    self.imports = imports
    self.ontology = ontology
    parser = NoteParser(ontology: ontology)
    extractor = Extractor(ontology: ontology)
    includedTags = Set(configuration.include.tags.map { FoldedName.fold($0) })
    excludedTags = Set(configuration.exclude.tags.map { FoldedName.fold($0) })
  }

  /// What came of each file, in their order.
  func read(_ suspects: [Changes.Suspect]) -> [Outcome] {
    let outcomes = Mutex([Outcome?](repeating: nil, count: suspects.count))
    DispatchQueue.concurrentPerform(iterations: suspects.count) { index in
      let outcome = read(suspects[index])
      outcomes.withLock { $0[index] = outcome }
    }
    return outcomes.withLock { outcomes in
      zip(suspects, outcomes).map { suspect, outcome in outcome ?? read(suspect) }
    }
  }

  private func read(_ suspect: Changes.Suspect) -> Outcome {
    let path = suspect.file.path
    guard NotePath.isNote(path) else { return imports.read(suspect, ontology) }
    let bytes: [UInt8]
    do {
      guard let content = try vault.read(path) else {
        return .leftOut(FileStamp(size: Int64(suspect.file.size), modified: suspect.file.modified, hash: ""))
      }
      bytes = content
    } catch {
      // A note that cannot be read today is still what it was; one that has grown too large is not.
      return .none(isGone: suspect.file.size > NoteParser.sizeLimit, error)
    }
    var hash = StableHash()
    hash.update(bytes)
    let stamp = FileStamp(
      size: Int64(suspect.file.size), modified: suspect.file.modified, hash: hash.hex128())
    if suspect.stamp?.hash == stamp.hash { return .same(stamp) }
    let note = parser.parse(path: path, bytes: bytes)
    guard isWanted(note) else { return .leftOut(stamp) }
    let limit = NoteReader.claimLimit(ofBytes: bytes.count)
    var record = extractor.extract(note, limit: limit)
    var diagnostics = note.diagnostics.map { NoteDiagnostic($0) }
    if record.claims.count > limit {
      diagnostics.append(NoteReader.tooMany(record, limit))
      record.claims.removeSubrange(limit...)
    }
    return .read([NoteEntry(record: record, stamp: stamp, diagnostics: diagnostics)])
  }

  /// How many claims a note of a length may give: more than any that is written for people, and few enough that a note
  /// made of nothing but names costs no more than its length.
  static func claimLimit(ofBytes count: Int) -> Int { max(12_000, count / 80) }

  /// What is said of a note that gives more claims than it may.
  private static func tooMany(_ record: NoteRecord, _ limit: Int) -> NoteDiagnostic {
    let line =
      switch record.claims[limit].evidence {
      case .field(_, _, let line): line
      case .passage(let id, _, _): record.passages.first { $0.id == id }?.line ?? 1
      }
    return NoteDiagnostic(
      .error, line: line, column: 1, message: "the note says more than \(limit) things; the rest is left out",
      hint: "divide it into several notes")
  }

  private func isWanted(_ note: Note) -> Bool {
    guard !(includedTags.isEmpty && excludedTags.isEmpty) else { return true }
    let tags = Set(note.source.tags.map { FoldedName.fold($0) })
    return tags.isDisjoint(with: excludedTags) && (includedTags.isEmpty || !tags.isDisjoint(with: includedTags))
  }
}

extension NoteDiagnostic {
  init(_ diagnostic: Diagnostic) {
    let severity: Severity =
      switch diagnostic.severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    self.init(
      severity, line: diagnostic.line, column: diagnostic.column, message: diagnostic.message, hint: diagnostic.hint,
      excerpt: diagnostic.excerpt)
  }
}

extension Diagnostic {
  init(_ diagnostic: NoteDiagnostic, path: String) {
    let severity: Severity =
      switch diagnostic.severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    self.init(
      severity, path: path, line: diagnostic.line, column: diagnostic.column, message: diagnostic.message,
      hint: diagnostic.hint, excerpt: diagnostic.excerpt)
  }

  /// The order in which diagnostics are told.
  var order: (String, Int, Int, String) { (path, line, column, message) }
}
