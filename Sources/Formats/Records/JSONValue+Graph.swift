public import KnowledgeGraph

extension JSONValue {
  /// An entity by the name that it has in its graph; numbers are never written, since another build may number anew.
  public init(_ entity: Entity) {
    self = .record([
      "id": .string(entity.name),
      "kind": .string(entity.kind.rawValue),
      "aliases": .strings(entity.aliases),
      "described": entity.isDescribed ? .bool(true) : nil,
      "author": entity.isAuthor ? .bool(true) : nil,
      "candidates": entity.candidates.isEmpty ? nil : .strings(entity.candidates),
      "source": entity.source.map { .string($0.rawValue) },
      "date": entity.date.map { .string($0.edtf) },
      "url": entity.url.map { .string($0) },
      "note": entity.note.map { .string($0) },
      "sourceCount": .integer(entity.sourceCount),
    ])
  }

  /// A relation between named ends, with its claims by their whole identities and, where given, its proofs.
  public init(_ relation: Relation, subject: String, object: String?, proofs: [Proof]? = nil) {
    self = .record([
      "source": .string(subject),
      "key": .string(relation.predicate.rawValue),
      "target": object.map { .string($0) },
      "qualifiers": JSONValue(relation.qualifiers),
      "sourceCount": .integer(relation.sourceCount),
      "confidence": .number(relation.confidence),
      "contested": relation.contestedBy.isEmpty ? nil : .bool(true),
      "claims": .strings(relation.claims.map(\.rawValue)),
      "proofs": proofs.map { .array($0.map { JSONValue($0) }) },
    ])
  }

  /// A proof as people read it: the sentence, its source and where it stands.
  public init(_ proof: Proof) {
    self = .record([
      "claim": .string(proof.claim.rawValue),
      "shortID": .string(proof.shortID),
      "quote": .string(proof.quote),
      "quoted": proof.isQuoted ? nil : .bool(false),
      "sourceTitle": .string(proof.sourceTitle),
      "sourceDate": proof.sourceDate.map { .string($0.edtf) },
      "link": proof.link.map { .string($0) },
      "note": .string(proof.note),
      "line": .integer(proof.line),
      "origin": JSONValue(proof.origin),
      "confidence": .number(proof.confidence),
    ])
  }
}
