import Drawing
import Extraction
import Foundation
import KnowledgeGraph
import Layout
import Notes
import Resolution

/// What `run` asks for: each command measures one thing and prints one line of JSON.
@main
enum Measure {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case ("parse", 2): try parse(vault: arguments[1])
    case ("extract", 3): try extract(vault: arguments[1], passages: arguments[2])
    case ("texts", 2): try extract(texts: arguments[1])
    case ("busiest", 2): print(try busiest(vault: arguments[1]))
    case ("figures", 3): try figures(vault: arguments[1], folder: arguments[2])
    case ("queries", 2): try Queries.answer(graph: arguments[1])
    default:
      print(
        """
        usage: measure parse VAULT | extract VAULT PASSAGES | texts FILE | busiest VAULT | figures VAULT FOLDER |
               queries GRAPH
        """)
      exit(64)
    }
  }

  /// Reading notes: front matter, blocks, inline marks of nothing but what the parser itself needs.
  private static func parse(vault: String) throws {
    let files = try files(of: vault)
    let parser = NoteParser(ontology: .builtIn)
    var count = 0
    let time = medianTime(rounds: 5) {
      count = 0
      for file in files { count += parser.parse(path: file.path, bytes: file.bytes).passages.count }
    }
    report([
      "cpu": time, "notes": Double(files.count), "bytes": Double(files.reduce(0) { $0 + $1.bytes.count }),
      "passages": Double(count),
    ])
  }

  /// From parsed notes to claims; writes the plain text of the passages, one a line, for the rival.
  private static func extract(vault: String, passages: String) throws {
    let notes = try notes(of: vault)
    let extractor = Extractor()
    var claims = 0
    let time = medianTime(rounds: 5) {
      claims = 0
      for note in notes { claims += extractor.extract(note).claims.count }
    }
    let lines = notes.flatMap(\.passages).map { passage in
      String(decoding: InlineText(passage.text).plain.map { $0 == 0x0a ? 0x20 : $0 }, as: UTF8.self)
    }
    try lines.joined(separator: "\n").write(toFile: passages, atomically: true, encoding: .utf8)
    // Every sentence of the made vault ends with a full stop that no other text holds.
    let sentences = lines.reduce(0) { sum, line in
      sum + line.utf8.reduce(0) { $0 + ($1 == UInt8(ascii: ".") ? 1 : 0) }
    }
    report(["cpu": time, "sentences": Double(sentences), "claims": Double(claims)])
  }

  /// From texts, one a line, to mentions and claims.
  private static func extract(texts: String) throws {
    let lines = try String(contentsOfFile: texts, encoding: .utf8).split(separator: "\n").map(String.init)
    let extractor = Extractor()
    var claims = 0
    let time = medianTime(rounds: 5) {
      claims = 0
      for line in lines { claims += extractor.extract(text: line).claims.count }
    }
    report(["cpu": time, "texts": Double(lines.count), "claims": Double(claims)])
  }

  /// The entity with the most relations that are no background.
  private static func busiest(vault: String) throws -> String {
    let graph = try graph(of: vault)
    var counts: [EntityID: Int] = [:]
    for relation in try graph.relations() where !graph.ontology.isBackground(relation.predicate) {
      for end in [relation.subject, relation.object] {
        if let end { counts[end, default: 0] += 1 }
      }
    }
    let companies = try graph.entities().filter { $0.kind == .company }
    let names = companies.map { (count: counts[$0.id] ?? 0, name: $0.name) }
    return names.max { ($0.count, $1.name) < ($1.count, $0.name) }?.name ?? ""
  }

  /// A hundred small figures, from the graph to SVG; the same scenes as DOT go to `folder` for the rival.
  private static func figures(vault: String, folder: String) throws {
    let graph = try graph(of: vault)
    var parts: [Subgraph] = []
    for entity in try graph.entities() where entity.kind == .company {
      let part = try graph.subgraph(around: [entity.id], Selection(depth: 1, limit: 12))
      if (4...12).contains(part.entities.count) { parts.append(part) }
      if parts.count == 100 { break }
    }
    for (number, part) in parts.enumerated() {
      let text = DOTWriter.text(try Scene(part))
      try text.write(toFile: "\(folder)/\(number).dot", atomically: true, encoding: .utf8)
    }
    let time = try medianTime(rounds: 5) {
      for part in parts {
        let scene = try Scene(part)
        _ = try SVGWriter.text(scene, try LayoutEngine.shared.place(scene))
      }
    }
    report(["cpu": time, "figures": Double(parts.count)])
  }

  private static func files(of vault: String) throws -> [(path: String, bytes: [UInt8])] {
    let names = try FileManager.default.contentsOfDirectory(atPath: vault).filter { $0.hasSuffix(".md") }.sorted()
    return try names.map { name in
      (path: name, bytes: Array(try Data(contentsOf: URL(filePath: vault).appending(path: name))))
    }
  }

  private static func notes(of vault: String) throws -> [Note] {
    let parser = NoteParser(ontology: .builtIn)
    return try files(of: vault).map { parser.parse(path: $0.path, bytes: $0.bytes) }
  }

  private static func graph(of vault: String) throws -> Graph {
    let extractor = Extractor()
    var resolver = Resolver(ontology: .builtIn)
    for note in try notes(of: vault) { resolver.add(extractor.extract(note)) }
    let resolved = resolver.resolve()
    return Graph(
      ontology: .builtIn, entities: resolved.entities, relations: resolved.relations, acts: resolved.acts)
  }
}
