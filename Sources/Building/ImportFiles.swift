import Formats
import KnowledgeGraph
package import Notes
import Store

/// The files that `imports:` in `weft.yaml` names, and what they give to the graph.
struct ImportFiles: Sendable {
  /// What there is, and what could not be listed.
  struct Listing {
    /// By their paths from the graph folder.
    var files: [VaultFile] = []
    var diagnostics: [Diagnostic] = []
    /// Files and folders that are not there or cannot be listed: what they gave before stays.
    var missing: [String] = []
  }

  /// The bytes of the largest file that is read.
  static let sizeLimit = 64 << 20
  /// How many findings of a file are kept: one that is damaged throughout would fill the database with them.
  private static let findingLimit = 100

  private let files: Vault

  /// - Parameter folder: The graph folder.
  init(_ folder: GraphFolder) {
    files = Vault(
      root: folder.path, listed: folder.configuration.imports, endings: ImportedFile.endings,
      sizeLimit: ImportFiles.sizeLimit)
  }

  func listing() -> Listing {
    guard files.hasStarts else { return Listing() }
    let found = files.listing()
    var listing = Listing(files: found.files)
    for var diagnostic in found.diagnostics {
      let isImport = GraphFolder.isImport(diagnostic.path)
      // Names that are no text are told of in the vault, where they may be notes.
      guard isImport || diagnostic.severity == .error else { continue }
      listing.missing.append(diagnostic.path)
      if diagnostic.severity != .error {
        listing.diagnostics.append(diagnostic)
        continue
      }
      if isImport {
        diagnostic.hint = "put it back, or take it out of imports: in \(ConfigurationFile.name); what it gave stays"
      } else {
        diagnostic.message = "imports: \(diagnostic.path): \(diagnostic.message)"
        diagnostic.path = ConfigurationFile.name
        diagnostic.hint = "imports are files ending in \(ImportFiles.endings), or folders with such files"
      }
      listing.diagnostics.append(diagnostic)
    }
    return listing
  }

  private static var endings: String { ImportedFile.endings.map { "." + $0 }.joined(separator: ", ") }

  /// What came of a file: an entry for each of its records, the findings with the first.
  func read(_ suspect: Changes.Suspect, _ ontology: Ontology) -> NoteReader.Outcome {
    let path = suspect.file.path
    let bytes: [UInt8]
    do {
      bytes = try files.read(path) ?? []
    } catch {
      return .none(isGone: suspect.file.size > ImportFiles.sizeLimit, error)
    }
    var hash = StableHash()
    hash.update(bytes)
    let stamp = FileStamp(size: Int64(suspect.file.size), modified: suspect.file.modified, hash: hash.hex128())
    if suspect.stamp?.hash == stamp.hash { return .same(stamp) }
    guard let file = ImportedFile(bytes, path: path, ontology: ontology) else { return .leftOut(stamp) }
    var entries = file.records.map { NoteEntry(record: $0, stamp: stamp) }
    if entries.isEmpty { entries.append(NoteEntry(record: ImportFiles.nothing(from: path), stamp: stamp)) }
    entries[0].diagnostics = ImportFiles.diagnostics(file.findings)
    return .read(entries)
  }

  /// What is kept of a file without a claim: its stamp and its findings need a record.
  private static func nothing(from path: String) -> NoteRecord {
    let title = path.split(separator: "/").last.map(String.init) ?? path
    return NoteRecord(
      path: path, role: .source, title: title,
      source: Source(id: SourceID("path:" + path), kind: .source, title: title, note: path))
  }

  private static func diagnostics(_ findings: [ImportFinding]) -> [NoteDiagnostic] {
    var result = findings.prefix(findingLimit).map { finding in
      let isWarning = finding.severity == .warning
      return NoteDiagnostic(
        isWarning ? .warning : .error, line: finding.line, column: finding.column, message: finding.message,
        hint: finding.hint
          ?? (isWarning ? "mend the line; the others were read" : "mend the file; what stands before was read"))
    }
    if findings.count > findingLimit {
      result.append(
        NoteDiagnostic(
          .warning, line: findings[findingLimit].line, column: 1,
          message: "from here on \(findings.count - findingLimit) more findings are not listed",
          hint: "mend the lines above first"))
    }
    return result
  }
}

extension GraphFolder {
  /// The files that `imports:` names.
  var imports: ImportFiles { ImportFiles(self) }

  /// The files that `imports:` names and that are there, by their paths from the folder.
  package func importedFiles() -> [VaultFile] { imports.listing().files }

  /// Whether a path of the graph is that of an imported file, and not that of a note.
  static func isImport(_ path: String) -> Bool {
    let name = NotePath.file(of: path).lowercased()
    return ImportedFile.endings.contains { name.hasSuffix("." + $0) }
  }

  /// Where the file is that a path of the graph, or of a diagnostic of a build, means.
  public func filePath(of path: String) -> String {
    let isOwn = path == ConfigurationFile.name || GraphFolder.isImport(path)
    return (isOwn ? self.path : vaultPath) + "/" + NotePath.file(of: path)
  }
}
