public import KnowledgeGraph

extension JSONValue {
  /// A claim with everything that it says and rests on.
  ///
  /// Passage and source, where given, add what is needed to read the proof without the notes: the line, the
  /// permanent links, the title, the authors, the date.
  public init(_ claim: Claim, passage: Passage? = nil, source: Source? = nil) {
    self = .record([
      "id": .string(claim.id.rawValue),
      "subject": JSONValue(claim.subject),
      "predicate": .string(claim.predicate.rawValue),
      "object": claim.object.map { JSONValue($0) },
      "qualifiers": JSONValue(claim.qualifiers),
      "evidence": JSONValue(claim.evidence, passage: passage),
      "source": .record([
        "id": .string(claim.source.rawValue),
        "kind": source.map { .string($0.kind.rawValue) },
        "title": source.map { .string($0.title) },
        "authors": source.map { .strings($0.authors) },
        "date": source?.date.map { .string($0.edtf) },
        "url": source?.url.map { .string($0) },
      ]),
      "note": .string(claim.note),
      "origin": JSONValue(claim.origin),
      "confidence": .number(claim.confidence),
      "act": claim.act.map { .integer($0) },
      "verdict": claim.verdict.map { .string($0.rawValue) },
    ])
  }

  /// Who made a claim: `{"rule": "trigger.launch"}`, `{"person": "Ada"}`.
  public init(_ origin: Claim.Origin) {
    switch origin {
    case .rule(let name): self = .record(["rule": .string(name)])
    case .person(let name): self = .record(["person": .string(name)])
    }
  }

  private init(_ argument: Argument) {
    self = .record([
      "surface": .string(argument.surface),
      "kind": .string(argument.kind.rawValue),
      "reference": .string(argument.reference.rawValue),
      "owner": argument.owner.map { .string($0) },
      "range": argument.range.map { JSONValue($0) },
    ])
  }

  private init(_ evidence: Evidence, passage: Passage?) {
    switch evidence {
    case .passage(let id, let quote, let range):
      self = .record([
        "passage": .string(id.rawValue),
        "quote": .string(quote),
        "range": JSONValue(range),
        "line": passage.map { .integer($0.line) },
        "links": passage.map { .strings($0.links) },
      ])
    case .field(let name, let text, let line):
      self = .record(["field": .string(name), "text": .string(text), "line": .integer(line)])
    }
  }

  private init(_ range: Range<Int>) {
    self = .array([.integer(range.lowerBound), .integer(range.upperBound)])
  }
}
