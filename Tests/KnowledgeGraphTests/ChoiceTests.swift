import KnowledgeGraph
import TestSupport
import Testing

/// What of a graph is taken where not all of it can be.
@Suite("Choice")
struct ChoiceTests {
  private func entity(_ number: Int32, _ name: String, _ kind: Kind = .company) -> Entity {
    Entity(id: EntityID(rawValue: number), name: name, kind: kind)
  }

  private func relation(
    _ number: Int64, _ subject: Int32, _ predicate: Predicate, _ object: Int32?, sources: Int = 1, act: Int64? = nil
  ) -> Relation {
    Relation(
      id: RelationID(rawValue: number), subject: EntityID(rawValue: subject), predicate: predicate,
      object: object.map { EntityID(rawValue: $0) }, claims: [ClaimID(rawValue: "c\(number)")], sourceCount: sources,
      act: act.map { ActID(rawValue: $0) })
  }

  private func graph(_ entities: [Entity], _ relations: [Relation]) -> Graph {
    Graph(ontology: .builtIn, entities: entities, relations: relations, acts: [], claims: [], passages: [])
  }

  private let bare = Selection(includesProofs: false)

  @Test("Of a thousand rounds of one firm four are taken, the best proven first, and the rest are counted")
  func thousandRounds() throws {
    let rounds = (0..<1_000).map { relation($0, 0, .raised, nil, sources: $0 == 700 ? 9 : 1) }
    let graph = graph([entity(0, "Hub")], rounds)
    var part = try graph.rankedPart(around: [EntityID(rawValue: 0)], bare)
    let subgraph = try part.subgraph(limit: 10, statements: 20, of: graph)
    #expect(subgraph.relations.map(\.id.rawValue) == [0, 1, 2, 700])
    #expect(subgraph.omitted == [EntityID(rawValue: 0): Omission(statements: [.raised: 996])])
    #expect(try part.subgraph(limit: 10, statements: 1_000, of: graph).relations.count == 1_000)
    #expect(try part.subgraph(limit: 10, of: graph).omitted.isEmpty)
  }

  @Test("An act is one statement, taken with all its relations or not at all")
  func acts() throws {
    let entities = (0..<4).map { entity($0, "E\($0)") }
    let graph = graph(
      entities,
      [
        relation(0, 0, .partnersWith, 1, act: 0), relation(1, 1, .partnersWith, 2, act: 0),
        relation(2, 0, .owns, 3), relation(3, 0, .supplies, 1),
      ])
    var part = try graph.rankedPart(bare)
    // The act ties three of them, the share the fourth; what only repeats a tie goes.
    let two = try part.subgraph(limit: nil, statements: 2, of: graph)
    #expect(two.relations.map(\.id.rawValue) == [0, 1, 2])
    #expect(two.omitted == [EntityID(rawValue: 0): Omission(statements: [.supplies: 1])])
    let one = try part.subgraph(limit: nil, statements: 1, of: graph)
    #expect(one.relations.map(\.id.rawValue) == [0, 1])
    #expect(one.entities.map(\.name) == ["E0", "E1", "E2"])
  }

  @Test("Of a large graph those are taken that are tied to each other, not the heaviest strangers")
  func tiedTogether() throws {
    // Six places with four firms each, and no two places in one statement.
    var entities: [Entity] = []
    var relations: [Relation] = []
    for place in 0..<6 as Range<Int32> {
      entities.append(entity(place, "Place \(place)", .country))
      for firm in 0..<4 as Range<Int32> {
        let number = 6 + place * 4 + firm
        entities.append(entity(number, "Firm \(number)"))
        relations.append(relation(Int64(relations.count), number, .operatesIn, place))
      }
    }
    let graph = graph(entities, relations)
    var part = try graph.rankedPart(bare)
    let subgraph = try part.subgraph(limit: 5, of: graph)
    #expect(subgraph.entities.map(\.name) == ["Firm 6", "Firm 7", "Firm 8", "Firm 9", "Place 0"])
    #expect(subgraph.relations.count == 4 && subgraph.omitted.isEmpty)
    #expect(part.entityCount == 30)
  }

  @Test("What is left out is named: the kinds, and the names that most speaks for")
  func omissions() throws {
    var entities = [entity(0, "Hub")]
    var relations: [Relation] = []
    for number in 1...12 as ClosedRange<Int32> {
      entities.append(entity(number, "N\(100 + number)", number <= 4 ? .person : .company))
      relations.append(relation(Int64(number), 0, .partnersWith, number, sources: Int(number)))
    }
    let graph = graph(entities, relations)
    let part = try graph.subgraph(around: [EntityID(rawValue: 0)], Selection(limit: 2, includesProofs: false))
    let omission = try #require(part.omitted[EntityID(rawValue: 0)])
    #expect(omission.neighbours == 10)
    #expect(omission.kinds == [.person: 4, .company: 6])
    #expect(omission.names == ["N110", "N109", "N108", "N107", "N106", "N105", "N104", "N103"])
  }

  @Test("A source is drawn with what its own claims say")
  func toldBySources() throws {
    let parts = GraphReadingConformance.parts
    var relations = parts.relations
    // Nobody's claim, so that it is not the article's.
    relations.append(relation(7, 5, .owns, 1))
    let graph = Graph(
      ontology: .builtIn, entities: parts.entities, relations: relations, acts: parts.acts, claims: parts.claims,
      passages: parts.passages, sources: parts.sources)
    var part = try graph.rankedPart(toldBy: [EntityID(rawValue: 0)])
    let subgraph = try part.subgraph(limit: nil, of: graph)
    #expect(subgraph.entities.map(\.name).contains("Go Saudi"))
    #expect(Set(subgraph.relations.map(\.id.rawValue)).isSuperset(of: [2, 3, 4, 5, 6]))
    #expect(!subgraph.relations.contains { $0.id.rawValue == 7 })
    #expect(subgraph.focus == [EntityID(rawValue: 0)])
    var launched = try graph.rankedPart(toldBy: [EntityID(rawValue: 0)], Selection(predicates: [.launched]))
    let launches = try launched.subgraph(limit: nil, of: graph)
    #expect(launches.relations.filter { $0.predicate != .mentions }.map(\.id.rawValue) == [2, 6])
  }

  @Test("Given relations are taken and no others, with those that were required whatever the limit")
  func givenRelations() throws {
    let parts = GraphReadingConformance.parts
    let graph = Graph(
      ontology: .builtIn, entities: parts.entities, relations: parts.relations, acts: parts.acts, claims: parts.claims,
      passages: parts.passages, sources: parts.sources)
    let chosen = parts.relations.filter { [4, 6].contains($0.id.rawValue) }
    var part = try graph.rankedPart(of: chosen, entities: [EntityID(rawValue: 3)])
    #expect(try part.subgraph(limit: nil, of: graph).relations.map(\.id.rawValue) == [4, 6])
    #expect(
      try part.subgraph(limit: nil, of: graph).entities.map(\.name)
        == ["Go Saudi", "Korea", "Tencent Cloud", "Étihad Etisalat"])
    part.require([parts.entities[4]])
    let least = try part.subgraph(limit: 0, of: graph)
    #expect(least.entities.map(\.name) == ["Mobily"] && least.focus == [EntityID(rawValue: 4)])
  }
}
