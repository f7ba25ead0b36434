import KnowledgeGraph
import TestSupport
import Testing

@Suite struct FingerprintTests {
  private func fingerprint(_ change: (inout GraphReadingConformance.Parts) -> Void = { _ in }) throws -> String {
    var parts = GraphReadingConformance.parts
    change(&parts)
    return try Graph(ontology: .builtIn, entities: parts.entities, relations: parts.relations, acts: parts.acts)
      .fingerprint()
  }

  @Test func numbersAndOrderPlayNoPart() throws {
    func entity(_ id: EntityID) -> EntityID { EntityID(rawValue: 1000 - id.rawValue * 90) }
    func relation(_ id: RelationID) -> RelationID { RelationID(rawValue: 70 - id.rawValue * id.rawValue) }
    let renumbered = try fingerprint { parts in
      for index in parts.entities.indices { parts.entities[index].id = entity(parts.entities[index].id) }
      for index in parts.relations.indices {
        parts.relations[index].id = relation(parts.relations[index].id)
        parts.relations[index].subject = entity(parts.relations[index].subject)
        parts.relations[index].object = parts.relations[index].object.map(entity)
        parts.relations[index].contestedBy = parts.relations[index].contestedBy.map(relation)
        parts.relations[index].act = parts.relations[index].act.map { _ in ActID(rawValue: 9) }
      }
      for index in parts.acts.indices {
        parts.acts[index].id = ActID(rawValue: 9)
        parts.acts[index].relations = parts.acts[index].relations.reversed().map(relation)
      }
      parts.entities.reverse()
      parts.relations.reverse()
    }
    #expect(try renumbered == fingerprint())
  }

  @Test func everyPartCounts() throws {
    let date = try #require(PartialDate(edtf: "2024-03"))
    var changes: [(String, (inout GraphReadingConformance.Parts) -> Void)] = [
      ("name", { $0.entities[5].name = "Tencent Clouds" }),
      ("kind", { $0.entities[5].kind = .organization }),
      ("aliases", { $0.entities[1].aliases = ["EECMobily"] }),
      ("candidates", { $0.entities[3].candidates.removeLast() }),
      ("described", { $0.entities[2].isDescribed = true }),
      ("author", { $0.entities[2].isAuthor = true }),
      ("source", { $0.entities[0].source = nil }),
      ("date of a source", { $0.entities[0].date = nil }),
      ("address", { $0.entities[0].url = nil }),
      ("note", { $0.entities[0].note = nil }),
      ("sources of an entity", { $0.entities[2].sourceCount = 2 }),
      ("subject", { $0.relations[3].subject = EntityID(rawValue: 2) }),
      ("predicate", { $0.relations[3].predicate = .raised }),
      ("object", { $0.relations[1].object = EntityID(rawValue: 2) }),
      ("no object", { $0.relations[1].object = nil }),
      ("claims", { $0.relations[1].claims.append(ClaimID(rawValue: "0")) }),
      ("sources", { $0.relations[1].sourceCount = 2 }),
      ("confidence", { $0.relations[1].confidence = 0.5 }),
      ("contest", { $0.relations[4].contestedBy = [RelationID(rawValue: 6)] }),
      ("predicate of an act", { $0.acts[0].predicate = .builds }),
      ("relations of an act", { $0.acts[0].relations.removeLast() }),
      ("claims of an act", { $0.acts[0].claims.removeLast() }),
      ("amount of an act", { $0.acts[0].amount?.value = ExactDecimal(4) }),
      ("date of an act", { $0.acts[0].at = nil }),
      ("announcing of an act", { $0.acts[0].announced = StatedDate(date) }),
      ("status of an act", { $0.acts[0].status = .active }),
      ("sources of an act", { $0.acts[0].sourceCount = 2 }),
      ("no act", { $0.acts = [] }),
    ]
    let amount = Amount(ExactDecimal(1500), unit: .count(of: "people"))
    var amounts = [Amount](repeating: amount, count: 7)
    amounts[0].value = ExactDecimal(1501)
    amounts[1].upper = ExactDecimal(1600)
    amounts[2].unit = .count(of: nil)
    amounts[3].unit = .percent
    amounts[4].kind = .stake
    amounts[5].precision = .min
    amounts[6].period = Period(1, .year)
    for (index, amount) in amounts.enumerated() {
      changes.append(("amount \(index)", { $0.relations[3].qualifiers.amount = amount }))
    }
    let qualifiers: [(String, (inout Qualifiers) -> Void)] = [
      ("at", { $0.at = StatedDate(date) }), ("inherited", { $0.from?.inherited = .year }),
      ("from", { $0.from = nil }), ("to", { $0.to = nil }), ("announced", { $0.announced = StatedDate(date) }),
      ("no amount", { $0.amount = nil }), ("role", { $0.role = nil }), ("place", { $0.place = "Jeddah" }),
      ("status", { $0.status = .active }), ("negated", { $0.isNegated = true }), ("voice", { $0.accordingTo = nil }),
    ]
    for (name, change) in qualifiers { changes.append((name, { change(&$0.relations[3].qualifiers) })) }
    var seen = [try fingerprint(): "nothing"]
    for (name, change) in changes {
      let other = seen.updateValue(name, forKey: try fingerprint(change))
      #expect(other == nil, "\(name) counts as \(other ?? "")")
    }
  }

  @Test func equalPartsInAnyOrder() throws {
    // Two relations that differ in a qualifier alone, and an act of each.
    func graph(_ order: [Int]) throws -> String {
      let dates = ["2024", "2023", "2022"].map { PartialDate(edtf: $0).map { StatedDate($0) } }
      let relations = order.enumerated().map { number, index in
        Relation(
          id: RelationID(rawValue: Int64(number)), subject: EntityID(rawValue: 0), predicate: .owns, object: nil,
          qualifiers: Qualifiers(at: dates[index]), claims: [])
      }
      let acts = order.enumerated().map { number, index in
        Act(
          id: ActID(rawValue: Int64(number)), predicate: .owns, relations: [RelationID(rawValue: Int64(number))],
          at: dates[index], claims: [])
      }
      return try Graph(
        ontology: .builtIn, entities: [Entity(id: EntityID(rawValue: 0), name: "A", kind: .company)],
        relations: relations, acts: acts
      ).fingerprint()
    }
    let first = try graph([0, 1, 2])
    for order in [[0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] { #expect(try graph(order) == first) }
  }
}
