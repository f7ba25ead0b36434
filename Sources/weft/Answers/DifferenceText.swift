import Building
import Drawing
import Formats
import KnowledgeGraph
import Reports

/// The difference of two graphs as people, programs and pull requests read it.
struct DifferenceText {
  /// A relation in words, with its sentences.
  private struct Told {
    var statement: Statement
    var proofs: [Proof]

    init(_ relation: Relation, in graph: Graph) throws(GraphError) {
      let subject = graph.entity(relation.subject)
      statement = try graph.statement(
        relation, from: subject ?? Entity(id: relation.subject, name: "?", kind: .topic))
      proofs = try graph.proofs(of: relation)
    }
  }

  private struct Change {
    var before: Told
    var after: Told
    var parts: [GraphDifference.Part]
  }

  private var added: [Told] = []
  private var gone: [Told] = []
  private var changed: [Change] = []
  private var contested: [(told: Told, others: [Told])] = []
  private var settled: [Told] = []
  private var decided: [(trace: DecisionTrace, entry: DecisionFolder.Entry?)] = []
  private let words: DecisionWords
  private var verdicts: [(verdict: String, sentence: String, claim: ClaimID)] = []
  private let limit: Int

  init(from earlier: GraphVersion, to later: GraphVersion, includingBackground: Bool, limit: Int) throws(GraphError) {
    self.limit = limit == 0 ? .max : limit
    let (before, after) = (earlier.graph, later.graph)
    words = DecisionWords(ontology: after.ontology, decisions: later.entries.mapValues(\.decision))
    if let old = earlier.decisions, let new = later.decisions {
      let known = Set(old.map(\.id))
      decided = new.filter { !known.contains($0.id) }.map { ($0, later.entries[$0.id]) }
    } else {
      verdicts = try DifferenceText.newVerdicts(from: before, to: after)
    }
    let difference = try after.difference(from: before, includingBackground: includingBackground)
    for relation in difference.added { added.append(try Told(relation, in: after)) }
    for relation in difference.gone { gone.append(try Told(relation, in: before)) }
    for change in difference.changed {
      changed.append(
        Change(
          before: try Told(change.before, in: before), after: try Told(change.after, in: after), parts: change.parts))
    }
    // Of two relations that contradict each other, the second need not say it again.
    var told: Set<RelationID> = []
    for relation in difference.newlyContested where !told.contains(relation.id) {
      told.formUnion(relation.contestedBy)
      var others: [Told] = []
      for id in relation.contestedBy {
        if let other = after.relation(id) { others.append(try Told(other, in: after)) }
      }
      contested.append((try Told(relation, in: after), others))
    }
    for relation in difference.settled { settled.append(try Told(relation, in: after)) }
  }

  /// What people hold of claims that they did not before, where one of the two is a file of claims alone.
  private static func newVerdicts(
    from before: Graph, to after: Graph
  ) throws(GraphError) -> [(verdict: String, sentence: String, claim: ClaimID)] {
    var result: [(verdict: String, sentence: String, claim: ClaimID)] = []
    for claim in after.claims(withPrefix: "", limit: .max) {
      guard let verdict = claim.verdict, before.claim(claim.id)?.verdict != verdict else { continue }
      let words = [claim.subject.surface, after.ontology.label(claim.predicate), claim.object?.surface]
      result.append((verdict.rawValue, words.compactMap { $0 }.joined(separator: " "), claim.id))
    }
    return result
  }

  /// "reject of Acme acquired Bolt, “Acme acquired…”, Ada, 2026-11-27: hearsay", for each new decision.
  private var decisionLines: [String] {
    decided.map { trace, entry in
      let what =
        entry.map { words.phrase($0.decision) }
        ?? [trace.action.rawValue, trace.detail].compactMap { $0 }.joined(separator: " ")
      let quote = entry.flatMap { words.quote($0.decision) }
      let place = entry.map { "\($0.file):\($0.line)" }
      return [what, quote, trace.actor, String(trace.time.prefix(10)), place].compactMap { $0 }.joined(separator: ", ")
        + (trace.reason.map { ": \($0)" } ?? "") + DifferenceText.remark(trace.standing)
    } + verdicts.map { "\($0.verdict): \($0.sentence)" }
  }

