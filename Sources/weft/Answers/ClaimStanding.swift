import Formats
import KnowledgeGraph

/// A claim with all that stands behind it: the relation that it is part of, its passage and its source.
struct ClaimStanding {
  var claim: Claim
  var proof: Proof
  var passage: Passage?
  var source: Source?
  /// What people decided about it.
  var decisions: [DecisionTrace] = []
}

extension GraphReading {
  func standing(of claim: Claim) throws(GraphError) -> ClaimStanding {
    var passage: Passage?
    if let id = claim.evidence.passage { passage = try self.passage(id) }
    let proof = try proof(of: claim)
    var claim = claim
    if claim.isAsserted {
      // Of a claim that a person asserts the line is kept apart.
      passage?.line = proof.line
      if case .field(let name, let text, _) = claim.evidence {
        claim.evidence = .field(name: name, text: text, line: proof.line)
      }
    }
    return ClaimStanding(
      claim: claim, proof: proof, passage: passage, source: try source(claim.source),
      decisions: try decisions(on: claim.id))
  }
}

extension ClaimStanding {
  /// The words of the passage that stand for the two ends.
  var words: [String] { [claim.subject.surface, claim.object?.surface].compactMap { $0 } }

  /// The places of those words in the quote, in bytes, where they stand there.
  var wordRanges: [Range<Int>] {
    guard case .passage(_, let quote, let whole) = claim.evidence else { return [] }
    return [claim.subject.range, claim.object?.range].compactMap { range in
      guard let range, whole.lowerBound <= range.lowerBound, range.upperBound <= whole.upperBound else { return nil }
      let place = range.lowerBound - whole.lowerBound..<range.upperBound - whole.lowerBound
      return place.upperBound <= quote.utf8.count ? place : nil
    }
  }

  /// What the rule or the person is called who made the claim.
  var origin: String {
    switch claim.origin {
    case .rule(let name): "rule \(name)"
    case .person(let name): "\(name), who asserts it"
    }
  }

  /// When, by this claim alone, and what of the date stands in an earlier sentence.
  private var when: String {
    let text = Wording.when(claim.qualifiers)
    let inherited = (claim.qualifiers.at ?? claim.qualifiers.announced)?.inherited ?? []
    if inherited.contains(.month) { return "\(text), as an earlier sentence says" }
    return inherited.contains(.year) ? "\(text), its year from an earlier sentence" : text
  }

  /// Everything about the claim for people.
  func text(vault: String, style: Style, columns: Int?) -> String {
    var text = ProofText.words(proof, marking: wordRanges, style: style, columns: columns)
    func line(_ title: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      text += "      " + style.dim(TerminalText.padded(title, to: 10)) + TerminalText.safe(value) + "\n"
    }
    line("words", words.joined(separator: " | "))
    line("when", when)
    line("amount", claim.qualifiers.amount.map { Wording.amount($0) })
    line("status", Wording.standing(claim.qualifiers, isContested: false))
    line("told by", claim.qualifiers.accordingTo)
    if !proof.isPersonsOwn {
      line(
        "source",
        ([proof.sourceTitle] + (source?.authors ?? []) + [proof.sourceDate?.edtf].compactMap { $0 })
          .joined(separator: ", "))
    }
    for link in passage?.links ?? [] { line("highlight", link) }
    line("url", source?.url)
    line("obsidian", ObsidianLink.url(vault: vault, note: proof.note))
    if claim.isAsserted {
      line("file", "\(proof.note):\(proof.line)")
      line("by", origin)
    } else {
      line(NotePath.isNote(proof.note) ? "note" : "file", "\(proof.note):\(proof.line)")
      line("comment", passage?.comment)
      line("by", "\(origin), confidence \(claim.confidence)")
    }
    // Who asserts it, and why, stands above where it has no other words.
    for decision in decisions where decision.action != .assert || decision.reason != nil && proof.isQuoted {
      line("decided", decision.text)
    }
    return text
  }

  func json(vault: String) -> JSONValue {
    let record = JSONValue(claim, passage: passage, source: source)
    guard case .object(let members) = record else { return record }
    return .object(
      members + [
        JSONValue.Member("shortID", .string(proof.shortID)), JSONValue.Member("line", .integer(proof.line)),
      ]
        + (decisions.isEmpty ? [] : [JSONValue.Member("decisions", .array(decisions.map { JSONValue($0) }))])
        + (ObsidianLink.url(vault: vault, note: proof.note).map { [JSONValue.Member("obsidian", .string($0))] } ?? []))
  }
}
