import Extraction
import Formats
import KnowledgeGraph

/// What a text yields as a record for programs: places count Unicode scalars, as most languages count characters.
struct TextReadingRecord {
  private let reading: TextReading
  private let offsets: ScalarOffsets

  init(_ reading: TextReading, of text: String) {
    self.reading = reading
    offsets = ScalarOffsets(text)
  }

  /// The record; a line of many has an identity and no version, an answer of its own the other way round.
  func json(id: JSONValue? = nil, schemaVersion: Int? = nil) -> JSONValue {
    .record([
      "schemaVersion": schemaVersion.map { .integer($0) },
      "id": id,
      "entities": .array(
        reading.mentions.map { mention in
          .object(
            place(mention.range) + [
              JSONValue.Member("kind", .string(mention.kind.rawValue)),
              JSONValue.Member("text", .string(mention.surface)),
            ])
        }),
      "aliases": .array(
        claims { $0.predicate == .alsoKnownAs }.map { claim in
          .record(["name": json(claim.subject), "alias": claim.object.map { json($0) }])
        }),
      "claims": .array(claims { $0.predicate != .alsoKnownAs }.map { json($0) }),
    ])
  }

  /// The claims that are good enough to be shown; that two names mean one entity is told apart from the facts.
  private func claims(_ isTaken: (Claim) -> Bool) -> [Claim] {
    reading.claims.filter { ConfidenceBand($0.confidence) != nil && isTaken($0) }
  }

  private func json(_ claim: Claim) -> JSONValue {
    let qualifiers = claim.qualifiers
    return .record([
      "subject": json(claim.subject),
      "predicate": .string(claim.predicate.rawValue),
      "object": claim.object.map { json($0) } ?? .null,
      "band": ConfidenceBand(claim.confidence).map { .string($0.rawValue) },
      "amount": qualifiers.amount.map { JSONValue($0) },
      "at": qualifiers.at.map { .string($0.date.edtf) },
      "from": qualifiers.from.map { .string($0.date.edtf) },
      "to": qualifiers.to.map { .string($0.date.edtf) },
      "announced": qualifiers.announced.map { .string($0.date.edtf) },
      "role": qualifiers.role.map { .string($0) },
      "status": qualifiers.status.map { .string($0.rawValue) },
      "negated": qualifiers.isNegated ? .bool(true) : nil,
      "accordingTo": qualifiers.accordingTo.map { .string($0) },
      "rule": JSONValue(claim.origin)["rule"],
      "confidence": .number(claim.confidence),
      "quote": .string(claim.evidence.quote),
    ])
  }

  private func json(_ argument: Argument) -> JSONValue {
    .object((argument.range.map { place($0) } ?? []) + [JSONValue.Member("text", .string(argument.surface))])
  }

  /// The start and end of a range of bytes, in scalars.
  private func place(_ range: Range<Int>) -> [JSONValue.Member] {
    [
      JSONValue.Member("start", .integer(offsets[byte: range.lowerBound])),
      JSONValue.Member("end", .integer(offsets[byte: range.upperBound])),
    ]
  }
}
