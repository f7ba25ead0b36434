import Building
import Notes

/// What builds say on standard error: how far they are, what they found in the notes, what they moved out of the way.
struct BuildReport {
  private let isQuiet: Bool
  private var line: ProgressLine
  private var told: Set<Diagnostic> = []
  private var waitingSince: ContinuousClock.Instant?
  private var hasToldWaiting = false

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    line = ProgressLine(isQuiet: isQuiet)
  }

  mutating func show(_ progress: BuildProgress) {
    switch progress.phase {
    case .waiting(let holder): showWaiting(for: holder)
    case .listing: line.report("looking for notes")
    case .reading: line.report(progress.done, of: progress.total, "notes")
    case .resolving: line.report("making the graph")
    case .writing: line.report("writing the graph")
    }
  }

  /// Without a terminal nobody would see why nothing happens, so it is said once.
  private mutating func showWaiting(for holder: String) {
    let text = "waiting for another build (\(holder))"
    line.report(text)
    let since = waitingSince ?? .now
    waitingSince = since
    guard !isQuiet, !hasToldWaiting, !Descriptor.errors.isTerminal, .now - since > .seconds(2) else { return }
    hasToldWaiting = true
    try? Descriptor.errors.writeAll("note: \(TerminalText.safe(text))\n".utf8, named: "standard error")
  }

  /// A build is over: the next one shows its own progress.
  mutating func finish() {
    line.finish()
    line = ProgressLine(isQuiet: isQuiet)
    waitingSince = nil
    hasToldWaiting = false
  }

  /// Tells what was found, but nothing twice.
  mutating func tell(_ summary: BuildSummary, of folder: GraphFolder) throws(Failure) {
    if !isQuiet {
      let style = Style(for: .errors)
      var current: Set<Diagnostic> = []
      for var finding in summary.diagnostics {
        // From where the reader is, so that an editor can open it.
        finding.path = folder.filePath(of: finding.path)
        current.insert(finding)
        if !told.contains(finding) { try write(DiagnosticText.text(finding, style: style)) }
      }
      told = current
    }
    if let place = summary.setAside, let reason = summary.setAsideReason {
      try write(
        """
        \(TerminalText.safe(ShownPath.text(folder.databasePath))): warning: \(TerminalText.safe(reason))
        hint: it was moved to \(TerminalText.safe(ShownPath.text(place))), and the graph was built anew from the notes

        """)
    }
  }

  /// Tells of a failure after which the program goes on.
  func tell(_ failure: Failure) throws(Failure) { try write(failure.text(Style(for: .errors))) }

  /// Tells something that a person at a terminal wants to know.
  func remark(_ text: String) throws(Failure) {
    if !isQuiet, Descriptor.errors.isTerminal { try write(text + "\n") }
  }

  /// Warns of something that nobody need act on.
  func warn(_ text: String, hint: String) throws(Failure) {
    if !isQuiet { try write("warning: \(text)\nhint: \(hint)\n") }
  }

  private func write(_ text: String) throws(Failure) {
    try Descriptor.errors.writeAll(text.utf8, named: "standard error")
  }
}
