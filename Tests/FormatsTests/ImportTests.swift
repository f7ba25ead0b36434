import Formats
import KnowledgeGraph
import TestSupport
import Testing

/// A claim in few words: `Acme ACQUIRED Beta @3`, with the line of its evidence.
private func told(_ claim: Claim) -> String {
  guard case .field(_, _, let line) = claim.evidence else { return "\(claim.id)" }
  let object = claim.object.map { " \($0.surface)" } ?? ""
  return "\(claim.subject.surface) \(claim.predicate)\(object) @\(line)"
}

private func said(_ finding: ImportFinding) -> String { "\(finding.line):\(finding.column) \(finding.message)" }

private func record(csv text: String) -> (record: NoteRecord, findings: [ImportFinding]) {
  CSVTables.read(Array(text.utf8)).record(path: "imports/deals.csv", ontology: .builtIn)
}

@Suite struct ImportingCSV {
  @Test func aRowOfATableIsAClaimWithTheRowAsItsEvidence() throws {
    let (record, findings) = record(
      csv: """
        source,predicate,target,date,value,currency,status,confidence
        Acme,acquired,Beta,2024-03,430000000,USD,completed,0.9
        Gamma,acquired by,"Acme
        Group",,,,,
        Acme,RAISED,,2023,5,USD,,
        Acme,sponsors of,The Cup,,,,,
        """)
    #expect(findings.isEmpty)
    #expect(
      record.claims.map(told) == [
        "Acme ACQUIRED Beta @2", "Acme\nGroup ACQUIRED Gamma @3", "Acme RAISED @5", "Acme SPONSORS_OF The Cup @6",
      ])
    let claim = record.claims[0]
    #expect(claim.subject.kind == .organization && claim.object?.kind == .organization)
    #expect(claim.qualifiers.at?.date.edtf == "2024-03")
    #expect(
      claim.qualifiers.amount == Amount(ExactDecimal(significand: 43, exponent: 7), unit: .money(currency: "USD")))
    #expect(claim.qualifiers.status == .completed && claim.confidence == 0.9)
    #expect(claim.evidence.quote == "Acme,acquired,Beta,2024-03,430000000,USD,completed,0.9")
    #expect(record.claims[1].evidence.quote == "Gamma,acquired by,\"Acme\nGroup\",,,,,")
    #expect(claim.note == "imports/deals.csv" && claim.source == SourceID("path:imports/deals.csv"))
    #expect(record.source.title == "deals.csv" && record.source.kind == .source && record.role == .source)
  }

  @Test func aTableOfNamesGivesKindsAndAliases() {
    let (record, findings) = record(
      csv: """
        Name;Kind;Aliases;Note
        Mobily;company;Etihad Etisalat|EEC;
        Riyadh;City;;
        Widget;Gizmo;;
        """)
    #expect(
      record.claims.map(told) == [
        "deals.csv MENTIONS Mobily @2", "Mobily ALSO_KNOWN_AS Etihad Etisalat @2", "Mobily ALSO_KNOWN_AS EEC @2",
        "deals.csv MENTIONS Riyadh @3", "deals.csv MENTIONS Widget @4",
      ])
    #expect(record.claims.compactMap { $0.object?.kind } == [.company, .company, .company, .city, .topic])
    #expect(record.claims[0].subject.reference == .source)
    #expect(findings.map(said) == ["4:1 no kind is called Gizmo: read as Topic"])
  }

  @Test func twoRowsThatSayTheSameAreTwoClaims() {
    let (record, _) = record(csv: "subject\tpredicate\tobject\nA\tOWNS\tB\nA\tOWNS\tB\n")
    #expect(record.claims.map(told) == ["A OWNS B @2", "A OWNS B @3"])
    #expect(Set(record.claims.map(\.id)).count == 2)
  }

  @Test func aClaimKeepsItsIdentityWhenRowsMove() {
    let first = record(csv: "source,predicate,target\nA,OWNS,B\n").record.claims[0]
    let later = record(csv: "source,predicate,target\nC,OWNS,D\n\nA,OWNS,B\n").record.claims[1]
    #expect(first.id == later.id && later.evidence == .field(name: "row", text: "A,OWNS,B", line: 4))
  }

  @Test(arguments: [
    ("", ["1:1 the table has no first row"]),
    ("a,b\n1,2\n", ["1:1 the first row names neither source and target nor name"]),
    (
      "source,target\n,B\nA,B,C\nA,B\n", ["2:1 the row has no source", "3:1 the row has 3 cells where the first has 2"]
    ),
    ("source,target,predicate\nA,,OWNS\n", ["2:1 the row has no target"]),
    ("source,target,at\nA,B,March\n", ["2:1 at is not known: March"]),
    ("source,target,value,unit\nA,B,1.5e3,count\n", ["2:1 value is not known: 1.5e3"]),
    ("source,target,confidence\nA,B,7\n", ["2:1 confidence is not known: 7"]),
    ("name,kind\nA,Company\nB,\"Company\nC,City\n", ["3:3 a quote is not closed: the rest of the file is not read"]),
    ("\u{feff}name\nA\n", []),
  ])
  func whatIsWrongIsTold(_ text: String, _ findings: [String]) {
    #expect(record(csv: text).findings.map(said) == findings)
  }

  @Test func otherEncodingsAreTold() {
    let utf16 = CSVTables.read([0xff, 0xfe, 0x61, 0x00])
    #expect(utf16.findings.map(\.message) == ["the file is UTF-16"])
    let latin = CSVTables.read(Array("name\n".utf8) + [0x5a, 0xfc, 0x72, 0x0a])
    #expect(latin.findings.map(\.severity) == [.warning] && latin.nodes.map(\.name) == ["Z\u{fffd}r"])
  }

  @Test func anExportComesInAgain() throws {
    let graph = Graph(
      ontology: .builtIn, entities: GraphReadingConformance.parts.entities,
      relations: GraphReadingConformance.parts.relations, acts: GraphReadingConformance.parts.acts,
      claims: GraphReadingConformance.parts.claims)
    let edges = try CSVTables().texts(of: GraphExport(graph))[1].text
    let (record, findings) = record(csv: edges)
    #expect(findings.isEmpty && record.claims.count == graph.relations().count)
    let launches = record.claims.filter { $0.predicate == .launched }
    // The amount of an act is that of each of its claims: resolution counts it once.
    #expect(launches.map(\.act) == [1, 1] && Set(launches.map(\.qualifiers.amount)).count == 1)
    #expect(launches.allSatisfy { $0.qualifiers.amount?.period == Period(5, .year) })
  }
}

