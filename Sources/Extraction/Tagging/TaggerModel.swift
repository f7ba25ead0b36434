internal import CExtractionData

/// The weights of the tagger: a row of sixteen small numbers for each feature that training kept, and the scores of
/// transitions; read where they lie.
///
/// Layout, little-endian: "WEFTTAG1", slots (a power of two), scale (an IEEE 32-bit number), version, each 32 bits, bytes
/// of 0 up to the 64th, so that no row lies in two lines of a cache; 256 scores of transitions (IEEE, 32 bits); a
/// ``FeatureTable`` of sixteen lanes, whose numbers times `scale` are the scores of the labels.
@_spi(Training) public struct TaggerModel: Sendable {
  /// The weights that come with Weft.
  public static let builtIn = TaggerModel(Blob(compiledIn: weft_tagger_bytes(), count: weft_tagger_count()))

  /// Counts the trainings whose weights were published.
  public let version: Int
  let chain: LabelChain
  private let table: FeatureTable
  private let scale: Float

  private static let header = 64
  private static let transitions = TaggerLabel.lanes * TaggerLabel.lanes

  /// Opens weights; nil where their sizes do not fit or a number is none.
  public init?(_ blob: Blob) {
    guard blob.begins(with: "WEFTTAG1") else { return nil }
    let slots = Int(blob.number(8, as: UInt32.self))
    let scale = Float(bitPattern: blob.number(12, as: UInt32.self))
    let transitions = (0..<Self.transitions).map {
      Float(bitPattern: blob.number(Self.header + $0 * 4, as: UInt32.self))
    }
    guard scale.isFinite, scale > 0, transitions.allSatisfy(\.isFinite),
      let chain = LabelChain(transitions: transitions),
      let table = FeatureTable(
        blob, at: Self.header + Self.transitions * 4, slots: slots, lanes: TaggerLabel.lanes)
    else { return nil }
    self.chain = chain
    self.table = table
    self.scale = scale
    version = Int(blob.number(16, as: UInt32.self))
  }

  /// Weights in the layout above.
  public static func bytes(
    rows: [(feature: UInt64, row: [Int8])], transitions: [Float], scale: Float, version: Int, slots: Int
  ) -> [UInt8] {
    var bytes = Array("WEFTTAG1".utf8)
    let rest = Array(repeating: UInt32(0), count: 11)
    for word in [UInt32(slots), scale.bitPattern, UInt32(version)] + rest + transitions.map(\.bitPattern) {
      withUnsafeBytes(of: word.littleEndian) { bytes += $0 }
    }
    return bytes + FeatureTable.bytes(rows, slots: slots, lanes: TaggerLabel.lanes)
  }

  /// The sums of the numbers of features, by label.
  func total(_ features: [UInt64]) -> SIMD16<Int32> { table.total(features) }

  /// The scores of the labels of a token whose features have these sums.
  func scores(_ total: SIMD16<Int32>) -> SIMD16<Float> { SIMD16<Float>(total) * scale }
}
