import ArgumentParser
import Formats
import KnowledgeGraph

/// `weft show`: all that the graph holds of one entity.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show all that is known of one name.",
    discussion: """
      EXAMPLES:
        weft show "Tencent Cloud"
        weft show mobily --json | jq '.relations[].to.name'
        weft show Mobily --as-of 2023

      Upper and lower case make no difference, and an alias will do.
      """)

  @ArgumentParser.Argument(help: "The name or an alias.", completion: NameCompletion.kind)
  var name: String

  @OptionGroup var time: TimeOptions
  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let format = try answer.format(of: [.table, .json, .jsonl, .csv])
    let opened = try graph.open()
    try answer.write(Show.answer(to: name, in: opened.store, time, opened.noteDates(time)), as: format)
  }

  static func answer(
    to name: String, in graph: some GraphReading, _ time: TimeOptions, _ noteDates: NoteDates
  ) throws(Failure) -> Answer {
    let entity = try Lookup(graph: graph).entity(name)
    var decisions: [DecisionTrace] = []
    var facts: [Statement] = []
    var background: [Statement] = []
    try reading { () throws(GraphError) in
      decisions = try graph.decisions(onEntity: entity.name)
      for relation in try graph.relations(of: entity.id, direction: .both, predicates: nil) {
        let fits = try graph.fits(relation, asOf: time.asOf, since: time.since, noteDates)
        guard fits != .no else { continue }
        let statement = try graph.statement(
          relation, from: entity, isUncertain: fits == .unknown, withDisagreement: true)
        if graph.ontology.isBackground(relation.predicate) {
          background.append(statement)
        } else {
          facts.append(statement)
        }
      }
    }
    var table = Table(
      [Table.Column("relation"), Table.Column("name", shrinks: true), Table.Column("kind")] + Statement.columns)
    let shown = facts.isEmpty ? background : facts
    for statement in shown {
      table.append([statement.label, statement.to?.name ?? "", statement.to?.kind.rawValue ?? ""] + statement.cells)
    }
    let hidden = facts.isEmpty ? [] : background
    return Answer(
      table: table,
      json: .record([
        "schemaVersion": .integer(1), "entity": JSONValue(entity),
        "relations": .array((facts + background).map { $0.json() }),
        "decisions": decisions.isEmpty ? nil : .array(decisions.map { JSONValue($0) }),
      ]),
      lines: (facts + background).map { $0.json() },
      text: { style, columns in
        var text = style.bold(TerminalText.safe(entity.name)) + " · \(entity.kind)"
        text += (entity.isAuthor ? ", author" : "") + (entity.isDescribed ? ", known by description" : "") + "\n"
        func line(_ title: String, _ value: String?) {
          guard let value, !value.isEmpty else { return }
          text += style.dim(TerminalText.padded(title, to: 9)) + TerminalText.safe(value) + "\n"
        }
        line("also", entity.aliases.joined(separator: ", "))
        line("may be", entity.candidates.joined(separator: ", "))
        line("date", entity.date?.edtf)
        line("url", entity.url)
        line("note", entity.note.map { NotePath.file(of: $0) })
        line("sources", entity.sourceCount > 0 ? Wording.grouped(entity.sourceCount) : nil)
        for decision in decisions { line("decided", decision.text) }
        if !shown.isEmpty { text += "\n" + table.text(width: columns, style: style) }
        // Of two relations of this name that contradict each other, the second need not say it again.
        var told: Set<RelationID> = []
        for statement in shown {
          guard let found = statement.disagreement, !found.others.isEmpty || !statement.rivalDates.isEmpty,
            !told.contains(statement.relation.id)
          else { continue }
          told.formUnion(found.others.map(\.statement.relation.id))
          text += "\n" + found.text(of: statement, style: style, columns: columns)
        }
        if !hidden.isEmpty {
          text +=
            style.dim(
              "\nand \(Wording.count(hidden.count, "mention or bare link", "mentions or bare links")):"
                + " weft neighbors … --mentions") + "\n"
        }
        return text
      })
  }
}
