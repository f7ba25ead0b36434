/// What a part of a graph leaves out beside one of its entities.
public struct Omission: Hashable, Sendable {
  /// How many neighbours are not in the part.
  public var neighbours: Int
  /// Of which kinds these are.
  public var kinds: [Kind: Int]
  /// Their names, those that most speaks for first, at most ``nameLimit``.
  public var names: [String]
  /// How many statements of the entity are left out although all that they name is in the part, by predicate: acts, and
  /// relations that are part of none.
  public var statements: [Predicate: Int]

  /// How many names are kept.
  public static let nameLimit = 8

  public init(
    neighbours: Int = 0, kinds: [Kind: Int] = [:], names: [String] = [], statements: [Predicate: Int] = [:]
  ) {
    self.neighbours = neighbours
    self.kinds = kinds
    self.names = names
    self.statements = statements
  }

  /// Neighbours and statements together.
  public var count: Int { neighbours + statements.values.reduce(0, +) }
}
