import GRDB
import KnowledgeGraph
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The graph and what the notes gave to it, in one SQLite database.
///
/// The database is a cache: made anew from the same notes and decisions it holds the same graph. Opened for reading,
/// a store sees the graph as it was when it was opened, whatever is built meanwhile; open it again to see a later one.
/// All methods may be called from any thread; they run one after the other.
public final class GraphStore: Sendable {
  /// The database file.
  public let path: String
  let queue: DatabaseQueue
  let additions: Mutex<Ontology>
  /// What the file beside the database holds, once somebody has asked.
  let mappedAdjacency = Mutex<GraphAdjacency??>(nil)
  /// Whether the graph was only changed here and there since the store was opened.
  let isPatched = Mutex(false)

  private init(path: String, queue: DatabaseQueue, additions: Ontology) {
    self.path = path
    self.queue = queue
    self.additions = Mutex(additions)
  }

  /// Opens a database that a build has made, for reading.
  ///
  /// A folder that may not be written, or on a disk that is full, is read too: nobody else can be writing there, so
  /// SQLite is told that the file does not change (https://www.sqlite.org/wal.html#read_only_databases).
  ///
  /// - Throws: ``StoreError`` where there is no database of this version that can be read.
  public static func open(at path: String) throws(StoreError) -> GraphStore {
    switch FilePresence(at: path) {
    case .nothing, .file(isEmpty: true): throw missing(path)
    case .file: break
    case .other: throw noFile(path)
    }
    do {
      let queue = try reading(path)
      let additions = try queue.unsafeReentrantRead { db in
        switch try identity(db) {
        case (0, 0):
          // A first build was broken off before it had made its tables, unless there are tables of somebody's.
          throw try isEmpty(db) ? missing(path) : foreign(path)
        case (Schema.applicationID, Schema.version): break
        case (Schema.applicationID, let version) where !isPlausible(version): throw noVersion(version, path)
        case (Schema.applicationID, let version): throw wrongVersion(version, path)
        default: throw foreign(path)
        }
        // A first build that is under way, or was broken off, has kept notes but made no graph of them.
        guard try meta("generation", db) != nil else { throw missing(path) }
        return try readOntology(db)
      }
      return GraphStore(path: path, queue: queue, additions: additions)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Opens a database for a build, and makes it where there is none.
  ///
  /// A database that an older version wrote is brought up to date. Two builds must not write at once: hold a lock.
  ///
  /// - Throws: ``StoreError`` where the file is damaged, not Weft's, too new, or cannot be written.
  public static func create(at path: String) throws(StoreError) -> GraphStore {
    if case .other = FilePresence(at: path) { throw noFile(path) }
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(30)
      configuration.label = "weft.store"
      // A build may write all it does in one transaction, over many calls.
      configuration.allowsUnsafeTransactions = true
      // Every row's ends would be looked up in a graph whose numbers are checked before it is written.
      configuration.foreignKeysEnabled = false
      configuration.prepareDatabase { db in
        // The notes are the truth and a cache can be made again: deleted rows need not be overwritten, and what a
        // power cut takes is read again.
        try db.execute(
          sql: """
            PRAGMA page_size = 8192; PRAGMA secure_delete = OFF; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY
            """)
      }
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let additions = try queue.inDatabase { db in
        let (application, version) = try identity(db)
        switch application {
        case Schema.applicationID where isPlausible(version): break
        case Schema.applicationID: throw noVersion(version, path)
        case 0 where try version == 0 && isEmpty(db): break
        default: throw foreign(path)
        }
        guard version <= Schema.version else { throw wrongVersion(version, path) }
        _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
        // A build writes to the same pages again and again: folding the log in seldom writes each once.
        try db.execute(sql: "PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 8192")
        if version < Schema.version {
          try db.inTransaction(.immediate) {
            try Schema.migrate(db, from: version)
            return .commit
          }
        }
        return try readOntology(db)
      }
      return GraphStore(path: path, queue: queue, additions: additions)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Ends the work with the database; what was written stands in one file, without a journal beside it.
  public func close() throws(StoreError) {
    try access { _ in }
    do { try queue.close() } catch { throw StoreError(error, path: path) }
  }

  /// Begins to write what readers see all at once, with ``commit()``, or never: closed before that, the database is as
  /// it was.
  public func begin() throws(StoreError) { try access { db in try db.beginTransaction(.deferred) } }

  /// Lets readers see what was written since ``begin()``; does nothing where that was not called.
  public func commit() throws(StoreError) {
    try access { db in if db.isInsideTransaction { try db.commit() } }
  }

  // MARK: -

  /// Runs `body` with the connection and gives errors their type.
  func access<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do { return try queue.unsafeReentrantRead(body) } catch { throw StoreError(error, path: path) }
  }

  /// Runs `body` in one transaction, which is undone where it throws; within one that was begun, in that.
  func transaction<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    try access { db in
      if db.isInsideTransaction { return try body(db) }
      var value: Value?
      try db.inTransaction(.immediate) {
        value = try body(db)
        return .commit
      }
      guard let value else { throw DecodingFailure(message: "a transaction gave nothing") }
      return value
    }
  }

  /// A read-only connection, also where SQLite cannot make the files that it keeps beside a log.
  private static func reading(_ path: String) throws -> DatabaseQueue {
    var attempts = 1
    while true {
      do {
        return try snapshot(of: path, connection: path)
      } catch let error as DatabaseError {
        let refusals: [ResultCode] = [.SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_FULL, .SQLITE_IOERR]
        guard refusals.contains(error.resultCode) else { throw error }
        // A build that ends takes those files away, perhaps just now.
        if attempts < 4, FilePresence.isFolderWritable(of: path) {
          usleep(20_000)
          attempts += 1
          continue
        }
        guard !FilePresence.exists(path + "-wal") else {
          guard error.resultCode != .SQLITE_FULL, !FilePresence.isFolderWritable(of: path) else { throw error }
          throw StoreError(
            .io, "a build was broken off, and what it left cannot be read where nothing may be written", path: path,
            hint: "run weft build where the folder may be written, or copy the folder to such a place")
        }
        return try snapshot(of: path, connection: "file:\(uriEscaped(path))?mode=ro&immutable=1")
      }
    }
  }

  /// A read-only connection that holds one state of the database.
  private static func snapshot(of path: String, connection: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    configuration.label = "weft.store"
    // The read transaction stays open for as long as the store is: every answer is of one and the same graph.
    configuration.allowsUnsafeTransactions = true
    // What is sorted stays in memory: a full disk for temporary files stops no question. A report reads the same pages
    // thousands of times; what is not read takes none of the cache.
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384")
    }
    let queue = try DatabaseQueue(path: connection, configuration: configuration)
    try queue.inDatabase { try $0.execute(sql: "BEGIN DEFERRED") }
    return queue
  }

