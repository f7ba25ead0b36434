import ArgumentParser
import KnowledgeGraph

/// `weft distinct`: two names are never one entity's.
struct Distinct: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "distinct",
    abstract: "Say that two names are never one entity's.",
    discussion: """
      EXAMPLES:
        weft distinct "Tencent Cloud" Tencent
        weft distinct CB "Central Bank"     two names that a note takes for one
      """)

  @ArgumentParser.Argument(help: "A name.", completion: NameCompletion.kind)
  var name: String

  @ArgumentParser.Argument(help: "Another.", completion: NameCompletion.kind)
  var other: String

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var answer: DecidingAnswer

  func run() throws {
    let opened = try decision.graph.open()
    let lookup = Lookup(graph: opened.store)
    let (left, right) = (try lookup.entity(name), try lookup.entity(other))
    var anchors = (NameAnchor(left), NameAnchor(right))
    if left.id == right.id {
      // Two names of one entity: each is known by the words that were given.
      guard let first = left.name(like: name), let second = left.name(like: other), first != second else {
        throw Failure(
          "both are the one name \(TerminalText.safe(left.name))", status: .usage,
          hint: "weft split parts what one name means")
      }
      anchors = (NameAnchor(first, kind: left.kind), NameAnchor(second, kind: left.kind))
    }
    try decision.decide(
      .distinct(anchors.0, anchors.1), "\(anchors.0.name) is not \(anchors.1.name)", in: opened, answer)
  }
}

extension Entity {
  /// The name of the entity that a word means.
  func name(like word: String) -> String? {
    let names = [name] + aliases
    let folded = FoldedName.fold(word)
    return names.first { $0 == word } ?? names.first { FoldedName.fold($0) == folded }
  }
}
