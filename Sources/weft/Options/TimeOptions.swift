import ArgumentParser
import KnowledgeGraph

/// The limits of time that questions may set.
struct TimeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only what held on this date: 2024, 2024-03 or 2024-03-07.", valueName: "date"),
    transform: TimeOptions.date)
  var asOf: PartialDate?

  @Option(
    help: ArgumentHelp(
      "Only what notes or highlights say that were added on this date or later.", valueName: "date"),
    transform: TimeOptions.date)
  var since: PartialDate?

  /// The options as a figure knows them.
  var words: [String?] { [asOf.map { "--as-of=\($0.edtf)" }, since.map { "--since=\($0.edtf)" }] }

  static func date(_ text: String) throws -> PartialDate {
    guard let date = PartialDate(edtf: text) else {
      throw ValidationError("a date is written 2024, 2024-03 or 2024-03-07")
    }
    return date
  }
}
