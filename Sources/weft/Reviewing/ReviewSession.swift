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
  /// What was decided in this walk, with the question that it answers.
  private var decided: [(entry: DecisionFolder.Entry, position: Int)] = []
  private var undone = 0
  private var unsure = 0

  init(_ opened: OpenGraph, _ options: DecisionOptions, _ later: PutOff) {
    self.opened = opened
    self.options = options
    self.later = later
  }

  /// Asks; returns how many decisions were kept.
  mutating func run(_ items: [ReviewItem], settled: ([Decision]) -> SettledQuestions) throws(Failure) -> Int {
    let number = Wording.count(items.count, "question")
    try say("\(number), what settles most first. Every answer is kept at once: stop whenever you like.\n")
    var position = 0
    while position < items.count {
      let item = items[position]
      guard !item.isSettled(by: settled(decided.map(\.entry.decision))) else {
        position += 1
        continue
      }
      let question = try reading { () throws(GraphError) in try ReviewQuestion(item, in: opened.store) }
      let wasPutOff = later.holds(item.id) ? style.dim("  (put off before)") : ""
      try say("\n\(style.dim("\(position + 1) of \(items.count)"))  \(style.bold(question.heading))\(wasPutOff)\n")
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
      try say(question.prompt(hasUndo: !decided.isEmpty))
      guard let key = KeyReader.next() else {
        try say("quit\n")
        return nil
      }
      if let answer = question.answers.first(where: { $0.key == key }) {
        let entry = try options.keep(answer.content, in: opened.folder)
        decided.append((entry, position))
        try say("\(TerminalText.safe(answer.said))\n")
        return position + 1
      }
      switch key {
      case "u":
        try later.add(question.item.id)
        unsure += 1
        try say("put off\n")
        return position + 1
      case "o" where question.place != nil: try open(question)
      case "z" where !decided.isEmpty:
        guard let last = decided.popLast() else { continue }
        _ = try options.keep(.undo(last.entry.decision.id), in: opened.folder)
        undone += 1
        try say("undone: back to question \(last.position + 1)\n")
        return last.position
      case "q":
        try say("quit\n")
        return nil
      default:
        try say("that is no answer here: press one of the keys in brackets\n")
      }
    }
  }

  /// Shows where the note is, in the person's own editor where there is one and a terminal for it.
  private func open(_ question: ReviewQuestion) throws(Failure) {
    guard let place = question.place else { return }
    let path = opened.folder.filePath(of: place.note)
    let editor = ["VISUAL", "EDITOR"].lazy.compactMap { Environment.value($0) }.first { !$0.isEmpty }
    if let editor, Descriptor.input.isTerminal, Descriptor.output.isTerminal {
      try say("\n")
      if Editor.run(editor, path, line: place.line) { return }
    }
    try say("\n  \(TerminalText.safe(ShownPath.text(path))):\(place.line)\n")
    if let link = ObsidianLink.url(vault: opened.vault, note: place.note) { try say("  \(link)\n") }
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
