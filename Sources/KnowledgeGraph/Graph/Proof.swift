/// A claim as people see it: the sentence, who wrote it, when, and where it can be read again.
public struct Proof: Hashable, Sendable {
  public var claim: ClaimID
  /// The shortest prefix of the identity that is alone in the graph, at least four digits: `c7f3`.
  public var shortID: String
  public var quote: String
  /// Whether ``quote`` stands so in a source; else it says who asserts the claim and why, and is shown without marks of
  /// quotation.
  public var isQuoted: Bool
  public var sourceTitle: String
  public var sourceDate: PartialDate?
  /// The permanent link of the highlight, else the source's URL.
  public var link: String?
  /// The path of the note in the vault, or of the imported file in the graph folder, and the line there, counted from
  /// 1.
  public var note: String
  public var line: Int
  public var origin: Claim.Origin
  /// When it happened or began, as this claim has it.
  public var at: StatedDate?
  public var confidence: Double

  public init(
    claim: ClaimID, shortID: String, quote: String, sourceTitle: String, sourceDate: PartialDate? = nil,
    link: String? = nil, note: String, line: Int, origin: Claim.Origin, confidence: Double,
    at: StatedDate? = nil, isQuoted: Bool = true
  ) {
    self.claim = claim
    self.shortID = shortID
    self.quote = quote
    self.isQuoted = isQuoted
    self.sourceTitle = sourceTitle
    self.sourceDate = sourceDate
    self.link = link
    self.note = NotePath.file(of: note)
    self.line = line
    self.origin = origin
    self.confidence = confidence
    self.at = at
  }
}

extension Proof {
  /// Whether a person asserts it.
  public var isAsserted: Bool { if case .person = origin { true } else { false } }

  /// Whether no source is named beside the person who asserts it.
  public var isPersonsOwn: Bool { if case .person(sourceTitle) = origin { !isQuoted } else { false } }
}
