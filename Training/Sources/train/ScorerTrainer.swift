@_spi(Training) import Extraction
import KnowledgeGraph

/// Trains multinomial logistic regression by AdaGrad (Duchi, Hazan and Singer 2011), and its calibration by isotonic
/// regression on held-out pairs (Zadrozny and Elkan 2002).
struct ScorerTrainer {
  var epochs = 8
  var rate: Float = 0.08
  var decay: Float = 1e-5
  var leastCount = 2
  var slots = 1 << 16
  var version = 3
  /// How often the project's own sentences are learned from, for each time that another set is.
  var ownWeight = 3
  private let lanes = ScoredRelation.lanes

  struct Weights {
    var features: [UInt64]
    var rows: [SIMD32<Float>]
  }

  func train(_ examples: [ScorerExample], log: (String) -> Void) -> Weights {
    var counts: [UInt64: Int32] = [:]
    for example in examples { for feature in Set(example.features) { counts[feature, default: 0] += 1 } }
    let kept = counts.filter { $0.value >= leastCount }.keys.sorted()
    var index: [UInt64: Int32] = [:]
    for (position, feature) in kept.enumerated() { index[feature] = Int32(position) }
    let used = examples.map { $0.features.compactMap { index[$0] } }
    var weights = Array(repeating: SIMD32<Float>(repeating: 0), count: kept.count)
    var squares = Array(repeating: SIMD32<Float>(repeating: 1e-2), count: kept.count)
    var sum = weights
    var summed: Float = 0
    var random = Random(seed: 7)
    var order = Array(examples.indices)
    log("\(examples.count) pairs, \(kept.count) features")
    for epoch in 0..<epochs {
      order.shuffle(using: &random)
      var wrong = 0
      for position in order {
        let features = used[position].filter { _ in random.next() % 100 >= 20 }
        var score = SIMD32<Float>(repeating: 0)
        for feature in features { score += weights[Int(feature)] }
        score *= 1.25
        let probabilities = Self.softmax(score)
        // Any of the right lanes will do: each has its share of what the model gives to all of them.
        var target = SIMD32<Float>(repeating: 0)
        let right = Set(examples[position].lanes)
        var mass: Float = 0
        for lane in right { mass += probabilities[lane] }
        for lane in right { target[lane] = mass > 1e-6 ? probabilities[lane] / mass : 1 / Float(right.count) }
        if let first = examples[position].lanes.first {
          target *= 0.5
          target[first] += 0.5
        }
        if mass < 0.5 { wrong += 1 }
        let gradient = (probabilities - target) * 1.25
        let square = gradient * gradient
        for feature in features {
          let slot = Int(feature)
          squares[slot] += square
          weights[slot] -= rate * (gradient + decay * weights[slot]) / squares[slot].squareRoot()
        }
      }
      log("epoch \(epoch + 1): \(wrong) of \(examples.count) pairs wrong while learning")
      if epoch >= epochs - 3 {
        for slot in weights.indices { sum[slot] += weights[slot] }
        summed += 1
      }
    }
    return Weights(features: kept, rows: sum.map { $0 / summed })
  }

  private static func softmax(_ score: SIMD32<Float>) -> SIMD32<Float> {
    var bounded = score
    for lane in ScoredRelation.all.count + 1..<ScoredRelation.lanes { bounded[lane] = -1000 }
    let moved = bounded - bounded.max()
    let factors = SIMD32(
      lowHalf: LabelChain.exponential(moved.lowHalf), highHalf: LabelChain.exponential(moved.highHalf))
    return factors / factors.sum()
  }

