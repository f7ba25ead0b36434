import ArgumentParser
import Formats
import KnowledgeGraph
import Store

/// `weft split`: of what is said of one name, some is said of another.
struct SplitName: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Give some of what is said of one name to another.",
    discussion: """
      EXAMPLES:
        weft split Mercury --claims c7f3 4d78 --to "Mercury Systems"
        weft split Korea --claims 673d --to "South Korea"
        weft split Galaxy --words "Galaxy AI" --to "Galaxy AI" --kind Product

      With --claims, these claims speak of the other; with --words, all texts that use these words do. What goes where is
      listed; --dry-run lists it and keeps nothing.
      """)

  @ArgumentParser.Argument(help: "The name.", completion: NameCompletion.kind)
  var name: String

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Claims that speak of the other, by their ids.", valueName: "id"))
  var claims: [String] = []

  @Option(
    parsing: .upToNextOption, help: ArgumentHelp("Words that mean the other wherever they stand.", valueName: "words"))
  var words: [String] = []

  @Option(help: ArgumentHelp("The name of the other, which may be in the graph already.", valueName: "name"))
  var to: String

  @Option(help: "The kind of the other; without it, as it is there, or as the texts have it.")
  var kind: String?

  @Flag(help: "List what would go where, and keep nothing.")
  var dryRun = false

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var answer: DecidingAnswer

  func validate() throws {
    guard !claims.isEmpty || !words.isEmpty else {
      throw ValidationError("say with --claims or --words what goes to the other name")
    }
  }

  func run() throws {
    let opened = try decision.graph.open()
    let format = try answer.form()
    let lookup = Lookup(graph: opened.store)
    let entity = try lookup.entity(name)
    let other = to.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !other.isEmpty, FoldedName.fold(other) != FoldedName.fold(entity.name) else {
      throw Failure(
        "the other name must differ from \(TerminalText.safe(entity.name))", status: .usage,
        hint: "choose one that tells the two apart")
    }
    if let joining = try KnownDecisions(opened).joining(other, to: entity) {
      throw Failure(
        "\(TerminalText.safe(other)) is \(TerminalText.safe(entity.name)): \(TerminalText.safe(joining.actor)) decided so on "
          + "\(joining.time.prefix(10)), and what goes to it would stay", status: .usage,
        hint: "weft undo \(joining.id.rawValue.prefix(8)) takes the \(joining.action) back; or choose another name")
    }
    for word in words where entity.name(like: word) == nil {
      throw Failure(
        "\(TerminalText.safe(entity.name)) is not called '\(TerminalText.safe(word))'", status: .usage,
        hint: "its names are " + TerminalText.safe(([entity.name] + entity.aliases).joined(separator: ", ")))
    }
    let all = try SplitName.sides(of: entity, in: opened.store)
    let named = try lookup.claims(ids: claims)
    var sides: [Split.Side] = []
    for claim in named {
      let mine = all.filter { $0.claim.id == claim.id }
      guard !mine.isEmpty else {
        throw Failure(
          "claim \(claim.id.rawValue.prefix(8)) says nothing of \(TerminalText.safe(entity.name))", status: .usage,
          hint: "weft show lists the claims of a name")
      }
      sides += mine.map { Split.Side(ClaimAnchor(claim), isObject: $0.isObject) }
    }
    let surfaces = words.compactMap { entity.name(like: $0) }
    let goes = Set(named.map(\.id))
    let (moved, staying) = all.reduce(into: ([Claim](), [Claim]())) { lists, side in
      let surface = side.isObject ? side.claim.object?.surface : side.claim.subject.surface
      if goes.contains(side.claim.id) || surfaces.contains(surface ?? "") {
        lists.0.append(side.claim)
      } else {
        lists.1.append(side.claim)
      }
    }
    var said = dryRun ? "nothing is kept (--dry-run)\n" : ""
    said += try SplitName.list(moved, "to", other, lookup)
    said += try SplitName.list(staying, staying.count == 1 ? "stays with" : "stay with", entity.name, lookup)
    let split = Split(
      sides: sides, surfaces: surfaces, name: other, kind: try kind.map { try lookup.kind($0) } ?? existingKind(lookup))
    guard !dryRun else {
      let json = JSONValue.record([
        "schemaVersion": .integer(1), "moved": .strings(moved.map(\.id.rawValue)),
        "staying": .strings(staying.map(\.id.rawValue)),
      ])
      return try answer.write(Answer(table: nil, json: json, lines: [json], text: { _, _ in said }), as: format)
    }
    let entry = try decision.keep(.split(NameAnchor(entity), split), in: opened.folder)
    try answer.write(
      DecisionAnswer.kept(
        entry, said + "split \(entity.name)",
        ["moved": .strings(moved.map(\.id.rawValue)), "staying": .strings(staying.map(\.id.rawValue))]),
      as: format)
  }

  private func existingKind(_ lookup: Lookup<some GraphReading>) throws(Failure) -> Kind? {
    let found = try reading { () throws(GraphError) in try lookup.graph.entities(named: to) }
    return found.count == 1 ? found[0].kind : nil
  }

  /// The sides of claims on which an entity stands, in the order of its relations.
  private static func sides(
    of entity: Entity, in graph: some GraphReading
  ) throws(Failure) -> [(claim: Claim, isObject: Bool)] {
    try reading { () throws(GraphError) in
      var result: [(claim: Claim, isObject: Bool)] = []
      for relation in try graph.relations(of: entity.id, direction: .both, predicates: nil) {
        let isSymmetric = graph.ontology.isSymmetric(relation.predicate)
        for id in relation.claims {
          guard let claim = try graph.claim(id) else { continue }
          var isObject = relation.object == entity.id && relation.subject != entity.id
          if isSymmetric, let other = relation.other(than: entity.id), let far = try graph.entity(other) {
            // The relation has an order of its own; the words tell which side is meant.
            let names = [far.name] + far.aliases
            if names.contains(claim.subject.surface) { isObject = true }
            if let object = claim.object?.surface, names.contains(object) { isObject = false }
          }
          result.append((claim, isObject))
        }
      }
      return result
    }
  }

  private static func list(
    _ claims: [Claim], _ way: String, _ name: String, _ lookup: Lookup<some GraphReading>
  ) throws(Failure) -> String {
    guard !claims.isEmpty else { return "" }
    var text = "\(Wording.count(claims.count, "claim")) \(way) \(name)\n"
    for claim in claims { text += "  " + (try lookup.line(claim)) + "\n" }
    return text
  }
}
