public import KnowledgeGraph

/// Knows names that need no note to be known: countries with their official names and demonyms, regions.
public protocol NameAuthority: Sendable {
  /// What a surface of a claim means, or nil where the authority does not know it.
  func canonicalName(for surface: String, kind: Kind) -> CanonicalName?
}

/// The name that an authority gives to a surface.
public struct CanonicalName: Hashable, Sendable {
  public var name: String
  public var kind: Kind
  /// The names of those that it may mean, where it is ambiguous and stays as written.
  public var candidates: [String]

  public init(_ name: String, kind: Kind, candidates: [String] = []) {
    self.name = name
    self.kind = kind
    self.candidates = candidates
  }
}
