import Foundation
import KnowledgeGraph
import Resolution
import Store
import TestSupport

/// A store that is brought up to date change by change, beside the notes that it was made of.
struct ChangedStore {
  private(set) var notes: [String: NoteRecord] = [:]
  private let folder: TemporaryDirectory
  private let store: GraphStore
  private let keys = MentionKeys(ontology: .builtIn, authority: Authority())

  /// A store in which notes were put at once.
  init(_ notes: [NoteRecord]) throws {
    folder = try TemporaryDirectory()
    store = try GraphStore.create(at: folder.url.appending(path: "graph.sqlite").path)
    for note in notes { self.notes[note.path] = note }
    try store.apply(changed: self.notes.values.map(entry))
    try makeAnew(store, Array(self.notes.values))
  }

  /// Puts notes in the place of those at their paths; returns whether the change was worked out apart from the rest.
  mutating func change(_ changed: [NoteRecord], removed: Set<String> = []) throws -> Bool {
    let changed = changed.sorted { $0.path < $1.path }
    let removed = removed.subtracting(changed.map(\.path)).sorted()
    for path in removed { notes[path] = nil }
    for note in changed { notes[note.path] = note }
    let resolver = ChangeResolver(ontology: .builtIn, authority: Authority(), threshold: 0.5, limit: 100_000)
    let isApart = try store.update(
      changed: changed.map(entry), removed: removed, keys: { keys.keys(of: $0) },
      resolve: { try resolver.change(of: $0, from: $1, to: $2) })
    if !isApart { try makeAnew(store, Array(notes.values)) }
    return isApart
  }

  private func resolver(_ notes: [NoteRecord]) -> Resolver {
    var resolver = Resolver(ontology: .builtIn, authority: Authority(), threshold: 0.5)
    for note in notes { resolver.add(note) }
    return resolver
  }

  private func makeAnew(_ store: GraphStore, _ notes: [NoteRecord]) throws {
    let (graph, names) = resolver(notes).resolveForKeeping()
    try store.replaceGraph(
      entities: graph.entities, relations: graph.relations, acts: graph.acts,
      additions: Ontology(kinds: [], predicates: []),
      claims: graph.claims, names: names)
  }

  /// The names of entities that are no source.
  func names() throws -> [String] { try store.entities().filter { $0.source == nil }.map(\.name) }

  /// What is different from the graph that all notes give at once; nil where nothing is.
  func difference() throws -> String? {
    let (graph, _) = resolver(notes.values.sorted { $0.path < $1.path }).resolveForKeeping()
    let mine = try lines(store.entities(), store.relations(), store.acts()) + [try store.fingerprint()]
    let theirs =
      lines(graph.entities, graph.relations, graph.acts)
      + [GraphFingerprint.of(entities: graph.entities, relations: graph.relations, acts: graph.acts).text]
    guard mine != theirs else { return nil }
    let wrong = mine.filter { !theirs.contains($0) }
    let missing = theirs.filter { !mine.contains($0) }
    let order = wrong.isEmpty && missing.isEmpty ? "another order" : ""
    return "\(order)\nwrong: \(wrong.joined(separator: "\n  "))\nmissing: \(missing.joined(separator: "\n  "))"
  }

  /// What is different from a store in which the same notes were put at once, apart from the graph.
  func differenceOfStores() throws -> String? {
    let other = try TemporaryDirectory()
    let fresh = try GraphStore.create(at: other.url.appending(path: "graph.sqlite").path)
    try fresh.apply(changed: notes.values.sorted { $0.path < $1.path }.map(entry))
    try makeAnew(fresh, Array(notes.values))
    let (mine, theirs): (GraphStatistics, GraphStatistics) = (try store.statistics(), try fresh.statistics())
    guard mine == theirs else { return "\(sorted(mine))\n\(sorted(theirs))" }
    let (claims, others) = (
      try store.claims(withPrefix: "", limit: .max), try fresh.claims(withPrefix: "", limit: .max)
    )
    guard claims == others else { return "the claims differ" }
    let findings = try store.integrityCheck()
    return findings.isEmpty ? nil : findings.joined(separator: "; ")
  }

  /// All that a graph holds, by names.
  private func lines(_ entities: [Entity], _ relations: [Relation], _ acts: [Act]) -> [String] {
    var lines: [String] = []
    var names: [EntityID: String] = [:]
    for var entity in entities {
      names[entity.id] = entity.name
      entity.id = EntityID(rawValue: 0)
      lines.append("\(entity)")
    }
    func text(_ id: RelationID) -> String {
      guard let relation = relations.first(where: { $0.id == id }) else { return "?" }
      return "\(names[relation.subject] ?? "?") \(relation.predicate) \(relation.claims.first?.rawValue ?? "")"
    }
    for relation in relations {
      lines.append(
        "\(names[relation.subject] ?? "?") \(relation.predicate) \(relation.object.map { names[$0] ?? "?" } ?? "-") "
          + "\(relation.qualifiers) \(relation.claims) \(relation.sourceCount) \(relation.confidence) "
          + "\(relation.contestedBy.map(text)) \(relation.act != nil)")
    }
    for act in acts {
      var copy = act
      copy.id = ActID(rawValue: 0)
      copy.relations = []
      lines.append("\(copy) \(act.relations.map(text))")
    }
    return lines
  }

  private func sorted(_ statistics: GraphStatistics) -> String {
    "\(statistics.notes) \(statistics.sources) \(statistics.passages) \(statistics.claims) "
      + "\(statistics.claimsWithoutDate) \(statistics.claimsNotFactual) \(statistics.entities) "
      + "\(statistics.relations) \(statistics.acts) \(statistics.contested) \(statistics.corroborated) "
      + "\(statistics.entitiesByKind.map { "\($0.key) \($0.value)" }.sorted()) "
      + "\(statistics.relationsByPredicate.map { "\($0.key) \($0.value)" }.sorted()) "
      + "\(statistics.claimsByPredicate.map { "\($0.key) \($0.value)" }.sorted()) "
      + "\(statistics.claimsByConfidence.map { "\($0.key) \($0.value)" }.sorted())"
  }

  private func entry(_ note: NoteRecord) -> NoteEntry {
    NoteEntry(record: note, stamp: FileStamp(size: 0, modified: 0, hash: ""))
  }
}

/// Norway and its people.
private struct Authority: NameAuthority {
  func canonicalName(for surface: String, kind: Kind) -> CanonicalName? {
    switch (surface, kind) {
    case ("Norway", .country), ("Norwegian", .country): CanonicalName("Norway", kind: .country)
    case ("Mercury", .city): CanonicalName("Mercury", kind: .city, candidates: ["Mercury, Nevada"])
    default: nil
    }
  }
}

/// A folder that is gone when its value is.
private final class TemporaryDirectory {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "weft-change-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}
