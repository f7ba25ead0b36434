import ArgumentParser
import KnowledgeGraph

/// `weft reject`: claims do not hold.
struct Reject: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject",
    abstract: "Say that claims do not hold: they are kept, and say nothing.",
    discussion: """
      EXAMPLES:
        weft reject c7f3 --reason "it was denied a week later"
        weft reject Mobily "Tencent Cloud"

      Two names mean all claims that tie them now.
      """)

  @OptionGroup var targets: ClaimTargets
  @OptionGroup var decision: DecisionOptions
  @OptionGroup var answer: DecidingAnswer

  func run() throws {
    let opened = try decision.graph.open()
    let lookup = Lookup(graph: opened.store)
    let claims = try lookup.claims(targets.words, predicates: targets.predicate)
    try decision.decide(
      .reject(claims.map { ClaimAnchor($0) }), "rejected " + lookup.summary(claims), in: opened, answer)
  }
}
