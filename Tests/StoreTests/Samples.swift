import Foundation
import KnowledgeGraph
import Store
import TestSupport

/// A folder that is gone when its value is.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "weft-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }
}

/// A small graph with one of everything: two notes of one source, an entity note, an act told twice, two relations
/// that contest each other, an ambiguous name.
enum Sample {
  static let source = SourceID("url:https://example.com/deal")

  static func entries() -> [NoteEntry] {
    let text = "In March 2024, **Québec Steel** put \"$4.35 million\" into Fjord Wind & Søn."
    let passage = PassageID(source: source, normalizedText: text)
    let invested = Claim(
      subject: Argument("Québec Steel", kind: .company, range: 17..<30), predicate: .investedIn,
      object: Argument("Fjord Wind & Søn", kind: .company, owner: "its owner"),
      qualifiers: Qualifiers(
        at: PartialDate(edtf: "2024-03").map { StatedDate($0, inherited: [.year, .month]) },
        announced: PartialDate(edtf: "2024").map { StatedDate($0) },
        amount: ExactDecimal("4350000").map {
          Amount(
            $0, upper: ExactDecimal("0.5"), unit: .money(currency: "USD"), kind: .paid, precision: .approx,
            period: Period(5, .year))
        }, role: "lead", place: "Oslo", status: .completed, isNegated: false, accordingTo: "Reuters"),
      evidence: .passage(passage, quote: text, range: 0..<text.utf8.count), source: source, note: "a.md",
      origin: .rule("trigger.invest"), confidence: 0.875, act: 1, isSymmetric: false)
    let raised = Claim(
      subject: Argument("Fjord Wind & Søn", kind: .company), predicate: .raised, object: nil,
      qualifiers: Qualifiers(
        amount: Amount(ExactDecimal(significand: Int64.max, exponent: -3), unit: .count(of: "kroner")),
        status: .planned, isNegated: true),
      evidence: .passage(passage, quote: "Søn", range: 3..<7), source: source, note: "a.md",
      origin: .rule("trigger.raise"), confidence: 0.5, isSymmetric: false)
    let authored = Claim(
      subject: Argument("The deal", kind: .article, reference: .source), predicate: .authoredBy,
      object: Argument("Ann Lee", kind: .person), evidence: .field(name: "author", text: "[[Ann Lee]]", line: 3),
      source: source, note: "a.md", origin: .rule("structure.author"), confidence: 1, isSymmetric: false)
    let about = Source(
      id: source, kind: .article, title: "The deal", authors: ["Ann Lee"], date: PartialDate(edtf: "2024-04-02"),
      url: "https://example.com/deal", tags: ["energy", "deals"], note: "a.md")
    var copy = about
    copy.note = "b.md"
    var invested2 = invested
    invested2.note = "b.md"
    let first = NoteRecord(
      path: "a.md", role: .source, title: "The deal", source: about,
      passages: [
        Passage(
          id: passage, source: source, note: "a.md", text: text, offset: 40, line: 7,
          links: ["https://read.example/1", "https://read.example/2"], tags: ["money"], comment: "check", heading: "I",
          added: PartialDate(edtf: "2024-05-01"))
      ], claims: [invested, raised, authored])
    let second = NoteRecord(
      path: "b.md", role: .plain, title: "Copy", source: copy,
      passages: [
        Passage(
          id: passage, source: source, note: "b.md", text: text, offset: 4, line: 2, links: ["https://read.example/3"])
      ], claims: [invested2])
    let entity = NoteRecord(
      path: "people/Ann.md", role: .entity(.person), title: "Ann", aliases: ["Ann Lee", "A. Lee"],
      source: Source(id: SourceID("path:people/Ann.md"), kind: .note, title: "Ann", note: "people/Ann.md"))
    return [
      NoteEntry(
        record: first, stamp: FileStamp(size: 10, modified: 1_700_000_000_123_456_789, hash: "aa"),
        diagnostics: [
          NoteDiagnostic(.warning, line: 3, column: 5, message: "odd", hint: "even", excerpt: "line"),
          NoteDiagnostic(.error, line: 0, column: 0, message: "whole"),
        ]),
      NoteEntry(record: second, stamp: FileStamp(size: 20, modified: 2, hash: "bb")),
      NoteEntry(record: entity, stamp: FileStamp(size: 30, modified: 3, hash: "cc")),
    ]
  }

  static func graph() -> Graph {
    let claims = entries().flatMap(\.record.claims)
    func id(_ number: Int32) -> EntityID { EntityID(rawValue: number) }
    let entities = [
      Entity(
        id: id(0), name: "Ann Lee", kind: .person, aliases: ["A. Lee", "Ann"], isAuthor: true,
        note: "people/Ann.md", sourceCount: 1),
      Entity(id: id(1), name: "Fjord Wind & Søn", kind: .company, sourceCount: 1),
      Entity(id: id(2), name: "Korea", kind: .country, candidates: ["North Korea", "South Korea"], sourceCount: 0),
      Entity(id: id(3), name: "Québec Steel", kind: .company, aliases: ["QS"], isDescribed: true, sourceCount: 2),
      Entity(
        id: id(4), name: "The deal", kind: .article, source: source, date: PartialDate(edtf: "2024-04-02"),
        url: "https://example.com/deal", note: "a.md"),
    ]
    let relations = [
      Relation(
        id: RelationID(rawValue: 0), subject: id(4), predicate: .authoredBy, object: id(0), claims: [claims[2].id]),
      Relation(
        id: RelationID(rawValue: 1), subject: id(3), predicate: .investedIn, object: id(1),
        qualifiers: Qualifiers(at: claims[0].qualifiers.at, status: .completed), claims: [claims[0].id], sourceCount: 2,
        confidence: 0.875, contestedBy: [RelationID(rawValue: 2)], act: ActID(rawValue: 0)),
      Relation(
        id: RelationID(rawValue: 2), subject: id(3), predicate: .basedIn, object: id(2), claims: [claims[0].id],
        contestedBy: [RelationID(rawValue: 1)]),
      Relation(
        id: RelationID(rawValue: 3), subject: id(1), predicate: .raised, object: nil,
        qualifiers: claims[1].qualifiers, claims: [claims[1].id], confidence: 0.5),
      Relation(
        id: RelationID(rawValue: 4), subject: id(3), predicate: .competesWith, object: id(3), claims: [claims[0].id]),
    ]
    let acts = [
      Act(
        id: ActID(rawValue: 0), predicate: .investedIn, relations: [RelationID(rawValue: 1)],
        amount: claims[0].qualifiers.amount, at: claims[0].qualifiers.at, status: .completed, claims: [claims[0].id],
        sourceCount: 2)
    ]
    return Graph(
      ontology: Ontology.builtIn.extended(with: additions), entities: entities, relations: relations, acts: acts,
      claims: claims, passages: entries().flatMap(\.record.passages), sources: entries().map(\.record.source))
  }

  static let additions = Ontology(
    kinds: [KindDefinition(Kind("Mine"), parent: .facility, label: "Mine", plural: "Mines", icon: "facility")],
    predicates: [
      PredicateDefinition(
        Predicate("MINES"), domain: [.agent, .country], range: [Kind("Mine")], isFunctional: true, temporal: .state,
        label: "mines",
        inverseLabel: "mined by", wikidata: "P1")
    ])

  static func store(at path: String) throws -> GraphStore {
    let store = try GraphStore.create(at: path)
    try store.apply(changed: entries())
    let graph = graph()
    try store.replaceGraph(
      entities: graph.entities(), relations: graph.relations(), acts: graph.acts(), additions: additions)
    return store
  }
}
