import ArgumentParser
import KnowledgeGraph

/// `weft hide`: claims or an entity stay out of answers and figures.
struct Hide: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hide",
    abstract: "Leave a claim or an entity out of the graph, and so out of answers and figures.",
    discussion: """
      EXAMPLES:
        weft hide c7f3
        weft hide "Newsletter Footer Inc." --reason "an advertisement"
        weft hide Mobily "Tencent Cloud" --predicate partners-with

      Two names mean all claims that tie them now.
      """)

  @OptionGroup var targets: NamedTargets
  @OptionGroup var decision: DecisionOptions
  @OptionGroup var answer: DecidingAnswer

  func run() throws {
    let opened = try decision.graph.open()
    let (target, said) = try Lookup(graph: opened.store).target(targets.words, predicates: targets.predicate)
    try decision.decide(.hide(target), "hid " + said, in: opened, answer)
  }
}

extension Lookup {
  /// A claim or an entity, or the claims that tie two names.
  func target(
    _ words: [String], predicates: [String]
  ) throws(Failure) -> (target: Decision.Target, said: String) {
    guard words.count > 1 || !predicates.isEmpty, let first = words.first else { return try target(words.first ?? "") }
    guard words.count > 1 else {
      throw Failure(
        "--predicate is for two names, and there is one: \(TerminalText.safe(first))", status: .usage)
    }
    let claims = try claims(words, predicates: predicates)
    return (.claims(claims.map { ClaimAnchor($0) }), try summary(claims))
  }

  /// A claim by its id, else an entity by its name. A name that looks like an id is a name where there is one.
  func target(_ word: String) throws(Failure) -> (target: Decision.Target, said: String) {
    let isName = try reading { () throws(GraphError) in try !graph.entities(named: word).isEmpty }
    if word.isClaimID, !isName {
      let claim = try claim(word)
      return (.claims([ClaimAnchor(claim)]), try summary([claim]))
    }
    let entity = try entity(word)
    return (.entity(NameAnchor(entity)), entity.name)
  }
}
