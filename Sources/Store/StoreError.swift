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
      self.init(.foreign, "this is no database", path: path, hint: "move the file away and run weft build")
    case .SQLITE_CORRUPT:
      self.init(.corrupt, "the database is damaged: \(detail)", path: path, hint: Self.rebuild)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(.locked, "another process holds the database", path: path, hint: "try again when it is done")
    case .SQLITE_FULL:
      self.init(.io, "the disk is full", path: path, hint: "free some space and run weft build again")
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY:
      self.init(.io, "the database cannot be opened: \(detail)", path: path, hint: "check who may write the folder")
    default:
      self.init(.io, "the database could not be used: \(detail)", path: path)
    }
  }

  static let rebuild = "weft build makes it anew from the notes"
}

/// A row holds what the schema does not allow: the file is damaged or was changed by hand.
struct DecodingFailure: Error {
  var message: String
}
