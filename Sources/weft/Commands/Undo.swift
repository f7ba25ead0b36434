import ArgumentParser
import Building
import KnowledgeGraph

/// `weft undo`: a decision does not hold any more.
struct Undo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back your last decision, or one by its id.",
    discussion: """
      EXAMPLES:
        weft undo
        weft undo 3fa2c1
        weft undo --dry-run

      Nothing is deleted: the undoing is a line of its own, and may be undone too, by its id. Without an id, the last
      decision of yours that holds is taken back; again, the one before.
      """)

  @ArgumentParser.Argument(help: "The decision's id, as weft decisions shows it.")
  var decisionID: String?

  @Flag(help: "Say what would be undone, and keep nothing.")
  var dryRun = false

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var answer: DecidingAnswer

  func run() throws {
    let format = try answer.form()
    let known = try KnownDecisions(decision.graph)
    let target: Decision
    if let decisionID {
      target = try known.contents.decision(decisionID)
    } else {
      let actor = try Actor.name(decision.actor, in: known.folder)
      guard let last = known.active.last(where: { $0.actor == actor }) else {
        throw Failure(
          "\(TerminalText.safe(actor)) has decided nothing that holds", status: .nothingFound,
          hint: "weft decisions list shows all; --actor says who you are")
      }
      target = last
    }
    let place = known.entry(target.id).map { "\($0.file):\($0.line)" }
    let made = [target.actor, String(target.time.prefix(10)), place].compactMap { $0 }.joined(separator: ", ")
    var said = "undone: \(known.words.phrase(target)) (\(made))"
    if dryRun { said += "; nothing is kept (--dry-run)" }
    if let quote = known.words.quote(target) { said += "\n" + quote }
    guard !dryRun else { return try answer.write(DecisionAnswer.shown(target, said), as: format) }
    let entry = try decision.keep(.undo(target.id), in: known.folder)
    try answer.write(DecisionAnswer.kept(entry, said), as: format)
  }
}

extension DecisionFolder.Contents {
  /// The decision whose identity begins with some digits.
  func decision(_ word: String) throws(Failure) -> Decision {
    let prefix = word.lowercased()
    let found = decisions.filter { $0.id.rawValue.hasPrefix(prefix) }
    guard prefix.utf8.count >= 4, let first = found.first else {
      throw Failure(
        "no decision has the id \(TerminalText.safe(word))", status: .nothingFound,
        hint: "weft decisions list shows them")
    }
    guard found.count == 1 else {
      throw Failure(
        "several decisions begin with \(prefix)", status: .usage,
        choices: found.map { "\($0.id.rawValue.prefix(prefix.utf8.count + 4))  \($0.action.rawValue)" })
    }
    return first
  }
}
