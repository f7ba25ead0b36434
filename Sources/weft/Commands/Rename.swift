import ArgumentParser
import KnowledgeGraph

/// `weft rename`: an entity has another preferred name.
struct Rename: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Give an entity another preferred name; the old one stays as an alias.",
    discussion: """
      EXAMPLES:
        weft rename "Etihad Etisalat" Mobily
      """)

  @ArgumentParser.Argument(help: "The name.", completion: NameCompletion.kind)
  var name: String

  @ArgumentParser.Argument(help: "The name that it is to have.")
  var newName: String

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var answer: DecidingAnswer

  func run() throws {
    let opened = try decision.graph.open()
    let lookup = Lookup(graph: opened.store)
    let entity = try lookup.entity(name)
    let given = try lookup.freeName(newName, for: entity)
    try decision.decide(
      .rename(NameAnchor(entity), to: given), "\(entity.name) is called \(given)", in: opened, answer)
  }
}

extension Lookup {
  /// A name that no other entity has.
  func freeName(_ name: String, for entity: Entity) throws(Failure) -> String {
    let words = name.split(whereSeparator: \.isWhitespace)
    guard !words.isEmpty else { throw Failure("a name has at least one letter", status: .usage) }
    let others = try reading { () throws(GraphError) in
      try graph.entities(named: name).filter { $0.id != entity.id && FoldedName.fold($0.name) == FoldedName.fold(name) }
    }
    if let other = others.first {
      throw Failure(
        "another entity is called \(TerminalText.safe(other.name)) already", status: .usage,
        hint: "if the two are one: weft merge")
    }
    return words.joined(separator: " ")
  }
}
