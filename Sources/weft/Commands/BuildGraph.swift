import ArgumentParser
import Building
import Formats
import Notes

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

      What could not be read is told on standard error, with its place and what to do, and counted in the summary.
      """)

  @Argument(
    help: "The graph folder; without it, the nearest folder upwards that has a weft.yaml.", completion: .directory)
  var folder: String?

  @Flag(name: [.short, .long], help: "Show no progress and no findings; the summary counts them.")
  var quiet = false

  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard folder == nil || graph.graph == nil else {
      throw ValidationError("name the graph folder once, as FOLDER or with --graph")
    }
  }

  func run() throws {
    let format = try answer.format(of: [.table, .json])
    var options = graph
    options.graph = folder ?? graph.graph
    let (graphFolder, summary) = try build(options)
    if !quiet {
      let style = Style(for: .errors)
      for var finding in summary.diagnostics {
        // From where the reader is, so that an editor can open it.
        finding.path = "\(graphFolder.vaultPath)/\(finding.path)"
        try Descriptor.errors.writeAll(DiagnosticText.text(finding, style: style).utf8, named: "standard error")
      }
    }
    if let place = summary.setAside {
      let text = "warning: the database was damaged; it was moved to \(ShownPath.text(place)) and built anew\n"
      try Descriptor.errors.writeAll(text.utf8, named: "standard error")
    }
    try answer.write(BuildGraph.answer(summary), as: format)
  }

  private func build(_ options: GraphOptions) throws(Failure) -> (folder: GraphFolder, summary: BuildSummary) {
    let line = ProgressLine(isQuiet: quiet)
    do throws(BuildError) {
      defer { line.finish() }
      let folder = try options.folder()
      let summary = try Build(folder).run { progress in
        switch progress.phase {
        case .waiting(let holder): line.report("waiting for another build (\(holder))")
        case .listing: line.report("looking for notes")
        case .reading: line.report(progress.done, of: progress.total, "notes")
        case .resolving: line.report("making the graph")
        case .writing: line.report("writing the graph")
        }
        return true
      }
      return (folder, summary)
    } catch {
      throw Failure(error)
    }
  }

  static func answer(_ summary: BuildSummary) -> Answer {
    func count(_ severity: Diagnostic.Severity) -> Int {
      summary.diagnostics.count { $0.severity == severity }
    }
    let findings = [
      (count(.error), "error"), (count(.warning), "warning"), (count(.note), "remark"),
    ].filter { $0.0 > 0 }.map { Wording.count($0.0, $0.1) }
    return Answer(
      table: nil, json: json(summary), lines: [],
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
        if !findings.isEmpty { text += findings.joined(separator: ", ") + " about the notes\n" }
        return text
      })
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
