import Formats
import Foundation
import KnowledgeGraph
import TestSupport
import Testing

/// What a program that others wrote saw in a file: nodes as name and kind, edges as source, predicate, target and quote.
private struct Seen: Hashable {
  var nodes: [[String]]
  var edges: [[String]]

  init(nodes: [[String]], edges: [[String]]) {
    func sorted(_ rows: [[String]]) -> [[String]] {
      rows.sorted { $0.lexicographicallyPrecedes($1) { Array($0.unicodeScalars) < Array($1.unicodeScalars) } }
    }
    self.nodes = sorted(nodes)
    self.edges = sorted(edges)
  }

  init(_ json: JSONValue) throws {
    func rows(_ name: String) throws -> [[String]] {
      try #require(json[name]?.elements).map { try #require($0.elements).map { try #require($0.string) } }
    }
    self.init(nodes: try rows("nodes"), edges: try rows("edges"))
  }
}

extension [Unicode.Scalar] {
  fileprivate static func < (left: Self, right: Self) -> Bool { left.lexicographicallyPrecedes(right) }
}

/// Runs `Readers/read.py` in the Python that `Scripts/readers` has set up, or the system's.
private enum Reader {
  static let script = Repository.root.appending(path: "Tests/FormatsTests/Readers/read.py").path
  static let python: String = {
    let own = Repository.root.appending(path: ".build/readers/bin/python3").path
    return FileManager.default.isExecutableFile(atPath: own) ? own : "/usr/bin/python3"
  }()

