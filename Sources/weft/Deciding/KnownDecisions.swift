import Building
import Formats
import KnowledgeGraph
import Notes
import Store

/// The decisions of a graph folder, with what became of them where a build has replayed them.
struct KnownDecisions {
  let contents: DecisionFolder.Contents
  private var traces: [DecisionID: DecisionTrace] = [:]

  init(_ graph: GraphOptions) throws(Failure) {
    let folder: GraphFolder
    do throws(BuildError) {
      folder = try graph.folder()
      contents = try DecisionFolder(folder).read()
    } catch {
      throw Failure(error)
    }
    // Without a graph, all are pending.
    guard let store = try? GraphStore.open(at: folder.databasePath), let kept = try? store.decisionTraces() else {
      return
    }
    for trace in kept { traces[trace.id] = trace }
  }

  func standing(of entry: DecisionFolder.Entry) -> String {
    if case .undo = entry.decision.content { return "applied" }
    return traces[entry.decision.id]?.standing.rawValue ?? "pending"
  }

  private func isDrifted(_ entry: DecisionFolder.Entry) -> Bool { traces[entry.decision.id]?.isDrifted ?? false }

  /// What a person should see to: what matches nothing, what was found by its words alone, what two contest.
  func findings() -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for entry in contents.entries {
      guard let trace = traces[entry.decision.id] else { continue }
      let what = subject(of: entry.decision)
      let message: String
      let hint: String
      switch trace.standing {
      case .unmatched:
        message = "the \(trace.action.rawValue) of \(what) matches nothing any more"
        hint = "its text was edited or deleted: decide anew, or weft undo \(trace.id.rawValue.prefix(8))"
      case .contested:
        message = "the \(trace.action.rawValue) of \(what) is contested by another decision: none of them holds"
        hint = "agree, and weft undo one of them; weft decisions list --standing contested shows them"
      case .applied where trace.isDrifted, .superseded where trace.isDrifted:
        message =
          "the \(trace.action.rawValue) of \(what) has drifted: its text was edited or moved, and it holds by its words"
        hint = "look whether it is still meant, and decide anew so that it stands firm"
      default: continue
      }
      findings.append(
        Diagnostic(.warning, path: entry.file, line: entry.line, column: 1, message: message, hint: hint))
    }
    return findings
  }

  private func subject(of decision: Decision) -> String {
    let claims = decision.claims.map { "\"\($0.sentence)\"" }
    let names = decision.names.map { "'\($0.name)'" }
    return (names + claims.prefix(2) + (claims.count > 2 ? ["…"] : [])).joined(separator: ", ")
  }

  func answer(_ entries: [DecisionFolder.Entry]) -> Answer {
    var table = Table([
      Table.Column("decision"), Table.Column("time"), Table.Column("actor", shrinks: true), Table.Column("action"),
      Table.Column("about", shrinks: true), Table.Column("put", shrinks: true), Table.Column("standing"),
      Table.Column("reason", shrinks: true),
    ])
    for entry in entries {
      let decision = entry.decision
      let isNames = decision.action == .merge || decision.action == .distinct
      table.append([
        String(decision.id.rawValue.prefix(8)), String(decision.time.prefix(16)) + "Z", decision.actor,
        decision.action.rawValue, isNames || decision.action == .assert ? "" : subject(of: decision),
        decision.detail ?? "", standing(of: entry) + (isDrifted(entry) ? ", drifted" : ""), decision.reason ?? "",
      ])
    }
    let lines = entries.map { entry -> JSONValue in
      .record([
        "decision": DecisionLine.value(entry.decision), "standing": .string(standing(of: entry)),
        "drifted": .bool(isDrifted(entry)), "file": .string(entry.file), "line": .integer(entry.line),
      ])
    }
    return Answer(
      table: table, json: .record(["schemaVersion": .integer(1), "decisions": .array(lines)]), lines: lines,
      text: { style, columns in table.text(width: columns, style: style) })
  }
}
