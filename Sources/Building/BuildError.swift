public import Notes
import Store

/// A graph folder could not be used or built.
public struct BuildError: Error, Hashable, Sendable {
  /// What kind of failure it is, for callers that act on it.
  public enum Reason: Hashable, Sendable {
    /// There is no `weft.yaml`.
    case noFolder
    /// `weft.yaml` has errors; they are among the diagnostics.
    case configuration
    /// The vault is not there, or has nothing left in it.
    case vault
    /// Another build holds the folder.
    case locked
    /// The caller asked the build to stop.
    case stopped
    /// The database is damaged.
    case corrupt
    /// What stands in the place of the database is none of Weft's.
    case foreign
    /// The database or a file could not be read or written.
    case io
  }

  public var reason: Reason
  public var message: String
  /// The file or folder that it is about.
  public var path: String
  public var hint: String?
  public var diagnostics: [Diagnostic]

  public init(
    _ reason: Reason, _ message: String, path: String, hint: String? = nil, diagnostics: [Diagnostic] = []
  ) {
    self.reason = reason
    self.message = message
    self.path = path
    self.hint = hint
    self.diagnostics = diagnostics
  }
}

extension BuildError {
  init(_ error: StoreError) {
    let reason: Reason =
      switch error.reason {
      case .locked: .locked
      case .corrupt: .corrupt
      case .foreign: .foreign
      default: .io
      }
    self.init(reason, error.message, path: error.path, hint: error.hint)
  }
}
