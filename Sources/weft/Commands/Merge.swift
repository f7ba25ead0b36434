import ArgumentParser
import KnowledgeGraph

/// `weft merge`: two names are one entity's.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say that two names are one entity's; the second is the preferred one.",
    discussion: """
      EXAMPLES:
        weft merge Korea "South Korea"
        weft merge "Etihad Etisalat" Mobily --reason "the brand and the firm"
      """)

  @ArgumentParser.Argument(help: "A name.", completion: NameCompletion.kind)
  var name: String

  @ArgumentParser.Argument(help: "The name that both are to have.", completion: NameCompletion.kind)
  var into: String

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let opened = try decision.graph.open()
    let lookup = Lookup(graph: opened.store)
    let anchors = try lookup.candidate(name, into) ?? lookup.pair(name, into)
    try decision.decide(
      .merge(anchors.0, into: anchors.1), "\(anchors.0.name) is \(anchors.1.name)", in: opened, answer)
  }
}

extension Lookup {
  /// Two entities that differ.
  fileprivate func pair(_ first: String, _ second: String) throws(Failure) -> (NameAnchor, NameAnchor) {
    let (left, right) = (try entity(first), try entity(second))
    guard left.id != right.id else { throw Failure.sameEntity(left) }
    return (NameAnchor(left), NameAnchor(right))
  }

  /// An ambiguous name and one of those that it may mean, though no text names that.
  fileprivate func candidate(_ name: String, _ other: String) throws(Failure) -> (NameAnchor, NameAnchor)? {
    try reading { () throws(GraphError) in
      guard try graph.entities(named: other).isEmpty else { return nil }
      let folded = FoldedName.fold(other)
      for entity in try graph.entities(named: name) {
        guard let meant = entity.candidates.first(where: { FoldedName.fold($0) == folded }) else { continue }
        return (NameAnchor(entity), NameAnchor(meant, kind: entity.kind))
      }
      return nil
    }
  }
}
