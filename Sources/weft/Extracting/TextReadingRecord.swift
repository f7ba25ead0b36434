import Building
import Extraction
import Formats
import KnowledgeGraph

/// What a text yields as a record for programs: places count Unicode scalars, as most languages count characters.
struct TextReadingRecord {
  private let reading: TextReading
  private let text: String
  /// For each byte of the text, how many scalars begin before it.
  private let scalars: [Int]

  init(_ reading: TextReading, of text: String) {
    self.reading = reading
    self.text = text
    var scalars: [Int] = []
    scalars.reserveCapacity(text.utf8.count + 1)
    var count = 0
    for byte in text.utf8 {
      scalars.append(count)
      if byte & 0xc0 != 0x80 { count += 1 }
    }
    scalars.append(count)
    self.scalars = scalars
  }

  func json(id: JSONValue?) -> JSONValue {
    .record([
      "id": id,
      "entities": .array(
        reading.mentions.map { mention in
          .object(
            place(mention.range) + [
              JSONValue.Member("kind", .string(mention.kind.rawValue)),
              JSONValue.Member("text", .string(mention.surface)),
            ])
        }),
      "claims": .array(reading.claims.map { json($0) }),
    ])
  }

  private func json(_ claim: Claim) -> JSONValue {
    let qualifiers = claim.qualifiers
    return .record([
      "subject": json(claim.subject),
      "predicate": .string(claim.predicate.rawValue),
      "object": claim.object.map { json($0) } ?? .null,
      "band": .string(ClaimBand(claim.confidence).rawValue),
      "amount": qualifiers.amount.map { JSONValue($0) },
      "at": qualifiers.at.map { .string($0.date.edtf) },
      "from": qualifiers.from.map { .string($0.date.edtf) },
      "to": qualifiers.to.map { .string($0.date.edtf) },
      "announced": qualifiers.announced.map { .string($0.date.edtf) },
      "status": qualifiers.status.map { .string($0.rawValue) },
      "negated": qualifiers.isNegated ? .bool(true) : nil,
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
    func scalar(_ byte: Int) -> JSONValue { .integer(scalars[max(0, min(byte, scalars.count - 1))]) }
    return [JSONValue.Member("start", scalar(range.lowerBound)), JSONValue.Member("end", scalar(range.upperBound))]
  }
}

/// Whether a claim is good enough to stand, or for a person to look at.
enum ClaimBand: String {
  case accepted, review

  init(_ confidence: Double) {
    self = confidence >= Configuration.Thresholds().accepted ? .accepted : .review
  }
}