@Suite struct ImportingGraphML {
  private func table(_ body: String) -> GraphTable {
    GraphML.read(
      Array("<?xml version='1.0'?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\(body)</graphml>".utf8))
  }

  @Test func keysDefaultsAndGroups() {
    let table = table(
      """
      <key id="d0" for="node" attr.name="Kind" attr.type="string"><default>Company</default></key>
      <key id="d1" for="edge" attr.name="predicate" attr.type="string"/>
      <graph edgedefault="directed">
      <node id="a"><data key="d0">City</data></node>
      <node id="g"><graph><node id="b &amp; c"/></graph></node>
      <edge source="a" target="b &amp; c"><data key="d1"><![CDATA[OWNS]]></data></edge>
      </graph>
      """)
    #expect(table.findings.isEmpty)
    #expect(table.nodes.map(\.name) == ["a", "b & c", "g"])
    #expect(table.nodes.map { $0.fields["kind"] } == ["City", "Company", "Company"])
    #expect(
      table.edges.map { [$0.source, $0.target ?? "", $0.fields["predicate"] ?? ""] } == [["a", "b & c", "OWNS"]])
    #expect(table.edges.map(\.place.line) == [7])
    let record = table.record(path: "imports/g.graphml", ontology: .builtIn).record
    #expect(
      record.claims.last?.evidence.quote
        == "<edge source=\"a\" target=\"b &amp; c\"><data key=\"d1\"><![CDATA[OWNS]]></data></edge>")
  }

  @Test func whatYEdWritesOnANodeIsItsName() {
    let table = table(
      """
      <key for="node" id="d5" yfiles.type="nodegraphics"/><key for="edge" id="d9" yfiles.type="edgegraphics"/>
      <graph><node id="n0"><data key="d5"><y:ShapeNode><y:NodeLabel x="1">Acme <y:Model/></y:NodeLabel></y:ShapeNode></data></node>
      <node id="n1"><data key="d5"><y:ShapeNode><y:NodeLabel>Beta</y:NodeLabel></y:ShapeNode></data></node>
      <edge id="e0" source="n0" target="n1"><data key="d9"><y:PolyLineEdge><y:EdgeLabel>owned by</y:EdgeLabel></y:PolyLineEdge></data></edge>
      </graph>
      """)
    #expect(table.nodes.map(\.name) == ["Acme ", "Beta"])
    let record = table.record(path: "g.graphml", ontology: .builtIn).record
    #expect(record.claims.last.map(told) == "Beta OWNS Acme  @5")
  }

  @Test(arguments: [
    (
      "<graph><node id=\"a\"/><edge source=\"a\" target=\"z\"/></graph>",
      "an edge leads to a node that is not in the file: z"
    ),
    ("<graph><node id=\"a\"/><node id=\"a\"/></graph>", "two nodes have the id a"),
    ("<graph><node id=\"a\"/><hyperedge/></graph>", "a hyperedge is not read"),
    ("<graph><node id=\"a\">", "an end tag has no start tag: graphml"),
    ("<graph><node id=\"&b;\"/></graph>", "an & begins no reference that is known"),
    ("<graph><node id=\"a\" b></graph>", "an attribute has no value"), ("<graph/>", "the file has no nodes"),
    ("<!DOCTYPE x [<!ENTITY a \"b\">]>", "a document type with declarations is not read"),
    (String(repeating: "<a>", count: 300), "the elements are nested too deeply"),
    ("<graph><node id=\"&#0;\"/></graph>", "an & begins no reference that is known"),
  ])
  func whatIsWrongIsTold(_ body: String, _ message: String) {
    let table = table(body)
    #expect(table.findings.map(\.message) == [message])
    #expect(table.findings.allSatisfy { $0.line == (body == "<graph/>" ? 1 : 2) })
  }

  @Test func noBytesBreakTheReaders() throws {
    var random = SplitMix64(seed: 5)
    let seeds = [
      "<graphml><key id='a' attr.name='name'/><graph><node id='n'><data key='a'>x&amp;</data></node></graph></graphml>",
      "source,predicate,target\n\"a\"\"\",b,c\n",
      "{\"id\":\"c7f30000000000000000000000000000\",\"subject\":{\"surface\":\"a\",\"kind\":\"b\"},\"evidence\":{}}",
    ].map { Array($0.utf8) }
    for _ in 0..<800 {
      var bytes = random.pick(seeds)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 3))
        default:
          bytes.insert(contentsOf: Array(random.pick(["<", "\"", "&", "]]>", "\n", "{", "\\u", "é"]).utf8), at: place)
        }
        if bytes.isEmpty { bytes = [0x3c] }
      }
      #expect(try Self.rows(bytes, piece: Int.random(in: 1...40, using: &random)) == Self.rows(bytes, piece: .max))
      let tables = [GraphML.read(bytes), CSVTables.read(bytes)]
      for table in tables {
        _ = table.subgraph()
        #expect(table.record(path: "x", ontology: .builtIn).findings.allSatisfy { $0.line >= 1 && $0.column >= 1 })
      }
      _ = ClaimLines.records(ClaimLines.read(bytes).lines, path: "x")
    }
  }
}

