import Foundation
import KnowledgeGraph
import Store
import TestSupport
import Testing

@Suite struct OpeningTests {
  let folder: TemporaryFolder
  var path: String { folder.path("graph.sqlite") }

  init() throws { folder = try TemporaryFolder() }

  private func reason(_ body: () throws -> Void) -> StoreError.Reason? {
    do {
      try body()
      return nil
    } catch {
      return (error as? StoreError)?.reason
    }
  }

  /// Sets four bytes of the header (https://www.sqlite.org/fileformat.html#the_database_header).
  private func patch(_ offset: Int, _ bytes: [UInt8]) throws {
    var data = try Data(contentsOf: URL(filePath: path))
    data.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    try data.write(to: URL(filePath: path))
  }

  @Test func whatIsNotThereIsMissing() throws {
    #expect(reason { _ = try GraphStore.open(at: path) } == .missing)
    try Data().write(to: URL(filePath: path))
    #expect(reason { _ = try GraphStore.open(at: path) } == .missing)
    #expect(reason { _ = try GraphStore.open(at: folder.url.path) } != nil)
    #expect(reason { _ = try GraphStore.create(at: path + "/below/graph.sqlite") } == .io)
  }

  @Test func anotherProgramsFileIsRefusedAndKept() throws {
    let text = Data(String(repeating: "This is a letter to a friend. ", count: 100).utf8)
    try text.write(to: URL(filePath: path))
    #expect(reason { _ = try GraphStore.open(at: path) } == .foreign)
    #expect(reason { _ = try GraphStore.create(at: path) } == .foreign)
    #expect(try Data(contentsOf: URL(filePath: path)) == text)
    try FileManager.default.removeItem(atPath: path)
    try Sample.store(at: path).close()
    try patch(68, [0, 0, 0, 42])
    #expect(reason { _ = try GraphStore.open(at: path) } == .foreign)
    #expect(reason { _ = try GraphStore.create(at: path) } == .foreign)
  }

  @Test func aNewerSchemaIsRefused() throws {
    try Sample.store(at: path).close()
    try patch(60, [0, 0, 0, 4])
    #expect(reason { _ = try GraphStore.open(at: path) } == .newer)
    #expect(reason { _ = try GraphStore.create(at: path) } == .newer)
  }

  @Test func damageIsAnErrorAndNoCrash() throws {
    try Sample.store(at: path).close()
    let whole = try Data(contentsOf: URL(filePath: path))
    var random = SplitMix64(seed: 3)
    for _ in 0..<60 {
      var bytes = whole
      for _ in 0..<40 {
        bytes[Int.random(in: 100..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      try bytes.write(to: URL(filePath: path))
      do {
        let store = try GraphStore.open(at: path)
        _ = try? store.integrityCheck()
        try store.forEachRecord { _ in }
        _ = try store.relations()
        _ = try store.entities()
        _ = try store.search("steel", limit: 3)
      } catch {
        #expect(error is StoreError || error is GraphError)
      }
    }
    try whole.prefix(whole.count / 2).write(to: URL(filePath: path))
    #expect(reason { try GraphStore.open(at: path).forEachRecord { _ in } } == .corrupt)
  }

  @Test func aClosedStoreIsOneFile() throws {
    try Sample.store(at: path).close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["graph.sqlite"])
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write every folder"))
  func aFolderThatMayNotBeWrittenIsRead() throws {
    try Sample.store(at: path).close()
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.url.path)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.url.path) }
    #expect(try GraphStore.open(at: path).entities().count == 5)
  }
}