  private static func isEmpty(_ db: Database) throws -> Bool {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
  }

  /// Whether a program may have written this number of a version.
  private static func isPlausible(_ version: Int) -> Bool { (1...9999).contains(version) }

  private static func identity(_ db: Database) throws -> (application: Int, version: Int) {
    (
      try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
      try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    )
  }

  /// A path as it stands in a `file:` URI of SQLite (https://www.sqlite.org/uri.html).
  private static func uriEscaped(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"), 0..<0x21, 0x7f...0xff:
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func missing(_ path: String) -> StoreError {
    StoreError(.missing, "there is no graph yet", path: path, hint: "run weft build")
  }

  private static func foreign(_ path: String) -> StoreError {
    StoreError(
      .foreign, "this database belongs to another program", path: path,
      hint: "run weft build: it moves the file aside; or set cache: in weft.yaml to another folder")
  }

  private static func noFile(_ path: String) -> StoreError {
    StoreError(
      .foreign, "no file stands where the database should be, but a folder or a device", path: path,
      hint: "run weft build: it moves that aside; or set cache: in weft.yaml to another folder")
  }

  private static func noVersion(_ version: Int, _ path: String) -> StoreError {
    StoreError(
      .corrupt, "the database is damaged: its schema has the number \(version)", path: path, hint: StoreError.rebuild)
  }

  private static func wrongVersion(_ version: Int, _ path: String) -> StoreError {
    version > Schema.version
      ? StoreError(
        .newer, "a newer version of weft wrote this database (schema \(version), this one knows \(Schema.version))",
        path: path, hint: "use that version, or move the file away and run weft build")
      : StoreError(
        .older, "an older version of weft wrote this database (schema \(version))", path: path,
        hint: "run weft build")
  }
}
