import ArgumentParser
import Layout

/// The command line.
@main
struct Weft: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "weft",
    abstract: "Turn a folder of reading notes into a knowledge graph whose every edge proves itself.",
    discussion: """
      EXAMPLES:
        weft init ~/Notes                          set up a graph folder for a vault
        weft build                                 read the notes and build the graph
        weft show "Tencent Cloud"                  all that is known of one name
        weft neighbors Mobily --depth 2            who and what it is tied to
        weft why Mobily "Tencent Cloud"            the sentences that say so
        weft draw Mobily -o mobily.svg             a picture with its proof
        weft report weekly.md -o out/              a report with figures, tables and footnotes
      """,
    version: version,
    subcommands: [
      Initialize.self, BuildGraph.self, ImportGraph.self, Show.self, Neighbors.self, ShowTimeline.self, ShowMoney.self,
      ShortestPath.self, CommonTies.self, Similar.self, Rank.self, Components.self, Search.self, QueryGraph.self,
      Why.self, WhyNot.self, Draw.self, Refresh.self, FillReport.self, NewFile.self, CheckReport.self, Publish.self,
      Export.self, Diff.self, Extract.self, Stats.self, Doctor.self, GenerateManual.self, Accept.self, Reject.self,
      Assert.self, Retype.self, Redate.self, Reamount.self, Merge.self, Distinct.self, SplitName.self, Rename.self,
      AliasName.self, Hide.self, AddNote.self, Undo.self, Decisions.self, Review.self,
    ])

  static func main() {
    // No command: a report runs it, and speaks to it in numbers.
    if CommandLine.arguments.dropFirst() == [LayoutWorkers.word] {
      LayoutWorkers.serve()
      Program.end(0)
    }
    Program.end(status(of: Array(CommandLine.arguments.dropFirst())))
  }

  /// Runs a command line and gives its exit code.
  private static func status(of arguments: [String]) -> Int32 {
    Program.endsOnBrokenPipe()
    Program.outlivesFileLimit()
    Program.returnsMemory()
    do {
      if arguments.first == "help", let failure = unknownCommand(in: Array(arguments.dropFirst())) {
        return report(failure)
      }
      var command = try named(in: arguments) ?? parseAsRoot(arguments)
      try command.run()
      return 0
    } catch let failure as Failure {
      return report(failure)
    } catch  where exitCode(for: error) == .validationFailure {
      // Looked at only now: a command that exists should not pay for the names of all.
      if let failure = unknownCommand(in: arguments) { return report(failure) }
      let command = arguments.first.flatMap { commandNames.contains($0) ? "weft \($0)" : nil } ?? "weft"
      return report(
        Failure(message(for: error), status: .usage, hint: "'\(command) --help' shows how to use it"))
    } catch {
      // Help, the version and completions come this way.
      exit(withError: error)
    }
  }

  /// The command that a line begins with, read by itself: to make the tree of all commands takes longer than most answers.
  ///
  /// Nil where the line names none, asks for help or is wrong, of which the tree tells.
  private static func named(in arguments: [String]) -> (any ParsableCommand)? {
    guard let word = arguments.first, !word.hasPrefix("-") else { return nil }
    let known = configuration.subcommands.first { command in
      command.configuration.commandName == word || command.configuration.aliases.contains(word)
    }
    guard let known, let command = try? known.parseAsRoot(Array(arguments.dropFirst())) else { return nil }
    // What asks for help is a command too.
    let isMeant = ([known] + known.configuration.subcommands).contains { $0 == type(of: command) }
    return isMeant ? command : nil
  }

  private static func report(_ failure: Failure) -> Int32 {
    // Where standard error is closed there is nobody left to tell.
    try? Descriptor.errors.writeAll(failure.text(Style(for: .errors)).utf8, named: "standard error")
    return failure.status.rawValue
  }

  private static var commandNames: [String] {
    configuration.subcommands.flatMap { [$0._commandName] + $0.configuration.aliases } + ["help"]
  }

  /// A command that does not exist, with those that it may be a slip of.
  private static func unknownCommand(in arguments: [String]) -> Failure? {
    guard let word = arguments.first, !word.hasPrefix("-") else { return nil }
    guard !commandNames.contains(word) else { return unknownPart(of: word, in: arguments) }
    return Failure(
      "'\(TerminalText.safe(word))' is not a command of weft", status: .usage,
      hint: Suggestion.hint(Suggestion.near(word, in: commandNames)) ?? "'weft --help' lists the commands")
  }

  /// A part that a command of several parts has not: `weft decisions blam`.
  private static func unknownPart(of name: String, in arguments: [String]) -> Failure? {
    guard let command = configuration.subcommands.first(where: { $0._commandName == name }),
      !command.configuration.subcommands.isEmpty, let word = arguments.dropFirst().first, !word.hasPrefix("-")
    else { return nil }
    let parts = command.configuration.subcommands.map { $0._commandName }
    guard !parts.contains(word) else { return nil }
    return Failure(
      "'\(TerminalText.safe(word))' is not a command of weft \(name)", status: .usage,
      hint: Suggestion.hint(Suggestion.near(word, in: parts)) ?? "there are " + parts.joined(separator: ", "))
  }
}
