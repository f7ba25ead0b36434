import KnowledgeGraph

/// Builds a part of a graph for a test, one statement a line.
struct GraphSketch {
  private var entities: [Entity] = []
  private var relations: [Relation] = []
  private var acts: [Act] = []
  var proofs: [RelationID: [Proof]] = [:]
  private var numbers: [String: EntityID] = [:]
  var omitted: [String: Int] = [:]
  var focus: [String] = []

  /// Adds an entity, or changes the one of that name.
  @discardableResult
  mutating func entity(_ name: String, _ kind: Kind, _ change: (inout Entity) -> Void = { _ in }) -> EntityID {
    if let id = numbers[name] {
      change(&entities[Int(id.rawValue)])
      return id
    }
    let id = EntityID(rawValue: Int32(entities.count))
    numbers[name] = id
    var entity = Entity(id: id, name: name, kind: kind, sourceCount: 1)
    change(&entity)
    entities.append(entity)
    return id
  }

  /// Adds a relation, with a proof; entities that do not exist yet are companies.
  @discardableResult
  mutating func relation(
    _ subject: String, _ predicate: Predicate, _ object: String?, at: String? = nil,
    quote: String = "As the text has it.",
    link: String? = "https://example.org/highlight/1", sources: Int = 1, contestedBy: [RelationID] = [],
    _ change: (inout Qualifiers) -> Void = { _ in }
  ) -> RelationID {
    let id = RelationID(rawValue: Int64(relations.count))
    var qualifiers = Qualifiers(at: at.flatMap { PartialDate(edtf: $0) }.map { StatedDate($0) })
    change(&qualifiers)
    let target = object.map { entity($0, .company) }
    let claim = ClaimID(rawValue: GraphSketch.digits(id.rawValue))
    relations.append(
      Relation(
        id: id, subject: entity(subject, .company), predicate: predicate, object: target,
        qualifiers: qualifiers, claims: [claim], sourceCount: sources, contestedBy: contestedBy))
    proofs[id] = [
      Proof(
        claim: claim, shortID: String(claim.rawValue.prefix(4)), quote: quote, sourceTitle: "AI goes abroad",
        sourceDate: PartialDate(year: 2024, month: 10, day: 7), link: link, note: "AI goes abroad.md", line: 21,
        origin: .rule("test"), confidence: 0.9)
    ]
    return id
  }

  /// Makes one act of relations; its amount is its own.
  mutating func act(_ predicate: Predicate, _ members: [RelationID], amount: Amount? = nil) {
    let id = ActID(rawValue: Int64(acts.count))
    for member in members { relations[Int(member.rawValue)].act = id }
    acts.append(
      Act(
        id: id, predicate: predicate, relations: members, amount: amount,
        claims: members.map { ClaimID(rawValue: GraphSketch.digits($0.rawValue)) }))
  }

  mutating func contest(_ one: RelationID, _ other: RelationID) {
    relations[Int(one.rawValue)].contestedBy = [other]
    relations[Int(other.rawValue)].contestedBy = [one]
  }

  var subgraph: Subgraph {
    Subgraph(
      entities: entities.sorted { $0.name < $1.name }, relations: relations, acts: acts, proofs: proofs,
      focus: focus.compactMap { numbers[$0] },
      omitted: Dictionary(
        uniqueKeysWithValues: omitted.compactMap { name, count in
          numbers[name].map { ($0, Omission(neighbours: count, kinds: kinds(count))) }
        })
    )
  }

  /// Of what is left out two are people.
  private func kinds(_ count: Int) -> [Kind: Int] {
    [.company: count - 2, .person: 2].filter { $0.value > 0 && count > 2 }
  }

  /// 32 hexadecimal digits that look like those of a claim.
  private static func digits(_ number: Int64) -> String {
    var hash = StableHash()
    hash.update(field: String(number))
    return hash.hex128()
  }
}
