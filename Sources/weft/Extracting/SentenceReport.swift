import Extraction
import Formats
import KnowledgeGraph

/// What was read in one sentence, for people and for programs.
struct SentenceReport {
  let reading: SentenceReading
  /// From which confidence a claim is accepted, and from which it is for review.
  var acceptance = ConfidenceBand.acceptance
  var attention = ConfidenceBand.attention
  /// The decisions by which people took claims out of the graph.
  var decided: [ClaimID: DecisionTrace] = [:]

  /// One candidate as it is told.
  struct Line {
    /// `accepted`, `review`, `hidden` or `declined`; `rejected` or `hidden` by a person.
    var outcome: String
    var rule: String
    var words: String
    var claim: Claim?
    var reason: DeclineReason?
    /// Who took it out of the graph, when and why.
    var decision: DecisionTrace?
  }

  /// Claims first, in the order of the text, then what was declined.
  func lines(where isTaken: (ClaimCandidate) -> Bool = { _ in true }) -> [Line] {
    reading.candidates.filter(isTaken).map { candidate in
      let words = [
        candidate.subject ?? "…", candidate.predicate.map { Ontology.builtIn.label($0) } ?? "…",
        candidate.object ?? (candidate.predicate.map { Self.isValue($0) } == true ? "" : "…"),
      ]
      .filter { !$0.isEmpty }.joined(separator: " ")
      switch candidate.outcome {
      case .made(let claim):
        let band = ConfidenceBand(claim.confidence, acceptance: acceptance, attention: attention)
        let decision = decided[claim.id]
        let outcome = decision.map { $0.action == .reject ? "rejected" : "hidden" } ?? band?.rawValue ?? "hidden"
        return Line(outcome: outcome, rule: candidate.rule, words: words, claim: claim, decision: decision)
      case .declined(let reason):
        return Line(outcome: "declined", rule: candidate.rule, words: words, reason: reason)
      }
    }
  }

  /// Whether a predicate ties no two but tells a number of one.
  private static func isValue(_ predicate: Predicate) -> Bool {
    predicate == .raised || predicate == .valuedAt || predicate == .employs
  }

  /// The sentence's candidates, a line each, under its quote.
  func text(_ lines: [Line], style: Style, columns: Int?) -> String {
    var text = ProofText.quote(reading.text, marking: [], label: "", style: style, columns: columns)
    func line(_ title: String, _ value: String) {
      text += "      " + style.dim(TerminalText.padded(title, to: 10)) + TerminalText.safe(value) + "\n"
    }
    if !reading.mentions.isEmpty {
      line("names", reading.mentions.map { "\($0.surface) (\($0.kind))" }.joined(separator: ", "))
    }
    if let reason = reading.declined { line("declined", reason.explanation) }
    for candidate in lines {
      var value = candidate.words
      if let claim = candidate.claim {
        let more = [
          Wording.when(claim.qualifiers), claim.qualifiers.amount.map { Wording.amount($0) } ?? "",
          Wording.standing(claim.qualifiers, isContested: false),
        ].filter { !$0.isEmpty }
        value += (more.isEmpty ? "" : " (" + more.joined(separator: ", ") + ")")
        value += ": \(candidate.rule), confidence \(claim.confidence)"
        if let decision = candidate.decision { value += "; \(decision.text)" }
      } else if let reason = candidate.reason {
        value += ": \(candidate.rule), \(reason.explanation)"
      }
      line(candidate.outcome, value)
    }
    if reading.candidates.isEmpty, reading.declined == nil { line("nothing", Self.nothing(reading)) }
    return text
  }

  /// Why a sentence without candidates has none.
  static func nothing(_ reading: SentenceReading) -> String {
    switch reading.mentions.count {
    case 0: "no name stands in it"
    case 1: "one name, and no word of a rule beside it"
    default: "no word of a rule ties its names"
    }
  }

  /// Starts and ends count Unicode scalars of `text`, the whole that the sentence is from.
  func json(_ lines: [Line], offsets: ScalarOffsets, line: Int? = nil) -> JSONValue {
    func place(_ range: Range<Int>) -> [JSONValue.Member] {
      [
        JSONValue.Member("start", .integer(offsets[byte: range.lowerBound])),
        JSONValue.Member("end", .integer(offsets[byte: range.upperBound])),
      ]
    }
    let names = reading.mentions.map { mention in
      JSONValue.object(
        place(mention.range) + [
          JSONValue.Member("kind", .string(mention.kind.rawValue)), JSONValue.Member("text", .string(mention.surface)),
        ])
    }
    let candidates = zip(reading.candidates, self.lines()).compactMap { candidate, line -> JSONValue? in
      guard lines.contains(where: { $0.words == line.words && $0.rule == line.rule && $0.outcome == line.outcome })
      else { return nil }
      return .record([
        "outcome": .string(line.outcome), "rule": .string(line.rule), "subject": candidate.subject.map { .string($0) },
        "predicate": candidate.predicate.map { .string($0.rawValue) },
        "object": candidate.object.map { .string($0) },
        "confidence": line.claim.map { .number($0.confidence) }, "reason": line.reason.map { .string($0.rawValue) },
        "decision": line.decision.map { JSONValue($0) },
      ])
    }
    guard
      case .object(let members) = JSONValue.record([
        "line": line.map { .integer($0) }, "text": .string(reading.text), "entities": .array(names),
        "candidates": .array(candidates), "declined": reading.declined.map { .string($0.rawValue) },
      ])
    else { return .null }
    return .object(place(reading.range) + members)
  }
}
