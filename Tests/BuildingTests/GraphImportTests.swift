import Building
import Formats
import Foundation
import KnowledgeGraph
import Store
import TestSupport
import Testing

/// Large graphs from files: the same graph of every form, evidence for each relation, and no harm to a graph of notes.
@Suite final class GraphImportTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "weft-import-\(UUID().uuidString)")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func load(
    _ files: [(name: String, text: String)], as form: GraphImport.Form = .csv, piece: Int = 1 << 20
  ) throws -> GraphImport.Summary {
    let inputs = files.map { file in
      var rest = Array(file.text.utf8)[...]
      return GraphImport.Input(
        name: file.name, size: rest.count,
        source: ByteSource {
          defer { rest = rest.dropFirst(piece) }
          return Array(rest.prefix(piece))
        })
    }
    return try GraphImport(into: folder.path, form: form).run(inputs)
  }

  private func store() throws -> GraphStore {
    try GraphStore.open(at: folder.appending(path: ".weft/graph.sqlite").path)
  }

  /// What the graph says, a line a relation.
  private func lines() throws -> [String] {
    let store = try store()
    return try store.relations().map { relation in
      let (subject, object) = (try store.entity(relation.subject), try relation.object.flatMap { try store.entity($0) })
      let qualifiers = relation.qualifiers
      let extra = [
        qualifiers.at?.date.edtf, qualifiers.amount.map { $0.value.description }, qualifiers.status?.rawValue,
      ]
      let ends = [subject, object].map { $0.map { "\($0.name):\($0.kind)" } ?? "-" }
      return ([ends[0], relation.predicate.rawValue, ends[1]] + extra.compactMap { $0 }).joined(separator: " ")
    }.sorted()
  }

  private static let nodes = """
    id,label,name,date,source
    1,Company,"Acme, Inc.",2020-01-02,x
    2,Country,Norway,,y
    3,Author,"Jo ""J"" Li",2019,z
    4,Company,norway,,y

    """
  private static let edges = """
    src,type,dst,date,amount,source
    1,BASED_IN,2,2015-08-05,0,hl-1
    3,WROTE,1,,12.5,hl-2
    1,acquired by,4,2016-08,,hl-3
    9,owns,1,,,hl-4

    """
  private static let expected = [
    "9:Topic OWNS Acme, Inc.:Company",
    "Acme, Inc.:Company ACQUIRED_BY norway (4):Company 2016-08",
    "Acme, Inc.:Company BASED_IN Norway:Country 2015-08-05 0", "Jo \"J\" Li:Author WROTE Acme, Inc.:Company 12.5",
  ]

  @Test(arguments: [1, 2, 7, 1 << 20])
  func tablesBecomeAGraph(piece: Int) throws {
    let summary = try load(
      [("nodes.csv", GraphImportTests.nodes), ("edges.csv", GraphImportTests.edges)], piece: piece)
    #expect(summary.entities == 5)
    #expect(summary.relations == 4)
    #expect(summary.namedByEdgesOnly == 1)
    #expect(summary.unreadColumns == ["nodes.csv": ["source"], "edges.csv": ["source"]])
    #expect(try lines() == GraphImportTests.expected)
    let store = try store()
    #expect(store.adjacency?.relationCount == 4)
    #expect(try store.statistics().relations == 4)
    #expect(try store.statistics().claims == 4)
    #expect(store.ontology.kinds[Kind("Author")] != nil)
    #expect(try store.entities(named: "NORWAY").map(\.name) == ["Norway"])
    #expect(try store.search("acme", limit: 3).count == 1)
  }

  @Test func linesOfJSONBecomeTheSameGraph() throws {
    let text = """
      {"type":"node","id":"1","labels":["Company"],"properties":{"name":"Acme, Inc.","date":"2020-01-02"}}
      {"id":2,"kind":"Country","name":"Norway"}
      {"id":"3","kind":"Author","name":"Jo \\"J\\" Li"}
      {"id":"4","kind":"Company","name":"norway"}

      {"source":"1","predicate":"BASED_IN","target":2,"date":"2015-08-05","amount":0}
      {"type":"relationship","label":"WROTE","start":{"id":"3"},"end":{"id":"1"},"properties":{"value":12.5}}
      {"src":"1","type":"acquired by","dst":"4","at":"2016-08"}
      {"from":"9","to":"1","relation":"owns"}
      """
    let summary = try load([("graph.jsonl", text)], as: .jsonl, piece: 11)
    #expect(summary.findings.isEmpty)
    #expect(try lines() == GraphImportTests.expected)
  }

  @Test func graphMLBecomesAGraph() throws {
    let text = """
      <graphml><key id="n" for="node" attr.name="name"/><key id="k" for="node" attr.name="kind"/>
      <key id="p" for="edge" attr.name="predicate"/><graph edgedefault="directed">
      <node id="a"><data key="n">Acme</data><data key="k">Company</data></node><node id="b"><data key="n">Bob</data></node>
      <edge source="b" target="a"><data key="p">OWNS</data></edge><edge source="b" target="a"><data key="p">FOUNDED</data></edge>
      </graph></graphml>
      """
    let summary = try load([("graph.graphml", text)], as: .graphml)
    #expect(summary.relations == 2)
    #expect(try lines() == ["Bob:Topic FOUNDED Acme:Company", "Bob:Topic OWNS Acme:Company"])
  }

  /// Edges may stand before their nodes, and two nodes may have one name.
  @Test(arguments: [1, 2, 5, 31, 1 << 20])
  func graphMLComesPieceByPiece(piece: Int) throws {
    let text = """
      \u{feff}<?xml version="1.0"?><!-- a > b --><graphml><key id="n" for="node" attr.name="name"/>
      <key id="k" for="node" attr.name="kind"><default>Company</default></key><key id="p" for="edge" attr.name="predicate"/>
      <graph edgedefault="directed"><edge source="c" target="a"><data key="p">OWNS</data></edge>
      <node id="a"><data key="n">A &amp; <![CDATA[<B>]]></data></node><node id="b"><data key="n">Zürich</data></node>
      <node id="c"><data key="n">Zürich</data><data key="k">City</data></node><node id="b"/><hyperedge/>
      <edge source="b" target="a"><data key="p">FOUNDED</data></edge><edge source="b" target="z"/><edge source="y" target="a"/>
      </graph></graphml>
      """
    let summary = try load([("graph.graphml", text)], as: .graphml, piece: piece)
    #expect(try lines() == ["Zürich (c):City OWNS A & <B>:Company", "Zürich:Company FOUNDED A & <B>:Company"])
    #expect(
      summary.findings.map { "\($0.finding.line): \($0.finding.message)" } == [
        "5: two nodes have the id b", "5: a hyperedge is not read",
        "6: an edge leads to a node that is not in the file: z",
        "6: an edge begins at a node that is not in the file: y",
      ])
    #expect(throws: BuildError.self) {
      try load([("graph.graphml", String(text.dropLast(12)))], as: .graphml, piece: piece)
    }
    #expect(try lines().count == 2)
  }

  @Test func aGraphThatWasImportedIsWhole() throws {
    _ = try load([("nodes.csv", GraphImportTests.nodes), ("edges.csv", GraphImportTests.edges)])
    #expect(try store().integrityCheck() == [])
    let file = folder.appending(path: ".weft/graph.adjacency")
    var bytes = try Data(contentsOf: file)
    bytes[100] ^= 1
    try bytes.write(to: file)
    #expect(try store().integrityCheck() == ["the graph is not the one that was imported"])
  }

  @Test func everyRelationShowsItsRow() throws {
    _ = try load([("nodes.csv", GraphImportTests.nodes), ("edges.csv", GraphImportTests.edges)])
    let store = try store()
    let wrote = try #require(try store.relations().first { $0.predicate == Predicate("WROTE") })
    let id = try #require(wrote.claims.first)
    let claim = try #require(try store.claim(id))
    #expect(claim.note == "edges.csv")
    #expect(claim.evidence == .field(name: "row", text: "Jo \"J\" Li WROTE Acme, Inc.", line: 3))
    #expect(try store.relation(of: id) == wrote)
    for length in [1, 4, 9, 12, 32] {
      let found = try store.claims(withPrefix: String(id.rawValue.prefix(length)), limit: 10)
      #expect(found.contains(claim), "\(length)")
    }
    #expect(try store.claims(withPrefix: "", limit: 10).count == 4)
    #expect(try store.claims(withPrefix: "zz", limit: 10).isEmpty)
    #expect(try store.proofs(of: wrote).map(\.line) == [3])
    #expect(try store.claim(ClaimID(rawValue: String(repeating: "0", count: 32))) == nil)
  }

  /// Beside the obvious: all claims, sorted, those that begin so.
  @Test func claimsOfRowsComeInTheOrderOfTheirIdentities() throws {
    func rows(_ count: Int, _ name: String) -> String {
      "source,predicate,target\n" + (0..<count).map { "\(name)\($0 % 7),OWNS,\(name)\($0)\n" }.joined()
    }
    _ = try load([("a.csv", rows(900, "A")), ("b.csv", rows(400, "B")), ("c.csv", rows(40, "C"))])
    let store = try store()
    let all = try store.relations().flatMap(\.claims).map(\.rawValue).sorted()
    try #require(all.count == 1_340)
    let prefixes =
      ["", "0", "a", "f3"] + all.prefix(300).flatMap { id in [2, 3, 4, 11, 14, 15].map { String(id.prefix($0)) } }
    for prefix in prefixes {
      let expected = all.filter { $0.hasPrefix(prefix) }
      for limit in [1, 2, 1_000] {
        let found = try store.claims(withPrefix: prefix, limit: limit).map(\.id.rawValue)
        #expect(found == Array(expected.prefix(limit)), "\(prefix), \(limit)")
      }
    }
  }

  @Test func rowsThatCannotBeReadAreTold() throws {
    let summary = try load([
      ("n.csv", "id;name\n1;A\n1;B\n;\n2;C;D\n"),
      ("e.csv", "source;predicate;target;date\n1;OWNS;;2020\n1;OWNS;2;soon\n"),
    ])
    #expect(
      summary.findings.map { "\($0.file):\($0.finding.line): \($0.finding.message)" } == [
        "n.csv:3: a node has this key already: 1", "n.csv:4: the row has no name",
        "n.csv:5: the row has 3 cells where the first has 2", "e.csv:2: the row has no target",
        "e.csv:3: date is not known: soon",
      ])
    #expect(try lines() == ["A:Topic OWNS 2:Topic"])
  }

  @Test(arguments: [
    "", "a,b\n1,2\n", "source,target\n\"1,2\n",
  ])
  func aFileThatIsNoneLeavesTheGraphBefore(text: String) throws {
    _ = try load([("edges.csv", "source,predicate,target\nA,OWNS,B\n")])
    #expect(throws: BuildError.self) { try load([("edges.csv", text)]) }
    #expect(try lines() == ["A:Topic OWNS B:Topic"])
    _ = try load([("edges.csv", "source,predicate,target\nA,OWNS,C\n")])
    #expect(try lines() == ["A:Topic OWNS C:Topic"])
  }

  @Test func notesAndImportsDoNotMix() throws {
    _ = try load([("edges.csv", "source,predicate,target\nA,OWNS,B\n")])
    #expect(throws: BuildError.self) { try Build(GraphFolder(at: folder.path)).run { _ in true } }
    #expect(try lines() == ["A:Topic OWNS B:Topic"])
    try FileManager.default.removeItem(at: folder.appending(path: ".weft"))
    try "# A\n\nAcme acquired Bolt in 2020.\n".write(
      to: folder.appending(path: "a.md"), atomically: true, encoding: .utf8)
    _ = try Build(GraphFolder(at: folder.path)).run { _ in true }
    #expect(throws: BuildError.self) { try load([("edges.csv", "source,predicate,target\nA,OWNS,B\n")]) }
    #expect(try store().isLoaded() == false)
  }
}
