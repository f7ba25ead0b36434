/// Puts the bytes of a ``GraphAdjacency`` together.
///
/// Entities are added first, in the order of their numbers; then relations by subject, predicate, object (values first)
/// and number.
public struct AdjacencyBuilder {
  private var numbers: [Int32] = []
  private var kindOf: [UInt16] = []
  private var flags: [UInt8] = []
  private var nameOffsets: [UInt32] = [0]
  private var names: [UInt8] = []
  private var hashes: [UInt64] = []
  private var kinds: [Kind: UInt16] = [:]
  private var kindList: [Kind] = []

  private var outOffsets: [UInt32] = [0]
  private var outOther: [UInt32] = []
  private var outPredicate: [UInt16] = []
  private var relations: [Int64] = []
  private var predicates: [Predicate: UInt16] = [:]
  private var predicateList: [Predicate] = []
  private var last: (predicate: Predicate, number: UInt16)?
  /// Whether everything that was added could be taken: a graph may be too large, or damaged.
  private var isWhole = true

  public init() {}

  public mutating func add(_ entity: EntityID, name: String, kind: Kind, isAuthor: Bool) {
    guard numbers.last.map({ $0 < entity.rawValue }) ?? true, kindList.count < 0xffff, names.count < 0xf000_0000 else {
      isWhole = false
      return
    }
    numbers.append(entity.rawValue)
    if let known = kinds[kind] {
      kindOf.append(known)
    } else {
      kinds[kind] = UInt16(kindList.count)
      kindOf.append(UInt16(kindList.count))
      kindList.append(kind)
    }
    flags.append(isAuthor ? 1 : 0)
    names.append(contentsOf: name.utf8)
    nameOffsets.append(UInt32(names.count))
    hashes.append(AdjacencyChecksum.hash(of: FoldedName.fold(name)))
  }

  public mutating func add(_ relation: RelationID, subject: EntityID, predicate: Predicate, object: EntityID?) {
    // Relations come by subject: mostly it is that of the one before.
    let before = outOffsets.count - 1
    let known = before < numbers.count && numbers[before] == subject.rawValue ? before : nil
    guard isWhole, relations.count < 0xffff_fff0, predicateList.count < 0xffff,
      let near = known ?? position(of: subject)
    else {
      isWhole = false
      return
    }
    var far = UInt32.max
    if let object {
      guard let position = position(of: object) else {
        isWhole = false
        return
      }
      far = UInt32(position)
    }
    guard near + 1 >= outOffsets.count else {
      isWhole = false
      return
    }
    while outOffsets.count <= near { outOffsets.append(UInt32(relations.count)) }
    let number: UInt16
    if let last, last.predicate == predicate {
      number = last.number
    } else {
      if let known = predicates[predicate] {
        number = known
      } else {
        number = UInt16(predicateList.count)
        predicates[predicate] = number
        predicateList.append(predicate)
      }
      last = (predicate, number)
    }
    outOther.append(far)
    outPredicate.append(number)
    relations.append(relation.rawValue)
  }

