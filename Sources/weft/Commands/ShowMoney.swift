import ArgumentParser
import Formats
import KnowledgeGraph

/// `weft money`: what the notes tell of money, added up as far as it can be.
struct ShowMoney: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "money",
    abstract: "Add up the money that the notes tell of, each deal once.",
    discussion: """
      EXAMPLES:
        weft money
        weft money --by country
        weft money --by year --evidence       every deal of every total, with its sentences
        weft money --json | jq '.totals[] | {standing, currency, sum}'

      What is planned, committed and paid is never added together, nor are currencies. A deal that fits no total of those
      asked for is listed below them, with the reason.
      """)

  @Option(
    help: ArgumentHelp(
      "A total for each country that money goes to, each year, kind of deal, or company.", valueName: "axis"),
    completion: .list(Ledger.Axis.allCases.map(\.rawValue)), transform: ShowMoney.axis)
  var by: Ledger.Axis?

  @Flag(help: "Open every total: its deals with the sentences that tell of them.")
  var evidence = false

  @OptionGroup var time: TimeOptions
  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  static func axis(_ text: String) throws -> Ledger.Axis {
    guard let axis = Ledger.Axis(rawValue: text) else {
      throw ValidationError("there are " + Ledger.Axis.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return axis
  }

  func run() throws {
    let format = try answer.format(of: [.table, .json, .jsonl, .csv])
    let opened = try graph.open()
    let ledger = try reading { () throws(GraphError) in
      try opened.store.ledger(by: by, asOf: time.asOf, since: time.since, noteDates: opened.noteDates(time))
    }
    let written = try LedgerText(ledger, by: by, evidence: evidence, in: opened.store)
    try answer.write(written.answer, as: format)
    guard !ledger.totals.isEmpty || !ledger.apart.isEmpty else {
      throw Failure("no deal with an amount of money fits", status: .nothingFound)
    }
  }
}
