public import KnowledgeGraph
internal import Notes

/// One sentence of a text with all that extraction saw in it: for whoever asks why a claim was made, or why none was.
public struct SentenceReading: Hashable, Sendable {
  /// Where it stands, in bytes of the text.
  public var range: Range<Int>
  /// The words of the text, with their Markdown.
  public var text: String
  public var mentions: [Mention]
  /// What became a claim and what did not, in the order in which it was read.
  public var candidates: [ClaimCandidate]
  /// Why nothing was looked for in the sentence, where that is so.
  public var declined: DeclineReason?

  public init(
    range: Range<Int>, text: String, mentions: [Mention], candidates: [ClaimCandidate], declined: DeclineReason? = nil
  ) {
    self.range = range
    self.text = text
    self.mentions = mentions
    self.candidates = candidates
    self.declined = declined
  }
}

/// A claim that a rule made of a sentence, or one that it would have made and did not.
public struct ClaimCandidate: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable {
    case made(Claim)
    case declined(DeclineReason)
  }

  /// The rule, as a claim's origin names it.
  public var rule: String
  public var subject: String?
  public var predicate: Predicate?
  public var object: String?
  public var outcome: Outcome

  public init(rule: String, subject: String?, predicate: Predicate?, object: String?, outcome: Outcome) {
    self.rule = rule
    self.subject = subject
    self.predicate = predicate
    self.object = object
    self.outcome = outcome
  }
}

/// Why a rule made no claim of a sentence.
public enum DeclineReason: String, Hashable, Sendable, CaseIterable {
  case question, overlong
  case conditional, noAmount = "no-amount", noCount = "no-count", otherObject = "other-object"
  case noSubject = "no-subject", noObject = "no-object", unshown, kinds, same, told

  /// The reason in words that go on from "declined:".
  public var explanation: String {
    switch self {
    case .question: "a question states nothing"
    case .overlong: "the sentence has too many phrases to be read for more than names"
    case .conditional: "told as a condition"
    case .noAmount: "no sum stands with it"
    case .noCount: "no number of people stands with it"
    case .otherObject: "its object is none that the rule needs"
    case .noSubject: "nothing named is its subject"
    case .noObject: "nothing named is its object"
    case .unshown: "the text does not show of what kind either side is"
    case .kinds: "the kinds of its sides do not allow it"
    case .same: "both sides are the same"
    case .told: "told before in the sentence"
    }
  }
}

extension Extractor {
  /// What the sentences of a text yield, with what was declined and why.
  ///
  /// The claims are those that ``extract(text:date:)`` gives.
  ///
  /// - Complexity: Linear in the text.
  public func explain(text: String, date: PartialDate? = nil) -> [SentenceReading] {
    var known = KnownNames()
    return explain(text, date: date, passage: nil, known: &known)
  }

  /// What the sentences of a note's passages yield, in the order of the passages: the claims are those that
  /// ``extract(_:)`` makes of them, since what a passage shows of a name holds for those behind it.
  ///
  /// - Parameters:
  ///   - passages: All passages of the note, in their order.
  ///   - date: When the source was written.
  /// - Returns: The sentences of each passage.
  /// - Complexity: Linear in the passages.
  public func explain(_ passages: [Passage], date: PartialDate?) -> [[SentenceReading]] {
    var known = KnownNames()
    return passages.map { explain($0.text, date: date, passage: $0, known: &known) }
  }

  private func explain(_ text: String, date: PartialDate?, passage: Passage?, known: inout KnownNames)
    -> [SentenceReading]
  {
    let assembly = assembly(of: text, date: date, passage: passage, known: known, isTracing: true)
    if passage != nil { known.learn(from: assembly.reader) }
    return assembly.sentences(facts(assembly))
  }
}

extension Assembly {
  /// The sentences with their mentions, the claims among `facts` that were read in them, and what was declined.
  func sentences(_ facts: [Claim]) -> [SentenceReading] {
    var readings = reader.text.sentences.map { sentence in
      let range = inline.range(inMarkdown: sentence.range).clamped(to: 0..<markdown.count)
      return SentenceReading(
        range: range, text: String(decoding: markdown[range], as: UTF8.self), mentions: [], candidates: [])
    }
    func sentence(at offset: Int) -> Int? { readings.lastIndex { $0.range.lowerBound <= offset } }
    for mention in mentions() {
      if let index = sentence(at: mention.range.lowerBound) { readings[index].mentions.append(mention) }
    }
    for claim in facts {
      guard case .passage(_, _, let range) = claim.evidence, let index = sentence(at: range.lowerBound),
        case .rule(let rule) = claim.origin
      else { continue }
      readings[index].candidates.append(
        ClaimCandidate(
          rule: rule, subject: claim.subject.surface, predicate: claim.predicate, object: claim.object?.surface,
          outcome: .made(claim)))
    }
    for decline in reader.declines where readings.indices.contains(decline.sentence) {
      guard let rule = decline.rule else {
        readings[decline.sentence].declined = decline.reason
        continue
      }
      let candidate = ClaimCandidate(
        rule: rule, subject: decline.subject.map { reader.entities[$0].surface }, predicate: decline.predicate,
        object: decline.object.map { reader.entities[$0].surface }, outcome: .declined(decline.reason))
      if !readings[decline.sentence].candidates.contains(candidate) {
        readings[decline.sentence].candidates.append(candidate)
      }
    }
    return readings
  }
}
