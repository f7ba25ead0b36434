@_spi(Training) import Extraction

/// Trains the weights of a linear-chain conditional random field by AdaGrad (Duchi, Hazan and Singer 2011) on the
/// likelihood of the labels that the marks leave open, features dropped at random so that no word is relied on alone.
struct TaggerTrainer {
  var epochs = 12
  var rate: Float = 0.12
  var decay: Float = 2e-6
  var dropout: UInt64 = 15
  var leastCount = 2
  var slots = 1 << 18
  var version = 3

  func train(_ examples: [TaggerExample], log: (String) -> Void) -> [UInt8] {
    var counts: [UInt64: Int32] = [:]
    for example in examples {
      for features in example.features { for feature in features { counts[feature, default: 0] += 1 } }
    }
    let kept = counts.filter { $0.value >= leastCount }.keys.sorted()
    counts = [:]
    var index: [UInt64: Int32] = [:]
    index.reserveCapacity(kept.count)
    for (position, feature) in kept.enumerated() { index[feature] = Int32(position) }
    let rows = examples.map { $0.features.map { $0.compactMap { index[$0] } } }
    index = [:]
    log("\(examples.count) sentences, \(kept.count) features")

    typealias Lanes = SIMD16<Float>
    var weights = Array(repeating: Lanes(repeating: 0), count: kept.count)
    var squares = Array(repeating: Lanes(repeating: 1e-3), count: kept.count)
    var sum = weights
    var summed: Float = 0
    let size = TaggerLabel.lanes * TaggerLabel.lanes
    var transitions = Array(repeating: Float(0), count: size)
    var transitionSquares = Array(repeating: Float(1e-3), count: size)
    var transitionSum = transitions
    var random = Random(seed: 20_261_127)
    var order = Array(examples.indices)
    let gain = 100 / Float(100 - dropout)
    for epoch in 0..<epochs {
      order.shuffle(using: &random)
      var loss = 0
      var tokens = 0
      for position in order {
        let example = examples[position]
        guard let chain = LabelChain(transitions: transitions) else { continue }
        let used = rows[position].map { $0.filter { _ in random.next() % 100 >= dropout } }
        let scores = used.map { features in
          var score = Lanes(repeating: 0)
          for feature in features { score += weights[Int(feature)] }
          return score * gain
        }
        let free = chain.passes(scores)
        let bound = chain.passes(scores, allowed: example.allowed)
        for token in used.indices {
          let gradient = (free.marginals[token] - bound.marginals[token]) * gain
          if free.marginals[token].indices.max(by: { free.marginals[token][$0] < free.marginals[token][$1] }).map({
            example.allowed[token] & (1 << UInt16($0)) == 0
          }) ?? false {
            loss += 1
          }
          tokens += 1
          let square = gradient * gradient
          if square.max() < 1e-9 { continue }
          for feature in used[token] {
            let slot = Int(feature)
            squares[slot] += square
            weights[slot] -= rate * (gradient + decay * weights[slot]) / squares[slot].squareRoot()
          }
        }
        var expected = Array(repeating: Float(0), count: size)
        chain.addTransitions(free, times: 1, to: &expected)
        chain.addTransitions(bound, times: -1, to: &expected)
        for slot in 0..<size where expected[slot] != 0 {
          transitionSquares[slot] += expected[slot] * expected[slot]
          transitions[slot] -= rate * expected[slot] / transitionSquares[slot].squareRoot()
        }
      }
      log("epoch \(epoch + 1): \(loss) of \(tokens) tokens wrong while learning")
      if epoch >= epochs - 4 {
        for slot in weights.indices { sum[slot] += weights[slot] }
        for slot in 0..<size { transitionSum[slot] += transitions[slot] }
        summed += 1
      }
    }
    return packed(kept, sum.map { $0 / summed }, transitionSum.map { $0 / summed }, log: log)
  }

  /// The features with the greatest weights, as numbers of eight bits.
  private func packed(
    _ features: [UInt64], _ weights: [SIMD16<Float>], _ transitions: [Float], log: (String) -> Void
  ) -> [UInt8] {
    func size(_ row: SIMD16<Float>) -> Float { max(row.max(), -row.min()) }
    let order = features.indices.sorted {
      (size(weights[$0]), features[$0]) > (size(weights[$1]), features[$1])
    }
    let kept = order.prefix(slots)
    // A few weights are far greater than all others; those are cut.
    let greatest = kept.isEmpty ? 1 : size(weights[kept[min(kept.count / 500, kept.count - 1)]])
    let scale = max(greatest, 1e-6) / 127
    let rows = kept.map { index -> (feature: UInt64, row: [Int8]) in
      let row = (0..<TaggerLabel.lanes).map { lane in
        lane < TaggerLabel.count ? Int8(min(max((weights[index][lane] / scale).rounded(), -127), 127)) : 0
      }
      return (features[index], row)
    }
    if let last = kept.last {
      log("offer \(kept.count) features, from a weight of \(size(weights[last])) up to \(greatest)")
    }
    return TaggerModel.bytes(rows: rows, transitions: transitions, scale: scale, version: version, slots: slots)
  }
}
