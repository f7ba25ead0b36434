/// A graph in memory.
///
/// Relations are kept once; each entity has the numbers of those that leave it and of those that reach it, in two
/// flat arrays (compressed sparse rows), so a step costs one look-up and eight bytes a relation.
public struct Graph: Sendable {
  public let ontology: Ontology
  /// Sorted by number.
  let entityList: [Entity]
  let relationList: [Relation]
  let actList: [Act]
  /// Sorted by identity.
  let claimList: [Claim]
  let passageIndex: [PassageID: Passage]
  let sourceIndex: [SourceID: Source]
  let outgoing: Adjacency
  let incoming: Adjacency
  /// Positions in ``entityList`` by folded preferred name and by folded alias.
  let byName: [String: [Int32]]
  let byAlias: [String: [Int32]]

  /// A graph of parts that know each other by their numbers; the order of the parts makes no difference.
  ///
  /// A relation whose subject is none of `entities` is listed but cannot be walked. Of two claims, passages or
  /// sources with one identity the first is kept.
  ///
  /// - Complexity: O(n log n) in the number of parts.
  public init(
    ontology: Ontology, entities: [Entity], relations: [Relation], acts: [Act], claims: [Claim] = [],
    passages: [Passage] = [], sources: [Source] = []
  ) {
    self.ontology = ontology
    let entityList = Graph.sorted(entities) { $0.id < $1.id }
    let relationList = Graph.sorted(relations) { $0.id < $1.id }
    self.entityList = entityList
    self.relationList = relationList
    actList = Graph.sorted(acts) { $0.id < $1.id }
    claimList = Graph.unique(Graph.sorted(claims) { $0.id < $1.id })
    passageIndex = Dictionary(passages.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    sourceIndex = Dictionary(sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

    let predicates = Set(relationList.lazy.map(\.predicate)).sorted()
    let rank = Dictionary(uniqueKeysWithValues: predicates.enumerated().map { ($1, Int32($0)) })
    let ranks = relationList.map { rank[$0.predicate] ?? 0 }
    func position(_ id: EntityID) -> Int32 {
      Graph.position(of: id, in: entityList).map(Int32.init) ?? -1
    }
    let subjects = relationList.map { position($0.subject) }
    let objects = relationList.map { $0.object.map(position) ?? -1 }
    outgoing = Adjacency(count: entityList.count, near: subjects, far: objects, predicates: ranks)
    incoming = Adjacency(count: entityList.count, near: objects, far: subjects, predicates: ranks)

    var byName: [String: [Int32]] = [:]
    var byAlias: [String: [Int32]] = [:]
    for (index, entity) in entityList.enumerated() {
      byName[FoldedName.fold(entity.name), default: []].append(Int32(index))
      for alias in Set(entity.aliases.map(FoldedName.fold)) { byAlias[alias, default: []].append(Int32(index)) }
    }
    self.byName = byName
    self.byAlias = byAlias
  }

  private static func sorted<Part>(_ parts: [Part], by areInOrder: (Part, Part) -> Bool) -> [Part] {
    // Parts come in order from where graphs are made, and looking is cheaper than sorting.
    for index in parts.indices.dropFirst() where !areInOrder(parts[index - 1], parts[index]) {
      return parts.sorted(by: areInOrder)
    }
    return parts
  }

  private static func unique(_ claims: [Claim]) -> [Claim] {
    var result: [Claim] = []
    result.reserveCapacity(claims.count)
    for claim in claims where result.last?.id != claim.id { result.append(claim) }
    return result
  }

  /// Where the part with a number stands; at once where parts are numbered from 0 without gaps, else by halving.
  static func position<Part: Identifiable>(of id: Part.ID, in parts: [Part]) -> Int?
  where Part.ID: RawRepresentable & Comparable, Part.ID.RawValue: BinaryInteger {
    let guess = Int(truncatingIfNeeded: id.rawValue)
    if parts.indices.contains(guess), parts[guess].id == id { return guess }
    var (low, high) = (0, parts.count)
    while low < high {
      let middle = (low + high) / 2
      if parts[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < parts.count && parts[low].id == id ? low : nil
  }
}

/// The relations at each entity, as positions, in one flat array.
struct Adjacency: Sendable {
  private var offsets: [Int32]
  private var relations: [Int32]

  /// Places relation `i` at entity `near[i]`, sorted there by predicate, then by the far end, then by number; a
  /// negative end is none.
  init(count: Int, near: [Int32], far: [Int32], predicates: [Int32]) {
    offsets = [Int32](repeating: 0, count: count + 1)
    for entity in near where entity >= 0 { offsets[Int(entity) + 1] += 1 }
    for index in 0..<count { offsets[index + 1] += offsets[index] }
    var next = offsets
    relations = [Int32](repeating: 0, count: Int(offsets[count]))
    for (index, entity) in near.enumerated() where entity >= 0 {
      relations[Int(next[Int(entity)])] = Int32(index)
      next[Int(entity)] += 1
    }
    for entity in 0..<count {
      let range = Int(offsets[entity])..<Int(offsets[entity + 1])
      guard range.count > 1 else { continue }
      relations[range].sort { left, right in
        let (l, r) = (Int(left), Int(right))
        return (predicates[l], far[l], left) < (predicates[r], far[r], right)
      }
    }
  }

  subscript(entity: Int) -> ArraySlice<Int32> { relations[Int(offsets[entity])..<Int(offsets[entity + 1])] }
}
