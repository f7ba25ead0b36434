import Foundation
import KnowledgeGraph
import Store
import TestSupport
import Testing

/// A database of every schema that was released stays readable. `WEFT_UPDATE=1 swift test --filter SchemaFile` writes
/// the file of the present schema anew; that of a released one never changes again.
@Suite struct SchemaFileTests {
  private static let file = Repository.root.appending(path: "Tests/Fixtures/store-schema-1.sqlite")

  @Test func aDatabaseOfSchemaOneIsRead() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("graph.sqlite")
    if Repository.isUpdating {
      try Sample.store(at: path).close()
      try FileManager.default.createDirectory(
        at: Self.file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(contentsOf: URL(filePath: path)).write(to: Self.file)
    }
    // A copy, since SQLite puts its log beside the file that it reads.
    try Data(contentsOf: Self.file).write(to: URL(filePath: path))
    let store = try GraphStore.open(at: path)
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
