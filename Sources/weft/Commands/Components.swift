import ArgumentParser
import Formats
import KnowledgeGraph
import Store

/// `weft components`: the parts of the graph that nothing ties to each other.
struct Components: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "components",
    abstract: "List the parts of the graph that nothing ties to each other.",
    discussion: """
      EXAMPLES:
        weft components
        weft components --mentions --limit 5
        weft components --predicate owns --members 100 --json

      Relations are walked either way. Mentions and bare links are left out unless --mentions asks for them; an entity
      without any relation is a part of its own and is counted, not listed.
      """)

  @Option(help: ArgumentHelp("List at most so many parts.", valueName: "n"))
  var limit = 20

  @Option(help: ArgumentHelp("Name at most so many entities of each.", valueName: "n"))
  var members = 5

  @Option(help: ArgumentHelp("Walk this predicate only; may be given several times.", valueName: "predicate"))
  var predicate: [String] = []

  @Flag(help: "Walk mentions and bare links too.")
  var mentions = false

  @Flag(help: "Give the best proven relation within each part, with its sentences.")
  var evidence = false

  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("--limit is 1 or more") }
    guard members >= 0 else { throw ValidationError("--members is 0 or more") }
  }

  private struct Part {
    var size: Int
    var names: [String]
    var proofs: [Proof]
  }

  func run() throws {
    let format = try answer.format(of: [.table, .json, .jsonl, .csv])
    let store = try graph.open().store
    let predicates = try Lookup(graph: store).predicates(predicate)
    let (parts, count, single) = try reading { () throws(GraphError) in
      let shape = try store.shape()
      let walked = shape.walked(predicates, includingBackground: mentions, store.ontology)
      let components = try shape.components(predicates: walked)
      let tied = components.prefix { $0.count > 1 }
      var parts: [Part] = []
      for component in tied.prefix(limit) {
        var names: [String] = []
        for id in component.prefix(members) { names.append(try store.entity(id)?.name ?? "") }
        var proofs: [Proof] = []
        if evidence, let first = component.first {
          let own = try store.relations(
            of: first, direction: .both, predicates: Set(walked.map { shape.predicates[$0] }))
          if let best = own.filter({ $0.object != nil }).min(by: Relation.isBetterProven) {
            proofs = try store.proofs(of: best)
          }
        }
        parts.append(Part(size: component.count, names: names, proofs: proofs))
      }
      return (parts, tied.count, components.count - tied.count)
    }
    try answer.write(answer(parts, count: count, single: single), as: format)
    guard !parts.isEmpty else { throw Failure("nothing is tied to anything", status: .nothingFound) }
  }

  private func answer(_ parts: [Part], count: Int, single: Int) -> Answer {
    var table = Table([
      Table.Column("part", alignment: .right), Table.Column("entities", alignment: .right),
      Table.Column("among them", shrinks: true),
    ])
    var lines: [JSONValue] = []
    for (place, part) in parts.enumerated() {
      let more = part.size > part.names.count ? ", …" : ""
      table.append([String(place + 1), String(part.size), part.names.joined(separator: ", ") + more])
      lines.append(
        .record([
          "part": .integer(place + 1), "entities": .integer(part.size), "members": .strings(part.names),
          "proofs": evidence ? .array(part.proofs.map { JSONValue($0) }) : nil,
        ]))
    }
    return Answer(
      table: table,
      json: .record([
        "schemaVersion": .integer(1), "components": .integer(count), "withoutRelation": .integer(single),
        "parts": .array(lines),
      ]), lines: lines,
      text: { style, width in
        guard !parts.isEmpty else { return "" }
        return table.text(width: width, style: style) + "\n" + Wording.count(count, "part") + ", "
          + Wording.count(single, "entity", "entities") + " without a relation\n"
          + ProofText.texts(parts.flatMap(\.proofs), style, width)
      })
  }
}
