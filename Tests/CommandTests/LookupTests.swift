import KnowledgeGraph
import Testing

@testable import weft

@Suite struct Lookups {
  /// A town and a planet that share a name, and a firm with an alias.
  static let graph = Graph(
    ontology: .builtIn,
    entities: [
      Entity(id: EntityID(rawValue: 0), name: "Acme", kind: .company, aliases: ["Acme Inc."], sourceCount: 1),
      Entity(id: EntityID(rawValue: 1), name: "Mercury (city)", kind: .city, aliases: ["Mercury"], sourceCount: 1),
      Entity(
        id: EntityID(rawValue: 2), name: "Mercury (product)", kind: .product, aliases: ["Mercury"], sourceCount: 2),
    ], relations: [], acts: [])

  @Test(arguments: ["Acme", "ACME", "acme inc."])
  func anAliasWillDo(_ name: String) throws {
    #expect(try Lookup(graph: Lookups.graph).entity(name).name == "Acme")
  }

  @Test func anAmbiguousNameIsRefusedWithItsCandidates() {
    let failure = #expect(throws: Failure.self) { try Lookup(graph: Lookups.graph).entity("mercury") }
    #expect(failure?.status == .usage)
    #expect(failure?.choices == ["Mercury (city)     City, 1 source", "Mercury (product)  Product, 2 sources"])
  }

  /// Names that differ in case alone are each asked for by writing them as they are.
  @Test func aFullNameIsMeantLetterForLetter() throws {
    let graph = Graph(
      ontology: .builtIn,
      entities: [
        Entity(id: EntityID(rawValue: 0), name: "Initech", kind: .company, sourceCount: 1),
        Entity(id: EntityID(rawValue: 1), name: "initech", kind: .topic, sourceCount: 1),
      ], relations: [], acts: [])
    #expect(try Lookup(graph: graph).entity("Initech").kind == .company)
    #expect(try Lookup(graph: graph).entity("initech").kind == .topic)
    #expect(throws: Failure.self) { try Lookup(graph: graph).entity("INITECH") }
  }

  @Test func anUnknownNameIsAnsweredWithOneLikeIt() {
    let failure = #expect(throws: Failure.self) { try Lookup(graph: Lookups.graph).entity("Acma") }
    #expect(failure?.status == .nothingFound)
    #expect(failure?.hint == "did you mean 'Acme'?")
  }

  @Test func predicatesAndKindsInAnyForm() throws {
    let lookup = Lookup(graph: Lookups.graph)
    #expect(try lookup.predicates(["partners-with", "Based In"]) == [.partnersWith, .basedIn])
    #expect(try lookup.predicates([]) == nil)
    #expect(try lookup.kinds(["companies", "public body"]) == [.company, .publicBody])
    #expect(throws: Failure.self) { try lookup.predicates(["partner-wth"]) }
    #expect(throws: Failure.self) { try lookup.kinds(["thing"]) }
    // A vault's own typed link is no known predicate and near none.
    #expect(try lookup.predicates(["reminds-of"]) == [Predicate("REMINDS_OF")])
  }
}

@Suite struct Obsidian {
  @Test func everythingThatIsNotPlainIsEncoded() {
    #expect(
      ObsidianLink.url(vault: "My Notes", note: "A/Ünter & co.md")
        == "obsidian://open?vault=My%20Notes&file=A%2F%C3%9Cnter%20%26%20co")
  }
}
