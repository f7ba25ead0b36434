import ArgumentParser
import Formats
import KnowledgeGraph
import Query
import Store

/// `weft query`: anything that openCypher can ask.
struct QueryGraph: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Ask the graph in openCypher.",
    discussion: """
      EXAMPLES:
        weft query 'MATCH (c:Company)-[r:PARTNERS_WITH]-(d) RETURN c.name, d.name, r.at'
        weft query 'MATCH (c {name: $name})--(n) RETURN DISTINCT n.name' -p name=Mobily
        weft query 'MATCH (:Country)<-[r]-(c) RETURN c.name, weft.evidence(r)[0].quote LIMIT 5'
        weft query "CALL weft.search('data center') YIELD node, snippet" --json
        weft query - --format csv < question.cypher
        weft query 'MATCH p = (:Country)<--(:Company) RETURN p LIMIT 20' -o countries.svg
        weft query - --lines < questions.cypher

      Kinds and super-kinds are labels (:Company, :Agent, :Author), predicates are types. Queries only read.
      EXPLAIN before a query shows its plan, PROFILE runs it and counts the rows of each step.
      """)

  @ArgumentParser.Argument(help: "The query; - reads it from standard input.")
  var query: String

  @Option(
    name: [.customShort("p"), .customLong("parameter")],
    help: ArgumentHelp(
      "A parameter, as $name in the query; a value that is no number, list or the like is text.",
      valueName: "name=value"))
  var parameters: [String] = []

  @Option(
    help: ArgumentHelp("Only relations that held on this date, or may have: 2024-03.", valueName: "date"),
    transform: TimeOptions.date)
  var asOf: PartialDate?

  @Option(help: ArgumentHelp("Stop after so many seconds; 0 never stops.", valueName: "seconds"))
  var timeout = 60

  @Option(help: ArgumentHelp("Refuse an answer of more rows than this.", valueName: "n"))
  var maxRows: Int?

  @Flag(help: "With -, each line of standard input is a query; each is answered with a line of JSON.")
  var lines = false

  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard timeout >= 0 else { throw ValidationError("--timeout is 0 or more") }
    guard maxRows ?? 1 > 0 else { throw ValidationError("--max-rows is 1 or more") }
    guard !lines || query == "-" else {
      throw ValidationError("--lines reads queries from standard input: weft query -")
    }
  }

  func run() throws {
    if lines { return try answerLines(of: try graph.open().store) }
    let format = try answer.format(of: OutputFormat.allCases)
    let text = query == "-" ? String(decoding: try Files.read("-"), as: UTF8.self) : query
    if format.isFigure {
      var command = self
      command.query = text
      return try answer.write(try command.figure(of: try graph.open()).picture(as: format), as: format)
    }
    let options = QueryOptions(parameters: try givenParameters(), limits: limits)
    let store = try graph.open().store
    let rows: AnswerRows
    let unknown: [QueryAnswer.UnknownName]
    do throws(QueryError) {
      let view = try QueryGraph.view(of: store, asOf: asOf)
      let found = try view.answer(text, options: options)
      unknown = found.unknownNames
      rows = try AnswerRows(found, in: view)
    } catch {
      throw Failure(error, query: text)
    }
    if format == .csv { try answer.write(CSV.text(rows.csv)) } else { try answer.write(rows.answer, as: format) }
    if rows.isEmpty { throw Failure("the query finds nothing", status: .nothingFound, hint: QueryGraph.hint(unknown)) }
  }

  var limits: QueryLimits { QueryLimits(time: timeout == 0 ? nil : .seconds(timeout), rows: maxRows) }

  func givenParameters() throws(Failure) -> [String: Value] {
    var result: [String: Value] = [:]
    for parameter in parameters {
      guard let mark = parameter.firstIndex(of: "="), mark != parameter.startIndex else {
        throw Failure(
          "'\(TerminalText.safe(parameter))' is no parameter", status: .usage, hint: "write -p name=value")
      }
      let value = String(parameter[parameter.index(after: mark)...])
      result[String(parameter[..<mark])] = Value(literal: value) ?? .string(value)
    }
    return result
  }

  /// What a name that nothing can have may be a slip of.
  private static func hint(_ unknown: [QueryAnswer.UnknownName]) -> String? {
    guard let first = unknown.first else { return nil }
    let what = first.isType ? "predicate" : "kind"
    return "there is no \(what) \(TerminalText.safe(first.name))"
      + (first.suggestion.map { "; did you mean \(TerminalText.safe($0))?" } ?? "")
  }
}
