internal import CExtractionData

/// Rows of small numbers, found by the 64-bit hash of a feature and read where they lie.
///
/// Layout: by slot a print of 16 bits, 0 where free; then by slot the numbers of its row, 8 bits each. Eight slots are a
/// bucket, and a feature stands in the bucket of its high bits: one that finds it full is left out, so that a look-up
/// reads 16 bytes and no more. Its print is its low 16 bits, 1 for 0. A feature that training did not keep meets a print
/// like its own about once in nine thousand times.
@_spi(Training) public struct FeatureTable: Sendable {
  private let blob: Blob
  private let prints: Int
  private let rows: Int
  /// How many high bits of a feature tell its bucket.
  private let bits: Int
  private let lanes: Int

  /// Slots of a bucket.
  private static let width = 8

  /// The table at an offset of a blob, to its end; nil where its size does not fit.
  init?(_ blob: Blob, at offset: Int, slots: Int, lanes: Int) {
    guard slots > Self.width, slots <= 1 << 24, slots.nonzeroBitCount == 1, lanes == 16 || lanes == 32,
      blob.count == offset + slots * (2 + lanes)
    else { return nil }
    self.blob = blob
    self.lanes = lanes
    prints = offset
    rows = offset + slots * 2
    bits = Self.bits(slots)
  }

  private static func bits(_ slots: Int) -> Int { (slots / width).trailingZeroBitCount }

  @inline(__always)
  private static func print(_ feature: UInt64) -> UInt16 { max(UInt16(truncatingIfNeeded: feature), 1) }

  /// The high bits of the 16-bit parts that are 0; above the lowest such part a further one may be marked wrongly.
  @inline(__always)
  private static func zeros(_ parts: UInt64) -> UInt64 {
    (parts &- 0x0001_0001_0001_0001) & ~parts & 0x8000_8000_8000_8000
  }

  /// The sums of the numbers of the rows of features, times a factor; 0 in lanes that the rows do not have.
  func sum(_ features: [UInt64], times factor: Float) -> SIMD32<Float> {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: features.count) { places in
      let found = UnsafeBufferPointer(rebasing: places[..<find(features, places)])
      return SIMD32(
        lowHalf: SIMD16<Float>(total(found, from: 0)) * factor,
        highHalf: lanes > 16 ? SIMD16<Float>(total(found, from: 16)) * factor : SIMD16(repeating: 0))
    }
  }

  /// The sums of the first sixteen numbers of the rows of features: whole, so that sums of parts may be added up.
  func total(_ features: [UInt64]) -> SIMD16<Int32> {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: features.count) { places in
      total(UnsafeBufferPointer(rebasing: places[..<find(features, places)]), from: 0)
    }
  }

  /// Writes where the rows of features begin in the blob, of those that have one, and tells how many there are.
  ///
  /// Apart from adding them up, and without branches, so that the memory is asked for many rows at once.
  private func find(_ features: [UInt64], _ places: UnsafeMutableBufferPointer<UInt32>) -> Int {
    guard let bytes = blob.bytes.baseAddress else { return 0 }
    let shift = UInt64(64 - bits)
    // The table is larger than the caches near a core: all buckets are asked for before any is waited for, and so are rows
    // before they are added up.
    for feature in features {
      weft_prefetch(bytes + (prints &+ Int(truncatingIfNeeded: feature &>> shift) &* (Self.width * 2)))
    }
    var count = 0
    for feature in features {
      let bucket = Int(truncatingIfNeeded: feature &>> shift) &* Self.width
      let wanted = UInt64(Self.print(feature)) &* 0x0001_0001_0001_0001
      // Within the bytes: the sizes were checked.
      let start = prints &+ bucket &* 2
      let low = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
      let high = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start &+ 8, as: UInt64.self))
      // One bit in eight: the first slot of the low half, the first of the high half, the second of the low half, …
      let same = Self.zeros(low ^ wanted) &>> 8 | Self.zeros(high ^ wanted)
      let place = same.trailingZeroBitCount &>> 3
      let slot = bucket &+ place &>> 1 &+ (place & 1) &* 4
      let row = rows &+ slot &* lanes
      weft_prefetch(bytes + row)
      places[count] = UInt32(truncatingIfNeeded: row)
      // 1 where a bit is set, by arithmetic: a jump here would be guessed wrong half the time, and each wrong guess waits
      // for the memory that it was to hide.
      count &+= Int(truncatingIfNeeded: (same | (0 &- same)) &>> 63)
    }
    return count
  }

  /// The sums of sixteen numbers of rows, from one lane on.
  private func total(_ places: UnsafeBufferPointer<UInt32>, from lane: Int) -> SIMD16<Int32> {
    guard let bytes = blob.bytes.baseAddress else { return SIMD16(repeating: 0) }
    // Numbers of 8 bits, moved up by 128 to have no sign, in parts of 16 bits: 256 of them have room.
    let low = SIMD2<UInt64>(repeating: 0x00FF_00FF_00FF_00FF)
    var total = SIMD16<Int32>(repeating: 0)
    var start = 0
    while start < places.count {
      let end = min(start + 256, places.count)
      var (even, odd) = (SIMD2<UInt64>(repeating: 0), SIMD2<UInt64>(repeating: 0))
      for index in start..<end {
        var numbers = bytes.loadUnaligned(fromByteOffset: Int(places[index]) &+ lane, as: SIMD2<UInt64>.self)
        #if _endian(big)
          numbers = SIMD2(numbers[0].byteSwapped, numbers[1].byteSwapped)
        #endif
        numbers ^= 0x8080_8080_8080_8080
        even &+= numbers & low
        odd &+= (numbers &>> 8) & low
      }
      let moved = SIMD8(repeating: Int32(end - start) * 128)
      total.evenHalf &+= Self.parts(even) &- moved
      total.oddHalf &+= Self.parts(odd) &- moved
      start = end
    }
    return total
  }

  /// The eight parts of 16 bits, the lowest first.
  @inline(__always)
  private static func parts(_ words: SIMD2<UInt64>) -> SIMD8<Int32> {
    #if _endian(little)
      return SIMD8(truncatingIfNeeded: unsafeBitCast(words, to: SIMD8<UInt16>.self))
    #else
      var result = SIMD8<Int32>(repeating: 0)
      for part in 0..<8 { result[part] = Int32((words[part / 4] >> UInt64(part % 4 * 16)) & 0xFFFF) }
      return result
    #endif
  }

  /// A table in the layout above; where a bucket is full, its last features are left out.
  public static func bytes(_ features: [(feature: UInt64, row: [Int8])], slots: Int, lanes: Int) -> [UInt8] {
    var prints = Array(repeating: UInt16(0), count: slots)
    var numbers = Array(repeating: UInt8(0), count: slots * lanes)
    for (feature, row) in features where row.contains(where: { $0 != 0 }) {
      let bucket = Int(truncatingIfNeeded: feature >> UInt64(64 - bits(slots))) * width
      guard let slot = (bucket..<bucket + width).first(where: { prints[$0] == 0 || prints[$0] == print(feature) }),
        prints[slot] == 0
      else { continue }
      prints[slot] = print(feature)
      for (lane, number) in row.prefix(lanes).enumerated() { numbers[slot * lanes + lane] = UInt8(bitPattern: number) }
    }
    return prints.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] } + numbers
  }
}
