internal import CExtractionData

/// The weights of the relation scorer: multinomial logistic regression over hashed features, with a calibration for each
/// relation; read where they lie.
///
/// Layout, little-endian: "WEFTREL1", slots (a power of two), scale (an IEEE 32-bit number), version, each 32 bits, four
/// bytes of 0; by lane 17 numbers (IEEE, 32 bits), the share of right claims at a probability of 0, 1/16 … 1; a
/// ``FeatureTable`` of 32 lanes, whose numbers times `scale` are scores.
@_spi(Training) public struct ScorerModel: Sendable {
  /// The weights that come with Weft.
  public static let builtIn = ScorerModel(Blob(compiledIn: weft_scorer_bytes(), count: weft_scorer_count()))

  /// Counts the trainings whose weights were published.
  public let version: Int
  private let table: FeatureTable
  private let scale: Float
  private let calibration: [Float]

  public static let knots = 17
  private static let header = 24

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
    for word in [UInt32(slots), scale.bitPattern, UInt32(version), 0] + calibration.map(\.bitPattern) {
      withUnsafeBytes(of: word.littleEndian) { bytes += $0 }
    }
    return bytes + FeatureTable.bytes(rows, slots: slots, lanes: ScoredRelation.lanes)
  }

  /// By lane, the probability that a pair with these features is so related.
  public func probabilities(_ features: [UInt64]) -> [Float] {
    let parts = (0..<2).map { SIMD16<Float>(table.sum(features, part: $0)) * scale }
    var scores = parts.flatMap { part in part.indices.map { part[$0] } }
    for lane in ScoredRelation.all.count + 1..<max(scores.count, ScoredRelation.all.count + 1) { scores[lane] = -1000 }
    let greatest = scores.max() ?? 0
    var result: [Float] = []
    for part in 0..<2 {
      var lanes = SIMD16<Float>(repeating: 0)
      for lane in 0..<16 { lanes[lane] = scores[part * 16 + lane] - greatest }
      let factors = LabelChain.exponential(lanes)
      for lane in 0..<16 { result.append(factors[lane]) }
    }
    let total = result.reduce(0, +)
    return result.map { $0 / total }
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
