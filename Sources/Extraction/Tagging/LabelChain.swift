/// The probabilities of the labels of a sentence under a linear-chain conditional random field (Lafferty, McCallum and
/// Pereira 2001), by the forward-backward algorithm with scaling (Rabiner 1989).
///
/// Only additions, multiplications and divisions of IEEE numbers in a fixed order, so that every machine gives the same.
@_spi(Training) public struct LabelChain: Sendable {
  public typealias Lanes = SIMD16<Float>

  /// By label, the factors of the labels that follow it; 0 where one may not.
  private let following: [Lanes]
  /// By label, the factors of the labels that it follows.
  private let preceding: [Lanes]
  private let start: Lanes

  /// Takes the scores of transitions, 16 rows of 16: from each label to each, and in the last row from the start.
  public init?(transitions: [Float]) {
    guard transitions.count == TaggerLabel.lanes * TaggerLabel.lanes else { return nil }
    var following = Array(repeating: Lanes(repeating: 0), count: TaggerLabel.lanes)
    var preceding = following
    for from in 0..<TaggerLabel.lanes {
      var row = Lanes(repeating: 0)
      for to in 0..<TaggerLabel.count { row[to] = transitions[from * TaggerLabel.lanes + to] }
      let factors = Self.exponential(row)
      for to in 0..<TaggerLabel.count {
        let isStart = from == TaggerLabel.count
        guard TaggerLabel.may(to, follow: isStart ? nil : from) else { continue }
        following[from][to] = factors[to]
        if !isStart { preceding[to][from] = factors[to] }
      }
    }
    self.following = following
    self.preceding = preceding
    start = following[TaggerLabel.count]
  }

  /// e to the power of each lane, for lanes from -80 to 80; others are taken for these bounds.
  public static func exponential(_ value: Lanes) -> Lanes {
    var bounded = value.replacing(with: 80, where: value .> 80)
    bounded.replace(with: -80, where: bounded .< -80)
    // 1.5 times 2 to the 23rd leaves no bits for a fraction: the sum is rounded to the nearest whole number, which
    // stands in its low bits.
    let shifted = bounded * 1.442_695_04 + 12_582_912
    let whole = shifted - 12_582_912
    // ln 2 in two parts, so that the rest stays exact.
    let rest = (bounded - whole * 0.693_359_375) + whole * 2.121_944_4e-4
    var result = Lanes(repeating: 1.0 / 720)
    for factor: Float in [1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1, 1] { result = result * rest + factor }
    let exponent = (unsafeBitCast(shifted, to: SIMD16<Int32>.self) &+ 127) &<< 23
    return result * unsafeBitCast(exponent, to: Lanes.self)
  }

  /// What the passes along a sentence give.
  public struct Passes {
    /// By token, the probabilities of its labels.
    public var marginals: [Lanes]
    public var forward: [Lanes]
    public var backward: [Lanes]
    /// By token, the factors of the labels at it, as they were used.
    public var factors: [Lanes]
  }

  /// The probabilities of the labels of every token.
  ///
  /// `scores` has by token the score of each label there; `allowed` by token the labels that it may have, one bit each,
  /// all where nil.
  ///
  /// - Complexity: Linear in the number of tokens.
  public func passes(_ scores: [Lanes], allowed: [UInt16]? = nil) -> Passes {
    let count = scores.count
    var factors: [Lanes] = []
    factors.reserveCapacity(count)
    for (index, score) in scores.enumerated() {
      var score = score
      score[TaggerLabel.count] = -1000
      var factor = Self.exponential(score - score.greatest)
      factor[TaggerLabel.count] = 0
      if let allowed, allowed.indices.contains(index) {
        for label in 0..<TaggerLabel.count where allowed[index] & (1 << UInt16(label)) == 0 { factor[label] = 0 }
      }
      factors.append(factor)
    }
    var forward = factors
    var backward = Array(repeating: Lanes(repeating: 1), count: count)
    for index in 0..<count {
      var sum: Lanes
      if index == 0 {
        sum = start
      } else {
        sum = Lanes(repeating: 0)
        let previous = forward[index - 1]
        for label in 0..<TaggerLabel.count { sum += following[label] * previous[label] }
      }
      sum *= factors[index]
      let total = sum.sum()
      forward[index] = total > 0 ? sum / total : Lanes(repeating: 1 / Float(TaggerLabel.count))
    }
    var index = count - 2
    while index >= 0 {
      let next = factors[index + 1] * backward[index + 1]
      var sum = Lanes(repeating: 0)
      for label in 0..<TaggerLabel.count { sum += preceding[label] * next[label] }
      let total = sum.max()
      backward[index] = total > 0 ? sum / total : Lanes(repeating: 1)
      index -= 1
    }
    var marginals = forward
    for index in 0..<count {
      let product = forward[index] * backward[index]
      let total = product.sum()
      marginals[index] = total > 0 ? product / total : forward[index]
    }
    return Passes(marginals: marginals, forward: forward, backward: backward, factors: factors)
  }

  /// Adds the expected number of each transition, as passes gave it, to 16 rows as `init` takes them.
  public func addTransitions(_ passes: Passes, times factor: Float, to expected: inout [Float]) {
    guard let first = passes.marginals.first, expected.count == TaggerLabel.lanes * TaggerLabel.lanes else { return }
    for to in 0..<TaggerLabel.count { expected[TaggerLabel.count * TaggerLabel.lanes + to] += factor * first[to] }
    for index in passes.marginals.indices.dropFirst() {
      let next = passes.factors[index] * passes.backward[index]
      let previous = passes.forward[index - 1]
      var rows = following
      var total: Float = 0
      for label in 0..<TaggerLabel.count {
        rows[label] *= next * previous[label]
        total += rows[label].sum()
      }
      guard total > 0 else { continue }
      for from in 0..<TaggerLabel.count {
        for to in 0..<TaggerLabel.count {
          expected[from * TaggerLabel.lanes + to] += factor * rows[from][to] / total
        }
      }
    }
  }
}

extension SIMD16 where Scalar == Float {
  /// The greatest lane, as packed comparisons find it.
  var greatest: Float {
    let eight = lowHalf.replacing(with: highHalf, where: highHalf .> lowHalf)
    let four = eight.lowHalf.replacing(with: eight.highHalf, where: eight.highHalf .> eight.lowHalf)
    return Swift.max(four[0], four[1], four[2], four[3])
  }

  fileprivate func sum() -> Float {
    let eight = lowHalf + highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }
}
