/// The number of an entity in one built graph; another build may number anew, so it is never shown or kept.
public struct EntityID: RawRepresentable, Hashable, Sendable, Comparable {
  public var rawValue: Int32
  public init(rawValue: Int32) { self.rawValue = rawValue }
  public static func < (left: EntityID, right: EntityID) -> Bool { left.rawValue < right.rawValue }
}

/// What mentions resolve to.
public struct Entity: Hashable, Sendable, Identifiable {
  public var id: EntityID
  /// The preferred name, alone in its graph: with a discriminator where two share it ("Mercury (city)").
  public var name: String
  public var kind: Kind
  /// Other names, sorted, without ``name``.
  public var aliases: [String]
  /// Known only by a description ("five-year investment plan"), not by a name.
  public var isDescribed: Bool
  /// Wrote at least one source: drawn and labelled as an author whatever its kind.
  public var isAuthor: Bool
  /// For a name that may mean several entities and stays as written: their names, sorted ("Korea": South Korea, …).
  public var candidates: [String]
  /// For a source: which.
  public var source: SourceID?
  /// For a source: when it was published.
  public var date: PartialDate?
  /// For a source: where it can be read.
  public var url: String?
  /// The note about this entity: vault-relative path.
  public var note: String?
  /// How many independent sources tell of it.
  public var sourceCount: Int

  public init(
    id: EntityID, name: String, kind: Kind, aliases: [String] = [], isDescribed: Bool = false, isAuthor: Bool = false,
    candidates: [String] = [], source: SourceID? = nil, date: PartialDate? = nil, url: String? = nil,
    note: String? = nil, sourceCount: Int = 0
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.aliases = aliases
    self.isDescribed = isDescribed
    self.isAuthor = isAuthor
    self.candidates = candidates
    self.source = source
    self.date = date
    self.url = url
    self.note = note
    self.sourceCount = sourceCount
  }
}
