/// The shape of a built graph in flat arrays: who is tied to whom by what, both ways (compressed sparse rows), with the
/// kind and the name of every entity.
///
/// It is kept in a file beside the database and mapped into memory, so that nothing of it is read but what is asked for.
/// Entities and relations are met by their positions: entities in the order of their numbers, relations by subject, then
/// predicate, object and number. What it says is what the database says; ``GraphReading/adjacency`` is nil where it is
/// not there or is of another graph.
///
/// Nothing in the bytes is trusted: the lengths of all parts are computed from a few counts and must give the length of
/// the whole, and each number that leads somewhere is looked at before it is followed.
public final class GraphAdjacency: Sendable {
  /// The number of the graph that it was made of.
  public let generation: Int
  /// What the bytes after the checksum must add up to.
  public let checksum: UInt64
  public let entityCount: Int
  public let relationCount: Int
  /// By number, as ``kind(at:)`` gives it.
  public let kinds: [Kind]
  /// By number, in order, as ``Step/predicate`` gives it.
  public let predicates: [Predicate]

  let layout: AdjacencyLayout
  // Read only, and kept alive by its owner for as long as this lives.
  nonisolated(unsafe) let bytes: UnsafeRawPointer
  private let length: Int
  package let owner: any AnyObject & Sendable

  /// The adjacency that bytes hold, or nil where they hold none that can be one.
  ///
  /// - Parameters:
  ///   - bytes: At an address that is a multiple of 8; they must not change.
  ///   - owner: Keeps the bytes where they are.
  /// - Complexity: O(kinds + predicates).
  public init?(_ bytes: UnsafeRawBufferPointer, owner: any AnyObject & Sendable) {
    guard let start = bytes.baseAddress, let layout = AdjacencyLayout(bytes) else { return nil }
    var texts: [String] = []
    var offset = layout.words
    for _ in 0..<layout.kindCount + layout.predicateCount {
      guard offset + 4 <= layout.length else { return nil }
      let size = Int(UInt32(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
      guard size <= layout.length - offset - 4 else { return nil }
      let text = UnsafeRawBufferPointer(start: start + offset + 4, count: size)
      texts.append(String(decoding: text, as: UTF8.self))
      offset += 4 + size
    }
    self.layout = layout
    self.bytes = start
    self.owner = owner
    length = bytes.count
    generation = layout.generation
    checksum = layout.checksum
    entityCount = layout.entityCount
    relationCount = layout.relationCount
    kinds = texts.prefix(layout.kindCount).map { Kind($0) }
    predicates = texts.dropFirst(layout.kindCount).map { Predicate($0) }
  }

  /// Whether the bytes are those that were written.
  ///
  /// - Complexity: O(size of the file).
  public func isUndamaged() -> Bool {
    var sum = AdjacencyChecksum()
    sum.add(UnsafeRawBufferPointer(start: bytes + 16, count: length - 16))
    return sum.value == checksum
  }

  /// The element of a part at a position that is known to be within it.
  @inline(__always)
  func element<Number: FixedWidthInteger>(_ part: Int, _ index: Int, _ type: Number.Type) -> Number {
    Number(littleEndian: bytes.load(fromByteOffset: part + index * MemoryLayout<Number>.size, as: type))
  }

  static var damaged: GraphError {
    GraphError("graph.adjacency is damaged", hint: "delete it, or run weft build, which writes it anew")
  }

  // MARK: - Entities

  /// Where an entity stands, or nil where there is none of this number.
  ///
  /// - Complexity: O(1) where entities are numbered without gaps, else O(log *n*).
  public func position(of entity: EntityID) -> Int? {
    let number = entity.rawValue
    let guess = Int(number)
    if guess >= 0, guess < entityCount, element(layout.numbers, guess, Int32.self) == number { return guess }
    var (low, high) = (0, entityCount)
    while low < high {
      let middle = (low + high) / 2
      if element(layout.numbers, middle, Int32.self) < number { low = middle + 1 } else { high = middle }
    }
    return low < entityCount && element(layout.numbers, low, Int32.self) == number ? low : nil
  }

  /// The entity at a position below ``entityCount``.
  public func entity(at position: Int) -> EntityID {
    EntityID(rawValue: element(layout.numbers, position, Int32.self))
  }

  /// The number of the kind of an entity, by its position.
  public func kind(at position: Int) throws(GraphError) -> Int {
    let kind = Int(element(layout.kinds, position, UInt16.self))
    guard kind < kinds.count else { throw GraphAdjacency.damaged }
    return kind
  }

  /// Whether the entity at a position wrote a source.
  public func isAuthor(at position: Int) -> Bool { element(layout.flags, position, UInt8.self) & 1 != 0 }

  /// The preferred name of the entity at a position.
  public func name(at position: Int) throws(GraphError) -> String {
    let start = Int(element(layout.nameOffsets, position, UInt32.self))
    let end = Int(element(layout.nameOffsets, position + 1, UInt32.self))
    guard start <= end, end <= layout.nameLength else { throw GraphAdjacency.damaged }
    let text = UnsafeRawBufferPointer(start: bytes + layout.names + start, count: end - start)
    return String(decoding: text, as: UTF8.self)
  }

  /// The positions of the entities whose preferred name is `name` but for case and marks over letters, in order.
  public func positions(named name: String) throws(GraphError) -> [Int] {
    let folded = FoldedName.fold(name)
    guard layout.slotCount > 0 else { return [] }
    let hash = AdjacencyChecksum.hash(of: folded)
    var slot = Int(truncatingIfNeeded: hash) & (layout.slotCount - 1)
    var found: [Int] = []
    for _ in 0..<layout.slotCount {
      let entry = element(layout.slots, slot, UInt64.self)
      if entry == 0 { break }
      let position = Int(entry & 0xffff_ffff) - 1
      guard position >= 0, position < entityCount else { throw GraphAdjacency.damaged }
      if entry >> 32 == hash >> 32, FoldedName.fold(try self.name(at: position)) == folded { found.append(position) }
      slot = (slot + 1) & (layout.slotCount - 1)
    }
    return found.sorted()
  }
}