  /// " (contested: it does not hold)": what became of a decision, where it is not what it says.
  private static func remark(_ standing: DecisionTrace.Standing) -> String {
    switch standing {
    case .applied: ""
    case .contested: " (contested: it does not hold)"
    case .superseded: " (a later decision holds)"
    case .unmatched: " (matches nothing)"
    case .undone: " (undone)"
    }
  }

  private var counts: [(count: Int, words: String)] {
    [
      (added.count, "added"), (gone.count, "gone"), (changed.count, "changed"),
      (contested.count, "newly contested"), (settled.count, "settled"),
      (decided.count + verdicts.count, "newly decided"),
    ]
  }

  private var summary: String {
    let words = counts.filter { $0.count > 0 }.map { "\(Wording.grouped($0.count)) \($0.words)" }
    return words.isEmpty ? "no difference" : words.joined(separator: ", ")
  }

  // MARK: Data

  var answer: Answer {
    func json(_ told: Told) -> JSONValue {
      told.statement.json(["proofs": .array(told.proofs.map { JSONValue($0) })])
    }
    let parts: [(String, [JSONValue])] = [
      ("added", added.map(json)), ("gone", gone.map(json)),
      (
        "changed",
        changed.map { change in
          .record([
            "parts": .strings(change.parts.map(\.rawValue)), "before": json(change.before), "after": json(change.after),
          ])
        }
      ),
      (
        "newlyContested",
        contested.map { entry in
          entry.told.statement.json([
            "proofs": .array(entry.told.proofs.map { JSONValue($0) }), "contesting": .array(entry.others.map(json)),
          ])
        }
      ),
      ("settled", settled.map(json)),
      (
        "newlyDecided",
        decided.map { trace, entry in
          .record([
            "decision": .string(trace.id.rawValue), "action": .string(trace.action.rawValue),
            "about": entry.map { .string(words.about($0.decision)) },
            "detail": trace.detail.map { .string($0) }, "actor": .string(trace.actor), "time": .string(trace.time),
            "reason": trace.reason.map { .string($0) }, "standing": .string(trace.standing.rawValue),
            "file": entry.map { .string($0.file) }, "line": entry.map { .integer($0.line) },
          ])
        }
          + verdicts.map { entry in
            .record([
              "verdict": .string(entry.verdict), "claim": .string(entry.claim.rawValue),
              "sentence": .string(entry.sentence),
            ])
          }
      ),
    ]
    let lines = parts.flatMap { name, values in
      values.map { JSONValue.record(["change": .string(name), "statement": $0]) }
    }
    return Answer(
      table: nil,
      json: .object(
        [JSONValue.Member("schemaVersion", .integer(1))] + parts.map { JSONValue.Member($0, .array($1)) }),
      lines: lines, text: text)
  }

  // MARK: Text

  private func text(_ style: Style, _ columns: Int?) -> String {
    var text = summary + "\n"
    func quotes(_ told: Told) -> String {
      told.proofs.prefix(2).map { ProofText.text($0, style: style, columns: columns) }.joined()
    }
    func list(_ title: String, _ entries: [String]) {
      guard !entries.isEmpty else { return }
      text += "\n" + style.bold(title) + "\n" + entries.prefix(limit).joined()
      if entries.count > limit { text += "and \(Wording.grouped(entries.count - limit)) more: --limit 0 shows all\n" }
    }
    list("added", added.map { "+ \($0.statement.sentence)\n" + quotes($0) })
    list("gone", gone.map { "- \($0.statement.sentence)\n" + quotes($0) })
    list(
      "changed",
      changed.map { change in
        "~ \(change.after.statement.sentence)\n"
          + DifferenceText.lines(change).map { "    \(TerminalText.safe($0))\n" }.joined() + quotes(change.after)
      })
    list(
      "newly contested",
      contested.map { entry in
        "! \(entry.told.statement.sentence)\n" + quotes(entry.told)
          + entry.others.map { "  against: \($0.statement.sentence)\n" + quotes($0) }.joined()
      })
    list("settled", settled.map { "= \($0.statement.sentence)\n" })
    list("newly decided", decisionLines.map { "* \(TerminalText.safe($0))\n" })
    return text
  }

