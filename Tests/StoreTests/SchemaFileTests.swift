import Foundation
import KnowledgeGraph
import Store
import TestSupport
import Testing

/// A database of every schema that was released stays readable. `WEFT_UPDATE=1 swift test --filter SchemaFile` writes
/// the file of the present schema anew; that of a released one never changes again.
@Suite struct SchemaFileTests {
  private static func file(_ version: Int) -> URL {
    Repository.root.appending(path: "Tests/Fixtures/store-schema-\(version).sqlite")
  }

  @Test func aDatabaseOfSchemaOneIsBroughtUpToDate() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("graph.sqlite")
    // A copy, since SQLite puts its log beside the file that it reads.
    try Data(contentsOf: Self.file(1)).write(to: URL(filePath: path))
    #expect(throws: StoreError.self) { try GraphStore.open(at: path) }
    let store = try GraphStore.create(at: path)
    // What was not kept then is made by the next build, from all notes.
    #expect(try !store.isCurrent())
    try expectSample(store)
    try store.close()
    try expectSample(try GraphStore.open(at: path))
  }

  @Test func aDatabaseOfSchemaTwoIsBroughtUpToDate() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("graph.sqlite")
    try Data(contentsOf: Self.file(2)).write(to: URL(filePath: path))
    #expect(throws: StoreError.self) { try GraphStore.open(at: path) }
    let store = try GraphStore.create(at: path)
    // Nobody had decided anything then: the graph is what it was.
    #expect(try store.isCurrent())
    try expectSample(store)
    try store.close()
    try expectSample(try GraphStore.open(at: path))
  }

  @Test func aDatabaseOfSchemaThreeIsRead() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("graph.sqlite")
    if Repository.isUpdating {
      try Sample.store(at: path).close()
      try Data(contentsOf: URL(filePath: path)).write(to: Self.file(3))
    }
    try Data(contentsOf: Self.file(3)).write(to: URL(filePath: path))
    try expectSample(try GraphStore.open(at: path))
  }

  private func expectSample(_ store: GraphStore) throws {
    let graph = Sample.graph()
    #expect(try store.entities() == graph.entities())
    #expect(try store.relations() == graph.relations())
    #expect(try store.acts() == graph.acts())
    #expect(try store.claims(withPrefix: "", limit: 10) == graph.claims(withPrefix: "", limit: 10))
    #expect(store.ontology == graph.ontology)
    #expect(try store.integrityCheck() == [])
    var records: [NoteRecord] = []
    try store.forEachRecord { records.append($0) }
    #expect(records == Sample.entries().map(\.record))
  }
}
