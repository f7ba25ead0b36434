import ArgumentParser
import KnowledgeGraph

/// `weft accept`: claims hold, whatever their confidence.
struct Accept: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Say that claims hold, whatever their confidence.",
    discussion: """
      EXAMPLES:
        weft accept c7f3
        weft accept c7f3 4d78 --reason "both read again"
        weft accept Mobily "Tencent Cloud" --predicate partners-with
      """)

  @OptionGroup var targets: ClaimTargets
  @OptionGroup var decision: DecisionOptions
  @OptionGroup var answer: DecidingAnswer

  func run() throws {
    let opened = try decision.graph.open()
    let lookup = Lookup(graph: opened.store)
    let claims = try lookup.claims(targets.words, predicates: targets.predicate)
    try decision.decide(
      .accept(claims.map { ClaimAnchor($0) }), "accepted " + lookup.summary(claims), in: opened, answer)
  }
}
