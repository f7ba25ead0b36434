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
        weft note Mobily "Tencent Cloud" "two announcements, one deal"
      """)

  @OptionGroup var targets: PutTargets
  @OptionGroup var decision: DecisionOptions
  @OptionGroup var answer: DecidingAnswer

  func run() throws {
    let opened = try decision.graph.open()
    let (target, said) = try Lookup(graph: opened.store).target(targets.words, predicates: targets.predicate)
    try decision.decide(.note(target, text: targets.value), "noted on " + said, in: opened, answer)
  }
}