  /// What the reader of a form sees, or nil where it is not installed.
  static func read(_ form: String, _ files: [(name: String, text: String)]) throws -> Seen? {
    let folder = FileManager.default.temporaryDirectory.appending(path: "weft-readers-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in files { try Data(file.text.utf8).write(to: folder.appending(path: file.name)) }
    let process = Process()
    let output = Pipe()
    let errors = folder.appending(path: "errors.txt")
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    process.executableURL = URL(filePath: python)
    process.arguments = [script, form] + files.map { folder.appending(path: $0.name).path }
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if process.terminationStatus == 3 { return nil }
    let message = try String(contentsOf: errors, encoding: .utf8).suffix(600)
    try #require(process.terminationStatus == 0, "\(form): \(message)")
    return try Seen(JSONValue(parsing: data))
  }

  static let isThere = FileManager.default.isExecutableFile(atPath: python)
  static let hint: Comment = "needs Python 3: Scripts/readers installs the readers of formats"

  /// The readers that have to be there once `Scripts/readers` has run; without it a missing one is passed over.
  static let isComplete = FileManager.default.fileExists(
    atPath: Repository.root.appending(path: ".build/readers/complete").path)

  static func expect(_ form: String, _ files: [(name: String, text: String)], _ expected: Seen) throws {
    guard let seen = try read(form, files) else {
      print("skipped: no reader of \(form) is installed (Scripts/readers installs it)")
      #expect(!isComplete, "the reader of \(form) is missing")
      return
    }
    #expect(seen.nodes == expected.nodes, "\(form)")
    #expect(seen.edges == expected.edges, "\(form)")
  }
}

@Suite(.enabled(if: Reader.isThere, Reader.hint)) struct ReadByOthers {
  static let graph = HostileGraph.make(seed: 11, entities: 40, relations: 120)

  /// What is in the graph, with the texts as a form can hold them.
  private static func held(_ text: (String) -> String = { $0 }, allQuotes: Bool = false) throws -> Seen {
    let names = Dictionary(uniqueKeysWithValues: graph.entities().map { ($0.id, text($0.name)) })
    return Seen(
      nodes: graph.entities().map { [text($0.name), text($0.kind.rawValue)] },
      edges: try graph.relations().map { relation in
        let quotes = try graph.proofs(of: relation).map { text($0.quote) }
        let quote =
          allQuotes
          ? quotes.map { Array($0.unicodeScalars) }.sorted { $0 < $1 }.map { scalars in
            String(String.UnicodeScalarView(scalars))
          }.joined(separator: "\u{1f}")
          : quotes.first ?? ""
        return [
          names[relation.subject] ?? "", text(relation.predicate.rawValue),
          relation.object.flatMap { names[$0] } ?? "", quote,
        ]
      })
  }

  private static func replaced(_ text: String, _ replace: (Unicode.Scalar) -> Unicode.Scalar) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map(replace)))
  }

  private static func xml(_ text: String) -> String {
    replaced(text) {
      ($0.value < 0x20 && ![9, 10, 13].contains($0.value)) || $0.value & 0xfffe == 0xfffe ? "\u{fffd}" : $0
    }
  }

  private static func texts(_ format: some GraphFormat) throws -> [(name: String, text: String)] {
    try format.texts(of: GraphExport(graph)).enumerated().map { ("\($0)", $1.text) }
  }

  @Test func graphMLByNetworkX() throws {
    try Reader.expect("graphml", try Self.texts(GraphML()), try Self.held(Self.xml))
  }

  @Test func gexfByNetworkX() throws {
    try Reader.expect("gexf", try Self.texts(GEXF()), try Self.held(Self.xml))
  }

  @Test func nodeLinkByNetworkX() throws {
    try Reader.expect("json", try Self.texts(NodeLink()), try Self.held())
  }

  @Test func csvByPython() throws {
    try Reader.expect("csv", try Self.texts(CSVTables()), try Self.held())
  }

  @Test(arguments: [false, true]) func dotByGraphviz(_ clusters: Bool) throws {
    let expected = try Self.held { text in
      Self.replaced(text) { $0.value < 0x20 && $0 != "\n" && $0 != "\t" ? " " : $0 }
    }
    try Reader.expect("dot", try Self.texts(DOT(clusters: clusters)), expected)
  }

  @Test func turtleByRDFLib() throws {
    try Reader.expect("turtle", try Self.texts(Turtle()), try Self.held(allQuotes: true))
  }

  @Test func jsonLDByRDFLib() throws {
    let files = [("json", try Self.texts(JSONLD())[0].text), ("ttl", try Self.texts(Turtle())[0].text)]
    try Reader.expect("jsonld", files.map { (name: $0.0, text: $0.1) }, try Self.held(allQuotes: true))
  }

  @Test func cypherByTheGrammarOfOpenCypher() throws {
    let expected = try Self.held { text in
      Self.replaced(text) { $0.value < 0x20 && ![9, 10, 13].contains($0.value) ? " " : $0 }
    }
    try Reader.expect("cypher", try Self.texts(CypherScript()), expected)
  }

  @Test func canvasByItsSchema() throws {
    guard let seen = try Reader.read("canvas", try Self.texts(JSONCanvas())) else { return #expect(!Reader.isComplete) }
    #expect(seen.nodes.count == Self.graph.entities().count)
    #expect(seen.edges.count == Self.graph.relations().count { $0.object != nil })
    #expect(seen.nodes.count { $0[1] == "file" } == Self.graph.entities().count { $0.note != nil })
  }

  @Test func followTheMoneyByItsModel() throws {
    guard let seen = try Reader.read("ftm", try Self.texts(FollowTheMoney())) else {
      return #expect(!Reader.isComplete)
    }
    let held = Set(Self.graph.entities().filter { $0.kind != .topic && $0.kind.rawValue.first != "A" }.map(\.id))
      .union(Self.graph.entities().filter { $0.kind == .article }.map(\.id))
    #expect(seen.nodes.count == held.count)
    #expect(
      seen.edges.count
        == Self.graph.relations().count { relation in
          held.contains(relation.subject) && relation.object.map { held.contains($0) } ?? false
            && !relation.qualifiers.isNegated
        })
    #expect(Set(seen.edges.map { $0[1] }).isSuperset(of: ["UnknownLink", "Documentation"]))
  }

  @Test func claimsByPython() throws {
    let expected = Seen(
      nodes: [],
      edges: Self.graph.claims(withPrefix: "", limit: .max).map {
        [$0.subject.surface, $0.predicate.rawValue, $0.object?.surface ?? "", $0.evidence.quote]
      })
    try Reader.expect("claims", try Self.texts(ClaimLines()), expected)
  }
}
