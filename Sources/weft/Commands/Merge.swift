import ArgumentParser
import KnowledgeGraph
import Store

/// `weft merge`: two names are one entity's.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
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
  @OptionGroup var answer: DecidingAnswer

  func run() throws {
    let opened = try decision.graph.open()
    let lookup = Lookup(graph: opened.store)
    let anchors = try lookup.candidate(name, into) ?? lookup.pair(name, into)
    try refuseApart(anchors, KnownDecisions(opened), lookup)
    try warnOfKinds(anchors, opened.store.ontology)
    try decision.decide(
      .merge(anchors.0, into: anchors.1), "\(anchors.0.name) is \(anchors.1.name)", in: opened, answer)
  }

  /// What somebody keeps apart is not joined before that is taken back.
  private func refuseApart(
    _ anchors: (NameAnchor, NameAnchor), _ known: KnownDecisions, _ lookup: Lookup<some GraphReading>
  ) throws(Failure) {
    func names(_ word: String, _ anchor: NameAnchor) throws(Failure) -> Set<String> {
      let found = try reading { () throws(GraphError) in try lookup.graph.entities(named: word) }
      return found.reduce(into: [FoldedName.fold(anchor.name)]) { $0.formUnion(KnownDecisions.names(of: $1)) }
    }
    guard let apart = known.keepingApart(try names(name, anchors.0), try names(into, anchors.1)) else { return }
    let reason = apart.reason.map { ": " + TerminalText.safe($0) } ?? ""
    throw Failure(
      "\(TerminalText.safe(apart.actor)) said on \(apart.time.prefix(10)) that \(TerminalText.safe(anchors.0.name)) and "
        + "\(TerminalText.safe(anchors.1.name)) are never one\(reason)", status: .usage,
      hint: "weft undo \(apart.id.rawValue.prefix(8)) first")
  }

  /// A firm is no country: such a merge is made, but seldom meant.
  private func warnOfKinds(_ anchors: (NameAnchor, NameAnchor), _ ontology: Ontology) throws(Failure) {
    guard let left = anchors.0.kind, let right = anchors.1.kind, !ontology.mayBeOne(left, right) else { return }
    let text =
      "warning: \(TerminalText.safe(anchors.0.name)) is \(Wording.article(left.rawValue)) and "
      + "\(TerminalText.safe(anchors.1.name)) \(Wording.article(right.rawValue)), which one thing is not\n"
      + "hint: weft undo takes the merge back\n"
    try Descriptor.errors.writeAll(text.utf8, named: "standard error")
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