  func bytes(_ weights: Weights, calibration: [Float], log: (String) -> Void) -> [UInt8] {
    func size(_ row: SIMD32<Float>) -> Float { max(row.max(), -row.min()) }
    let sizes = weights.rows.map(size)
    let order = weights.features.indices.sorted {
      (sizes[$0], weights.features[$0]) > (sizes[$1], weights.features[$1])
    }
    let kept = order.prefix(slots)
    let scale = max(kept.first.map { sizes[$0] } ?? 1, 1e-6) / 127
    let rows = kept.map { index in
      (feature: weights.features[index], row: (0..<lanes).map { Int8((weights.rows[index][$0] / scale).rounded()) })
    }
    if let last = kept.last {
      log("offer \(kept.count) features, from a weight of \(sizes[last]) up to \(scale * 127)")
    }
    return ScorerModel.bytes(rows: rows, calibration: calibration, scale: scale, version: version, slots: slots)
  }

  /// By lane, the share of right claims at each probability, from held-out pairs of the project's own sentences; lanes
  /// with few pairs lean on all others, and these on the pairs of all sets.
  func calibration(
    _ model: ScorerModel, _ examples: [ScorerExample], own: [ScorerExample], log: (String) -> Void
  ) -> [Float] {
    let general = isotonic(claims(model, examples)[0], prior: nil)
    let found = claims(model, own)
    let all = isotonic(found[0], prior: general)
    var result: [Float] = all
    for lane in 1..<lanes {
      let shares = isotonic(found[lane], prior: all)
      result += shares
      if lane <= ScoredRelation.all.count, found[lane].count > 0 {
        let relation = ScoredRelation.all[lane - 1]
        let sure = found[lane].filter { $0.probability >= 0.5 }
        log(
          "\(relation.predicate.rawValue)\(relation.isTurned ? " turned" : ""): \(found[lane].count) claims, at 1/2 and more"
            + " \(sure.count), right \(sure.filter(\.isRight).count); calibrated "
            + shares.map { String(Int(($0 * 100).rounded())) }.joined(separator: " "))
      }
    }
    return result
  }

  /// By lane, the likeliest relations that the model tells of pairs, with how likely each is and whether it is right; all
  /// of them in lane 0.
  private func claims(
    _ model: ScorerModel, _ examples: [ScorerExample]
  ) -> [[(probability: Float, isRight: Bool)]] {
    var found = Array(repeating: [(probability: Float, isRight: Bool)](), count: lanes)
    for example in examples {
      let probabilities = model.probabilities(example.features)
      guard let lane = (1...ScoredRelation.all.count).max(by: { probabilities[$0] < probabilities[$1] }) else {
        continue
      }
      let claim = (probabilities[lane], example.lanes.contains(lane))
      found[lane].append(claim)
      found[0].append(claim)
    }
    return found
  }

  /// Shares that grow with the probability, at its sixteenths, by pooling adjacent violators (Ayer et al. 1955).
  private func isotonic(_ claims: [(probability: Float, isRight: Bool)], prior: [Float]?) -> [Float] {
    let bins = ScorerModel.knots - 1
    var blocks: [(right: Float, count: Float, bins: Int)] = []
    for bin in 0..<bins {
      let inside = claims.filter { min(Int($0.probability * Float(bins)), bins - 1) == bin }
      // Of lanes seldom seen the prior weighs as much as six claims.
      let base = prior.map { ($0[bin] + $0[bin + 1]) / 2 } ?? (Float(bin) + 0.5) / Float(bins)
      let weight: Float = prior == nil ? 1 : 6
      blocks.append(
        (Float(inside.filter(\.isRight).count) + base * weight, Float(inside.count) + weight, 1))
      while blocks.count > 1 {
        let (low, high) = (blocks[blocks.count - 2], blocks[blocks.count - 1])
        guard low.right / low.count >= high.right / high.count else { break }
        blocks.removeLast(2)
        blocks.append((low.right + high.right, low.count + high.count, low.bins + high.bins))
      }
    }
    let shares = blocks.flatMap { Array(repeating: $0.right / $0.count, count: $0.bins) }
    return (0..<ScorerModel.knots).map { knot in
      let (low, high) = (shares[max(knot - 1, 0)], shares[min(knot, bins - 1)])
      return min(max((low + high) / 2, 0), 1)
    }
  }
}
