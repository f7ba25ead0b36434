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
    guard slots > 3, slots <= 1 << 24, slots.nonzeroBitCount == 1, lanes % 16 == 0, lanes > 0,
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

  /// A run of slots is searched no further than this many fours, so that no weights make it slow.
  private static let reach = 16

  /// The high bits of the 16-bit parts that are 0; above the lowest such part a further one may be marked wrongly.
  @inline(__always)
  private static func zeros(_ parts: UInt64) -> UInt64 {
    (parts &- 0x0001_0001_0001_0001) & ~parts & 0x8000_8000_8000_8000
  }

  /// Sets `places` to where the rows of features begin in the blob, of those that have one.
  ///
  /// Apart from adding them up, so that the memory is asked for many rows at once.
  func find(_ features: [UInt64], into places: inout [Int]) {
    places.removeAll(keepingCapacity: true)
    let mask = (1 << bits) - 1
    for feature in features {
      var slot = Int(truncatingIfNeeded: feature >> UInt64(64 - bits))
      let print = Self.print(feature)
      let wanted = UInt64(print) &* 0x0001_0001_0001_0001
      for _ in 0..<Self.reach {
        // Four slots at once.
        let found =
          slot <= mask - 3
          ? UInt64(littleEndian: blob.bytes.loadUnaligned(fromByteOffset: prints + slot * 2, as: UInt64.self))
          : around(slot)
        let (same, free) = (Self.zeros(found ^ wanted), Self.zeros(found))
        if same | free == 0 {
          slot = (slot + 4) & mask
          continue
        }
        let first = (same | free).trailingZeroBitCount
        if same.trailingZeroBitCount == first { places.append(rows + ((slot + first / 16) & mask) * lanes) }
        break
      }
    }
  }

  /// The prints of four slots of which the last come first again.
  private func around(_ slot: Int) -> UInt64 {
    let mask = (1 << bits) - 1
    var found: UInt64 = 0
    for offset in 0..<4 {
      let print = blob.number(prints + ((slot + offset) & mask) * 2, as: UInt16.self)
      found |= UInt64(print) << UInt64(offset * 16)
    }
    return found
  }

  /// The sums of sixteen numbers of the rows that ``find(_:into:)`` gave, times a factor.
  ///
  /// `part` says: Which sixteen of a row.
  func sum(_ places: [Int], part: Int = 0, times factor: Float) -> SIMD16<Float> {
    guard part >= 0, part * 16 < lanes else { return SIMD16(repeating: 0) }
    // Numbers of 8 bits, moved up by 128 to have no sign, in parts of 16 bits: 256 of them have room.
    let low = SIMD2<UInt64>(repeating: 0x00FF_00FF_00FF_00FF)
    var total = SIMD16<Int32>(repeating: 0)
    var start = 0
    while start < places.count {
      let end = min(start + 256, places.count)
      var (even, odd) = (SIMD2<UInt64>(repeating: 0), SIMD2<UInt64>(repeating: 0))
      for place in places[start..<end] {
        // Within the bytes: the sizes were checked, and the slot is masked.
        var numbers = blob.bytes.loadUnaligned(fromByteOffset: place + part * 16, as: SIMD2<UInt64>.self)
        #if _endian(big)
          numbers = SIMD2(numbers[0].byteSwapped, numbers[1].byteSwapped)
        #endif
        numbers ^= 0x8080_8080_8080_8080
        even &+= numbers & low
        odd &+= (numbers &>> 8) & low
      }
      let moved = Int32(end - start) * 128
      for lane in 0..<8 {
        let shift = UInt64(lane % 4 * 16)
        total[lane * 2] &+= Int32((even[lane / 4] >> shift) & 0xFFFF) - moved
        total[lane * 2 + 1] &+= Int32((odd[lane / 4] >> shift) & 0xFFFF) - moved
      }
      start = end
    }
    var result = SIMD16<Float>(repeating: 0)
    for lane in 0..<16 { result[lane] = Float(total[lane]) * factor }
    return result
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