  private func position(of entity: EntityID) -> Int? {
    guard let first = numbers.first, let last = numbers.last, first <= entity.rawValue, entity.rawValue <= last else {
      return nil
    }
    // Numbers stand at even distances but for what changed, so that the place of one is nearly known (interpolation
    // search; Peterson 1957); where they do not, halving finds it.
    let guess = (Int(entity.rawValue) - Int(first)) * (numbers.count - 1) / max(1, Int(last) - Int(first))
    for place in max(0, guess - 2)..<min(numbers.count, guess + 3) where numbers[place] == entity.rawValue {
      return place
    }
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < entity.rawValue { low = middle + 1 } else { high = middle }
    }
    return low < numbers.count && numbers[low] == entity.rawValue ? low : nil
  }

  /// Gives the bytes, piece by piece, and what they add up to; false where there can be no adjacency of the graph.
  ///
  /// The checksum is part of the header, so the sum is found before anything is given.
  ///
  /// - Complexity: O(n log n) in the number of entities and relations.
  public consuming func write<Failure: Error>(
    generation: Int, to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) -> UInt64? {
    guard isWhole else { return nil }
    while outOffsets.count <= numbers.count { outOffsets.append(UInt32(relations.count)) }
    orderPredicates()
    let incoming = incomingRows()
    let slots = nameTable()
    let words = (kindList.map(\.rawValue) + predicateList.map(\.rawValue)).flatMap { word in
      let length = UInt32(word.utf8.count)
      return (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(word.utf8)
    }
    let header: [UInt64] = [
      UInt64(generation), UInt64(numbers.count), UInt64(relations.count), UInt64(incoming.other.count),
      UInt64(names.count), UInt64(slots.count), UInt64(words.count), UInt64(kindList.count),
      UInt64(predicateList.count),
    ]
    func pass(_ take: (UnsafeRawBufferPointer) throws(Failure) -> Void) throws(Failure) {
      try AdjacencyBuilder.give(header.map(\.littleEndian), take)
      try AdjacencyBuilder.give(numbers, take)
      try AdjacencyBuilder.give(kindOf, take)
      try AdjacencyBuilder.give(flags, take)
      try AdjacencyBuilder.give(outOffsets, take)
      try AdjacencyBuilder.give(outOther, take)
      try AdjacencyBuilder.give(outPredicate, take)
      try AdjacencyBuilder.give(relations, take)
      try AdjacencyBuilder.give(incoming.offsets, take)
      try AdjacencyBuilder.give(incoming.other, take)
      try AdjacencyBuilder.give(incoming.relation, take)
      try AdjacencyBuilder.give(incoming.predicate, take)
      try AdjacencyBuilder.give(nameOffsets, take)
      try AdjacencyBuilder.give(names, take)
      try AdjacencyBuilder.give(slots, take)
      try AdjacencyBuilder.give(words, take)
    }
    var sum = AdjacencyChecksum()
    try pass { (bytes) throws(Failure) in sum.add(bytes) }
    try AdjacencyBuilder.give(AdjacencyLayout.magic, sink)
    try AdjacencyBuilder.give([sum.value.littleEndian], sink)
    try pass(sink)
    return sum.value
  }

  /// Gives numbers as bytes, a multiple of 8 of them.
  private static func give<Number: FixedWidthInteger, Failure: Error>(
    _ numbers: [Number], _ sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    let size = MemoryLayout<Number>.size
    let tail = (8 - numbers.count * size & 7) & 7
    // The last few are padded apart, so that most need no copy.
    let whole = tail == 0 ? numbers.count : max(0, numbers.count - numbers.count % (8 / size))
    // Closures that throw a typed error cannot pass through `withUnsafeBytes`, so the fault is carried around it.
    var fault: Failure?
    func hand(_ bytes: UnsafeRawBufferPointer) {
      do throws(Failure) { try sink(bytes) } catch { fault = error }
    }
    if whole > 0 { numbers[..<whole].withUnsafeBytes { hand($0) } }
    if let fault { throw fault }
    guard whole < numbers.count else { return }
    let rest = Array(numbers[whole...]) + Array(repeating: 0, count: tail / size)
    rest.withUnsafeBytes { hand($0) }
    if let fault { throw fault }
  }

  /// Numbers predicates in the order of their names, and puts rows in that order where it is another.
  private mutating func orderPredicates() {
    let sorted = predicateList.sorted()
    guard sorted != predicateList else { return }
    var rank = [UInt16](repeating: 0, count: sorted.count)
    for (index, predicate) in sorted.enumerated() { rank[Int(predicates[predicate] ?? 0)] = UInt16(index) }
    for index in outPredicate.indices { outPredicate[index] = rank[Int(outPredicate[index])] }
    predicateList = sorted
    for entity in numbers.indices {
      let row = Int(outOffsets[entity])..<Int(outOffsets[entity + 1])
      guard row.count > 1, row.dropFirst().contains(where: { outPredicate[$0] < outPredicate[$0 - 1] }) else {
        continue
      }
      // A value has no object and comes first.
      let order = row.sorted {
        (outPredicate[$0], outOther[$0] &+ 1, relations[$0]) < (outPredicate[$1], outOther[$1] &+ 1, relations[$1])
      }
      let (others, kept, ids) = (
        order.map { outOther[$0] }, order.map { outPredicate[$0] }, order.map { relations[$0] }
      )
      outOther.replaceSubrange(row, with: others)
      outPredicate.replaceSubrange(row, with: kept)
      relations.replaceSubrange(row, with: ids)
    }
  }

  private struct Incoming {
    var offsets: [UInt32]
    var other: [UInt32]
    var relation: [UInt32]
    var predicate: [UInt16]
  }

  /// The relations by object, then by predicate and subject: placed one by one in the order of predicate and subject.
  private func incomingRows() -> Incoming {
    var starts = [Int](repeating: 0, count: predicateList.count + 1)
    var offsets = [UInt32](repeating: 0, count: numbers.count + 1)
    var count = 0
    for index in outOther.indices where outOther[index] != .max {
      starts[Int(outPredicate[index]) + 1] += 1
      offsets[Int(outOther[index]) + 1] += 1
      count += 1
    }
    for index in predicateList.indices { starts[index + 1] += starts[index] }
    for index in numbers.indices { offsets[index + 1] += offsets[index] }
    var ordered = [UInt32](repeating: 0, count: count)
    for index in outOther.indices where outOther[index] != .max {
      let predicate = Int(outPredicate[index])
      ordered[starts[predicate]] = UInt32(index)
      starts[predicate] += 1
    }
    var subjects = [UInt32](repeating: 0, count: relations.count)
    for entity in numbers.indices {
      for index in Int(outOffsets[entity])..<Int(outOffsets[entity + 1]) { subjects[index] = UInt32(entity) }
    }
    var next = offsets
    var result = Incoming(
      offsets: offsets, other: [UInt32](repeating: 0, count: count), relation: [UInt32](repeating: 0, count: count),
      predicate: [UInt16](repeating: 0, count: count))
    for index in ordered {
      let object = Int(outOther[Int(index)])
      let place = Int(next[object])
      next[object] += 1
      result.other[place] = subjects[Int(index)]
      result.relation[place] = index
      result.predicate[place] = outPredicate[Int(index)]
    }
    return result
  }

  /// A table of names by their hashes, at most half full: the position plus 1, and half of the hash.
  private func nameTable() -> [UInt64] {
    guard !hashes.isEmpty else { return [] }
    var size = 2
    while size < hashes.count * 2 { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size)
    for (position, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = hash & ~0xffff_ffff | UInt64(position + 1)
    }
    return slots
  }
}
