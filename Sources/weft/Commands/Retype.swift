import ArgumentParser
import KnowledgeGraph
import Store

/// `weft retype`: an entity is of another kind, a claim of another predicate.
struct Retype: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retype",
    abstract: "Give an entity another kind, or a claim another predicate.",
    discussion: """
      EXAMPLES:
        weft retype "Go Saudi" Initiative
        weft retype c7f3 invested-in
        weft retype Mobily "Tencent Cloud" uses
      """)

  @OptionGroup var targets: PutTargets
  @OptionGroup var decision: DecisionOptions
  @OptionGroup var answer: DecidingAnswer

  func run() throws {
    let opened = try decision.graph.open()
    let lookup = Lookup(graph: opened.store)
    let (target, said) = try lookup.target(targets.words, predicates: targets.predicate)
    switch target {
    case .entity(let name):
      let kind = try lookup.kind(targets.value)
      try decision.decide(
        .retypeEntity(name, kind), "\(said) is \(Wording.article(kind.rawValue))", in: opened, answer)
    case .claims(let claims):
      let predicate = try lookup.predicate(targets.value)
      let isValue = opened.store.ontology.predicates[predicate]?.isValue ?? false
      guard claims.allSatisfy({ ($0.object == nil) == isValue }) else {
        throw Failure(
          "\(predicate) \(isValue ? "has no object, and the claim has one" : "needs an object, and the claim has none")",
          status: .usage)
      }
      for claim in claims { try lookup.check(predicate, of: claim.id) }
      try decision.decide(.retypeClaims(claims, predicate), "\(said): now \(predicate)", in: opened, answer)
    }
  }
}

extension Lookup {
  /// Refuses a predicate that does not tie the two ends of a claim.
  fileprivate func check(_ predicate: Predicate, of id: ClaimID) throws(Failure) {
    let ends = try reading { () throws(GraphError) -> (TiedName, TiedName?)? in
      guard let claim = try graph.claim(id) else { return nil }
      var near = TiedName(name: claim.subject.surface, kind: claim.subject.kind)
      var far = claim.object.map { TiedName(name: $0.surface, kind: $0.kind) }
      if let relation = try graph.relation(of: id), let subject = try graph.entity(relation.subject) {
        let object = try relation.object.flatMap { id throws(GraphError) in try graph.entity(id) }
        // A relation of two equals has an order of its own.
        let isTurned =
          graph.ontology.isSymmetric(relation.predicate) && subject.name(like: near.name) == nil
          && object?.name(like: near.name) != nil
        let (one, other) = isTurned ? (object ?? subject, subject) : (subject, object)
        near.kind = one.kind
        far?.kind = other?.kind
      }
      return (near, far)
    }
    guard let ends else { return }
    try check(predicate, ends.0, ends.1)
  }
}
