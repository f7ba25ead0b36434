/// One statement of one source: subject, predicate, object or value, with the words that say so.
public struct Claim: Hashable, Sendable, Identifiable {
  /// Who makes a claim out of the evidence.
  public enum Origin: Hashable, Sendable {
    /// A rule of the program, by its name in the documentation: `trigger.launch`, `structure.author`.
    case rule(String)
    /// A person, who asserted it; by name.
    case person(String)
  }

  public var id: ClaimID
  public var subject: Argument
  public var predicate: Predicate
  /// Nil for a value claim (RAISED, VALUED_AT, EMPLOYS).
  public var object: Argument?
  public var qualifiers: Qualifiers
  public var evidence: Evidence
  public var source: SourceID
  /// The vault-relative path of the note.
  public var note: String
  public var origin: Origin
  /// How sure the origin is, 0...1.
  public var confidence: Double
  /// Equal for the claims of one passage that tell of one act: two firms that launch a program together, one
  /// investment with its two givers. Numbered from 1 within a passage; nil where the claim is no act.
  public var act: Int?
  /// What people decided about it; nil where nobody did, and for a claim as its note tells it.
  public var verdict: ClaimAmendment.Verdict?

  /// A claim with the identity that its content gives it.
  ///
  /// `ordinal` counts, from 0, the claims of one evidence with the same predicate and the same surfaces: two value
  /// claims on one company in one passage. `isSymmetric` says whether subject and object may change places without
  /// changing the claim.
  public init(
    subject: Argument, predicate: Predicate, object: Argument?, qualifiers: Qualifiers = Qualifiers(),
    evidence: Evidence, source: SourceID, note: String, origin: Origin, confidence: Double, act: Int? = nil,
    isSymmetric: Bool, ordinal: Int = 0
  ) {
    self.id = ClaimID(
      evidence: evidence, source: source, predicate: predicate, subject: subject.surface, object: object?.surface,
      isSymmetric: isSymmetric, ordinal: ordinal)
    self.subject = subject
    self.predicate = predicate
    self.object = object
    self.qualifiers = qualifiers
    self.evidence = evidence
    self.source = source
    self.note = note
    self.origin = origin
    self.confidence = confidence
    self.act = act
  }

  /// A claim read back from where it was kept, with the identity that it had.
  public init(
    id: ClaimID, subject: Argument, predicate: Predicate, object: Argument?, qualifiers: Qualifiers,
    evidence: Evidence, source: SourceID, note: String, origin: Origin, confidence: Double, act: Int?
  ) {
    self.id = id
    self.subject = subject
    self.predicate = predicate
    self.object = object
    self.qualifiers = qualifiers
    self.evidence = evidence
    self.source = source
    self.note = note
    self.origin = origin
    self.confidence = confidence
    self.act = act
  }
}

extension Claim {
  /// Whether the words of its evidence stand so in a source: a person may assert it without any.
  public var isQuoted: Bool {
    guard case .person = origin, case .field = evidence else { return true }
    return false
  }

  /// Whether a person asserts it.
  public var isAsserted: Bool { if case .person = origin { true } else { false } }
}

extension Claim.Origin {
  private static let personMark = "person:"

  /// The name of the rule, or `person:` and the name of the person.
  public var text: String {
    switch self {
    case .rule(let name): name
    case .person(let name): Claim.Origin.personMark + name
    }
  }

  /// What ``text`` gave.
  public init(text: String) {
    self =
      text.hasPrefix(Claim.Origin.personMark)
      ? .person(String(text.dropFirst(Claim.Origin.personMark.count))) : .rule(text)
  }
}

/// The identity of a claim: 32 hexadecimal digits, made of what its source says and of nothing that a rule may
/// come to read better.
///
/// The passage (or the source and the field), the predicate and the surfaces in order, those of a symmetric
/// predicate sorted. Values, dates, kinds and the rule are no part of it, so that a better grammar does not orphan a
/// person's decision. People see the shortest prefix of at least four digits that is theirs alone: `c7f3`.
public struct ClaimID: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
  package let identity: Identity
  public var rawValue: String { identity.text }
  public init(rawValue: String) { identity = Identity(rawValue) }
  package init(_ hash: Hash128) { identity = .hash(hash) }

  public init(
    evidence: Evidence, source: SourceID, predicate: Predicate, subject: String, object: String?, isSymmetric: Bool,
    ordinal: Int
  ) {
    var hash = StableHash()
    hash.update(field: "claim")
    switch evidence {
    case .passage(let passage, _, _):
      hash.update(field: "passage")
      hash.update(field: passage.rawValue)
    case .field(let name, _, _):
      hash.update(field: "field")
      hash.update(field: source.rawValue)
      hash.update(field: name)
    }
    hash.update(field: predicate.rawValue)
    let object = object ?? ""
    let isSwapped = isSymmetric && object < subject
    hash.update(field: isSwapped ? object : subject)
    hash.update(field: isSwapped ? subject : object)
    if ordinal > 0 { hash.update(field: String(ordinal)) }
    identity = .hash(hash.hash128())
  }

  public var description: String { rawValue }
  // Said here, since a type with a raw value is otherwise compared and hashed by that.
  public static func == (left: ClaimID, right: ClaimID) -> Bool { left.identity == right.identity }
  public func hash(into hasher: inout Hasher) { hasher.combine(identity) }
  public static func < (left: ClaimID, right: ClaimID) -> Bool { left.identity < right.identity }
}
