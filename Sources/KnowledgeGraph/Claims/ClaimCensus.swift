/// How many claims there are, of which sorts: a claim that stands in several notes counts once.
public struct ClaimCensus: Hashable, Sendable {
  public var total = 0
  /// Claims of an event that carry no date of any sort.
  public var withoutDate = 0
  /// Claims that tell of something planned, denied, negated or cancelled.
  public var notFactual = 0
  public var byPredicate: [Predicate: Int] = [:]
  /// By confidence, 0...1.
  public var byConfidence: [Double: Int] = [:]

  public init() {}

  /// Counts `number` claims that are alike.
  public mutating func add(
    _ predicate: Predicate, isUndatedEvent: Bool, isFactual: Bool, confidence: Double, number: Int = 1
  ) {
    total += number
    if isUndatedEvent { withoutDate += number }
    if !isFactual { notFactual += number }
    byPredicate[predicate, default: 0] += number
    byConfidence[confidence, default: 0] += number
  }
}