extension ImportingGraphML {
  /// What a GraphML file gives where its bytes come piece by piece.
  fileprivate static func rows(_ bytes: [UInt8], piece: Int) throws -> [String] {
    var rest = bytes[...]
    var reader = BulkGraphMLReader(
      ByteSource {
        defer { rest = rest.dropFirst(piece) }
        return Array(rest.prefix(piece))
      })
    var rows: [String] = []
    while let row = try reader.next() { rows.append("\(row)") }
    return rows + reader.findings.map { "\($0)" }
  }
}

@Suite struct ImportingClaims {
  @Test func claimsComeBySourceWithTheirIdentitiesAndQuotes() throws {
    var byField = Deal.claim
    byField.id = ClaimID(rawValue: "0a000000000000000000000000000000")
    byField.evidence = .field(name: "author", text: "Ann", line: 2)
    byField.source = SourceID("url:https://example.org/a")
    let graph = Graph(
      ontology: .builtIn, entities: [], relations: [], acts: [], claims: [Deal.claim, byField],
      passages: [Deal.passage],
      sources: [
        Source(
          id: Deal.source, kind: .article, title: "Cloud deals", authors: ["Ann"], date: PartialDate(edtf: "2024-04"),
          url: "https://example.org/cloud", note: "Articles/Cloud.md")
      ])
    let read = ClaimLines.read(Array(try ClaimLines().text(of: GraphExport(graph)).utf8))
    let records = ClaimLines.records(read.lines, path: "imports/other.jsonl")
    #expect(records.map(\.path) == ["imports/other.jsonl", "imports/other.jsonl#2"])
    let field = try #require(records[0].claims.first)
    #expect(field.id == byField.id && field.evidence == .field(name: "author", text: "Ann", line: 1))
    #expect(records[1].source.title == "Cloud deals" && records[1].source.url == "https://example.org/cloud")
    let claim = try #require(records[1].claims.first)
    let passage = try #require(records[1].passages.first)
    #expect(claim.id == Deal.claim.id && claim.note == "imports/other.jsonl#2")
    #expect(claim.evidence == .passage(passage.id, quote: "Acme partnered with Mobily", range: 0..<26))
    #expect(passage.text == "Acme partnered with Mobily" && passage.line == 2)
    #expect(passage.links == ["https://example.org/h/1"])
    // Acme stood at 15..<19 of the passage, and the quote at 15.
    #expect(claim.subject.range == 0..<4 && claim.object?.range == 20..<26)
    #expect(claim.qualifiers == Deal.claim.qualifiers)
  }

