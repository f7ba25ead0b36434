import ArgumentParser
import Building
import Formats
import KnowledgeGraph
import Notes
import Store

/// `weft decisions`: what people decided.
struct Decisions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decisions",
    abstract: "List what people decided, tell who decided about a claim or a name, and check it.",
    discussion: """
      EXAMPLES:
        weft decisions list
        weft decisions list --standing contested
        weft decisions blame c7f3
        weft decisions blame Mobily
        weft decisions lint
      """,
    subcommands: [DecisionList.self, DecisionBlame.self, DecisionLint.self], defaultSubcommand: DecisionList.self)
}

/// `weft decisions list`.
struct DecisionList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List all decisions, the last first.",
    discussion: """
      EXAMPLES:
        weft decisions list
        weft decisions list --actor Ada --json

      A decision is told with what it is about and what it puts. It is applied, superseded by a later one of the same person, contested by another person's, unmatched
      where nothing in the graph is what it is about, undone, or pending until the next build.
      """)

  @Option(help: ArgumentHelp("Only those of one person.", valueName: "name"))
  var actor: String?

  @Option(
    help: "Only those that stand so: applied, superseded, contested, unmatched, undone or pending.")
  var standing: String?

  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let format = try answer.format(of: [.table, .json, .jsonl, .csv])
    let all = try KnownDecisions(graph)
    let known = DecisionTrace.Standing.allCases.map(\.rawValue) + ["pending"]
    if let standing, !known.contains(standing) {
      throw Failure(
        "'\(TerminalText.safe(standing))' is no standing", status: .usage,
        hint: Suggestion.hint(Suggestion.near(standing, in: known)) ?? "they are " + known.joined(separator: ", "))
    }
    let entries = all.contents.entries.reversed().filter { entry in
      (actor == nil || entry.decision.actor == actor) && (standing == nil || all.standing(of: entry) == standing)
    }
    try answer.write(all.answer(Array(entries)), as: format)
    guard !entries.isEmpty else {
      throw Failure(
        actor == nil && standing == nil ? "nobody decided anything yet" : "no decision is like that",
        status: .nothingFound)
    }
  }
}

/// `weft decisions blame`.
struct DecisionBlame: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "blame",
    abstract: "Tell who decided about a claim or a name, when and why.",
    discussion: """
      EXAMPLES:
        weft decisions blame c7f3
        weft decisions blame "South Korea"

      About a name are the decisions on the name, on every claim that it stands in, and the claims that were asserted of it.
      """)

  @ArgumentParser.Argument(help: "A claim's id, or a name.", completion: NameCompletion.kind)
  var claimOrName: String

  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let format = try answer.format(of: [.table, .json, .jsonl, .csv])
    let opened = try graph.open()
    let all = try KnownDecisions(graph)
    // What is hidden has no entity, and is still known by its name.
    let hidden = try reading { () throws(GraphError) in
      try opened.store.entities(named: claimOrName).isEmpty
        ? try opened.store.decisions(onEntity: claimOrName) : []
    }
    let found: Set<DecisionID>
    if hidden.isEmpty {
      let lookup = Lookup(graph: opened.store)
      switch try lookup.target(claimOrName).target {
      case .claims(let claims):
        found = Set(try reading { () throws(GraphError) in try opened.store.decisions(on: claims[0].id) }.map(\.id))
      case .entity: found = try decisions(about: try lookup.entity(claimOrName), in: opened.store, all)
      }
    } else {
      found = all.decisions(naming: [FoldedName.fold(claimOrName)]).union(hidden.map(\.id))
    }
    let entries = all.contents.entries.filter { found.contains($0.decision.id) }
    guard !entries.isEmpty else {
      throw Failure("nobody decided about \(TerminalText.safe(claimOrName))", status: .nothingFound)
    }
    try answer.write(all.answer(entries), as: format)
  }

  /// What was decided about an entity, its names, and the claims that are about it.
  private func decisions(
    about entity: Entity, in graph: some GraphReading, _ all: KnownDecisions
  ) throws(Failure) -> Set<DecisionID> {
    try reading { () throws(GraphError) in
      var found = all.decisions(naming: KnownDecisions.names(of: entity))
      found.formUnion(try graph.decisions(onEntity: entity.name).map(\.id))
      for relation in try graph.relations(of: entity.id, direction: .both, predicates: nil) {
        for claim in relation.claims { found.formUnion(try graph.decisions(on: claim).map(\.id)) }
      }
      return found
    }
  }
}

/// `weft decisions lint`.
struct DecisionLint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: "Check the files of decisions: damaged lines, and decisions that match nothing or contest each other.",
    discussion: """
      EXAMPLES:
        weft decisions lint

      The exit code is 1 where there is something to see to.
      """)

  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let format = try answer.format(of: [.table, .json])
    let all = try KnownDecisions(graph)
    let findings = all.contents.diagnostics + all.findings()
    let json = JSONValue.record([
      "schemaVersion": .integer(1), "decisions": .integer(all.contents.entries.count),
      "findings": .array(
        findings.map {
          .record([
            "severity": .string($0.severity.rawValue), "path": .string($0.path), "line": .integer($0.line),
            "column": .integer($0.column), "message": .string($0.message), "hint": $0.hint.map { .string($0) },
          ])
        }),
    ])
    try answer.write(
      Answer(
        table: nil, json: json, lines: [json],
        text: { style, _ in
          findings.isEmpty
            ? "\(Wording.count(all.contents.entries.count, "decision")), all in order\n"
            : findings.map { DiagnosticText.text($0, style: style) }.joined()
        }), as: format)
    guard findings.isEmpty else {
      throw Failure(Wording.count(findings.count, "finding"), status: .nothingFound)
    }
  }
}
