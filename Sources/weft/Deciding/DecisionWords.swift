import Building
import Drawing
import KnowledgeGraph

/// Decisions in words: what each is about, what it puts, and the sentence that it was made of.
struct DecisionWords {
  let ontology: Ontology
  /// The decisions that others take back, by their identities.
  var decisions: [DecisionID: Decision] = [:]

  /// "Orbit Cloud partnered with Desert Telecom", "Tidewater Labs"; of many claims the first two.
  func about(_ decision: Decision) -> String {
    switch decision.content {
    case .assert(let assertion):
      return [assertion.subject.name, ontology.label(assertion.predicate), assertion.object?.name]
        .compactMap { $0 }.joined(separator: " ")
    case .undo(let id): return decisions[id].map { phrase($0) } ?? String(id.rawValue.prefix(8))
    case .split(let name, _): return name.name
    case .merge(let name, _), .distinct(let name, _): return name.name
    default: break
    }
    if let name = decision.names.first { return name.name }
    let shown = decision.claims.prefix(2).map { sentence($0) }.joined(separator: "; ")
    let rest = decision.claims.count - 2
    return rest > 0 ? "\(shown), and \(Wording.count(rest, "more claim"))" : shown
  }

  /// What was put: "2023-05", "into Desert Telecom"; empty where the action says it all.
  func put(_ decision: Decision) -> String {
    switch decision.content {
    case .accept, .reject, .hide, .undo: return ""
    case .note(_, let text): return text
    case .retypeClaims(_, let predicate): return ontology.label(predicate)
    case .retypeEntity(_, let kind): return kind.rawValue
    case .redate(_, let dates): return dates.text == "none" ? "no date" : dates.text
    case .reamount(_, let amount): return amount.map { Wording.amountAndKind($0) } ?? "no amount"
    case .merge(_, let other): return "into \(other.name)"
    case .distinct(_, let other): return "not \(other.name)"
    case .split(_, let split):
      let words = split.surfaces.joined(separator: ", ")
      let what = words.isEmpty ? Wording.count(split.sides.count, "claim") : words
      return "\(what) to \(split.name)"
    case .rename(_, let name), .alias(_, let name): return name
    case .assert(let assertion):
      let amount = assertion.qualifiers.amount.map { Wording.amountAndKind($0) } ?? ""
      return [amount, Wording.when(assertion.qualifiers), Wording.standing(assertion.qualifiers, isContested: false)]
        .filter { !$0.isEmpty }.joined(separator: ", ")
    }
  }

  /// "reject of Orbit Cloud partnered with Desert Telecom", "merge of Tidewater Labs into Desert Telecom".
  func phrase(_ decision: Decision) -> String {
    let (about, put) = (about(decision), put(decision))
    switch decision.content {
    case .merge, .split: return "\(decision.action) of \(about) \(put)"
    case .distinct(_, let other): return "distinct of \(about) and \(other.name)"
    case .note: return "note on \(about): \(put)"
    case .retypeClaims, .retypeEntity, .redate, .reamount, .rename: return "\(decision.action) of \(about) to \(put)"
    case .alias: return "alias of \(about): \(put)"
    case .assert: return "assert of \(about)" + (put.isEmpty ? "" : ", \(put)")
    case .accept, .reject, .hide, .undo: return "\(decision.action) of \(about)"
    }
  }

  /// "“Fjellkraft Data has its head office in Oslo…”": the beginning of the words that it was made of, where there are
  /// some.
  func quote(_ decision: Decision) -> String? {
    let quote: String?
    if case .assert(let assertion) = decision.content {
      quote = assertion.source == nil ? nil : assertion.quote
    } else {
      quote = decision.claims.first.flatMap { isQuoted($0) ? $0.quote : nil }
    }
    guard let quote, !quote.isEmpty else { return nil }
    return "“" + TerminalText.truncated(TerminalText.safe(QuoteText.text(quote)), to: 60) + "”"
  }

  /// Whether the words of a claim are those of a source, and not of the person who asserts it.
  private func isQuoted(_ claim: ClaimAnchor) -> Bool {
    guard case .assert(let assertion) = decisions[DecisionID(rawValue: claim.id.rawValue)]?.content else {
      return !claim.source.rawValue.hasPrefix("person:")
    }
    return assertion.source != nil && assertion.quote != nil
  }

  /// "Ada's accept (7ec7f511, 2026-11-27)": a decision as another one is told that it is against.
  func byline(_ decision: Decision) -> String {
    let put = put(decision)
    let what =
      switch decision.action {
      case .redate, .reamount, .retype, .rename: "\(decision.action) to \(put)"
      case .split: "\(decision.action) of \(put)"
      default: decision.action.rawValue
      }
    return "\(decision.actor)'s \(what) (\(decision.id.rawValue.prefix(8)), \(decision.time.prefix(10)))"
  }

  private func sentence(_ claim: ClaimAnchor) -> String {
    [claim.subject, ontology.label(claim.predicate), claim.object].compactMap { $0 }.joined(separator: " ")
  }
}
