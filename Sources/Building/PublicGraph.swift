public import KnowledgeGraph
import Notes
import Resolution
public import Store

/// The part of a graph that may be published: made anew of what is not private, so that nothing private can shine
/// through a name, a count or a date.
///
/// What `private:` in `weft.yaml` names is left out: notes in its folders, notes and highlights with its tags, and what
/// links to such a note. Personal comments are left out everywhere. An edge that only private sources tell of is gone
/// with them.
public struct PublicGraph: Sendable {
  /// What was left out.
  public struct Omissions: Hashable, Sendable {
    /// The paths of private notes, sorted.
    public var notes: [String] = []
    /// Highlights of public notes that have a private tag or link to a private note.
    public var passages = 0
    public var comments = 0
    public var claims = 0
    /// Relations that nothing public tells of.
    public var relations = 0
    public var entities = 0
  }

  public let graph: Graph
  public let omissions: Omissions

  /// Makes the public graph of a folder whose graph is `store`.
  ///
  /// - Complexity: Time as resolving the whole graph takes; all public claims and passages are held in memory.
  /// - Throws: ``StoreError`` where the store cannot be read.
  public init(of folder: GraphFolder, in store: GraphStore) throws(StoreError) {
    var omissions = Omissions()
    let privacy = try Privacy(folder.configuration.privateParts, in: store)
    var resolver = Resolver(
      ontology: store.ontology, authority: PlaceAuthority(ontology: store.ontology),
      threshold: folder.configuration.thresholds.accepted)
    var claims: [Claim] = []
    var passages: [Passage] = []
    var sources: [SourceID: Source] = [:]
    try store.forEachRecord { record in
      omissions.comments += record.passages.count { $0.comment != nil }
      guard !privacy.isPrivate(record) else {
        omissions.notes.append(record.path)
        omissions.claims += record.claims.count
        return
      }
      let open = privacy.opened(record)
      omissions.passages += record.passages.count - open.passages.count
      omissions.claims += record.claims.count - open.claims.count
      resolver.add(open)
      claims += open.claims
      passages += open.passages
      if sources[open.source.id] == nil { sources[open.source.id] = open.source }
    }
    let resolved = resolver.resolve()
    let counts: (entities: Int, relations: Int)
    do throws(GraphError) {
      counts = (try store.entities().count, try store.relations().count)
    } catch {
      throw StoreError(.io, error.message, path: store.path, hint: error.hint)
    }
    omissions.entities = max(0, counts.entities - resolved.entities.count)
    omissions.relations = max(0, counts.relations - resolved.relations.count)
    graph = resolved.graph(
      ontology: store.ontology, claims: claims, passages: passages,
      sources: sources.values.sorted { $0.id < $1.id })
    self.omissions = omissions
  }
}

/// What is private.
private struct Privacy {
  private let folders: [PathPattern]
  private let tags: Set<String>
  /// How wikilinks may call private notes, folded.
  private var names: Set<String> = []

  init(_ parts: [String], in store: GraphStore) throws(StoreError) {
    folders = parts.folders.map { PathPattern($0) }
    tags = Set(parts.tags.map { FoldedName.fold($0) })
    guard !parts.isEmpty else { return }
    var names: Set<String> = []
    try store.forEachRecord { record in
      guard isPrivate(record) else { return }
      let path = record.path.hasSuffix(".md") ? String(record.path.dropLast(3)) : record.path
      for name in [path, path.split(separator: "/").last.map(String.init) ?? path, record.title] + record.aliases {
        names.insert(FoldedName.fold(name))
      }
    }
    self.names = names
  }

  func isPrivate(_ record: NoteRecord) -> Bool {
    folders.contains { $0.matches(NotePath.file(of: record.path)) } || hasPrivateTag(record.source.tags)
  }

  /// A tag is private with those under it: `private/health` with `private`.
  private func hasPrivateTag(_ list: [String]) -> Bool {
    guard !tags.isEmpty else { return false }
    return list.contains { tag in
      let folded = FoldedName.fold(tag)
      return tags.contains { folded == $0 || folded.hasPrefix($0 + "/") }
    }
  }

  /// What of a public note may be published.
  func opened(_ record: NoteRecord) -> NoteRecord {
    var open = record
    open.passages = record.passages.filter { !hasPrivateTag($0.tags) && !linksToPrivate($0.text) }
    for index in open.passages.indices { open.passages[index].comment = nil }
    let kept = Set(open.passages.map(\.id))
    open.claims = record.claims.filter { claim in
      if let passage = claim.evidence.passage, !kept.contains(passage) { return false }
      return !linksToPrivate(claim.evidence.quote) && !means(claim.subject) && !(claim.object.map(means) ?? false)
    }
    return open
  }

  /// Whether an argument is a link to a private note.
  private func means(_ argument: Argument) -> Bool {
    argument.reference == .link && isPrivateTarget(argument.surface[...])
  }

  private func isPrivateTarget(_ target: Substring) -> Bool {
    guard !names.isEmpty else { return false }
    var target = target
    if let end = target.firstIndex(where: { $0 == "|" || $0 == "#" || $0 == "^" }) { target = target[..<end] }
    if target.hasSuffix(".md") { target = target.dropLast(3) }
    let last = target.split(separator: "/").last ?? target
    return names.contains(FoldedName.fold(String(target))) || names.contains(FoldedName.fold(String(last)))
  }

  private func linksToPrivate(_ text: String) -> Bool {
    guard !names.isEmpty else { return false }
    var rest = text[...]
    while let open = rest.firstRange(of: "[[") {
      rest = rest[open.upperBound...]
      let target = rest.firstRange(of: "]]").map { rest[..<$0.lowerBound] } ?? rest
      if isPrivateTarget(target) { return true }
    }
    return false
  }
}
