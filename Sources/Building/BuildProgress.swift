/// How far a build has come.
public struct BuildProgress: Hashable, Sendable {
  public enum Phase: Hashable, Sendable {
    /// Another build holds the folder; what it says of itself.
    case waiting(holder: String)
    /// Looking which files there are.
    case listing
    /// Reading notes that changed and taking their claims.
    case reading
    /// Making the graph out of all claims.
    case resolving
    /// Writing the graph.
    case writing
  }

  public var phase: Phase
  /// How many notes are done, of ``total``.
  public var done: Int
  public var total: Int
  /// How many bytes of notes were read.
  public var bytes: Int

  public init(_ phase: Phase, done: Int = 0, total: Int = 0, bytes: Int = 0) {
    self.phase = phase
    self.done = done
    self.total = total
    self.bytes = bytes
  }
}
