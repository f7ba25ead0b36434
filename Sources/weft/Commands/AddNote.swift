import ArgumentParser
import KnowledgeGraph

/// `weft note`: something to remember about a claim or an entity.
struct AddNote: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Note something about a claim or an entity; why and show tell it.",
    discussion: """
      EXAMPLES:
        weft note c7f3 "ask Nadia who signed"
        weft note Mobily "renamed in 2005"
      """)

  @ArgumentParser.Argument(help: "A claim's id, or a name.", completion: NameCompletion.kind)
  var claimOrName: String

  @ArgumentParser.Argument(help: "What to remember.")
  var text: String

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let opened = try decision.graph.open()
    let (target, said) = try Lookup(graph: opened.store).target(claimOrName)
    try decision.decide(.note(target, text: text), "noted on " + said, in: opened, answer)
  }
}
