import ArgumentParser
import KnowledgeGraph
import Store

/// `weft retype`: an entity is of another kind, a claim of another predicate.
struct Retype: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Give an entity another kind, or a claim another predicate.",
    discussion: """
      EXAMPLES:
        weft retype "Go Saudi" Initiative
        weft retype c7f3 invested-in
      """)

  @ArgumentParser.Argument(help: "A name, or a claim's id.", completion: NameCompletion.kind)
  var nameOrClaim: String

  @ArgumentParser.Argument(help: "The kind, or the predicate.")
  var type: String

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var answer: AnswerOptions

  func run() throws {
    let opened = try decision.graph.open()
    let lookup = Lookup(graph: opened.store)
    let (target, said) = try lookup.target(nameOrClaim)
    switch target {
    case .entity(let name):
      let kind = try lookup.kind(type)
      try decision.decide(.retypeEntity(name, kind), "\(said) is a \(kind)", in: opened, answer)
    case .claims(let claims):
      let predicate = try lookup.predicate(type)
      let isValue = opened.store.ontology.predicates[predicate]?.isValue ?? false
      guard claims.allSatisfy({ ($0.object == nil) == isValue }) else {
        throw Failure(
          "\(predicate) \(isValue ? "has no object, and the claim has one" : "needs an object, and the claim has none")",
          status: .usage)
      }
      try decision.decide(.retypeClaims(claims, predicate), "\(said): now \(predicate)", in: opened, answer)
    }
  }
}
