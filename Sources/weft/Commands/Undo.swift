import ArgumentParser
import Building
import KnowledgeGraph
import Resolution

/// `weft undo`: a decision does not hold any more.
struct Undo: ParsableCommand {
  static let configuration = CommandConfiguration(
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
  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let format = try answer.format(of: [.table, .json])
    let (folder, contents) = try decision.read()
    let target: Decision
    if let decisionID {
      target = try contents.decision(decisionID)
    } else {
      let actor = try Actor.name(decision.actor, in: folder)
      guard let last = DecisionReplay(contents.decisions).active.last(where: { $0.actor == actor }) else {
        throw Failure(
          "\(TerminalText.safe(actor)) has decided nothing that holds", status: .nothingFound,
          hint: "weft decisions list shows all; --actor says who you are")
      }
      target = last
    }
    let words = [target.action.rawValue, target.detail ?? target.claims.first.map(\.sentence)].compactMap { $0 }
    let said = "undone: " + words.joined(separator: " ") + " (\(target.actor), \(target.time.prefix(10)))"
    guard !dryRun else {
      return try answer.write(DecisionAnswer.shown(target, said + "; nothing is kept (--dry-run)"), as: format)
    }
    let entry = try decision.keep(.undo(target.id), in: folder)
    try answer.write(DecisionAnswer.kept(entry, said), as: format)
  }
}

extension ClaimAnchor {
  /// The claim in the words of its text.
  var sentence: String { [subject, predicate.rawValue, object].compactMap { $0 }.joined(separator: " ") }
}

extension DecisionOptions {
  /// The graph folder and what was decided in it; needs no graph.
  func read() throws(Failure) -> (GraphFolder, DecisionFolder.Contents) {
    do throws(BuildError) {
      let folder = try graph.folder()
      return (folder, try DecisionFolder(folder).read())
    } catch {
      throw Failure(error)
    }
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
