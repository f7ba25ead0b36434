import Building
import KnowledgeGraph

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One person's walk through the questions.
///
/// Every answer is a decision, and on the disk before the next question stands there: the walk can be broken off at any
/// moment, and the next goes on from there.
struct ReviewSession {
  private let opened: OpenGraph
  private let options: DecisionOptions
  private let later: PutOff
  private let style = Style(for: .output)
  private let known: KnownDecisions
  /// Who answers.
  private let actor: String
  /// What was decided in this walk, with the question that it answers: an answer may be several decisions.
  private var decided: [(entries: [DecisionFolder.Entry], position: Int)] = []

  /// - Throws: Where nobody knows who answers: to be told before the first question, and not after its answer.
  init(_ opened: OpenGraph, _ options: DecisionOptions, _ later: PutOff, _ known: KnownDecisions) throws(Failure) {
    self.opened = opened
    self.options = options
    self.later = later
    self.known = known
    actor = try Actor.name(options.actor, in: opened.folder)
    _ = try options.moment()
  }

  /// Asks; returns how many answers were kept.
  mutating func run(_ items: [ReviewItem], settled: ([Decision]) -> SettledQuestions) throws(Failure) -> Int {
    let number = Wording.count(items.count, "question")
    try tell(
      "\(number) for \(TerminalText.safe(actor)), what settles most first. Every answer is kept at once: stop whenever "
        + "you like.")
    var position = 0
    while position < items.count {
      let item = items[position]
      guard !item.isSettled(by: settled(decided.flatMap(\.entries).map(\.decision))) else {
        position += 1
        continue
      }
      let question = try reading { () throws(GraphError) in try ReviewQuestion(item, in: opened.store, known) }
      let wasPutOff = later.holds(item.id) ? "  (put off before)" : ""
      try say("\n")
      let label = "\(position + 1) of \(items.count)  "
      try say(Prose.text(question.heading + wasPutOff, label: label, columns: Screen.columns) { style.bold($0) })
      try say(question.body(style, Screen.columns))
      guard let next = try answer(question, at: position) else { break }
      position = next
    }
    if position >= items.count { try say("\nThat was the last question.\n") }
    return decided.count
  }

  /// Asks until a key moves on; returns the next position, or nil to quit.
  private mutating func answer(_ question: ReviewQuestion, at position: Int) throws(Failure) -> Int? {
    while true {
      try say(question.prompt(hasUndo: !decided.isEmpty, columns: Screen.columns))
      let key = KeyReader.next()
      // What is answered stands on a line of its own, below the keys.
      try say("\n")
      guard let key else {
        try say("quit\n")
        return nil
      }
      if let answer = question.answers.first(where: { $0.key == key }) {
        var entries: [DecisionFolder.Entry] = []
        for content in answer.contents { entries.append(try options.keep(content, in: opened.folder)) }
        decided.append((entries, position))
        try tell(TerminalText.safe(answer.said))
        return position + 1
      }
      switch key {
      case "u":
        try later.add(question.item.id)
        try say("put off\n")
        return position + 1
      case "o" where question.place != nil: try open(question)
      case "z" where !decided.isEmpty:
        guard let last = decided.popLast() else { continue }
        for entry in last.entries.reversed() { _ = try options.keep(.undo(entry.decision.id), in: opened.folder) }
        try say("undone: back to question \(last.position + 1)\n")
        return last.position
      case "q":
        try say("quit\n")
        return nil
      default:
        try tell("that is no answer here: press one of the keys in brackets")
      }
    }
  }

  /// Shows where the note is, in the person's own editor where there is one and a terminal for it.
  private func open(_ question: ReviewQuestion) throws(Failure) {
    guard let place = question.place else { return }
    let path = opened.folder.filePath(of: place.note)
    let editor = ["VISUAL", "EDITOR"].lazy.compactMap { Environment.value($0) }.first { !$0.isEmpty }
    if let editor, Descriptor.input.isTerminal, Descriptor.output.isTerminal {
      if Editor.run(editor, path, line: place.line) { return }
    }
    try say("  \(TerminalText.safe(ShownPath.text(path))):\(place.line)\n")
    if let link = ObsidianLink.url(vault: opened.vault, note: place.note) { try say("  \(link)\n") }
  }

  /// Says something in lines that fit.
  private func tell(_ text: String) throws(Failure) {
    try say(Prose.text(text, columns: Screen.columns))
  }

  private func say(_ text: String) throws(Failure) {
    try Descriptor.output.writeAll(text.utf8, named: "standard output")
  }
}

/// The editor that a person chose.
private enum Editor {
  /// Runs it on a file until it ends; whether it could. `editor` may have options, as `code --wait`.
  static func run(_ editor: String, _ path: String, line: Int) -> Bool {
    let words = ["sh", "-c", "exec \(editor) \"$@\"", editor, "+\(line)", path]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    guard posix_spawnp(&process, "sh", nil, nil, &arguments, environ) == 0 else { return false }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { guard errno == EINTR else { return false } }
    return status == 0
  }
}

/// The questions that a person put off: they come last. Kept with what can be made anew, since they are no decisions.
final class PutOff {
  private let path: String
  private var ids: Set<String>

  init(_ folder: GraphFolder) {
    path = folder.cachePath + "/review-put-off"
    let bytes = (try? Files.read(path, limit: 16 << 20)) ?? []
    ids = Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
  }

  func holds(_ id: String) -> Bool { ids.contains(id) }

  func add(_ id: String) throws(Failure) {
    guard ids.insert(id).inserted else { return }
    try Files.write(ids.sorted().map { $0 + "\n" }.joined().utf8, to: path)
  }
}
