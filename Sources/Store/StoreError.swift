import GRDB

/// A graph's database could not be opened, read or written.
public struct StoreError: Error, Hashable, Sendable {
  /// What kind of failure it is, for callers that act on it.
  public enum Reason: Hashable, Sendable {
    /// There is no database, or an empty one: nothing has been built yet.
    case missing
    /// The file is damaged.
    case corrupt
    /// The file belongs to another program.
    case foreign
    /// A newer version of the program wrote it.
    case newer
    /// An older version of the program wrote it, and it is open for reading only.
    case older
    /// Another process holds it.
    case locked
    /// The file system refused: permission, a full disk, a device error.
    case io
  }

  public var reason: Reason
  public var message: String
  /// The database file.
  public var path: String
  /// What to do about it.
  public var hint: String?

  public init(_ reason: Reason, _ message: String, path: String, hint: String? = nil) {
    self.reason = reason
    self.message = message
    self.path = path
    self.hint = hint
  }
}

extension StoreError {
  /// The failure that an error of SQLite stands for.
  ///
  /// Result codes: https://www.sqlite.org/rescode.html
  init(_ error: any Error, path: String) {
    if let error = error as? StoreError {
      self = error
      return
    }
    if let error = error as? DecodingFailure {
      self.init(.corrupt, "the database is damaged: \(error.message)", path: path, hint: Self.rebuild)
      return
    }
    guard let error = error as? DatabaseError else {
      self.init(.io, "the database could not be used: \(error)", path: path)
      return
    }
    let detail = error.message ?? "SQLite result \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_NOTADB:
      self.init(.foreign, "this is no database", path: path, hint: "run weft build: it moves the file aside")
    case .SQLITE_CORRUPT, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH:
      // The program writes nothing that its schema refuses: what is refused meets rows that are not as it wrote them.
      self.init(.corrupt, "the database is damaged: \(detail)", path: path, hint: Self.rebuild)
    case .SQLITE_ERROR where Self.isSchemaDamage(detail):
      self.init(.corrupt, "the database is damaged: \(detail)", path: path, hint: Self.rebuild)
    case .SQLITE_IOERR where Self.cutShort.contains(error.extendedResultCode):
      self.init(.corrupt, "the database is damaged: it is shorter than it was", path: path, hint: Self.rebuild)
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
      self.init(.locked, "another process holds the database", path: path, hint: "try again when it is done")
    case .SQLITE_FULL,
      // The index beside the log has errors of its own for that.
      .SQLITE_IOERR where FilePresence.isDiskFull(of: path):
      self.init(.io, "the disk is full", path: path, hint: "free some space and run weft build again")
    case .SQLITE_READONLY:
      self.init(
        .io, "the database cannot be written: \(detail)", path: path,
        hint: "check who may write the file and its folder, or set cache: in weft.yaml to another folder")
    case .SQLITE_CANTOPEN, .SQLITE_PERM:
      self.init(
        .io, "the database cannot be opened: \(detail)", path: path, hint: "check who may use the file and its folder")
    case .SQLITE_IOERR:
      self.init(
        .io, "the disk refused to read or write: \(detail)", path: path,
        hint: "check its free space, its quota and its health")
    default:
      self.init(.io, "the database could not be used: \(detail)", path: path)
    }
  }

  static let rebuild = "delete the file and run weft build: the notes have all that it held"

  /// A read beyond the end of the file.
  private static let cutShort: [ResultCode] = [.SQLITE_IOERR_SHORT_READ, .SQLITE_IOERR_CORRUPTFS]

  /// Whether SQLite misses a part of the schema: all statements are written for the version that was looked at before.
  private static func isSchemaDamage(_ message: String) -> Bool {
    [
      "no such ", "malformed ", "vtable constructor failed", "invalid fts5 file format", "database schema",
      // What makes the tables of the full text is kept in the file as text, and read again.
      "parse error in ", "unrecognized ", "error in ",
    ].contains { message.hasPrefix($0) } || message.hasSuffix(" already exists") || message.contains(" has no column ")
  }
}

/// A row holds what the schema does not allow: the file is damaged or was changed by hand.
struct DecodingFailure: Error {
  var message: String
}
