import ArgumentParser
import Building
import Formats
import KnowledgeGraph
import Store

/// `weft review`: what only a person can settle, one question after the other.
struct Review: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Ask you what only a person can settle, one key an answer.",
    discussion: """
      EXAMPLES:
        weft review
        weft review --only duplicates
        weft review --list                    what would be asked
        weft review --list --json             the same for scripts, with the command for each answer

      Asked are names that may be one (same or different?), names that may mean several, claims that a rule is not sure of,
      statements and decisions that contradict each other, and decisions that match nothing any more. Every answer is a decision, kept at
      once; weft review goes on where you stopped. At the end the graph is built anew.
      """)

  @Option(
    help: ArgumentHelp(
      "Ask only this: duplicates, ambiguous, claims, contested or decisions; may be given several times.",
      valueName: "sort"), completion: .list(ReviewItem.Sort.allCases.map(\.rawValue)), transform: Review.sort)
  var only: [ReviewItem.Sort] = []

  @Flag(help: "List the questions instead of asking them.")
  var list = false

  @Option(
    parsing: .unconditional, help: ArgumentHelp("The greatest number of questions.", valueName: "n"))
  var limit: Int?

  @Flag(help: "Do not build the graph anew at the end.")
  var noBuild = false

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var answer: AnswerOptions

  static func sort(_ text: String) throws -> ReviewItem.Sort {
    guard let sort = ReviewItem.Sort(rawValue: text) else {
      throw ValidationError("there are " + ReviewItem.Sort.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return sort
  }

  func validate() throws {
    guard limit ?? 1 > 0 else { throw ValidationError("--limit is 1 or more") }
    guard list || (answer.format == nil && !answer.json && answer.output == nil) else {
      throw ValidationError("--format and --output are for --list")
    }
  }

  func run() throws {
    let opened = try decision.graph.open()
    let later = PutOff(opened.folder)
    let known = try KnownDecisions(opened)
    let active = known.active
    let thresholds = opened.folder.configuration.thresholds
    let band = min(thresholds.review, thresholds.accepted)..<thresholds.accepted
    var items = try reading { () throws(GraphError) in
      let unmatched = try opened.store.decisionTraces().filter { trace in
        trace.standing == .unmatched && active.contains { $0.id == trace.id }
      }
      return try opened.store.review(
        band: band, settled: SettledQuestions(active), unmatched: unmatched, conflicts: known.conflicts,
        sorts: only.isEmpty ? Set(ReviewItem.Sort.allCases) : Set(only))
    }
    // What was put off comes last, in the same order.
    items = items.filter { !later.holds($0.id) } + items.filter { later.holds($0.id) }
    if let limit { items = Array(items.prefix(limit)) }
    if list { return try write(items, of: opened, known) }
    guard !items.isEmpty else {
      return try Descriptor.output.writeAll("There is nothing to review.\n".utf8, named: "standard output")
    }
    var session = try ReviewSession(opened, decision, later, known)
    let decided = try session.run(items) { SettledQuestions(active + $0) }
    try finish(decided, opened)
  }

  private func finish(_ decided: Int, _ opened: OpenGraph) throws {
    guard decided > 0 else {
      return try Descriptor.output.writeAll("Nothing was decided.\n".utf8, named: "standard output")
    }
    var text = "\(Wording.count(decided, "answer")) kept in decisions/; weft undo takes back the last.\n"
    if noBuild {
      text += "'weft build' lets them hold.\n"
    } else {
      do throws(BuildError) {
        let summary = try Build(opened.folder).run()
        text += "built anew: \(Wording.count(summary.entities, "entity", "entities")), "
        text += "\(Wording.count(summary.relations, "relation")), \(Wording.count(summary.acts, "act"))\n"
      } catch {
        throw Failure(error)
      }
    }
    try Descriptor.output.writeAll(text.utf8, named: "standard output")
  }

  private func write(_ items: [ReviewItem], of opened: OpenGraph, _ known: KnownDecisions) throws(Failure) {
    let format = try answer.format(of: [.table, .json, .jsonl, .csv])
    var questions: [ReviewQuestion] = []
    try reading { () throws(GraphError) in
      for item in items { questions.append(try ReviewQuestion(item, in: opened.store, known)) }
    }
    var table = Table([
      Table.Column("sort"), Table.Column("weight", alignment: .right), Table.Column("about", shrinks: true),
      Table.Column("note", shrinks: true),
    ])
    for question in questions {
      let place = question.place.map { "\($0.note):\($0.line)" } ?? ""
      table.append([question.item.sort.rawValue, String(question.item.weight), question.subject, place])
    }
    let lines = questions.map(\.json)
    try answer.write(
      Answer(
        table: table, json: .record(["schemaVersion": .integer(1), "questions": .array(lines)]), lines: lines,
        text: { style, columns in
          lines.isEmpty ? "There is nothing to review.\n" : table.text(width: columns, style: style)
        }), as: format)
  }
}
