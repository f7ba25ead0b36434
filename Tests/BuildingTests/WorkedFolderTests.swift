import Building
import Foundation
import KnowledgeGraph
import Store
import TestSupport
import Testing

/// The worked folders under `Graphs/` give what their sentences state.
@Suite struct WorkedFolderTests {
  private let gulf: WorkedFolder
  private let reading: WorkedFolder

  init() throws {
    gulf = try WorkedFolder("gulf-ai")
    reading = try WorkedFolder("reading")
  }

  /// Every claim of fact against `expected-claims.tsv`, which was written by hand before the program read the notes.
  /// Where the two differ, `differences.tsv` says so: what the program misses with `-`, what no row states with `+`.
  @Test func claimsAreThoseThatTheSentencesState() throws {
    let folder = Repository.root.appending(path: "Graphs/gulf-ai")
    let stated = Set(try rows(folder.appending(path: "expected-claims.tsv")))
    let built = Set(try facts(of: gulf.graph))
    let differences =
      stated.subtracting(built).sorted().map { "-\t" + $0 } + built.subtracting(stated).sorted().map { "+\t" + $0 }
    let file = folder.appending(path: "differences.tsv")
    if Repository.isUpdating {
      let head = """
        # Where Weft's claims differ from expected-claims.tsv: - what it misses, + what no row there states.
        # Written by WEFT_UPDATE=1 swift test --filter WorkedFolder; a change here is better or worse, never neutral.

        """
      try (head + differences.map { $0 + "\n" }.joined()).write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(try differences == rows(file))
    }
  }

  @Test func oneDealToldWithThreePrecisionsIsOneRelation() throws {
    let graph = gulf.graph
    let tencent = try #require(try graph.entities(named: "Tencent Cloud").first)
    let mobily = try #require(try graph.entities(named: "Etihad Etisalat").first)
    #expect(mobily.name == "Mobily")
    #expect(mobily.kind == .company)
    let deals = try graph.relations(of: tencent.id, direction: .both, predicates: [.partnersWith])
      .filter { $0.other(than: tencent.id) == mobily.id }
    #expect(deals.count == 1)
    #expect(deals.first?.qualifiers.at?.date.edtf == "2024-03-07")
    #expect(deals.first?.claims.count == 3)
    #expect(deals.first?.sourceCount == 3)
  }

  @Test func twoHeadOfficesAreContested() throws {
    let graph = gulf.graph
    let company = try #require(try graph.entities(named: "Fjellkraft Data").first)
    let offices = try graph.relations(of: company.id, direction: .out, predicates: [.basedIn])
    let names = try offices.compactMap { try $0.object.flatMap { try graph.entity($0) }?.name }
    #expect(Set(names) == ["Bergen", "Oslo"])
    #expect(offices.allSatisfy { $0.contestedBy.count == 1 })
  }

  @Test func aPriceToldTwiceCountsOnce() throws {
    let graph = gulf.graph
    let buyer = try #require(try graph.entities(named: "Marlowe Cloud").first)
    let target = try #require(try graph.entities(named: "Tembo Grid").first)
    let purchases = try graph.relations(of: buyer.id, direction: .out, predicates: [.acquired])
      .filter { $0.object == target.id }
    let priced = purchases.filter { $0.act != nil }
    let purchase = try #require(priced.first)
    #expect(priced.count == 1)
    #expect(purchase.claims.count == 3, "with a price, with about a price, and without one")
    let act = try #require(try purchase.act.flatMap { try graph.act($0) })
    #expect(act.amount?.value.description == "95000000")
    #expect(act.amount?.precision == .exact)
    #expect(act.at?.date.edtf == "2024-06-12")
    let other = purchases.filter { $0.act == nil }
    #expect(other.map { $0.qualifiers.at?.date.edtf } == ["2024-05"], "the source that disagrees stays apart")
  }

  @Test func whatIsPlannedOrDeniedIsNoFact() throws {
    let graph = gulf.graph
    let buyer = try #require(try graph.entities(named: "Marlowe Cloud").first)
    let relations = try graph.relations(of: buyer.id, direction: .out, predicates: [.builds, .acquired])
    let notDone = try relations.filter { !$0.qualifiers.isFactual }
      .compactMap { try $0.object.flatMap { try graph.entity($0) }?.name }
    #expect(Set(notDone) == ["Kettleby Labs", "Mombasa"])
  }

  @Test func aVaultWithoutFactsStillGivesPeopleTopicsAndLinks() throws {
    let graph = reading.graph
    #expect(try facts(of: graph).isEmpty)
    let thornbury = try #require(try graph.entities(named: "I. Thornbury").first)
    #expect(thornbury.kind == .person)
    #expect(thornbury.isAuthor)
    let attention = try #require(try graph.entities(named: "attention").first)
    #expect(try graph.relations(of: attention.id, direction: .in, predicates: [.tagged]).count >= 2)
  }

  /// The claims whose predicate is one of facts: what follows from authors, tags, links and second names is left out,
  /// and so are the predicates of the vault's own.
  private func facts(of graph: GraphStore) throws -> [String] {
    let structure: Set<KnowledgeGraph.Predicate> = [
      .authoredBy, .publishedBy, .mentions, .tagged, .linksTo, .alsoKnownAs,
    ]
    return try graph.claims(withPrefix: "", limit: .max)
      .filter { !structure.contains($0.predicate) && Ontology.builtIn.predicates[$0.predicate] != nil }
      .map(row)
  }

  private func row(_ claim: Claim) -> String {
    let qualifiers = claim.qualifiers
    let status = qualifiers.isNegated ? "negated" : qualifiers.status?.rawValue ?? ""
    return [
      claim.note, claim.subject.surface, claim.predicate.rawValue, claim.object?.surface ?? "",
      (qualifiers.at ?? qualifiers.from)?.date.edtf ?? "", qualifiers.amount.map(text) ?? "", status,
    ].joined(separator: "\t")
  }

  private func text(_ amount: Amount) -> String {
    let sign: [Amount.Precision: String] = [.approx: "~", .max: "<", .min: ">"]
    let unit =
      switch amount.unit {
      case .money(let currency): currency
      case .count(let noun): noun ?? ""
      case .percent: "%"
      }
    let parts = [(sign[amount.precision] ?? "") + amount.value.description, unit, amount.period?.description ?? ""]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The rows of a table, without its comments and its heading.
  private func rows(_ file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
      .filter { !$0.isEmpty && !$0.hasPrefix("#") && !$0.hasPrefix("note\t") }
  }
}

/// A folder of `Graphs/`, built in a temporary place, so that the checkout stays as it is.
private final class WorkedFolder {
  let graph: GraphStore
  private let place: URL

  init(_ name: String) throws {
    place = FileManager.default.temporaryDirectory.appending(path: "weft-worked-\(UUID().uuidString)")
    let source = Repository.root.appending(path: "Graphs/\(name)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    for part in ["weft.yaml", "notes"] {
      try FileManager.default.copyItem(at: source.appending(path: part), to: place.appending(path: part))
    }
    let folder = try GraphFolder(at: place.path)
    let summary = try Build(folder).run()
    #expect(summary.diagnostics.isEmpty)
    graph = try GraphStore.open(at: folder.databasePath)
  }

  deinit { try? FileManager.default.removeItem(at: place) }
}
