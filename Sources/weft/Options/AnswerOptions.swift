import ArgumentParser
import Formats

/// How an answer is written, and where to.
struct AnswerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The form of the answer: table, json, jsonl, csv, md, dot, svg, png or pdf, where the command has it.",
      valueName: "format"))
  var format: OutputFormat?

  @Flag(help: "Short for --format json.")
  var json = false

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Write to a file, in the form of its ending; - is standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  /// The form that is asked for, among those that a command can write; the first of them where nothing is asked.
  func format(of forms: [OutputFormat]) throws(Failure) -> OutputFormat {
    guard let first = forms.first else { return .table }
    guard format == nil || format == .json || !json else {
      throw Failure("--json and --format \(format?.rawValue ?? "") ask for two forms", status: .usage)
    }
    var asked = json ? .json : format
    let known = "it writes " + forms.map(\.rawValue).joined(separator: ", ")
    if asked == nil, let output, output != "-" {
      asked = OutputFormat(ending: output)
      if asked == nil, OutputFormat.hasEnding(output) {
        throw Failure(
          "an answer cannot be written as '\(TerminalText.safe(output))'", status: .usage,
          hint: known + "; --format says which, whatever the file's ending")
      }
    }
    guard let asked else { return first }
    guard forms.contains(asked) else {
      throw Failure("this command does not write \(asked.rawValue)", status: .usage, hint: known)
    }
    return asked
  }

  /// Writes an answer in the form that is asked for.
  func write(_ answer: Answer, as format: OutputFormat) throws(Failure) {
    switch format {
    case .json: try write(answer.json.text(indented: true) + "\n")
    case .jsonl: try write(answer.lines.map { $0.text() + "\n" }.joined())
    case .csv: try write(CSV.text(answer.table?.csv ?? []))
    case .table, .md, .dot, .svg, .png, .pdf, .html:
      let isShown = output == nil || output == "-"
      let style = isShown ? Style(for: .output) : Style(isOn: false)
      try write(answer.text(style, isShown ? Screen.columns : nil))
    }
  }

  /// Writes a text to the file that is asked for, or to standard output.
  func write(_ text: String) throws(Failure) { try Files.write(text.utf8, to: output ?? "-") }

  /// Writes a picture to the file that is asked for, or to standard output.
  func write(_ picture: Figure.Picture, as format: OutputFormat) throws(Failure) {
    if output == nil || output == "-" { try format.refuseTerminal() }
    try Files.write(picture.bytes, to: output ?? "-")
  }
}

/// An answer in the forms that all questions share.
struct Answer {
  /// The rows, for a table or comma-separated values; nil where the answer is no list.
  var table: Table?
  /// The whole answer as one value with a `schemaVersion`.
  var json: JSONValue
  /// The rows as values of their own.
  var lines: [JSONValue]
  /// The answer for people, fitted to the columns of a terminal where there is one.
  var text: (_ style: Style, _ columns: Int?) -> String
}

/// The terminal that standard output is, where it is one.
enum Screen {
  /// How wide an answer may be: what `COLUMNS` says, else what the terminal says; nil where output goes elsewhere, so
  /// that nothing is cut there.
  static var columns: Int? {
    if let set = Environment.value("COLUMNS").flatMap({ Int($0) }), set > 0 { return set }
    return Descriptor.output.isTerminal ? Descriptor.output.columns ?? 80 : nil
  }
}
