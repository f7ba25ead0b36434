import Formats
import KnowledgeGraph
import Testing

/// One entity, or two with one relation between them, with names of the test's choice.
private func text(
  _ format: some GraphFormat, _ name: String, url: String? = nil, predicate: Predicate = .launched,
  quote: String? = nil
) throws -> String {
  var entity = Entity(id: EntityID(rawValue: 0), name: name, kind: .company)
  entity.url = url
  let claim = Claim(
    subject: Argument(name, kind: .company), predicate: predicate, object: nil,
    evidence: .field(name: "f", text: quote ?? "", line: 1), source: SourceID("path:a"), note: "a.md",
    origin: .rule("r"), confidence: 1, isSymmetric: false)
  let relation = Relation(
    id: RelationID(rawValue: 0), subject: entity.id, predicate: predicate, object: entity.id, claims: [claim.id])
  let graph = Graph(
    ontology: .builtIn, entities: [entity], relations: quote == nil ? [] : [relation], acts: [], claims: [claim])
  return try format.text(of: GraphExport(graph))
}

@Suite struct Escaping {
  @Test(arguments: [
    ("plain, 1", #""plain, 1""#), ("a\"b", #""a#34;b""#), ("%%{init}%%", ##""#37;#37;#123;init#125;#37;#37;""##),
    ("<b>`x`#", ##""#60;b#62;#96;x#96;#35;""##), ("a\nb", #""a b""#), ("é中", #""é中""#), (" ", "\" #8203;\""),
  ])
  func mermaid(_ name: String, _ expected: String) throws {
    #expect(try text(Mermaid(), name).contains("[" + expected + "]\n"))
  }

  @Test(arguments: [
    ("https://x.org/a?b=c#d", "https://x.org/a?b=c#d"),
    ("http://x.org/\" onclick=\"y", "http://x.org/%22%20onclick=%22y"),
    ("HTTPS://x.org/é;", "HTTPS://x.org/%C3%A9%3B"),
  ])
  func addressesOfTheWeb(_ url: String, _ expected: String) throws {
    #expect(try text(Mermaid(), "a", url: url).contains(" href \"\(expected)\" _blank\n"))
    #expect(try text(Turtle(), "a", url: url).contains("schema:url <\(expected)> "))
  }

  @Test(arguments: ["javascript:alert(1)", "data:text/html,x", " https://x.org", "file:///etc/passwd"])
  func otherAddressesLeadNowhere(_ url: String) throws {
    #expect(!(try text(Mermaid(), "a", url: url).contains("click")))
    #expect(!(try text(DOT(), "a", url: url).contains("URL=")))
    #expect(!(try text(JSONCanvas(), "a", url: url).contains("<")))
  }

  @Test(arguments: [
    ("O'Hara", #"name: 'O\'Hara',"#), (#"a\"#, #"name: 'a\\',"#), (#"\u0027"#, #"name: '\\' + 'u0027',"#),
    (#"\\u"#, #"name: '\\\\' + 'u',"#), ("a\nb", #"name: 'a\nb',"#), ("a\u{1}b", "name: 'a b',"),
  ])
  func cypherStrings(_ name: String, _ expected: String) throws {
    #expect(try text(CypherScript(), name).contains("{" + expected))
  }

  @Test(arguments: [
    ("LAUNCHED", "[r:`LAUNCHED` "), ("A`]-> DELETE", "[r:`A_____DELETE` "), (#"A\u0060"#, "[r:`A_u0060` "),
    ("", "[r:`_` "), ("MIT_É", "[r:`MIT_É` "),
  ])
  func cypherTypes(_ predicate: String, _ expected: String) throws {
    let script = try text(CypherScript(), "a", predicate: Predicate(predicate), quote: "q")
    #expect(script.contains(expected))
  }

  @Test(arguments: [
    ("a\"b", #"label="a\"b" name="a\"b""#), ("a\\", #"label="a\\" name="a\\""#),
    ("R&D", #"label="R&amp;D" name="R&D""#),
    ("a\nb", "label=\"a\\nb\" name=\"a\nb\""), ("<b>", #"label="<b>" name="<b>""#),
    ("a\u{0}b", #"label="a b" name="a b""#),
  ])
  func dot(_ name: String, _ expected: String) throws {
    #expect(try text(DOT(), name).contains(expected))
  }

  @Test func aLongTextOfDOTIsSeveral() throws {
    let script = try text(DOT(), "a", quote: String(repeating: "é", count: 10_000))
    #expect(script.split(separator: "\"").allSatisfy { $0.utf8.count < 8_200 })
  }

  @Test func clustersAreOfAKind() throws {
    let clustered = try text(DOT(clusters: true), "Acme")
    #expect(clustered.contains("  subgraph \"cluster_Company\" {\n    label=\"Companies\";\n"))
  }

  @Test(arguments: [
    ("a\"b\\", #"rdfs:label "a\"b\\""#), ("a\nb\r\t", #"rdfs:label "a\nb\r\t""#),
    ("a\u{1}\u{7f}", #"rdfs:label "a\u0001\u007F""#),
  ])
  func turtle(_ name: String, _ expected: String) throws {
    #expect(try text(Turtle(), name).contains(expected + " ;"))
  }

  @Test func namesOfRDFArePercentEncoded() throws {
    let turtle = try text(Turtle(), "A> .\n<urn:x>", predicate: Predicate("a b>"), quote: "q")
    #expect(turtle.contains("<urn:weft:entity:A%3E%20.%0A%3Curn%3Ax%3E> a kind:Company"))
    #expect(turtle.contains("<urn:weft:predicate:a%20b%3E> a rdf:Property"))
  }

  @Test(arguments: [
    ("<a&b>\"'", "&lt;a&amp;b&gt;&quot;'"), ("a\r\n\tb", "a&#13;&#10;&#9;b"),
    ("a\u{0}\u{1f}b\u{ffff}", "a\u{fffd}\u{fffd}b\u{fffd}"),
    ("]]>", "]]&gt;"),
  ])
  func xml(_ name: String, _ expected: String) throws {
    #expect(try text(GraphML(), name).contains("<data key=\"node.name\">\(expected)</data>"))
    #expect(try text(GEXF(), name).contains(" label=\"\(expected)\">"))
  }

  @Test(arguments: [
    ("=1", "'=1"), ("'=1", "''=1"), ("-2", "-2"), ("'-2", "''-2"), ("+x", "'+x"), ("@x", "'@x"), ("\tx", "'\tx"),
    ("＝1", "'＝1"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("\nx", "\"'\nx\""), ("it's", "it's"), ("''", "''"),
  ])
  func cells(_ cell: String, _ expected: String) throws {
    #expect(CSV.text([[cell, "b"]]) == expected + ",b\n")
    let table = CSVTables.read(Array(CSV.text([["name", "kind"], [cell, "b"]]).utf8))
    #expect(table.nodes.map(\.name) == [cell])
  }

  @Test func markdownOfACanvasIsText() throws {
    #expect(try text(JSONCanvas(), "[a](b) <c>\n# d").contains(##""\\[a\\]\\(b\\) \\<c\\> \\# d""##))
  }
}
