/// Where the parts of a ``GraphAdjacency`` stand in its bytes, computed from counts alone.
///
/// A header of 88 bytes: `WEFTADJ1`, the checksum of all after it, then as 64-bit numbers the generation, the entities,
/// the relations, those that have an object, the bytes of the names, the slots of the table of names, the bytes of the
/// words, the kinds and the predicates. Each part begins at a multiple of 8. All numbers are little-endian.
struct AdjacencyLayout: Sendable {
  static let magic = Array("WEFTADJ1".utf8)
  static let headerLength = 88

  let checksum: UInt64
  let generation: Int
  let entityCount: Int
  let relationCount: Int
  let incomingCount: Int
  let nameLength: Int
  let slotCount: Int
  let wordLength: Int
  let kindCount: Int
  let predicateCount: Int

  let numbers: Int
  let kinds: Int
  let flags: Int
  let outOffsets: Int
  let outOther: Int
  let outPredicate: Int
  let relations: Int
  let inOffsets: Int
  let inOther: Int
  let inRelation: Int
  let inPredicate: Int
  let nameOffsets: Int
  let names: Int
  let slots: Int
  let words: Int
  let length: Int

  /// The layout that a header describes, or nil where it is none of this version or does not fit the bytes.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= AdjacencyLayout.headerLength, bytes.prefix(8).elementsEqual(AdjacencyLayout.magic) else {
      return nil
    }
    func number(_ index: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    var counts: [Int] = []
    for index in 2..<11 {
      // No part of a file is longer than the file, so sums and products of these stay numbers.
      guard let count = Int(exactly: number(index)), index == 2 || count <= bytes.count else { return nil }
      counts.append(count)
    }
    checksum = number(1)
    generation = counts[0]
    entityCount = counts[1]
    relationCount = counts[2]
    incomingCount = counts[3]
    nameLength = counts[4]
    slotCount = counts[5]
    wordLength = counts[6]
    kindCount = counts[7]
    predicateCount = counts[8]
    guard slotCount & (slotCount - 1) == 0, slotCount >= 0 else { return nil }
    var end = AdjacencyLayout.headerLength
    func part(_ count: Int, _ size: Int) -> Int {
      defer { end += (count * size + 7) & ~7 }
      return end
    }
    numbers = part(entityCount, 4)
    kinds = part(entityCount, 2)
    flags = part(entityCount, 1)
    outOffsets = part(entityCount + 1, 4)
    outOther = part(relationCount, 4)
    outPredicate = part(relationCount, 2)
    relations = part(relationCount, 8)
    inOffsets = part(entityCount + 1, 4)
    inOther = part(incomingCount, 4)
    inRelation = part(incomingCount, 4)
    inPredicate = part(incomingCount, 2)
    nameOffsets = part(entityCount + 1, 4)
    names = part(nameLength, 1)
    slots = part(slotCount, 8)
    words = part(wordLength, 1)
    length = end
    guard end == bytes.count else { return nil }
  }
}

/// A sum of 64-bit words that shows damage; not for secrets.
struct AdjacencyChecksum {
  private(set) var value: UInt64 = 0x9e37_79b9_7f4a_7c15

  /// Adds bytes, a multiple of 8 of them at a multiple of 8.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var sum = value
    for offset in stride(from: 0, to: bytes.count & ~7, by: 8) {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      sum = (sum ^ word) &* 0xff51_afd7_ed55_8ccd
      sum ^= sum >> 32
    }
    value = sum
  }

  /// FNV-1a (Fowler, Noll, Vo), with the high bits stirred in.
  static func hash(of text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01b3 }
    return (hash ^ hash >> 32) &* 0xff51_afd7_ed55_8ccd
  }
}
