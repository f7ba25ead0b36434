import GRDB
public import KnowledgeGraph
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension GraphStore {
  /// The file beside the database with the shape of the graph: `graph.adjacency` beside `graph.sqlite`.
  var adjacencyPath: String {
    let stem = path.hasSuffix(".sqlite") ? String(path.dropLast(7)) : path
    return stem + ".adjacency"
  }

  /// The shape of the graph that this store reads, mapped into memory; nil where the file is not there, is of another
  /// graph or cannot be one. Then the database answers alone.
  public var adjacency: GraphAdjacency? {
    mappedAdjacency.withLock { known in
      if let known { return known }
      let found = (try? openAdjacency()) ?? nil
      known = .some(found)
      return found
    }
  }

  /// Reads the shape of the graph into memory, for one who asks often: else each of the first questions waits for the pages
  /// that it is the first to touch.
  ///
  /// - Complexity: O(size of the file), a hundredth of a second for 100 MB that the system holds already.
  public func preload() {
    guard let adjacency, let file = adjacency.owner as? MappedFile else { return }
    file.preload()
  }

  private func openAdjacency() throws -> GraphAdjacency? {
    guard let mark = try access({ db in try Self.adjacencyMark(db) }), let file = MappedFile(at: adjacencyPath),
      let adjacency = GraphAdjacency(file.bytes, owner: file), Self.mark(of: adjacency) == mark
    else { return nil }
    return adjacency
  }

  /// What the database says of the file that belongs to its graph; nil where none was written for it.
  private static func adjacencyMark(_ db: Database) throws -> String? {
    guard let mark = try meta("adjacency", db), let generation = try meta("generation", db),
      mark.hasPrefix(generation + " ")
    else { return nil }
    return mark
  }

  private static func mark(generation: Int, checksum: UInt64) -> String {
    "\(generation) \(String(checksum, radix: 16))"
  }

  private static func mark(of adjacency: GraphAdjacency) -> String {
    mark(generation: adjacency.generation, checksum: adjacency.checksum)
  }

  /// Writes the shape of the graph beside the database, where the file there is not that of this graph or is damaged.
  ///
  /// Readers use it once the database says that it is of its graph, which is the last thing that is written: a build
  /// that is killed on the way leaves a file that nobody looks at. Where it cannot be written there is none.
  ///
  /// After a change of few notes the file of a large graph is left behind: it would take longer than the change. The next
  /// build that has nothing to do writes it.
  ///
  /// - Complexity: O(entities + relations), of the size of the file where it is there already.
  package func refreshAdjacency() throws(StoreError) {
    let generation = try generation()
    guard generation > 0 else { return }
    if isPatched.withLock({ $0 }), try relationCount() > Self.fewRelations { return }
    if let kept = (try? openAdjacency()) ?? nil, kept.isUndamaged() {
      // What a build that was killed on the way has left.
      unlink(adjacencyPath + ".new")
      return
    }
    let builder = try access { db in try Self.shape(db) }
    guard let file = NewFile(beside: adjacencyPath) else { return }
    guard let checksum = builder.write(generation: generation, to: { file.append($0) }), file.finish() else { return }
    // The graph stands already: where the disk is full now, the file is one that nobody looks at.
    try? transaction { db in
      try Self.setMeta("adjacency", Self.mark(generation: generation, checksum: checksum), db)
    }
    mappedAdjacency.withLock { $0 = nil }
  }

  /// A graph of so many relations has its shape written in a few hundredths of a second.
  private static let fewRelations = 20_000

  private func relationCount() throws(StoreError) -> Int {
    do { return try statistics().relations } catch { return .max }
  }

  private static func shape(_ db: Database) throws -> AdjacencyBuilder {
    var builder = AdjacencyBuilder()
    let entities = try Rows(db, sql: "SELECT id, name, kind, author FROM entities ORDER BY id")
    while var row = try entities.next() {
      builder.add(
        EntityID(rawValue: try row.int32()), name: try row.text(), kind: Kind(try row.text()),
        isAuthor: try row.flag())
    }
    // In the order of the index of what leaves an entity, which holds all four.
    let relations = try Rows(
      db, sql: "SELECT subject, predicate, object, id FROM relations ORDER BY subject, predicate, object, id")
    while var row = try relations.next() {
      let subject = EntityID(rawValue: try row.int32())
      let predicate = Predicate(try row.text())
      let object = try row.optionalInt32().map { EntityID(rawValue: $0) }
      builder.add(RelationID(rawValue: Int64(try row.number())), subject: subject, predicate: predicate, object: object)
    }
    return builder
  }
}

/// A file in memory, for reading, for as long as the value lives.
final class MappedFile: Sendable {
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  /// Nil where there is no file that can be read, or an empty one.
  init?(at path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0,
      let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { return nil }
    bytes = UnsafeRawBufferPointer(start: start, count: Int(status.st_size))
  }

  /// Maps all pages at once, where the system can; else it is told to read them.
  func preload() {
    let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
    #if os(Linux)
      // MADV_POPULATE_READ, since Linux 5.14; headers may be older.
      if madvise(start, bytes.count, 22) == 0 { return }
    #endif
    madvise(start, bytes.count, MADV_WILLNEED)
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
}

/// A file that is written beside its place and moved there when it is whole.
private final class NewFile {
  private let path: String
  private var descriptor: CInt
  private var isWhole = true

  init?(beside path: String) {
    self.path = path
    descriptor = open(path + ".new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return nil }
  }

  func append(_ bytes: UnsafeRawBufferPointer) {
    var offset = 0
    while isWhole, offset < bytes.count {
      let written = write(descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
      if written > 0 { offset += written } else if errno != EINTR { isWhole = false }
    }
  }

  /// Moves the file into its place; false, and nothing is left of it, where it could not be written.
  func finish() -> Bool {
    let isClosed = close(descriptor) == 0
    descriptor = -1
    if isWhole, isClosed, rename(path + ".new", path) == 0 { return true }
    unlink(path + ".new")
    return false
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    unlink(path + ".new")
  }
}
