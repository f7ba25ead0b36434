import ArgumentParser

/// How a command that decides answers: it has no rows, and so fewer forms than a question.
struct DecidingAnswer: ParsableArguments {
  @Option(
    help: ArgumentHelp("The form of the answer: table or json.", valueName: "format"),
    completion: .list(["table", "json"]))
  var format: OutputFormat?

  @Flag(help: "Short for --format json.")
  var json = false

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write to a file, in the form of its ending; - is standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  /// The form that is asked for.
  func form() throws(Failure) -> OutputFormat { try options.format(of: [.table, .json]) }

  func write(_ answer: Answer, as format: OutputFormat) throws(Failure) { try options.write(answer, as: format) }

  private var options: AnswerOptions {
    var options = AnswerOptions()
    (options.format, options.json, options.output) = (format, json, output)
    return options
  }
}