  @Test(arguments: [
    ("{", "1:2 the line is no JSON: a member of an object begins with a name in quotes"),
    ("{}", "1:1 the line is no claim: id is missing"),
    ("{\"id\":\"c7f3\"}", "1:1 the line is no claim: id is not 32 hexadecimal digits"),
    ("{\"id\":\"c7f30000000000000000000000000000\"}", "1:1 the line is no claim: note is missing"),
  ])
  func whatIsWrongIsTold(_ text: String, _ message: String) {
    let read = ClaimLines.read(Array(text.utf8))
    #expect(read.lines.isEmpty && read.findings.map(said) == [message])
  }
}

@Suite struct Money {
  /// One line of FollowTheMoney as JSON, by its schema.
  private func lines(_ predicate: Predicate, _ subject: Kind, _ object: Kind) throws -> [JSONValue] {
    let ends = [
      Entity(id: EntityID(rawValue: 0), name: "A", kind: subject),
      Entity(id: EntityID(rawValue: 1), name: "B", kind: object),
    ]
    let relation = Relation(
      id: RelationID(rawValue: 0), subject: ends[0].id, predicate: predicate, object: ends[1].id,
      qualifiers: Qualifiers(from: PartialDate(edtf: "2024-33").map { StatedDate($0) }, role: "CEO"), claims: [])
    let graph = Graph(ontology: .builtIn, entities: ends, relations: [relation], acts: [])
    return try FollowTheMoney().text(of: GraphExport(graph)).split(separator: "\n").map {
      try JSONValue(parsing: $0.utf8)
    }
  }

  @Test(arguments: [
    (Predicate.owns, Kind.company, Kind.company, "Ownership", "owner", "asset"),
    (.owns, .person, .product, "Ownership", "owner", "asset"),
    (.owns, .country, .company, "UnknownLink", "subject", "object"),
    (.worksFor, .person, .publicBody, "Employment", "employee", "employer"),
    (.authoredBy, .article, .person, "Documentation", "document", "entity"),
    (.partnersWith, .company, .company, "UnknownLink", "subject", "object"),
  ])
  func schemata(
    _ predicate: Predicate, _ subject: Kind, _ object: Kind, _ schema: String, _ source: String, _ target: String
  ) throws {
    let lines = try lines(predicate, subject, object)
    let edge = try #require(lines.last)
    #expect(edge["schema"]?.string == schema)
    #expect(edge["properties"]?[source]?.elements?.first == lines[0]["id"])
    #expect(edge["properties"]?[target]?.elements?.first == lines[1]["id"])
    // A quarter is more than the model can say: its year is left.
    #expect(edge["properties"]?["startDate"]?.elements == [.string("2024")])
  }

