import Synchronization

/// One line on standard error that says how far a long job has come: after half a second, on a terminal only.
final class ProgressLine: Sendable {
  private struct State {
    var begin: ContinuousClock.Instant
    var lastShown: ContinuousClock.Instant?
  }

  private let stream: Descriptor
  private let isOn: Bool
  private let state: Mutex<State>

  init(on stream: Descriptor = .errors, isQuiet: Bool) {
    self.stream = stream
    isOn = !isQuiet && stream.isTerminal
    state = Mutex(State(begin: .now))
  }

  /// Tells that `done` of `total` are done.
  func report(_ done: Int, of total: Int, _ what: String) {
    show { elapsed in ProgressLine.text(done, of: total, what, elapsed: elapsed) }
  }

  /// Tells what is being done.
  func report(_ what: String) { show { _ in what } }

  /// Draws the line anew, at most ten times a second.
  private func show(_ text: (Duration) -> String) {
    guard isOn else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      guard now - state.begin >= .milliseconds(500) else { return }
      if let last = state.lastShown, now - last < .milliseconds(100) { return }
      state.lastShown = now
      let text = text(now - state.begin)
      let line = TerminalText.truncated(text, to: (stream.columns ?? 80) - 1)
      // Progress that cannot be shown must not stop the work that it tells of.
      try? stream.writeAll("\r\u{1b}[K\(line)".utf8, named: "progress")
    }
  }

  /// Takes the line away.
  func finish() {
    guard isOn else { return }
    state.withLock { state in
      guard state.lastShown != nil else { return }
      state.lastShown = nil
      try? stream.writeAll("\r\u{1b}[K".utf8, named: "progress")
    }
  }

  /// `1,234 of 5,000 notes · 410 a second · 9 s left`.
  static func text(_ done: Int, of total: Int, _ what: String, elapsed: Duration) -> String {
    var text = "\(Wording.grouped(done)) of \(Wording.grouped(total)) \(what)"
    let seconds = elapsed / .seconds(1)
    guard done > 0, seconds > 0 else { return text }
    let rate = Double(done) / seconds
    text += " · \(Wording.grouped(Int(rate.rounded()))) a second"
    if done < total { text += " · \(Wording.grouped(Int((Double(total - done) / rate).rounded(.up)))) s left" }
    return text
  }
}
