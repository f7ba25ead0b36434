public import KnowledgeGraph

/// One thing that a search found.
public struct SearchHit: Hashable, Sendable {
  public enum Match: Hashable, Sendable {
    /// An entity, by its name or by one of its aliases.
    case entity(Entity)
    case passage(Passage)
  }

  public var match: Match
  /// The name that matched, or a part of the passage's text around the words.
  public var snippet: String
  /// Where the words stand in ``snippet``, in bytes, in order.
  public var ranges: [Range<Int>]

  public init(match: Match, snippet: String, ranges: [Range<Int>]) {
    self.match = match
    self.snippet = snippet
    self.ranges = ranges
  }
}
