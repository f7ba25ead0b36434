/// How much an entity counts among all.
public struct RankedEntity: Hashable, Sendable {
  public var entity: EntityID
  public var score: Double

  public init(entity: EntityID, score: Double) {
    self.entity = entity
    self.score = score
  }
}

/// What makes an entity count.
public enum RankMeasure: String, Sendable, CaseIterable {
  /// How many relations it has.
  case degree
  /// How likely a walker is there who follows relations at random (Brin and Page, 1998).
  case pagerank
}

extension GraphAdjacency {
  /// The entities that count most, the first first; equal ones in the order of their numbers.
  ///
  /// PageRank: damping 0.85, from subject to object, of a symmetric predicate both ways; an entity that nothing leaves
  /// leads everywhere. Repeated until the scores change by less than 10⁻⁹ together, at most 200 times. Sums are taken in
  /// the order of the entities, so that the last digit is the same everywhere.
  ///
  /// Predicates are walked by their numbers; all entities count, those of the kinds that `isListed` names are listed.
  ///
  /// - Complexity: O(relations) a round.
  public func ranked(
    by measure: RankMeasure, predicates: [Int], limit: Int, ontology: Ontology, isListed: (Kind) -> Bool
  ) throws(GraphError) -> [RankedEntity] {
    let scores =
      switch measure {
      case .degree: try degrees(predicates)
      case .pagerank: try pageRank(predicates, ontology)
      }
    let listed = kinds.map(isListed)
    var positions: [Int] = []
    for position in 0..<entityCount where listed[try kind(at: position)] { positions.append(position) }
    positions.sort { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
    return positions.prefix(max(0, limit)).map { RankedEntity(entity: entity(at: $0), score: scores[$0]) }
  }

  private func isWalked(_ predicates: [Int]) -> [Bool] {
    var result = [Bool](repeating: false, count: self.predicates.count)
    for predicate in predicates where result.indices.contains(predicate) { result[predicate] = true }
    return result
  }

  private func degrees(_ predicates: [Int]) throws(GraphError) -> [Double] {
    let isWalked = isWalked(predicates)
    var result = [Double](repeating: 0, count: entityCount)
    for position in 0..<entityCount {
      try forEachStep(from: position, direction: .out) { step in
        guard isWalked[step.predicate] else { return true }
        result[position] += 1
        if step.other >= 0, step.other != position { result[step.other] += 1 }
        return true
      }
    }
    return result
  }

  private func pageRank(_ predicates: [Int], _ ontology: Ontology) throws(GraphError) -> [Double] {
    guard entityCount > 0 else { return [] }
    let isWalked = isWalked(predicates)
    let isSymmetric = self.predicates.map { ontology.isSymmetric($0) }
    // Where one can go from each entity, as one list.
    var starts: [Int32] = [0]
    var targets: [Int32] = []
    for position in 0..<entityCount {
      try forEachStep(from: position, direction: .both) { step in
        guard isWalked[step.predicate], step.other >= 0, step.isOutgoing || isSymmetric[step.predicate] else {
          return true
        }
        targets.append(Int32(step.other))
        return true
      }
      starts.append(Int32(targets.count))
    }
    let count = Double(entityCount)
    let damping = 0.85
    var scores = [Double](repeating: 1 / count, count: entityCount)
    var next = scores
    for _ in 0..<200 {
      var dangling = 0.0
      for position in next.indices { next[position] = 0 }
      for position in scores.indices {
        let (start, end) = (Int(starts[position]), Int(starts[position + 1]))
        guard start < end else {
          dangling += scores[position]
          continue
        }
        let share = scores[position] / Double(end - start)
        for index in start..<end { next[Int(targets[index])] += share }
      }
      let base = (1 - damping) / count + damping * dangling / count
      var change = 0.0
      for position in next.indices {
        next[position] = base + damping * next[position]
        change += abs(next[position] - scores[position])
      }
      swap(&scores, &next)
      if change < 1e-9 { break }
    }
    return scores
  }

  /// The connected parts of the graph, the largest first, equal ones in the order of their first entities; each lists its
  /// entities in order.
  ///
  /// Predicates are walked either way, by their numbers.
  ///
  /// - Complexity: O(entities + relations), nearly (union by size with path halving; Tarjan and van Leeuwen, 1984).
  public func components(predicates: [Int]) throws(GraphError) -> [[EntityID]] {
    let isWalked = isWalked(predicates)
    var parent = Array(0..<Int32(entityCount))
    var size = [Int32](repeating: 1, count: entityCount)
    func root(_ position: Int) -> Int {
      var position = Int32(position)
      while parent[Int(position)] != position {
        parent[Int(position)] = parent[Int(parent[Int(position)])]
        position = parent[Int(position)]
      }
      return Int(position)
    }
    for position in 0..<entityCount {
      try forEachStep(from: position, direction: .out) { step in
        guard isWalked[step.predicate], step.other >= 0 else { return true }
        let (left, right) = (root(position), root(step.other))
        guard left != right else { return true }
        let (large, small) = size[left] >= size[right] ? (left, right) : (right, left)
        parent[small] = Int32(large)
        size[large] += size[small]
        return true
      }
    }
    var order: [Int: Int] = [:]
    var result: [[EntityID]] = []
    for position in 0..<entityCount {
      let root = root(position)
      if let place = order[root] {
        result[place].append(entity(at: position))
      } else {
        order[root] = result.count
        result.append([entity(at: position)])
      }
    }
    return result.enumerated().sorted { left, right in
      left.element.count != right.element.count ? left.element.count > right.element.count : left.offset < right.offset
    }.map(\.element)
  }
}
