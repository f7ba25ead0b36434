import ArgumentParser
import Formats
import KnowledgeGraph
import Store

/// `weft why`: the sentences behind a claim, or behind all that ties two entities.
struct Why: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Give the sentences that say so, and where they stand.",
    discussion: """
      EXAMPLES:
        weft why c7f3                      one claim, by the id that the tables show
        weft why Mobily "Tencent Cloud"    all that ties two entities
        weft why c7f3 --json
      """)

  @ArgumentParser.Argument(help: "A claim's id, or two names.", completion: NameCompletion.kind)
  var claimOrNames: [String]

  @OptionGroup var graph: GraphOptions
  @OptionGroup var answer: AnswerOptions

  func validate() throws {
    guard claimOrNames.count <= 2 else {
      throw ValidationError("give one claim or two names; a name of several words stands in quotes")
    }
  }

  func run() throws {
    let format = try answer.format(of: [.table, .json, .jsonl])
    let opened = try graph.open()
    let reasons = try reasons(in: opened.store)
    try answer.write(Why.answer(reasons, vault: opened.vault), as: format)
  }

  /// A relation with the claims that say so and the relations that cannot hold beside it.
  struct Reason {
    /// Nil for a claim that is part of no relation: one that was rejected, or that only says that two names are one's.
    var statement: Statement?
    var claims: [ClaimStanding]
    var contesting: [Contesting]

    struct Contesting {
      var statement: Statement
      var proofs: [Proof]
    }
  }

  private func reasons(in graph: GraphStore) throws(Failure) -> [Reason] {
    if claimOrNames.count == 2 { return try reasons(from: claimOrNames[0], to: claimOrNames[1], in: graph) }
    let word = claimOrNames.first ?? ""
    let claim = try Lookup(graph: graph).claim(word)
    return try reading { () throws(GraphError) in
      guard let relation = try graph.relation(of: claim.id), let subject = try graph.entity(relation.subject) else {
        return [Reason(statement: nil, claims: [try graph.standing(of: claim)], contesting: [])]
      }
      var reason = try Why.reason(relation, from: subject, in: graph)
      // The claim that was asked for goes before those that agree with it.
      if let place = reason.claims.firstIndex(where: { $0.claim.id == claim.id }) {
        reason.claims.insert(reason.claims.remove(at: place), at: 0)
      }
      return [reason]
    }
  }

  private func reasons(from first: String, to second: String, in graph: GraphStore) throws(Failure) -> [Reason] {
    let lookup = Lookup(graph: graph)
    let (from, to) = (try lookup.entity(first), try lookup.entity(second))
    let reasons = try reading { () throws(GraphError) in
      let relations = try graph.relations(of: from.id, direction: .both, predicates: nil)
        .filter { $0.other(than: from.id) == to.id }
      let facts = relations.filter { !graph.ontology.isBackground($0.predicate) }
      var reasons: [Reason] = []
      for relation in facts.isEmpty ? relations : facts {
        reasons.append(try Why.reason(relation, from: from, in: graph))
      }
      return reasons
    }
    guard !reasons.isEmpty else {
      try refuseRejected(from, to, in: graph)
      throw Failure(
        "nothing ties \(TerminalText.safe(from.name)) and \(TerminalText.safe(to.name)) directly",
        status: .nothingFound, hint: "'weft path' finds a way over others")
    }
    return reasons
  }

  /// Where people rejected all that tied two names, they are told of that.
  private func refuseRejected(_ one: Entity, _ other: Entity, in graph: GraphStore) throws(Failure) {
    let names = (KnownDecisions.names(of: one), KnownDecisions.names(of: other))
    var choices: [String] = []
    var first: String?
    let lookup = Lookup(graph: graph)
    let traces = try reading { () throws(GraphError) in try graph.decisionTraces().filter(\.isTakingOut) }
    guard !traces.isEmpty else { return }
    let targets: [(claim: ClaimID, decision: DecisionID)]
    do throws(StoreError) { targets = try graph.decisionTargets().claims } catch { throw Failure(error) }
    let byID = Dictionary(traces.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for target in targets {
      guard let trace = byID[target.decision],
        let claim = try reading({ () throws(GraphError) in try graph.claim(target.claim) }),
        claim.verdict == .rejected || claim.verdict == .hidden,
        let object = claim.object.map({ FoldedName.fold($0.surface) })
      else { continue }
      let subject = FoldedName.fold(claim.subject.surface)
      guard
        names.0.contains(subject) && names.1.contains(object) || names.1.contains(subject) && names.0.contains(object)
      else { continue }
      let line = try lookup.line(claim)
      first = first ?? line.split(separator: " ").first.map(String.init)
      choices.append(TerminalText.safe(line + ", " + trace.text))
    }
    guard let first else { return }
    throw Failure(
      "people took out all that tied \(TerminalText.safe(one.name)) and \(TerminalText.safe(other.name)):",
      status: .nothingFound, choices: choices,
      hint: "weft why \(first) shows the sentence, weft decisions blame \(first) who decided")
  }

  private static func reason(
    _ relation: Relation, from near: Entity, in graph: some GraphReading
  ) throws(GraphError) -> Reason {
    var reason = Reason(statement: try graph.statement(relation, from: near), claims: [], contesting: [])
    for id in relation.claims {
      if let claim = try graph.claim(id) { reason.claims.append(try graph.standing(of: claim)) }
    }
    for id in relation.contestedBy {
      guard let other = try graph.relation(id), let subject = try graph.entity(other.subject) else { continue }
      reason.contesting.append(
        Reason.Contesting(
          statement: try graph.statement(other, from: subject), proofs: try graph.proofs(of: other)))
    }
    return reason
  }

  static func answer(_ reasons: [Reason], vault: String) -> Answer {
    let lines = reasons.map { reason -> JSONValue in
      let evidence: KeyValuePairs<String, JSONValue?> = [
        "evidence": .array(reason.claims.map { $0.json(vault: vault) }),
        "contesting": .array(
          reason.contesting.map { other in
            other.statement.json(["proofs": .array(other.proofs.map { JSONValue($0) })])
          }),
      ]
      return reason.statement?.json(evidence) ?? .record(evidence)
    }
    return Answer(
      table: nil, json: .record(["schemaVersion": .integer(1), "statements": .array(lines)]), lines: lines,
      text: { style, columns in
        reasons.map { text(of: $0, vault: vault, style: style, columns: columns) }.joined(separator: "\n")
      })
  }

  private static func text(of reason: Reason, vault: String, style: Style, columns: Int?) -> String {
    var text = style.bold(reason.statement?.sentence ?? "part of no relation") + "\n"
    if let verdict = reason.claims.first?.claim.verdict, reason.statement == nil {
      text = style.bold("\(verdict.rawValue): part of no relation") + "\n"
    }
    for claim in reason.claims { text += "\n" + claim.text(vault: vault, style: style, columns: columns) }
    for other in reason.contesting {
      text += "\n" + style.red("contested:") + " \(other.statement.sentence)\n"
      for proof in other.proofs { text += ProofText.text(proof, style: style, columns: columns) }
    }
    return text
  }
}
