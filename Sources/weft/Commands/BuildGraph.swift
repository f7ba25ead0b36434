import ArgumentParser
import Building
import Formats
import KnowledgeGraph
import Notes
import Store

/// `weft build`: brings the graph up to date with the notes.
struct BuildGraph: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Read the notes that changed and build the graph.",
    discussion: """
      EXAMPLES:
        weft build
        weft build Graphs/gulf-ai
        weft build --json 2>/dev/null | jq .claims
        weft build --watch
        weft build --from-claims text/      the graph that weft export --as claims -o text/ wrote

      What could not be read is told on standard error, with its place and what to do, and counted in the summary.

      With --watch the program goes on until it is interrupted and builds whenever notes or weft.yaml change: a line on
      standard output for each build that changed something.
      """)

  @ArgumentParser.Argument(
    help: "The graph folder; without it, the nearest folder upwards that has a weft.yaml.", completion: .directory)
  var folder: String?

  @Flag(help: "Build again whenever notes change, until interrupted; a line of output, or of --format jsonl, a build.")
  var watch = false

  @Option(
    help: ArgumentHelp(
      "Build from what 'weft export --as claims' wrote instead of the notes: a folder, or a file of claims.",
      valueName: "path"), completion: .directory)
  var fromClaims: String?

  @Flag(name: [.short, .long], help: "Show no progress and no findings; the summary counts them.")
  var quiet = false

  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard folder == nil || graph.graph == nil else {
      throw ValidationError("name the graph folder once, as FOLDER or with --graph")
    }
    guard !watch || fromClaims == nil else {
      throw ValidationError("--watch looks at the notes: leave out --from-claims")
    }
    guard !watch || answer.output == nil || answer.output == "-" else {
      throw ValidationError("--watch answers after every build, so it writes to standard output only")
    }
  }

  func run() throws {
    let format = try answer.format(of: watch ? [.table, .jsonl] : [.table, .json])
    var options = graph
    options.graph = folder ?? graph.graph
    if watch {
      try watch(options, as: format)
    } else {
      try build(options, as: format)
    }
  }

  private func build(_ options: GraphOptions, as format: OutputFormat) throws(Failure) {
    var report = BuildReport(isQuiet: quiet)
    let folder: GraphFolder
    let summary: BuildSummary
    do throws(BuildError) {
      defer { report.finish() }
      folder = try options.folder()
      let show = { (progress: BuildProgress) in
        report.show(progress)
        return true
      }
      let build = Build(folder)
      if let fromClaims {
        summary = try build.run(fromClaims: fromClaims, progress: show)
      } else {
        summary = try build.run(progress: show)
      }
    } catch {
      throw Failure(error)
    }
    try report.tell(summary, of: folder)
    try answer.write(BuildGraph.answer(summary), as: format)
  }

  private func watch(_ options: GraphOptions, as format: OutputFormat) throws(Failure) {
    let watch: Watch
    do throws(BuildError) { watch = try Watch(options.folder().path) } catch { throw Failure(error) }
    let interruption = Interruption { watch.stop() }
    var report = BuildReport(isQuiet: quiet)
    var isFirst = true
    // What stops the telling, as a closed output does, stops the watch.
    var failure: Failure?
    func tell(_ event: Watch.Event) throws(Failure) {
      if case .progress(let progress) = event { return report.show(progress) }
      report.finish()
      switch event {
      case .progress: break
      case .built(let summary, let folder, let took):
        try report.tell(summary, of: folder)
        if isFirst || format == .jsonl {
          try answer.write(BuildGraph.answer(summary), as: format)
        } else {
          try answer.write(BuildGraph.line(summary, took: Descriptor.output.isTerminal ? took : nil))
        }
        if isFirst { try report.remark("watching the notes; Ctrl-C ends") }
        isFirst = false
      case .failed(let error): try report.tell(Failure(error))
      case .looking(let reason):
        try report.warn(
          "changes are looked for once a second or more seldom: \(reason)",
          hint: "a person who may can allow more: sysctl fs.inotify.max_user_watches=1000000")
      }
    }
    do throws(BuildError) {
      try watch.run { event in
        do throws(Failure) {
          try tell(event)
        } catch {
          failure = error
          watch.stop()
        }
      }
    } catch {
      failure = failure ?? Failure(error)
    }
    report.finish()
    if let failure { throw failure }
    interruption.endIfReceived()
  }

  /// What a build changed, on one line.
  static func line(_ summary: BuildSummary, took: Duration?) -> String {
    var parts: [String] = []
    if summary.read > 0 { parts.append("read " + Wording.count(summary.read, "note")) }
    if summary.removed > 0 { parts.append("\(Wording.grouped(summary.removed)) gone") }
    var text = parts.isEmpty ? "the notes are as they were" : parts.joined(separator: ", ")
    text += ": \(Wording.count(summary.entities, "entity", "entities"))"
    text += ", \(Wording.count(summary.relations, "relation")), \(Wording.count(summary.acts, "act"))"
    if let took {
      let tenths = Int((took / .milliseconds(100)).rounded(.up))
      text += " · \(tenths / 10).\(tenths % 10) s"
    }
    return text + "\n"
  }

  static func answer(_ summary: BuildSummary) -> Answer {
    func findings(_ diagnostics: [Diagnostic], about what: String) -> String {
      func count(_ severity: Diagnostic.Severity) -> Int { diagnostics.count { $0.severity == severity } }
      let counts = [(count(.error), "error"), (count(.warning), "warning"), (count(.note), "remark")]
        .filter { $0.0 > 0 }.map { Wording.count($0.0, $0.1) }
      return counts.isEmpty ? "" : counts.joined(separator: ", ") + " about the \(what)\n"
    }
    let ofDecisions = summary.diagnostics.filter { DecisionFolder.holds($0.path) }
    let ofNotes = summary.diagnostics.filter { !DecisionFolder.holds($0.path) }
    let json = json(summary)
    return Answer(
      table: nil, json: json, lines: [json],
      text: { _, _ in
        var parts = ["read " + Wording.count(summary.read, "note")]
        if summary.unchanged > 0 { parts.append("\(Wording.grouped(summary.unchanged)) unchanged") }
        if summary.removed > 0 { parts.append("\(Wording.grouped(summary.removed)) gone") }
        if summary.skipped > 0 { parts.append("\(Wording.grouped(summary.skipped)) skipped") }
        var text = parts.joined(separator: ", ") + "\n"
        text += "\(Wording.count(summary.claims.accepted, "claim")) accepted"
        text += ", \(Wording.grouped(summary.claims.review)) to review"
        text += ", \(Wording.grouped(summary.claims.doubtful)) doubtful\n"
        text += "\(Wording.count(summary.entities, "entity", "entities"))"
        text += ", \(Wording.count(summary.relations, "relation")), \(Wording.count(summary.acts, "act"))\n"
        text += decisions(summary.decisions)
        text += findings(ofNotes, about: "notes") + findings(ofDecisions, about: "decisions")
        return text
      })
  }

  /// "41 decisions applied, 2 match nothing"; empty where nobody decided anything.
  private static func decisions(_ counts: DecisionCounts) -> String {
    guard counts.byStanding.values.contains(where: { $0 > 0 }) else { return "" }
    var text = Wording.count(counts[.applied], "decision") + " applied"
    if counts[.contested] > 0 { text += ", \(Wording.grouped(counts[.contested])) contested" }
    if counts[.unmatched] > 0 {
      text += ", \(Wording.grouped(counts[.unmatched])) \(counts[.unmatched] == 1 ? "matches" : "match") nothing"
    }
    if counts.drifted > 0 { text += ", \(Wording.grouped(counts.drifted)) drifted" }
    let isInOrder = counts[.contested] + counts[.unmatched] + counts.drifted == 0
    return text + (isInOrder ? "\n" : ": weft decisions lint tells which\n")
  }

  private static func json(_ summary: BuildSummary) -> JSONValue {
    .record([
      "schemaVersion": .integer(1),
      "read": .integer(summary.read),
      "unchanged": .integer(summary.unchanged),
      "removed": .integer(summary.removed),
      "skipped": .integer(summary.skipped),
      "bytes": .integer(summary.bytes),
      "passages": .integer(summary.passages),
      "claims": .record([
        "accepted": .integer(summary.claims.accepted), "review": .integer(summary.claims.review),
        "doubtful": .integer(summary.claims.doubtful),
      ]),
      "entities": .integer(summary.entities),
      "relations": .integer(summary.relations),
      "acts": .integer(summary.acts),
      "decisions": .record([
        "applied": .integer(summary.decisions[.applied]), "superseded": .integer(summary.decisions[.superseded]),
        "contested": .integer(summary.decisions[.contested]), "unmatched": .integer(summary.decisions[.unmatched]),
        "undone": .integer(summary.decisions[.undone]), "drifted": .integer(summary.decisions.drifted),
      ]),
      "graphIsNew": .bool(summary.isGraphNew),
      "generation": .integer(summary.generation),
      "fingerprint": .string(summary.fingerprint),
      "setAside": summary.setAside.map { .string($0) },
      "diagnostics": .array(
        summary.diagnostics.map { finding in
          .record([
            "severity": .string(finding.severity.rawValue), "path": .string(finding.path),
            "line": .integer(finding.line), "column": .integer(finding.column), "message": .string(finding.message),
            "hint": finding.hint.map { .string($0) },
          ])
        }),
    ])
  }
}
