/// An entity whose neighbours are much like another's.
public struct SimilarEntity: Hashable, Sendable {
  public var entity: EntityID
  /// The neighbours that both have, by all that one of them has, 0...1 (Jaccard, 1901).
  public var similarity: Double
  /// The neighbours that both have, in the order of their numbers.
  public var shared: [EntityID]
}

extension GraphAdjacency {
  /// The entities that both of two are tied to, in the order of their numbers.
  public func shared(_ first: EntityID, _ second: EntityID, predicates: [Int]) throws(GraphError) -> [EntityID] {
    guard let left = position(of: first), let right = position(of: second) else { return [] }
    let others = Set(try neighbors(of: right, predicates: predicates))
    return try neighbors(of: left, predicates: predicates).filter { others.contains($0) && $0 != right }
      .map { entity(at: $0) }
  }

  /// The entities that share most neighbours with one, the most similar first; of equal ones that with more in common,
  /// then in the order of their numbers.
  ///
  /// Predicates are walked either way, by their numbers; `isListed` says of which kinds entities are listed.
  ///
  /// - Complexity: O(relations of the neighbours and of those of theirs that are listed).
  public func similar(
    to center: EntityID, predicates: [Int], limit: Int, isListed: (Kind) -> Bool
  ) throws(GraphError) -> [SimilarEntity] {
    guard let start = position(of: center) else { return [] }
    let listed = kinds.map(isListed)
    let own = try neighbors(of: start, predicates: predicates)
    var shared: [Int: [Int]] = [:]
    for neighbor in own {
      for other in try neighbors(of: neighbor, predicates: predicates) where other != start {
        let isListed = listed[try kind(at: other)]
        if isListed { shared[other, default: []].append(neighbor) }
      }
    }
    var found: [(position: Int, similarity: Double, shared: [Int])] = []
    for (other, common) in shared {
      // Being tied to each other is no difference between two.
      let theirs = try neighbors(of: other, predicates: predicates).count { $0 != start }
      let ours = own.count { $0 != other }
      found.append((other, Double(common.count) / Double(ours + theirs - common.count), common))
    }
    found.sort { left, right in
      if left.similarity != right.similarity { return left.similarity > right.similarity }
      if left.shared.count != right.shared.count { return left.shared.count > right.shared.count }
      return left.position < right.position
    }
    return found.prefix(max(0, limit)).map { item in
      SimilarEntity(
        entity: entity(at: item.position), similarity: item.similarity, shared: item.shared.map { entity(at: $0) })
    }
  }
}
