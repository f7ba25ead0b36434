import Formats
import KnowledgeGraph
import Resolution
import Testing

/// What imported files become once their claims are resolved.
@Suite struct ImportedGraph {
  private func graph(_ files: [(path: String, text: String)]) throws -> (
    graph: ResolvedGraph, names: [EntityID: Entity]
  ) {
    var resolver = Resolver(ontology: .builtIn)
    for file in files {
      let imported = try #require(ImportedFile(Array(file.text.utf8), path: file.path, ontology: .builtIn))
      #expect(imported.findings.isEmpty)
      for record in imported.records { resolver.add(record) }
    }
    let graph = resolver.resolve()
    return (graph, Dictionary(uniqueKeysWithValues: graph.entities.map { ($0.id, $0) }))
  }

  @Test func tablesOfEntitiesAndRelationsMakeOneGraph() throws {
    let (graph, names) = try graph([
      ("imports/names.csv", "name,kind,aliases\nMobily,Company,Etihad Etisalat\nGulf Fund,Organization,\n"),
      // An alias holds beyond its file once a second source says so.
      ("imports/more.csv", "name,kind,aliases\nMobily,Company,Etihad Etisalat\n"),
      (
        "imports/deals.tsv",
        "source\tpredicate\ttarget\tat\tvalue\tcurrency\nGulf Fund\tinvested in\tEtihad Etisalat\t2024-03\t5000000\tUSD\n"
      ),
    ])
    let mobily = try #require(graph.entities.first { $0.name == "Mobily" || $0.aliases.contains("Mobily") })
    #expect(mobily.kind == .company)
    let deal = try #require(graph.relations.first { $0.predicate == .investedIn })
    #expect(names[deal.subject]?.name == "Gulf Fund" && deal.object == mobily.id)
    #expect(deal.qualifiers.at?.date.edtf == "2024-03" || graph.acts.contains { $0.at?.date.edtf == "2024-03" })
  }

  @Test func anActOfTwoRowsIsCountedOnce() throws {
    let (graph, _) = try graph([
      (
        "imports/act.csv",
        """
        source,predicate,target,act,actValue,actCurrency
        Alpha,LAUNCHED,Go Saudi,1,430000000,USD
        Beta,LAUNCHED,Go Saudi,1,430000000,USD
        """
      )
    ])
    #expect(graph.acts.count == 1)
    #expect(graph.acts.first?.amount?.value == ExactDecimal(significand: 43, exponent: 7))
    #expect(graph.acts.first?.relations.count == 2)
  }

  @Test func aClaimThatTwoFilesHoldIsOne() throws {
    let claims = try ClaimLines().text(of: GraphExport(Example.graph))
    let (once, names) = try graph([("imports/a.jsonl", claims)])
    let (twice, _) = try graph([("imports/a.jsonl", claims), ("imports/b.jsonl", claims)])
    #expect(once.relations.count { $0.predicate == .partnersWith } == 1)
    let deal = try #require(twice.relations.first { $0.predicate == .partnersWith })
    #expect(deal.claims.count == 1 && deal.sourceCount == 1)
    // The source comes along by its title.
    #expect(names.values.contains { $0.name == "Cloud deals in the Gulf" && $0.kind == .article })
  }

  @Test(arguments: ["a.md", "a", "csv", "a.json", "folder.csv/a", ".csv"])
  func otherFilesAreNotRead(_ path: String) {
    #expect(ImportedFile(Array("name\nA\n".utf8), path: path, ontology: .builtIn) == nil)
  }
}
