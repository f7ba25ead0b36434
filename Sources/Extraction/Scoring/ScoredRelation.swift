public import KnowledgeGraph

/// What a pair of names may be to each other, as the scorer tells it: nothing, or a predicate and which of the two is its
/// subject.
@_spi(Training) public struct ScoredRelation: Hashable, Sendable {
  public var predicate: Predicate
  /// Whether the later name is the subject.
  public var isTurned: Bool

  /// The number of lanes of a row of weights; one for each of ``all`` and one for no relation fill them.
  public static let lanes = 32
  /// The lane for no relation.
  public static let none = 0

  private static let symmetric: [Predicate] = [.partnersWith, .competesWith, .mergedWith]

  /// By lane, from 1 on.
  public static let all: [ScoredRelation] = {
    var result = symmetric.map { ScoredRelation(predicate: $0, isTurned: false) }
    let directed: [Predicate] = [
      .acquired, .subsidiaryOf, .investedIn, .owns, .develops, .supplies, .worksFor, .founded, .basedIn, .locatedIn,
      .launched, .partOf, .operatesIn, .uses,
    ]
    for predicate in directed {
      for isTurned in [false, true] { result.append(ScoredRelation(predicate: predicate, isTurned: isTurned)) }
    }
    return result
  }()

  /// The lane of a predicate told of two names, or nil where the scorer does not know it.
  public static func lane(_ predicate: Predicate, isTurned: Bool) -> Int? {
    let turned = symmetric.contains(predicate) ? false : isTurned
    return all.firstIndex(of: ScoredRelation(predicate: predicate, isTurned: turned)).map { $0 + 1 }
  }
}
