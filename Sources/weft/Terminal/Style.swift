/// Emphasis on a terminal; plain text elsewhere.
///
/// Colours are the terminal's own sixteen, so that they fit its theme; no meaning is carried by colour alone.
struct Style: Sendable {
  var isOn: Bool

  /// The style for a stream: on only for a terminal, and never where the reader set `NO_COLOR` (no-color.org) or a
  /// terminal that has none.
  init(for stream: Descriptor) {
    let isRefused = Environment.value("NO_COLOR").map { !$0.isEmpty } ?? false
    isOn = stream.isTerminal && !isRefused && Environment.value("TERM") != "dumb"
  }

  init(isOn: Bool) { self.isOn = isOn }

  func bold(_ text: String) -> String { wrapped(text, 1) }
  func dim(_ text: String) -> String { wrapped(text, 2) }
  func red(_ text: String) -> String { wrapped(text, 31) }
  func yellow(_ text: String) -> String { wrapped(text, 33) }
  func cyan(_ text: String) -> String { wrapped(text, 36) }

  private func wrapped(_ text: String, _ code: Int) -> String {
    isOn && !text.isEmpty ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }
}