  /// "date: 2024-03 → 2024-03-07", a line for each part that is other than it was.
  private static func lines(_ change: Change) -> [String] {
    change.parts.compactMap { part in
      let (before, after) = (words(part, change.before), words(part, change.after))
      return before == after ? nil : "\(part.rawValue): \(before) → \(after)"
    }
  }

  private static func words(_ part: GraphDifference.Part, _ told: Told) -> String {
    let statement = told.statement
    let text =
      switch part {
      case .parties: [statement.from.name, statement.label, statement.to?.name ?? ""].joined(separator: " ")
      case .date: statement.when
      case .amount: statement.amount.map { Wording.amount($0) } ?? ""
      case .status:
        [
          Wording.standing(statement.relation.qualifiers, isContested: false),
          statement.relation.qualifiers.role ?? "", statement.relation.qualifiers.place ?? "",
        ].filter { !$0.isEmpty }.joined(separator: ", ")
      case .sources: Wording.count(statement.relation.sourceCount, "source")
      case .claims: statement.claims.joined(separator: " ")
      }
    return text.isEmpty ? "none" : text
  }

  // MARK: Markdown

  /// What a pull request shows: a summary, then each sort of change with its quotes; nothing of a note can act as a mark.
  var markdown: String {
    var text = "### Graph: \(summary)\n"
    func sentence(_ told: Told) -> String {
      let statement = told.statement
      let names =
        "**\(MarkdownText.escaped(statement.from.name))** \(MarkdownText.escaped(statement.label))"
        + (statement.to.map { " **\(MarkdownText.escaped($0.name))**" } ?? "")
      let further = [
        statement.amount.map { Wording.amount($0) } ?? "", statement.when, statement.standing,
        Wording.count(statement.relation.sourceCount, "source"),
      ]
      return names + further.filter { !$0.isEmpty }.map { ", " + MarkdownText.escaped($0) }.joined()
    }
    func quotes(_ told: Told) -> String {
      told.proofs.prefix(2).map { proof in
        let title = MarkdownText.escaped(proof.sourceTitle)
        let link = proof.link.flatMap { LinkPolicy.allowed($0) }.map {
          "[\(title)](\($0.replacing("(", with: "%28").replacing(")", with: "%29")))"
        }
        let place = [link ?? title, proof.sourceDate?.edtf ?? "", "`\(proof.shortID)`"].filter { !$0.isEmpty }
        return "  > \(MarkdownText.escaped(QuoteText.text(proof.quote)))  \n  > — \(place.joined(separator: ", "))\n\n"
      }.joined()
    }
    func list(_ title: String, _ entries: [String]) {
      guard !entries.isEmpty else { return }
      text += "\n#### \(title)\n\n" + entries.prefix(limit).joined()
      if entries.count > limit { text += "\n… and \(Wording.grouped(entries.count - limit)) more.\n" }
    }
    list("Added", added.map { "- \(sentence($0))\n" + quotes($0) })
    list("Gone", gone.map { "- ~~\(sentence($0))~~\n" + quotes($0) })
    list(
      "Changed",
      changed.map { change in
        "- \(sentence(change.after))\n"
          + DifferenceText.lines(change).map { "  - \(MarkdownText.escaped($0))\n" }.joined() + "\n"
          + quotes(change.after)
      })
    list(
      "Newly contested",
      contested.map { entry in
        "- \(sentence(entry.told))\n" + quotes(entry.told)
          + entry.others.map { "  against: \(sentence($0))\n" + quotes($0) }.joined()
      })
    list("Settled", settled.map { "- \(sentence($0))\n" })
    list("Newly decided", decisionLines.map { "- \(MarkdownText.escaped($0))\n" })
    return text
  }
}
