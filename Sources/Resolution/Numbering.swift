import KnowledgeGraph

/// Numbers with room between them, so that a part can be put between two others without numbering the rest anew.
///
/// Entities are in the order of their names; a relation's number is that of its subject, and in the lower 32 bits its
/// place among the subject's; an act's is that of its first relation.
struct Numbering {
  private let spacing: Int

  /// Numbers for so many entities, sorted by name.
  init(entities: Int) { spacing = Swift.max(1, min(1 << 16, (1 << 31) / (2 * (entities + 1)))) }

  func entity(_ position: Int) -> EntityID { EntityID(rawValue: Int32(clamping: (position + 1) * spacing)) }

  /// Numbers a graph whose parts are numbered by position, in their order.
  func spread(_ graph: inout ResolvedGraph) {
    let numbers = self.numbers(of: graph.relations)
    for index in graph.entities.indices { graph.entities[index].id = entity(index) }
    Numbering.renumber(&graph.relations, &graph.acts, numbers) { entity(Int($0.rawValue)) }
  }

  private func numbers(of relations: [Relation]) -> [RelationID] {
    var numbers: [RelationID] = []
    numbers.reserveCapacity(relations.count)
    var start = 0
    while start < relations.count {
      var end = start
      while end < relations.count, relations[end].subject == relations[start].subject { end += 1 }
      let subject = Int64(entity(Int(relations[start].subject.rawValue)).rawValue)
      let step = Swift.max(1, min(1 << 20, (1 << 32) / (2 * Int64(end - start + 1))))
      for place in 0..<(end - start) {
        numbers.append(RelationID(rawValue: subject << 32 + (Int64(place) + 1) * step))
      }
      start = end
    }
    return numbers
  }

  /// Gives relations that are numbered by position their numbers, and their acts and ends theirs.
  static func renumber(
    _ relations: inout [Relation], _ acts: inout [Act], _ numbers: [RelationID],
    entity: (EntityID) -> EntityID = { $0 }
  ) {
    func number(_ id: RelationID) -> RelationID { numbers[Int(id.rawValue)] }
    for index in acts.indices {
      acts[index].relations = acts[index].relations.map(number)
      acts[index].id = ActID(rawValue: acts[index].relations.first?.rawValue ?? 0)
    }
    for index in relations.indices {
      relations[index].subject = entity(relations[index].subject)
      relations[index].object = relations[index].object.map(entity)
      relations[index].contestedBy = relations[index].contestedBy.map(number)
      relations[index].act = relations[index].act.map { acts[Int($0.rawValue)].id }
      relations[index].id = numbers[index]
    }
  }
}
