import GRDB
public import KnowledgeGraph

/// Fills a new database with a graph that comes of files of nodes and edges rather than of notes, part by part, so that
/// its size is no matter of memory.
///
/// A relation's number says where it was read: the number of its file, times 2^40, and the line. Its one claim, whose
/// evidence is that row, is made of the relation when somebody asks and is kept nowhere else.
public final class GraphLoader {
  /// A file that rows come from.
  public struct File: Sendable, Hashable {
    /// As the graph shows it: no folder of one machine.
    public var name: String
    public var size: Int

    public init(name: String, size: Int) {
      self.name = name
      self.size = size
    }
  }

  private let path: String
  private let queue: DatabaseQueue
  /// Given up before the database is closed, which prepared statements would prevent.
  private var writer: GraphWriter?
  private var statistics = GraphStatistics()
  private var nextEntity: Int32 = 0

  /// Begins a new database at `path`, where nothing may stand.
  ///
  /// - Throws: ``StoreError`` where it cannot be written.
  public init(at path: String) throws(StoreError) {
    self.path = path
    do {
      var configuration = Configuration()
      configuration.label = "weft.loader"
      configuration.allowsUnsafeTransactions = true
      configuration.foreignKeysEnabled = false
      configuration.prepareDatabase { db in
        // Nobody reads the file before it is whole, and one that is broken off is thrown away: no journal is needed.
        try db.execute(
          sql: """
            PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;
            PRAGMA temp_store = MEMORY; PRAGMA locking_mode = EXCLUSIVE
            """)
      }
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      self.queue = queue
      writer = try queue.inDatabase { db in
        try Schema.migrate(db, from: 0)
        for index in Schema.graphIndexNames { try db.execute(sql: "DROP INDEX IF EXISTS \(index)") }
        try db.beginTransaction()
        return try GraphWriter(db)
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private func access<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do { return try queue.unsafeReentrantRead(body) } catch { throw StoreError(error, path: path) }
  }

  /// Adds an entity and gives it the next number; its name must be its own.
  public func add(_ entity: Entity) throws(StoreError) -> EntityID {
    var entity = entity
    entity.id = EntityID(rawValue: nextEntity)
    do { try writer?.write(entity, base: nil) } catch { throw StoreError(error, path: path) }
    nextEntity += 1
    statistics.entities += 1
    statistics.entitiesByKind[entity.kind, default: 0] += 1
    return entity.id
  }

  /// Adds a relation that stands in a line of a file.
  ///
  /// Files are numbered from 0, lines from 1; each line gives one relation at most.
  public func add(
    subject: EntityID, predicate: Predicate, object: EntityID?, qualifiers: Qualifiers, confidence: Double,
    file: Int, line: Int
  ) throws(StoreError) {
    let relation = Relation(
      id: RelationID(rawValue: Int64(file) << 40 | Int64(line)), subject: subject, predicate: predicate,
      object: object, qualifiers: qualifiers, claims: [], confidence: confidence)
    do {
      try writer?.write(relation, swapped: [], withAmount: [])
    } catch {
      throw StoreError(error, path: path)
    }
    statistics.relations += 1
    statistics.relationsByPredicate[predicate, default: 0] += 1
    statistics.claims += 1
    statistics.claimsByPredicate[predicate, default: 0] += 1
    statistics.claimsByConfidence[confidence, default: 0] += 1
    let isDated = qualifiers.at != nil || qualifiers.from != nil || qualifiers.to != nil || qualifiers.announced != nil
    if !isDated { statistics.claimsWithoutDate += 1 }
    if !qualifiers.isFactual { statistics.claimsNotFactual += 1 }
  }

  /// Ends the database: indexes, counts, and what says that it was loaded.
  ///
  /// The fingerprint is 32 hexadecimal digits that are equal for equal graphs.
  public func finish(files: [File], fingerprint: String, additions: Ontology) throws(StoreError) {
    statistics.notes = files.count
    statistics.sources = files.count
    let statistics = statistics
    try access { db in
      let notes = try NoteWriter(db)
      for file in files {
        let source = Source(id: SourceID("path:" + file.name), kind: .source, title: file.name, note: file.name)
        let record = NoteRecord(path: file.name, role: .source, title: file.name, source: source)
        try notes.write(NoteEntry(record: record, stamp: FileStamp(size: Int64(file.size), modified: 0, hash: "")))
      }
      try db.execute(sql: Schema.graphIndexes)
      try db.execute(sql: "INSERT INTO name_text (name_text) VALUES ('rebuild')")
      try GraphStore.writeOntology(additions, db)
      try GraphStore.setMeta("generation", "1", db)
      try GraphStore.setMeta("fingerprint", fingerprint, db)
      try GraphStore.setMeta("names", "0", db)
      try GraphStore.setMeta("loaded", "1", db)
      try GraphStore.keepCounts(statistics, db)
      try db.commit()
    }
    writer = nil
    do { try queue.close() } catch { throw StoreError(error, path: path) }
  }
}

extension GraphStore {
  /// Whether the graph was loaded from files of nodes and edges, so that no build must make it anew from notes.
  public func isLoaded() throws(StoreError) -> Bool { try access { db in try Self.meta("loaded", db) == "1" } }
}

/// The claims of a graph that was loaded: each is made of its relation, whose number its identity holds.
enum LoadedClaim {
  // An odd factor and its inverse modulo 2^40: the last digits of a product are those of the last digits of the factors,
  // so that what lines a prefix can mean is known without a look at all.
  private static let factor: UInt64 = 0x9e_3779_b97f
  private static let inverse: UInt64 = 0x4c19bc067f
  private static let lineDigits = 10

  /// The identity: the line, stirred, its last digit first; the file; and digits that check both.
  static func id(of relation: RelationID) -> ClaimID {
    let (file, line) = place(of: relation)
    var digits = reversed(UInt64(line) &* factor, lineDigits) + reversed(UInt64(file), 4)
    var hash = StableHash()
    hash.update(field: "loaded")
    hash.update(field: String(relation.rawValue))
    digits += hash.hex128().prefix(32 - digits.utf8.count)
    return ClaimID(rawValue: digits)
  }

  /// A number by which claims stand in the order of their identities: the digits of these that say the line and the file.
  static func order(of relation: RelationID) -> UInt64 {
    let (file, line) = place(of: relation)
    func append(_ number: UInt64, _ count: Int, to order: UInt64) -> UInt64 {
      (0..<count).reduce(order) { $0 << 4 | number >> UInt64(4 * $1) & 15 }
    }
    return append(UInt64(file), 4, to: append(UInt64(line) &* factor, lineDigits, to: 0))
  }

  /// The same of any identity; nil where it does not begin with digits.
  static func order(of claim: ClaimID) -> UInt64? { UInt64(claim.rawValue.prefix(lineDigits + 4), radix: 16) }

  /// The relation whose claim it is, or nil where it is the claim of none.
  static func relation(of claim: ClaimID) -> RelationID? {
    let text = Array(claim.rawValue.utf8)
    guard text.count == 32, let line = number(text[..<lineDigits]), let file = number(text[lineDigits..<lineDigits + 4])
    else { return nil }
    let relation = RelationID(rawValue: Int64(file) << 40 | Int64(line &* inverse & 0xff_ffff_ffff))
    return id(of: relation) == claim ? relation : nil
  }

  /// The lines up to `last` whose claims may begin with a prefix, and how far they are apart; nil where none may.
  static func lines(withPrefix prefix: String) -> (first: Int, stride: Int)? {
    let digits = prefix.utf8.prefix(lineDigits)
    guard let number = number(Array(digits)[...]) else { return nil }
    let stride = 1 << (4 * digits.count)
    return (Int(number &* inverse & UInt64(stride - 1)), stride)
  }

  /// The number of the file that a relation was read from, and the line.
  static func place(of relation: RelationID) -> (file: Int, line: Int) {
    (Int(relation.rawValue >> 40), Int(relation.rawValue & 0xff_ffff_ffff))
  }

  private static func reversed(_ number: UInt64, _ count: Int) -> String {
    String(unsafeUninitializedCapacity: count) { bytes in
      for index in 0..<count {
        let digit = UInt8(truncatingIfNeeded: number >> UInt64(4 * index) & 15)
        bytes[index] = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
      }
      return count
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
    var result: UInt64 = 0
    for digit in digits.reversed() {
      guard let value = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
      result = result << 4 | UInt64(value)
    }
    return result
  }
}
