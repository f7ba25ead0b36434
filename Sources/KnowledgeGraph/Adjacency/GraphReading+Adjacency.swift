extension GraphReading {
  /// The shape of the graph: as it is kept, else made of all entities and relations.
  ///
  /// - Complexity: O(1) where it is kept, else O(n log n) in entities and relations.
  public func shape() throws(GraphError) -> GraphAdjacency {
    if let adjacency { return adjacency }
    var builder = AdjacencyBuilder()
    for entity in try entities().sorted(by: { $0.id < $1.id }) {
      builder.add(entity.id, name: entity.name, kind: entity.kind, isAuthor: entity.isAuthor)
    }
    let relations = try relations().sorted { left, right in
      if left.subject != right.subject { return left.subject < right.subject }
      if left.predicate != right.predicate { return left.predicate < right.predicate }
      let (near, far) = (left.object?.rawValue ?? -1, right.object?.rawValue ?? -1)
      return near != far ? near < far : left.id < right.id
    }
    for relation in relations {
      builder.add(relation.id, subject: relation.subject, predicate: relation.predicate, object: relation.object)
    }
    guard let shape = builder.inMemory() else {
      throw GraphError("the graph has relations between entities that are not there", hint: "run weft build")
    }
    return shape
  }
}

extension AdjacencyBuilder {
  /// The adjacency in memory; nil where what was added can be none.
  public consuming func inMemory() -> GraphAdjacency? {
    let memory = AdjacencyMemory()
    guard write(generation: 0, to: { memory.words.append(contentsOf: $0.bindMemory(to: UInt64.self)) }) != nil else {
      return nil
    }
    return memory.adjacency()
  }
}

/// Bytes in memory at an address that stays.
private final class AdjacencyMemory: @unchecked Sendable {
  // Written before it is handed to the one that reads it.
  var words: [UInt64] = []
  private var kept: UnsafeMutableBufferPointer<UInt64>?

  func adjacency() -> GraphAdjacency? {
    let bytes = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: words.count)
    _ = bytes.initialize(from: words)
    words = []
    kept = bytes
    return GraphAdjacency(UnsafeRawBufferPointer(bytes), owner: self)
  }

  deinit { kept?.deallocate() }
}

extension GraphAdjacency {
  /// Which predicates are walked, by their numbers: those that are named, else all but those of the background.
  ///
  /// `includingBackground` says whether mentions and bare links are walked though nobody names them.
  public func walked(_ predicates: Set<Predicate>?, includingBackground: Bool, _ ontology: Ontology) -> [Int] {
    self.predicates.indices.filter { number in
      let predicate = self.predicates[number]
      return predicates?.contains(predicate) ?? (includingBackground || !ontology.isBackground(predicate))
    }
  }

  /// The positions of the entities that an entity is tied to, in order, each once and without itself.
  func neighbors(of position: Int, predicates: [Int]) throws(GraphError) -> [Int] {
    var result: [Int] = []
    try forEachStep(
      from: position, direction: .both, predicates: predicates.count == self.predicates.count ? nil : predicates
    ) { step in
      if step.other >= 0, step.other != position { result.append(step.other) }
      return true
    }
    result.sort()
    var last = -1
    result.removeAll { other in
      defer { last = other }
      return other == last
    }
    return result
  }
}
