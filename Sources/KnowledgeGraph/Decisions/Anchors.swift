/// What a decision keeps of a claim, so that it is found again after its note was moved, edited or read anew.
public struct ClaimAnchor: Hashable, Sendable {
  public var id: ClaimID
  public var source: SourceID
  /// The words that state the claim.
  public var quote: String
  public var predicate: Predicate
  /// The words as written of its subject.
  public var subject: String
  /// The words as written of its object; nil for a value.
  public var object: String?

  public init(
    id: ClaimID, source: SourceID, quote: String, predicate: Predicate, subject: String, object: String?
  ) {
    self.id = id
    self.source = source
    self.quote = quote
    self.predicate = predicate
    self.subject = subject
    self.object = object
  }

  public init(_ claim: Claim) {
    self.init(
      id: claim.id, source: claim.source, quote: claim.evidence.quote, predicate: claim.predicate,
      subject: claim.subject.surface, object: claim.object?.surface)
  }
}

/// What a decision keeps of an entity.
public struct NameAnchor: Hashable, Sendable {
  /// Its preferred name when it was decided about, without what tells it from others of that name.
  public var name: String
  /// Its kind then; tells two of one name apart.
  public var kind: Kind?
  /// For a source, which.
  public var source: SourceID?

  public init(_ name: String, kind: Kind? = nil, source: SourceID? = nil) {
    self.name = name
    self.kind = kind
    self.source = source
  }

  /// An entity of a graph: "Mercury (city)" is known as "Mercury", of the kind City.
  public init(_ entity: Entity) {
    var name = entity.name
    if name.hasSuffix(")"), let mark = name.range(ofLast: " (") {
      let base = String(name[..<mark])
      if entity.aliases.contains(base) { name = base }
    }
    self.init(name, kind: entity.kind, source: entity.source)
  }
}

extension String {
  /// Where the last occurrence of an ASCII text begins.
  fileprivate func range(ofLast text: String) -> String.Index? {
    let bytes = Array(utf8)
    let sought = Array(text.utf8)
    guard bytes.count >= sought.count else { return nil }
    for start in stride(from: bytes.count - sought.count, through: 0, by: -1)
    where bytes[start..<start + sought.count].elementsEqual(sought) {
      return utf8.index(utf8.startIndex, offsetBy: start)
    }
    return nil
  }
}

/// When a claim holds, as a person says: `at` for an event, `from` and `to` for a state; all nil for no date.
public struct ClaimDates: Hashable, Sendable {
  public var at: PartialDate?
  public var from: PartialDate?
  public var to: PartialDate?

  public init(at: PartialDate? = nil, from: PartialDate? = nil, to: PartialDate? = nil) {
    self.at = at
    self.from = from
    self.to = to
  }
}

/// What goes from one name to another.
public struct Split: Hashable, Sendable {
  /// One side of a claim.
  public struct Side: Hashable, Sendable {
    public var claim: ClaimAnchor
    public var isObject: Bool

    public init(_ claim: ClaimAnchor, isObject: Bool) {
      self.claim = claim
      self.isObject = isObject
    }
  }

  /// The sides of claims that speak of the other.
  public var sides: [Side]
  /// The words that mean the other wherever they stand as a name.
  public var surfaces: [String]
  /// The name of the other, which may be there already.
  public var name: String
  public var kind: Kind?

  public init(sides: [Side] = [], surfaces: [String] = [], name: String, kind: Kind? = nil) {
    self.sides = sides
    self.surfaces = surfaces
    self.name = name
    self.kind = kind
  }
}

/// A claim by a person.
public struct Assertion: Hashable, Sendable {
  public var subject: NameAnchor
  public var predicate: Predicate
  /// Nil for a value.
  public var object: NameAnchor?
  public var qualifiers: Qualifiers
  /// The source that it is taken from, where there is one.
  public var source: SourceID?
  /// The words of that source.
  public var quote: String?

  public init(
    subject: NameAnchor, predicate: Predicate, object: NameAnchor?, qualifiers: Qualifiers = Qualifiers(),
    source: SourceID? = nil, quote: String? = nil
  ) {
    self.subject = subject
    self.predicate = predicate
    self.object = object
    self.qualifiers = qualifiers
    self.source = source
    self.quote = quote
  }
}