  @Test func theParentOwnsItsSubsidiary() throws {
    let lines = try lines(.subsidiaryOf, .company, .company)
    #expect(lines.last?["properties"]?["owner"]?.elements?.first == lines[1]["id"])
  }
}

@Suite struct ImportLimits {
  /// What a reader gives of a text that comes seven bytes at a time, no part of it longer than 100 bytes.
  private func source(_ text: String) -> ByteSource {
    var rest = Array(text.utf8)[...]
    return ByteSource(longest: 100) {
      defer { rest = rest.dropFirst(7) }
      return Array(rest.prefix(7))
    }
  }

  @Test func aRowThatIsTooLongIsAnErrorWithItsLine() throws {
    var reader = try BulkCSVReader(source("id,name\n1,Ann\n2," + String(repeating: "x", count: 120) + "\n3,Bo\n"))
    #expect(try reader.next()?.line == 2)
    #expect(try reader.next() == nil)
    #expect(
      reader.findings == [
        ImportFinding(.error, line: 3, "a row is longer than 100 bytes: the rest of the file is not read")
      ])
  }

  @Test func aQuoteThatIsNeverClosedIsSaidToBe() throws {
    var reader = try BulkCSVReader(source("id,name\n1,\"Ann\n2,Bo\n"))
    #expect(try reader.next() == nil)
    #expect(
      reader.findings == [
        ImportFinding(.error, line: 2, "a quote is not closed: the rest of the file is not read")
      ])
    var long = try BulkCSVReader(source("id,name\n1,\"Ann\n" + String(repeating: "x", count: 120) + "\n2,Bo\n"))
    #expect(try long.next() == nil)
    #expect(
      long.findings.map(\.message) == [
        "a row is longer than 100 bytes, or a quote is not closed: the rest of the file is not read"
      ])
  }

  @Test func aLineThatIsTooLongIsAnErrorWithItsNumber() throws {
    let long = #"{"id": "2", "name": ""# + String(repeating: "x", count: 120) + #""}"#
    var reader = BulkJSONReader(source(#"{"id": "1", "name": "Ann"}"# + "\n" + long + "\n" + #"{"id": "3"}"# + "\n"))
    #expect(try reader.next()?.line == 1)
    #expect(try reader.next() == nil)
    #expect(
      reader.findings == [
        ImportFinding(.error, line: 2, "the line is longer than 100 bytes: the rest of the file is not read")
      ])
  }

  @Test func aTextOfGraphMLThatIsTooLongIsAnErrorWithItsPlace() throws {
    let before = "<graphml><graph>\n<node id=\"1\"/>\n<node id=\"2\">"
    var reader = BulkGraphMLReader(source(before + "<data key=\"d\">" + String(repeating: "x", count: 130)))
    while try reader.next() != nil {}
    let errors = reader.findings.filter { $0.severity == .error }
    #expect(errors.map(\.message) == ["a tag, a text or a comment is longer than 100 bytes"])
    #expect(errors.first?.line == 3)
  }

  @Test func rowsOfTheGreatestLengthAreRead() throws {
    let name = String(repeating: "x", count: 90)
    var table = try BulkCSVReader(source("id,name\n1,\(name)\n2,Bo\n"))
    #expect(try table.next()?.line == 2)
    #expect(try table.next()?.line == 3)
    var lines = BulkJSONReader(
      source(#"{"id": "1", "name": "\#(String(repeating: "x", count: 60))"}"# + "\n{\"id\": \"2\"}\n"))
    #expect(try lines.next()?.line == 1)
    #expect(try lines.next()?.line == 2)
    #expect(table.findings.isEmpty && lines.findings.isEmpty)
  }
}
