/// Rows of small numbers, found by the 64-bit hash of a feature and read where they lie.
///
/// Layout: by slot a print of 16 bits, 0 where free; then by slot the numbers of its row, 8 bits each. A feature stands
/// in the slot of its high bits, or the next free one; its print is its low 16 bits, 1 for 0. A feature that training did
/// not keep meets a print like its own about once in thirty thousand times.
@_spi(Training) public struct FeatureTable: Sendable {
  private let blob: Blob
  private let prints: Int
  private let rows: Int
  private let bits: Int
  private let lanes: Int

  /// The table at an offset of a blob, to its end; nil where its size does not fit.
  init?(_ blob: Blob, at offset: Int, slots: Int, lanes: Int) {
    guard slots > 1, slots <= 1 << 24, slots.nonzeroBitCount == 1, lanes % 16 == 0, lanes > 0,
      blob.count == offset + slots * (2 + lanes)
    else { return nil }
    self.blob = blob
    self.lanes = lanes
    prints = offset
    rows = offset + slots * 2
    bits = slots.trailingZeroBitCount
  }

  @inline(__always)
  private static func print(_ feature: UInt64) -> UInt16 { max(UInt16(truncatingIfNeeded: feature), 1) }

  /// A run of slots is searched no further than this, so that no weights make it slow.
  private static let reach = 64

  /// Where the row of a feature begins in the blob, or nil.
  @inline(__always)
  private func row(_ feature: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: feature >> UInt64(64 - bits))
    let print = Self.print(feature)
    let mask = (1 << bits) - 1
    for _ in 0..<Self.reach {
      let found = blob.number(prints + slot * 2, as: UInt16.self)
      if found == 0 { return nil }
      if found == print { return rows + slot * lanes }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The sums of sixteen numbers of the rows of features.
  ///
  /// `part` says: Which sixteen of a row.
  func sum(_ features: [UInt64], part: Int = 0) -> SIMD16<Int32> {
    var sum = SIMD16<Int32>(repeating: 0)
    guard part >= 0, part * 16 < lanes else { return sum }
    for feature in features {
      guard let row = row(feature) else { continue }
      // Within the bytes: the sizes were checked, and the slot is masked.
      let numbers = blob.bytes.loadUnaligned(fromByteOffset: row + part * 16, as: SIMD16<Int8>.self)
      sum &+= SIMD16<Int32>(truncatingIfNeeded: numbers)
    }
    return sum
  }

  /// A table in the layout above; of more than two thirds of the slots the last features are left out.
  public static func bytes(_ features: [(feature: UInt64, row: [Int8])], slots: Int, lanes: Int) -> [UInt8] {
    var prints = Array(repeating: UInt16(0), count: slots)
    var numbers = Array(repeating: UInt8(0), count: slots * lanes)
    let bits = slots.trailingZeroBitCount
    for (feature, row) in features.prefix(slots / 3 * 2) {
      var slot = Int(truncatingIfNeeded: feature >> UInt64(64 - bits))
      while prints[slot] != 0 { slot = (slot + 1) & (slots - 1) }
      prints[slot] = print(feature)
      for (lane, number) in row.prefix(lanes).enumerated() { numbers[slot * lanes + lane] = UInt8(bitPattern: number) }
    }
    return prints.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] } + numbers
  }
}
