import ArgumentParser
import KnowledgeGraph

/// `weft alias`: an entity has one more name.
struct AliasName: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alias",
    abstract: "Give an entity one more name, under which texts and questions mean it.",
    discussion: """
      EXAMPLES:
        weft alias "Saudi Telecom Company" stc
      """)

  @ArgumentParser.Argument(help: "The name.", completion: NameCompletion.kind)
  var name: String

  @ArgumentParser.Argument(help: "The other name.")
  var other: String

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var answer: DecidingAnswer

  func run() throws {
    let opened = try decision.graph.open()
    let lookup = Lookup(graph: opened.store)
    let entity = try lookup.entity(name)
    let given = try lookup.freeName(other, for: entity)
    try decision.decide(
      .alias(NameAnchor(entity), given), "\(entity.name) is also called \(given)", in: opened, answer)
  }
}
