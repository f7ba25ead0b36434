import ArgumentParser
import Building
import Formats
import KnowledgeGraph
import Notes
import Store

/// `weft decisions`: what people decided.
struct Decisions: ParsableCommand {
  static let configuration = CommandConfiguration(
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

      A decision is applied, superseded by a later one of the same person, contested by another person's, unmatched
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
    guard !entries.isEmpty else { throw Failure("no decision is like that", status: .nothingFound) }
    try answer.write(all.answer(Array(entries)), as: format)
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
      """)

  @ArgumentParser.Argument(help: "A claim's id, or a name.", completion: NameCompletion.kind)
  var claimOrName: String

  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let format = try answer.format(of: [.table, .json, .jsonl, .csv])
    let opened = try graph.open()
    let all = try KnownDecisions(graph)
    let traces: [DecisionTrace]
    // What is hidden has no entity, and is still known by its name.
    let hidden = try reading { () throws(GraphError) in try opened.store.decisions(onEntity: claimOrName) }
    if !hidden.isEmpty {
      traces = hidden
    } else {
      let (target, _) = try Lookup(graph: opened.store).target(claimOrName)
      traces = try reading { () throws(GraphError) in
        switch target {
        case .claims(let claims): try opened.store.decisions(on: claims[0].id)
        case .entity: try opened.store.decisions(onEntity: Lookup(graph: opened.store).shownName(claimOrName))
        }
      }
    }
    let ids = Set(traces.map(\.id))
    let entries = all.contents.entries.filter { ids.contains($0.decision.id) }
    guard !entries.isEmpty else {
      throw Failure("nobody decided about \(TerminalText.safe(claimOrName))", status: .nothingFound)
    }
    try answer.write(all.answer(entries), as: format)
  }
}

extension Lookup {
  fileprivate func shownName(_ word: String) throws(GraphError) -> String {
    let found = try graph.entities(named: word)
    return (found.first { $0.name == word } ?? found.first)?.name ?? word
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
