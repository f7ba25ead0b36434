import Foundation
public import KnowledgeGraph
public import Notes
import Resolution
import Store

/// A graph as it stands in an export, in a graph folder, or in a revision of the repository that the folder lies in.
public struct GraphVersion: Sendable {
  public let graph: Graph
  /// What people decided and nobody undid; nil where a file of claims alone was read, which has only what became of it.
  public let decisions: [DecisionTrace]?
  /// The decisions themselves, with where they stand, where there is a folder of them.
  public let entries: [DecisionID: DecisionFolder.Entry]
  /// What could not be read of it.
  public let diagnostics: [Diagnostic]

  /// The version that `name` means: a file of claims or a folder that `weft export --as claims` wrote, a folder with a
  /// `weft.yaml`, as its last build left it, else a git revision of `folder`.
  ///
  /// A revision, and a folder of claims, is built in a folder of its own that is gone afterwards; neither the repository
  /// nor the graph of the folder is touched.
  ///
  /// - Parameters:
  ///   - name: A path or a revision.
  ///   - folder: The graph folder whose revisions are meant and whose ontology and thresholds exports are read with; nil
  ///     where there is none.
  /// - Throws: ``BuildError`` where there is no such version or it cannot be read.
  /// - Complexity: As a build of the version from nothing; all of it is held in memory.
  public init(_ name: String, of folder: GraphFolder?) throws(BuildError) {
    if FilePath.isFile(FilePath.join(name, ConfigurationFile.name)) {
      (graph, decisions, entries) = try Self.built(GraphFolder(at: name))
      diagnostics = []
    } else if FilePath.isFolder(name), !ClaimFiles(path: name).isEmpty {
      let scratch = try Scratch(configurationOf: folder, decisionsOf: name)
      defer { scratch.remove() }
      let text = try GraphFolder(at: scratch.path).keepingCache()
      diagnostics = try Build(text).run(fromClaims: name).diagnostics
      (graph, decisions, entries) = try Self.built(text)
    } else if FilePath.isFile(name) {
      let text = try ClaimFiles(path: name).read()
      guard !text.records.isEmpty || text.diagnostics.isEmpty else {
        // Told as a graph without anything, it would have all of the other one be new.
        throw BuildError(
          .io, "nothing in this file can be read as claims", path: name,
          hint: "give a file that weft export --as claims wrote", diagnostics: text.diagnostics)
      }
      let configuration = folder?.configuration ?? Configuration()
      let ontology = Ontology.builtIn.extended(with: configuration.ontology)
      var resolver = Resolver(
        ontology: ontology, authority: PlaceAuthority(ontology: ontology), threshold: configuration.thresholds.accepted)
      for record in text.records { resolver.add(record) }
      let sources = Dictionary(text.records.map { ($0.source.id, $0.source) }, uniquingKeysWith: { first, _ in first })
      graph = resolver.resolve().graph(
        ontology: ontology, claims: text.records.flatMap(\.claims), passages: text.records.flatMap(\.passages),
        sources: sources.values.sorted { $0.id < $1.id })
      decisions = nil
      entries = [:]
      diagnostics = text.diagnostics
    } else {
      guard let folder else {
        throw BuildError(
          .io, "there is no file or folder of this name", path: name,
          hint: "in a graph folder it may also be a git revision: HEAD~1")
      }
      let revision = try GraphRevision(name, of: folder)
      defer { revision.remove() }
      let built = try GraphFolder(at: revision.path).keepingCache()
      diagnostics = try Build(built).run().diagnostics.filter { $0.severity == .error }
      (graph, decisions, entries) = try Self.built(built)
    }
  }

  /// The graph that a folder has, whole in memory.
  private static func built(
    _ folder: GraphFolder
  ) throws(BuildError) -> (graph: Graph, decisions: [DecisionTrace], entries: [DecisionID: DecisionFolder.Entry]) {
    let made = try DecisionFolder(folder).read().entries
    let entries = Dictionary(made.map { ($0.decision.id, $0) }, uniquingKeysWith: { first, _ in first })
    do throws(StoreError) {
      let store = try GraphStore.open(at: folder.databasePath)
      var claims: [Claim] = []
      var passages: [Passage] = []
      var sources: [SourceID: Source] = [:]
      try store.forEachRecord { record in
        let (told, quoted) = record.placed(entries)
        claims += told
        passages += quoted
        if sources[record.source.id] == nil { sources[record.source.id] = record.source }
      }
      do throws(GraphError) {
        let graph = Graph(
          ontology: store.ontology, entities: try store.entities(), relations: try store.relations(),
          acts: try store.acts(), claims: claims, passages: passages,
          sources: sources.values.sorted { $0.id < $1.id })
        return (graph, try store.decisionTraces().filter { $0.standing != .undone }, entries)
      } catch {
        throw StoreError(.io, error.message, path: store.path, hint: error.hint)
      }
    } catch {
      throw BuildError(error)
    }
  }
}

