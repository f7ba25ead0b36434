/// What a tagged name is, as far as the training sets tell names apart.
@_spi(Training) public enum TaggedKind: UInt8, CaseIterable, Hashable, Sendable {
  case person, company, organization, place, product, event, work
}

/// The labels of tokens: outside any name, or the beginning or inside of a name of one kind.
///
/// Sixteen lanes, the last unused, so that one vector holds a score for each.
@_spi(Training) public enum TaggerLabel {
  public static let outside = 0
  public static let count = 15
  public static let lanes = 16

  public static func begin(_ kind: TaggedKind) -> Int { 1 + 2 * Int(kind.rawValue) }
  public static func inside(_ kind: TaggedKind) -> Int { 2 + 2 * Int(kind.rawValue) }

  /// Whether a label may follow another; `nil` stands for the start of a sentence.
  public static func may(_ label: Int, follow previous: Int?) -> Bool {
    guard label < count, previous ?? 0 < count else { return false }
    if label == outside || label % 2 == 1 { return true }
    guard let previous else { return false }
    return previous == label || previous == label - 1
  }
}
