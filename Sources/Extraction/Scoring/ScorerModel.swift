internal import CExtractionData

/// The weights of the relation scorer: multinomial logistic regression over hashed features, with a calibration for each
/// relation; read where they lie.
///
/// Layout, little-endian: "WEFTREL1", slots (a power of two), scale (an IEEE 32-bit number), version, each 32 bits, bytes
/// of 0 up to the 64th, so that no row lies in two lines of a cache; by lane 17 numbers (IEEE, 32 bits), the share of
/// right claims at a probability of 0, 1/16 … 1; a ``FeatureTable`` of 32 lanes, whose numbers times `scale` are scores.
@_spi(Training) public struct ScorerModel: Sendable {
  /// The weights that come with Weft.
  public static let builtIn = ScorerModel(Blob(compiledIn: weft_scorer_bytes(), count: weft_scorer_count()))

  /// Counts the trainings whose weights were published.
  public let version: Int
  private let table: FeatureTable
  private let scale: Float
  private let calibration: [Float]

  public static let knots = 17
  private static let header = 64

  /// Opens weights; nil where their sizes do not fit or a number is none.
  public init?(_ blob: Blob) {
    guard blob.begins(with: "WEFTREL1") else { return nil }
    let slots = Int(blob.number(8, as: UInt32.self))
    let scale = Float(bitPattern: blob.number(12, as: UInt32.self))
    let numbers = ScoredRelation.lanes * Self.knots
    let calibration = (0..<numbers).map { Float(bitPattern: blob.number(Self.header + $0 * 4, as: UInt32.self)) }
    guard scale.isFinite, scale > 0, calibration.allSatisfy({ $0 >= 0 && $0 <= 1 }),
      let table = FeatureTable(
        blob, at: Self.header + numbers * 4, slots: slots, lanes: ScoredRelation.lanes)
    else { return nil }
    self.table = table
    self.scale = scale
    self.calibration = calibration
    version = Int(blob.number(16, as: UInt32.self))
  }

  /// Weights in the layout above.
  public static func bytes(
    rows: [(feature: UInt64, row: [Int8])], calibration: [Float], scale: Float, version: Int, slots: Int
  ) -> [UInt8] {
    var bytes = Array("WEFTREL1".utf8)
    let rest = Array(repeating: UInt32(0), count: 11)
    for word in [UInt32(slots), scale.bitPattern, UInt32(version)] + rest + calibration.map(\.bitPattern) {
      withUnsafeBytes(of: word.littleEndian) { bytes += $0 }
    }
    return bytes + FeatureTable.bytes(rows, slots: slots, lanes: ScoredRelation.lanes)
  }

  /// By lane, the probability that a pair with these features is so related.
  public func probabilities(_ features: [UInt64]) -> [Float] {
    let (low, high) = factors(features)
    let total = total(low, high)
    return (0..<ScoredRelation.lanes).map { ($0 < 16 ? low[$0] : high[$0 - 16]) / total }
  }

  /// The likeliest relation of a pair with these features, as the first of its lanes, and its probability.
  func best(_ features: [UInt64]) -> (lane: Int, probability: Float) {
    let (low, high) = factors(features)
    let total = total(low, high)
    var best = (lane: 1, probability: low[1] / total)
    for lane in 2...ScoredRelation.all.count {
      let probability = (lane < 16 ? low[lane] : high[lane - 16]) / total
      if probability > best.probability { best = (lane, probability) }
    }
    return best
  }

  /// By lane, e to the power of its score, less that of the greatest.
  private func factors(_ features: [UInt64]) -> (low: SIMD16<Float>, high: SIMD16<Float>) {
    let scores = table.sum(features, times: scale)
    let low = scores.lowHalf
    var high = scores.highHalf
    for lane in ScoredRelation.all.count + 1..<ScoredRelation.lanes { high[lane - 16] = -1000 }
    let greatest = max(low.greatest, high.greatest)
    return (LabelChain.exponential(low - greatest), LabelChain.exponential(high - greatest))
  }

  private func total(_ low: SIMD16<Float>, _ high: SIMD16<Float>) -> Float {
    var total: Float = 0
    for lane in 0..<16 { total += low[lane] }
    for lane in 0..<16 { total += high[lane] }
    return total
  }

  /// The share of claims of a relation that were right on held-out texts at a probability.
  public func confidence(_ lane: Int, _ probability: Float) -> Float {
    guard lane >= 0, lane < ScoredRelation.lanes, probability >= 0, probability <= 1 else { return 0 }
    let position = probability * Float(Self.knots - 1)
    let knot = min(Int(position), Self.knots - 2)
    let (low, high) = (calibration[lane * Self.knots + knot], calibration[lane * Self.knots + knot + 1])
    return low + (high - low) * (position - Float(knot))
  }
}