extension NoteRecord {
  /// The claims and passages, those that people assert on the lines of their decisions.
  fileprivate func placed(_ entries: [DecisionID: DecisionFolder.Entry]) -> ([Claim], [Passage]) {
    guard DecisionFolder.holds(path) else { return (claims, passages) }
    var (claims, passages) = (claims, passages)
    for index in claims.indices {
      guard let line = entries[DecisionID(rawValue: claims[index].id.rawValue)]?.line else { continue }
      switch claims[index].evidence {
      case .field(let name, let text, _): claims[index].evidence = .field(name: name, text: text, line: line)
      case .passage(let id, _, _):
        if let place = passages.firstIndex(where: { $0.id == id }) { passages[place].line = line }
      }
    }
    return (claims, passages)
  }
}

/// A graph folder for a text, without notes.
private struct Scratch {
  let path: String

  /// - Parameters:
  ///   - folder: Whose `weft.yaml` the text is read with.
  ///   - text: The folder of the text, which has a copy of the decisions.
  /// - Throws: ``BuildError`` where it cannot be made.
  init(configurationOf folder: GraphFolder?, decisionsOf text: String) throws(BuildError) {
    path = Scratch.newPath()
    let files = FileManager.default
    do {
      try files.createDirectory(atPath: path, withIntermediateDirectories: true)
      let configuration = FilePath.join(path, ConfigurationFile.name)
      if let folder {
        try files.copyItem(atPath: FilePath.join(folder.path, ConfigurationFile.name), toPath: configuration)
      } else {
        try Data("vault: .\n".utf8).write(to: URL(filePath: configuration))
      }
      let decisions = FilePath.join(text, DecisionFolder.name)
      if FilePath.isFolder(decisions) {
        try files.copyItem(atPath: decisions, toPath: FilePath.join(path, DecisionFolder.name))
      }
    } catch {
      try? files.removeItem(atPath: path)
      throw BuildError(.io, "no folder to read the text in can be made", path: path, hint: "free some space")
    }
  }

  static func newPath() -> String {
    FilePath.join(
      FileManager.default.temporaryDirectory.path, "weft-version-\(getpid())-\(UInt32.random(in: 0...(.max)))")
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// A revision of a graph folder, taken out of its repository.
private struct GraphRevision {
  /// The graph folder as it was.
  let path: String
  private let scratch: String

  init(_ name: String, of folder: GraphFolder) throws(BuildError) {
    func text(_ arguments: [String]) -> String? {
      Git.output(["-C", folder.path] + arguments).map { bytes in
        String(decoding: bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...], as: UTF8.self)
      }
    }
    guard let top = text(["rev-parse", "--show-toplevel"]), let prefix = text(["rev-parse", "--show-prefix"]) else {
      throw BuildError(
        .io, "'\(name)' is no file or folder, and the graph folder is in no git repository", path: folder.path,
        hint: "compare two exports of weft export --as claims, or keep the folder in git")
    }
    // A name that begins with a dash would be an option to git.
    guard !name.hasPrefix("-"),
      let commit = text(["rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}"])
    else {
      throw BuildError(
        .io, "'\(name)' is no file, no folder and no git revision", path: folder.path,
        hint: "git log --oneline lists revisions; HEAD~1 is the one before the last")
    }
    let real = FilePath.real(top)
    let vault = FilePath.real(folder.vaultPath)
    guard vault == real || vault.hasPrefix(real + "/") else {
      throw BuildError(
        .vault, "the notes are not in the repository of the graph folder", path: folder.vaultPath,
        hint: "compare two exports: weft export --as claims -o before/")
    }
    scratch = Scratch.newPath()
    let parts = [prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix, String(vault.dropFirst(real.count + 1))]
    path = parts[0].isEmpty ? scratch : FilePath.join(scratch, parts[0])
    do {
      try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
    } catch {
      throw BuildError(.io, "no folder for the revision can be made", path: scratch, hint: "free some space")
    }
    let archive = FilePath.join(scratch, ".revision.tar")
    let wanted = parts.contains("") ? [] : ["--"] + Set(parts).sorted()
    guard
      Git.output(["-C", top, "archive", "--format=tar", "-o", archive, commit] + wanted) != nil
        || Git.output(["-C", top, "archive", "--format=tar", "-o", archive, commit]) != nil,
      Git.run("tar", ["-xf", archive, "-C", scratch]) != nil
    else {
      try? FileManager.default.removeItem(atPath: scratch)
      throw BuildError(.io, "the revision '\(name)' cannot be taken out of the repository", path: folder.path)
    }
    try? FileManager.default.removeItem(atPath: archive)
    guard FilePath.isFile(FilePath.join(path, ConfigurationFile.name)) else {
      try? FileManager.default.removeItem(atPath: scratch)
      throw BuildError(
        .noFolder, "the revision '\(name)' has no \(ConfigurationFile.name) here", path: folder.path,
        hint: "choose a later revision: git log -- \(ConfigurationFile.name)")
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: scratch) }
}
