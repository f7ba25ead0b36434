import Building
import Foundation
import KnowledgeGraph
import Store
import TestSupport

/// A graph folder in a temporary place, gone when its value is.
final class TestVault: Sendable {
  let url: URL

  init(_ configuration: String = "vault: notes\n") throws {
    url = FileManager.default.temporaryDirectory.appending(path: "weft-build-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url.appending(path: "notes"), withIntermediateDirectories: true)
    try Data(configuration.utf8).write(to: url.appending(path: "weft.yaml"))
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var path: String { url.path }
  var database: String { url.appending(path: ".weft/graph.sqlite").path }

  func write(_ name: String, _ text: String) throws {
    let file = url.appending(path: "notes/\(name)")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(at: url.appending(path: "notes/\(name)")) }

  func move(_ name: String, to other: String) throws {
    let target = url.appending(path: "notes/\(other)")
    try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.moveItem(at: url.appending(path: "notes/\(name)"), to: target)
  }

  @discardableResult
  func build(
    whenLocked: Build.WhenLocked = .fail, batchBytes: Int = 200, progress: (BuildProgress) -> Bool = { _ in true }
  ) throws -> BuildSummary {
    try Build(GraphFolder(at: path), whenLocked: whenLocked, batchBytes: batchBytes).run(progress: progress)
  }

  /// Builds, and leaves the database and its log as a machine that loses its power right after the build leaves them;
  /// gives what they hold.
  @discardableResult
  func buildKeepingTheLog() throws -> Content {
    let (cache, copy) = (url.appending(path: ".weft"), url.appending(path: "copy"))
    // As long as somebody reads the graph before, the log is not folded into the database.
    let reader = try GraphStore.open(at: database)
    try build()
    try FileManager.default.copyItem(at: cache, to: copy)
    let content = try content()
    _ = try reader.fingerprint()
    try FileManager.default.removeItem(at: cache)
    try FileManager.default.moveItem(at: copy, to: cache)
    return content
  }

  /// All that the store holds, in an order of its own.
  func content() throws -> Content {
    let store = try GraphStore.open(at: database)
    var content = Content(
      fingerprint: try store.fingerprint(), entities: try store.entities(), relations: try store.relations(),
      acts: try store.acts(), statistics: try store.statistics(), diagnostics: try store.diagnostics())
    try store.forEachRecord { content.records.append($0) }
    content.number()
    return content
  }

  struct Content: Equatable {
    var fingerprint: String
    var entities: [Entity]
    var relations: [Relation]
    var acts: [Act]
    var statistics: GraphStatistics
    var diagnostics: [String: [NoteDiagnostic]]
    var records: [NoteRecord] = []

    /// Numbers the parts by their order, since a graph that was changed has other numbers than one that was not.
    mutating func number() {
      let entityNumbers = Dictionary(uniqueKeysWithValues: zip(entities.map(\.id), (0 as Int32)...))
      let relationNumbers = Dictionary(uniqueKeysWithValues: zip(relations.map(\.id), (0 as Int64)...))
      let actNumbers = Dictionary(uniqueKeysWithValues: zip(acts.map(\.id), (0 as Int64)...))
      func entity(_ id: EntityID) -> EntityID { EntityID(rawValue: entityNumbers[id] ?? -1) }
      func relation(_ id: RelationID) -> RelationID { RelationID(rawValue: relationNumbers[id] ?? -1) }
      func act(_ id: ActID) -> ActID { ActID(rawValue: actNumbers[id] ?? -1) }
      for index in entities.indices { entities[index].id = entity(entities[index].id) }
      for index in relations.indices {
        relations[index].id = relation(relations[index].id)
        relations[index].subject = entity(relations[index].subject)
        relations[index].object = relations[index].object.map(entity)
        relations[index].contestedBy = relations[index].contestedBy.map(relation)
        relations[index].act = relations[index].act.map(act)
      }
      for index in acts.indices {
        acts[index].id = act(acts[index].id)
        acts[index].relations = acts[index].relations.map(relation)
      }
    }
  }
}

/// Notes made of a few names, so that they agree, link and repeat each other.
struct NoteGenerator {
  var random: SplitMix64
  private let names = ["Ann Lee", "Bo Tan", "Cy Diaz", "Norrland Steel", "Fjord Wind", "Kenya", "Île-de-France"]
  private let tags = ["energy", "steel", "draft", "Räume"]

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func pick(_ names: [String]) -> String { names.randomElement(using: &random) ?? "" }

  mutating func path() -> String {
    pick(["", "Articles/", "Books/Old/"]) + "Note \(Int.random(in: 1...9, using: &random)).md"
  }

  mutating func note() -> String {
    var text = ""
    if Bool.random(using: &random) {
      text +=
        "---\nauthor: \(pick(names))\ntags: [\(pick(tags)), \(pick(tags))]\ndate: 2024-0\(Int.random(in: 1...9, using: &random))\n"
      text += Int.random(in: 0..<8, using: &random) == 0 ? "" : "---\n"
    }
    text += "# \(pick(names)) and \(pick(names))\n"
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      text +=
        "\nIn March 2024, [[\(pick(names))]] partnered with \(pick(names)) and launched **\(pick(names))** in Kenya.\n"
    }
    return text
  }
}
