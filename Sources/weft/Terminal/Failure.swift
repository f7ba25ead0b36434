import Notes

/// Why a command ends without an answer: what stands on standard error, and the exit code.
struct Failure: Error {
  /// The exit codes; 0 is done, and 130 is what a shell shows for an interrupted program.
  enum Status: Int32 {
    /// Nothing was found, or a check has findings.
    case nothingFound = 1
    /// Reading, writing or the store failed.
    case failed = 2
    /// The command line asks for something that cannot be.
    case usage = 64
  }

  var status: Status
  /// Where the fault is: `notes/a.md:12:5`.
  var place: String?
  var message: String
  /// What can be chosen instead, each on a line of its own.
  var choices: [String]
  /// What was found in the file that the failure is about.
  var findings: [Diagnostic]
  var hint: String?

  init(
    _ message: String, status: Status = .failed, place: String? = nil, choices: [String] = [],
    findings: [Diagnostic] = [], hint: String? = nil
  ) {
    self.status = status
    self.place = place
    self.message = message
    self.choices = choices
    self.findings = findings
    self.hint = hint
  }

  /// The lines for standard error.
  func text(_ style: Style) -> String {
    var text = findings.map { DiagnosticText.text($0, style: style) }.joined()
    text += place.map { style.bold($0) + ": " } ?? ""
    // Nothing found is an answer, though an empty one; only the others are errors.
    text += (status == .nothingFound ? "" : style.red("error:") + " ") + message + "\n"
    for choice in choices { text += "  \(choice)\n" }
    if let hint { text += style.cyan("hint:") + " \(hint)\n" }
    return text
  }
}
