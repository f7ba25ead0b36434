import ArgumentParser
import Building
import Formats
import Notes

/// `weft doctor`: whether all is as it should be.
struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check the graph folder and what Weft needs.",
    discussion: """
      EXAMPLES:
        weft doctor
        weft doctor --json | jq '.checks[] | select(.status != "ok")'

      Exits 1 where something should be done.
      """)

  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let format = try answer.format(of: [.table, .json, .jsonl, .csv])
    var checks = MachineChecks.all()
    do throws(BuildError) {
      checks += FolderChecks(folder: try graph.folder()).all()
    } catch {
      checks.append(Check("configuration", .error, error.message, hint: error.hint))
      checks += error.diagnostics.map { finding in
        Check("configuration", .error, "\(finding.path):\(finding.line): \(finding.message)", hint: finding.hint)
      }
    }
    try answer.write(Doctor.answer(checks), as: format)
    let findings = checks.filter { $0.status != .ok }
    if !findings.isEmpty {
      throw Failure(Wording.count(findings.count, "finding"), status: .nothingFound)
    }
  }

  static func answer(_ checks: [Check]) -> Answer {
    var table = Table([Table.Column("status"), Table.Column("check"), Table.Column("message"), Table.Column("hint")])
    for check in checks { table.append([check.status.rawValue, check.name, check.message, check.hint ?? ""]) }
    let lines = checks.map(\.json)
    return Answer(
      table: table, json: .record(["schemaVersion": .integer(1), "checks": .array(lines)]), lines: lines,
      text: { style, _ in
        var text = ""
        for check in checks {
          let status = TerminalText.padded(check.status.rawValue, to: 9)
          let coloured =
            switch check.status {
            case .ok: style.dim(status)
            case .warning: style.yellow(status)
            case .error: style.red(status)
            }
          text += coloured + TerminalText.padded(check.name, to: 15) + TerminalText.safe(check.message) + "\n"
          if let hint = check.hint { text += "         " + style.cyan("hint:") + " \(TerminalText.safe(hint))\n" }
        }
        return text
      })
  }
}
