/// Which part of a graph to take.
public struct Selection: Hashable, Sendable {
  /// The greatest distance from the entities asked for.
  public var depth: Int
  /// The greatest number of entities besides sources, authors and those asked for; nil takes all.
  public var limit: Int?
  /// The greatest number of statements (acts, and relations that are part of none) between the entities, beside sources
  /// and their mentions; nil takes all.
  public var statementLimit: Int?
  /// The predicates to take, or nil for all but background ones.
  public var predicates: Set<Predicate>?
  public var asOf: PartialDate?
  /// Take only what highlights or notes that came into the vault on this date or later say.
  public var since: PartialDate?
  /// When notes without a date came into the vault.
  public var noteDates: NoteDates
  /// Take mentions and bare links too.
  public var includesBackground: Bool
  /// How many of the sources that tell most of the part to add, with their authors and what they mention; 0 adds
  /// none.
  public var sourceLimit: Int
  /// Add the proofs of every relation.
  public var includesProofs: Bool

  public init(
    depth: Int = 1, limit: Int? = nil, statementLimit: Int? = nil, predicates: Set<Predicate>? = nil,
    asOf: PartialDate? = nil, since: PartialDate? = nil, noteDates: NoteDates = NoteDates(),
    includesBackground: Bool = false, sourceLimit: Int = 0, includesProofs: Bool = true
  ) {
    self.depth = depth
    self.limit = limit
    self.statementLimit = statementLimit
    self.predicates = predicates
    self.asOf = asOf
    self.since = since
    self.noteDates = noteDates
    self.includesBackground = includesBackground
    self.sourceLimit = sourceLimit
    self.includesProofs = includesProofs
  }
}
